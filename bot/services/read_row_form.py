"""Read what a form is made from: a row as it stands, or an empty one, and the rows its fields may point to."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from bot.rules.keeping import MOST_OPTIONS, Gone, NotTheirs, RowForm, editable, fits, shown_fields, stamp_of
from bot.rules.keeping_entries import Entry, Option, entries_of
from bot.rules.permission import ALL, Kept
from bot.rules.subjects import BY_TABLE, Field, Kind, Subject
from bot.rules.subjects.calling import Values
from bot.rules.subjects.wording import Terms
from bot.rules.ways import Ways
from bot.services.call_rows import Called
from bot.services.keep_standing import addable, kept_by, who_keeps
from bot.services.who_may import support_of
from storage.engine import Database
from storage.records.glance import Person
from storage.repositories import Register
from storage.unit_of_work import reading


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which form: of a row, or with no `row_id` of a new one, begun with what is `given`; which of its fields.

    `keeping` is what was typed already, where the form is shown again.
    """

    table: str
    row_id: int | None = None
    given: Mapping[str, Entry] = field(default_factory=dict)
    is_full: bool = False
    only: tuple[str, ...] = ()
    keeping: Mapping[str, Entry] = field(default_factory=dict)
    typed: Mapping[str, str] = field(default_factory=dict)
    stamp: str = ""


def read_row_form(
    database: Database, ways: Ways, person: Person, wanted: Wanted, at: datetime
) -> RowForm | NotTheirs | Gone:
    """The form, where the person may keep any of it."""
    subject = BY_TABLE[wanted.table]
    with reading(database) as look:
        register = look.register(person.partnership_id)
        values: Values = {}
        ties: dict[str, list[int]] = {}
        kept: Kept = ALL
        if wanted.row_id is not None:
            row = register.subjects.one(subject.record, wanted.row_id)
            if row is None:
                return Gone()
            values, ties = row, ties_of(register, subject, wanted.row_id)
            kept = kept_by(register, person, subject, values, ties)
        elif subject not in addable(register, person):
            kept = frozenset()
        if not kept:
            return NotTheirs(subject, who_keeps(subject), support_of(register))
        return _row_form(register, ways, subject, wanted, values, ties, kept, ways.day_of(at))


def _row_form(
    register: Register,
    ways: Ways,
    subject: Subject,
    wanted: Wanted,
    values: Values,
    ties: Mapping[str, Sequence[int]],
    kept: Kept,
    today: date,
) -> RowForm:
    stands = entries_of(editable(subject), values, ties)
    entries = {**stands, **wanted.given, **wanted.keeping}
    chosen = shown_fields(subject, wanted.is_full, kept, wanted.only, wanted.given)
    left = tuple(each for each in chosen if not fits(each, entries[each.name]))
    fields = tuple(each for each in chosen if each not in left)
    called = Called(register)
    options = options_for(register, called, fields, entries, today)
    fields = tuple(each for each in fields if each.required or options.get(each.name) != ())
    names = {
        each.name: _named(called, each, entries[each.name])
        for each in fields
        if options.get(each.name, ()) is None
    }
    if wanted.row_id is not None:
        called.take(subject, [values])
    every = shown_fields(subject, True, kept)
    return RowForm(
        subject=subject,
        terms=Terms.of(ways.partnership),
        row_id=wanted.row_id,
        name=called.names.get((subject.table, wanted.row_id or 0)),
        fields=fields,
        entries=entries,
        stamp=wanted.stamp or stamp_of(subject, stands),
        options=options,
        typed=names | dict(wanted.typed),
        left=left,
        has_more=not wanted.only and len(every) > len(chosen),
        is_full=wanted.is_full,
        only=wanted.only,
    )


def ties_of(register: Register, subject: Subject, row_id: int) -> dict[str, list[int]]:
    """The ids each MANY field of a row is tied to, in order."""
    return {
        each.name: [
            other
            for _, other in register.subjects.tied(
                each.tie.record, each.tie.own, each.tie.other, each.tie.fixed, [row_id]
            )
        ]
        for each in subject.fields
        if each.tie is not None
    }


