"""Milestone reminders: a fortnight and three days before, the day after, on working days, one at a time."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules.reminders import OFFSETS, due_reminders, reminder_days, stands
from bot.rules.workdays import Calendar
from storage.records.glance import MilestoneGlance
from tests.bot.rules.glances import milestone

SCOTLAND = Calendar("GB-SCT")
THURSDAY = date(2026, 12, 17)
days = st.dates(date(2020, 1, 1), date(2035, 12, 31))


def due(of: MilestoneGlance, since: date, today: date) -> list[tuple[int, date]]:
    return [(one.offset, one.due_on) for one in due_reminders([of], since, today, SCOTLAND)]


def day_by_day(of: MilestoneGlance, first: date, last: date) -> list[tuple[int, date]]:
    """What a clock that ticks every day sends."""
    found = []
    for ahead in range((last - first).days + 1):
        today = first + timedelta(days=ahead)
        found += due(of, today - timedelta(days=1), today)
    return found


def test_a_milestone_reminds_a_fortnight_and_three_days_before_and_the_day_after() -> None:
    assert reminder_days(milestone(1, 3, THURSDAY)) == (
        date(2026, 12, 3),
        date(2026, 12, 14),
        date(2026, 12, 18),
    )


def test_each_comes_on_its_own_day_and_once() -> None:
    sent = day_by_day(milestone(1, 3, THURSDAY), date(2026, 11, 1), date(2027, 1, 31))
    assert sent == [(-14, date(2026, 12, 3)), (-3, date(2026, 12, 14)), (1, date(2026, 12, 18))]


def test_a_reminder_of_a_weekend_or_a_holiday_moves_to_the_next_working_day() -> None:
    # Tuesday 8 December: three days before is a Saturday.
    sent = day_by_day(milestone(1, 3, date(2026, 12, 8)), date(2026, 11, 1), date(2027, 1, 31))
    assert sent[1] == (-3, date(2026, 12, 7))
    # Monday 14 December: a fortnight before is Saint Andrew's Day.
    sent = day_by_day(milestone(1, 3, date(2026, 12, 14)), date(2026, 11, 1), date(2027, 1, 31))
    assert sent[0] == (-14, date(2026, 12, 1))


def test_an_imprecise_milestone_reminds_from_its_latest_day() -> None:
    november = milestone(1, 3, date(2026, 11, 30), earliest=date(2026, 11, 1), precision="month")
    assert reminder_days(november)[0] == date(2026, 11, 16)


def test_a_milestone_met_or_without_a_date_reminds_of_nothing() -> None:
    assert reminder_days(milestone(1, 3, THURSDAY, met_on=date(2026, 12, 1))) == ()
    assert reminder_days(milestone(1, 3, None)) == ()


def test_of_several_that_fell_due_in_silence_only_the_last_is_kept() -> None:
    assert due(milestone(1, 3, THURSDAY), date(2026, 11, 1), date(2026, 12, 15)) == [(-3, date(2026, 12, 14))]
    assert due(milestone(1, 3, THURSDAY), date(2026, 11, 1), date(2027, 1, 31)) == [(1, date(2026, 12, 18))]


def test_two_that_move_to_the_same_day_are_one() -> None:
    # Monday 4 January 2027 is a holiday, as is the Friday before: both reminders come on the Tuesday.
    assert day_by_day(milestone(1, 3, date(2027, 1, 4)), date(2026, 12, 29), date(2027, 1, 31)) == [
        (1, date(2027, 1, 5))
    ]


def test_every_milestone_has_its_own() -> None:
    both = [milestone(1, 3, THURSDAY), milestone(2, 3, THURSDAY + timedelta(days=1))]
    found = due_reminders(both, date(2026, 12, 2), date(2026, 12, 4), SCOTLAND)
    assert [(one.milestone.id, one.due_on) for one in found] == [
        (1, date(2026, 12, 3)),
        (2, date(2026, 12, 4)),
    ]


@given(days, days, st.integers(0, 60))
def test_a_reminder_is_within_the_days_looked_at_and_on_a_working_day(
    latest: date, since: date, ahead: int
) -> None:
    today = since + timedelta(days=ahead)
    found = due(milestone(1, 3, latest), since, today)
    assert len(found) <= 1
    for offset, due_on in found:
        assert since < due_on <= today
        assert SCOTLAND.is_working_day(due_on)
        assert due_on == SCOTLAND.next_working_day(latest + timedelta(days=offset))


@given(days)
def test_a_clock_that_ticks_daily_misses_no_milestone(latest: date) -> None:
    sent = day_by_day(milestone(1, 3, latest), latest - timedelta(days=15), latest + timedelta(days=12))
    assert sent[-1][0] == OFFSETS[-1]
    assert len({due_on for _, due_on in sent}) == len(sent)


@pytest.mark.parametrize("offset", OFFSETS)
def test_a_reminder_holds_until_the_milestone_is_met_or_has_a_new_date(offset: int) -> None:
    planned = milestone(1, 3, THURSDAY)
    assert stands(planned, offset, THURSDAY)
    assert not stands(planned._replace(met_on=THURSDAY), offset, THURSDAY)
    assert not stands(planned._replace(latest=date(2027, 1, 31)), offset, THURSDAY)
    assert not stands(planned, 7, THURSDAY)
