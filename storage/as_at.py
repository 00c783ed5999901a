"""A partnership's register as it stood at an instant, rebuilt from the same rows and their history.

What may live here: the rebuilding alone. It reads rows past their records, because a copy of a whole register has to be
there before a person has waited long; what a column is called stands in the records.

*As it stood* is what the register held at that instant, which is what an auditor asks: a conversation of June that was
written down in July is not there in June. What an import brought in was said earlier than it was held, so rows that
only ever say when they were said have one more change in the history that says when they were written (see
`unit_of_work.INSTANTS`). Rows from before that was kept count from the day they speak of, and from the day their action
was there at the earliest.

- Rows with a history are the rows of now, every later change undone: what was added is left out, what was taken away is
  put back, what was changed is set back.
- Rows without one are never changed: they are cut at their instant. A question's answer is cut at its own.
- What follows from other rows is worked out again: which update of an action stands, when it was heard of. An action's
  `version` only counts, for forms to compare; it stays what it is now, since a copy takes no form.
- Messages are there as far as questions are told by them, without what was in them and without what the clock had still
  to say; what the machine keeps for itself (`LEFT_OUT`) is not.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    Connection,
    Table,
    bindparam,
    delete,
    insert,
    select,
    update,
)
from sqlalchemy.schema import CreateIndex, CreateTable
from sqlmodel import SQLModel

from storage.copying import (
    SQLITE,
    Later,
    Laters,
    NotBegun,
    Source,
    TooLarge,
    kept,
    kept_instant,
    raw,
)
from storage.engine import Database, answering
from storage.records import ImportedRow, SheetMapping, Slot, Submission, Workspace
from storage.standing import MIDDAY, Said, standing_after
from storage.unit_of_work import INSTANTS

LEFT_OUT = frozenset(
    str(kind.__tablename__) for kind in (ImportedRow, SheetMapping, Slot, Submission, Workspace)
)
"""Tables of the machine: no list, no action and no digest shows anything of them."""

IN_MEMORY = "sqlite://"

__all__ = ["AT_ONCE", "LEFT_OUT", "NotBegun", "TooLarge", "as_at"]


AT_ONCE = {True: 500_000, False: 150_000}
"""How many updates and changes there may be for a copy that is made while somebody waits, on two cores at rest within
two seconds: of a SQLite file, and of any other database, whose rows come one by one."""


@contextmanager
def as_at(
    database: Database, partnership_id: int, instant: datetime, most: int | None = None
) -> Iterator[Database]:
    """A database in memory that holds this partnership as it stood at the end of an instant, and nothing can write.

    Every repository and service that reads works on it as on any other. It is gone when this is left. Raises `NotBegun`
    for an instant before the partnership was there, `TooLarge` where there are more than `most` updates and changes
    (`AT_ONCE`, if it is not said), `BusyError` where the database does not answer.
    """
    copy = Database(IN_MEMORY)
    try:
        with answering():
            _build(database, copy, partnership_id, instant, most)
        yield copy
    finally:
        copy.close()


def _build(
    database: Database, copy: Database, partnership_id: int, instant: datetime, most: int | None
) -> None:
    driver: Any = copy.readers.raw_connection().driver_connection
    driver.executescript(_tables())
    # Rows come in any order; that they fit each other in the end is what the tests of this look at.
    driver.execute("PRAGMA foreign_keys=OFF")
    file = (database.readers.url.database if database.is_sqlite else None) or None
    if file:
        driver.execute("ATTACH ? AS source", (file,))
    with (
        copy.readers.begin() as target,
        _source(database, target, file is not None, partnership_id) as source,
    ):
        source.check(instant, AT_ONCE[file is not None] if most is None else most)
        _Copy(target, kept_instant(instant), partnership_id).fill(source, source.later(instant))
    driver.executescript(_indexes())
    if file:
        driver.execute("DETACH source")
    driver.execute("PRAGMA query_only=ON")


@contextmanager
def _source(
    database: Database, target: Connection, attached: bool, partnership_id: int
) -> Iterator["Source"]:
    """What is copied from, at one moment: a file is read by SQLite itself, which is several times faster."""
    if attached:
        there = target.execution_options(schema_translate_map={None: "source"})
        yield Source(there, True, partnership_id, attached)
        return
    with database.readers.begin() as connection:
        yield Source(connection, database.is_sqlite, partnership_id)


def _copied() -> list[Table]:
    return [table for table in SQLModel.metadata.sorted_tables if table.name not in LEFT_OUT]


@lru_cache(maxsize=1)
def _tables() -> str:
    tables = SQLModel.metadata.sorted_tables
    return ";".join(str(CreateTable(each).compile(dialect=SQLITE)) for each in tables)


@lru_cache(maxsize=1)
def _indexes() -> str:
    indexes = (index for table in _copied() for index in table.indexes)
    return ";".join(str(CreateIndex(each).compile(dialect=SQLITE)) for each in indexes)


# -- the copy

_OWN_INSTANTS = {str(kind.__tablename__): name for kind, name in INSTANTS.items()}


@dataclass
class _Copy:
    """The database in memory while it is made. `then` is the instant as SQLite keeps it."""

    connection: Connection
    then: str
    partnership_id: int

    def fill(self, source: Source, later: Laters) -> None:
        """Take over every row there is, and undo what came later."""
        for table in _copied():
            source.copy(table, self.connection)
        spoken_of = self._spoken_of_since(later.get("updates", {}))
        for name, instant in _OWN_INSTANTS.items():
            self._cut(name, instant)
        self._cut_machinery()
        for table in _copied():
            self._undo(table, later.get(table.name, {}))
        self._cut_orphans()
        self._work_out_again(spoken_of)

    def _cut(self, name: str, instant: str) -> None:
        """Only what was said by then; of what speaks of a later day, what the history says was written by then."""
        table, changes = _named(name), _named("changes")
        told = (changes.c.subject == name) & (changes.c.field == "*") & (changes.c.at <= self.then)
        written = select(changes.c.subject_id).where(told)
        self._run(delete(table).where(table.c[instant] > self.then, table.c.id.not_in(written)))

    def _cut_orphans(self) -> None:
        """What is older than what it speaks of was brought in with it, before the history said when it was written."""
        for name, column, parent in (
            ("updates", "action_id", "actions"),
            ("milestone_moves", "milestone_id", "milestones"),
        ):
            table, there = _named(name), select(_named(parent).c.id)
            self._run(delete(table).where(table.c[column].not_in(there)))

    def _cut_machinery(self) -> None:
        """History; messages and what they carried; an answer that came later is not given yet."""
        changes, outbox, lines, questions = map(_named, ("changes", "outbox", "lines", "questions"))
        self._run(delete(changes).where(changes.c.at > self.then))
        self._run(delete(outbox).where(outbox.c.created_at > self.then))
        waiting = {"state": "waiting", "sent_at": None, "sent_channel": None, "sent_ts": None}
        self._run(update(outbox).where(outbox.c.sent_at > self.then).values(waiting))
        loose = lines.c.outbox_id.is_(None) | lines.c.outbox_id.not_in(select(outbox.c.id))
        self._run(delete(lines).where(loose))
        late = questions.c.answered_at > self.then
        self._run(update(questions).where(late).values(answer=None, answered_at=None))

    def _undo(self, table: Table, later: Mapping[int, Later]) -> None:
        """What was added is left out, what was taken away is put back, what was changed is set back."""
        then = raw(table)
        not_there = {row_id for row_id, each in later.items() if each.added or each.gone is not None}
        self._many(delete(then).where(then.c.id == bindparam("this")), [{"this": each} for each in not_there])
        there = {row_id: each.was for row_id, each in later.items() if row_id not in not_there}
        for name in {name for was in there.values() for name in was} & set(table.c.keys()):
            back = update(then).where(then.c.id == bindparam("this")).values({name: bindparam("earlier")})
            was = [
                {"this": row_id, "earlier": kept(table.c[name], was[name])}
                for row_id, was in there.items()
                if name in was
            ]
            self._many(back, was)
        gone = [self._held(row_id, each) for row_id, each in later.items() if each.gone is not None]
        rows = [{each.name: kept(each, held.get(each.name)) for each in table.c} for held in gone]
        self._many(insert(then), rows)

    def _held(self, row_id: int, later: Later) -> dict[str, Any]:
        """A row taken away since, as it was."""
        return (later.gone or {}) | later.was | {"id": row_id, "partnership_id": self.partnership_id}

    def _spoken_of_since(self, later: Mapping[int, Later]) -> frozenset[int]:
        """The actions of which something was said that the copy is not going to hold."""
        updates = _named("updates")
        late = self._run(select(updates.c.action_id).where(updates.c.at > self.then)).scalars()
        added = {row_id for row_id, each in later.items() if each.added}
        every = self._run(select(updates.c.id, updates.c.action_id)) if added else ()
        return frozenset(late) | {action_id for update_id, action_id in every if update_id in added}

    def _work_out_again(self, action_ids: frozenset[int]) -> None:
        """Which update of these actions stands, and when they were heard of."""
        updates, actions = _named("updates"), _named("actions")
        columns = [updates.c[name] for name in ("action_id", "said_on", *Said._fields)]
        said: defaultdict[int, list[Said]] = defaultdict(list)
        for action_id, day, *values in (
            self._run(select(*columns).order_by(updates.c.id)) if action_ids else ()
        ):
            if action_id in action_ids:
                one = Said(*values)
                said[action_id].append(one._replace(at=_said_at(one.at, day)))
        stands = {action_id: standing_after(said[action_id]) for action_id in action_ids}
        again: dict[str, Any] = {"latest_update_id": bindparam("standing"), "heard_at": bindparam("hearing")}
        self._many(
            update(actions).where(actions.c.id == bindparam("this")).values(again),
            [
                {"this": action_id, "standing": each.update_id, "hearing": each.heard_at}
                for action_id, each in stands.items()
            ],
        )

    def _run(self, statement: Any) -> Any:
        return self.connection.execute(statement)

    def _many(self, statement: Any, values: list[dict[str, Any]]) -> None:
        if values:
            self.connection.execute(statement, values)


def _said_at(at: str, said_on: str | None) -> str:
    """`said_at` of what SQLite keeps as text."""
    late = said_on is not None and said_on < at[: len(said_on)]
    return f"{said_on} {MIDDAY:%H:%M:%S.%f}" if late else at


def _named(name: str) -> Table:
    return raw(SQLModel.metadata.tables[name])
