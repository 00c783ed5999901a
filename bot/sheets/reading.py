"""A tracker of actions, read against a register: what would be added, changed, left, and what was not understood.

What may live here: the way from an open workbook to a proposal. How it is used:

    opened = open_spreadsheet(content, "tracker.xlsx")          # bot.sheets.opening
    if isinstance(opened, Refusal): say(opened.line)            # one clear line, nothing else happens
    proposal = read_actions(opened, known, mapping)             # known: bot.sheets.known, from the register

`proposal.sheets` says how every column was read; a person may correct it with
`mapping.with_headings({"Who": "officer", "Cost": KEPT, "Colour": LEFT_OUT})` and ask again. `proposal.rows` are to be
applied by their verb: ADD makes an action of `row.said`; CHANGE writes only the fields in `row.changes`, taken from
`row.said`; LEAVE writes nothing; UNSURE waits until `decisions` say for its source a code, `NEW` or `LEAVE_OUT`. After
writing, remember `row.saying` under `row.source` with the code given (`Known.imported`), for LEAVE as well, and
`proposal.mapping` for the partnership. The same file read again then changes nothing, whatever partners have said
since: only what the file itself says differently is proposed, as with a register file. Empty cells clear nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from bot.rules.dates import Due, due_in_words
from bot.sheets.action_rows import Reader, saying_of
from bot.sheets.grid import Sheet, Workbook
from bot.sheets.headings import KEPT, LEFT_OUT, Column, Table, find_table
from bot.sheets.headings import Mapping as HeadingMapping
from bot.sheets.known import Imported, Known, KnownAction
from bot.sheets.matching import NEW, Matcher, source_of
from bot.sheets.priorities import priority_above, priority_of_name, without_importance
from bot.sheets.proposal import (
    ActionSaid,
    Change,
    PriorityRead,
    Proposal,
    ProposedRow,
    SheetRead,
    Skipped,
    Verb,
    lead_in_words,
)
from bot.sheets.row_kinds import TableRow, rows_below
from bot.sheets.vocabulary import ACTIONS

LEAVE_OUT = "leave out"
"""Decided for an unsure row: leave it out."""

FIELDS = (
    "title", "reference", "priority", "lead", "officer", "deputy", "partners", "due", "start", "status", "progress",
    "milestone", "outcome", "why", "kind", "evidence", "barrier", "locality", "cross_cutting", "quick_win", "notes",
)  # fmt: skip
"""The fields a change may be of, in the order they are shown."""

_WITH_UPDATE = ("said_on", "said_by")
_TELL_EVERY = 250
_COLOURS_NOTE = "Where a status has no words, the cell's own colour was read."


def read_actions(
    workbook: Workbook,
    known: Known,
    mapping: HeadingMapping | None = None,
    decisions: Mapping[str, str] | None = None,
    tell: Callable[[int, int], None] | None = None,
) -> Proposal[ActionSaid]:
    """A proposal of everything a workbook says of actions. Never raises, whatever its cells hold.

    `decisions` are by a row's source: a code of the register, `NEW` or `LEAVE_OUT`. `tell` is called now and then with
    how many rows of how many have been read.
    """
    return _Reading(known, mapping or HeadingMapping(), decisions or {}, tell).read(workbook)


@dataclass(slots=True)
class _Reading:
    known: Known
    mapping: HeadingMapping
    decisions: Mapping[str, str]
    tell: Callable[[int, int], None] | None
    rows: dict[str, ProposedRow[ActionSaid]] = field(default_factory=dict)
    skipped: list[Skipped] = field(default_factory=list)
    sheets: list[SheetRead] = field(default_factory=list)
    by_target: dict[str, Imported] = field(default_factory=dict)
    done: int = 0

    def __post_init__(self) -> None:
        # A row that was given a reference since, or moved to another sheet, has another source and the same action.
        self.by_target = {earlier.target: earlier for earlier in self.known.imported.values()}

    def read(self, workbook: Workbook) -> Proposal[ActionSaid]:
        reader, matcher = Reader.of(self.known), Matcher(self.known)
        tables = [(sheet, self._table(sheet)) for sheet in workbook.sheets]
        several = sum(1 for _, table in tables if table) > 1
        total = sum(len(sheet.rows) for sheet, table in tables if table)
        remembered = dict(self.mapping.fields)
        for sheet, table in tables:
            if table is None:
                self.sheets.append(SheetRead(sheet.name, None))
                continue
            remembered |= table.mapping.fields
            priority = priority_above(table, reader) or priority_of_name(sheet.name, reader, several)
            self.sheets.append(SheetRead(sheet.name, table.heading_row + 1, table.columns, priority))
            for group, under in self._groups(table, reader, priority, total):
                self._propose(sheet.name, group, under, reader, matcher)
        notes = (*workbook.notes, *_notes(self.sheets, self.rows.values()))
        return Proposal(
            workbook.name,
            tuple(self.rows.values()),
            tuple(self.skipped),
            tuple(self.sheets),
            notes,
            HeadingMapping(remembered),
        )

    def _table(self, sheet: Sheet) -> Table | None:
        table = find_table(sheet, ACTIONS, self.mapping)
        return without_importance(table) if table else None

    def _groups(
        self, table: Table, reader: Reader, priority: PriorityRead | None, total: int
    ) -> Iterator[tuple[list[TableRow], PriorityRead | None]]:
        """Each action's rows, with the priority whose section they stand in."""
        group: list[TableRow] = []
        under = priority
        for row in rows_below(table, "title"):
            self._tell(total)
            if row.kind == "goes_on" and group:
                group.append(row)
                continue
            if group and row.kind != "blank":
                yield group, under
                group = []
            if row.kind == "row":
                group = [row]
            elif row.kind != "blank" or not group:
                self._pass_over(table, row)
            if row.kind == "section":
                under = reader.priority(row.words) or under
            if row.kind == "blank" and group:
                self._pass_over(table, row)
                yield group, under
                group = []
        if group:
            yield group, under

    def _pass_over(self, table: Table, row: TableRow) -> None:
        why = "note" if row.kind == "goes_on" else row.kind
        self.skipped.append(Skipped(table.sheet.name, row.number, why, row.words))

    def _tell(self, total: int) -> None:
        self.done += 1
        if self.tell and self.done % _TELL_EVERY == 0:
            self.tell(self.done, total)

    def _propose(
        self,
        sheet: str,
        group: list[TableRow],
        under: PriorityRead | None,
        reader: Reader,
        matcher: Matcher,
    ) -> None:
        said, problems = reader.action(group, under)
        saying, number = saying_of(said), group[0].number
        source = source_of(said, self.rows)
        decided = self.decisions.get(source)
        if decided == LEAVE_OUT:
            self.skipped.append(Skipped(sheet, number, "left out", said.title))
            return
        match = matcher.match(said, source, f"row {number} of {sheet}", decided)
        if match.problem:
            problems = (*problems, match.problem)
        changes = self._changes(said, saying, source, match.action) if match.action else ()
        verb = Verb.UNSURE if match.near else Verb.ADD
        if match.action:
            verb = Verb.CHANGE if changes else Verb.LEAVE
        target = match.action.code if match.action else None
        self.rows[source] = ProposedRow(
            verb, sheet, number, source, said, saying, target, changes, match.near, problems
        )

    def _changes(
        self, said: ActionSaid, saying: Mapping[str, str], source: str, action: KnownAction
    ) -> tuple[Change, ...]:
        earlier = self.known.imported.get(source) or self.by_target.get(action.code)
        remembered = earlier.said if earlier else {}
        changed = [
            name
            for name in FIELDS
            if name in saying
            and saying[name] != remembered.get(name)
            and not _is_same(name, said, saying[name], action)
        ]
        return tuple(
            Change(name, self._before(name, action), self._after(name, said, saying)) for name in changed
        )

    def _before(self, name: str, action: KnownAction) -> str:
        if name == "due" and action.due:
            return action.due.words or due_in_words(action.due, self.known.today)
        return self._worded(name, _held(name, action))

    def _after(self, name: str, said: ActionSaid, saying: Mapping[str, str]) -> str:
        if name == "due" and said.due:
            return due_in_words(said.due, self.known.today) if said.due.latest else said.due.words
        return self._worded(name, saying[name])

    def _worded(self, name: str, value: str) -> str:
        is_status = name == "status" and value in self.known.key.statuses
        return self.known.key.word(value) if is_status else value


