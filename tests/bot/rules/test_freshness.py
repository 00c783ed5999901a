"""When an action needs a word: silence, the papers, a milestone that passed. Silence is not red."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules.freshness import (
    BEFORE_BOARD_DAYS,
    BOARD,
    BOARD_DAY,
    EARLY_DAYS,
    MILESTONE,
    NEVER,
    SOON,
    STALE,
    is_unconfirmed,
    papers_are_near,
    passed,
    reasons,
    reasons_on,
)
from bot.rules.workdays import Calendar
from storage.records.action import STATUSES
from storage.records.glance import ActionGlance
from tests.bot.rules.glances import LONDON, TODAY, action, instants, milestone, situation

SCOTLAND = Calendar("GB-SCT")
ASKED_OF = ("not_started", "on_track", "at_risk", "off_track")
days = st.dates(date(2020, 1, 1), date(2035, 12, 31))


def heard(days_ago: int | None, status: str = "on_track") -> ActionGlance:
    noon = datetime.combine(TODAY, time(12), tzinfo=LONDON)
    at = None if days_ago is None else (noon - timedelta(days=days_ago)).astimezone(UTC)
    return action(3, "POV-03", "Cash First", status=status, heard_at=at)


def test_an_action_is_up_to_date_until_a_week_before_the_limit_is_over() -> None:
    assert reasons(heard(28 - EARLY_DAYS), False, situation()) == ()


def test_in_the_last_week_within_the_limit_a_word_is_asked_for_since_a_nudge_comes_weekly() -> None:
    assert reasons(heard(28 - EARLY_DAYS + 1), False, situation()) == (SOON,)
    assert reasons(heard(28), False, situation()) == (SOON,)


def test_an_action_not_heard_of_for_longer_than_the_limit_needs_a_word() -> None:
    assert reasons(heard(29), False, situation()) == (STALE,)
    assert reasons(heard(15), False, situation(limit_days=14)) == (STALE,)


def test_being_asked_early_leaves_an_action_confirmed() -> None:
    on = TODAY - timedelta(days=28)
    assert reasons_on(on, False, situation()) == (SOON,)
    assert not is_unconfirmed(on, TODAY, 28)


def test_near_a_board_a_word_that_would_be_too_old_on_its_day_is_asked_for_anew() -> None:
    near = situation(board_on=TODAY + timedelta(days=BEFORE_BOARD_DAYS))
    assert reasons(heard(28 - BEFORE_BOARD_DAYS), False, near) == ()
    assert reasons(heard(28 - BEFORE_BOARD_DAYS + 1), False, near) == (BOARD_DAY,)
    assert reasons(heard(25), False, near) == (BOARD_DAY,)
    assert reasons(heard(29), False, near) == (STALE,)


def test_a_board_further_off_or_over_asks_for_nothing() -> None:
    for days_ahead in (BEFORE_BOARD_DAYS + 1, -1):
        far = situation(board_on=TODAY + timedelta(days=days_ahead))
        assert reasons(heard(21), False, far) == ()


@given(st.integers(1, 366), st.integers(0, 60), st.none() | st.integers(0, 60))
def test_nobody_is_asked_for_a_new_word_in_the_first_third_of_a_short_limit(
    limit: int, age: int, board_in: int | None
) -> None:
    board_on = TODAY + timedelta(days=board_in) if board_in is not None else None
    now = situation(limit_days=limit, board_on=board_on)
    if reasons(heard(age), False, now):
        assert age > limit // 3


@given(st.integers(18, 366), st.integers(0, BEFORE_BOARD_DAYS))
def test_what_is_said_near_a_board_lasts_until_it_and_is_not_asked_for_again(
    limit: int, board_in: int
) -> None:
    said, board = TODAY, TODAY + timedelta(days=board_in)
    for days_on in range(board_in + 1):
        day = said + timedelta(days=days_on)
        assert BOARD_DAY not in reasons_on(
            said, False, situation(today=day, limit_days=limit, board_on=board)
        )


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
    # And with more silence there is never less reason: none, soon, stale.
    before, after = heard(days_ago, status), heard(days_ago + more, status)
    found = [reasons(each, False, situation()) for each in (before, after)]
    assert sorted(found, key=[(), (SOON,), (STALE,)].index) == found


def test_the_day_something_was_heard_is_the_partnerships_day() -> None:
    just_after_midnight = datetime(2026, 7, 1, 23, 30, tzinfo=UTC)
    told = action(3, "POV-03", "Cash First", heard_at=just_after_midnight)
    assert reasons(told, False, situation(today=date(2026, 7, 30), limit_days=28)) == (SOON,)
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