def options_for(
    register: Register, called: Called, fields: Iterable[Field], entries: Mapping[str, Entry], today: date
) -> dict[str, tuple[Option, ...] | None]:
    """The rows each field may point to, past ones left out unless they stand there; None for too many."""
    found: dict[str, tuple[Option, ...] | None] = {}
    tables: dict[str, list[tuple[Option, bool]] | None] = {}
    for each in fields:
        if not each.of:
            continue
        if each.of not in tables:
            tables[each.of] = _rows(register, called, each.of, today)
        rows = tables[each.of]
        standing = entries.get(each.name, "")
        stand = set(standing if isinstance(standing, tuple) else (standing,))
        offered = [row for row, past in rows or () if not past or str(row.id) in stand]
        found[each.name] = tuple(offered) if rows is not None and len(offered) <= MOST_OPTIONS else None
    return found


def _rows(register: Register, called: Called, table: str, today: date) -> list[tuple[Option, bool]] | None:
    """Every row with whether it is past; None where they are too many by far to look through."""
    subject = BY_TABLE[table]
    if register.subjects.count(subject.record) > 10 * MOST_OPTIONS:
        return None
    rows = register.subjects.values(subject.record)
    return [
        (option, _is_left_out(register, subject, row, today))
        for option, row in zip(options_of(called, subject, rows), rows, strict=True)
    ]


def _is_left_out(register: Register, subject: Subject, row: Values, today: date) -> bool:
    """What is past is not offered, save meetings that were held: what was decided is entered afterwards."""
    if subject.table == "meetings" and str(row.get("state")) == "held":
        return False
    return is_past(register, subject, row, today)


def options_of(called: Called, subject: Subject, rows: Sequence[Values]) -> list[Option]:
    """Rows as they are offered: a contact by name first, since that is whom people look for."""
    names = called.take(subject, rows)
    return [Option(row["id"], _offered(subject, row, names[subject.table, row["id"]])) for row in rows]


def _offered(subject: Subject, row: Values, name: str) -> str:
    personal = row.get("name") if subject.table == "contacts" else None
    return f"{personal}, {name}" if personal and personal != name else name


def is_past(register: Register, subject: Subject, row: Values, today: date) -> bool:
    """Whether a row is left out of lists: it is over, has ended, or is of a set of priorities that was replaced."""
    if subject.over is not None and str(row.get(subject.over[0])).casefold() in subject.over[1]:
        return True
    if subject.table == "priorities":
        replaced = register.subjects.one(BY_TABLE["priority_sets"].record, row["priority_set_id"]) or {}
        return bool(replaced.get("replaced_by_id") or replaced.get("replaced_on"))
    ended = row.get(subject.ended) if subject.ended else None
    if isinstance(ended, datetime):
        return True
    return isinstance(ended, date) and (subject.ended == "met_on" or ended < today)


def _named(called: Called, each: Field, entry: Entry) -> str:
    """The names that stand in a field whose rows are too many to choose from, a line each."""
    ids = entry if isinstance(entry, tuple) else (entry,)
    wanted = [int(row_id) for row_id in ids if row_id.isdigit()]
    subject = BY_TABLE[each.of]
    rows = called.rows(subject, wanted)
    names = {option.id: option.name for option in options_of(called, subject, rows)}
    return "\n".join(names[row_id] for row_id in wanted if row_id in names)


def all_options(register: Register, called: Called, fields: Iterable[Field]) -> dict[str, list[Option]]:
    """Every row of each table these fields point to: what a form that was sent is read against."""
    found: dict[str, list[Option]] = {}
    for each in fields:
        if each.of and each.of not in found and each.kind in (Kind.ONE, Kind.MANY):
            subject = BY_TABLE[each.of]
            found[each.of] = options_of(called, subject, register.subjects.values(subject.record))
    return found
