"""Workbooks made in the test, as partnerships keep them. All people and bodies are invented."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import openpyxl
from openpyxl.styles import PatternFill
from openpyxl.styles.colors import Color
from openpyxl.worksheet.worksheet import Worksheet

from bot.rules.naming import Named
from bot.sheets.grid import Cell, Sheet, Workbook
from bot.sheets.known import Known
from bot.sheets.opening import open_spreadsheet

TODAY = date(2026, 11, 23)
Values = Sequence[object]

INVERLATH = Known(
    TODAY,
    people=(
        Named("contacts", 1, "Ailsa Reid", ("Health Improvement Manager", "ailsa@example.org")),
        Named("contacts", 2, "Rory Blair", ("Superintendent",)),
    ),
    bodies=(
        Named("bodies", 1, "NHS Inverlath", ("NHSI",)),
        Named("bodies", 2, "Inverlath Council", ("IC",)),
        Named("bodies", 3, "Glen College"),
        Named("bodies", 4, "Police Inverlath"),
    ),
    groups=(Named("groups", 1, "Health and Wellbeing Partnership"), Named("groups", 2, "Board")),
    priorities=(Named("priorities", 1, "Poverty"), Named("priorities", 2, "Health & wellbeing")),
    localities=(Named("localities", 1, "Strathlea"), Named("localities", 2, "Glenmore")),
)


def fill(colour: str) -> PatternFill:
    """A solid fill of RRGGBB."""
    return PatternFill("solid", fgColor=colour)


def theme_fill(number: int, tint: float = 0.0) -> PatternFill:
    """A solid fill of a colour of the theme."""
    return PatternFill("solid", fgColor=Color(theme=number, tint=tint))


def indexed_fill(number: int) -> PatternFill:
    """A solid fill of a colour of the old palette."""
    return PatternFill("solid", fgColor=Color(indexed=number))


def saved(sheets: Mapping[str, Iterable[Values]], finish: Callable[[Any], None] | None = None) -> bytes:
    """The bytes of an .xlsx file with these sheets. `finish` may colour, merge and hide before it is saved."""
    book = openpyxl.Workbook()
    first = book.active
    assert isinstance(first, Worksheet)
    book.remove(first)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    if finish:
        finish(book)
    written = BytesIO()
    book.save(written)
    return written.getvalue()


def excel(sheets: Mapping[str, Iterable[Values]], finish: Callable[[Any], None] | None = None) -> Workbook:
    """The same, saved and opened again."""
    found = open_spreadsheet(saved(sheets, finish), "tracker.xlsx")
    assert isinstance(found, Workbook), found
    return found


def grid(*rows: Sequence[str | Cell], name: str = "Tracker") -> Workbook:
    """A workbook of one sheet without any file."""
    cells = tuple(tuple(cell if isinstance(cell, Cell) else Cell(cell) for cell in row) for row in rows)
    return Workbook("tracker.xlsx", (Sheet(name, cells),))


def archive(parts: Mapping[str, bytes]) -> bytes:
    """The bytes of a zip file with these parts."""
    written = BytesIO()
    with ZipFile(written, "w", ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return written.getvalue()


def with_part(content: bytes, name: str, changed: Callable[[bytes], bytes]) -> bytes:
    """An .xlsx file with one of its parts changed, or added."""
    with ZipFile(BytesIO(content)) as file:
        parts = {part: file.read(part) for part in file.namelist()}
    return archive({**parts, name: changed(parts.get(name, b""))})


def tracker() -> bytes:
    """A tracker as one of these councils keeps it: titles, sections, merged leads, colours, totals, a key below."""

    def finish(book: Any) -> None:
        sheet = book["Tracker"]
        for merged in ("A1:H1", "A2:H2", "A5:H5", "A10:H10", "D6:D7"):
            sheet.merge_cells(merged)
        sheet["G7"].fill = fill("FF0000")
        sheet["E7"].number_format = "dd/mm/yyyy"
        sheet["E11"].number_format = "mmm-yy"

    return saved(
        {
            "Tracker": [
                ["Inverlath Community Planning Partnership"],
                ["LOIP action tracker – as at November 2026"],
                [],
                ["Ref", "Theme", "Action", "Lead Officer/Agency", "Timescale", "Progress", "RAG", "Cost"],
                ["Priority 1: Poverty"],
                [
                    "1.1",
                    "",
                    "Cash First referral route",
                    "J. Smith (NHSI)\nIC",
                    "Spring 2027",
                    "• Out\n• “Agreed”",
                    "A",
                ],
                ["1.2", "", "Benefit checks in surgeries", None, date(2026, 12, 31), None, None, 5000],
                [None, None, None, None, None, "A second line of progress"],
                ["Ref", "Theme", "Action", "Lead Officer/Agency", "Timescale", "Progress", "RAG", "Cost"],
                ["Priority 2: Health and wellbeing"],
                [
                    "2.1",
                    "",
                    "Walking groups",
                    "Glen College / Police Inverlath",
                    date(2027, 3, 1),
                    None,
                    "In progress",
                ],
                [],
                ["Total", None, 3, None, None, None, None, 5000],
                ["RAG key: red is off track"],
            ]
        },
        finish,
    )
