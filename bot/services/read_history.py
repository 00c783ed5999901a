"""Read what happened to one row of the register: its own changes, and those of what belongs to it.

Whoever is in the partnership may read it: partners see what each other said, and an auditor who changed what. What is
private of a contact is told as changed, never as what it was (the view leaves it out); questions put in private and
snoozes are no part of it.
"""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime

from bot.rules.history import (
    Entry,
    HistoryPage,
    Names,
    Row,
    Told,
    columns_about,
    entries_of,
    follow,
    is_about,
    tied_by,
    typed,
    typed_row,
)
from bot.rules.paging import page_of
from bot.rules.subjects import BY_TABLE, Kind
from bot.rules.subjects.calling import Values, call
from bot.rules.subjects.wording import Terms
from bot.rules.ways import Ways
from bot.services.call_rows import Called
from storage.engine import Database
from storage.records import Change, MilestoneMove, Update
from storage.records.glance import Person
from storage.repositories import Register
from storage.unit_of_work import reading

PER_PAGE = 8

GONE = "something no longer here"


def read_history(
    database: Database,
    ways: Ways,
    person: Person,
    table: str,
    row_id: int,
    page: int,
    until: datetime | None = None,
) -> HistoryPage | None:
    """A page of what happened to a row, newest first, `until` an instant; None where there is none of this id."""
    subject = BY_TABLE[table]
    with reading(database) as look:
        register = look.register(person.partnership_id)
        if register.subjects.one(subject.record, row_id) is None:
            return None
        called = Called(register)
        entries = [
            entry for entry in _entries(register, called, table, row_id) if until is None or entry.at <= until
        ]
        shown = page_of(page, len(entries), PER_PAGE)
        part = tuple(entries[shown.offset : shown.last])
        return HistoryPage(
            subject=subject,
            row_id=row_id,
            name=called.one(table, row_id),
            terms=Terms.of(ways.partnership),
            page=shown,
            entries=part,
            names=_names(register, called, _named_in(part, table) | {(table, row_id)}),
        )


def _entries(register: Register, called: Called, table: str, row_id: int) -> list[Entry]:
    columns = columns_about(table)
    rows = register.history.ever_with(columns, row_id) if columns else {}
    changes = register.history.of_rows({**rows, table: {row_id}})
    told = [
        (change, each)
        for change, each in follow(changes)
        if (each.table, each.row_id) == (table, row_id) or is_about(each, columns.get(each.table, ()), row_id)
    ]
    updates = register.updates.latest(row_id, limit=None) if table == "actions" else ()
    moves = _moves(register, rows.get("milestones", set()) if table != "milestones" else {row_id})
    posts = {each.contact_id: called.one("contacts", each.contact_id) for each in moves if each.contact_id}
    return entries_of(told, updates, moves, _written(register, updates), posts)


def _moves(register: Register, milestone_ids: Collection[int]) -> Sequence[MilestoneMove]:
    if not milestone_ids:
        return ()
    return [each for each in register.rows.all(MilestoneMove) if each.milestone_id in milestone_ids]


def _written(register: Register, updates: Iterable[Update]) -> dict[int, datetime]:
    """When updates were written down that were said at another time."""
    changes = register.history.of_rows({"updates": [each.id for each in updates if each.id is not None]})
    return {change.subject_id: change.at for change in changes}


# -- what rows were called


def _named_in(entries: Iterable[Entry], about: str) -> set[Row]:
    """Every row that is mentioned."""
    found: set[Row] = set()
    for told in (each for entry in entries for each in entry.told):
        found |= _mentioned(told, about)
    return found


def _mentioned(told: Told, about: str) -> set[Row]:
    found: set[Row] = set()
    subject = BY_TABLE.get(told.table)
    if subject is not None:
        found.add((told.table, told.row_id))
        ones = [each for each in subject.fields if each.kind is Kind.ONE]
        for values in (told.before, told.after):
            found |= {(each.of, values[each.name]) for each in ones if values.get(each.name)}
    for values in (told.before, told.after):
        tied = tied_by(about, told.table, values) if values else None
        if tied is not None and tied.tie is not None:
            found.add((tied.of, values[tied.tie.other]))
    return found


def _names(register: Register, called: Called, wanted: set[Row]) -> Names:
    """What these rows were called, now and before."""
    by_table: dict[str, set[int]] = {}
    for table, row_id in wanted:
        by_table.setdefault(table, set()).add(row_id)
    changes: dict[Row, list[Change]] = {}
    for change in register.history.of_rows(by_table):
        changes.setdefault((change.subject, change.subject_id), []).append(change)
    held = {table: called.rows(BY_TABLE[table], ids) for table, ids in by_table.items()}
    for table, rows in held.items():
        called.take(BY_TABLE[table], rows)
    now = {(table, row["id"]): row for table, rows in held.items() for row in rows}
    # Of what was taken away the name hangs on others' too, so those are known before it is asked for.
    known = {row: _over_time(called, row[0], now.get(row), changes.get(row, [])) for row in wanted}
    return Names(known)


def _over_time(
    called: Called, table: str, now: Values | None, changes: Sequence[Change]
) -> list[tuple[datetime | None, str]]:
    """A row's names, oldest first: from what it is called now back through what changed of it."""
    subject = BY_TABLE[table]
    values = now
    names: list[tuple[datetime | None, str]] = []
    for change in reversed(changes):
        if change.field == "*" and change.before is not None:
            values = typed_row(table, change.before)
        elif values is not None:
            names.append((change.at, call(subject, values, called.names)))
            if change.field in values:
                values = {**values, change.field: typed(change.field, table, change.before)}
    names.append((None, call(subject, values, called.names) if values else GONE))
    return names[::-1]
