"""Workbooks of Excel and its relatives, read by openpyxl row by row; colours, merged cells and hidden rows with them.

What may live here: .xlsx. The decisions, which the notes of a workbook tell its reader:

- Hidden sheets are not read: the lists behind drop-downs live there. Hidden rows and columns are: a filter left on
  would otherwise lose actions.
- A merged cell's value stands in every cell it covers.
- A formula counts as the result that was last saved; links to other workbooks are not followed.
- A colour is read where it is the cell's own, or computed from a word or number it is compared with.
- A date shown as "Mar-25" is a month, not the first of March.
"""

from __future__ import annotations

import re
import warnings
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import IO, TYPE_CHECKING, Any
from zipfile import BadZipFile, ZipFile

from bot.rules.sheet_report import MARK
from bot.sheets.archive import UNPACKS_TOO_LARGE, opened, refusal_of
from bot.sheets.colours import indexed, name_of, theme_colours, tinted
from bot.sheets.computed import Rule, coloured, rules_of
from bot.sheets.grid import (
    EMPTY,
    MOST_COLUMNS,
    NOT_A_SPREADSHEET,
    TOO_MANY_ROWS,
    Cell,
    Intake,
    Refusal,
    Row,
    Sheet,
    Workbook,
    counted,
)
from bot.sheets.remarks import remarks_of, with_remarks

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook as Book

DAMAGED = Refusal(
    "damaged",
    "This file is damaged and could not be read. Please open it in Excel, save it again and send that.",
)

_FAULTS = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    BadZipFile,
    EOFError,
    LookupError,
    OSError,
    RuntimeError,
    SyntaxError,
    TypeError,
    ValueError,
    zlib.error,
)
"""Whatever a library runs into inside a damaged file. SyntaxError is what XML that is not well formed raises."""

_LAST_ROW = 1_048_576
_MOST_MERGES = 20_000
_MOST_SPREAD = 300_000
_WITHOUT_SIZE = 32 * 1024 * 1024
_CHUNK = 1024 * 1024
_OVERLAP = 4096
_MERGE = re.compile(rb'<(?:\w+:)?mergeCell\s[^<>]*?ref="([A-Z]{1,3}[0-9]{1,7}):([A-Z]{1,3}[0-9]{1,7})"')
_HIDDEN_ROW = re.compile(rb'<(?:\w+:)?row\s[^<>]*?\shidden="(?:1|true)"')
_HIDDEN_COLUMN = re.compile(rb'<(?:\w+:)?col\s(?=[^<>]*?\bhidden="(?:1|true)")[^<>]*>')
_ONE_OF = re.compile(rb'\b(min|max)="([0-9]{1,5})"')
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s/>]")
_CELLS_END = re.compile(rb"</(?:\w+:)?sheetData>|<(?:\w+:)?sheetData\s*/>")
_SIZE = re.compile(rb"<(?:\w+:)?dimension[\s/>]")
_DOTS = frozenset("●⬤•■▪◆▲▼★lnuqp")
"""What is drawn for a status and coloured by its ink; the letters are drawn so by Wingdings."""

Area = tuple[int, int, int, int]
"""First row, first column, last row, last column; from 0."""


def open_excel(content: bytes, name: str) -> Workbook | Refusal:
    """A workbook from the bytes of an .xlsx file, or why not. Never raises."""
    try:
        with opened(content) as archive:
            refusal = refusal_of(archive)
            if refusal:
                return refusal
            with warnings.catch_warnings():
                # What openpyxl would warn of (extensions, charts) is of no matter to who only reads.
                warnings.simplefilter("ignore")
                return _read(content, archive, name)
    except _FAULTS:
        return DAMAGED


def _read(content: bytes, archive: ZipFile, name: str) -> Workbook | Refusal:
    from io import BytesIO

    from openpyxl import load_workbook

    if any(_lacks_size(archive, part.filename, part.file_size) for part in archive.infolist()):
        return UNPACKS_TOO_LARGE
    book = load_workbook(BytesIO(content), read_only=True, data_only=True, keep_links=False)
    try:
        return _sheets(book, archive, name)
    finally:
        book.close()


def _lacks_size(archive: ZipFile, part: str, size: int) -> bool:
    """Whether openpyxl would unpack a very large sheet twice only to learn how large it is."""
    if size <= _WITHOUT_SIZE or not part.startswith("xl/worksheets/"):
        return False
    with archive.open(part) as source:
        return not _SIZE.search(source.read(_CHUNK))


