"""Opening files: what is read of good ones, and one clear line for each of the others."""

from datetime import date
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from openpyxl.styles import Font

from bot.sheets.grid import LONGEST_GAP, Cell, Refusal, Workbook
from bot.sheets.opening import LARGEST, open_spreadsheet
from tests.bot.sheets.workbooks import (
    archive,
    excel,
    fill,
    indexed_fill,
    saved,
    theme_fill,
    tracker,
    with_part,
)

SHEET = "xl/worksheets/sheet1.xml"
OLE = bytes.fromhex("D0CF11E0A1B11AE1")
PLAIN = saved({"Actions": [["Action", "Lead"], ["Walking groups", "Glen College"]]})


def _refused(content: bytes, name: str = "tracker.xlsx") -> Refusal:
    found = open_spreadsheet(content, name)
    assert isinstance(found, Refusal), found
    return found


def _text(content: bytes, name: str = "tracker.csv") -> list[list[str]]:
    found = open_spreadsheet(content, name)
    assert isinstance(found, Workbook), found
    return [[cell.text for cell in row] for row in found.sheets[0].rows]


@pytest.mark.parametrize(
    ("content", "name", "kind", "says"),
    [
        (b"", "tracker.xlsx", "empty", "empty"),
        (b" \n \n", "tracker.csv", "empty", "empty"),
        (b"%PDF-1.7 \xe2\xe3", "tracker.xlsx", "not_a_spreadsheet", "not a spreadsheet"),
        (b"%PDF-1.7 words", "tracker.csv", "not_a_spreadsheet", "not a spreadsheet"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "tracker.csv", "not_a_spreadsheet", "not a spreadsheet"),
        (b"<!DOCTYPE html><html>", "tracker.csv", "not_a_spreadsheet", "not a spreadsheet"),
        (b"Action,Lead", "notes.docx", "not_a_spreadsheet", "not a spreadsheet"),
        (OLE + "Workbook".encode("utf-16-le"), "tracker.xls", "old_format", "save it as .xlsx"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "tracker.xlsx", "password", "password"),
        (archive({"word/document.xml": b"<a/>"}), "plan.docx", "other_format", "Word"),
        (archive({"content.xml": b"<a/>"}), "tracker.ods", "other_format", "save it as .xlsx"),
        (archive({"xl/workbook.bin": b"x"}), "tracker.xlsb", "other_format", "save it as .xlsx"),
        (archive({"a.txt": b"x"}), "tracker.xlsx", "not_a_spreadsheet", "not a spreadsheet"),
        (PLAIN, "tracker.xlsm", "macros", "nothing of it was read"),
        (with_part(PLAIN, "xl/vbaProject.bin", lambda _: b"x"), "tracker.xlsx", "macros", "save it as .xlsx"),
        (PLAIN[:-300], "tracker.xlsx", "damaged", "damaged"),
        (with_part(PLAIN, SHEET, lambda part: part[:-60]), "tracker.xlsx", "damaged", "damaged"),
        (with_part(PLAIN, "xl/styles.xml", lambda _: b"no XML"), "tracker.xlsx", "damaged", "damaged"),
        (saved({"Actions": []}), "tracker.xlsx", "empty", "empty"),
    ],
)
def test_a_file_that_is_no_spreadsheet_gets_one_clear_line(
    content: bytes, name: str, kind: str, says: str
) -> None:
    refusal = _refused(content, name)
    assert refusal.kind == kind
    assert says in refusal.line
    assert "\n" not in refusal.line


def test_a_file_larger_than_fifty_megabytes_is_not_looked_into() -> None:
    assert _refused(b"PK\x03\x04" + bytes(LARGEST)).kind == "too_large"


def test_a_zip_bomb_is_refused_before_it_is_unpacked() -> None:
    bomb = with_part(PLAIN, SHEET, lambda _: b"<a>" + b" " * (20 * 1024 * 1024))
    assert len(bomb) < 100_000
    assert _refused(bomb).kind == "unpacks_too_large"
    many = archive(
        {f"xl/a{number}.xml": b"<a/>" for number in range(5_001)} | {"[Content_Types].xml": b"<a/>"}
    )
    assert _refused(many).kind == "unpacks_too_large"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize("part", ["xl/sharedStrings.xml", SHEET, "docProps/core.xml"])
def test_a_part_that_defines_entities_is_never_expanded(part: str, encoding: str) -> None:
    declared = f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'
    assert _refused(with_part(PLAIN, part, lambda _: declared.encode(encoding))).kind == "unsafe"


