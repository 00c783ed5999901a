"""What an import would do, row by row, as values: to be shown, decided on and then applied by somebody else.

What may live here: the shapes of a proposal. How a sheet becomes one is `bot.sheets.reading`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Generic, TypeVar

from bot.rules.dates import Due
from bot.rules.naming import Named
from bot.rules.status import StatusKey
from bot.sheets.headings import Column
from bot.sheets.headings import Mapping as HeadingMapping
from bot.sheets.people_cells import PERSON, Lead


class Verb(StrEnum):
    """What would be done with a row."""

    ADD = "add"
    CHANGE = "change"
    LEAVE = "leave"
    UNSURE = "unsure"
    """It may be one the register has: somebody has to say which. Nothing is written until then."""


@dataclass(frozen=True, slots=True)
class Milestone:
    """A milestone a cell names. `due.understood` is False where its words could not be read as a date."""

    title: str
    due: Due


@dataclass(frozen=True, slots=True)
class PriorityRead:
    """A priority (or body, group, place) in the file's words, and which of the register's it is, if it has one."""

    words: str
    known: Named | None = None


@dataclass(frozen=True, slots=True)
class ActionSaid:
    """Everything a file says of one action. None or empty: it does not say, and nothing is to be cleared.

    `kept` are headings and words no field has: columns not understood, statuses that are none. They belong in the
    action's note. `colour` is that of the status's cell where the status was read from nothing else. `code` is set
    where the reference has the form of a code, else `reference` has it.
    """

    title: str
    code: str | None = None
    reference: str | None = None
    why: str | None = None
    outcome: str | None = None
    kind: str | None = None
    priority: PriorityRead | None = None
    lead_words: str | None = None
    leads: tuple[Lead, ...] = ()
    officer: Lead | None = None
    deputy: Lead | None = None
    partners: tuple[Lead, ...] = ()
    due: Due | None = None
    start: str | None = None
    status: str | None = None
    colour: str | None = None
    progress: str | None = None
    said_on: date | None = None
    said_by: str | None = None
    milestones: tuple[Milestone, ...] = ()
    evidence: str | None = None
    barrier: str | None = None
    localities: tuple[PriorityRead, ...] = ()
    cross_cutting: tuple[str, ...] = ()
    quick_win: bool | None = None
    kept: tuple[tuple[str, str], ...] = ()

    @property
    def lead_body(self) -> Named | None:
        """The first body or group among the leads that the register knows."""
        return next((lead.body for lead in self.leads if lead.body), None)

    @property
    def coordinating(self) -> Named | None:
        """The officer the register knows: of the officer's column, else the first person among the leads."""
        if self.officer:
            return self.officer.person
        return next((lead.person for lead in self.leads if lead.person), None)


@dataclass(frozen=True, slots=True)
class SeatSaid:
    """A group in which somebody sits, and what they are in it, in the file's words."""

    group: PriorityRead
    role: str | None = None


@dataclass(frozen=True, slots=True)
class ContactSaid:
    """Everything a file says of one contact. `body` and `seats` carry the register's own, where it has them.

    `role` is one that goes with no group.
    """

    name: str
    post: str | None = None
    body: PriorityRead | None = None
    email: str | None = None
    phone: str | None = None
    seats: tuple[SeatSaid, ...] = ()
    role: str | None = None
    kept: tuple[tuple[str, str], ...] = ()

    @property
    def groups(self) -> tuple[PriorityRead, ...]:
        """The groups, each once."""
        return tuple(dict.fromkeys(seat.group for seat in self.seats))


@dataclass(frozen=True, slots=True)
class MeetingSaid:
    """One meeting of a file. `time` is HH:MM on the partnership's clock, None for a whole day."""

    name: str
    day: date
    time: str | None = None
    state: str = "planned"
    group: Named | None = None
    place: str | None = None
    note: str | None = None
    papers_due: date | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """One field that would change: what the register says now and what it would say, in words."""

    field: str
    before: str
    after: str


Said = TypeVar("Said", ActionSaid, ContactSaid, MeetingSaid)


@dataclass(frozen=True, slots=True)
class ProposedRow(Generic[Said]):
    """One row of a file. `source` is the same whenever the same row is read; `saying` is to be remembered under it.

    `target` is the code (or id) of what the register has already. `changes` are all that is to be written of a row to
    be changed. `near` are codes (or ids) it may be, for a row that is unsure. `problems` are sentences on what of it
    was not understood; it is kept in words.
    """

    verb: Verb
    sheet: str
    row: int
    source: str
    said: Said
    saying: Mapping[str, str]
    target: str | None = None
    changes: tuple[Change, ...] = ()
    near: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Skipped:
    """A row that is no action: blank, total, heading, section, note. `words` are the first of what it says."""

    sheet: str
    row: int
    why: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class SheetRead:
    """How a sheet was read: the row its headings stand in (from 1; None: no table found), its columns, its priority."""

    name: str
    heading_row: int | None
    columns: tuple[Column, ...] = ()
    priority: PriorityRead | None = None


@dataclass(frozen=True, slots=True)
class Proposal(Generic[Said]):
    """A whole file. `mapping` is what to remember of its headings; `notes` are sentences on the file as a whole."""

    file: str
    rows: tuple[ProposedRow[Said], ...]
    skipped: tuple[Skipped, ...] = ()
    sheets: tuple[SheetRead, ...] = ()
    notes: tuple[str, ...] = ()
    mapping: HeadingMapping = field(default_factory=HeadingMapping)

    def of(self, verb: Verb) -> tuple[ProposedRow[Said], ...]:
        """The rows something would be done with."""
        return tuple(row for row in self.rows if row.verb is verb)

    @property
    def changes_nothing(self) -> bool:
        """Whether the register says all of it already."""
        return all(row.verb is Verb.LEAVE for row in self.rows)

    @property
    def counts(self) -> Mapping[str, int]:
        """How many rows would be added, changed, left, are unsure; how many have something not understood."""
        verbs = Counter(str(row.verb) for row in self.rows)
        unread = sum(1 for row in self.rows if row.problems)
        return {**{str(verb): verbs[str(verb)] for verb in Verb}, "not_understood": unread}

    @property
    def skipped_counts(self) -> Mapping[str, int]:
        """How many rows were passed over, by why."""
        return dict(Counter(one.why for one in self.skipped))


def lead_in_words(lead: Lead) -> str:
    """Somebody as the register would say it: post or name, then body."""
    person = lead.person.name if lead.person else lead.person_words
    body = lead.body.name if lead.body else lead.body_words
    return ", ".join(part for part in (person, body) if part)


__all__ = [
    "PERSON",
    "ActionSaid",
    "Change",
    "ContactSaid",
    "Due",
    "MeetingSaid",
    "Milestone",
    "PriorityRead",
    "Proposal",
    "ProposedRow",
    "SheetRead",
    "Skipped",
    "StatusKey",
    "Verb",
    "lead_in_words",
]
