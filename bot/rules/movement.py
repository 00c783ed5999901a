"""What a change of status means: better, worse, done, or neither. The order is stated once, here.

What may live here: comparing an action's status at one moment with its status at another, as pure functions.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from storage.records.glance import ActionGlance, StatusChange

LADDER = ("off_track", "at_risk", "not_started", "on_track")
"""From worst to best, of the statuses that say how delivery goes.

Not started stands above At risk: to begin and find trouble is worse than where it was, to begin and go well
better. Paused and Closed are decisions, not delivery, and stand on no rung; Complete is counted as done.
"""

FINISHED = frozenset({"complete", "closed"})
"""Nothing more is to be delivered."""


class Movement(StrEnum):
    """What became of an action between two moments."""

    IMPROVED = "improved"
    WORSENED = "worsened"
    DONE = "done"
    CLOSED = "closed"
    PAUSED = "paused"
    RESUMED = "resumed"


@dataclass(frozen=True, slots=True)
class Moved:
    """An action's status before and after, and what that amounts to (None: neither better nor worse)."""

    before: str
    after: str
    movement: Movement | None


def movement(before: str, after: str) -> Movement | None:
    """What it means that a status went from `before` to `after`; None where it says nothing of delivery."""
    if before == after or (before, after) == ("complete", "closed"):
        return None
    decided = {"complete": Movement.DONE, "closed": Movement.CLOSED, "paused": Movement.PAUSED}
    if after in decided:
        return decided[after]
    if before in ("paused", "closed"):
        return Movement.RESUMED
    if before == "complete":
        return Movement.WORSENED
    return Movement.IMPROVED if LADDER.index(after) > LADDER.index(before) else Movement.WORSENED


def moved(actions: Iterable[ActionGlance], changes: Iterable[StatusChange]) -> dict[int, Moved]:
    """The actions whose status is another than before the first of `changes`, by id.

    Only where an action began and where it stands count: one that moved and came back has not moved. Of
    changes at the same instant the one given first is believed.
    """
    began = starting_points(changes)
    return {
        action.id: Moved(began[action.id], action.status, movement(began[action.id], action.status))
        for action in actions
        if began.get(action.id, action.status) != action.status
    }


def starting_points(changes: Iterable[StatusChange]) -> Mapping[int, str]:
    """The status each action had before its first change; a change that does not say is passed over."""
    began: dict[int, str] = {}
    for change in sorted(changes, key=lambda each: each.at):
        if change.before is not None:
            began.setdefault(change.action_id, change.before)
    return began
