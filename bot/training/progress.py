"""What people have said and done in the register since the practice began, read once for every step.

What may live here: that one reading, and the frozen value it makes. What counts as done is the steps' own.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from storage.records import Action, Ask, Contact, Milestone, MilestoneMove, Update, id_of
from storage.repositories import Register


@dataclass(frozen=True, slots=True)
class Said:
    """One update since the start. `by` wrote it, the contact's name; `whose` are the words, where another's."""

    code: str
    by: str
    kind: str
    way: str
    at: datetime
    whose: str | None = None


Done = tuple[str, str]
"""An action's code, and the name of a contact."""


@dataclass(frozen=True, slots=True)
class Progress:
    """What the register shows since the start. Contacts are named; `digest_at` is when the Board's digest was kept.

    `asked`: asks of the Board raised. `moved`: milestones re-dated, and by whom. `met`: codes of actions a
    milestone of which was met. `officers`: every action's coordinating officer. `newcomers`: contacts added.
    """

    said: tuple[Said, ...] = ()
    asked: frozenset[Done] = frozenset()
    moved: frozenset[Done] = frozenset()
    met: frozenset[str] = frozenset()
    officers: frozenset[Done] = frozenset()
    newcomers: frozenset[str] = frozenset()
    digest_at: datetime | None = None


def read_progress(register: Register, since: datetime, known: frozenset[int]) -> Progress:
    """What has come to stand in the register since an instant; `known` are the contacts there were at the start."""
    reader = _Reader(register, since, known)
    return Progress(
        said=reader.said(),
        asked=reader.asked(),
        moved=reader.moved(),
        met=reader.met(),
        officers=reader.officers(),
        newcomers=reader.newcomers(),
        digest_at=reader.digest_at(),
    )


class _Reader:
    """Reads the register with names for ids."""

    def __init__(self, register: Register, since: datetime, known: frozenset[int]) -> None:
        self._register, self._since, self._known = register, since, known
        self._contacts = register.rows.all(Contact)
        self._names = {contact.id: contact.name or "" for contact in self._contacts}
        self._actions = register.rows.all(Action)
        self._codes = {action.id: action.code for action in self._actions}

    def said(self) -> tuple[Said, ...]:
        new = (row for row in self._register.rows.all(Update) if row.way != "import")
        return tuple(
            Said(self._codes[row.action_id], self._name(row.contact_id), row.kind, row.way, row.at, row.whose)
            for row in new
        )

    def asked(self) -> frozenset[Done]:
        asks = (ask for ask in self._register.rows.all(Ask) if ask.raised_at >= self._since)
        return self._done((ask.action_id, ask.raised_by_id) for ask in asks if ask.state != "withdrawn")

    def moved(self) -> frozenset[Done]:
        of = {milestone.id: milestone.action_id for milestone in self._register.rows.all(Milestone)}
        moves = (move for move in self._register.rows.all(MilestoneMove) if move.moved_at >= self._since)
        return self._done((of[move.milestone_id], move.contact_id) for move in moves)

    def met(self) -> frozenset[str]:
        milestones = self._register.rows.all(Milestone)
        met = (each for each in milestones if each.met_on is not None and each.met_on >= self._since.date())
        return frozenset(self._codes[each.action_id] for each in met if each.action_id is not None)

    def officers(self) -> frozenset[Done]:
        return self._done((action.id, action.officer_id) for action in self._actions)

    def newcomers(self) -> frozenset[str]:
        new = (contact for contact in self._contacts if id_of(contact) not in self._known)
        return frozenset(contact.name or "" for contact in new)

    def digest_at(self) -> datetime | None:
        kept = [
            snapshot.as_of
            for meeting in self._register.meetings.boards()
            for snapshot in self._register.meetings.snapshots(id_of(meeting))
        ]
        return min(kept, default=None)

    def _done(self, pairs: Iterable[tuple[int | None, int | None]]) -> frozenset[Done]:
        return frozenset(
            (self._codes[action_id], self._name(contact_id))
            for action_id, contact_id in pairs
            if action_id is not None and contact_id is not None
        )

    def _name(self, contact_id: int | None) -> str:
        return self._names.get(contact_id, "")
