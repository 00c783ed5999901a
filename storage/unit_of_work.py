"""Reading and writing, each in one transaction; a write is thrown away unless it is committed.

History is written here, on flush, so that no service can forget it. No query lives here.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pydantic_core import to_jsonable_python
from sqlalchemy import Engine, event, insert, inspect
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, SQLModel

from storage.engine import Database, answering
from storage.records import (
    Change,
    DigestHold,
    DigestNote,
    DigestSnapshot,
    ImportedRow,
    Line,
    MilestoneMove,
    Outbox,
    Owned,
    Partnership,
    Question,
    SheetMapping,
    Slot,
    Snooze,
    Submission,
    Update,
)
from storage.repositories import Everywhere, Register
from storage.repositories.base import CREATED

UNRECORDED: tuple[type[SQLModel], ...] = (
    Change,
    DigestHold,
    DigestNote,
    DigestSnapshot,
    ImportedRow,
    Line,
    MilestoneMove,
    Outbox,
    Question,
    SheetMapping,
    Slot,
    Snooze,
    Submission,
    Update,
)
"""Rows with no history of their own: they are append-only history themselves, or the machinery of sending."""

APPEND_ONLY: tuple[type[SQLModel], ...] = (Change, DigestHold, DigestNote, MilestoneMove, Snooze, Update)
"""Rows that are never written over nor taken away: what was said stays as it was said."""

INSTANTS: dict[type[SQLModel], str] = {
    DigestHold: "at",
    DigestNote: "at",
    DigestSnapshot: "as_of",
    MilestoneMove: "moved_at",
    Question: "at",
    Snooze: "at",
    Update: "at",
}
"""What has no history of its own, and the column that says when it was said. Usually that is when it was written; where
it is not, one change of the field `*` keeps when it was."""

DERIVED_FIELDS = frozenset({"latest_update_id", "heard_at", "version"})
"""Fields that follow from rows already kept."""


UNIQUE_VIOLATION = ("SQLITE_CONSTRAINT_UNIQUE", "SQLITE_CONSTRAINT_PRIMARYKEY", "23505")
"""How the two databases call it."""


class DuplicateError(Exception):
    """A row with the same unique key is already there: somebody was first. Nothing was written."""


@dataclass(frozen=True)
class Author:
    """Whom a change is put down to: a contact, or in words whoever ran the command line.

    `why` if it was said.
    """

    contact_id: int | None
    by: str
    why: str | None = None


class Reading:
    """A look at the database as it stands at one moment."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self.everywhere = Everywhere(session)

    def register(self, partnership_id: int) -> Register:
        """The register of one partnership; nothing reached through it belongs to another."""
        return Register(self._session, partnership_id)


class Work(Reading):
    """One piece of work. What is added or changed is written together, with its history, by `commit`."""

    def flush(self) -> None:
        """Write what is there so far, still uncommitted, so that new rows have their ids."""
        self._session.flush()

    def because_of(self, update_id: int) -> None:
        """From here on, what changes is put down to this update."""
        self._session.info["update_id"] = update_id

    def commit(self) -> None:
        """Keep it all. After this nothing of the work can be lost."""
        self._session.commit()


@contextmanager
def reading(database: Database) -> Iterator[Reading]:
    """A read-only transaction. Raises `BusyError` where the database does not answer in time."""
    with _translated(), _session(database.readers) as session:
        yield Reading(session)


@contextmanager
def working(database: Database, author: Author, at: datetime) -> Iterator[Work]:
    """A transaction that is rolled back unless `commit` is called.

    `author` and `at` are what the history will say. Raises `BusyError` when a lock is not had within
    `LOCK_SECONDS`, `DuplicateError` when a unique key was taken meanwhile.
    """
    with _translated(), database.writer_turn(), _session(database.writers, _Writing) as session:
        session.info["author"] = author
        session.info["at"] = at
        session.info[CREATED] = _write_created
        yield Work(session)


class _Writing(Session):
    """A session whose every flush keeps the history; see the listeners at the end of this module."""


@contextmanager
def _session(engine: Engine, kind: type[Session] = Session) -> Iterator[Session]:
    with kind(engine, expire_on_commit=False, autoflush=False) as session:
        yield session


@contextmanager
def _translated() -> Iterator[None]:
    """The database's exceptions, said in this project's own."""
    try:
        with answering():
            yield
    except IntegrityError as error:
        if not _is_duplicate(error):
            raise
        # PostgreSQL's own words quote the key, and so whatever was typed into it.
        raise DuplicateError("a unique key was taken already") from None


