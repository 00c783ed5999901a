"""Tables whose shape says something: one name for a block of rows, a column for every quarter.

What may live here: reading that shape into the table, before its rows are read. Pure.
"""

from __future__ import annotations

import re
from dataclasses import replace

from bot.rules.date_reading import MONTHS
from bot.rules.status import StatusKey
from bot.sheets.grid import EMPTY, Cell, Row
from bot.sheets.headings import KEPT, LIKELY, REMEMBERED, SPARE, Table
from bot.sheets.status_cells import read_status

_MONTH = "|".join(f"{name[:3]}(?:{name[3:]})?" for name in MONTHS) + "|sept"
_PERIOD = re.compile(
    rf"(?:(?:end of |at )?(?:[0-9]{{1,2}} )?(?:{_MONTH})|q(?:uarter|tr)? ?[1-4])(?:[ ./–-]*[0-9]{{2,4}}){{0,2}}",
    re.IGNORECASE,
)
_SHORT = 20
_FEWEST = 2


def with_blocks(table: Table) -> Table:
    """The same with a priority that is named once, at the first of its rows, in all of them.

    Only where the first row has one, there are several, and none is named twice: else an empty cell means none.
    """
    column = next((one.number for one in table.of("priority")), None)
    title = next((one.number for one in table.of("title")), None)
    if column is None or title is None:
        return table
    below = table.sheet.rows[table.heading_row + 1 :]
    said = [_cell(row, column).text for row in below if _cell(row, title).text]
    names = [name for name in said if name]
    if not said or not said[0] or len(names) < _FEWEST or len(set(names)) < len(names) or all(said):
        return table
    rows, above = list(table.sheet.rows), EMPTY
    for number, row in enumerate(below, table.heading_row + 1):
        above = _cell(row, column) if _cell(row, column).text else above
        if _cell(row, title).text and not _cell(row, column).text:
            rows[number] = _with(row, column, above._replace(spread=True))
    return replace(table, sheet=replace(table.sheet, rows=tuple(rows)))


def with_periods(table: Table, key: StatusKey) -> Table:
    """The same with its columns of months and quarters: the last of statuses is the status, words are progress."""
    periods = [
        one for one in table.columns if one.field == KEPT and one.how != REMEMBERED and is_period(one.heading)
    ]
    shown = [one.number for one in periods if _shows_statuses(table, one.number, key)]
    worded = [one.number for one in periods if one.number not in shown and _says(table, one.number)]
    fields = dict.fromkeys(worded, "progress")
    if shown and not table.of("status"):
        fields[shown[-1]] = "status"
    columns = tuple(
        replace(one, field=fields[one.number], how=LIKELY) if one.number in fields else one
        for one in table.columns
    )
    return replace(table, columns=columns)


def with_earlier(table: Table, key: StatusKey) -> Table:
    """The same with the status of the quarter before wherever that of the last quarter is not filled in yet."""
    status = next((one.number for one in table.of("status")), None)
    before = [
        one.number
        for one in reversed(table.columns)
        if status is not None
        and one.number < status
        and one.field == KEPT
        and (one.how == SPARE or is_period(one.heading))
        and _shows_statuses(table, one.number, key)
    ]
    if status is None or not before:
        return table
    rows = list(table.sheet.rows)
    for number, row in enumerate(rows[table.heading_row + 1 :], table.heading_row + 1):
        if not _is_filled(_cell(row, status)):
            earlier = (_cell(row, column) for column in before)
            rows[number] = _with(row, status, next(filter(_is_filled, earlier), EMPTY))
    return replace(table, sheet=replace(table.sheet, rows=tuple(rows)))


def is_period(heading: str) -> bool:
    """Whether a heading is a month or a quarter and no more: "Apr 2026", "Q1 25/26"."""
    return _PERIOD.fullmatch(" ".join(heading.split())) is not None


def _shows_statuses(table: Table, number: int, key: StatusKey) -> bool:
    cells = _cells(table, number)
    read = [cell for cell in cells if len(cell.text) <= _SHORT and read_status(cell, key).status]
    return bool(read) and len(read) * 2 >= len(cells)


def _says(table: Table, number: int) -> bool:
    """Whether most of what stands there are words, and not figures."""
    said = [cell.text for cell in _cells(table, number) if cell.text]
    return bool(said) and sum(1 for text in said if any(mark.isalpha() for mark in text)) * 2 > len(said)


def _cells(table: Table, number: int) -> list[Cell]:
    below = (_cell(row, number) for row in table.sheet.rows[table.heading_row + 1 :])
    return [cell for cell in below if _is_filled(cell)]


def _is_filled(cell: Cell) -> bool:
    return bool(cell.text or cell.colour)


def _cell(row: Row, number: int) -> Cell:
    return row[number] if number < len(row) else EMPTY


def _with(row: Row, number: int, cell: Cell) -> Row:
    long = row + (EMPTY,) * (number + 1 - len(row))
    return (*long[:number], cell, *long[number + 1 :])
