"""A list of contacts, read against a register: who would be added, changed, left, and who may be somebody known.

What may live here: from an open workbook to a proposal of contacts. It is asked for, decided on and applied as
`bot.sheets.reading` says; a row's `target` is the contact's id as text. People are the same by their email; without
one, by name and body together. A name alone is only near.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.sheets.grid import Cell, Workbook
from bot.sheets.headings import KEPT, Table, find_table
from bot.sheets.headings import Mapping as HeadingMapping
from bot.sheets.known import Known, KnownContact
from bot.sheets.people_cells import Names
from bot.sheets.proposal import (
    Change,
    ContactSaid,
    PriorityRead,
    Proposal,
    ProposedRow,
    SeatSaid,
    SheetRead,
    Skipped,
    Verb,
)
from bot.sheets.reading import LEAVE_OUT, NEW
from bot.sheets.row_kinds import TableRow, rows_below
from bot.sheets.vocabulary import CONTACTS

CONTACT_FIELDS = ("name", "post", "body", "email", "phone", "groups", "role", "notes")
"""The fields a change may be of, in the order they are shown."""

_EMAIL = re.compile(r"[^\s@<>,;:\"()]{1,64}@[^\s@<>,;:\"()]{1,190}\.[^\s@<>,;:\"()]{2,63}")
_NOTHING = re.compile(r"(?:n/?a|none|tb[cd]|vacan(?:t|cy)|[-–—.?\s]*)", re.IGNORECASE)
_GROUPS = re.compile(r"[\n;,•/]+")


def read_contacts(
    workbook: Workbook,
    known: Known,
    mapping: HeadingMapping | None = None,
    decisions: Mapping[str, str] | None = None,
) -> Proposal[ContactSaid]:
    """A proposal of every contact a workbook lists. Never raises.

    `decisions` are by a row's source: a contact's id as text, `NEW` or `LEAVE_OUT`.
    """
    return _Reading(known, mapping or HeadingMapping(), decisions or {}).read(workbook)


@dataclass(slots=True)
class _Reading:
    known: Known
    mapping: HeadingMapping
    decisions: Mapping[str, str]
    rows: dict[str, ProposedRow[ContactSaid]] = field(default_factory=dict)
    skipped: list[Skipped] = field(default_factory=list)

    def read(self, workbook: Workbook) -> Proposal[ContactSaid]:
        bodies, groups = Names(self.known.bodies), Names(self.known.groups)
        sheets, remembered = [], dict(self.mapping.fields)
        for sheet in workbook.sheets:
            table = find_table(sheet, CONTACTS, self.mapping)
            sheets.append(
                SheetRead(sheet.name, table.heading_row + 1, table.columns)
                if table
                else SheetRead(sheet.name, None)
            )
            if table:
                remembered |= table.mapping.fields
                self._read_table(table, bodies, groups)
        notes = list(workbook.notes)
        if not any(sheet.heading_row for sheet in sheets):
            notes.append(
                "No row of headings was found: one has to say Name, and another Post, Email or Organisation."
            )
        rows, passed = tuple(self.rows.values()), tuple(self.skipped)
        return Proposal(workbook.name, rows, passed, tuple(sheets), tuple(notes), HeadingMapping(remembered))

    def _read_table(self, table: Table, bodies: Names, groups: Names) -> None:
        called_by = next(name for name in CONTACTS.needed if name in table.fields)
        for row in rows_below(table, called_by):
            said, problems = _said(row, bodies, groups)
            if row.kind in ("row", "goes_on") and said.name:
                self._propose(table.sheet.name, row.number, said, problems)
            else:
                why = row.kind if row.kind not in ("row", "goes_on") else "note"
                self.skipped.append(Skipped(table.sheet.name, row.number, why, row.words))

    def _propose(self, sheet: str, number: int, said: ContactSaid, problems: tuple[str, ...]) -> None:
        source = _source(said)
        if source in self.rows:
            self._again(source, sheet, number, said)
            return
        decided = self.decisions.get(source)
        if decided == LEAVE_OUT:
            self.skipped.append(Skipped(sheet, number, "left out", said.name))
            return
        contact, near = self._match(said, source, decided)
        saying = _saying(said)
        changes = self._changes(saying, source, contact) if contact else ()
        verb = Verb.UNSURE if near else Verb.ADD
        if contact:
            verb = Verb.CHANGE if changes else Verb.LEAVE
        target = str(contact.id) if contact else None
        self.rows[source] = ProposedRow(
            verb, sheet, number, source, said, saying, target, changes, near, problems
        )

    def _again(self, source: str, sheet: str, number: int, said: ContactSaid) -> None:
        """Somebody listed twice, once a group, is one contact in both groups, in each as its own row says."""
        first = self.rows.pop(source)
        seats = dict.fromkeys((*first.said.seats, *said.seats))
        both = ContactSaid(
            first.said.name,
            first.said.post or said.post,
            first.said.body or said.body,
            first.said.email or said.email,
            first.said.phone or said.phone,
            tuple(seats),
            first.said.role or said.role,
            tuple(dict.fromkeys((*first.said.kept, *said.kept))),
        )
        self.skipped.append(Skipped(sheet, number, "listed twice", said.name))
        self._propose(first.sheet, first.row, both, first.problems)

    def _match(
        self, said: ContactSaid, source: str, decided: str | None
    ) -> tuple[KnownContact | None, tuple[str, ...]]:
        if decided:
            return next((one for one in self.known.contacts if str(one.id) == decided), None), ()
        earlier = self.known.imported.get(source)
        email = (said.email or "").casefold()
        for one in self.known.contacts:
            if (email and one.email.casefold() == email) or (earlier and earlier.target == str(one.id)):
                return one, ()
        named = [one for one in self.known.contacts if _folded(one.name) == _folded(said.name)]
        same = [
            one for one in named if said.body and _folded(one.says.get("body", "")) == _folded(_body(said))
        ]
        if len(same) == 1 and not (email and same[0].email):
            return same[0], ()
        return None, tuple(str(one.id) for one in named[:3])

    def _changes(self, saying: Mapping[str, str], source: str, contact: KnownContact) -> tuple[Change, ...]:
        earlier = self.known.imported.get(source)
        remembered = earlier.said if earlier else {}
        held = {"name": contact.name, "email": contact.email, **contact.says}
        return tuple(
            Change(name, held.get(name, ""), saying[name])
            for name in CONTACT_FIELDS
            if name in saying
            and saying[name] != remembered.get(name)
            and _folded(saying[name]) != _folded(held.get(name, ""))
        )


def _said(row: TableRow, bodies: Names, groups: Names) -> tuple[ContactSaid, tuple[str, ...]]:
    problems: list[str] = []
    name = _text(row.first("name")) or " ".join(
        part for part in (_text(row.first("first_name")), _text(row.first("surname"))) if part
    )
    written = _text(row.first("email")) or ""
    found = _EMAIL.search(written)
    if written and not found:
        problems.append(f"“{written[:60]}” is not an email; kept in words")
    role, groups_said = _text(row.first("role")), _groups(_text(row.first("group"), flat=False), groups)
    unread = (("Email", written),) if written and not found else ()
    body = _text(row.first("body"))
    said = ContactSaid(
        name or (found[0].split("@")[0] if found else ""),
        _text(row.first("post")),
        PriorityRead(body, bodies.find(body)) if body else None,
        found[0] if found else None,
        " / ".join(dict.fromkeys(cell.text for _, cell in row.cells.get("phone", ()) if cell.text)) or None,
        tuple(SeatSaid(group, role) for group in groups_said),
        None if groups_said else role,
        (
            *unread,
            *(
                (" ".join(heading.split()) or "Without a heading", cell.text)
                for heading, cell in row.cells.get(KEPT, ())
            ),
        ),
    )
    return said, tuple(problems)


def _groups(words: str | None, groups: Names) -> list[PriorityRead]:
    if not words:
        return []
    whole = groups.find(words)
    if whole:
        return [PriorityRead(" ".join(words.split()), whole)]
    parts = [" ".join(part.split()) for part in _GROUPS.split(words)]
    return [PriorityRead(part, groups.find(part)) for part in dict.fromkeys(parts) if part]


def _text(cell: Cell, flat: bool = True) -> str | None:
    text = " ".join(cell.text.split()) if flat else cell.text
    return None if _NOTHING.fullmatch(text) else text


def _saying(said: ContactSaid) -> dict[str, str]:
    groups = [one.known.name if one.known else one.words for one in said.groups]
    values = {
        "name": said.name,
        "post": said.post,
        "body": _body(said),
        "email": said.email,
        "phone": said.phone,
        "groups": "\n".join(groups),
        "role": _roles(said),
        "notes": "\n".join(f"{heading}: {words}" for heading, words in said.kept),
    }
    return {name: value for name, value in values.items() if value}


def _roles(said: ContactSaid) -> str | None:
    """The role in all groups, or each with its own."""
    roles = {seat.role for seat in said.seats} or {said.role}
    if len(roles) == 1:
        return roles.pop()
    return "\n".join(f"{seat.group.words}: {seat.role or 'member'}" for seat in said.seats)


def _body(said: ContactSaid) -> str:
    if said.body is None:
        return ""
    return said.body.known.name if said.body.known else said.body.words


def _source(said: ContactSaid) -> str:
    parts = (
        ("email", said.email.casefold()) if said.email else ("name", _folded(said.name), _folded(_body(said)))
    )
    return f"sheet-{hashlib.sha256(chr(31).join(('contact', *parts)).encode()).hexdigest()[:24]}"


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())


__all__ = ["CONTACT_FIELDS", "LEAVE_OUT", "NEW", "read_contacts"]
