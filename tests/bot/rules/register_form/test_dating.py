"""A date of a register file is as exact as the file makes it, whichever day it is imported."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules.register_form.dating import read_when
from storage.records import PRECISIONS

TODAY = date(2026, 11, 2)
Days = tuple[date, date]


@pytest.mark.parametrize(
    ("exact", "words", "stated", "days", "precision"),
    [
        ("2026-11-13", "Friday 13 November", "day", (date(2026, 11, 13), date(2026, 11, 13)), "day"),
        ("2026-11", None, None, (date(2026, 11, 1), date(2026, 11, 30)), "month"),
        ("2026", "in the spring of 2026", "season", (date(2026, 3, 1), date(2026, 5, 31)), "season"),
        (
            "2025",
            "November/December 2025",
            "two months",
            (date(2025, 11, 1), date(2025, 12, 31)),
            "two_months",
        ),
        ("2021", "by the end of 2021", "end of year", (date(2021, 12, 31), date(2021, 12, 31)), "year_end"),
        (
            "2027-03-31",
            "financial year 2026/27",
            None,
            (date(2026, 4, 1), date(2027, 3, 31)),
            "financial_year",
        ),
        (None, "2023/24", "financial_year", (date(2023, 4, 1), date(2024, 3, 31)), "financial_year"),
        (
            "2027-02-25",
            "the first Board meeting of 2027",
            "meeting",
            (date(2027, 2, 25), date(2027, 2, 25)),
            "meeting",
        ),
        ("2025", None, "first Board meeting of the year", (date(2025, 1, 1), date(2025, 12, 31)), "meeting"),
        ("2026-12", "by the end of 2026", None, (date(2026, 12, 31), date(2026, 12, 31)), "year_end"),
        ("2026-11-13", "mid November", None, (date(2026, 11, 13), date(2026, 11, 13)), "day"),
        ("2023-03-31", "the end of the financial year", "day", (date(2023, 3, 31), date(2023, 3, 31)), "day"),
        ("13 November 2026", None, None, (date(2026, 11, 13), date(2026, 11, 13)), "day"),
        (
            "2022-09",
            "Joint Programme Board before the summer",
            None,
            (date(2022, 9, 1), date(2022, 9, 30)),
            "month",
        ),
    ],
)
def test_a_date_and_its_words_are_read_together(
    exact: str | None, words: str | None, stated: str | None, days: Days, precision: str
) -> None:
    when = read_when(exact, words, stated, TODAY)
    assert ((when.earliest, when.latest), when.precision, when.problem) == (days, precision, None)


@pytest.mark.parametrize("words", ["in due course", "May 2016 onwards", None])
def test_no_date_is_no_problem_and_keeps_its_words(words: str | None) -> None:
    when = read_when(None, words, None, TODAY)
    assert (when.earliest, when.latest, when.precision, when.words, when.problem) == (
        None,
        None,
        "none",
        words,
        None,
    )


@pytest.mark.parametrize(
    ("exact", "words", "stated", "told"),
    [
        ("2026-13-45", None, None, "'2026-13-45' is not a date"),
        (None, "when the moon is blue", None, "is not a date"),
        ("2026-11-13", "20 November 2026", None, "are different days"),
        ("2026-11-13", None, "fortnight", "'fortnight' is not a precision"),
        ("2026", None, "season", "could not be read from"),
    ],
)
def test_what_cannot_be_read_is_a_problem(
    exact: str | None, words: str | None, stated: str | None, told: str
) -> None:
    assert told in (read_when(exact, words, stated, TODAY).problem or "")


def test_the_date_stands_where_its_words_contradict_it() -> None:
    assert read_when("2026-11-13", "20 November 2026", None, TODAY).latest == date(2026, 11, 13)


@given(
    day=st.dates(date(2020, 1, 1), date(2035, 12, 31)),
    words=st.sampled_from(
        ["Friday 13 November", "the end of the financial year", "spring", "next month", "tomorrow"]
    ),
    later=st.integers(0, 2000),
)
def test_a_file_reads_the_same_whenever_it_is_imported(day: date, words: str, later: int) -> None:
    first = read_when(day.isoformat(), words, None, TODAY)
    assert read_when(day.isoformat(), words, None, TODAY + timedelta(days=later)) == first


@given(st.text(max_size=20) | st.none(), st.text(max_size=20) | st.none(), st.text(max_size=20) | st.none())
def test_whatever_is_written_some_honest_date_comes_of_it(
    exact: str | None, words: str | None, stated: str | None
) -> None:
    when = read_when(exact, words, stated, TODAY)
    assert when.precision in PRECISIONS
    assert (when.earliest is None) == (when.latest is None)
    if when.earliest and when.latest:
        assert when.earliest <= when.latest
