"""Keeping any subject of the register from a form: what is shown, what was changed, and whether somebody was first.

What may live here: frozen values, and decisions over entries (`bot.rules.keeping_entries`) and stamps. A stamp is what
stood in every field when a form was opened, a few characters each: a field that says something else was changed by
whoever sends it; a row that says something else was changed meanwhile by somebody else.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from bot.rules.keeping_entries import Entry, Option, tidied
from bot.rules.permission import ALL, Kept
from bot.rules.subjects import Field, Kind, Subject
from bot.rules.subjects.wording import Terms

MOST_OPTIONS = 99
"""Rows a menu holds beside "not said"; where there are more, the name is typed."""

MARK = 6
"""Characters of a stamp a field takes."""

REMOVABLE = frozenset(("action_bodies", "dependencies", "leanings", "resources", "seats", "measurements"))
"""What may be taken away: rows that tie others together, or count once, and that nothing else rests on.

Everything else is closed, ended, resolved or wound up, and stays.
"""


def editable(subject: Subject) -> tuple[Field, ...]:
    """The fields a form may hold: those not kept by other ways."""
    return tuple(each for each in subject.fields if not each.own)


def shown_fields(
    subject: Subject,
    is_full: bool,
    kept: Kept,
    only: Sequence[str] = (),
    begun: Collection[str] = (),
) -> tuple[Field, ...]:
    """The fields of a form: those the person may keep, the brief ones or all of them, or `only` some.

    What a form is `begun` with is always shown: what is not on it would not be sent.
    """
    theirs = [each for each in editable(subject) if kept == ALL or each.name in kept]
    if only:
        return tuple(each for each in theirs if each.name in only)
    brief = [each for each in theirs if is_full or each.brief or each.required or each.name in begun]
    return tuple(brief or theirs)


def stamp_of(subject: Subject, entries: Mapping[str, Entry]) -> str:
    """What stands in every field, shortened."""
    return "".join(_mark(entries.get(each.name, "")) for each in editable(subject))


def marks_of(subject: Subject, stamp: str) -> dict[str, str]:
    """A stamp by field; empty where it is of an earlier version's fields."""
    fields = editable(subject)
    if len(stamp) != MARK * len(fields):
        return {}
    return {each.name: stamp[MARK * at : MARK * (at + 1)] for at, each in enumerate(fields)}


def _mark(entry: Entry) -> str:
    said = json.dumps(tidied(entry) or "", ensure_ascii=True)
    return hashlib.sha256(said.encode()).hexdigest()[:MARK]


def changed_since(subject: Subject, stamp: str, entries: Mapping[str, Entry]) -> dict[str, Entry]:
    """What whoever filled the form in has changed of it; everything where the stamp can't be read."""
    stood = marks_of(subject, stamp)
    return {name: entry for name, entry in entries.items() if _mark(entry) != stood.get(name)}


@dataclass(frozen=True, slots=True)
class Merged:
    """Which fields a form changes, and which of them somebody else has changed meanwhile to something different."""

    mine: tuple[str, ...]
    crossed: tuple[str, ...]


def merge(subject: Subject, stamp: str, filled: Mapping[str, Entry], now: Mapping[str, Entry]) -> Merged:
    """Compare what is sent with what stood when the form was opened, and with what stands `now`."""
    stood = marks_of(subject, stamp) or marks_of(subject, stamp_of(subject, now))
    mine = [name for name, entry in filled.items() if _mark(entry) != stood.get(name)]
    changed = [name for name in mine if _mark(filled[name]) != _mark(now.get(name, ""))]
    crossed = [name for name in changed if _mark(now.get(name, "")) != stood.get(name)]
    return Merged(tuple(changed), tuple(crossed))


# --- what a form is made from, and what came of it --------------------------------------------------------


@dataclass(frozen=True, slots=True)
class RowForm:
    """A form to be shown. `options` holds None for a field with too many rows to choose from.

    `typed` are the names that stand in such a field; `left` are fields too long for a form, which stay as they are.
    `name` is what the row is called; None while it is being added.
    """

    subject: Subject
    terms: Terms
    row_id: int | None
    name: str | None
    fields: tuple[Field, ...]
    entries: Mapping[str, Entry]
    stamp: str
    options: Mapping[str, tuple[Option, ...] | None] = field(default_factory=dict)
    typed: Mapping[str, str] = field(default_factory=dict)
    left: tuple[Field, ...] = ()
    has_more: bool = False
    is_full: bool = False
    only: tuple[str, ...] = ()


def fits(each: Field, entry: Entry) -> bool:
    """Whether an entry can stand in a form: a text of Slack's holds 3,000 characters, a menu a hundred options."""
    if each.kind is Kind.MANY:
        return len(entry) <= MOST_OPTIONS
    return len(entry) <= 3000


@dataclass(frozen=True, slots=True)
class KeptRow:
    """A row that is kept. `changes` are (label, before, after) in words; `notes` what somebody should know of it.

    `already`: the same form had been sent before, or says what stands already. `questions` are what a good entry would
    answer as well, with the fields they are about.
    """

    subject: Subject
    row_id: int
    name: str
    added: bool
    changes: tuple[tuple[str, str, str], ...] = ()
    notes: tuple[str, ...] = ()
    already: bool = False
    action_id: int | None = None
    code: str | None = None
    questions: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Unfit:
    """Fields that cannot be kept as they are, with a sentence each."""

    problems: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class NotTheirs:
    """The person may not; `who` may, in words, and whom to turn to."""

    subject: Subject
    who: tuple[str, ...]
    support: str | None


@dataclass(frozen=True, slots=True)
class Crossed:
    """Somebody else changed the same since the form was opened: who, when, and the labels of what."""

    by: str
    at: datetime | None
    labels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Gone:
    """There is no such row."""


Refused = Unfit | NotTheirs | Crossed | Gone
