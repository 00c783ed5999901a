"""The names dates are made of: months, weekdays and seasons, and the patterns that find them.

What may live here: those, and the numbers they stand for. Text is in small letters here, with plain dashes.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

Span = tuple[date | None, date | None, str]
"""Earliest day, latest day, precision; no days where no date is set."""

# fmt: off
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)
# fmt: on
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}
"""The first month of each season."""

FIRST_YEAR, LAST_YEAR = 1900, 2199
NOT_SET: Span = (None, None, "none")

MONTH = rf"({'|'.join(f'{name[:3]}(?:{name[3:]})?' for name in MONTHS).lower()}|sept)\.?"
WEEKDAY = r"(mon|tues?|wed(?:s|nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\.?"
DAY = r"([0-9]{1,2})(?:st|nd|rd|th)?"
NUMBER = r"([0-9]{1,2})"
YEAR = r"('?[0-9]{2}|[0-9]{4})"
CLEAR_YEAR = r"('[0-9]{2}|[0-9]{4})"
SEASON = rf"({'|'.join(SEASONS)})"
ORDINAL = "first|second|third|fourth|last"


@dataclass(frozen=True, slots=True)
class Context:
    """The day words are read on, and the month and day on which the financial year begins."""

    today: date
    fy_start: tuple[int, int]


Match = re.Match[str]
Reader = Callable[[Match, Context], Span | None]
Table = tuple[tuple[re.Pattern[str], Reader], ...]


def table(*rows: tuple[str, Reader]) -> Table:
    """Patterns that words have to fit as a whole, and what reads each."""
    return tuple((re.compile(pattern), reader) for pattern, reader in rows)


def look_up(rows: Table, text: str, context: Context) -> Span | None:
    """What the first row that fits, and yields a date, reads; None where none does."""
    for pattern, reader in rows:
        match = pattern.fullmatch(text)
        span = reader(match, context) if match else None
        if span:
            return span
    return None


def year_of(text: str) -> int:
    """ "26", "'26" and "2026" are 2026; four figures are the year as typed."""
    digits = text.removeprefix("'")
    return int(digits) if len(digits) > 2 else 2000 + int(digits)


def month_of(name: str) -> int:
    """1 for "jan" or "january"."""
    return [month[:3].lower() for month in MONTHS].index(name[:3]) + 1


def weekday_of(name: str) -> int:
    """0 for "mon" or "monday"."""
    return [weekday[:3].lower() for weekday in WEEKDAYS].index(name[:3])
