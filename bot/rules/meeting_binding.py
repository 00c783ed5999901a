"""Which meeting "the first meeting in 2025" is, once meetings are entered with their days, and once one is cancelled.

What may live here: that judgement, purely, on a date as it stands and the meetings there are. The words are never
changed.
"""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from dateutil.relativedelta import relativedelta

from bot.rules.date_names import MONTH, SEASON, Span
from bot.rules.date_reading import read_span

_MEETING = re.compile(r"\b(?:meeting|board)\b", re.IGNORECASE)
_FIRST = re.compile(rf"\bfirst\b|\b{MONTH}(?![a-z])|\b{SEASON}\b", re.IGNORECASE)
"""What tells which meeting is meant: "the first of 2027", or the month it is in, as in "June Board"."""

_YEAR = re.compile(r"\b[0-9]{4}\b")
_SOME_DAY = date(2000, 1, 1)


@dataclass(frozen=True, slots=True)
class Sitting:
    """A meeting that has a day."""

    id: int
    on: date
    is_board: bool
    group_id: int | None = None


@dataclass(frozen=True, slots=True)
class Waiting:
    """What may be due at a meeting: its date as it stands, and the meeting it is tied to.

    `group_id` is whose meeting its words mean, None for the Board's. `has_tie` is False for what is bound by its day.
    """

    earliest: date | None
    latest: date | None
    precision: str
    words: str | None
    meeting_id: int | None = None
    group_id: int | None = None
    has_tie: bool = True


def is_by_meeting(waiting: Waiting) -> bool:
    """Whether the date is a meeting's, which it stays when it has its day; one that was simply given is not."""
    return waiting.precision == "meeting" and bool(_MEETING.search(waiting.words or ""))


def meant(waiting: Waiting, sittings: Sequence[Sitting]) -> Sitting | None:
    """The meeting a date waits for: the first of its group in its time, or the one it is tied to; None for neither.

    A tie to another group's meeting goes before the words, and before words that name no year; a tie to its own is
    to whichever is first now, and stays where it is the only one left, though it has moved out of that time.
    """
    if not is_by_meeting(waiting):
        return None
    tied = next((each for each in sittings if each.id == waiting.meeting_id), None)
    if tied is not None and not (_is_its(waiting, tied) and _is_first(waiting) and _names_year(waiting)):
        return tied
    span = _time_of(waiting)
    if span is None or not _is_first(waiting):
        return tied
    within = (each for each in sittings if _is_its(waiting, each) and span[0] <= each.on <= span[1])
    return min(within, key=_turn, default=tied)


def lost(waiting: Waiting, cancelled: Collection[Sitting]) -> Sitting | None:
    """The cancelled meeting a date was bound to; without a tie, the one whose day it has."""
    if waiting.has_tie:
        return next((each for each in cancelled if each.id == waiting.meeting_id), None)
    if not (is_by_meeting(waiting) and _is_first(waiting)) or waiting.earliest != waiting.latest:
        return None
    return next((each for each in cancelled if each.on == waiting.latest and _is_its(waiting, each)), None)


def instead(waiting: Waiting, gone: Sitting, sittings: Sequence[Sitting], today: date) -> Sitting | None:
    """The next meeting of the same group after a cancelled one, in the time the words mean; None for none.

    It is still to come. A meeting of no group has no other after it.
    """
    if gone.group_id is None:
        return None
    _, until = words_mean(waiting)
    later = (
        each
        for each in sittings
        if each.group_id == gone.group_id
        and each.on >= max(gone.on, today)
        and (until is None or each.on <= until)
    )
    return min(later, key=_turn, default=None)


def words_mean(waiting: Waiting) -> tuple[date | None, date | None]:
    """The days the words of a bound date mean by themselves, of any year the nearest; no days where they mean none."""
    if waiting.latest is None or not waiting.words:
        return None, None
    day = waiting.latest
    read = [read_span(waiting.words, each) for each in (day, day - relativedelta(years=1))]
    spans = [each for each in read if each is not None]
    if spans:
        return min(spans, key=lambda span: _away(span, day))[:2]
    said = _is_first(waiting) and str(waiting.latest.year) in waiting.words
    return _year_of(waiting.latest) if said else (None, None)


def _away(span: Span, day: date) -> int:
    """How many days lie between a day and those that words mean."""
    earliest, latest, _ = span
    return max((earliest - day).days, (day - latest).days, 0) if earliest and latest else 0


def _names_year(waiting: Waiting) -> bool:
    """Whether its words mean the same days whenever they are read."""
    words = waiting.words or ""
    read = read_span(words, _SOME_DAY)
    if read is None:
        return bool(_YEAR.search(words))
    return read == read_span(words, _SOME_DAY + relativedelta(years=10))


def _is_its(waiting: Waiting, sitting: Sitting) -> bool:
    return sitting.group_id == waiting.group_id if waiting.group_id is not None else sitting.is_board


def _is_first(waiting: Waiting) -> bool:
    return bool(_FIRST.search(waiting.words or ""))


def _turn(sitting: Sitting) -> tuple[date, int]:
    return sitting.on, sitting.id


def _time_of(waiting: Waiting) -> tuple[date, date] | None:
    """The days among which it is the first: its own while it waits, once bound those its words mean, or its year."""
    if waiting.earliest is None or waiting.latest is None:
        return None
    if waiting.earliest < waiting.latest:
        return waiting.earliest, waiting.latest
    earliest, latest = words_mean(waiting)
    return (earliest, latest) if earliest and latest else _year_of(waiting.latest)


def _year_of(day: date) -> tuple[date, date]:
    return date(day.year, 1, 1), date(day.year, 12, 31)
