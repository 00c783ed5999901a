"""How a date that was given in words is kept and shown, however long ago it was given.

What may live here: what of a person's words stays true. "Next Friday" is another day next week, so it is kept as its
day; "spring" without its year is shown with what it meant; "first meeting in 2027" stays as it is.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from functools import lru_cache

from bot.rules.date_names import MONTH, SEASON, WEEKDAY
from bot.rules.dates import Due, due_in_words, read_due

_YEAR = re.compile(r"(?<![0-9])(?:19|20|21)[0-9]{2}(?![0-9])")
_RELATIVE = re.compile(
    rf"\W*(?:(?:by|on|in|before|during) )?(?:the )?(?:yesterday|today|tomorrow|(?:(?:this|next|coming) )?{WEEKDAY}"
    r"|(?:this|next|current|coming) (?:month|year|calendar year|financial year|fy))\W*",
    re.IGNORECASE,
)
_SAID_ANYWAY = re.compile(
    rf"{MONTH}|{WEEKDAY}|{SEASON}|[0-9]{{1,2}}(?:st|nd|rd|th)?|[0-9]{{1,2}}[/.][0-9]{{1,2}}|w/c|by|in|on|at|due|the|of|before|during",
    re.IGNORECASE,
)
_MONTH_OR_SEASON = re.compile(rf"\b(?:{MONTH}|{SEASON})(?![a-z])", re.IGNORECASE)
_QUARTER = re.compile(
    r"\b(?:q|qtr|quarter) ?[1-4]\b|\b(?:first|second|third|fourth|last) quarter\b", re.IGNORECASE
)
_QUARTER_HINT = (
    " A quarter needs its year: Q3 2026 is of the calendar year, Q3 2026/27 of the financial year."
)
_ONE_DAY, _ANOTHER = date(2001, 1, 15), date(2034, 8, 20)


def settled(due: Due) -> Due:
    """The same date; words that only hold on the day they were said are what they meant then.

    A meeting's words tell which it is, so they get their year: "June 2027 Board".
    """
    if due.precision == "meeting" and due.earliest is not None and not names_year(due.words):
        return replace(due, words=_MONTH_OR_SEASON.sub(rf"\g<0> {due.earliest.year}", due.words, count=1))
    if due.latest is None or not is_relative(due.words):
        return due
    return replace(due, words=in_full(due))


def in_full(due: Due) -> str:
    """A date with its year, whenever it is read: `Thu 3 Dec 2026`, `Spring 2027`."""
    return due_in_words(due, date(1, 1, 1))


def shown(due: Due) -> str:
    """A date as it is shown: its words where they name a year, or no day is known; else the date, and what they add."""
    words = due.words.strip()
    if due.latest is None:
        return words
    if due.precision == "meeting" and due.earliest == due.latest:
        return in_full(due)
    if names_year(words):
        return words
    said = in_full(replace(due, precision="month") if due.precision == "meeting" and words else due)
    return f"{said} (“{words}”)" if _adds(words) else said


def stood(words: str | None, latest: date | None) -> str:
    """How a date is shown of which only the words and the last day were kept; empty where there were no words."""
    if not words or latest is None:
        return words or ""
    due = read_due(words, latest)
    return shown(due if due.latest == latest else Due(latest, latest, "day", words))


@lru_cache(maxsize=4096)
def names_year(words: str) -> bool:
    """Whether words mean the same days whenever they are read."""
    if _YEAR.search(words):
        return True
    one, another = read_due(words, _ONE_DAY), read_due(words, _ANOTHER)
    return one.latest is not None and (one.earliest, one.latest) == (another.earliest, another.latest)


def is_relative(words: str) -> bool:
    """Whether words name days by nothing but the day they are said on: "tomorrow", "Friday", "next month"."""
    return _RELATIVE.fullmatch(words) is not None


def unread_note(words: str | None, today: date) -> str | None:
    """What to say of words that were given for a date and are none; None where they were understood."""
    if not words or read_due(words, today).understood:
        return None
    hint = _QUARTER_HINT if _QUARTER.search(words) else ""
    return f"I can't read a date in “{words}”, so it stands in those words and no date is set.{hint}"


def _adds(words: str) -> bool:
    """Whether words say more than the days they mean."""
    rest = (word.strip(".,;:()-") for word in words.split())
    return not is_relative(words) and any(word and not _SAID_ANYWAY.fullmatch(word) for word in rest)
