"""What happened to one thing of the register, told in the order it happened: pure, over changes as they are kept.

What may live here: following a row through its changes, and putting together what was done at once. Whose rows are
asked about, and what they are called, is read by a service; how it is worded is a view's.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import Enum, auto
from typing import Any

from bot.rules.paging import Page
from bot.rules.subjects import BY_TABLE, SUBJECTS, WHEN_COLUMNS, Field, Kind, Subject
from bot.rules.subjects.wording import Terms
from storage.records import Change, MilestoneMove, Update

Values = Mapping[str, Any]
Row = tuple[str, int]
"""A row by its table and id."""


class What(Enum):
    """What happened to a row."""

    ADDED = auto()
    CHANGED = auto()
    TAKEN_AWAY = auto()


@dataclass(frozen=True, slots=True)
class Told:
    """What one piece of work did to a row: the row before and after it, and which columns it changed."""

    table: str
    row_id: int
    what: What
    before: Values
    after: Values
    columns: frozenset[str] = frozenset()
    moves: tuple[MilestoneMove, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """What was done at once: when, by whom in words, why if it was said, and what was said with it.

    `written_at` is when it was written down, where that was another time.
    """

    at: datetime
    by: str
    why: str | None
    update: Update | None = None
    told: tuple[Told, ...] = ()
    written_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Names:
    """What rows were called, by the instant since when; the first name is of before every instant."""

    known: Mapping[Row, Sequence[tuple[datetime | None, str]]]

    def at(self, instant: datetime) -> dict[Row, str]:
        """What every row was called at an instant."""
        return {row: self._of(names, instant) for row, names in self.known.items()}

    def _of(self, names: Sequence[tuple[datetime | None, str]], instant: datetime) -> str:
        return next(name for since, name in reversed(names) if since is None or since <= instant)


@dataclass(frozen=True, slots=True)
class HistoryPage:
    """A page of what happened to one row, newest first; `name` is what it is called now."""

    subject: Subject
    row_id: int
    name: str
    terms: Terms
    page: Page
    entries: tuple[Entry, ...]
    names: Names


# -- what belongs to a subject

_ALSO = {"groups": {"roles": ("group_id",)}, "priorities": {"roles": ("priority_id",)}}
"""What is told of a subject besides what is part of it."""


def columns_about(table: str) -> dict[str, tuple[str, ...]]:
    """The tables whose rows are told with a row of this one, and their columns that say which it is."""
    found: dict[str, tuple[str, ...]] = {}
    for subject in SUBJECTS:
        names = [each.name for each in subject.fields if each.kind is Kind.ONE and each.of == table]
        belongs = names if table == "actions" else [name for name in names if name == subject.parent]
        if belongs and subject.table != table:
            found[subject.table] = tuple(belongs)
    for each in BY_TABLE[table].fields:
        if each.tie is not None:
            found[str(each.tie.record.__tablename__)] = (each.tie.own,)
    return found | _ALSO.get(table, {})


def tied_by(table: str, tie_table: str, values: Values) -> Field | None:
    """The field of a subject that a row of the table between is a tie of."""
    for each in BY_TABLE[table].fields:
        tie = each.tie
        if tie is None or str(tie.record.__tablename__) != tie_table:
            continue
        if all(values.get(name) == value for name, value in tie.fixed.items()):
            return each
    return None


# -- following rows


def follow(changes: Iterable[Change]) -> Iterator[tuple[Change, Told]]:
    """Each change with what the row was before and after it, oldest first. An id may have been a row's before."""
    rows: dict[Row, dict[str, Any]] = {}
    for change in changes:
        row = (change.subject, change.subject_id)
        before = dict(rows.get(row, {}))
        if change.field != "*":
            rows[row] = {**before, change.field: typed(change.field, change.subject, change.after)}
            before[change.field] = typed(change.field, change.subject, change.before)
            what, columns = What.CHANGED, frozenset((change.field,))
        elif change.before is None:
            rows[row] = typed_row(change.subject, change.after or {})
            what, columns, before = What.ADDED, frozenset(), {}
        else:
            before = typed_row(change.subject, change.before)
            rows.pop(row, None)
            what, columns = What.TAKEN_AWAY, frozenset()
        yield change, Told(*row, what, before, rows.get(row, {}), columns)


