"""Whose words somebody wrote down for them."""

from datetime import date

import pytest

from bot.rules.whose import whose_in_words

TODAY = date(2026, 11, 9)


@pytest.mark.parametrize(
    ("route", "said_on", "expected"),
    [
        ("phone", date(2026, 11, 3), "Superintendent, by phone, Tue 3 Nov"),
        ("meeting", None, "Superintendent, in a meeting"),
        (None, date(2026, 11, 3), "Superintendent, Tue 3 Nov"),
        (None, None, "Superintendent"),
    ],
)
def test_it_says_who_how_and_when(route: str | None, said_on: date | None, expected: str) -> None:
    assert whose_in_words("Superintendent", route, said_on, TODAY) == expected


def test_of_the_writers_own_words_nothing_is_said() -> None:
    assert whose_in_words(None, None, None, TODAY) == ""
