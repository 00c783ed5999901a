"""A workbook the register wrote out, come back: read against itself as it was then, so that only edits count.

What may live here: the sheet as it was written out, made again from the register of that instant, and what the reading
is told of it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from bot.papers.register_csv import register_csv
from bot.papers.register_tables import LAST_SAID, Contents, SheetTable, actions_table, headings_of_actions
from bot.papers.register_xlsx import register_xlsx
from bot.rules.sheet_report import NotRead
from bot.rules.ways import ways_of
from bot.services.sheeting.besides import besides
from bot.sheets.grid import Sheet, Workbook
from bot.sheets.headings import Mapping as HeadingMapping
from bot.sheets.known import EXPORT, Imported, Known
from bot.sheets.opening import open_spreadsheet
from bot.sheets.own_export import WORDS, Edited, sheet_of
from bot.sheets.proposal import ActionSaid, Proposal, ProposedRow, SheetRead, Verb
from bot.sheets.reading import read_actions
from storage.as_at import NotBegun, TooLarge, as_at
from storage.engine import Database
from storage.unit_of_work import reading

_WITHOUT_ACTIONS = (
    "This is a workbook I exported, but its sheet of actions no longer has the columns I gave it. "
    "Please bring the .json export back, or change the register in Slack."
)
_WHEN_UNKNOWN = (
    "I can’t tell when this was exported, so newer changes in the register may look like edits of yours. "
    "Please look at each change, or export it anew and edit that."
)
_ANOTHERS = "This workbook was exported from another partnership’s register, so nothing of it was read."


@dataclass(frozen=True, slots=True)
class OwnExport:
    """The sheet of actions as it came back and as it was written out. `stamp` tells one export from another."""

    book: Workbook
    written: Workbook
    mapping: HeadingMapping
    stamp: str

    def read(
        self, known: Known, decisions: Mapping[str, str], tell: Callable[[int, int], None]
    ) -> tuple[Known, Proposal[ActionSaid]]:
        """The register as one that remembers what the export said of each action, and what was edited in it since."""
        then = read_actions(self.written, replace(known, imported={}), self.mapping)
        known = self._remembering(known, then)
        proposal = read_actions(self.book, known, self.mapping, decisions, tell)
        said = {row.source: row.saying for row in then.rows}
        rows = tuple(self._told(row, said.get(row.source, {})) for row in proposal.rows)
        sheets = tuple(SheetRead(sheet.name, sheet.heading_row) for sheet in proposal.sheets)
        return known, replace(proposal, rows=rows, sheets=sheets)

    def _remembering(self, known: Known, then: Proposal[ActionSaid]) -> Known:
        """Of rows that were imported from this export before, what they said then counts."""
        again = {source for source, row in known.imported.items() if row.said.get(EXPORT) == self.stamp}
        fresh = {
            row.source: Imported(row.said.code or "", row.saying, tuple(besides(row.said)))
            for row in then.rows
            if row.source not in again
        }
        return replace(known, imported={**known.imported, **fresh})

    def _told(self, row: ProposedRow[ActionSaid], then: Mapping[str, str]) -> ProposedRow[ActionSaid]:
        """A row with what was edited alone: a copy in which somebody left it as it was takes nothing back."""
        changes = tuple(one for one in row.changes if row.saying.get(one.field) != then.get(one.field))
        stamped = replace(row, saying={**row.saying, EXPORT: self.stamp}, changes=changes)
        if row.verb in (Verb.ADD, Verb.UNSURE) or changes:
            return stamped
        bare = ActionSaid(row.said.title, row.said.code)
        return replace(stamped, verb=Verb.LEAVE, said=bare, problems=())


def own_export(
    database: Database, partnership_id: int, book: Workbook, at: datetime
) -> OwnExport | NotRead | None:
    """A workbook the register wrote out, as it is read; why it cannot be; None: it is no such workbook."""
    headings = headings_of_actions()
    sheet = sheet_of(book, (headings["code"], headings["title"], *LAST_SAID))
    if sheet is None:
        return NotRead(_WITHOUT_ACTIONS) if book.mark else None
    code, _, stamp = book.mark.partition(" ")
    with reading(database) as look:
        own = look.register(partnership_id).places.partnership().code
    if code not in ("", own):
        return NotRead(_ANOTHERS)
    table, names = _as_written(database, partnership_id, _instant(stamp) or at)
    then = _opened(table, book.name, at)
    edited = Edited(names)
    kept = edited.sheet(sheet, then)
    others = [one.name for one in book.sheets if one is not sheet]
    unknown = () if _instant(stamp) else (_WHEN_UNKNOWN,)
    notes = (*book.notes, *unknown, *_told(others), *edited.notes)
    return OwnExport(
        replace(book, sheets=(kept,), notes=notes),
        replace(book, sheets=(Edited(names).sheet(then, then),), notes=()),
        edited.mapping,
        stamp,
    )


def _as_written(database: Database, partnership_id: int, then: datetime) -> tuple[SheetTable, dict[str, str]]:
    """The sheet of actions as it was at that instant; of a register too large to look back in, as it is now."""
    try:
        with as_at(database, partnership_id, then) as copy:
            return _table(copy, partnership_id)
    except (NotBegun, TooLarge):
        return _table(database, partnership_id)


def _table(database: Database, partnership_id: int) -> tuple[SheetTable, dict[str, str]]:
    with reading(database) as look:
        register = look.register(partnership_id)
        partnership = register.places.partnership()
        table = actions_table(Contents(partnership, ways_of(partnership).key, register.whole.values()))
    names = {heading: name for name, heading in headings_of_actions(partnership).items()}
    return table, names | dict(zip(LAST_SAID, (WORDS, *LAST_SAID[1:]), strict=True))


def _opened(table: SheetTable, name: str, at: datetime) -> Sheet:
    """The sheet as a reader has it, written and opened as the file was."""
    is_text = not name.casefold().endswith(".xlsx")
    content = next(iter(register_csv([table]).values())) if is_text else register_xlsx([table], at)
    book = open_spreadsheet(content, "written.csv" if is_text else "written.xlsx")
    if not isinstance(book, Workbook):
        raise TypeError(book.line)
    return book.sheets[0]


def _instant(stamp: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(stamp)
    except ValueError:
        return None
    return found if found.tzinfo else None


def _told(others: list[str]) -> tuple[str, ...]:
    said = (
        "This is a workbook I exported: what was edited in its sheet of actions counts, and new rows there."
    )
    return (f"{said} Left alone: {', '.join(others)}." if others else said,)
