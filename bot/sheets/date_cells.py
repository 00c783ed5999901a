"""When something is due, as a tracker has it: a real date, Excel's number of a day, or words.

What may live here: from a cell to an honest date. Words are read by `bot.rules.dates`; what it cannot read is kept as
words and sets no date. Here is only what spreadsheets add: numbers of days, "Mar-25", periods, remarks in brackets.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, timedelta

from bot.rules.date_reading import MONTHS
from bot.rules.dates import Due, read_due
from bot.sheets.grid import Cell

_LONGEST = 200
_FIRST_DAY = date(1899, 12, 30)
_SERIAL = re.compile(r"([2-7][0-9]{4})(?:\.0+)?")
_MONTH = "|".join(f"{name[:3]}(?:{name[3:]})?" for name in MONTHS) + "|Sept"
_SHORT_MONTH = re.compile(rf"({_MONTH})[-–]([0-9]{{2}})", re.IGNORECASE)
_REMARK = re.compile(r"\s*(?:\([^()]*\)|\[[^\[\]]*\])\s*$")
_PERIOD = re.compile(r"(.+?)(?:\s+(?:-|to|until)\s+|\s*–\s*)(.+)", re.IGNORECASE)
_YEARS = re.compile(r"((?:19|20|21)[0-9]{2})\s*[-–/]\s*((?:19|20|21)[0-9]{2})")


@dataclass(frozen=True, slots=True)
class WhenRead:
    """When something is due, and the words for its beginning where a period is given."""

    due: Due
    start: str = ""


def read_when(cell: Cell, today: date, fy_start: tuple[int, int] = (4, 1)) -> WhenRead:
    """When a cell says something is due. Never raises; words that cannot be read set no date and are kept."""
    if cell.day is not None:
        return WhenRead(_of_day(cell))
    words = " ".join(cell.text.split())
    return _read_words(words, today, fy_start)


def _of_day(cell: Cell) -> Due:
    day = cell.day or _FIRST_DAY
    if cell.grain == "month":
        last = monthrange(day.year, day.month)[1]
        return Due(day.replace(day=1), day.replace(day=last), "month", cell.text)
    if cell.grain == "year":
        return Due(date(day.year, 1, 1), date(day.year, 12, 31), "year", cell.text)
    return Due(day, day, "day", cell.text)


def _read_words(words: str, today: date, fy_start: tuple[int, int]) -> WhenRead:
    if len(words) > _LONGEST:
        return WhenRead(Due(None, None, "none", words, understood=False))
    serial = _SERIAL.fullmatch(words)
    if serial:
        day = _FIRST_DAY + timedelta(days=int(serial[1]))
        return WhenRead(Due(day, day, "day", words))
    due = read_due(_plain(words), today, fy_start)
    if due.understood and (due.latest or not _PERIOD.fullmatch(words)):
        return WhenRead(replace(due, words=words))
    return _read_period(words, today, fy_start) or WhenRead(replace(due, words=words))


def _plain(words: str) -> str:
    """Without a remark in brackets at its end; "Mar-25", as Excel writes a month, in full."""
    bare = _REMARK.sub("", words) or words
    month = _SHORT_MONTH.fullmatch(bare)
    return f"{month[1]} 20{month[2]}" if month else bare


def _read_period(words: str, today: date, fy_start: tuple[int, int]) -> WhenRead | None:
    """ "April 2024 – March 2027": it begins with the one and is due by the other."""
    bare = _plain(words)
    period = _YEARS.fullmatch(bare) or _PERIOD.fullmatch(bare)
    if period is None:
        return None
    due = read_due(_plain(period[2].strip()), today, fy_start)
    start = read_due(_plain(period[1].strip()), due.earliest or today, fy_start)
    if due.latest is None or not start.understood or (start.earliest and start.earliest > due.latest):
        return None
    return WhenRead(replace(due, words=words), period[1].strip())
