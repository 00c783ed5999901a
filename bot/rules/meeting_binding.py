"""Which meeting "the first meeting in 2025" is, once meetings are entered with their days. Pure.

What may live here: that judgement, on a date as it stands and the meetings there are. The words are never changed.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.rules.date_reading import read_span

_MEETING = re.compile(r"\bmeeting\b", re.IGNORECASE)
_FIRST = re.compile(r"\bfirst\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Sitting:
    """A meeting that has a day and is not cancelled."""

    id: int
    on: date
    is_board: bool


@dataclass(frozen=True, slots=True)
class Waiting:
    """What may be due at a meeting: its date as it stands, and the meeting it is tied to."""

    earliest: date | None
    latest: date | None
    precision: str
    words: str | None
    meeting_id: int | None = None


def is_by_meeting(waiting: Waiting) -> bool:
    """Whether the date is a meeting's, which it stays when it has its day; one that was simply given is not."""
    return waiting.precision == "meeting" and bool(_MEETING.search(waiting.words or ""))


def meant(waiting: Waiting, sittings: Sequence[Sitting]) -> Sitting | None:
    """The meeting a date waits for: the first of the Board in its time, or the one it is tied to; None for neither.

    A tie to another group's meeting goes before the words; a tie to a Board is to whichever is first now, and stays
    where it is the only one left, though it has moved out of that time.
    """
    if not is_by_meeting(waiting):
        return None
    tied = next((each for each in sittings if each.id == waiting.meeting_id), None)
    if tied is not None and not (tied.is_board and _FIRST.search(waiting.words or "")):
        return tied
    span = _time_of(waiting)
    if span is None or not _FIRST.search(waiting.words or ""):
        return tied
    within = (each for each in sittings if each.is_board and span[0] <= each.on <= span[1])
    return min(within, key=lambda each: (each.on, each.id), default=tied)


def _time_of(waiting: Waiting) -> tuple[date, date] | None:
    """The days among which it is the first: its own while it waits, once bound those its words mean, or its year."""
    if waiting.earliest is None or waiting.latest is None:
        return None
    if waiting.earliest < waiting.latest:
        return waiting.earliest, waiting.latest
    read = read_span(waiting.words or "", waiting.latest)
    if read is not None and read[0] is not None and read[1] is not None:
        return read[0], read[1]
    return date(waiting.latest.year, 1, 1), date(waiting.latest.year, 12, 31)