def _sheets(book: Book, archive: ZipFile, name: str) -> Workbook | Refusal:
    intake, sheets, hidden = Intake(), [], []
    aside = _Aside()
    for sheet in book.worksheets:
        if sheet.sheet_state != "visible":
            hidden.append(sheet.title)
            continue
        path = sheet._worksheet_path  # type: ignore[attr-defined]  # noqa: SLF001  no other way to a sheet's part
        with archive.open(path) as source:
            areas = aside.look(source)
        reader = _Reader(book, intake)
        rows = with_remarks(intake.gather(_rows(sheet, reader)), remarks_of(archive, path))
        if intake.is_full:
            return TOO_MANY_ROWS
        rows = coloured(rows, aside.rules(reader.computed))
        sheets.append(Sheet(sheet.title, tuple(_spread(rows, areas))))
    if not any(sheet.rows for sheet in sheets):
        return Refusal(
            "empty", "This workbook is empty." if not hidden else "All sheets with content are hidden."
        )
    notes = (*_hidden(hidden), *aside.notes(), *intake.notes())
    return Workbook(name, tuple(sheets), notes, _mark(book))


def _mark(book: Any) -> str:
    return next((str(one.value) for one in book.custom_doc_props.props if one.name == MARK), "")


def _hidden(names: list[str]) -> list[str]:
    return [f"Hidden sheets were not read: {', '.join(names[:5])}."] if names else []


def _rows(sheet: Any, reader: _Reader) -> Iterator[Row]:
    from openpyxl.cell.read_only import EMPTY_CELL

    for cells in sheet.iter_rows(max_row=_LAST_ROW, max_col=MOST_COLUMNS + 1):
        row = [EMPTY if cell is EMPTY_CELL else reader.cell(cell) for cell in cells]
        while row and row[-1] is EMPTY:
            row.pop()
        yield tuple(row)


# --- what stands beside the cells ------------------------------------------------------------------------


@dataclass(slots=True)
class _Aside:
    """What openpyxl leaves out when it reads row by row, found in the text of a sheet's part."""

    hidden_rows: int = 0
    hidden_columns: list[str] = field(default_factory=list)
    formulas: bool = False
    computed_colours: bool = False
    ending: bytes = b""

    def look(self, source: IO[bytes]) -> list[Area]:
        """The merged areas of a sheet; how many of its rows are hidden is counted."""
        areas: list[Area] = []
        before = self.ending = b""
        while chunk := source.read(_CHUNK):
            text = before + chunk
            # What begins in the last bytes is left to the next look, unless this is the end.
            whole = text.rfind(b"<", 0, len(text)) if len(chunk) == _CHUNK else len(text)
            self._note(text[:whole], areas)
            self._keep_ending(text[:whole])
            before = text[whole:][-_OVERLAP:]
        self._note(before, areas)
        self._keep_ending(before)
        return areas

    def _keep_ending(self, text: bytes) -> None:
        """What stands after the cells, as far as it is read."""
        end = None if self.ending else _CELLS_END.search(text)
        if self.ending or end:
            self.ending = (self.ending + text[end.start() if end else 0 :])[:_CHUNK]

    def rules(self, colour_of: Callable[[int], str | None]) -> list[Rule]:
        """The rules that colour cells of the sheet looked at last."""
        found, others = rules_of(self.ending.decode("utf-8", "replace"), colour_of)
        self.computed_colours = self.computed_colours or others
        return found

    def _note(self, text: bytes, areas: list[Area]) -> None:
        self.hidden_rows += sum(1 for _ in _HIDDEN_ROW.finditer(text))
        self.hidden_columns += [_letters(found) for found in _HIDDEN_COLUMN.findall(text)]
        self.formulas = self.formulas or _FORMULA.search(text) is not None
        if b"mergeCell" in text and len(areas) < _MOST_MERGES:
            areas += [_area(first, last) for first, last in _MERGE.findall(text)]

    def notes(self) -> list[str]:
        """A sentence for each thing a reader should know."""
        found = []
        if self.hidden_rows:
            found.append(
                f"{counted(self.hidden_rows, 'hidden row was', 'hidden rows were')} read like any other."
            )
        if self.hidden_columns:
            named = ", ".join(dict.fromkeys(self.hidden_columns))
            found.append(
                f"Hidden columns were read like any other: {named}. Leave out what is not for the register."
            )
        if self.formulas:
            found.append("Formulas count as the results last saved.")
        if self.computed_colours:
            found.append(
                "Some colours from conditional formatting cannot be read; the words beside them are."
            )
        return found


def _letters(column: bytes) -> str:
    """The letters of a hidden column, or of the first and last of several: "F", "H-J"."""
    from openpyxl.utils.cell import get_column_letter

    ends = {name: min(int(number), MOST_COLUMNS) for name, number in _ONE_OF.findall(column)}
    first, last = (get_column_letter(max(1, ends.get(name, 1))) for name in (b"min", b"max"))
    return first if first == last else f"{first}-{last}"


def _area(first: bytes, last: bytes) -> Area:
    from openpyxl.utils.cell import coordinate_to_tuple

    top, left = coordinate_to_tuple(first.decode())
    bottom, right = coordinate_to_tuple(last.decode())
    return top - 1, left - 1, bottom - 1, right - 1