def _is_same(name: str, said: ActionSaid, saying: str, action: KnownAction) -> bool:
    """Whether the register says the same already, in these or in its own words."""
    if name == "due":
        return _same_due(said.due, action.due)
    held = _folded(_held(name, action))
    if name == "reference" and said.code:
        return True
    return _folded(saying) == held or (bool(held) and held in _other_wordings(name, said))


def _same_due(one: Due | None, other: Due | None) -> bool:
    if one is None or other is None:
        return one is other or (other is None and one is not None and one.latest is None and not one.words)
    if one.latest is None and other.latest is None:
        return _folded(one.words) == _folded(other.words)
    return (one.earliest, one.latest) == (other.earliest, other.latest)


def _held(name: str, action: KnownAction) -> str:
    own = {"title": action.title, "reference": action.reference, "priority": action.priority}
    return action.says.get(name, own.get(name, ""))


def _other_wordings(name: str, said: ActionSaid) -> Iterable[str]:
    """How the register would put what the file says of people, bodies, priorities and places."""
    if name == "priority" and said.priority and said.priority.known:
        return [_folded(said.priority.known.name)]
    if name == "locality":
        return [_folded("\n".join(one.known.name if one.known else one.words for one in said.localities))]
    leads = {
        "lead": said.leads,
        "partners": said.partners,
        "officer": (said.officer,) if said.officer else (),
        "deputy": (said.deputy,) if said.deputy else (),
    }.get(name, ())
    worded = [lead_in_words(lead) for lead in leads]
    names = [
        lead.person.name if lead.person else lead.body.name if lead.body else lead.words for lead in leads
    ]
    return [_folded("\n".join(worded)), _folded("\n".join(names))]


def _folded(text: str) -> str:
    return " ".join(text.split())


def _notes(sheets: list[SheetRead], rows: Iterable[ProposedRow[ActionSaid]]) -> list[str]:
    found = []
    if not any(sheet.heading_row for sheet in sheets):
        found.append("No row of headings was found: one has to say Action, and another Lead, Status or Due.")
    elif any(sheet.heading_row is None for sheet in sheets):
        without = ", ".join(sheet.name for sheet in sheets if sheet.heading_row is None)
        found.append(f"No table of actions was found on: {without}.")
    columns = [column for sheet in sheets for column in sheet.columns if column.field == KEPT]
    kept = dict.fromkeys(column.heading or f"column {column.letter}" for column in columns)
    if kept:
        found.append(
            f"Columns kept as notes: {', '.join(' '.join(heading.split())[:40] for heading in kept)}."
        )
    if any(column.field == "status" for sheet in sheets for column in sheet.columns) and any(rows):
        found.append(_COLOURS_NOTE)
    return found


__all__ = ["FIELDS", "KEPT", "LEFT_OUT", "LEAVE_OUT", "NEW", "Column", "read_actions"]
