"""What the rows of a table are: actions, rows that go on with the one before, sections, and what is passed over.

What may live here: telling rows apart by their shape and first words. What an action's cells mean is read elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from bot.sheets.grid import EMPTY, Cell, Row
from bot.sheets.headings import KEPT, LEFT_OUT, Table

Kind = Literal["row", "goes_on", "section", "blank", "total", "heading", "note", "no action named"]

_TOTAL = re.compile(
    r"(?:grand |sub-?|overall )?totals?\b|(?:count|sum|average)\b(?: of\b|:|$)"
    r"|(?:number|no\.?|%) of actions\b|summary\b",
    re.IGNORECASE,
)
_NOTE = re.compile(
    r"(?:notes?|key|rag key|legend|last updated|updated|source|nb|n\.b\.|please|version|end of)\b|\*",
    re.IGNORECASE,
)
_NAMED_SECTION = re.compile(
    r"(?:strategic |local )?(?:priority|theme|objective|outcome|aim|pillar|workstream|strand)\s*"
    r"(?:[0-9]+|[a-z])?\s*[:.–-]",
    re.IGNORECASE,
)
_GOING_ON = frozenset(("progress", "milestone", "partners", "evidence", "barrier"))
"""Fields a second line of which may stand in a row of its own."""

_OF_ITS_OWN = ("reference", "status")
"""Fields that make a row without a name one of its own: its number or its status is not that of the row above."""

_LONGEST_SECTION = 120


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row below the headings. `number` counts from 1, as a spreadsheet shows it; `cells` are by field.

    `words` are the first its cells say. Fields not understood are under `KEPT`, each with its heading.
    """

    number: int
    kind: Kind
    words: str
    cells: Mapping[str, tuple[tuple[str, Cell], ...]]

    def first(self, name: str) -> Cell:
        """The first cell of a field that says or shows anything."""
        return next((cell for _, cell in self.cells.get(name, ()) if cell.text or cell.colour), EMPTY)


def rows_below(table: Table, called_by: str) -> Iterator[TableRow]:
    """Every row below a table's headings. `called_by` is the field that rows are called by."""
    headings = {column.number: column.heading.casefold() for column in table.columns}
    last_called = ""
    for index, row in enumerate(table.sheet.rows[table.heading_row + 1 :], table.heading_row + 2):
        cells = _by_field(table, row)
        called = next((cell for _, cell in cells.get(called_by, ()) if cell.text), EMPTY)
        kind = _kind(row, headings, called, last_called)
        if kind == "note" and last_called and not _GOING_ON.isdisjoint(cells):
            kind = "goes_on"
        if kind == "goes_on" and not called.text and _stands_alone(cells):
            kind = "no action named"
        if kind == "row":
            last_called = called.text
        elif kind != "goes_on":
            last_called = ""
        yield TableRow(index, kind, _first_words(row), cells)


def _stands_alone(cells: Mapping[str, tuple[tuple[str, Cell], ...]]) -> bool:
    """Whether a row that is called nothing has a number or a status of its own, and not as that of a milestone."""
    if "milestone" in cells:
        return False
    return any(cell.text and not cell.spread for name in _OF_ITS_OWN for _, cell in cells.get(name, ()))


def _by_field(table: Table, row: Row) -> dict[str, tuple[tuple[str, Cell], ...]]:
    cells: dict[str, tuple[tuple[str, Cell], ...]] = {}
    for column in table.columns:
        if column.field == LEFT_OUT or column.number >= len(row):
            continue
        cell = row[column.number]
        if cell.text or (cell.colour and column.field != KEPT):
            cells[column.field] = (*cells.get(column.field, ()), (column.heading, cell))
    return cells


def _kind(row: Row, headings: Mapping[int, str], called: Cell, last_called: str) -> Kind:
    texts = {cell.text for cell in row if cell.text}
    if not texts or (all(cell.spread for cell in row if cell.text) and len(texts) == 1 and not _is_wide(row)):
        return "blank"
    if _repeats(row, headings):
        return "heading"
    first = _first_words(row)
    if _TOTAL.match(first) and (len(first) < 40 or not called.text):
        return "total"
    if len(texts) == 1:
        return _of_one_text(row, first, called)
    if called.text and not (called.spread and called.text == last_called):
        return "row"
    return "goes_on" if last_called else "note"


def _of_one_text(row: Row, text: str, called: Cell) -> Kind:
    """A row that says one thing: a section where it is merged over columns or calls itself one."""
    if _NOTE.match(text) or len(text) > _LONGEST_SECTION:
        return "row" if called.text and not _NOTE.match(text) else "note"
    if _is_wide(row) or _NAMED_SECTION.match(text):
        return "section"
    return "row" if called.text else "note"


def _is_wide(row: Row) -> bool:
    """Whether one cell is merged over several columns."""
    return any(right.spread and right.text and right.text == left.text for left, right in pairwise(row))


def _repeats(row: Row, headings: Mapping[int, str]) -> bool:
    """Whether most of what a row says are the headings themselves, as on the second page of a print."""
    said = [(number, cell.text) for number, cell in enumerate(row) if cell.text]
    same = sum(
        1 for number, text in said if len(text) < _LONGEST_SECTION and headings.get(number) == text.casefold()
    )
    return same >= 2 and same * 5 >= len(said) * 3


def _first_words(row: Row) -> str:
    text = next((cell.text for cell in row if cell.text), "")
    return " ".join(text[:200].split())
