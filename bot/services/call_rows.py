"""What rows are called: names loaded as they are needed, those they hang on first."""

from collections.abc import Collection, Iterable, Sequence

from bot.rules.subjects import BY_TABLE, Kind, Subject
from bot.rules.subjects.calling import Values, call
from storage.repositories import Register

Found = dict[tuple[str, int], str]

_CALLED_AFTER = {
    "contacts": ("body_id",),
    "meetings": ("group_id",),
    "roles": ("group_id", "priority_id"),
}


class Called:
    """The names of a register's rows, asked for once a table and id."""

    def __init__(self, register: Register) -> None:
        self._register = register
        self.names: Found = {}

    def load(self, table: str, ids: Collection[int] | None = None) -> Found:
        """Have the names of these rows, or of a whole table."""
        missing = None if ids is None else {each for each in ids if (table, each) not in self.names}
        if missing is None or missing:
            subject = BY_TABLE[table]
            self.take(subject, self._register.subjects.values(subject.record, missing))
        return self.names

    def take(self, subject: Subject, rows: Collection[Values]) -> Found:
        """Have the names of rows already read."""
        for name in (*_CALLED_AFTER.get(subject.table, ()), *_titles(subject)):
            self.load(subject.field(name).of, {row[name] for row in rows if row.get(name)})
        for row in rows:
            self.names[subject.table, row["id"]] = call(subject, row, self.names)
        return self.names

    def around(
        self, subject: Subject, rows: Collection[Values], ties: Iterable[tuple[str, int]] = ()
    ) -> Found:
        """Have the names of everything these rows point to; `ties` are (table, id) of what is tied to them."""
        wanted: dict[str, set[int]] = {}
        for field in subject.fields:
            if field.kind is Kind.ONE:
                wanted.setdefault(field.of, set()).update(row[field.name] for row in rows if row[field.name])
        for table, row_id in ties:
            wanted.setdefault(table, set()).add(row_id)
        for table, ids in wanted.items():
            self.load(table, ids)
        return self.names

    def rows(self, subject: Subject, ids: Collection[int]) -> Sequence[Values]:
        """These rows, as values."""
        return self._register.subjects.values(subject.record, ids)

    def one(self, table: str, row_id: int) -> str:
        """The name of one row; empty where there is none."""
        return self.load(table, [row_id]).get((table, row_id), "")


def _titles(subject: Subject) -> tuple[str, ...]:
    return tuple(name for name in subject.title if subject.field(name).kind is Kind.ONE)
