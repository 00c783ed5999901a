"""Import a spreadsheet or a calendar: all of it or nothing, and again only what the file itself has changed.

What may live here: the use-case. What a cell means is `bot.sheets`; how a row is written `bot.services.sheeting`.
The file is read and compared before anything is locked, so that a long one keeps nobody waiting for longer than the
writing takes; where the register has changed in between, it is compared once more.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from bot.rules.sheet_report import ACTIONS, CONTACTS, MEETINGS, NotRead, SheetReport
from bot.rules.ways import Ways, ways_of
from bot.services.sheeting.apply_actions import ActionWriter
from bot.services.sheeting.apply_contacts import ContactWriter
from bot.services.sheeting.apply_meetings import MeetingWriter
from bot.services.sheeting.known import read_known
from bot.services.sheeting.memory import HEADINGS, keep_mapping, mapping_of, signature_of
from bot.services.sheeting.saying import Moment
from bot.services.sheeting.telling import report_of, written
from bot.sheets.calendars import read_calendar
from bot.sheets.contact_lists import read_contacts
from bot.sheets.grid import Refusal, Workbook
from bot.sheets.headings import Mapping as HeadingMapping
from bot.sheets.headings import find_table
from bot.sheets.known import Known
from bot.sheets.opening import open_spreadsheet
from bot.sheets.proposal import Proposal
from bot.sheets.reading import read_actions
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
    columns mean, by their headings, where a person has put that right.
    """

    name: str
    content: bytes
    decisions: Mapping[str, str] = field(default_factory=dict)
    headings: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Opened:
    """A file of one kind, open. `book` is None for a calendar, which is read from its bytes."""

    kind: str
    sent: Sent
    book: Workbook | None = None
    signature: str = ""


@dataclass(frozen=True, slots=True)
class _Plan:
    """What is to be done. `mark` is how far the register's history had come when it was compared."""

    mark: tuple[int, int]
    known: Known
    proposal: Proposal[Any]
    report: SheetReport


def plan_sheet(
    database: Database, partnership_id: int, sent: Sent, at: datetime, tell: Tell | None = None
) -> SheetReport | NotRead:
    """What importing a file would do, row by row. Nothing is written."""
    opened = _open(sent)
    if isinstance(opened, NotRead):
        return opened
    with reading(database) as look:
        plan = _Reading(look.register(partnership_id), opened, at, tell or _quietly).plan()
    return plan if isinstance(plan, NotRead) else plan.report


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
    opened = _open(sent)
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
        report = _write(register, opened, plan, Moment(at, now.ways, opened.sent.name), tell)
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

    def known(self) -> Known:
        return read_known(self.register, self.ways, self.opened.kind, self.ways.day_of(self.at))

    def plan(self) -> _Plan | NotRead:
        mark, known = self.register.history.mark(), self.known()
        proposal = self._propose(known)
        if isinstance(proposal, Refusal):
            return NotRead(proposal.line)
        if not proposal.rows and not proposal.skipped and proposal.notes:
            return NotRead(" ".join(proposal.notes))
        prefix = self.register.places.partnership().code_prefix
        return _Plan(mark, known, proposal, report_of(self.opened.kind, proposal, known, prefix))

    def _propose(self, known: Known) -> Proposal[Any] | Refusal:
        opened, sent = self.opened, self.opened.sent
        if opened.book is None:
            return read_calendar(sent.content, sent.name, known, self.ways.zone)
        mapping = mapping_of(self.register, opened.signature).with_headings(sent.headings)
        if opened.kind == CONTACTS:
            return read_contacts(opened.book, known, mapping, sent.decisions)
        return read_actions(
            opened.book, known, mapping, sent.decisions, lambda done, total: self.tell("read", done, total)
        )


def _open(sent: Sent) -> _Opened | NotRead:
    if sent.name.casefold().endswith(CALENDARS):
        return _Opened(MEETINGS, sent)
    book = open_spreadsheet(sent.content, sent.name)
    if isinstance(book, Refusal):
        return NotRead(book.line)
    kind = _kind_of(book, HeadingMapping().with_headings(sent.headings))
    return _Opened(kind, sent, book, signature_of(book, kind))


def _kind_of(book: Workbook, mapping: HeadingMapping) -> str:
    """A list of contacts is one where no sheet has a table of actions and one has a table of people."""

    def has(kind: str) -> bool:
        return any(find_table(sheet, HEADINGS[kind], mapping) for sheet in book.sheets)

    return CONTACTS if not has(ACTIONS) and has(CONTACTS) else ACTIONS


def _write(register: Register, opened: _Opened, plan: _Plan, moment: Moment, tell: Tell) -> SheetReport:
    writer = _WRITERS[opened.kind](register, plan.known, moment)
    writer.write(plan.proposal.rows, lambda done, total: tell("written", done, total))
    if opened.signature and plan.proposal.rows:
        keep_mapping(register, opened.signature, plan.proposal.mapping, moment.at)
    register.flush()
    return written(plan.report, writer.names)


def _quietly(_what: str, _done: int, _total: int) -> None:
    """Nobody is told."""


_WRITERS: Mapping[str, Callable[[Register, Known, Moment], Any]] = {
    ACTIONS: ActionWriter,
    CONTACTS: ContactWriter,
    MEETINGS: MeetingWriter,
}

__all__ = ["CALENDARS", "SPREADSHEETS", "Sent", "import_sheet", "plan_sheet"]