def test_entities_below_a_long_comment_are_found_too() -> None:
    declared = b"<!--" + b"x" * 40_000 + b'--><!DOCTYPE a [<!ENTITY b "c">]><a/>'
    assert _refused(with_part(PLAIN, "xl/styles.xml", lambda _: declared)).kind == "unsafe"


def test_links_to_other_workbooks_are_not_followed() -> None:
    linked = with_part(PLAIN, "xl/externalLinks/externalLink1.xml", lambda _: b"<externalLink/>")
    assert isinstance(open_spreadsheet(linked, "tracker.xlsx"), Workbook)


def test_a_million_empty_rows_are_left_and_the_rows_before_them_read() -> None:
    rows = b"".join(b'<row r="%d"><c r="A%d" s="0"/></row>' % (n, n) for n in range(3, 60_000))
    padded = with_part(PLAIN, SHEET, lambda part: part.replace(b"</sheetData>", rows + b"</sheetData>"))
    found = open_spreadsheet(padded, "tracker.xlsx")
    assert isinstance(found, Workbook)
    assert len(found.sheets[0].rows) == 2


def test_a_cell_at_the_very_end_of_a_sheet_costs_nothing() -> None:
    far = b'<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>far</t></is></c></row></sheetData>'
    found = open_spreadsheet(
        with_part(PLAIN, SHEET, lambda part: part.replace(b"</sheetData>", far)), "tracker.xlsx"
    )
    assert isinstance(found, Workbook)
    assert len(found.sheets[0].rows) == 2


def test_more_rows_than_a_register_has_are_refused() -> None:
    assert _refused(b"Action,Lead\n" + b"a,b\n" * 50_001, "tracker.csv").kind == "too_many_rows"


def test_a_gap_in_a_text_file_ends_it() -> None:
    assert len(_text(b"Action,Lead\na,b\n" + b",\n" * (LONGEST_GAP + 1) + b"c,d\n")) == 2


# --- text files ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_a_text_file_is_read_in_any_encoding_and_with_any_separator(encoding: str, separator: str) -> None:
    rows = ["Action", "Lead"], ["“Cash First” – route", "NHS"], ["Café, open; late", "Council"]
    lines = "\r\n".join(separator.join(f'"{cell}"' for cell in row) for row in rows)
    assert _text(lines.encode(encoding)) == [list(row) for row in rows]


def test_windows_1252_is_mentioned() -> None:
    found = open_spreadsheet("Action,Lead\nthe “route”,NHS".encode("cp1252"), "tracker.csv")
    assert isinstance(found, Workbook)
    assert any("Windows-1252" in note for note in found.notes)


def test_excel_says_its_separator_in_a_first_line() -> None:
    assert _text(b"sep=|\r\nAction|Lead\r\na, b|c\r\n") == [["Action", "Lead"], ["a, b", "c"]]


def test_a_separator_is_told_by_the_table_and_not_by_the_title() -> None:
    text = "Plan, of Inverlath, for 2026\n\n" + "Action;Lead;Due\n" + "Walk, and talk;NHS, IC;May\n" * 4
    assert _text(text.encode())[2] == ["Action", "Lead", "Due"]


def test_line_breaks_and_quotes_inside_a_cell_are_kept() -> None:
    assert _text(b'Action,Lead\r\n"one\r\ntwo ""three""",NHS\r\n')[1] == ['one\ntwo "three"', "NHS"]


def test_a_quotation_mark_never_closed_is_said() -> None:
    assert _refused(b'Action,Lead\n"' + b"a" * 200_000, "tracker.csv").kind == "damaged"


def test_a_cell_of_forty_thousand_characters_is_cut_and_it_is_said() -> None:
    found = open_spreadsheet(b"Action,Lead\n" + b"a" * 40_000 + b",b", "tracker.csv")
    assert isinstance(found, Workbook)
    assert len(found.sheets[0].rows[1][0].text) == 32_767
    assert found.notes == ("1 cell was cut at 32,767 characters.",)


# --- workbooks -------------------------------------------------------------------------------------------


def test_merged_cells_stand_in_every_cell_they_cover() -> None:
    def finish(book: Any) -> None:
        book["A"].merge_cells("A1:C1")
        book["A"].merge_cells("A2:A4")

    rows = (
        excel({"A": [["Title"], ["Poverty", "one"], [None, "two"], [None, "three"]]}, finish).sheets[0].rows
    )
    assert rows[0] == (Cell("Title"), Cell("Title", spread=True), Cell("Title", spread=True))
    assert [(row[0].text, row[0].spread) for row in rows[1:]] == [
        ("Poverty", False),
        *[("Poverty", True)] * 2,
    ]


