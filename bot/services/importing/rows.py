"""Merging drafts into the register: a row is added once, and then written only where the file itself changed.

What may live here: the merging of rows and ties, whatever they are. What a file says is read before.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from bot.rules.register_form import (
    ASPECT_COLUMNS,
    WRITING_ORDER,
    Count,
    Draft,
    Finding,
    RowLine,
    Severity,
    short_source,
)
from bot.rules.subjects import BY_TABLE, Kind
from bot.services.importing.ties import Ties
from storage.records import Action, ImportedRow, Owned, Update, id_of
from storage.repositories import Register
from storage.unit_of_work import Author, Work

TABLES: dict[str, type[Owned]] = {subject.table: subject.record for subject in BY_TABLE.values()} | {
    "updates": Update
}
_TERMS = {"priority": "priority", "locality": "locality"}
SINGULAR = {
    "partnerships": "partnership",
    **{table: BY_TABLE[table].name.format(**_TERMS) for table in WRITING_ORDER if table in BY_TABLE},
    "contacts": "person",
    "updates": "update",
    "milestone_moves": "re-dating",
}
"""What one row of a table is called in a report."""

_POINTS_TO = {
    (subject.table, field.name): field.of
    for subject in BY_TABLE.values()
    for field in subject.fields
    if field.kind is Kind.ONE
}
_MANY = 50

_NEVER_WRITTEN = frozenset(("code", "serial"))
"""Columns given once: an action's code is on paper by the time a file says another, a log entry's number likewise."""

_NOTHING: tuple[object, ...] = (None, "", [], {})
"""What a file says of a field it says nothing of, whatever the kind of the field."""

_NEVER_BLANKED = frozenset(("prefix",))

Changes = dict[str, tuple[Any, Any]]
"""What was changed of a row: before and after, by column."""


class Refused(Exception):
    """The import has to stop: a finding says why."""


class Importing:
    """One partnership being imported: what the file said before, the ids of its rows, and the report so far."""

    def __init__(self, work: Work, register: Register, by: Author, at: datetime) -> None:
        self.work = work
        self.register = register
        self.by = by
        self.at = at
        self.imported = register.rows.imported()
        self.counts: dict[str, Counter[str]] = {}
        self.rows: list[RowLine] = []
        self.findings: list[Finding] = []
        self._ids = {key: row.subject_id for key, row in self.imported.items()}
        self._names: dict[tuple[str, int], str] = {}
        self._ties = Ties(register, self.id_of)

    def id_of(self, table: str, source: str) -> int:
        """The id of a row by the file's own id of it."""
        return self._ids[table, short_source(source)]

    def known_id(self, link: tuple[str, str] | None) -> int | None:
        """The id a reference means, None for no reference."""
        return self.id_of(*link) if link else None

    def is_imported(self, draft: Draft) -> bool:
        """Whether a file has said this row before."""
        return (draft.subject, draft.source) in self.imported

    def changed_aspects(self, draft: Draft) -> list[str]:
        """What the file itself says differently since it was last imported."""
        last = self.imported[draft.subject, draft.source].fields
        return [
            aspect
            for aspect, said in draft.said.items()
            if said != last.get(aspect) and not (said in _NOTHING and last.get(aspect) in _NOTHING)
        ]

    def merge(
        self,
        subject: str,
        drafts: Sequence[Draft],
        fresh: Callable[[Draft, dict[str, Any]], None] | None = None,
        changed: Callable[[Draft, Any, Changes], None] | None = None,
    ) -> None:
        """Add what is new and write what the file has changed.

        `fresh` may complete the values of a new row before it is added; `changed` is told of each row written.
        """
        for ready in self._in_order(subject, drafts):
            known = [draft for draft in ready if self.is_imported(draft)]
            # New rows come first: one the register knows may lean on one of them from now on.
            self._add([draft for draft in ready if not self.is_imported(draft)], fresh)
            self._merge_known(known, changed)

    def remember(self, draft: Draft, row_id: int, name: str | None = None) -> None:
        """From now on the file is known to have said this row."""
        key = (draft.subject, draft.source)
        memory = ImportedRow(subject=draft.subject, source=draft.source, subject_id=row_id, fields=draft.said)
        self.imported[key] = self.register.rows.add(memory)
        self._ids[key] = row_id
        self._names[key[0], row_id] = name or draft.label

    def told(self, verb: str, subject: str, name: str, detail: str = "") -> None:
        """Count a row and, if anything happened to it, say so in a line."""
        self.counts.setdefault(subject, Counter())[verb] += 1
        if verb != "unchanged":
            self.rows.append(RowLine(verb, SINGULAR[subject], name, detail))

    def count(self, subject: str) -> Count:
        """What became of the rows of a table."""
        return Count(**self.counts.get(subject, Counter()))

    def name_of(self, link: tuple[str, str]) -> str:
        """What a report line calls a row the file has named."""
        return self._names.get((link[0], self.id_of(*link)), link[1])

    def note(
        self,
        where: str,
        not_understood: str,
        understood: str,
        what_to_do: str,
        severity: Severity = Severity.NOTE,
    ) -> None:
        """Add a finding."""
        self.findings.append(Finding(where, understood, not_understood, what_to_do, severity))

    def rows_of(self, kind: type[Any], row_ids: Sequence[int]) -> dict[int, Any]:
        """Rows by id: one by one while they are few, all at once where they are many."""
        if len(row_ids) > _MANY:
            return {id_of(row): row for row in self.register.rows.all(kind)}
        found = {row_id: self.register.rows.get(kind, row_id) for row_id in row_ids}
        return {row_id: row for row_id, row in found.items() if row is not None}

    def values(self, draft: Draft) -> dict[str, Any]:
        """The columns of a draft, its references as ids."""
        columns = type(draft.record).model_fields.keys() - {"partnership_id"}
        links = {column: self.id_of(*link) for column, link in draft.links.items()}
        return {column: getattr(draft.record, column) for column in columns} | links

    def write(self, draft: Draft, row: Any, aspects: Sequence[str]) -> Changes:
        """Write what the file changed of a row; what was really different."""
        values = self.values(draft)
        changes: Changes = {}
        for aspect in aspects:
            for column in ASPECT_COLUMNS.get(aspect, (aspect,)):
                if not _is_written(column, values) or getattr(row, column) == values[column]:
                    continue
                changes[column] = (getattr(row, column), values[column])
                setattr(row, column, values[column])
        return changes

    def worded(self, subject: str, changes: Changes) -> str:
        """What changed, in a line: `latest 2026-11-13 -> 2026-11-20`."""
        hidden = {"earliest", "date_words", "precision"} if "latest" in changes else set()
        told = []
        for column, values in changes.items():
            if column not in hidden:
                before, after = (self._shown((subject, column), value) for value in values)
                told.append(f"{column.removesuffix('_id').replace('_', ' ')} {before} -> {after}")
        return "; ".join(told)

    def _shown(self, column: tuple[str, str], value: Any) -> str:
        table = _POINTS_TO.get(column)
        if table and value is not None:
            return self._names.get((table, value), str(value))
        return "none" if value in (None, "", []) else in_words(*column, value)

    def _in_order(self, subject: str, drafts: Sequence[Draft]) -> Iterator[list[Draft]]:
        """Rows that point at rows of their own table come after them."""
        waiting = list(drafts)
        while waiting:
            ready: list[Draft] = []
            later: list[Draft] = []
            for draft in waiting:
                own = [link for link in draft.links.values() if link[0] == subject]
                known = all((table, short_source(source)) in self._ids for table, source in own)
                (ready if known else later).append(draft)
            if not ready:
                raise ValueError(f"rows of {subject} that wait for each other")
            yield ready
            waiting = later

    def _merge_known(
        self, drafts: Sequence[Draft], changed: Callable[[Draft, Any, Changes], None] | None
    ) -> None:
        aspects = {draft.source: self.changed_aspects(draft) for draft in drafts}
        differing = [self.id_of(draft.subject, draft.source) for draft in drafts if aspects[draft.source]]
        rows = self.rows_of(TABLES[drafts[0].subject], differing) if differing else {}
        for draft in drafts:
            row_id = self.id_of(draft.subject, draft.source)
            self._names[draft.subject, row_id] = draft.label
            row = rows.get(row_id)
            if row is None:
                self.told("unchanged", draft.subject, draft.label)
            else:
                self._merge_row(draft, row, aspects[draft.source], changed)

    def _merge_row(
        self,
        draft: Draft,
        row: Any,
        aspects: Sequence[str],
        changed: Callable[[Draft, Any, Changes], None] | None,
    ) -> None:
        remembered = self.imported[draft.subject, draft.source]
        changes = self.write(draft, row, aspects)
        ties = self._ties.merge(draft, id_of(row), remembered.fields)
        remembered.fields = draft.said
        detail = "; ".join(filter(None, (self.worded(draft.subject, changes), *ties)))
        self.told("changed" if detail else "unchanged", draft.subject, _name(row, draft), detail)
        if changed and detail:
            changed(draft, row, changes)

    def _add(self, drafts: Sequence[Draft], fresh: Callable[[Draft, dict[str, Any]], None] | None) -> None:
        added = []
        for draft in drafts:
            values = self.values(draft)
            if fresh:
                fresh(draft, values)
            added.append((draft, self.register.rows.add(TABLES[draft.subject](**values))))
        self.work.flush()
        for draft, row in added:
            self.remember(draft, id_of(row), _name(row, draft))
            self.told("added", draft.subject, _name(row, draft))
        for draft, row in added:
            self._ties.add(draft, id_of(row))


def in_words(table: str, column: str, value: Any) -> str:
    """A code of the register as people write it; any other value as it is."""
    fields = BY_TABLE[table].fields if "_" in str(value) and table in BY_TABLE else ()
    field = next((each for each in fields if each.name == column), None)
    if field is None:
        return str(value)
    said = dict(field.choices).get(str(value)) or field.in_words(str(value))
    return said[:1].lower() + said[1:] if said != str(value) else said


def _is_written(column: str, values: Mapping[str, Any]) -> bool:
    if column not in values or column in _NEVER_WRITTEN:
        return False
    return bool(values[column]) or column not in _NEVER_BLANKED


def _name(row: Any, draft: Draft) -> str:
    """What a report line calls a row: an action by its code too."""
    return f"{row.code} {row.title}" if isinstance(row, Action) else draft.label
