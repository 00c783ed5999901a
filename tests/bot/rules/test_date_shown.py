"""A date in words long after it was given: kept as its day, shown with its year, and in the person's words."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules.date_shown import settled, shown, stood, unread_note
from bot.rules.dates import Due, read_due
from bot.rules.keeping_entries import _when_entry
from tests.bot.rules.test_dates import scraps, todays

MONDAY = date(2026, 11, 16)


@pytest.mark.parametrize(
    ("words", "kept", "said"),
    [
        ("next Friday", "Fri 27 Nov 2026", "Fri 27 Nov 2026"),
        ("yesterday", "Sun 15 Nov 2026", "Sun 15 Nov 2026"),
        ("by Friday", "Fri 20 Nov 2026", "Fri 20 Nov 2026"),
        ("end of the year", "end of the year", "end of 2026 (“end of the year”)"),
        ("next month", "Dec 2026", "Dec 2026"),
        ("Friday 16 October", "Friday 16 October", "Fri 16 Oct 2026"),
        ("spring", "spring", "Spring 2027"),
        ("mid-June", "mid-June", "Jun 2027 (“mid-June”)"),
        ("13 Nov (once funded)", "13 Nov (once funded)", "Fri 13 Nov 2026 (“13 Nov (once funded)”)"),
        ("early 2026", "early 2026", "early 2026"),
        ("31/3/26 (revised)", "31/3/26 (revised)", "31/3/26 (revised)"),
        ("FY26", "FY26", "FY26"),
        ("first meeting in 2027", "first meeting in 2027", "first meeting in 2027"),
        ("June Board", "June 2027 Board", "June 2027 Board"),
        ("TBC", "TBC", "TBC"),
        ("once it is funded", "once it is funded", "once it is funded"),
    ],
)
def test_words_are_kept_and_shown_so_that_they_stay_true(words: str, kept: str, said: str) -> None:
    due = settled(read_due(words, MONDAY))
    assert (due.words, shown(due)) == (kept, said)


def test_a_meeting_that_has_its_day_is_shown_by_both() -> None:
    day = date(2027, 3, 12)
    assert (
        shown(Due(day, day, "meeting", "first meeting in 2027")) == "Fri 12 Mar 2027 (first meeting in 2027)"
    )


@given(scraps, todays, st.integers(20, 700))
def test_what_stands_in_the_form_reads_back_to_the_same_days_however_late(
    words: str, today: date, later: int
) -> None:
    due = settled(read_due(words, today))
    columns = {"earliest": due.earliest, "latest": due.latest, "precision": due.precision}
    again = read_due(_when_entry(columns | {"date_words": due.words}), today + timedelta(days=later))
    if due.latest is not None and due.precision != "meeting":
        assert (again.earliest, again.latest) == (due.earliest, due.latest)


@pytest.mark.parametrize(
    ("words", "latest", "said"),
    [
        ("next Friday", date(2026, 11, 27), "Fri 27 Nov 2026"),
        ("spring", date(2027, 5, 31), "Spring 2027"),
        ("13 Nov", date(2026, 11, 13), "Fri 13 Nov 2026"),
        ("Spring 2027", date(2027, 5, 31), "Spring 2027"),
        ("once funded", None, "once funded"),
        ("by its conference", date(2027, 5, 31), "Mon 31 May 2027 (“by its conference”)"),
        (None, None, ""),
    ],
)
def test_a_date_that_was_moved_is_told_so_that_it_stays_true(
    words: str | None, latest: date | None, said: str
) -> None:
    assert stood(words, latest) == said


def test_a_quarter_without_its_year_is_asked_for_it() -> None:
    assert "Q3 2026/27 of the financial year" in (unread_note("end of Q3", MONDAY) or "")
    assert unread_note("TBC", MONDAY) is None
