"""When something of a register file is due: an ISO date that may be partial, its precision, and its words.

What may live here: choosing between the date and its words. Words are read by `bot.rules.dates`. Beside a date
they are read as said at that date, so that the same file reads the same whenever it is imported.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from bot.rules.dates import Due, read_due
from storage.records import PRECISIONS

_IN_FIGURES = re.compile(r"^\d{4}(-\d\d){0,2}$")
_NOTHING = Due(None, None, "none")
_OTHER_WORDS = {"end_of_year": "year_end", "fy": "financial_year"}


@dataclass(frozen=True, slots=True)
class When:
    """The days something may fall on. `words` are the file's; `problem` is what was not understood, if anything.

    `said` is what the file says, in the file's own terms: it changes only when the file does.
    """

    earliest: date | None
    latest: date | None
    precision: str
    words: str | None
    said: list[str | None]
    problem: str | None = None

    def columns(self) -> dict[str, object]:
        """The four columns of an honest date."""
        return {
            "earliest": self.earliest,
            "latest": self.latest,
            "precision": self.precision,
            "date_words": self.words,
        }


def read_when(exact: str | None, words: str | None, stated: str | None, today: date) -> When:
    """Read a date of the file. `exact` is the date (or words in its place), `stated` the file's precision.

    The date stands where its words contradict it; words as precise or more precise are preferred to it.
    """
    by_date = read_due(exact, today) if exact else _NOTHING
    by_words = read_due(words, by_date.earliest or today) if words else _NOTHING
    precision = _precision(stated)
    chosen = _chosen(by_date, by_words, precision)
    found = _with_meeting(chosen, precision)
    kept_words = words or _worded(exact) or (stated if precision == "meeting" != stated else None)
    problem = _problem(by_date, by_words, exact, words, stated, found)
    return When(found.earliest, found.latest, found.precision, kept_words, [exact, words, stated], problem)


def _worded(exact: str | None) -> str | None:
    """What stands in the place of a date, if that is words: they are kept, whether or not they could be read."""
    return None if exact is None or _IN_FIGURES.match(exact) else exact


def _precision(stated: str | None) -> str | None:
    if stated is None:
        return None
    folded = "_".join(stated.casefold().replace("-", " ").replace("_", " ").split())
    if "meeting" in folded:
        return "meeting"
    word = _OTHER_WORDS.get(folded, folded)
    return word if word in PRECISIONS else None


def _chosen(by_date: Due, by_words: Due, precision: str | None) -> Due:
    if by_date.latest is None or by_words.latest is None:
        return by_words if by_date.latest is None else by_date
    if not _overlap(by_date, by_words) or precision == by_date.precision != by_words.precision:
        return by_date
    if precision == by_words.precision != "meeting" or _within(by_words, by_date):
        return by_words
    if by_words.precision == "meeting":
        return Due(by_date.earliest, by_date.latest, "meeting", by_words.words)
    # "2027-03-31" beside "financial year 2026/27": the date only stands for the end of the words.
    return by_words if by_date.latest == by_words.latest else by_date


def _with_meeting(chosen: Due, precision: str | None) -> Due:
    if precision != "meeting":
        return chosen
    return Due(chosen.earliest, chosen.latest, "meeting", chosen.words)


def _problem(
    by_date: Due, by_words: Due, exact: str | None, words: str | None, stated: str | None, found: Due
) -> str | None:
    """What could not be read. Words beside a date that was understood may say more than a date."""
    if exact and by_date.latest is None and by_date.precision != "meeting":
        return f"{exact!r} is not a date"
    if not exact and words and not by_words.understood:
        return f"{words!r} is not a date"
    if not _overlap(by_date, by_words):
        return f"{exact!r} and {words!r} are different days"
    precision = _precision(stated)
    if stated and precision is None:
        return f"{stated!r} is not a precision"
    if precision not in (None, "none", found.precision) and found.latest:
        return f"{stated!r} could not be read from {words or exact!r}"
    return None


def _overlap(one: Due, other: Due) -> bool:
    if one.earliest is None or one.latest is None or other.earliest is None or other.latest is None:
        return True
    return one.earliest <= other.latest and other.earliest <= one.latest


def _within(inner: Due, outer: Due) -> bool:
    if inner.earliest is None or inner.latest is None or outer.earliest is None or outer.latest is None:
        return False
    return outer.earliest <= inner.earliest and inner.latest <= outer.latest
