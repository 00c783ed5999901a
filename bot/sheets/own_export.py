"""A workbook that the register wrote out, come back: what somebody has edited in its sheet of actions.

What may live here: recognising it, and leaving of it what can be taken in. What stood there when it was written out is
made elsewhere and handed in. Pure.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from bot.sheets.grid import EMPTY, Cell, Row, Sheet, Workbook
from bot.sheets.headings import LEFT_OUT
from bot.sheets.headings import Mapping as HeadingMapping

CODE, WORDS = "code", "words"

CARRIED = {
    CODE: "reference", "title": "title", "priorities": "priority", "why": "why", "lead_group_id": "lead",
    "lead_body_id": "lead", "lead_words": "lead", "officer_id": "officer", "deputy_id": "deputy",
    "starts_words": "start", "when": "due", "status": "status", "quick_win": "quick_win",
    "localities": "locality", "cross_cutting": "cross_cutting", WORDS: "progress",
}  # fmt: skip
"""What an edit may be of: the register's name of a column, and the reading's. Any other is changed in Slack."""

_LEADS = ("lead_group_id", "lead_body_id", "lead_words")
_MOST_NAMED = 5


@dataclass(slots=True)
class Edited:
    """Sheets of actions without what cannot be taken in. `names` are what the register calls each heading's field."""

    names: Mapping[str, str]
    elsewhere: list[str] = field(default_factory=list)
    emptied: list[str] = field(default_factory=list)

    @property
    def mapping(self) -> HeadingMapping:
        """What the headings mean to the reading."""
        fields = {heading: CARRIED.get(name, LEFT_OUT) for heading, name in self.names.items()}
        return HeadingMapping().with_headings(fields)

    def sheet(self, sheet: Sheet, written: Sheet) -> Sheet:
        """The sheet as far as an edit of it can be taken in, beside itself as it was `written` out."""
        then = {row[CODE].text: row for row in self._rows(written)}
        headings, rows = sheet.rows[0], [sheet.rows[0]]
        for row, cells in zip(sheet.rows[1:], self._rows(sheet), strict=True):
            held = then.get(cells.get(CODE, EMPTY).text, {})
            rows.append(self._taken(headings, row, cells, held))
        return replace(sheet, rows=tuple(rows))

    @property
    def notes(self) -> tuple[str, ...]:
        """A sentence on each sort of edit that comes to nothing."""
        told = (
            ("Edited in columns that are changed in Slack alone, so left as it was", self.elsewhere),
            ("Emptied in the file, which clears nothing", self.emptied),
        )
        return tuple(f"{what}: {_first_of(cells)}." for what, cells in told if cells)

    def _rows(self, sheet: Sheet) -> list[dict[str, Cell]]:
        names = [self.names.get(cell.text, cell.text) for cell in sheet.rows[0]]
        return [dict(zip(names, row, strict=False)) for row in sheet.rows[1:]]

    def _taken(self, headings: Row, row: Row, cells: Mapping[str, Cell], held: Mapping[str, Cell]) -> Row:
        """A row without what cannot be taken in; `held` is empty for a new one."""
        return tuple(
            EMPTY
            if not self._counts(heading.text, cell, cells, held)
            # Whoever types another status leaves the cell the colour it had.
            else cell._replace(colour=None)
            if held
            else cell
            for heading, cell in zip(headings, row, strict=False)
        )

    def _counts(self, heading: str, cell: Cell, cells: Mapping[str, Cell], held: Mapping[str, Cell]) -> bool:
        """Whether a cell can be taken in; where it was edited and cannot, that is noted."""
        name = self.names.get(heading, heading)
        then = held.get(name, EMPTY)
        carried = name in CARRIED and not (held and _is_of_several(name, cells, held))
        called = (held.get(CODE) or cells.get("title", EMPTY)).text
        if called and not carried and (cell.text, cell.day) != (then.text, then.day):
            self.elsewhere.append(f"{called} {heading}")
        elif then.text and not cell.text:
            self.emptied.append(f"{called} {heading}")
        return carried


def sheet_of(book: Workbook, headings: Sequence[str]) -> Sheet | None:
    """The sheet that begins with these headings, whatever else stands beside them."""
    wanted = set(headings)
    return next(
        (one for one in book.sheets if one.rows and wanted <= {cell.text for cell in one.rows[0]}), None
    )


def _is_of_several(name: str, *rows: Mapping[str, Cell]) -> bool:
    """Whether a cell is one of several leads, or names several priorities: which of them is meant is not guessed."""
    if name == "priorities":
        return any("\n" in row.get(name, EMPTY).text for row in rows)
    return name in _LEADS and any(sum(1 for lead in _LEADS if row.get(lead, EMPTY).text) > 1 for row in rows)


def _first_of(cells: Sequence[str]) -> str:
    more = f" and {len(cells) - _MOST_NAMED} more" if len(cells) > _MOST_NAMED else ""
    return f"{', '.join(cells[:_MOST_NAMED])}{more}"
