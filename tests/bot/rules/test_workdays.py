"""Working days: Scotland's holidays, the partnership's own, and counting."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules.workdays import Calendar, holidays_of, is_known_source

SCOTLAND = Calendar("GB-SCT")
days = st.dates(date(2016, 1, 1), date(2036, 12, 31))


def test_easter_monday_is_worked_in_scotland_and_not_in_england() -> None:
    easter_monday = date(2026, 4, 6)
    assert SCOTLAND.is_working_day(easter_monday)
    assert not Calendar("GB-ENG").is_working_day(easter_monday)


def test_saint_andrews_day_is_a_holiday_in_scotland() -> None:
    assert not SCOTLAND.is_working_day(date(2026, 11, 30))
    assert SCOTLAND.next_working_day(date(2026, 11, 30)) == date(2026, 12, 1)


def test_no_weekend_day_is_worked() -> None:
    assert SCOTLAND.next_working_day(date(2026, 11, 14)) == date(2026, 11, 16)
    assert SCOTLAND.previous_working_day(date(2026, 11, 15)) == date(2026, 11, 13)


def test_without_holidays_only_weekends_are_closed() -> None:
    assert Calendar("none").is_working_day(date(2026, 12, 25))
    assert not Calendar("none").is_working_day(date(2026, 12, 26))


def test_the_partnerships_own_days_win_over_the_librarys_list() -> None:
    local = Calendar("GB-SCT", closed=frozenset({date(2026, 11, 16)}), open=frozenset({date(2026, 11, 30)}))
    assert not local.is_working_day(date(2026, 11, 16))
    assert local.is_working_day(date(2026, 11, 30))


def test_a_day_both_closed_and_open_is_refused() -> None:
    day = frozenset({date(2026, 11, 16)})
    with pytest.raises(ValueError, match="2026-11-16"):
        Calendar("none", closed=day, open=day)


def test_an_unknown_list_of_holidays_is_refused_by_name() -> None:
    with pytest.raises(ValueError, match="GB-XYZ"):
        Calendar("GB-XYZ").is_working_day(date(2026, 11, 16))
    assert not is_known_source("GB-XYZ")
    assert is_known_source("GB-SCT")
    assert is_known_source("none")


def test_five_working_days_before_a_board_skip_the_weekend_and_saint_andrews_day() -> None:
    assert SCOTLAND.working_days_before(date(2026, 12, 3), 5) == date(2026, 11, 25)


def test_no_working_days_before_is_the_nearest_worked_day() -> None:
    saturday = date(2026, 11, 14)
    assert SCOTLAND.working_days_before(saturday, 0) == date(2026, 11, 13)


def test_a_number_of_working_days_below_nought_is_refused() -> None:
    with pytest.raises(ValueError, match="-1"):
        SCOTLAND.working_days_before(date(2026, 11, 16), -1)


def test_from_a_friday_to_the_next_monday_is_one_working_day() -> None:
    assert SCOTLAND.working_days_between(date(2026, 11, 13), date(2026, 11, 16)) == 1
    assert SCOTLAND.working_days_between(date(2026, 11, 16), date(2026, 11, 13)) == -1
    assert SCOTLAND.working_days_between(date(2026, 11, 16), date(2026, 11, 16)) == 0


def test_a_years_holidays_are_read_once() -> None:
    assert holidays_of("GB-SCT", 2026) is holidays_of("GB-SCT", 2026)


@given(days, st.integers(1, 60))
def test_that_many_working_days_before_lie_between(day: date, count: int) -> None:
    earlier = SCOTLAND.working_days_before(day, count)
    assert earlier < day
    assert SCOTLAND.is_working_day(earlier)
    assert SCOTLAND.working_days_between(earlier - timedelta(days=1), day - timedelta(days=1)) == count


@given(days, days, days)
def test_working_days_between_add_up(first: date, second: date, third: date) -> None:
    one, two, three = sorted((first, second, third))
    between = SCOTLAND.working_days_between
    assert between(one, two) + between(two, three) == between(one, three)