def test_a_merge_over_the_whole_sheet_is_cut_to_what_is_there() -> None:
    merged = b'</sheetData><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    found = open_spreadsheet(
        with_part(PLAIN, SHEET, lambda part: part.replace(b"</sheetData>", merged)), "tracker.xlsx"
    )
    assert isinstance(found, Workbook)
    assert [len(row) for row in found.sheets[0].rows] == [200, 200]


def test_numbers_dates_and_shares_read_as_they_are_shown() -> None:
    def finish(book: Any) -> None:
        book["A"]["B1"].number_format = "0%"
        book["A"]["D1"].number_format = "mmm-yy"
        book["A"]["E1"].number_format = "yyyy"

    row = excel({"A": [[3.0, 0.5, date(2026, 3, 31), date(2026, 3, 1), date(2026, 1, 1), True, 3.1]]}, finish)
    cells = row.sheets[0].rows[0]
    assert [cell.text for cell in cells] == ["3", "50%", "31 March 2026", "March 2026", "2026", "Yes", "3.1"]
    assert [cell.grain for cell in cells[2:5]] == ["day", "month", "year"]


def test_colours_are_named_however_the_file_writes_them() -> None:
    fills = [
        fill("FF0000"),
        fill("FFC000"),
        fill("FFFF00"),
        fill("92D050"),
        fill("00B0F0"),
        fill("A6A6A6"),
        fill("FFFFFF"),
        theme_fill(9, 0.4),
        indexed_fill(10),
        indexed_fill(64),
    ]

    def finish(book: Any) -> None:
        for number, one in enumerate(fills, 1):
            book["A"].cell(row=1, column=number).fill = one
        book["A"]["K1"].font = Font(color="FF00B050")

    row = excel({"A": [[None] * 10 + ["●", "last"]]}, finish).sheets[0].rows[0]
    names = ["red", "amber", "amber", "green", "blue", "grey", None, "amber", "red", None, "green", None]
    assert [cell.colour for cell in row] == names


def test_hidden_sheets_are_left_and_hidden_rows_read_and_both_are_said() -> None:
    def finish(book: Any) -> None:
        book["Lists"].sheet_state = "hidden"
        book["Actions"].row_dimensions[2].hidden = True

    found = excel({"Actions": [["Action"], ["Walk"]], "Lists": [["Red"], ["Green"]]}, finish)
    assert [sheet.name for sheet in found.sheets] == ["Actions"]
    assert len(found.sheets[0].rows) == 2
    assert "Hidden sheets were not read: Lists." in found.notes
    assert "1 hidden row was read like any other." in found.notes


SCALE = (
    b'<conditionalFormatting sqref="A1:A9"><cfRule type="colorScale" priority="1"/></conditionalFormatting>'
)


def test_formulas_and_computed_colours_are_mentioned() -> None:
    formula = with_part(PLAIN, SHEET, lambda part: part.replace(b"<is>", b"<f>1+1</f><is>", 1))
    coloured = with_part(formula, SHEET, lambda part: part.replace(b"</worksheet>", SCALE + b"</worksheet>"))
    found = open_spreadsheet(coloured, "tracker.xlsx")
    assert isinstance(found, Workbook)
    assert [note.split()[0] for note in found.notes] == ["Formulas", "Some"]


def test_strings_kept_apart_from_their_cells_are_read() -> None:
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    listed = f'<Override PartName="/xl/sharedStrings.xml" ContentType="{kind}"/></Types>'.encode()
    strings = f'<sst xmlns="{main}"><si><t>Action</t></si><si><r><t>in </t></r><r><t>two</t></r></si></sst>'.encode()
    shared = with_part(
        with_part(
            with_part(PLAIN, "[Content_Types].xml", lambda part: part.replace(b"</Types>", listed)),
            "xl/sharedStrings.xml",
            lambda _: strings,
        ),
        SHEET,
        lambda part: part.replace(b't="inlineStr"><is><t>Lead</t></is>', b't="s"><v>1</v>'),
    )
    found = open_spreadsheet(shared, "tracker.xlsx")
    assert isinstance(found, Workbook)
    assert found.sheets[0].rows[0][1].text == "in two"


def test_a_file_is_known_by_what_is_in_it_and_not_by_its_name() -> None:
    assert isinstance(open_spreadsheet(PLAIN, "tracker.csv"), Workbook)


def test_a_real_tracker_opens_without_a_word() -> None:
    with ZipFile(BytesIO(tracker())) as file:
        assert "xl/workbook.xml" in file.namelist()
    found = open_spreadsheet(tracker(), "tracker.xlsx")
    assert isinstance(found, Workbook)
    assert found.notes == ()
