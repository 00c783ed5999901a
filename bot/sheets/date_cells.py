"""When something is due, as a tracker has it: a real date, Excel's number of a day, or words.

What may live here: from a cell to an honest date. Words are read by `bot.rules.dates`, as they are everywhere; what it
cannot read is kept as words and sets no date. Here is only what spreadsheets add: real dates and numbers of days.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from bot.rules.date_reading import LONGEST
from bot.rules.dates import Due, read_due
from bot.sheets.grid import Cell

_FIRST_DAY = date(1899, 12, 30)
_SERIAL = re.compile(r"([2-7][0-9]{4})(?:\.0+)?")


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
    if len(words) > LONGEST:
        return WhenRead(Due(None, None, "none", words, understood=False))
    serial = _SERIAL.fullmatch(words)
    if serial:
        day = _FIRST_DAY + timedelta(days=int(serial[1]))
        return WhenRead(Due(day, day, "day", words))
    due = read_due(words, today, fy_start)
    return WhenRead(due, due.start)
