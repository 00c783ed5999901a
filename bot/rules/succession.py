"""Succession of priorities: what became of each when a new set replaced them, and what that asks of open actions.

What may live here: pure decisions. Codes never change: an action keeps its own, whatever it serves.
"""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

CONTINUED, RENAMED, MERGED, SPLIT, RETIRED, UNKNOWN = (
    "continued",
    "renamed",
    "merged",
    "split",
    "retired",
    "unknown",
)

KEEP, CLOSE = "keep", "close"
"""What can be decided of an open action of a priority that ends."""

Ended = Mapping[int, frozenset[int] | None]
"""The new priorities each old one goes on in: empty where it was retired, None where nobody knows."""


class Line(NamedTuple):
    """One line of the succession: from an old priority to a new one, or to none."""

    from_id: int
    to_id: int | None
    kind: str


@dataclass(frozen=True, slots=True)
class Open:
    """An open action of a set being replaced: the priorities of any set that it serves now."""

    action_id: int
    priority_ids: frozenset[int]


def lines_of(ended: Ended, old_names: Mapping[int, str], new_names: Mapping[int, str]) -> tuple[Line, ...]:
    """The succession in lines, each of its kind: many to many.

    Into one new priority with its own name: continued; another name: renamed; one that takes in several: merged;
    into several: split; into none: retired, or not known.
    """
    taken_in = Counter(new for into in ended.values() for new in into or ())
    return tuple(
        line for old, into in ended.items() for line in _lines(old, into, taken_in, old_names, new_names)
    )


def _lines(
    old: int,
    into: frozenset[int] | None,
    taken_in: Counter[int],
    old_names: Mapping[int, str],
    new_names: Mapping[int, str],
) -> list[Line]:
    if not into:
        return [Line(old, None, UNKNOWN if into is None else RETIRED)]
    if len(into) > 1:
        return [Line(old, new, SPLIT) for new in sorted(into)]
    (new,) = into
    if taken_in[new] > 1:
        return [Line(old, new, MERGED)]
    return [Line(old, new, CONTINUED if same_name(old_names[old], new_names[new]) else RENAMED)]


def same_name(one: str, another: str) -> bool:
    """Whether two priorities are called alike, but for capitals, spaces and "&" or "and"."""
    return _folded(one) == _folded(another)


def _folded(name: str) -> str:
    return " ".join(name.casefold().replace("&", " and ").split())


def undecided(actions: Sequence[Open], new: Collection[int]) -> tuple[int, ...]:
    """The open actions nobody has decided on yet: those that serve no priority of the new set."""
    return tuple(action.action_id for action in actions if action.priority_ids.isdisjoint(new))


def suggested(action: Open, lines: Sequence[Line]) -> int | None:
    """The new priority an action would be kept under: where the succession leaves but one to choose from."""
    into = {line.to_id for line in lines if line.from_id in action.priority_ids and line.to_id is not None}
    return next(iter(into)) if len(into) == 1 else None