def typed_row(table: str, values: Values) -> dict[str, Any]:
    """A row as the history keeps it, its days as days."""
    return {name: typed(name, table, value) for name, value in values.items()}


def typed(column: str, table: str, value: Any) -> Any:
    """A value as the history keeps it: days and instants come back from their ISO form."""
    if column.endswith("_at") and isinstance(value, str):
        return datetime.fromisoformat(value)
    subject = BY_TABLE.get(table)
    days = {each.name for each in subject.fields if each.kind is Kind.DAY} if subject else set()
    is_day = column in days or column in WHEN_COLUMNS[:2]
    return date.fromisoformat(value) if is_day and isinstance(value, str) else value


def is_about(told: Told, columns: Collection[str], row_id: int) -> bool:
    """Whether a row points, or pointed, at the one that is asked about."""
    return any(values.get(name) == row_id for values in (told.before, told.after) for name in columns)


# -- putting together what was done at once


@dataclass(slots=True)
class _Work:
    """Changes made at once, as they come in."""

    at: datetime
    by: str
    why: str | None
    update: Update | None = None
    written_at: datetime | None = None
    order: int = 0
    told: dict[Row, Told] = field(default_factory=dict)
    finished: list[Told] = field(default_factory=list)

    def take(self, told: Told) -> None:
        """One more change; of the same row it is one with those before it."""
        row = (told.table, told.row_id)
        first = self.told.get(row)
        if first is None or told.what is not What.CHANGED or first.what is What.TAKEN_AWAY:
            if first is not None:
                self.finished.append(first)
            self.told[row] = told
            return
        before = first.before if first.what is What.ADDED else {**told.before, **_of(first)}
        self.told[row] = Told(*row, first.what, before, told.after, first.columns | told.columns)

    def entry(self) -> Entry:
        """All of it."""
        told = (*self.finished, *self.told.values())
        return Entry(self.at, self.by, self.why, self.update, told, self.written_at)


def _of(told: Told) -> dict[str, Any]:
    return {name: told.before.get(name) for name in told.columns}


def entries_of(
    changes: Iterable[tuple[Change, Told]],
    updates: Iterable[Update],
    moves: Sequence[MilestoneMove],
    written: Mapping[int, datetime],
    posts: Mapping[int, str],
) -> list[Entry]:
    """Everything that was done, newest first.

    `written` is when an update was written down where that was not when it was said, `posts` is what contacts are
    called.
    """
    works: dict[object, _Work] = {}
    for update in updates:
        works[update.id] = _Work(update.at, update.by, None, update, written.get(update.id or 0))
    for order, (change, told) in enumerate(changes, start=1):
        key = change.update_id if change.update_id in works else (change.at, change.by, change.why)
        work = works.setdefault(key, _Work(change.at, change.by, change.why))
        work.order = order
        work.take(told)
    found = sorted(works.values(), key=lambda work: (work.at, work.order), reverse=True)
    return _with_moves([work.entry() for work in found], moves, posts)


def _with_moves(
    entries: Sequence[Entry], moves: Sequence[MilestoneMove], posts: Mapping[int, str]
) -> list[Entry]:
    """Re-datings beside the change each of them is; one that was listed in a file is told by itself."""
    used: set[int | None] = set()
    found = []
    for entry in entries:
        told = []
        for each in entry.told:
            mine = tuple(
                move
                for move in moves
                if each.table == "milestones"
                and (move.milestone_id, move.moved_at) == (each.row_id, entry.at)
            )
            used |= {move.id for move in mine}
            told.append(Told(each.table, each.row_id, each.what, each.before, each.after, each.columns, mine))
        found.append(Entry(entry.at, entry.by, entry.why, entry.update, tuple(told), entry.written_at))
    for move in moves:
        if move.id not in used:
            alone = Told("milestones", move.milestone_id, What.CHANGED, {}, {}, frozenset(), (move,))
            found.append(Entry(move.moved_at, posts.get(move.contact_id or 0, ""), None, None, (alone,)))
    return sorted(found, key=lambda entry: entry.at, reverse=True)
