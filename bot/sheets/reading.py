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

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from bot.rules.dates import Due, due_in_words
from bot.sheets.action_rows import Reader, saying_of
from bot.sheets.grid import Sheet, Workbook, counted
from bot.sheets.headings import KEPT, LEFT_OUT, Column, Table, find_table
from bot.sheets.headings import Mapping as HeadingMapping
from bot.sheets.known import Imported, Known, KnownAction
from bot.sheets.matching import NEW, RENAMED, Matcher, alike, source_of
from bot.sheets.priorities import priority_above, priority_of_name, without_importance
from bot.sheets.proposal import (
    ActionSaid,
    Change,
    PriorityRead,
    Proposal,
    ProposedRow,
    SheetRead,
    Skipped,
    StatusKey,
    Verb,
    lead_in_words,
)
from bot.sheets.row_kinds import TableRow, rows_below
from bot.sheets.shaping import with_blocks, with_earlier, with_periods
from bot.sheets.twice import Twice, united
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
_MOST_NAMED = 5


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
    twice: Twice = field(default_factory=Twice)
    done: int = 0

    def __post_init__(self) -> None:
        self.by_target = self.known.by_target

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
        missing = self._missing()
        self._ask_about(missing)
        rows = self.rows.values()
        notes = (
            *workbook.notes,
            *_notes(self.sheets, [sheet.name for sheet, table in tables if sheet.rows and table is None]),
            *_colours_note(rows, self.known.key),
            *_missing_note(missing),
        )
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
        if table is None:
            return None
        key = self.known.key
        return with_earlier(with_periods(with_blocks(without_importance(table)), key), key)

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

    def _missing(self) -> list[KnownAction]:
        """The actions this file once had and no longer has; none where most of what was imported is in another."""
        targets = {earlier.target for earlier in self.known.imported.values()}
        matched = {row.target for row in self.rows.values() if row.target} | {
            near for row in self.rows.values() for near in row.near
        }
        if len(targets & matched) * 2 < len(targets):
            return []
        return [one for one in self.known.actions if one.code in targets - matched]

    def _ask_about(self, missing: list[KnownAction]) -> None:
        """A new row whose words are like those of an action that is missing may be that action under another name."""
        left = list(missing)
        for source, row in self.rows.items():
            if row.verb is not Verb.ADD or self.decisions.get(source) == NEW:
                continue
            like = max(left, key=lambda one: alike(row.said.title, one.title), default=None)
            if like is not None and alike(row.said.title, like.title) >= RENAMED:
                left.remove(like)
                self.rows[source] = replace(row, verb=Verb.UNSURE, near=(like.code,))

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
        number = group[0].number
        again = self.twice.place_of(said, sheet)
        if again is not None and again in self.rows:
            held = self.rows[again]
            where = f"{held.sheet}, row {held.row}"
            self.skipped.append(Skipped(sheet, number, f"the same as {where}", said.title))
            both, differs = united(held.said, said, f"{sheet}, row {number}", self.known.key)
            self._judge(held.sheet, held.row, both, (*held.problems, *differs), again, matcher)
            return
        source = source_of(said, self.rows)
        self.twice.take(said, sheet, source)
        self._judge(sheet, number, said, problems, source, matcher)

    def _judge(
        self,
        sheet: str,
        number: int,
        said: ActionSaid,
        problems: tuple[str, ...],
        source: str,
        matcher: Matcher,
    ) -> None:
        """What is to be done with a row."""
        saying = saying_of(said)
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
            Change(
                name,
                # Of a note only what the file itself put there gives way.
                remembered.get(name, "") if name == "notes" else self._before(name, action),
                self._after(name, said, saying),
            )
            for name in changed
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
    if name == "notes":
        return {*saying.split("\n")} <= {*_held(name, action).split("\n")}
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


def _notes(sheets: list[SheetRead], without: list[str]) -> list[str]:
    found = []
    if not any(sheet.heading_row for sheet in sheets):
        found.append("No row of headings was found: one has to say Action, and another Lead, Status or Due.")
    elif without:
        found.append(f"No table of actions was found on: {', '.join(without)}.")
    columns = [column for sheet in sheets for column in sheet.columns if column.field == KEPT]
    kept = dict.fromkeys(column.heading or f"column {column.letter}" for column in columns)
    if kept:
        found.append(
            f"Kept in each action’s note: {', '.join(' '.join(heading.split())[:40] for heading in kept)}."
        )
    return found


def _missing_note(missing: list[KnownAction]) -> list[str]:
    if not missing:
        return []
    named = "; ".join(f"{one.code} {one.title[:60]}" for one in missing[:_MOST_NAMED])
    more = f" and {len(missing) - _MOST_NAMED} more" if len(missing) > _MOST_NAMED else ""
    return [f"In an earlier import and no longer in the file, so left as they are: {named}{more}."]


def _colours_note(rows: Iterable[ProposedRow[ActionSaid]], key: StatusKey) -> list[str]:
    """What the colours of cells that say nothing were taken for."""
    shown = Counter((row.said.colour, row.said.status) for row in rows if row.said.colour and row.said.status)
    if not shown:
        return []
    number = sum(shown.values())
    taken = ", ".join(f"{colour} as {key.word(status or '')}" for colour, status in shown)
    return [
        f"{counted(number, 'status was', 'statuses were')} read from the colour of the cell alone: {taken}."
    ]


__all__ = ["FIELDS", "KEPT", "LEFT_OUT", "LEAVE_OUT", "NEW", "Column", "read_actions"]
