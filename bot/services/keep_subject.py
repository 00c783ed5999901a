"""Keep a row of any subject: add it, or change what a form changed, with its ties and its history.

What may live here: the one way in for every subject. What a subject needs besides stands in
`bot.services.keep_specially`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.rules.keeping import (
    Crossed,
    Gone,
    KeptRow,
    NotTheirs,
    Refused,
    Unfit,
    editable,
    merge,
)
from bot.rules.keeping_entries import (
    Entry,
    Filled,
    Names,
    Option,
    Reading,
    Unreadable,
    entries_of,
    leading_code,
    named,
    reading_of,
    value_of,
)
from bot.rules.permission import ALL, Kept
from bot.rules.subjects import BY_TABLE, Field, Kind, Subject
from bot.rules.subjects.calling import Values, say
from bot.rules.subjects.wording import Terms, label
from bot.rules.ways import Ways
from bot.services.also import Also, nothing_else
from bot.services.call_rows import Called
from bot.services.keep_milestone import action_of_milestone, say_redated
from bot.services.keep_notes import notes_on
from bot.services.keep_specially import Moment, after_adding, after_changing, before_adding, unfit
from bot.services.keep_standing import kept_by, who_keeps
from bot.services.read_row_form import all_options, options_of, ties_of
from bot.services.replacing_sets import finish_of
from bot.services.speaking import author_of
from bot.services.who_may import support_of
from storage.engine import Database
from storage.records import Owned, id_of
from storage.records.glance import Person
from storage.repositories import Register
from storage.unit_of_work import DuplicateError, Work, working


@dataclass(frozen=True, slots=True)
class Keeping:
    """What a form sends: the row (none: a new one), what is filled in, what stood when it was opened, and why.

    `submission_key` makes sending it twice harmless.
    """

    table: str
    filled: Filled
    submission_key: str
    row_id: int | None = None
    stamp: str = ""
    why: str | None = None

    @property
    def subject(self) -> Subject:
        """The subject of its table."""
        return BY_TABLE[self.table]


def keep(
    database: Database,
    ways: Ways,
    person: Person,
    keeping: Keeping,
    at: datetime,
    also: Also[KeptRow] = nothing_else,
) -> KeptRow | Refused:
    """Keep it, or say why not: nothing is written then.

    A code, a serial number or a form sent at the same moment by somebody else is tried once more.
    """
    try:
        return _keep(database, ways, person, keeping, at, also)
    except DuplicateError:
        return _keep(database, ways, person, keeping, at, also)


def _keep(
    database: Database,
    ways: Ways,
    person: Person,
    keeping: Keeping,
    at: datetime,
    also: Also[KeptRow],
) -> KeptRow | Refused:
    with working(database, author_of(person, keeping.why), at) as work:
        writing = _Writing(work, work.register(person.partnership_id), ways, person, keeping, at)
        outcome = writing.add() if keeping.row_id is None else writing.change(keeping.row_id)
        if isinstance(outcome, KeptRow) and not outcome.already:
            also(writing.register, outcome)
            work.commit()
        return outcome


@dataclass(frozen=True, slots=True)
class _Writing:
    work: Work
    register: Register
    ways: Ways
    person: Person
    keeping: Keeping
    at: datetime

    @property
    def subject(self) -> Subject:
        return self.keeping.subject

    @property
    def moment(self) -> Moment:
        return Moment(self.at, self.ways.day_of(self.at))

    def add(self) -> KeptRow | Refused:
        subject, register, key = self.subject, self.register, self.keeping.submission_key
        there = register.subjects.submitted(key)
        if there is not None:
            return self._kept(there, added=True, already=True)
        filled = self._read(self._filled_in(self.keeping.filled))
        if isinstance(filled, Unfit):
            return filled
        values, ties = filled
        kept = kept_by(register, self.person, subject, values, ties)
        if kept != ALL:
            return self._not_theirs()
        values |= before_adding(register, self.person, subject, values, ties, self.moment)
        problem = unfit(register, subject, None, values, self.moment.today)
        if problem:
            return Unfit(problem)
        row = register.rows.add(subject.record(**values))
        self.work.flush()
        self._tie(row, ties)
        said = after_adding(register, subject, row, self.moment)
        self.work.flush()
        register.subjects.submit(key, id_of(row), self.at)
        return self._kept(id_of(row), added=True, said=said)

    def change(self, row_id: int) -> KeptRow | Refused:
        subject, register = self.subject, self.register
        action = action_of_milestone(register, subject, row_id)
        row = register.subjects.locked(subject.record, row_id)
        before = register.subjects.one(subject.record, row_id)
        if row is None or before is None:
            return Gone()
        ties = ties_of(register, subject, row_id)
        stands = entries_of(editable(subject), before, ties)
        sent = self._resolved(self.keeping.filled, stands)
        if isinstance(sent, Unfit):
            return sent
        merged = merge(subject, self.keeping.stamp, sent, stands)
        if merged.crossed:
            return self._crossed(row_id, merged.crossed)
        if not merged.mine:
            return self._kept(row_id, added=False, already=True)
        filled = self._read({name: sent[name] for name in merged.mine})
        if isinstance(filled, Unfit):
            return filled
        values, new_ties = filled
        after = before | values
        if not self._may(before, ties, merged.mine) or not self._may(after, ties | new_ties, merged.mine):
            return self._not_theirs()
        problem = unfit(register, subject, before, after, self.moment.today, self.keeping.why)
        if problem:
            return Unfit(problem)
        key, why = self.keeping.submission_key, self.keeping.why
        say_redated(self.work, register, self.person, action, row, values, key, why, self.at)
        for name, value in values.items():
            setattr(row, name, value)
        said = after_changing(register, self.person, subject, row, before, self.moment, why)
        self._tie(row, new_ties)
        self.work.flush()
        finish_of(register, ties.get("priorities", ()), self.at)
        changes = self._changes(before, ties, row_id, merged.mine)
        return self._kept(row_id, added=False, changes=changes, before=before, said=said)

    # -- reading what is sent

    def _filled_in(self, filled: Filled) -> Filled:
        return {
            each.name: filled.get(each.name, "")
            for each in editable(self.subject)
            if each.required or filled.get(each.name)
        }

    def _resolved(self, filled: Filled, stands: Mapping[str, Entry]) -> dict[str, Entry] | Unfit:
        """What is sent, with names turned into ids; a name left as it was shown is what stood there."""
        sent: dict[str, Entry] = {}
        problems: dict[str, str] = {}
        called = Called(self.register)
        for name, entry in filled.items():
            field = self.subject.field(name)
            if not isinstance(entry, Names):
                sent[name] = entry
                continue
            options = (
                self._coded(called, field, entry) or all_options(self.register, called, [field])[field.of]
            )
            standing = stands.get(name, "")
            ids = set(standing if isinstance(standing, tuple) else (standing,))
            stood = [option for option in options if str(option.id) in ids]
            try:
                sent[name] = _as_it_stood(field, entry, stood) or named(field, entry, options)
            except Unreadable as refusal:
                problems[name] = str(refusal)
        return Unfit(problems) if problems else sent

    def _coded(self, called: Called, field: Field, names: Names) -> list[Option]:
        """The actions whose codes the names begin with, where all do: ten thousand need not be looked through."""
        if field.of != "actions":
            return []
        codes = [leading_code(typed) for typed in names.typed]
        found = [self.register.actions.by_code(code) for code in codes if code]
        rows = [{"id": id_of(each), "code": each.code, "title": each.title} for each in found if each]
        return options_of(called, BY_TABLE["actions"], rows) if len(rows) == len(codes) else []

    def _read(self, filled: Filled) -> tuple[dict[str, Any], dict[str, list[int]]] | Unfit:
        """The columns and ties that entries say."""
        sent = self._resolved(filled, {})
        if isinstance(sent, Unfit):
            return sent
        fields = [self.subject.field(name) for name in sent]
        options = self._pointed_at(sent)
        reading = Reading(self.ways.day_of(self.at), self.ways.partnership.risk_scale, options)
        values: dict[str, Any] = {}
        ties: dict[str, list[int]] = {}
        problems: dict[str, str] = {}
        for each in fields:
            try:
                read = value_of(each, sent[each.name], reading_of(reading, self.subject, each))
            except Unreadable as refusal:
                problems[each.name] = str(refusal)
                continue
            if each.kind is Kind.MANY:
                ties[each.name] = list(read[each.name] or [])
            else:
                values |= read
        return Unfit(problems) if problems else (values, ties)

    def _pointed_at(self, sent: Mapping[str, Entry]) -> dict[str, list[Option]]:
        """The rows that ids sent belong to, where the partnership has them; their names do not matter here."""
        wanted: dict[str, set[int]] = {}
        for name, entry in sent.items():
            field = self.subject.field(name)
            ids = entry if isinstance(entry, tuple) else (entry,)
            if field.of:
                wanted.setdefault(field.of, set()).update(int(each) for each in ids if _is_id(each))
        return {
            table: [
                Option(row["id"], "") for row in self.register.subjects.values(BY_TABLE[table].record, ids)
            ]
            for table, ids in wanted.items()
        }

    # -- whether it may be kept

    def _may(self, values: Values, ties: Mapping[str, list[int]], names: tuple[str, ...]) -> bool:
        kept: Kept = kept_by(self.register, self.person, self.subject, values, ties)
        return kept == ALL or set(names) <= kept

    def _not_theirs(self) -> NotTheirs:
        return NotTheirs(self.subject, who_keeps(self.subject), support_of(self.register))

    def _crossed(self, row_id: int, names: tuple[str, ...]) -> Crossed:
        last = self.register.subjects.last_changes(self.subject.table, row_id)
        columns = {column for name in names for column in self.subject.field(name).columns}
        found = [change for name, change in last.items() if name in columns] or list(last.values())
        newest = max(found, key=lambda change: change.id or 0, default=None)
        labels = tuple(self._label(self.subject.field(name)) for name in names)
        return Crossed(newest.by if newest else "somebody", newest.at if newest else None, labels)

    # -- writing

    def _tie(self, row: Owned, ties: Mapping[str, list[int]]) -> None:
        for name, ids in ties.items():
            tie = self.subject.field(name).tie
            if tie is None:
                continue
            standing = {
                getattr(each, tie.other): each
                for each in self.register.subjects.tie_rows(tie.record, tie.own, id_of(row), tie.fixed)
            }
            for other, gone in standing.items():
                if other not in ids:
                    self.register.rows.delete(gone)
            for place, other in enumerate(ids, start=1):
                at_place = {"position": place} if "position" in tie.record.model_fields else {}
                if other in standing:
                    for column, value in at_place.items():
                        setattr(standing[other], column, value)
                    continue
                own: dict[str, Any] = {tie.own: id_of(row), tie.other: other, **tie.fixed, **at_place}
                self.register.rows.add(tie.record(**own))

    # -- what came of it

    def _label(self, field: Field) -> str:
        return label(field.label, Terms.of(self.ways.partnership))

    def _changes(
        self, before: Values, ties: Mapping[str, list[int]], row_id: int, names: tuple[str, ...]
    ) -> tuple[tuple[str, str, str], ...]:
        now = self.register.subjects.one(self.subject.record, row_id) or {}
        new_ties = ties_of(self.register, self.subject, row_id)
        called = Called(self.register)
        called.around(self.subject, [before, now])
        return tuple(
            (
                self._label(self.subject.field(name)),
                _said(self.subject.field(name), before, ties, called),
                _said(self.subject.field(name), now, new_ties, called),
            )
            for name in names
        )

    def _kept(
        self,
        row_id: int,
        added: bool,
        already: bool = False,
        changes: tuple[tuple[str, str, str], ...] = (),
        before: Values | None = None,
        said: tuple[str, ...] = (),
    ) -> KeptRow:
        row = self.register.subjects.one(self.subject.record, row_id) or {}
        notes = notes_on(self.register, self.ways, self.subject, row, added, self.at, before)
        return KeptRow(
            subject=self.subject,
            row_id=row_id,
            name=Called(self.register).one(self.subject.table, row_id),
            added=added,
            changes=changes,
            notes=(*notes.notes, *said),
            already=already,
            action_id=row_id if self.subject.table == "actions" else row.get("action_id"),
            code=row.get("code"),
            questions=notes.questions,
        )


def _as_it_stood(field: Field, entry: Names, stood: list[Any]) -> Entry:
    """The ids that stood there, where the names are the ones that were shown; nothing where they are others."""
    if [each.name for each in stood] != list(entry.typed) or not stood:
        return ""
    ids = tuple(str(each.id) for each in stood)
    return ids if field.kind is Kind.MANY else ids[0]


def _is_id(text: str) -> bool:
    """Whether a text may be the id of a row: no database has longer ones."""
    return text.isascii() and text.isdigit() and len(text) < 10


def _said(field: Field, values: Values, ties: Mapping[str, list[int]], called: Called) -> str:
    if field.kind is Kind.MANY:
        return ", ".join(called.one(field.of, each) for each in ties.get(field.name, []))
    return say(field, values, called.names)