def _is_duplicate(error: IntegrityError) -> bool:
    """Whether a unique key was taken, and not a foreign key or a check broken: that is a fault of ours."""
    names = (getattr(error.orig, "sqlite_errorname", None), getattr(error.orig, "sqlstate", None))
    return any(name in UNIQUE_VIOLATION for name in names)


def _refuse_rewriting(session: Session, _flush_context: Any, _instances: Any) -> None:
    rewritten = [row for row in session.dirty if isinstance(row, APPEND_ONLY) and session.is_modified(row)]
    taken_away = [row for row in session.deleted if isinstance(row, APPEND_ONLY)]
    for row in (*rewritten, *taken_away):
        raise RuntimeError(f"{type(row).__name__} is append-only: a correction adds a row")


def _write_history(session: Session, _flush_context: Any) -> None:
    changes = [_created(row) for row in session.new if _is_recorded(row)]
    changes += [_told_later(row) for row in session.new if _is_told_later(row, session.info["at"])]
    changes += [change for row in session.dirty if _is_recorded(row) for change in _edited(row)]
    changes += [_taken_away(row) for row in session.deleted if _is_recorded(row)]
    _keep(session, changes)


def _write_created(session: Session, kind: type[Owned], rows: Sequence[tuple[int, dict[str, Any]]]) -> None:
    """The history of rows that were added many at once: what `_created` would have written of each."""
    if issubclass(kind, UNRECORDED):
        raise TypeError(f"{kind.__name__} is added one by one")
    left_out = {"id", "partnership_id", *DERIVED_FIELDS}
    changes = [
        {
            "partnership_id": row["partnership_id"],
            "subject": kind.__tablename__,
            "subject_id": row_id,
            "field": "*",
            "before": None,
            "after": to_jsonable_python({name: value for name, value in row.items() if name not in left_out}),
        }
        for row_id, row in rows
    ]
    _keep(session, changes)


def _keep(session: Session, changes: Sequence[dict[str, Any]]) -> None:
    if not changes:
        return
    author: Author = session.info["author"]
    stamp = {
        "at": session.info["at"],
        "contact_id": author.contact_id,
        "by": author.by,
        "why": author.why,
        "update_id": session.info.get("update_id"),
    }
    session.connection().execute(insert(Change), [change | stamp for change in changes])


def _is_recorded(row: object) -> bool:
    return isinstance(row, (Owned, Partnership)) and not isinstance(row, UNRECORDED)


def _is_told_later(row: Any, at: datetime) -> bool:
    """Whether a row of the append-only kind tells of another instant than it is written at, as an import's do."""
    own = INSTANTS.get(type(row))
    return own is not None and getattr(row, own) != at


def _told_later(row: Any) -> dict[str, Any]:
    """All that has to be kept of it is when it was written: it is never changed."""
    return _about(row) | {"field": "*", "before": None, "after": {}}


def _about(row: Any) -> dict[str, Any]:
    partnership_id = row.id if isinstance(row, Partnership) else row.partnership_id
    return {"partnership_id": partnership_id, "subject": row.__tablename__, "subject_id": row.id}


def _created(row: Any) -> dict[str, Any]:
    return _about(row) | {"field": "*", "before": None, "after": _whole(row)}


def _taken_away(row: Any) -> dict[str, Any]:
    # What was set on the row and never written is not what was there.
    unwritten = {each["field"]: each["before"] for each in _edited(row)}
    return _about(row) | {"field": "*", "before": _whole(row) | unwritten, "after": None}


def _whole(row: Any) -> dict[str, Any]:
    whole: dict[str, Any] = row.model_dump(mode="json", exclude={"id", "partnership_id", *DERIVED_FIELDS})
    return whole


def _edited(row: Any) -> list[dict[str, Any]]:
    changes = []
    for attribute in inspect(row).attrs:
        if attribute.key in DERIVED_FIELDS or not attribute.history.has_changes():
            continue
        before = attribute.history.deleted[0] if attribute.history.deleted else None
        field = {"field": attribute.key, "before": _plain(before), "after": _plain(attribute.value)}
        changes.append(_about(row) | field)
    return changes


def _plain(value: Any) -> Any:
    """A value as JSON can hold it: days and instants in ISO 8601."""
    return value.isoformat() if hasattr(value, "isoformat") else value


event.listen(_Writing, "before_flush", _refuse_rewriting)
event.listen(_Writing, "after_flush", _write_history)
