"""A list of meeting dates in a spreadsheet, read against a register.

What may live here: from a table of dates to a proposal of meetings. The meeting is named by a column, or else by the
title above the table or the sheet's own name. A date that is no single day is passed over and named: meetings are
never dated by guessing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from bot.sheets.date_cells import read_when
from bot.sheets.grid import Cell, Workbook
from bot.sheets.headings import KEPT, Table, find_table
from bot.sheets.headings import Mapping as HeadingMapping
from bot.sheets.known import Known
from bot.sheets.meeting_rows import Meetings, group_in, group_names, source_of
from bot.sheets.people_cells import Names
from bot.sheets.proposal import MeetingSaid, Proposal, SheetRead, Skipped
from bot.sheets.row_kinds import TableRow, rows_below
from bot.sheets.vocabulary import MEETINGS

_TIME = re.compile(r"\b([0-2]?[0-9])(?:[:.]([0-5][0-9]))?\s*(am|pm|noon)?\b", re.IGNORECASE)
_CANCELLED = re.compile(r"\bcancel|\bno longer\b|\bstood down\b", re.IGNORECASE)
_ABOUT_IT = re.compile(
    r"\b(?:meetings?|dates?|calendar|schedule|timetable|for|of|the|20[0-9]{2}(?:\s*[-–/]\s*[0-9]{2,4})?)\b",
    re.IGNORECASE,
)
_LONGEST_NAME = 200
_CLOCK = 24


def read_meetings(
    workbook: Workbook,
    known: Known,
    mapping: HeadingMapping | None = None,
    decisions: Mapping[str, str] | None = None,
) -> Proposal[MeetingSaid]:
    """A proposal of every meeting a workbook lists. Never raises."""
    return _Reading(known, mapping or HeadingMapping(), decisions or {}).read(workbook)


@dataclass(slots=True)
class _Reading:
    known: Known
    mapping: HeadingMapping
    decisions: Mapping[str, str]
    skipped: list[Skipped] = field(default_factory=list)

    def read(self, workbook: Workbook) -> Proposal[MeetingSaid]:
        proposed = Meetings(self.known, self.skipped, self.decisions)
        groups = group_names(self.known.groups)
        sheets, remembered = [], dict(self.mapping.fields)
        for sheet in workbook.sheets:
            table = find_table(sheet, MEETINGS, self.mapping)
            columns = table.columns if table else ()
            sheets.append(SheetRead(sheet.name, table.heading_row + 1 if table else None, columns))
            if table:
                remembered |= table.mapping.fields
                self._read_table(table, groups, proposed)
        rows = tuple(proposed.rows.values())
        mapping = HeadingMapping(remembered)
        return Proposal(workbook.name, rows, tuple(self.skipped), tuple(sheets), workbook.notes, mapping)

    def _read_table(self, table: Table, groups: Names, proposed: Meetings) -> None:
        named = _named_above(table, groups)
        for row in rows_below(table, "day"):
            if row.kind not in ("row", "goes_on"):
                self.skipped.append(Skipped(table.sheet.name, row.number, row.kind, row.words))
                continue
            day = self._day(row.first("day"))
            if day is None:
                self.skipped.append(Skipped(table.sheet.name, row.number, "no day", row.words))
                continue
            said, problems = self._said(row, day, named, groups)
            source = source_of("sheet", "meeting", said.name.casefold(), day.isoformat())
            proposed.propose(table.sheet.name, row.number, said, source, problems)

    def _day(self, cell: Cell) -> date | None:
        if not cell.text:
            return None
        due = read_when(cell, self.known.today, self.known.fy_start).due
        return due.latest if due.precision == "day" else None

    def _said(
        self, row: TableRow, day: date, named: str, groups: Names
    ) -> tuple[MeetingSaid, tuple[str, ...]]:
        name = _flat(row.first("name").text)[:_LONGEST_NAME] or named
        papers, problems = row.first("papers_due"), []
        papers_due = self._day(papers)
        kept = [f"{_flat(heading)}: {cell.text}" for heading, cell in row.cells.get(KEPT, ())]
        if papers.text and papers_due is None:
            problems.append(f"“{_flat(papers.text)[:60]}” is not a day; kept as words")
            kept.append(f"Papers due: {papers.text}")
        state = row.first("state").text
        said = MeetingSaid(
            name,
            day,
            time_of(row.first("time").text),
            "cancelled" if _CANCELLED.search(f"{state} {name}") else "planned",
            group_in(name, groups) or group_in(named, groups),
            _flat(row.first("place").text) or None,
            "\n".join(kept)[:2_000] or None,
            papers_due,
        )
        return said, tuple(problems)


def time_of(text: str) -> str | None:
    """The first time of day in words, as HH:MM: "10am", "2.30pm – 4pm", "14:00". None: there is none."""
    for match in _TIME.finditer(text):
        hour, minute, half = int(match[1]), int(match[2] or 0), (match[3] or "").casefold()
        if not match[2] and not half:
            continue
        if half == "pm" and hour < 12:
            hour += 12
        if half == "am" and hour == 12:
            hour = 0
        if hour < _CLOCK:
            return f"{hour:02}:{minute:02}"
    return None


def _named_above(table: Table, groups: Names) -> str:
    """What meetings without a name of their own are called: by a title above the table, or by the sheet."""
    titles = [
        cell.text
        for row in table.sheet.rows[: table.heading_row]
        for cell in row
        if cell.text and not cell.spread and len(cell.text) <= _LONGEST_NAME
    ]
    for title in (*titles, table.sheet.name):
        bare = _flat(_ABOUT_IT.sub(" ", title)).strip(" -–:,")
        group = group_in(title, groups) or group_in(bare, groups)
        if group:
            return group.name
    return _flat(_ABOUT_IT.sub(" ", titles[0] if titles else table.sheet.name)).strip(" -–:,") or "Meeting"


def _flat(text: str) -> str:
    return " ".join(text.split())
