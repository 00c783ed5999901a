"""Make what a message about a dropped file has to say: the preview, or what came of importing it.

A message in the outbox says under `PREPARE` what it is to hold. Reading may take seconds, so it is done between two
claims, by whoever has claimed it and outside any transaction; what was made takes the place of the wish, in the
transaction of the import itself where there is one. Whoever dies in between leaves a lease that runs out, and nothing
is imported twice.
"""

import base64
import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Protocol

from bot.clock import Clock
from bot.rules.permission import is_support
from bot.rules.sheet_report import FetchedFile, NotRead, SheetReport
from bot.rules.ways import ways_of
from bot.services.import_sheet import Sent, import_sheet, plan_sheet, remember_headings
from bot.services.sheet_columns import COLUMNS, columns_of, guessed
from bot.services.speaking import author_of
from bot.services.who_may import support_of
from bot.views import sheet_preview
from bot.views.blocks import Block
from bot.views.moments import moment_in_words
from bot.views.sheet_preview import Dropped
from storage.engine import BusyError, Database
from storage.records import Outbox, id_of
from storage.records.glance import Person
from storage.repositories import Register
from storage.unit_of_work import Author, reading, working

PREPARE = "prepare"
"""In a payload: what is to be made of which file. `{"do": "preview", "file": "F1", "name": …, "by": "U1", …}`."""

PREVIEW, IMPORT = "preview", "import"

TRIES = 3
"""How often a register that is in use is asked."""

BOT = Author(None, by="the bot, reading a file")

Payload = dict[str, Any]
Fetch = Callable[[str], FetchedFile | NotRead]


class LeaseLost(Exception):
    """Somebody else has the message by now: whatever was done for it is thrown away."""


class Hold(Protocol):
    """What keeps a claimed message as it is made: with `payload` it may go, with None it is withdrawn."""

    def __call__(self, register: Register, payload: Payload | None) -> None:
        """Write it, in the caller's transaction. Raises `LeaseLost`."""
        ...


def wish(do: str, dropped: Dropped) -> Payload:
    """What a payload says under `PREPARE`."""
    return {
        "do": do,
        "file": dropped.file,
        "name": dropped.name,
        "digest": dropped.digest,
        "by": dropped.by,
        "asked": dropped.asked,
        "decisions": dict(dropped.decisions),
        "headings": dict(dropped.headings),
    }


def decided_key(asked: str) -> str:
    """The key of the message that says what came of a preview: importing or cancelling, whichever was first."""
    return f"sheet {asked}"


def begun_key(asked: str) -> str:
    """The key of the message that says an import has begun."""
    return f"{decided_key(asked)} begun"


def digest_of(content: bytes) -> str:
    """What tells the content of a file from any other."""
    return hashlib.sha256(content).hexdigest()[:32]


@dataclass(frozen=True, slots=True)
class _Wanted:
    """One wish, and the message that has it."""

    row: Outbox
    dropped: Dropped
    at: datetime
    hold: Hold

    @property
    def place(self) -> Payload:
        """Where a message that changes another one goes."""
        return {name: self.row.payload[name] for name in ("channel", "ts") if name in self.row.payload}


def prepare_sheet(database: Database, fetch: Fetch, clock: Clock, row: Outbox, hold: Hold) -> None:
    """Do what the message wishes, and keep what it says from here on. Raises `LeaseLost`."""
    said = row.payload[PREPARE]
    names = ("file", "name", "digest", "by", "asked", "decisions", "headings")
    dropped = Dropped(**{name: said[name] for name in names if name in said})
    wanted = _Wanted(row, dropped, clock.now(), hold)
    fetched = fetch(dropped.file)
    if isinstance(fetched, NotRead):
        return _keep(database, wanted, sheet_preview.not_read(wanted.dropped.name, fetched.line))
    if dropped.digest not in ("", digest_of(fetched.content)):
        return _keep(database, wanted, sheet_preview.file_changed(wanted.dropped.name))
    sent = Sent(fetched.name, fetched.content, dropped.decisions, dropped.headings)
    return (_import if said["do"] == IMPORT else _preview)(database, wanted, sent)


