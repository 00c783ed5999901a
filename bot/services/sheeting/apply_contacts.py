"""Writing a list of contacts: who is new, what changed, and the groups they sit in.

What may live here: contacts and their roles. Who is whom was found by the reading.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from bot.rules.register_form.codes import folded_name
from bot.rules.sheet_report import CONTACTS
from bot.services.add_contact import body_called
from bot.services.sheeting.memory import Memory
from bot.services.sheeting.saying import Moment
from bot.sheets.known import Known
from bot.sheets.proposal import ContactSaid, ProposedRow, Verb
from storage.records import Contact, Role, id_of
from storage.repositories import Register

ROLES = {
    "chair": "chair", "chairperson": "chair", "convener": "chair", "vice chair": "deputy", "depute": "deputy",
    "deputy chair": "deputy", "deputy": "deputy", "lead officer": "lead_officer", "lead": "lead_officer",
    "member": "representative", "representative": "representative", "rep": "representative",
    "substitute": "substitute", "sub": "substitute",
}  # fmt: skip
"""The words for a role in a group. Nobody is made a support officer by a list: that is said by hand."""

Row = ProposedRow[ContactSaid]


@dataclass(slots=True)
class ContactWriter:
    """Writes rows of contacts. `names` is, by a row's source, what the contact is called."""

    register: Register
    known: Known
    moment: Moment
    names: dict[str, str] = field(default_factory=dict)
    _memory: Memory = field(init=False)
    _emails: dict[str, int] = field(init=False)

    def __post_init__(self) -> None:
        self._memory = Memory(self.register, CONTACTS)
        self._emails = {one.email.casefold(): one.id for one in self.known.contacts if one.email}

    def write(self, rows: Sequence[Row], tell: Callable[[int, int], None]) -> None:
        """Write them all, in the caller's unit of work. Rows that are unsure are left out."""
        sure = [row for row in rows if row.verb is not Verb.UNSURE]
        for number, row in enumerate(sure, 1):
            contact_id = self._add(row) if row.verb is Verb.ADD else self._merge(row)
            self._memory.keep(row.source, contact_id, row.saying)
            self.names[row.source] = called(row.said)
            tell(number, len(sure))
        self._memory.write()
        self.register.flush()

    def _add(self, row: Row) -> int:
        said = row.said
        contact = self.register.rows.add(Contact(**self._columns(said, _EVERYTHING, 0)))
        self.register.flush()
        if contact.email:
            self._emails[contact.email] = id_of(contact)
        self._sit(id_of(contact), said)
        return id_of(contact)

    def _merge(self, row: Row) -> int:
        contact_id = int(row.target or 0)
        changed = {change.field for change in row.changes}
        contact = self.register.rows.get(Contact, contact_id) if changed else None
        if contact is not None:
            for name, value in self._columns(row.said, changed, contact_id).items():
                setattr(contact, name, value)
            if changed & {"groups", "role"}:
                self._sit(contact_id, row.said)
            self.register.flush()
        return contact_id

    def _columns(self, said: ContactSaid, fields: Iterable[str], contact_id: int) -> dict[str, Any]:
        """The columns of these fields; an address somebody else has is left to them."""
        wanted = {"groups": "notes", "role": "notes"}
        values: dict[str, Any] = {}
        for name in {wanted.get(each, each) for each in fields}:
            if name == "body" and said.body:
                values["body_id"] = self._body(said)
            elif name == "email" and said.email:
                if self._emails.get(said.email.casefold(), contact_id) == contact_id:
                    values["email"] = said.email.casefold()
            elif name == "notes":
                values["note"] = notes_of(said) or None
            elif name in ("name", "post", "phone"):
                values[name] = getattr(said, name)
        return values

    def _body(self, said: ContactSaid) -> int | None:
        """An organisation the register lacks comes in with its people, as when one is added by hand."""
        if said.body is None:
            return None
        if said.body.known:
            return said.body.known.id
        body, is_new = body_called(self.register, said.body.words)
        if is_new:
            self.register.flush()
        return id_of(body)

    def _sit(self, contact_id: int, said: ContactSaid) -> None:
        """Give them their role in each group, unless they have one there today."""
        held = {
            (role.group_id, role.role)
            for role in self.register.people.roles_on(self.known.today)
            if role.contact_id == contact_id
        }
        for seat in said.seats:
            group, role = seat.group.known, role_of(seat.role)
            if group is not None and role is not None and (group.id, role) not in held:
                self.register.rows.add(
                    Role(contact_id=contact_id, role=role, group_id=group.id, starts_on=self.known.today)
                )


_EVERYTHING = ("name", "post", "body", "email", "phone", "notes")


def called(said: ContactSaid) -> str:
    """What a row of contacts is called: name, post and body as far as the file has them."""
    body = said.body.words if said.body else None
    return ", ".join(part for part in (said.name, said.post, body) if part)


def role_of(words: str | None) -> str | None:
    """The role that words name: a seat where they say no more; None where they are none of ours."""
    return ROLES.get(folded_name(words)) if words else "representative"


def notes_of(said: ContactSaid) -> str:
    """What no field has: columns not understood, groups the register lacks, a role in words of its own."""
    lines = [f"{heading}: {words}" for heading, words in said.kept]
    unknown = [one.words for one in said.groups if one.known is None]
    if unknown:
        lines.append(f"Groups: {'; '.join(unknown)}")
    unheld = (seat.role for seat in said.seats if seat.group.known is None or role_of(seat.role) is None)
    lines += [f"Role: {role}" for role in dict.fromkeys((*unheld, said.role)) if role]
    return "\n".join(lines)


def new_bodies(rows: Iterable[Row]) -> list[str]:
    """The organisations an import would add, each once, in the file's order."""
    found: dict[str, str] = {}
    for row in rows:
        body = row.said.body
        if body is not None and body.known is None and row.verb in (Verb.ADD, Verb.CHANGE):
            found.setdefault(body.words.casefold().strip(), body.words)
    return list(found.values())
