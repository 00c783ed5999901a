"""Taking a person who has left out of the register: their details, wherever a row, the history or a message holds them.

What may live here: that, past the rule that history only grows. What was said and decided stays; whose name it was
said under does not.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Table, select, update
from sqlmodel import SQLModel, col
from sqlmodel import select as select_records

from storage.records import Change, Contact, ImportedRow, Outbox, id_of
from storage.repositories.base import Repository

FORMER = "A former contact"
"""What stands in the place of a name."""

REMOVED = "(removed)"
"""What stands in the place of an address, a number or an account."""

FORGOTTEN = "forgotten"
"""In the memory of an imported row: whatever the file says of this person is let be."""

_DETAILS: Mapping[str, Any] = {
    **dict.fromkeys(("email", "phone", "slack_id", "time_zone", "note")),
    **dict.fromkeys(("nudge_day", "nudge_hour", "quiet_from", "quiet_to")),
    "name": FORMER,
}
"""What of a contact is personal, and what it is afterwards."""

_OVER = ("sent", "withdrawn", "parked")

Words = list[tuple[re.Pattern[str], str]]


class Forgetting(Repository):
    """Contacts of one partnership who are not to be known any more."""

    def to_forget(self, before: date) -> list[Contact]:
        """Who left before a day and is still known by name or address."""
        gone = [each for each in self._contacts() if each.left_on is not None and each.left_on < before]
        return [each for each in gone if any(getattr(each, name) != none for name, none in _DETAILS.items())]

    def forget(self, contact: Contact) -> None:
        """Put what stands for nobody in the place of every detail of theirs; their post and roles stay."""
        contact_id, words = id_of(contact), self._words_of(contact)
        self._session.flush()
        self._session.connection().execute(
            update(_table(Contact)).where(_table(Contact).c.id == contact_id).values(**_DETAILS)
        )
        self._empty_messages(contact_id)
        self._clean_history(contact_id)
        self._clean_memory(contact_id)
        for table in SQLModel.metadata.sorted_tables:
            if "partnership_id" in table.columns and table is not _table(Contact):
                self._clean(table, words)
        self._session.expire_all()

    def _words_of(self, contact: Contact) -> Words:
        """What they are found by. A name is looked for in texts where it is a whole one, and nobody else's."""
        namesakes = [each for each in self._contacts() if each.name == contact.name]
        is_whole = len((contact.name or "").split()) > 1 and len(namesakes) == 1
        found = {contact.name: FORMER} if contact.name and contact.name != FORMER and is_whole else {}
        found |= dict.fromkeys(filter(None, (contact.email, contact.phone, contact.slack_id)), REMOVED)
        found |= dict.fromkeys(self._once_held(id_of(contact)) - found.keys(), REMOVED)
        return [
            (re.compile(rf"(?<!\w){re.escape(word)}(?!\w)", re.IGNORECASE), to) for word, to in found.items()
        ]

    def _once_held(self, contact_id: int) -> set[str]:
        """The addresses, numbers and accounts they had before, as the history has them."""
        names = ("email", "phone", "slack_id")
        held: set[str] = set()
        for change in self._changes_of(contact_id):
            for value in (change.before, change.after):
                said = value if change.field == "*" else {change.field: value}
                held |= {str(said[name]) for name in names if isinstance(said, dict) and said.get(name)}
        return held

    def _empty_messages(self, contact_id: int) -> None:
        """What was sent to them, or never will be, was words to a person by name."""
        table = _table(Outbox)
        theirs = (table.c.partnership_id == self._partnership_id, table.c.contact_id == contact_id)
        self._session.connection().execute(
            update(table).where(*theirs, table.c.state.in_(_OVER)).values(payload={}, channel=None)
        )

    def _clean_history(self, contact_id: int) -> None:
        for row in self._changes_of(contact_id):
            if row.field == "*" or row.field in _DETAILS:
                values = {name: _emptied(row.field, getattr(row, name)) for name in ("before", "after")}
                self._write(_table(Change), row, values)

    def _changes_of(self, contact_id: int) -> Iterable[Any]:
        table = _table(Change)
        return self._rows(table, table.c.subject == "contacts", table.c.subject_id == contact_id)

    def _contacts(self) -> Sequence[Contact]:
        every = select_records(Contact).where(col(Contact.partnership_id) == self._partnership_id)
        return self._session.exec(every).all()

    def _clean_memory(self, contact_id: int) -> None:
        table = _table(ImportedRow)
        for row in self._rows(table, table.c.subject == "contacts", table.c.subject_id == contact_id):
            self._write(table, row, {"fields": {FORGOTTEN: True}})

    def _clean(self, table: Table, words: Words) -> None:
        """Every text of a table, within JSON too."""
        names = [each.name for each in table.columns]
        for row in self._rows(table) if words else ():
            held = {name: getattr(row, name) for name in names}
            cleaned = {name: _cleaned(value, words) for name, value in held.items()}
            changed = {name: value for name, value in cleaned.items() if value != held[name]}
            if changed:
                self._write(table, row, changed)

    def _rows(self, table: Table, *conditions: Any) -> Iterable[Any]:
        own = table.c.partnership_id == self._partnership_id
        return self._session.connection().execute(select(table).where(own, *conditions)).all()

    def _write(self, table: Table, row: Any, values: Mapping[str, Any]) -> None:
        this = (each == getattr(row, each.name) for each in table.primary_key)
        self._session.connection().execute(update(table).where(*this).values(**values))


def _table(record: type[SQLModel]) -> Table:
    return SQLModel.metadata.tables[str(record.__tablename__)]


def _emptied(field: str, value: Any) -> Any:
    """A value of the history without what is personal; what was not there stays away."""
    if field != "*":
        return _DETAILS[field] if value is not None else None
    if not isinstance(value, dict):
        return value
    held = {name: _DETAILS[name] for name in value.keys() & _DETAILS.keys() if value[name] is not None}
    return {**value, **held}


def _cleaned(value: Any, words: Words) -> Any:
    if isinstance(value, dict):
        return {name: _cleaned(each, words) for name, each in value.items()}
    if isinstance(value, list):
        return [_cleaned(each, words) for each in value]
    if not isinstance(value, str):
        return value
    for pattern, instead in words:
        value = pattern.sub(instead, value)
    return value
