"""Somebody of a small town who keeps its register by forms, as the tests of keeping do."""

from typing import Any

from bot.rules.keeping import KeptRow, Refused, RowForm
from bot.rules.keeping_entries import Entry, Filled, Names
from bot.services.keep_subject import Keeping, keep
from bot.services.read_row_form import Wanted, read_row_form
from storage.records import Contact, Owned
from storage.unit_of_work import reading
from tests.builders import RegisterBuilder


class Keeper:
    """Somebody keeping the register of a small town."""

    def __init__(self, register: RegisterBuilder, contact: Contact) -> None:
        self.register = register
        self.contact = contact
        self._sent = 0

    def form(self, table: str, row_id: int | None = None, **more: Any) -> Any:
        person = self.register.person(self.contact)
        wanted = Wanted(table, row_id, **more)
        return read_row_form(self.register.database, self.register.ways, person, wanted, self.register.at)

    def keeps(
        self, table: str, filled: Filled, row_id: int | None = None, key: str = "", **more: Any
    ) -> KeptRow | Refused:
        self._sent += 1
        keeping = Keeping(table, filled, key or f"form {id(self)} {self._sent}", row_id, **more)
        person = self.register.person(self.contact)
        return keep(self.register.database, self.register.ways, person, keeping, self.register.at)

    def edits(
        self, table: str, row_id: int, why: str | None = None, **entries: Entry | Names
    ) -> KeptRow | Refused:
        """Open the row's form, change these fields and send all of it."""
        form = self.form(table, row_id, is_full=True)
        assert isinstance(form, RowForm)
        filled: dict[str, Entry | Names] = {each.name: form.entries[each.name] for each in form.fields}
        return self.keeps(table, filled | entries, row_id, stamp=form.stamp, why=why)

    def added(self, table: str, **filled: Entry | Names) -> int:
        outcome = self.keeps(table, filled)
        assert isinstance(outcome, KeptRow), outcome
        return outcome.row_id

    def rows(self, record: type[Owned], **equal: Any) -> list[dict[str, Any]]:
        with reading(self.register.database) as look:
            return look.register(self.register.id).subjects.values(record, **equal)

    def one(self, record: type[Owned], row_id: int) -> dict[str, Any]:
        (row,) = [row for row in self.rows(record) if row["id"] == row_id]
        return row


def other(clerk: Keeper, name: str = "Ailsa", **fields: Any) -> Keeper:
    """Somebody else of the same town."""
    return Keeper(clerk.register, clerk.register.contact(name, f"U{name}", **fields))
