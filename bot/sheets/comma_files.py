"""Text files of values: their encoding and separator found, their records as rows of cells.

What may live here: .csv and its relatives, whatever program saved them. Which sheets they become is a grid's affair.
"""

from __future__ import annotations

import codecs
import csv
import math
import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice

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
)

_SEPARATORS = (",", ";", "\t", "|")
_TRIED_RECORDS = 60
_TRIED_CHARACTERS = 60_000
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAID_SEPARATOR = re.compile(r'"?sep=(.)"?\r?\n')
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_FOREIGN = ("%pdf", "<!doctype", "<html", "<?xml", "{\\rtf", "<svg")


def open_text(content: bytes, name: str) -> Workbook | Refusal:
    """A text file of values as a workbook of one sheet, called as the file without its ending. Never raises."""
    text, note = _decoded(content)
    if not text.strip():
        return Refusal("empty", "This file is empty.")
    if _CONTROLS.search(text[:_TRIED_CHARACTERS]) or text.lstrip()[:9].casefold().startswith(_FOREIGN):
        return NOT_A_SPREADSHEET
    said = _SAID_SEPARATOR.match(text)
    body = text[said.end() :] if said else text
    intake = Intake()
    rows = _gathered(body, said[1] if said else _separator(body), intake)
    if isinstance(rows, Refusal):
        return rows
    notes = [note] if note else []
    return Workbook(name, (Sheet(_stem(name), tuple(rows)),), (*notes, *intake.notes()))


def _decoded(content: bytes) -> tuple[str, str]:
    """The text, and a note where its encoding had to be guessed."""
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return content.decode(encoding, "replace"), ""
    wide = _wide_encoding(content[:2_000])
    if wide:
        return content.decode(wide, "replace"), ""
    try:
        return content.decode("utf-8"), ""
    except UnicodeDecodeError:
        text = content.decode("cp1252", "replace")
    return text, "The text was read as Windows-1252, the encoding of older Windows programs."


def _wide_encoding(start: bytes) -> str | None:
    """UTF-16 without its mark: every other byte of plain text is null."""
    if len(start) < 4:
        return None
    even, odd = start[0::2].count(0), start[1::2].count(0)
    half = len(start) // 2
    if odd > half * 0.7 and even < half * 0.1:
        return "utf-16-le"
    return "utf-16-be" if even > half * 0.7 and odd < half * 0.1 else None


def _separator(text: str) -> str:
    """The separator that gives the most records of the same width, wider than one; a comma where none does."""
    return max(_SEPARATORS, key=lambda separator: _fit(text[:_TRIED_CHARACTERS], separator))


def _fit(text: str, separator: str) -> float:
    """How well a separator fits: how many records agree on a width, how wide, and how few values begin with a space."""
    try:
        records = [record for record in islice(_records(text, separator), _TRIED_RECORDS) if any(record)]
    except csv.Error:
        return 0
    widths = Counter(len(record) for record in records if len(record) > 1)
    if not widths:
        return 0
    # A title row is narrower than the table: what most wide records agree on counts, then how wide they are.
    width, count = max(widths.items(), key=lambda pair: (pair[1], pair[0]))
    inner = [value for record in records for value in record[1:]]
    tight = sum(1 for value in inner if not value.startswith(" ")) / len(inner)
    return count / len(records) * math.sqrt(min(width, 12)) * (0.1 + tight)


def _records(text: str, separator: str) -> Iterator[list[str]]:
    """The records, one after the other: a large file is never held a second time."""
    lines = (match[0].replace("\x00", "") for match in _LINE.finditer(text))
    return csv.reader(lines, delimiter=separator, strict=False)


def _gathered(text: str, separator: str, intake: Intake) -> list[Row] | Refusal:
    try:
        rows = intake.gather(_row(record, intake) for record in _records(text, separator))
    except csv.Error:
        return Refusal(
            "damaged",
            "This file has a quotation mark that is never closed. Please save it as .xlsx and try again.",
        )
    return TOO_MANY_ROWS if intake.is_full else rows


def _row(record: list[str], intake: Intake) -> Row:
    texts = (intake.text(value) for value in record[: MOST_COLUMNS + 1])
    return tuple(Cell(text) if text else EMPTY for text in texts)


def _stem(name: str) -> str:
    return name.rsplit("/", 1)[-1].rsplit(".", 1)[0] or name
