"""When an action needs a word: silence, the papers, a milestone that passed. Silence is not red."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules.freshness import (
    BOARD,
    MILESTONE,
    NEVER,
    STALE,
    board_windows,
    is_unconfirmed,
    next_ask,
    papers_are_near,
    passed,
    reasons,
)
from bot.rules.workdays import Calendar
from storage.records.action import STATUSES
from storage.records.glance import ActionGlance
from tests.bot.rules.glances import LONDON, TODAY, action, instants, milestone, situation

SCOTLAND = Calendar("GB-SCT")
ASKED_OF = ("not_started", "on_track", "at_risk", "off_track")
MONDAY = 0
days = st.dates(date(2020, 1, 1), date(2035, 12, 31))


def heard(days_ago: int | None, status: str = "on_track") -> ActionGlance:
    noon = datetime.combine(TODAY, time(12), tzinfo=LONDON)
    at = None if days_ago is None else (noon - timedelta(days=days_ago)).astimezone(UTC)
    return action(3, "POV-03", "Cash First", status=status, heard_at=at)


def test_an_action_heard_of_within_the_limit_is_up_to_date() -> None:
    assert reasons(heard(28), False, situation()) == ()


def test_an_action_not_heard_of_for_longer_than_the_limit_needs_a_word() -> None:
    assert reasons(heard(29), False, situation()) == (STALE,)
    assert reasons(heard(15), False, situation(limit_days=14)) == (STALE,)


def test_an_action_nothing_was_ever_heard_of_needs_a_word() -> None:
    assert reasons(heard(None), False, situation()) == (NEVER,)
    assert reasons(heard(None), True, situation()) == (NEVER, MILESTONE)


def test_a_milestone_that_passed_needs_a_word_however_fresh_the_action() -> None:
    assert reasons(heard(0), True, situation()) == (MILESTONE,)


def test_nothing_since_the_last_held_board_needs_a_word_only_when_papers_are_near() -> None:
    board = TODAY - timedelta(days=10)
    near = situation(last_board_on=board, papers_near=True)
    assert reasons(heard(10), False, near) == (BOARD,)
    assert reasons(heard(9), False, near) == ()
    assert reasons(heard(10), False, situation(last_board_on=board)) == ()
    assert reasons(heard(10), False, situation(papers_near=True)) == ()


def test_all_the_reasons_are_told() -> None:
    now = situation(last_board_on=TODAY - timedelta(days=10), papers_near=True)
    assert reasons(heard(40), True, now) == (STALE, BOARD, MILESTONE)


@given(
    st.sampled_from(("paused", "complete", "closed")),
    st.none() | st.integers(0, 900),
    st.booleans(),
    st.booleans(),
)
def test_paused_complete_and_closed_actions_are_never_asked_about(
    status: str, days_ago: int | None, overdue: bool, papers_near: bool
) -> None:
    now = situation(last_board_on=TODAY, papers_near=papers_near)
    assert reasons(heard(days_ago, status), overdue, now) == ()


@given(
    st.sampled_from(STATUSES),
    instants(2020, 2035),
    st.sampled_from(["Europe/London", "Pacific/Auckland", "America/New_York"]),
    st.integers(1, 366),
    st.booleans(),
)
def test_what_was_heard_of_today_is_never_stale_nor_owed_to_a_past_board(
    status: str, at: datetime, zone: str, limit: int, papers_near: bool
) -> None:
    local = ZoneInfo(zone)
    today = at.astimezone(local).date()
    now = situation(
        today=today,
        zone=local,
        limit_days=limit,
        papers_near=papers_near,
        last_board_on=today - timedelta(days=1),
    )
    assert reasons(action(3, "POV-03", "Cash First", status=status, heard_at=at), False, now) == ()


@given(st.sampled_from(ASKED_OF), st.integers(0, 60), st.integers(0, 60))
def test_status_never_decides_whether_an_action_in_delivery_is_asked_about(
    status: str, days_ago: int, more: int
) -> None:
    assert reasons(heard(days_ago, status), False, situation()) == reasons(
        heard(days_ago), False, situation()
    )
    # And with more silence there is never less reason.
    before, after = heard(days_ago, status), heard(days_ago + more, status)
    assert set(reasons(before, False, situation())) <= set(reasons(after, False, situation()))


def test_the_day_something_was_heard_is_the_partnerships_day() -> None:
    just_after_midnight = datetime(2026, 7, 1, 23, 30, tzinfo=UTC)
    told = action(3, "POV-03", "Cash First", heard_at=just_after_midnight)
    assert reasons(told, False, situation(today=date(2026, 7, 30), limit_days=28)) == ()
    assert reasons(told, False, situation(today=date(2026, 7, 31), limit_days=28)) == (STALE,)


def test_unconfirmed_is_longer_than_the_limit_or_never_heard_of() -> None:
    assert is_unconfirmed(None, TODAY, 28)
    assert not is_unconfirmed(TODAY - timedelta(days=28), TODAY, 28)
    assert is_unconfirmed(TODAY - timedelta(days=29), TODAY, 28)


# -- papers


@pytest.mark.parametrize(
    ("today", "near"),
    [
        (date(2026, 12, 16), False),
        (date(2026, 12, 17), True),
        (date(2026, 12, 25), True),
        (date(2027, 1, 6), True),
        (date(2027, 1, 7), False),
    ],
)
def test_ten_working_days_across_christmas_are_nearly_three_weeks(today: date, near: bool) -> None:
    # Friday 25 and Monday 28 December, Friday 1 and Monday 4 January are holidays in Scotland.
    assert papers_are_near(today, date(2027, 1, 6), SCOTLAND) == near


def test_a_partnerships_own_closed_days_widen_the_window() -> None:
    closed = Calendar("GB-SCT", closed=frozenset({date(2026, 12, 24)}))
    assert papers_are_near(date(2026, 12, 16), date(2027, 1, 6), closed)


def test_without_a_day_for_papers_none_are_near() -> None:
    assert not papers_are_near(TODAY, None, SCOTLAND)


@given(days, st.integers(0, 60))
def test_once_papers_are_near_they_stay_near_until_they_close(due: date, ahead: int) -> None:
    today = due - timedelta(days=ahead)
    if papers_are_near(today, due, SCOTLAND) and today < due:
        assert papers_are_near(today + timedelta(days=1), due, SCOTLAND)
    assert not papers_are_near(due + timedelta(days=1), due, SCOTLAND)


# -- milestones that passed


def test_a_milestone_has_passed_the_day_after_its_latest_day_unless_met_or_undated() -> None:
    yesterday = TODAY - timedelta(days=1)
    late = milestone(1, 3, yesterday)
    others = (
        milestone(2, 3, TODAY),
        milestone(3, 3, yesterday, met_on=TODAY),
        milestone(4, 3, None),
        milestone(5, 3, date(2026, 11, 30), earliest=date(2026, 11, 1), precision="month"),
    )
    assert passed((late, *others), TODAY) == (late,)


# -- when the clock may ask again


@given(days, st.integers(1, 60), st.integers(0, 6), st.lists(st.integers(-30, 90)))
def test_nobody_asks_again_before_the_limit_or_a_reminder_and_always_on_a_working_day(
    heard_on: date, limit: int, nudge_day: int, reminders: list[int]
) -> None:
    now = situation(today=heard_on, limit_days=limit)
    coming = [heard_on + timedelta(days=ahead) for ahead in reminders]
    asked = next_ask(heard_on, now, SCOTLAND, nudge_day, coming)
    first = min([heard_on + timedelta(days=limit + 1), *(day for day in coming if day > heard_on)])
    assert first <= asked
    assert asked > heard_on
    assert SCOTLAND.is_working_day(asked)


def test_the_next_ask_is_the_first_nudge_after_the_limit() -> None:
    # Monday 16 November and 29 days is Tuesday 15 December.
    assert next_ask(TODAY, situation(), SCOTLAND, MONDAY, ()) == date(2026, 12, 21)
    # Monday 28 December is a holiday.
    assert next_ask(TODAY, situation(limit_days=35), SCOTLAND, MONDAY, ()) == date(2026, 12, 29)


def test_a_reminder_of_today_or_before_is_not_to_come() -> None:
    reminders = (TODAY - timedelta(days=1), TODAY, date(2026, 11, 21))
    # Saturday 21 November moves to Monday.
    assert next_ask(TODAY, situation(), SCOTLAND, MONDAY, reminders) == date(2026, 11, 23)


def test_a_papers_window_counts_once_a_board_has_met_since_the_action_was_heard_of() -> None:
    boards = [
        (date(2026, 11, 19), date(2026, 11, 5)),
        (date(2027, 1, 14), date(2026, 12, 17)),
        (None, None),
    ]
    assert board_windows(boards, date(2026, 11, 16), SCOTLAND) == [date(2026, 12, 3)]
    assert board_windows(boards, date(2026, 11, 20), SCOTLAND) == []
