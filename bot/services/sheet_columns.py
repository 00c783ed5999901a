"""The columns of a dropped file, for somebody to put right: kept with the message that shows them, and read again."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict

from bot.rules.sheet_report import ACTIONS, KEPT, SHEET, ColumnRead, SheetReport
from bot.sheets.headings import EXACT, LEFT_OUT, REMEMBERED, SPARE, folded_heading, heading_of_sheet
from bot.sheets.vocabulary import BY_KIND
from storage.engine import Database
from storage.unit_of_work import reading

COLUMNS = "columns"
"""In the payload of a message that shows a file: its columns, which are no part of what Slack is given."""

_OF_KIND = "\x1f"

MOST, MOST_SHEETS = 40, 10
"""Columns and sheets one form asks about."""

Column = Mapping[str, str]
"""A column as it is kept: `letter`, `heading`, `field` and `how` as in `ColumnRead`, and the `kind` of its sheet."""


def columns_of(report: SheetReport) -> list[dict[str, str]]:
    """What somebody may put right: which of several sheets are read, then columns, those not sure of first.

    The columns of sheets with the same headings are there once.
    """
    found: dict[tuple[str, str], dict[str, str]] = {}
    for sheet in report.sheets:
        for column in sheet.columns:
            heading = folded_heading(column.heading)
            if heading:
                found.setdefault((sheet.kind, heading), {**asdict(column), "kind": sheet.kind})
    columns = sorted(found.values(), key=lambda one: one["how"] in (EXACT, REMEMBERED, SPARE))
    return [*_sheets_of(report), *columns][:MOST]


def _sheets_of(report: SheetReport) -> list[dict[str, str]]:
    """The sheets of a file that has several, as a column is kept: read, or left out."""
    several = len(report.sheets) > 1 and any(sheet.columns for sheet in report.sheets)
    return [
        {
            "letter": sheet.name,
            "heading": heading_of_sheet(sheet.name),
            "field": KEPT if sheet.heading_row else LEFT_OUT,
            "how": EXACT,
            "kind": SHEET,
        }
        for sheet in report.sheets[: MOST_SHEETS if several else 0]
    ]


def guessed(columns: Sequence[ColumnRead]) -> list[dict[str, str]]:
    """The same of a table that was not understood at all: its columns may be those of actions."""
    return [{**asdict(one), "kind": ACTIONS} for one in columns if folded_heading(one.heading)][:MOST]


def choices(columns: Sequence[Column]) -> dict[str, tuple[str, ...]]:
    """What a column of each kind of sheet can be."""
    kinds = {column["kind"] for column in columns}
    fields = {kind: (*BY_KIND[kind].phrases, KEPT, LEFT_OUT) for kind in kinds - {SHEET}}
    return fields | ({SHEET: (KEPT, LEFT_OUT)} if SHEET in kinds else {})


def shown_columns(database: Database, partnership_id: int, key: str) -> list[dict[str, str]]:
    """The columns that the message with this key shows; none where it shows no file any more."""
    with reading(database) as look:
        row = look.register(partnership_id).messages.with_key(key)
        return list(row.payload.get(COLUMNS, ())) if row is not None else []


def put_right(columns: Sequence[Column], chosen: Sequence[str]) -> tuple[dict[str, str], dict[int, str]]:
    """What each heading that was changed means now; and, by a column's place, which other one is that already.

    A heading is named with the kind of its sheet, as `headings_for` reads it: "Name" may be two things in one file.
    """
    taken: dict[tuple[str, str], str] = {}
    crossed: dict[int, str] = {}
    for place, (column, name) in enumerate(zip(columns, chosen, strict=True)):
        if name in (KEPT, LEFT_OUT) or name in BY_KIND[column["kind"]].repeatable:
            continue
        first = taken.setdefault((column["kind"], name), column["heading"])
        if first != column["heading"]:
            crossed[place] = " ".join(first.split())
    pairs = zip(columns, chosen, strict=True)
    return {_of_its_kind(one): name for one, name in pairs if name != one["field"]}, crossed


def headings_for(kind: str, headings: Mapping[str, str]) -> dict[str, str]:
    """What headings mean on sheets of a kind: those said of it, and those said of no kind."""
    said = ((heading.rpartition(_OF_KIND), name) for heading, name in headings.items())
    return {heading: name for (of, _, heading), name in said if of in ("", kind)}


def _of_its_kind(column: Column) -> str:
    is_sheet = column["kind"] == SHEET  # whether a sheet is read at all, whatever kind it is
    return column["heading"] if is_sheet else f"{column['kind']}{_OF_KIND}{column['heading']}"
