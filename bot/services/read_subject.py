"""Read the rows of any subject: a page of a list, one row with what is part of it, and the row that words mean."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from bot.rules.filtering import UNDATED
from bot.rules.group_kinds import WITH_DIGEST
from bot.rules.keeping import REMOVABLE
from bot.rules.keeping_entries import folded, nearest
from bot.rules.keeping_screens import Line, Listed, Meant, OneRow, Parts
from bot.rules.paging import PER_PAGE, page_of
from bot.rules.permission import ALL, is_support
from bot.rules.subjects import BY_TABLE, Field, Kind, Subject
from bot.rules.subjects.calling import Values, say
from bot.rules.subjects.lines import Around, facts, matrix, ordered
from bot.rules.subjects.wording import Terms, in_own_words, label
from bot.rules.ways import Ways
from bot.services.call_rows import Called
from bot.services.keep_specially import ALSO_UNDER
from bot.services.keep_standing import addable, kept_by
from bot.services.read_row_form import is_past, options_of, ties_of
from storage.engine import Database
from storage.records.glance import Person
from storage.repositories import Register
from storage.unit_of_work import reading

EVERYTHING = "all"
"""The word before others that asks for past rows as well."""

MOST_PARTS = 8
_CALLED_AFTER = {
    "actions": ("code", "title"),
    "contacts": ("name", "post", "body_id"),
    "meetings": ("name", "group_id", "when"),
    "roles": ("role", "group_id", "priority_id"),
}
"""The fields a row's name is made of, where they are more than its title: its page need not say them again."""

_PERSONAL = ("phone", "note", "left_on")
"""What of a contact only the support officer reads here."""


def rows(register: Register, subject: Subject, today: date, everything: bool = False) -> list[Values]:
    """The rows of a subject in a reader's order; past ones are left out unless `everything` is wanted."""
    every = ordered(subject, register.subjects.values(subject.record))
    return [row for row in every if everything or not is_past(register, subject, row, today)]


def read_list(
    database: Database, ways: Ways, person: Person, table: str, words: str, page: int, at: datetime
) -> Listed:
    """A page of what the words fit; all rows where there are none."""
    subject, today = BY_TABLE[table], ways.day_of(at)
    everything, wanted = _everything(words)
    with reading(database) as look:
        register = look.register(person.partnership_id)
        called = Called(register)
        every = rows(register, subject, today, everything=True)
        called.take(subject, every)
        fits = _fitting(subject, called, every, wanted)
        past = {row["id"] for row in fits if is_past(register, subject, row, today)}
        shown = [row for row in fits if everything or row["id"] not in past]
        if wanted and not shown and fits:  # what was asked for by name is found, though it is past
            shown, past, everything = fits, set(), True
        turned = page_of(page, len(shown), PER_PAGE)
        part = shown[turned.offset : turned.last]
        near = nearest(wanted, options_of(called, subject, every)) if wanted and not shown else []
        return Listed(
            subject=subject,
            terms=Terms.of(ways.partnership),
            words=wanted,
            everything=everything,
            page=turned,
            lines=tuple(_lines(register, called, subject, part, today)),
            left_out=0 if everything else len(past),
            may_add=subject in addable(register, person),
            near=tuple(dict.fromkeys(near)),
            matrix=matrix(shown, ways.partnership.risk_scale) if table == "risks" else (),
        )


def read_one(
    database: Database, ways: Ways, person: Person, table: str, row_id: int, at: datetime
) -> OneRow | None:
    """One row, whole; None where there is none."""
    subject, today = BY_TABLE[table], ways.day_of(at)
    with reading(database) as look:
        register = look.register(person.partnership_id)
        row = register.subjects.one(subject.record, row_id)
        if row is None:
            return None
        called = Called(register)
        ties = ties_of(register, subject, row_id)
        tied = [(subject.field(name).of, each) for name, ids in ties.items() for each in ids]
        called.around(subject, [row], tied)
        terms = Terms.of(ways.partnership)
        row = in_own_words(table, row, terms)
        (line,) = _lines(register, called, subject, [row], today)
        kept = kept_by(register, person, subject, row, ties)
        open_barrier = table == "barriers" and row["resolved_at"] is None
        return OneRow(
            subject=subject,
            terms=terms,
            row_id=row_id,
            name=line.name,
            fields=tuple(_in_words(subject, row, ties, called, terms, is_support(person))),
            facts=line.facts,
            parts=tuple(_parts(register, person, called, table, row_id, today)),
            may_edit=bool(kept),
            code=row.get("code"),
            may_take_on=open_barrier and bool(kept) and row["owner_id"] != person.contact_id,
            may_confirm=table == "action_bodies" and person.body_id == row["body_id"],
            may_take_away=table in REMOVABLE and kept == ALL,
        )


