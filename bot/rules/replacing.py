"""Replacing a priority set, as values: what is asked for, what it asks of every open action, and what can come of it.

What may live here: the values the services return and the views word. What became of each is `succession`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

BUSINESS_AS_USUAL, MERGED_INTO, NOT_NEEDED, NOT_ACHIEVED = (
    "business_as_usual",
    "merged",
    "no_longer_needed",
    "not_achieved",
)
ENDED = "ended"
"""The kind of line that tells an action's officer it was closed when its priority ended."""

TOLD_WITHIN = timedelta(days=7)
"""They hear of it with their next message, at the latest after so long."""

REASONS = (BUSINESS_AS_USUAL, MERGED_INTO, NOT_NEEDED, NOT_ACHIEVED)
"""Why an action is closed when its priority ends."""


@dataclass(frozen=True, slots=True)
class NewSet:
    """A new set of priorities as a support officer fills it in.

    `names` are the new priorities in their order; `into` says of each old priority, by id, the places in `names` it
    goes on in: empty where it is retired, None where nobody knows. `decision` are the Board's words, if there are any.
    """

    replaces_id: int
    label: str
    names: tuple[str, ...]
    into: Mapping[int, frozenset[int] | None]
    agreed: str | None = None
    plan_id: int | None = None
    meeting_id: int | None = None
    decision: str | None = None


@dataclass(frozen=True, slots=True)
class OldPriority:
    """A priority of the set that ends, and how many open actions serve it."""

    id: int
    name: str
    open_actions: int


@dataclass(frozen=True, slots=True)
class Replaceable:
    """The set that stands, and what can be chosen in replacing it: plans and meetings as (id, what it is called)."""

    set_id: int
    label: str
    old: tuple[OldPriority, ...]
    plans: tuple[tuple[int, str], ...]
    meetings: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class WhichSet:
    """Several sets stand, of different plans it may be: as (id, what each is called)."""

    sets: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class ToDecide:
    """An open action nobody has decided on: what it serves, and the new priority it would be kept under."""

    code: str
    title: str
    status: str
    served: tuple[str, ...]
    suggested_id: int | None


@dataclass(frozen=True, slots=True)
class Became:
    """What became of one old priority: `kind` is of `succession`, `into` the new ones by name."""

    name: str
    kind: str
    into: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Story:
    """What became of a priority and of those merged with it, and which earlier ones go on in it."""

    became: tuple[Became, ...] = ()
    came_from: tuple[Became, ...] = ()


@dataclass(frozen=True, slots=True)
class CameOf:
    """What came of a replacing: of every old priority, and of every action that was open.

    `kept` counts the actions that go on under each new priority, `closed` those closed for each of `REASONS`.
    """

    became: tuple[Became, ...]
    new: int
    kept: tuple[tuple[str, int], ...] = ()
    closed: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Walk:
    """How far the replacing has come: the new priorities as (id, name), and the actions still to be decided on.

    `came_of` is there once it is over.
    """

    old_label: str
    new_label: str
    new: tuple[tuple[int, str], ...]
    to_decide: tuple[ToDecide, ...]
    decided: int
    came_of: CameOf | None = None

    @property
    def is_over(self) -> bool:
        """Whether every open action has been decided on."""
        return not self.to_decide

    def asked(self, code: str) -> ToDecide | None:
        """The action with this code, while it waits to be decided on."""
        return next((each for each in self.to_decide if each.code == code), None)


@dataclass(frozen=True, slots=True)
class Keep:
    """Keep an action under a new priority."""

    code: str
    priority_id: int


@dataclass(frozen=True, slots=True)
class Close:
    """Close an action, and why, in words too; one merged into another says into which."""

    code: str
    reason: str
    words: str
    merged_into: str | None = None


Decided = Keep | Close


@dataclass(frozen=True, slots=True)
class NotReplaced:
    """Nothing was written. `why`: support_only, no_set, replaced_already, none_under_way, not_open, no_such_action,
    decided_already, no_such_priority, into_itself.
    """

    why: str
    about: str = ""
