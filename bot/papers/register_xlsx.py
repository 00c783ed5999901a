"""The register as a workbook: headings, filters, dates as dates, status in words and colour, nothing that executes.

What may live here: sheets of cells to the bytes of an .xlsx file.
"""

import re
from collections.abc import Iterable
from datetime import date, datetime
from io import BytesIO
from typing import Any

from bot.papers.register_tables import Cell, Marked, SheetTable
from bot.rules.sheet_report import MARK

MOST_CHARACTERS = 32_767
"""As many characters as a cell of a workbook holds; what is longer is cut, and says so."""

CUT = " … (cut here: the whole is in the JSON export)"

FILLS = {
    "not_started": "FFE7E6E6",
    "on_track": "FFC6E7C8",
    "at_risk": "FFFFE0B2",
    "off_track": "FFF8C8C8",
    "complete": "FFC5DCF5",
    "paused": "FFE3DFF0",
    "closed": "FFDDDDDD",
}
"""A pale colour for each status, beside its words: black text stays readable on all of them."""

_FORBIDDEN_IN_NAMES = re.compile(r"[\[\]:*?/\\]")
_LONGEST_NAME = 31
_WIDEST, _NARROWEST = 60, 10
_LOOKED_AT = 200
"""Rows that decide how wide a column is."""

_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def register_xlsx(sheets: Iterable[SheetTable], at: datetime, of: str = "") -> bytes:
    """The workbook. `at` is the instant it says it was made, `of` the code of the partnership it is marked with."""
    from openpyxl import Workbook
    from openpyxl.packaging.custom import StringProperty

    book: Any = Workbook(write_only=True)
    book.properties.creator = "LOIP bot"
    book.properties.created = book.properties.modified = at.replace(tzinfo=None)
    if of:
        book.custom_doc_props.append(StringProperty(name=MARK, value=f"{of} {at.isoformat()}"))
    taken: set[str] = set()
    for sheet in sheets:
        _write(book.create_sheet(_name(sheet.name, taken)), sheet)
    if not taken:
        book.create_sheet("Empty")
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def _name(wanted: str, taken: set[str]) -> str:
    """A name Excel takes for a sheet: short, without its forbidden characters, and nobody else's."""
    base = _FORBIDDEN_IN_NAMES.sub(" ", wanted).strip("' ")[:_LONGEST_NAME] or "Sheet"
    name, number = base, 1
    while name.casefold() in taken:
        number += 1
        name = f"{base[: _LONGEST_NAME - len(str(number)) - 1]} {number}"
    taken.add(name.casefold())
    return name


def _write(page: Any, sheet: SheetTable) -> None:
    from openpyxl.utils import get_column_letter

    for number, width in enumerate(_widths(sheet), 1):
        page.column_dimensions[get_column_letter(number)].width = width
    page.freeze_panes = "A2"
    page.auto_filter.ref = f"A1:{get_column_letter(len(sheet.headings))}{len(sheet.rows) + 1}"
    cells = _Cells(page)
    page.append([cells.heading(words) for words in sheet.headings])
    for row in sheet.rows:
        page.append([cells.cell(value) for value in row])


def _widths(sheet: SheetTable) -> list[int]:
    longest = [len(heading) for heading in sheet.headings]
    for row in sheet.rows[:_LOOKED_AT]:
        longest = [max(known, _length(value)) for known, value in zip(longest, row, strict=True)]
    return [min(max(length + 2, _NARROWEST), _WIDEST) for length in longest]


def _length(value: Cell) -> int:
    words = value.words if isinstance(value, Marked) else str(value) if value is not None else ""
    return max((len(line) for line in words.splitlines()), default=0)


class _Cells:
    """The cells of one page, with styles made once."""

    def __init__(self, page: Any) -> None:
        from openpyxl.styles import Alignment, Font, PatternFill

        self._page = page
        self._bold = Font(bold=True)
        self._wrapped = Alignment(wrap_text=True, vertical="top")
        self._fills = {status: PatternFill("solid", fgColor=colour) for status, colour in FILLS.items()}

    def heading(self, words: str) -> Any:
        """A heading."""
        cell = self._text(words)
        cell.font = self._bold
        return cell

    def cell(self, value: Cell) -> Any:
        """A value: text as text whatever it begins with, a day as a day, a status with its colour."""
        if value is None:
            return None
        if isinstance(value, Marked):
            cell = self._text(value.words)
            cell.fill = self._fills[value.status]
            return cell
        return self._text(value) if isinstance(value, str) else self._bare(value)

    def _bare(self, value: Any) -> Any:
        from openpyxl.cell import WriteOnlyCell

        cell = WriteOnlyCell(self._page, value)
        cell.alignment = self._wrapped
        if isinstance(value, date):
            cell.number_format = "ddd d mmm yyyy"
        return cell

    def _text(self, words: str) -> Any:
        from openpyxl.cell import WriteOnlyCell

        cell = WriteOnlyCell(self._page, _storable(words))
        # Said to be text, "=1+1" stays what was typed; a quote prefix keeps it so when somebody edits the cell.
        cell.data_type = "s"
        cell.quotePrefix = True
        cell.alignment = self._wrapped
        return cell


def _storable(words: str) -> str:
    clean = _NOT_IN_XML.sub("", words)
    return clean if len(clean) <= MOST_CHARACTERS else clean[: MOST_CHARACTERS - len(CUT)] + CUT
