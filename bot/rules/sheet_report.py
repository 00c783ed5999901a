"""What a file brings to the register, row by row, as values: before it is imported, and after.

What may live here: the shapes of the report, and of a file fetched from somewhere. How it is worded is a view's.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

ACTIONS, CONTACTS, MEETINGS = "actions", "contacts", "meetings"
"""The kinds of file there are, by what their rows become."""

KINDS = (ACTIONS, CONTACTS, MEETINGS)
"""All of them, in the order they are told."""

ADD, CHANGE, LEAVE, UNSURE = "add", "change", "leave", "unsure"
"""What is done with a row. An unsure one is left out until somebody says which row of the register it is."""

KEPT = "notes"
"""What a column is read as that no field has: it is kept in words."""


SHEET = "sheet"
"""The kind of what is no column, but a whole sheet somebody may leave out."""

MARK = "LOIP register"
"""The property of a workbook the register writes out that says whose it is, and of which instant."""


@dataclass(frozen=True, slots=True)
class ColumnRead:
    """How a column was read. `how` is exact, likely, remembered, instead; empty where it was not understood."""

    letter: str
    heading: str
    field: str
    how: str


@dataclass(frozen=True, slots=True)
class SheetRead:
    """How a sheet was read; without a `heading_row` no table was found on it."""

    name: str
    heading_row: int | None
    columns: tuple[ColumnRead, ...] = ()
    priority: str | None = None
    kind: str = ACTIONS


@dataclass(frozen=True, slots=True)
class Changed:
    """One field: what stood there, and what the file says."""

    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class RowRead:
    """One row and what is done with it. `name` is what the register calls it, or the file where it is new.

    `near` are those of the register it may be, for a row that is unsure, as (code or id, what it is called).
    `problems` are sentences on what of it was not understood; it is kept in words. `says` is the gist of a new row.
    """

    verb: str
    where: str
    name: str
    source: str
    changes: tuple[Changed, ...] = ()
    near: tuple[tuple[str, str], ...] = ()
    problems: tuple[str, ...] = ()
    kind: str = ""
    says: str = ""


@dataclass(frozen=True, slots=True)
class PassedOver:
    """A row that is nothing to import: blank, a total, a heading, a note, one that was left out."""

    where: str
    why: str
    words: str


@dataclass(frozen=True, slots=True)
class SheetReport:
    """A whole file. `written`: it is in the register now; else it is what an import would do.

    A file may hold rows of several kinds: then each row and sheet says its own, and `kind` is that of the first.

    `beside` are sentences on what is added besides the rows themselves. `unknown` are the names the register does not
    have, with how many rows name them: they are kept in words. `unowned` counts added actions that nobody has yet.
    """

    file: str
    kind: str
    rows: tuple[RowRead, ...]
    written: bool = False
    sheets: tuple[SheetRead, ...] = ()
    passed: tuple[PassedOver, ...] = ()
    notes: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    unknown: Mapping[str, int] = field(default_factory=dict)
    unowned: int = 0

    def of(self, verb: str) -> tuple[RowRead, ...]:
        """The rows that something is done with."""
        return tuple(row for row in self.rows if row.verb == verb)

    @property
    def parts(self) -> tuple[SheetReport, ...]:
        """The report kind by kind, each with its own rows and sheets; of a file of one kind it is the report itself."""
        kinds = [kind for kind in KINDS if any(row.kind == kind for row in self.rows)]
        return tuple(self._of_kind(kind) for kind in kinds) if len(kinds) > 1 else (self,)

    def _of_kind(self, kind: str) -> SheetReport:
        rows = tuple(row for row in self.rows if row.kind == kind)
        return replace(
            self, kind=kind, rows=rows, sheets=tuple(one for one in self.sheets if one.kind == kind)
        )

    @property
    def counts(self) -> Counter[str]:
        """How many rows are added, changed, left, unsure."""
        return Counter(row.verb for row in self.rows)

    @property
    def changes_nothing(self) -> bool:
        """Whether the register says all of it already, or there is nothing in it."""
        return not (self.counts[ADD] or self.counts[CHANGE])

    @property
    def unread(self) -> tuple[RowRead, ...]:
        """The rows something of which was not understood."""
        return tuple(row for row in self.rows if row.problems)


def together(reports: Sequence[SheetReport]) -> SheetReport:
    """The reports on the parts of one file as one, in the order they are told."""
    first, *others = sorted(reports, key=lambda report: KINDS.index(report.kind))
    if not others:
        return first
    every = (first, *others)
    unknown: Counter[str] = Counter()
    for report in every:
        unknown.update(report.unknown)
    return replace(
        first,
        rows=tuple(row for report in every for row in report.rows),
        sheets=tuple(sheet for report in every for sheet in report.sheets),
        passed=tuple(one for report in every for one in report.passed),
        notes=tuple(note for report in every for note in report.notes),
        beside=tuple(line for report in every for line in report.beside),
        unknown=dict(unknown.most_common()),
        unowned=sum(report.unowned for report in every),
    )


@dataclass(frozen=True, slots=True)
class NotRead:
    """Nothing of a file could be read, or had: one clear line says why, and what to do.

    `columns` are those of what may be its table, for somebody to say what they are.
    """

    line: str
    columns: tuple[ColumnRead, ...] = ()


@dataclass(frozen=True, slots=True)
class FetchedFile:
    """A file as it was fetched."""

    name: str
    content: bytes
