"""Honest dates: when something is due, and how a day or a due date is worded.

What may live here: `Due`, the ways in from words to a date, and the wording of days and dues. How words are
read is the table of `bot.rules.date_reading`. Today is always an argument.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from bot.rules.date_ends import read_last
from bot.rules.date_reading import MONTHS, SEASONS, WEEKDAYS, WITHOUT_YEAR, read_past, read_span

NO_DATE = "no date set"

_A_WEEK = timedelta(days=6)
_PART_OF_YEAR = re.compile(
    r"(?:early|mid|late|(?:start|beginning|middle) of)[ -][0-9]{4}(?:[/-][0-9]{2})?", re.IGNORECASE
)
_ACADEMIC = 8
"""The month in which the academic year begins."""


@dataclass(frozen=True, slots=True)
class Due:
    """When something is due: the first and last day it may mean, how exact that is, and its words.

    `precision` is a word of the register's vocabulary; "none" means no date is set, and both days are None.
    Precision "meeting" may lack its days. `understood` is False where the words could not be read. `whole` is False
    where the words name other days besides, and `start` has those a period begins with.
    """

    earliest: date | None
    latest: date | None
    precision: str
    words: str = ""
    understood: bool = True
    start: str = ""
    whole: bool = True

    @property
    def one_day(self) -> date | None:
        """The day, where the words name just one."""
        return self.latest if self.precision == "day" and self.whole else None


def read_due(words: str | None, today: date, fy_start: tuple[int, int] = (4, 1)) -> Due:
    """A due date, read by the rules of `bot.rules.date_reading`. Never raises on words; keeps them exactly.

    Of a period or several dates it is the last.

    `fy_start` is the month and day on which the financial year begins.
    """
    span = read_span(words or "", today, fy_start)
    several = read_last(words, today, fy_start) if words and not (span and span[2] != "none") else None
    if several is not None:
        return Due(*several[0], words or "", start=several[1], whole=False)
    earliest, latest, precision = span or (None, None, "none")
    return Due(earliest, latest, precision, words or "", understood=span is not None)


def read_past_day(words: str, today: date) -> date | None:
    """The day something was said or done: "3 Nov", "yesterday", "Friday" (the last one before today).

    Never after today: a day without its year is the last such day. None where no single day can be read.
    """
    return read_past(words, today)


def date_in_words(day: date, today: date) -> str:
    """`Thu 3 Dec`; with the year when the day is more than ten months away: `Fri 3 Dec 2027`."""
    return f"{WEEKDAYS[day.weekday()][:3]} {day.day} {MONTHS[day.month - 1][:3]}{_year_if_far(day, today)}"


def due_in_words(due: Due, today: date) -> str:
    """`Thu 3 Dec`, `Nov 2026`, `Spring 2027`, `2026/27`, `end of 2026`, `Jul–Dec 2026`, or `no date set`.

    A meeting is given in its own words, after its day once it has one; "early 2026" in its own as well. All
    else that is said here, `read_due` reads back to the same days.
    """
    if due.precision == "meeting":
        said = due.words.strip() or _meeting_in_words(due)
        bound = due.latest if due.earliest == due.latest else None
        return f"{date_in_words(bound, today)} ({said})" if bound else said
    if due.precision == "none" or due.earliest is None or due.latest is None:
        return NO_DATE
    if due.precision == "day":
        return date_in_words(due.latest, today)
    if _PART_OF_YEAR.fullmatch(due.words):
        return due.words
    if due.latest - due.earliest == _A_WEEK:
        return f"w/c {date_in_words(due.earliest, today)}"
    return _WORDINGS.get(due.precision, _months_in_words)(due.earliest, due.latest)


def _year_if_far(day: date, today: date) -> str:
    return f" {day.year}" if abs(day - today) > WITHOUT_YEAR else ""


def _meeting_in_words(due: Due) -> str:
    if due.earliest is None or due.latest is None:
        return "a meeting to come"
    return f"a meeting in {_year_in_words(due.earliest, due.latest)}"


def _year_in_words(earliest: date, latest: date) -> str:
    if earliest.year == latest.year:
        return str(earliest.year)
    return f"{earliest.year}/{latest.year % 100:02d}"


def _one_year_in_words(earliest: date, latest: date) -> str:
    academic = "academic year " if earliest.month == _ACADEMIC else ""
    return academic + _year_in_words(earliest, latest)


def _year_end_in_words(_: date, latest: date) -> str:
    if (latest.month, latest.day) == (12, 31):
        return f"end of {latest.year}"
    academic = "academic year " if latest.month == _ACADEMIC - 1 else ""
    return f"end of {academic}{latest.year - 1}/{latest.year % 100:02d}"


def _season_in_words(earliest: date, latest: date) -> str:
    named = [name for name, month in SEASONS.items() if month == earliest.month]
    if not named:
        return _months_in_words(earliest, latest)
    return f"{named[0].capitalize()} {_year_in_words(earliest, latest)}"


def _months_in_words(earliest: date, latest: date) -> str:
    first, last = (f"{MONTHS[day.month - 1][:3]} {day.year}" for day in (earliest, latest))
    if first == last:
        return last
    return f"{first[:3] if earliest.year == latest.year else first}–{last}"


_WORDINGS: dict[str, Callable[[date, date], str]] = {
    "year": _one_year_in_words,
    "financial_year": _year_in_words,
    "year_end": _year_end_in_words,
    "season": _season_in_words,
}
