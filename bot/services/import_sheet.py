"""Import a spreadsheet or a calendar: all of it or nothing, and again only what the file itself has changed.

What may live here: the use-case. What a cell means is `bot.sheets`; how a row is written `bot.services.sheeting`.
The file is read and compared before anything is locked, so that a long one keeps nobody waiting for longer than the
writing takes; where the register has changed in between, it is compared once more.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial
from typing import Any

from bot.rules.sheet_report import ACTIONS, CONTACTS, MEETINGS, ColumnRead, NotRead, SheetReport, together
from bot.rules.ways import Ways, ways_of
from bot.services.bind_to_meeting import Binding, bind_to_meetings, in_words
from bot.services.replacing_sets import finish, still_deciding
from bot.services.sheet_columns import headings_for
from bot.services.sheeting.apply_actions import ActionWriter
from bot.services.sheeting.apply_contacts import ContactWriter
from bot.services.sheeting.apply_meetings import MeetingWriter
from bot.services.sheeting.coming import coming
from bot.services.sheeting.known import read_known
from bot.services.sheeting.memory import keep_mapping, mapping_of, signature_of
from bot.services.sheeting.own_export import OwnExport, own_export
from bot.services.sheeting.saying import Moment
from bot.services.sheeting.telling import report_of, written
from bot.sheets.calendars import read_calendar
from bot.sheets.contact_lists import read_contacts
from bot.sheets.grid import Refusal, Workbook
from bot.sheets.headings import Mapping as HeadingMapping
from bot.sheets.headings import guessed_columns
from bot.sheets.known import Known
from bot.sheets.meeting_lists import read_meetings
from bot.sheets.opening import open_spreadsheet
from bot.sheets.proposal import Proposal, Verb
from bot.sheets.reading import read_actions
from bot.sheets.sorting import parts_of
from bot.sheets.vocabulary import BY_KIND
from storage.engine import Database
from storage.repositories import Register
from storage.unit_of_work import Author, DuplicateError, reading, working

CALENDARS = (".ics",)
SPREADSHEETS = (".xlsx", ".xlsm", ".xls", ".csv", ".tsv", ".tab")
"""How the names of files end that are read; some of these are refused, each in a line of its own."""

Tell = Callable[[str, int, int], None]
"""Told now and then what is done (`read` or `written`), and of how many rows how many."""

Also = Callable[[Register, SheetReport], None]


@dataclass(frozen=True, slots=True)
class Sent:
    """A file to be imported.

    `decisions` are by an unsure row's source: a code or id of the register, `new`, or `leave out`. `headings` say what
    columns mean, by their headings as `headings_for` reads them, where a person has put that right.
    """

    name: str
    content: bytes
    decisions: Mapping[str, str] = field(default_factory=dict)
    headings: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Part:
    """The sheets of one kind, and what is known of their headings. `book` is None for a calendar."""

    kind: str
    book: Workbook | None = None
    mapping: HeadingMapping = field(default_factory=HeadingMapping)


@dataclass(frozen=True, slots=True)
class _Opened:
    """A file, open. `signatures` are what tells files with the same headings, by kind.

    `own` is what is read of a workbook that the register itself wrote out.
    """

    sent: Sent
    book: Workbook | None = None
    signatures: Mapping[str, str] = field(default_factory=dict)
    own: OwnExport | None = None


@dataclass(frozen=True, slots=True)
class _PartPlan:
    """What is to be done with the sheets of one kind."""

    part: _Part
    known: Known
    proposal: Proposal[Any]
    report: SheetReport


@dataclass(frozen=True, slots=True)
class _Plan:
    """What is to be done. `mark` is how far the register's history had come when it was compared."""

    mark: tuple[int, int]
    parts: tuple[_PartPlan, ...]


def plan_sheet(
    database: Database, partnership_id: int, sent: Sent, at: datetime, tell: Tell | None = None
) -> SheetReport | NotRead:
    """What importing a file would do, row by row. Nothing is written."""
    opened = _open_for(database, partnership_id, sent, at)
    if isinstance(opened, NotRead):
        return opened
    with reading(database) as look:
        plan = _Reading(look.register(partnership_id), opened, at, tell or _quietly).plan()
    return plan if isinstance(plan, NotRead) else together([one.report for one in plan.parts])


