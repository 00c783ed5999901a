"""What a paper says of how often a group meets, reports or is reviewed, read as a duty where it states one.

What may live here: words into a cadence and the group a report goes to. What cannot be read stays in its words.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from bot.rules.register_form.codes import folded_name

_CADENCES = (
    (r"(6|six)[ -]?month|half[ -]?year|twice a year", "six_monthly"),
    (r"quarter|(3|three)[ -]?month", "quarterly"),
    (r"year|annual|12[ -]?month|twelve[ -]?month", "yearly"),
    (r"(two|2|other|bi)[ -]?month", "regular_intervals"),
    (r"month", "monthly"),
    (r"regular", "regular_intervals"),
)
"""What words may hold, and the cadence they mean: the first that fits."""


def cadence_in(words: str) -> str:
    """How often, as far as the words say it; "at regular intervals" where they do not.

    "After 12 months" is once: nothing says that it comes again.
    """
    folded = folded_name(words)
    if re.match(r"(after|in|within) ", folded):
        return "once"
    return next(
        (cadence for pattern, cadence in _CADENCES if re.search(pattern, folded)), "regular_intervals"
    )


def states_a_report(words: str) -> bool:
    """Whether the words say that something is reported, and not only how often a group meets."""
    return "report" in words.casefold()


def reported_to(words: str, groups: Mapping[str, Sequence[str]], boards: Sequence[str]) -> str | None:
    """The group the words say a report goes to: the one with the longest of its names in them, else the Board.

    `groups` are all names of each group by its id. None where they name no one.
    """
    folded = folded_name(words)
    named = [
        (len(name), group) for group, names in groups.items() for name in names if folded_name(name) in folded
    ]
    if named:
        return max(named)[1]
    return boards[0] if boards and "board" in folded else None