def _preview(database: Database, wanted: _Wanted, sent: Sent) -> None:
    report = plan_sheet(database, wanted.row.partnership_id, sent, wanted.at)
    dropped = replace(wanted.dropped, digest=digest_of(sent.content), headings={})
    key = wanted.row.key
    if isinstance(report, NotRead):
        columns = guessed(report.columns)
        said = sheet_preview.not_understood(sent.name, report.line, dropped, key) if columns else None
        said = said or sheet_preview.not_read(sent.name, report.line)
        return _keep(database, wanted, said | {COLUMNS: columns})
    is_first = wanted.row.kind == "message"
    beside = report if is_first and sheet_preview.is_long(report) else None
    said = sheet_preview.preview(report, dropped, key) | {COLUMNS: columns_of(report)}
    return _keep(database, wanted, said, beside, sent if sent.headings else None)


def _import(database: Database, wanted: _Wanted, sent: Sent) -> None:
    person = _person(database, wanted)
    if person is None or not is_support(person):
        with reading(database) as look:
            support = support_of(look.register(wanted.row.partnership_id))
        return _keep(database, wanted, sheet_preview.not_now_theirs(support))

    def also(register: Register, report: SheetReport) -> None:
        ways = ways_of(register.places.partnership())
        when = moment_in_words(wanted.at, ways.zone, wanted.at)
        _put(register, wanted, sheet_preview.done(report, _who(person), when), _beside(report))

    by = author_of(person, why=f"imported from {sent.name}")
    for _ in range(TRIES):
        try:
            outcome = import_sheet(database, wanted.row.partnership_id, sent, by, wanted.at, also=also)
        except BusyError:
            continue
        if isinstance(outcome, NotRead):
            _keep(database, wanted, sheet_preview.not_read(sent.name, outcome.line))
        return None
    return _keep(database, wanted, sheet_preview.busy(sent.name))


def _person(database: Database, wanted: _Wanted) -> Person | None:
    """Who pressed, with the roles they hold now."""
    with reading(database) as look:
        register = look.register(wanted.row.partnership_id)
        day = ways_of(register.places.partnership()).day_of(wanted.at)
        return register.people.person(wanted.dropped.by, day)


def _who(person: Person) -> str:
    return ", ".join(part for part in (person.name, person.post, person.body) if part)


def _beside(report: SheetReport) -> SheetReport | None:
    return report if sheet_preview.is_long(report) and not report.changes_nothing else None


def _keep(
    database: Database,
    wanted: _Wanted,
    said: Block,
    report: SheetReport | None = None,
    put_right: Sent | None = None,
) -> None:
    with working(database, BOT, wanted.at) as work:
        register = work.register(wanted.row.partnership_id)
        if put_right is not None:
            remember_headings(register, put_right, wanted.at)
        _put(register, wanted, said, report)
        work.commit()


def _put(register: Register, wanted: _Wanted, said: Block, report: SheetReport | None) -> None:
    """The message as it stands now, and in its thread the whole report. A preview that was overtaken is let go."""
    overtaken = wanted.row.kind == "edit" and wanted.row.key != decided_key(wanted.dropped.asked)
    if overtaken and register.messages.with_key(decided_key(wanted.dropped.asked)) is not None:
        return wanted.hold(register, None)
    wanted.hold(register, wanted.place | said)
    begun = register.messages.unsent(begun_key(wanted.dropped.asked))
    if begun is not None:  # it would come after what came of it
        register.messages.move(id_of(begun), "waiting", "withdrawn")
    if report is not None:
        register.messages.put(_report_file(wanted, report))
    return None


def _report_file(wanted: _Wanted, report: SheetReport) -> Outbox:
    stem = wanted.dropped.name.rpartition(".")[0] or wanted.dropped.name
    name = f"{stem[:80]} {'imported' if report.written else 'preview'}.txt"
    content = base64.b64encode(sheet_preview.report_text(report).encode()).decode()
    comment = "Row by row, what was imported:" if report.written else "Row by row, what would be imported:"
    return Outbox(
        key=f"{wanted.row.key} report",
        contact_id=wanted.row.contact_id,
        channel=wanted.row.channel,
        payload={"text": comment, "file": {"name": name, "title": name, "base64": content}},
        after_key=wanted.row.key,
        not_before=wanted.at,
        created_at=wanted.at,
    )


__all__ = ["IMPORT", "PREPARE", "PREVIEW", "LeaseLost", "begun_key", "decided_key", "prepare_sheet", "wish"]
