"""Leave as people write it, and who may cover."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules.leave import (
    AWAY_TOO,
    BACKWARDS,
    LEFT,
    PAST,
    SELF,
    TOO_LONG,
    Leave,
    days_after_return,
    is_to_be_confirmed,
    leave_of,
    problem_with,
    problem_with_cover,
    read_leave,
)
from tests.bot.rules.glances import contact

TODAY = date(2026, 11, 2)
"""A Monday."""


def day(month: int, number: int, year: int = 2026) -> date:
    return date(year, month, number)


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("1-14 Aug", day(8, 1, 2027), day(8, 14, 2027)),
        ("1–14 August", day(8, 1, 2027), day(8, 14, 2027)),
        ("Mon 9 to Fri 13 Nov", day(11, 9), day(11, 13)),
        ("28 Dec - 3 Jan", day(12, 28), day(1, 3, 2027)),
        ("Dec 24 – Jan 2", day(12, 24), day(1, 2, 2027)),
        ("9/11 - 13/11", day(11, 9), day(11, 13)),
        ("2026-11-09 to 2026-11-13", day(11, 9), day(11, 13)),
        ("from Monday", TODAY, None),
        ("from 9 Nov onwards", day(11, 9), None),
        ("until 14 Aug", TODAY, day(8, 14, 2027)),
        ("until Friday", TODAY, day(11, 6)),
        ("until Monday", TODAY, day(11, 9)),
        ("until next Monday", TODAY, day(11, 9)),
        ("until 2 Nov", TODAY, TODAY),
        ("back on Monday", TODAY, day(11, 6)),
        ("I'm back tomorrow", TODAY, TODAY),
        ("off sick until Monday", TODAY, day(11, 9)),
        ("today", TODAY, TODAY),
        ("Friday", day(11, 6), day(11, 6)),
        ("14 Aug", day(8, 14, 2027), day(8, 14, 2027)),
        ("next week", day(11, 9), day(11, 15)),
        ("this week", TODAY, day(11, 8)),
        ("on leave from 3rd Dec till 7th Dec", day(12, 3), day(12, 7)),
        ("off tomorrow", day(11, 3), day(11, 3)),
    ],
)
def test_days_are_read_as_people_write_them(words: str, first: date, last: date | None) -> None:
    assert read_leave(words, TODAY) == Leave(first, last)


@pytest.mark.parametrize(
    "words", ["", "soon", "with my cat", "back on track", "back today", "-", "from", "until", "Aug to"]
)
def test_what_is_no_day_is_not_guessed(words: str) -> None:
    assert read_leave(words, TODAY) is None


def test_a_long_leave_or_one_far_ahead_is_shown_before_it_is_kept() -> None:
    assert is_to_be_confirmed(Leave(TODAY, day(11, 1, 2027)), TODAY)
    assert is_to_be_confirmed(Leave(day(8, 1, 2027), day(8, 14, 2027)), TODAY)
    assert not is_to_be_confirmed(Leave(TODAY, None), TODAY)
    assert not is_to_be_confirmed(Leave(day(12, 21), day(1, 8, 2027)), TODAY)


@given(st.text(max_size=60))
def test_no_words_are_too_odd_to_read(words: str) -> None:
    found = read_leave(words, TODAY)
    assert found is None or isinstance(found.first, date)


def test_days_that_cannot_be_kept_say_why() -> None:
    assert problem_with(Leave(TODAY, None), TODAY) is None
    assert problem_with(Leave(day(10, 1), day(10, 9)), TODAY) == PAST
    assert problem_with(Leave(day(11, 9), day(11, 4)), TODAY) == BACKWARDS
    assert problem_with(Leave(TODAY, day(12, 1, 2027)), TODAY) == TOO_LONG


def test_whoever_covers_is_there_and_somebody_else() -> None:
    leave = Leave(day(11, 9), day(11, 13))
    assert problem_with_cover(contact(2), 1, leave, TODAY) is None
    assert problem_with_cover(contact(1), 1, leave, TODAY) == SELF
    assert problem_with_cover(contact(2, left_on=day(11, 1)), 1, leave, TODAY) == LEFT
    assert problem_with_cover(contact(2, away_from=day(11, 13), away_to=None), 1, leave, TODAY) == AWAY_TOO
    assert problem_with_cover(contact(2, away_from=day(11, 1), away_to=day(11, 8)), 1, leave, TODAY) is None


def test_a_leave_that_is_over_is_none() -> None:
    assert leave_of(contact(1), TODAY) is None
    assert leave_of(contact(1, away_from=day(10, 1), away_to=day(11, 1)), TODAY) is None
    assert leave_of(contact(1, away_from=day(12, 1)), TODAY) == Leave(day(12, 1), None)


def test_whoever_is_back_was_away_until_yesterday_or_not_at_all() -> None:
    yesterday = TODAY - timedelta(days=1)
    on_leave = contact(1, away_from=day(10, 26), away_to=day(11, 6))
    assert days_after_return(on_leave, TODAY) == (day(10, 26), yesterday)
    assert days_after_return(contact(1, away_from=day(12, 1)), TODAY) == (None, None)
    assert days_after_return(contact(1, away_from=TODAY), TODAY) == (None, None)
