"""Which actions somebody can choose among where a form asks "which one?".

What may live here: that choice as a value, and its order. Nothing is fetched and nothing is worded.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from storage.records.glance import ActionGlance

MOST = 100
"""Options of a menu: Slack shows no more."""

FINISHED = ("complete", "closed")


@dataclass(frozen=True, slots=True)
class Choice:
    """The actions to choose among, the likeliest first; `chosen` is the one already named, if the register has it."""

    actions: tuple[ActionGlance, ...]
    chosen: ActionGlance | None = None
    more: int = 0


def choice_of(chosen: ActionGlance | None, *circles: Iterable[ActionGlance]) -> Choice:
    """What was named, then each circle in turn – one's own, one's group's, one's body's –, each action once.

    Finished ones are left out, unless one of them was named.
    """
    found = {chosen.id: chosen} if chosen is not None else {}
    for circle in circles:
        for action in circle:
            if action.status not in FINISHED:
                found.setdefault(action.id, action)
    every = tuple(found.values())
    return Choice(every[:MOST], chosen, max(0, len(every) - MOST))