def import_sheet(
    database: Database,
    partnership_id: int,
    sent: Sent,
    by: Author,
    at: datetime,
    tell: Tell | None = None,
    also: Also | None = None,
) -> SheetReport | NotRead:
    """Import it in one transaction, put down to `by`. `also` puts what has to be sent of it into the same.

    Raises `BusyError` where the database is held too long: nothing was written.
    """
    opened = _open_for(database, partnership_id, sent, at)
    if isinstance(opened, NotRead):
        return opened
    try:
        return _import(database, partnership_id, opened, by, at, tell or _quietly, also)
    except DuplicateError:  # somebody imported or added the same at the same moment: now the register has it
        return _import(database, partnership_id, opened, by, at, tell or _quietly, also)


def _import(
    database: Database,
    partnership_id: int,
    opened: _Opened,
    by: Author,
    at: datetime,
    tell: Tell,
    also: Also | None,
) -> SheetReport | NotRead:
    with reading(database) as look:
        plan = _Reading(look.register(partnership_id), opened, at, tell).plan()
    if isinstance(plan, NotRead):
        return plan
    with working(database, by, at) as work:
        register = work.register(partnership_id)
        now = _Reading(register, opened, at, tell)
        if register.history.mark() != plan.mark:
            again = now.plan()
            plan = again if isinstance(again, _Plan) else plan
        report = _write(now, plan)
        if also is not None:
            also(register, report)
        work.commit()
    return report


@dataclass(slots=True)
class _Reading:
    """A file read against one register as it stands."""

    register: Register
    opened: _Opened
    at: datetime
    tell: Tell

    @property
    def ways(self) -> Ways:
        return ways_of(self.register.places.partnership())

    def plan(self) -> _Plan | NotRead:
        """All parts; what comes in with one is known to the next. Nothing of it is written yet."""
        mark, plans = self.register.history.mark(), list[_PartPlan]()
        for part in self._parts():
            plan = self.part(part, plans)
            if isinstance(plan, Refusal):
                return NotRead(plan.line)
            plans.append(plan)
        found = [plan.proposal for plan in plans]
        if not any(one.rows or one.skipped for one in found) and any(one.notes for one in found):
            return NotRead(" ".join(note for one in found for note in one.notes), self._guessed())
        return _Plan(mark, tuple(plans))

    def _parts(self) -> list[_Part]:
        """The file taken apart by what its sheets are, in the order they are written."""
        book, own = self.opened.book, self.opened.own
        if own is not None:
            return [_Part(ACTIONS, own.book, own.mapping)]
        if book is None:
            return [_Part(MEETINGS)]
        mappings = {
            kind: mapping_of(self.register, signature).with_headings(
                headings_for(kind, self.opened.sent.headings)
            )
            for kind, signature in self.opened.signatures.items()
        }
        return [_Part(kind, sheets, mappings[kind]) for kind, sheets in parts_of(book, mappings).items()]

    def _guessed(self) -> tuple[ColumnRead, ...]:
        """The columns of what may be a table, for somebody to say what they are."""
        sheets = self.opened.book.sheets if self.opened.book else ()
        guessed = next(filter(None, map(guessed_columns, sheets)), ())
        return tuple(ColumnRead(one.letter, one.heading, one.field, one.how) for one in guessed)

    def part(self, part: _Part, before: Sequence[_PartPlan] = ()) -> _PartPlan | Refusal:
        """One part, read against the register and against what comes in `before` it."""
        known = read_known(self.register, self.ways, part.kind, self.ways.day_of(self.at))
        for plan in before:
            known = coming(known, plan.part.kind, plan.proposal)
        known, proposal = self._own(known) or (known, self._propose(part, known))
        if isinstance(proposal, Refusal):
            return proposal
        prefix = self.register.places.partnership().code_prefix
        return _PartPlan(part, known, proposal, report_of(part.kind, proposal, known, prefix))

    def _own(self, known: Known) -> tuple[Known, Proposal[Any]] | None:
        """What was edited in the register's own workbook, where the file is one."""
        own = self.opened.own
        return own.read(known, self.opened.sent.decisions, partial(self.tell, "read")) if own else None

    def _propose(self, part: _Part, known: Known) -> Proposal[Any] | Refusal:
        sent = self.opened.sent
        if part.book is None:
            return read_calendar(sent.content, sent.name, known, self.ways.zone, sent.decisions)
        if part.kind == MEETINGS:
            return read_meetings(part.book, known, part.mapping, sent.decisions)
        if part.kind == CONTACTS:
            return read_contacts(part.book, known, part.mapping, sent.decisions)
        tell = partial(self.tell, "read")
        return read_actions(part.book, known, part.mapping, sent.decisions, tell)