def find_row(database: Database, ways: Ways, person: Person, table: str, words: str, at: datetime) -> Meant:
    """The one row whose name the words are, or the one they fit."""
    subject = BY_TABLE[table]
    with reading(database) as look:
        register = look.register(person.partnership_id)
        called = Called(register)
        every = rows(register, subject, ways.day_of(at), everything=True)
        offered = options_of(called, subject, every)
        same = [each for each in offered if folded(each.name) == folded(words)]
        if len(same) == 1:
            return Meant(same[0].id)
        fits = _fitting(subject, called, every, words)
        if len(fits) == 1:
            return Meant(fits[0]["id"])
        some = _lines(register, called, subject, fits[:MOST_PARTS], ways.day_of(at))
        return Meant(None, tuple(some), () if fits else tuple(nearest(words, offered)))


def read_addable(database: Database, person: Person) -> tuple[Subject, ...]:
    """Every subject of which the person may add a row."""
    with reading(database) as look:
        return addable(look.register(person.partnership_id), person)


def _everything(words: str) -> tuple[bool, str]:
    first, _, rest = words.strip().partition(" ")
    return (True, rest.strip()) if first.casefold() == EVERYTHING else (False, words.strip())


def _fitting(subject: Subject, called: Called, every: Sequence[Values], words: str) -> list[Values]:
    """Rows whose name, texts or what they point to hold all of the words.

    Where some are called so, those alone. "Undated" are those with no date, nor a meeting to wait for.
    """
    wanted = folded(words).split()
    if UNDATED in wanted and any(each.kind is Kind.WHEN for each in subject.fields):
        every = [row for row in every if row["latest"] is None and row["precision"] != "meeting"]
        wanted.remove(UNDATED)
    if not wanted:
        return list(every)
    named = [row for row in every if _holds(called.names[subject.table, row["id"]], row, (), called, wanted)]
    if named:
        return named
    called.around(subject, every)
    texts = [each for each in subject.fields if each.kind in (Kind.LINE, Kind.TEXT, Kind.LINES, Kind.ONE)]
    return [
        row for row in every if _holds(called.names[subject.table, row["id"]], row, texts, called, wanted)
    ]


def _holds(name: str, row: Values, texts: Sequence[Field], called: Called, wanted: Sequence[str]) -> bool:
    personal = [str(row["name"])] if row.get("name") else []
    said = folded(" ".join([name, *personal, *(say(each, row, called.names) for each in texts)]))
    return all(word in said for word in wanted)


def _lines(
    register: Register, called: Called, subject: Subject, some: Sequence[Values], today: date
) -> list[Line]:
    if subject.table == "plans":
        terms = Terms.of(register.places.partnership())
        some = [in_own_words(subject.table, row, terms) for row in some]
    called.take(subject, some)
    called.around(subject, some)
    around = Around(
        called.names,
        today,
        _readings(register, subject, some),
        _filled(register, subject, today),
        _seated(register, subject, today),
    )
    return [Line(row["id"], _name(subject, row, called), facts(subject, row, around)) for row in some]


def _name(subject: Subject, row: Values, called: Called) -> str:
    name = called.names[subject.table, row["id"]]
    if subject.table == "log_entries":
        return f"{row['serial']}. {name}"
    if subject.table == "contacts" and row.get("name"):
        return f"{row['name']}, {name}" if row["name"] != name else name
    return name


def _readings(register: Register, subject: Subject, some: Sequence[Values]) -> Mapping[int, Sequence[Values]]:
    if subject.table != "indicators":
        return {}
    found: dict[int, list[Values]] = {row["id"]: [] for row in some}
    for each in register.subjects.values(BY_TABLE["measurements"].record):
        if each["indicator_id"] in found:
            found[each["indicator_id"]].append(each)
    return found