def _spread(rows: list[Row], areas: list[Area]) -> list[Row]:
    """The rows with each merged cell's value in every cell it covers, within what was read."""
    spread = 0
    for top, left, bottom, right in areas:
        corner = rows[top][left] if top < len(rows) and left < len(rows[top]) else EMPTY
        if not (corner.text or corner.colour) or corner.spread:
            continue
        copy, end = corner._replace(spread=True), min(right, MOST_COLUMNS - 1) + 1
        for number in range(top, min(bottom + 1, len(rows))):
            begin = left + 1 if number == top else left
            spread += end - begin
            if spread > _MOST_SPREAD:
                return rows
            row = rows[number] + (EMPTY,) * (end - len(rows[number]))
            rows[number] = row[:begin] + (copy,) * (end - begin) + row[end:]
    return rows


# --- one cell --------------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Reader:
    """Cells of one workbook; what a style looks like is worked out once a style."""

    book: Book
    intake: Intake
    theme: tuple[str, ...] = ()
    fills: dict[int, str | None] = field(default_factory=dict)

    def cell(self, cell: Any) -> Cell:
        """What one cell of openpyxl's says; the empty cell where it says and shows nothing."""
        value = cell.value
        colour = self._colour(cell) if cell.has_style else None
        if value is None:
            return Cell(colour=colour) if colour else EMPTY
        if isinstance(value, str):
            text = self.intake.text(value) if cell.data_type != "e" else ""
            if text in _DOTS:
                colour = self._name(cell.font.color) or colour
            return Cell(text, colour=colour) if text or colour else EMPTY
        if isinstance(value, date):
            return _day(value, cell.number_format, colour)
        return Cell(_worded(value, cell.number_format), colour=colour)

    def computed(self, number: int) -> str | None:
        """The colour that a style of conditional formatting fills with."""
        styles = getattr(getattr(self.book, "_differential_styles", None), "styles", ())
        fill = styles[number].fill if number < len(styles) else None
        return (self._name(fill.bgColor) or self._name(fill.fgColor)) if fill is not None else None

    def _colour(self, cell: Any) -> str | None:
        style = cell.style_array.fillId
        if style not in self.fills:
            fill = cell.fill
            solid = getattr(fill, "fill_type", None) == "solid"
            self.fills[style] = self._name(fill.fgColor) if solid else None
        return self.fills[style]

    def _name(self, colour: Any) -> str | None:
        from openpyxl.styles.colors import COLOR_INDEX

        if colour is None:
            return None
        if colour.type == "theme":
            self.theme = self.theme or theme_colours(self.book.loaded_theme)
            known = self.theme[colour.theme] if 0 <= colour.theme < len(self.theme) else None
        elif colour.type == "indexed":
            palette = getattr(self.book, "_colors", None) or COLOR_INDEX
            known = indexed(colour.indexed, palette)
        else:
            known = colour.rgb if isinstance(colour.rgb, str) else None
        return name_of(tinted(known[-6:], colour.tint or 0)) if known else None


def _day(value: date, number_format: str | None, colour: str | None) -> Cell:
    """A date at the precision it is shown with; the first day of a month shown as a month is that month."""
    day = value.date() if isinstance(value, datetime) else value
    grain = _grain(number_format or "")
    if grain == "month":
        return Cell(f"{day:%B %Y}", day, grain, colour)
    if grain == "year":
        return Cell(f"{day:%Y}", day, grain, colour)
    return Cell(f"{day.day} {day:%B %Y}", day, grain, colour)


@lru_cache(maxsize=256)
def _grain(number_format: str) -> str:
    shown = re.sub(r'"[^"]*"|\[[^\]]*\]|\\.', "", number_format).casefold()
    if "d" in shown or "general" in shown:
        return "day"
    return "month" if "m" in shown else "year" if "y" in shown else "day"


def _worded(value: object, number_format: str | None) -> str:
    """A number as it is read aloud; a share as percent."""
    for kind, words in _WORDINGS:
        if isinstance(value, kind):
            return words(value, number_format or "")
    return ""


def _number(value: Any, number_format: str) -> str:
    number = float(value)
    if "%" in number_format:
        return f"{number * 100:.6g}%"
    if isinstance(value, int) or (number.is_integer() and abs(number) < 1e15):
        return str(int(value))
    return f"{number:.10g}"


_WORDINGS: tuple[tuple[type, Callable[[Any, str], str]], ...] = (
    (bool, lambda value, _: "Yes" if value else "No"),
    (int, _number),
    (float, _number),
    (time, lambda value, _: f"{value:%H:%M}"),
    (timedelta, lambda value, _: str(value)),
)

__all__ = ["DAMAGED", "NOT_A_SPREADSHEET", "open_excel"]
