"""Several dates in one phrase: from "April 2025 – March 2026" or "Aug 2025 & Feb 2026" to the one that counts.

What may live here: finding the dates of such a phrase, each read by `bot.rules.date_reading`. What runs from one day to
another is due by the other, and what is due on several by the last: nothing is late before that.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from itertools import islice

from dateutil.relativedelta import relativedelta

from bot.rules.date_names import MONTH, NOT_SET, Span, month_of
from bot.rules.date_reading import LONGEST, read_span

_MOST_PLACES = 8
"""Places at which a phrase is parted: a date written in figures has some of its own."""

_FROM_TO = re.compile(
    r"\s+(?:-|to|until|till)\s+|\s*[–—]\s*|(?<=[0-9a-z])-(?=[0-9a-z])|(?<=[0-9]{4})/(?=[0-9]{4}\b)",
    re.IGNORECASE,
)
_AND = re.compile(r"\s*[&,;]\s*|\s+and\s+", re.IGNORECASE)
_LEAD_IN = re.compile(r"(?:from|between)\s+", re.IGNORECASE)
_MONTH_AND_NUMBER = re.compile(rf"{MONTH} ([0-9]{{2}})", re.IGNORECASE)


def read_last(words: str, today: date, fy_start: tuple[int, int]) -> tuple[Span, str] | None:
    """The last date of several, and the words for where a period begins; None where they are not read."""
    if len(words) > LONGEST:
        return None
    said = " ".join(words.split())
    lead_in = _LEAD_IN.match(said)
    bare = said[lead_in.end() :] if lead_in else said
    for first, last in _pairs(_FROM_TO, bare):
        span, before = _both(first, last, today, fy_start)
        if span and before:
            return span, first
    for first, last in _pairs(_AND, bare):
        span, before = _both(first, last, today, fy_start)
        if span and before and before[1]:
            return span, first if lead_in else ""
    return None


def _pairs(between: re.Pattern[str], text: str) -> Iterator[tuple[str, str]]:
    for match in islice(between.finditer(text), _MOST_PLACES):
        yield text[: match.start()], text[match.end() :]


def _both(first: str, last: str, today: date, fy_start: tuple[int, int]) -> tuple[Span | None, Span | None]:
    """What the last means, and what the first means no later than it; None for what is not understood.

    A first without its year is the one before the last, and what is still to begin has not ended yet.
    """
    first, last = _with_years(first, last)
    span = _end_to_come(first, last, today, fy_start) or read_span(last, today, fy_start)
    if span is None or span[0] is None or span[1] is None:
        return None, None
    before = read_span(first, span[0] - relativedelta(years=1), fy_start) if first else NOT_SET
    if before is None or (before[0] is not None and before[0] > span[1]):
        return span, None
    return span, before


def _end_to_come(first: str, last: str, today: date, fy_start: tuple[int, int]) -> Span | None:
    """The next such end, where the one just gone would be past though the first is to come ("1 Dec - 3 Sept")."""
    begins, ends = (read_span(each, today, fy_start) or NOT_SET for each in (first, last))
    if begins[0] is None or ends[1] is None or not ends[1] < today <= begins[0]:
        return None
    return read_span(last, today + relativedelta(years=1), fy_start)


def _with_years(first: str, last: str) -> tuple[str, str]:
    """ "Apr 25" to "Mar 26" are years, as from 25 April to 26 March would run backwards; else they may be days."""
    one, other = _MONTH_AND_NUMBER.fullmatch(first), _MONTH_AND_NUMBER.fullmatch(last)
    if one is None or other is None:
        return first, last
    backwards = month_of(other[1].casefold()) <= month_of(one[1].casefold())
    if not backwards or int(other[2]) <= int(one[2]):
        return first, last
    return f"{one[1]} 20{one[2]}", f"{other[1]} 20{other[2]}"
