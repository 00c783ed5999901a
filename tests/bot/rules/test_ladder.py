"""Who is asked next about what nobody answers, and when: only once it was announced, and never after an answer."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from bot.rules.asking import People, people_on
from bot.rules.ladder import (
    ANSWERED,
    ASKED,
    CHAIR,
    DEPUTY,
    ESCALATED,
    LATE,
    LEAD,
    NOT_ASKED,
    RUN_OUT,
    SUPPORT,
    WAITING,
    Asking,
    Climb,
    Known,
    Pause,
    Pausing,
    Rung,
    Step,
    climb,
    days_asked,
    leading_group,
    occasion,
    question_standing,
    rungs_of,
    to_ask_now,
)
from bot.rules.workdays import Calendar
from tests.bot.rules.glances import action, contact, role

MONDAY = date(2026, 11, 2)
WEEK = timedelta(days=7)
SCOTLAND = Calendar()
EVERY = (Rung(DEPUTY, 2), Rung(LEAD, 4), Rung(SUPPORT, 9), Rung(CHAIR))


def reached(asked: Sequence[date], today: date, step: int = 5) -> list[tuple[str, date]]:
    return [(each.rung.name, each.on) for each in climb(asked, EVERY, step, SCOTLAND, today).reached]


def test_a_step_comes_so_many_working_days_after_the_question_and_says_so_before() -> None:
    climbed = climb([MONDAY], EVERY, 5, SCOTLAND, MONDAY)
    assert climbed.coming is not None
    assert (climbed.reached, climbed.coming.rung.name, climbed.coming.on) == ((), DEPUTY, date(2026, 11, 9))
    assert reached([MONDAY], date(2026, 11, 8)) == []
    assert reached([MONDAY], date(2026, 11, 9)) == [(DEPUTY, date(2026, 11, 9))]


def test_holidays_are_no_days_of_the_ladder() -> None:
    # Monday the 30th is Saint Andrew's day.
    assert reached([date(2026, 11, 23)], date(2026, 12, 9)) == [(DEPUTY, date(2026, 12, 1))]


def test_with_a_nudge_a_week_a_step_comes_each_week() -> None:
    weekly = [MONDAY + number * WEEK for number in range(4)]
    steps = [(DEPUTY, weekly[1]), (LEAD, weekly[2]), (SUPPORT, weekly[3])]
    assert reached(weekly, weekly[3]) == steps


def test_a_step_that_no_nudge_announced_waits_for_the_next_one() -> None:
    assert len(reached([MONDAY], MONDAY + 20 * WEEK)) == 1
    late = MONDAY + 10 * WEEK
    assert reached([MONDAY, late], late) == [(DEPUTY, MONDAY + WEEK)]
    assert reached([MONDAY, late], late + timedelta(days=1))[-1] == (LEAD, late + timedelta(days=1))


DAYS = st.integers(0, 120).map(lambda number: MONDAY + timedelta(days=number))
ASKED_ON = st.lists(DAYS, min_size=1, max_size=12, unique=True).map(sorted)
STEPS = st.integers(1, 12)


@given(ASKED_ON, STEPS, DAYS)
def test_every_step_was_announced_by_a_nudge_before_its_day(
    asked: list[date], step: int, today: date
) -> None:
    before = asked[0]
    for name, on in reached(asked, today, step):
        assert SCOTLAND.is_working_day(on), name
        assert any(before <= day < on for day in asked), (name, on)
        assert SCOTLAND.working_days_between(before, on) >= step
        before = on


@given(ASKED_ON, STEPS, DAYS, st.integers(0, 30))
def test_it_only_ever_moves_up_as_time_passes(asked: list[date], step: int, today: date, more: int) -> None:
    now, later = reached(asked, today, step), reached(asked, today + timedelta(days=more), step)
    assert later[: len(now)] == now


@given(ASKED_ON, STEPS, DAYS)
def test_what_is_announced_is_what_comes_on_the_day(asked: list[date], step: int, today: date) -> None:
    coming = climb(asked, EVERY, step, SCOTLAND, today).coming
    if coming is not None and all(day <= today for day in asked):
        assert coming.on > today
        assert reached(asked, coming.on, step)[-1] == (coming.rung.name, coming.on)


@given(st.lists(st.builds(Asking, st.integers(1, 3), DAYS), max_size=12), DAYS)
def test_nothing_asked_since_it_was_heard_of_is_nothing_to_climb(askings: list[Asking], today: date) -> None:
    assert climb(days_asked((), 1, Pause()), EVERY, 5, SCOTLAND, today) == Climb()
    mine = days_asked(askings, 1, Pause())
    assert set(mine) == {asking.on for asking in askings if asking.contact_id == 1}


def test_what_was_asked_before_a_leave_that_is_over_no_longer_counts() -> None:
    askings = [Asking(1, MONDAY + number * WEEK) for number in range(4)]
    assert days_asked(askings, 1, Pause(leave_until=MONDAY + WEEK)) == (MONDAY + 2 * WEEK, MONDAY + 3 * WEEK)


def test_a_snooze_pauses_a_step_for_its_days_and_it_is_announced_anew() -> None:
    back = MONDAY + 2 * WEEK
    pausing = Pausing(MONDAY + timedelta(days=2), back)
    climbed = climb([MONDAY], EVERY, 5, SCOTLAND, back, pausing=pausing)
    assert climbed == Climb(MONDAY), "what was said of the 9th was put off"
    coming = climb([MONDAY, back], EVERY, 5, SCOTLAND, back, pausing=pausing).coming
    assert coming == Step(Rung(DEPUTY, 2), date(2026, 11, 19)), "two of its five days had gone by"


def test_steps_taken_stay_taken_over_a_snooze() -> None:
    back = MONDAY + 3 * WEEK
    taken = [Step(Rung(DEPUTY, 2), MONDAY + WEEK)]
    pausing = Pausing(MONDAY + WEEK, back)
    weeks = [MONDAY, MONDAY + WEEK, back]
    climbed = climb(weeks, EVERY[1:], 5, SCOTLAND, back, taken, pausing=pausing)
    assert (climbed.asked_on, climbed.reached) == (MONDAY, tuple(taken))
    assert climbed.coming == Step(Rung(LEAD, 4), date(2026, 12, 1)), "the 30th is Saint Andrew's day"


def test_putting_it_off_again_and_again_does_not_hold_the_ladder() -> None:
    weeks = [MONDAY, MONDAY + WEEK, MONDAY + 2 * WEEK]
    pausing = Pausing(weeks[1], weeks[2])
    coming = climb(weeks, EVERY, 5, SCOTLAND, weeks[2], pausing=pausing).coming
    assert coming == Step(Rung(DEPUTY, 2), weeks[2] + timedelta(days=1))


def test_who_was_announced_is_asked_on_the_day_that_was_said_whoever_else_could_be() -> None:
    told: dict[date, Step | None] = {MONDAY: Step(Rung(LEAD, 4), MONDAY + WEEK)}
    climbed = climb([MONDAY], EVERY, 5, SCOTLAND, MONDAY + WEEK, announced=told)
    assert climbed.reached == (told[MONDAY],)


def test_a_step_whose_person_is_gone_waits_until_another_is_announced() -> None:
    told: dict[date, Step | None] = {MONDAY: None}
    later = MONDAY + WEEK
    assert climb([MONDAY], EVERY[1:], 5, SCOTLAND, later, announced=told) == Climb(MONDAY)
    climbed = climb([MONDAY, later], EVERY[1:], 5, SCOTLAND, later, announced=told)
    assert climbed.reached == ()
    assert climbed.coming == Step(Rung(LEAD, 4), later + timedelta(days=1))


# --- who stands on it


ROLES = (role(4, "lead_officer", group=7), role(9, "support"))


def people(*but: Any, roles: Any = ROLES) -> People:
    those = {each.id: each for each in (contact(number) for number in (1, 2, 3, 4, 9))}
    return people_on([*(those | {each.id: each for each in but}).values()], roles, MONDAY)


def standing(
    *but: Any, reader: int = 1, group: int | None = 7, **fields: Any
) -> list[tuple[str, int | None]]:
    its = action(12, "POV-03", "Cash First", **({"officer_id": 1, "deputy_id": 2} | fields))
    return [(rung.name, rung.contact_id) for rung in rungs_of(its, people(*but), reader, group)]


def test_the_deputy_the_groups_lead_officer_and_the_support_officer_come_in_order() -> None:
    assert standing() == [(DEPUTY, 2), (LEAD, 4), (SUPPORT, 9), (CHAIR, None)]


def test_nobody_is_asked_twice_and_rungs_nobody_stands_on_are_passed_over() -> None:
    assert standing(deputy_id=None, group=None) == [(SUPPORT, 9), (CHAIR, None)]
    assert standing(deputy_id=4) == [(DEPUTY, 4), (SUPPORT, 9), (CHAIR, None)]
    assert standing(officer_id=9, reader=9) == [(DEPUTY, 2), (LEAD, 4), (CHAIR, None)]


def test_somebody_away_has_a_cover_there_or_is_passed_over() -> None:
    assert standing(contact(2, away_from=MONDAY, cover_id=3))[0] == (DEPUTY, 3)
    assert standing(contact(2, away_from=MONDAY))[0] == (LEAD, 4)


def test_somebody_who_cannot_be_written_to_is_passed_over() -> None:
    assert standing(contact(2, slack_id=None), contact(4, can_contact=False)) == [(SUPPORT, 9), (CHAIR, None)]


def test_a_group_leads_its_actions_or_else_those_of_its_priorities() -> None:
    assert leading_group(7, (1, 2), {1: 8}) == 7
    assert leading_group(None, (1, 2), {2: 8}) == 8
    assert leading_group(None, (1,), {}) is None


def test_the_highest_step_is_asked_once_and_one_passed_over_is_not_made_up_for() -> None:
    weekly = [MONDAY, MONDAY + WEEK]
    climbed = climb(weekly, EVERY, 5, SCOTLAND, MONDAY + 2 * WEEK)
    step = to_ask_now(climbed, ())
    assert step is not None
    assert occasion(climbed, step) == "2026-11-02 lead"
    assert to_ask_now(climbed, {"2026-11-02 lead"}) is None
    assert to_ask_now(Climb(), ()) is None


# --- how the question stands


def stands(asked: Sequence[date], today: date, **known: Any) -> str:
    climbed = climb(asked, EVERY, 5, SCOTLAND, today)
    given_known = Known(**({"last_asked_on": asked[-1] if asked else None} | known))
    return question_standing(climbed, (), None, given_known, 5, SCOTLAND, today).state


def test_a_question_is_asked_then_late_then_escalated_and_at_last_the_digests() -> None:
    weekly = [MONDAY + number * WEEK for number in range(6)]
    assert stands([MONDAY], MONDAY + timedelta(days=2)) == ASKED
    assert stands([MONDAY], MONDAY + timedelta(days=3)) == LATE
    assert stands([MONDAY], MONDAY + WEEK) == ESCALATED
    assert stands(weekly, weekly[-1]) == RUN_OUT


def test_a_question_may_be_answered_put_off_or_never_have_been_asked() -> None:
    assert stands([], MONDAY) == NOT_ASKED
    assert stands([], MONDAY, last_asked_on=MONDAY, heard_on=MONDAY) == ANSWERED
    assert stands([], MONDAY, last_asked_on=MONDAY, put_off_until=MONDAY + WEEK) == WAITING
    assert stands([], MONDAY, last_asked_on=MONDAY, is_away=True) == WAITING
