"""What a spreadsheet is once it is open: sheets of cells, each a text with its day and its colour, or why it is not.

What may live here: the shapes, and how text from a cell is made fit to keep. Which file they come from does not matter.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

LONGEST_TEXT = 32_767
"""Characters a cell may hold, as in Excel; what is longer is cut, and a note says so."""

MOST_ROWS = 50_000
"""Rows with something in them that one file may have."""

MOST_COLUMNS = 200
"""Columns read of a sheet; a note says where there are more."""

MOST_CELLS = 1_000_000
"""Cells with something in them that one file may have."""

LONGEST_GAP = 1_000
"""Empty rows one after the other at which a sheet is taken to have ended."""


class Cell(NamedTuple):
    """One cell. `text` is what it says; `day` is set where it holds a real date, as exact as `grain`.

    `grain` is day, month or year: a date shown as "Mar-25" is a month.

    `colour` is the plain name of its fill: red, amber, green, blue, purple, grey, or None. `remark` is a
    comment hung on it. `spread` is True where
    the value is that of a merged cell's top-left corner, repeated.
    """

    text: str = ""
    day: date | None = None
    grain: str = "day"
    colour: str | None = None
    spread: bool = False
    remark: str = ""


EMPTY = Cell()
Row = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: rows from its first on, without the empty ones at its end. Rows may differ in length."""

    name: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Workbook:
    """A file that was opened. `notes` are sentences on what was left out of it, or read in a way of its own.

    `mark` is what the register wrote into a workbook of its own: whose it is, and of which instant.
    """

    name: str
    sheets: tuple[Sheet, ...]
    notes: tuple[str, ...] = ()
    mark: str = ""


@dataclass(slots=True)
class Intake:
    """What has been taken in of one file so far, so that no file is taken in without end."""

    rows: int = 0
    cells: int = 0
    cut: int = 0
    wide: bool = False

    @property
    def is_full(self) -> bool:
        """Whether the file has more in it than is read."""
        return self.rows > MOST_ROWS or self.cells > MOST_CELLS

    def text(self, said: str) -> str:
        """A text made fit to keep, cut where it is too long."""
        self.cut += len(said) > LONGEST_TEXT
        return clean(said[:LONGEST_TEXT])

    def gather(self, rows: Iterable[Row]) -> list[Row]:
        """Rows up to the last with something in it before a long gap, or until too much has been taken in."""
        gathered: list[Row] = []
        last = 0
        for row in rows:
            some = sum(1 for cell in row[:MOST_COLUMNS] if cell.text)
            gathered.append(row[:MOST_COLUMNS] if some or any(cell.colour for cell in row) else ())
            if some:
                last = len(gathered)
                self.rows, self.cells = self.rows + 1, self.cells + some
                self.wide = self.wide or any(cell.text for cell in row[MOST_COLUMNS:])
            if self.is_full or len(gathered) - last > LONGEST_GAP:
                break
        return gathered[:last]

    def notes(self) -> list[str]:
        """A sentence for each thing that was left out."""
        found = []
        if self.cut:
            found.append(f"{counted(self.cut, 'cell was', 'cells were')} cut at {LONGEST_TEXT:,} characters.")
        if self.wide:
            found.append(f"Columns after the {MOST_COLUMNS}th were not read.")
        return found


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a file was not opened. `kind` is one of `REFUSALS`, `line` one sentence or two saying what to do."""

    kind: str
    line: str


REFUSALS = (
    "empty",
    "not_a_spreadsheet",
    "old_format",
    "other_format",
    "password",
    "macros",
    "too_large",
    "unpacks_too_large",
    "too_many_rows",
    "unsafe",
    "damaged",
    "not_a_calendar",
)

TOO_MANY_ROWS = Refusal(
    "too_many_rows",
    f"This file has more than {MOST_ROWS:,} rows or {MOST_CELLS:,} cells with something in them. "
    "Please send the sheet of actions alone.",
)
NOT_A_SPREADSHEET = Refusal(
    "not_a_spreadsheet", "This is not a spreadsheet. Please send an .xlsx or a .csv file."
)

_BREAKS = re.compile(r"\r\n?|[\v\f\x1c-\x1e\x85\u2028\u2029]|_x000[dD]_\n?")
_SPACES = re.compile(r"[^\S\n]+")
_MANY_BREAKS = re.compile(r" ?\n ?(?:\n ?){2,}")


def counted(number: int, one: str, several: str) -> str:
    """A number with what it counts: "1 row was", "3 rows were"."""
    return f"{number} {one if number == 1 else several}"


def clean(text: str) -> str:
    """Text fit to keep: line breaks of one kind, plain spaces, nothing invisible. Quotes and bullets stay as typed."""
    if text.isascii() and text.isprintable() and "  " not in text and "_x" not in text:
        return text.strip()
    unbroken = _BREAKS.sub("\n", text)
    spaced = _SPACES.sub(" ", unbroken.translate(_VISIBLE)).replace(" \n", "\n").replace("\n ", "\n")
    return _MANY_BREAKS.sub("\n\n", spaced).strip()


_RARE = 0x10000
"""From here on characters are not remembered, so that no file can fill the memory with them."""


class _Visible(dict[int, int | None]):
    """What becomes of each character: control characters, halves of surrogate pairs and marks of layout are dropped.

    The joiner inside an emoji is kept. What is not rare is looked up once, then remembered.
    """

    def __missing__(self, code: int) -> int | None:
        dropped = unicodedata.category(chr(code)) in ("Cc", "Cf", "Cs", "Cn", "Co")
        found = None if dropped and chr(code) not in "\n\t\u200d\ufe0f" else code
        if code < _RARE:
            self[code] = found
        return found


_VISIBLE = _Visible()