def _filled(register: Register, subject: Subject, today: date) -> Mapping[int, Mapping[str, int]]:
    """How many contacts hold each role in each group today."""
    if subject.table != "groups":
        return {}
    people: dict[int, dict[str, set[int]]] = {}
    for role in register.people.roles_of_those_here(today):
        if role.group_id is not None:
            people.setdefault(role.group_id, {}).setdefault(role.role, set()).add(role.contact_id)
    return {group: {role: len(ids) for role, ids in held.items()} for group, held in people.items()}


def _seated(register: Register, subject: Subject, today: date) -> Mapping[tuple[int, str], int]:
    """How many contacts sit in each kind of seat of each group today."""
    if subject.table != "seats":
        return {}
    sitting: dict[tuple[int, str], set[int]] = {}
    roles = BY_TABLE["roles"]
    gone = {contact.id for contact in register.people.gone(today)}
    for row in register.subjects.values(roles.record):
        sits = row["seat"] and row["group_id"] and row["contact_id"] not in gone
        if sits and not is_past(register, roles, row, today):
            sitting.setdefault((row["group_id"], row["seat"]), set()).add(row["contact_id"])
    return {seat: len(people) for seat, people in sitting.items()}


def _in_words(
    subject: Subject,
    row: Values,
    ties: Mapping[str, list[int]],
    called: Called,
    terms: Terms,
    sees_all: bool,
) -> list[tuple[str, str]]:
    said = []
    named = _CALLED_AFTER.get(subject.table, subject.title)
    for each in subject.fields:
        if subject.table == "contacts" and each.name in _PERSONAL and not sees_all:
            continue
        if each.kind is Kind.MANY:
            words = ", ".join(called.one(each.of, other) for other in ties.get(each.name, []))
        else:
            words = "" if _is_unsaid(subject, each, row) else say(each, row, called.names)
        if words and not (each.name in named and words in called.names[subject.table, row["id"]]):
            said.append((label(each.label, terms), words))
    return said


_NO_BY_DEFAULT = {"actions": ("quick_win",), "groups": ("digest",)}
"""Fields that are No until somebody says Yes: a page does not say for them what nobody did."""


def _is_unsaid(subject: Subject, field: Field, row: Values) -> bool:
    """Whether a No is nobody's. That the chair of a Board or executive group gets no digest, somebody said."""
    if subject.table == "groups" and row["kind"] in WITH_DIGEST:
        return False
    return field.name in _NO_BY_DEFAULT.get(subject.table, ()) and not row[field.name]


def _parts(
    register: Register, person: Person, called: Called, table: str, row_id: int, today: date
) -> list[Parts]:
    """What points to a row: its own parts first, then what else is shown under it."""
    own = [(each, each.parent) for each in BY_TABLE.values() if _is_part(each, table)]
    also = [(BY_TABLE[other], name) for other, name in ALSO_UNDER.get(table, ())]
    return [_part(register, person, called, subject, name, row_id, today) for subject, name in (*own, *also)]


def _is_part(subject: Subject, table: str) -> bool:
    return bool(subject.parent) and subject.field(subject.parent).of == table


def _part(
    register: Register,
    person: Person,
    called: Called,
    subject: Subject,
    pointing: str,
    row_id: int,
    today: date,
) -> Parts:
    every = ordered(subject, register.subjects.values(subject.record, None, **{pointing: row_id}))
    live = [row for row in every if not is_past(register, subject, row, today)]
    whose = called.one(subject.field(pointing).of, row_id)
    lines = [
        Line(line.id, line.name, tuple(each for each in line.facts if each != whose))
        for line in _lines(register, called, subject, live[:MOST_PARTS], today)
    ]
    kept = kept_by(register, person, subject, {pointing: row_id}, {})
    return Parts(subject, pointing, len(live), tuple(lines), kept == ALL)


def action_id_of(database: Database, partnership_id: int, code: str) -> int | None:
    """The id of the action with this code; None where there is none."""
    with reading(database) as look:
        action = look.register(partnership_id).actions.by_code(code)
        return action.id if action is not None else None