def remember_headings(register: Register, sent: Sent, at: datetime) -> None:
    """Keep what a person said of the columns of a file: from now on files with these headings are read so."""
    opened = _open(sent)
    if isinstance(opened, _Opened):
        for kind, signature in opened.signatures.items():
            mapping = mapping_of(register, signature).with_headings(headings_for(kind, sent.headings))
            keep_mapping(register, signature, mapping, at)


def _open(sent: Sent) -> _Opened | NotRead:
    if sent.name.casefold().endswith(CALENDARS):
        return _Opened(sent)
    book = open_spreadsheet(sent.content, sent.name)
    if isinstance(book, Refusal):
        return NotRead(book.line)
    return _Opened(sent, book, {kind: signature_of(book, kind) for kind in BY_KIND})


def _open_for(database: Database, partnership_id: int, sent: Sent, at: datetime) -> _Opened | NotRead:
    """A file, open; a workbook that this register wrote out is known."""
    opened = _open(sent)
    if isinstance(opened, NotRead) or opened.book is None:
        return opened
    own = own_export(database, partnership_id, opened.book, at)
    if isinstance(own, NotRead):
        return own
    return replace(opened, own=own, signatures={}) if own else opened


def _write(reading: _Reading, plan: _Plan) -> SheetReport:
    """Write part by part; what follows another is compared anew, with what has just come in."""
    register, moment = reading.register, Moment(reading.at, reading.ways, reading.opened.sent.name)
    reports, bound = list[SheetReport](), list[Binding]()
    deciding = still_deciding(register)
    for number, planned in enumerate(plan.parts):
        again = reading.part(planned.part) if number else planned
        now = planned if isinstance(again, Refusal) else again
        writer = _WRITERS[now.part.kind](register, now.known, moment)
        writer.write(_to_write(reading, now.proposal), partial(reading.tell, "written"))
        signature = reading.opened.signatures.get(now.part.kind)
        if signature and now.proposal.rows:
            keep_mapping(register, signature, now.proposal.mapping, moment.at)
        register.flush()
        reports.append(written(now.report, writer.names))
        bound += getattr(writer, "bound", ())
    bound += bind_to_meetings(register, moment.at)
    register.flush()
    for replaced in deciding:
        finish(register, replaced, moment.at)
    whole = together(reports)
    return replace(whole, beside=(*whole.beside, *in_words(register, bound)))


def _to_write(reading: _Reading, proposal: Proposal[Any]) -> Sequence[Any]:
    """The rows to be written, and remembered; of the register's own workbook only those somebody has edited."""
    if reading.opened.own is None:
        return proposal.rows
    return [row for row in proposal.rows if row.verb is not Verb.LEAVE]


def _quietly(_what: str, _done: int, _total: int) -> None:
    """Nobody is told."""


_WRITERS: Mapping[str, Callable[[Register, Known, Moment], Any]] = {
    ACTIONS: ActionWriter,
    CONTACTS: ContactWriter,
    MEETINGS: MeetingWriter,
}

__all__ = ["CALENDARS", "SPREADSHEETS", "Sent", "import_sheet", "plan_sheet", "remember_headings"]
