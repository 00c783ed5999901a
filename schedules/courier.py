"""The courier: claims what may go out, sends it, settles what came of it. The shell around the outbox.

A claim and a settlement are one short transaction each; nothing is sent inside one. Whoever dies in between
leaves a lease that runs out, and the next courier looks for the message before it sends it again.
"""

import math
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from threading import Event
from typing import Any, Protocol
from uuid import uuid4

import structlog

from bot.clock import Clock
from bot.services.attach_file import ATTACH
from bot.services.compose_letter import LETTER
from bot.services.prepare_sheet import PREPARE
from bot.services.report_undelivered import report_undelivered
from bot.slack.outcomes import InstallationGone, Outcome, RecipientGone, Sent
from bot.slack.sender import Letter, Thread
from schedules.preparing import LEASE_SECONDS, Prepare, Preparing
from schedules.settlement import PutAway, Settlement, Timing, Wordless, settle
from storage.engine import BusyError, Database
from storage.records import Outbox, Workspace, id_of
from storage.repositories import Register
from storage.unit_of_work import Author, Work, reading, working

COURIER = Author(None, by="the bot, sending messages")

SETTLE_TRIES = 3
"""How often a database that is held is asked to keep what came of a message."""

SLICE_SECONDS = 0.25
"""How soon, at rest, it notices that it is to stop."""

SHORTEST_WAIT = 0.01
"""Between two turns, in seconds."""

VAIN_TURNS = 100
"""Turns without a message sent, though one could go, before the emptying of the outbox is given up."""

log = structlog.get_logger("loip.courier")

Payload = dict[str, Any]
Compose = Callable[[Register, Outbox], Payload | None]
Attach = Callable[[int, Payload], Payload]


class Sender(Protocol):
    """What sends to one workspace."""

    def send(self, letter: Letter) -> Outcome:
        """Send it, and tell what came of it."""
        ...

    def find_sent(self, letter: Letter) -> Outcome | None:
        """Look whether an earlier try got there; None where it did not."""
        ...


@dataclass(frozen=True, slots=True)
class _Office:
    """A workspace that can be sent to, and what sends there."""

    workspace: Workspace
    sender: Sender


@dataclass(frozen=True, slots=True)
class _Claimed:
    """A leased message, ready to go, or `stop`: why it goes no further."""

    letter: Letter
    stop: PutAway | None


@dataclass(frozen=True, slots=True)
class _Wordless:
    """A message that could not be put into words. `row` is a copy: its claim was thrown away with it."""

    row: Outbox
    why: str


class _Uncomposable(Exception):
    """Leaves the claim's transaction, so that nothing of it is kept."""

    def __init__(self, wordless: _Wordless) -> None:
        super().__init__(wordless.why)
        self.wordless = wordless


@dataclass(slots=True)
class Courier:
    """Sends what the outbox holds, for every installed workspace that `sender_for` has a sender for.

    `clock` is the partnership's, for what is due; `real_clock` runs leases, pace and back-off. `owner` names
    this process in a lease. `compose` finds the words of a row of kind *lines*, or None where nothing stands
    any more. `attach` makes the file a payload asks for: it may take its time, so it is done outside any transaction.
    `prepare` makes what a payload wishes for, in a thread of its own: nothing else waits for it.
    Any number of couriers may share a database.
    """

    database: Database
    clock: Clock
    real_clock: Clock
    sender_for: Callable[[Workspace], Sender | None]
    owner: str
    compose: Compose
    attach: Attach
    timing: Timing = field(default_factory=Timing)
    prepare: Prepare | None = None
    _wake: Event = field(default_factory=Event)
    _preparing: Preparing | None = None

    def __post_init__(self) -> None:
        if self.prepare is not None:
            self._preparing = Preparing(self.prepare, self.real_clock, self.wake)

    def wake(self) -> None:
        """Have it look at the outbox now rather than at its next turn. Safe from any thread."""
        self._wake.set()

    def run_until(self, stop: Event) -> None:
        """Keep sending until `stop` is set; what is under way then is finished. No fault ends it."""
        while not stop.is_set():
            self._wake.clear()
            self.run_once(stop)
            self._pause(stop)

    def rest(self, seconds: float) -> bool:
        """Have nothing more made; whether what was under way was finished in that time. If not, it is found again."""
        return self._preparing is None or self._preparing.stop(seconds)

    def run_once(self, stop: Event | None = None) -> int:
        """Send everything that may go out now, the channels taking turns; how many messages got there.

        What has to keep to a channel's pace is left for a later turn: nothing waits in here. Never raises.
        """
        arrived = 0
        offices = self._offices()
        while offices and not (stop is not None and stop.is_set()):
            came = [(office, self._serve(office)) for office in offices]
            arrived += sum(1 for _, sent in came if sent)
            offices = [office for office, sent in came if sent is not None]
        return arrived

    def run_dry(self, stop: Event | None = None) -> int:
        """Send everything due by now, waiting where pace demands it; how many messages got there.

        Ends when nothing due is left but what waits longer than an idle turn: for another try, or for a lease
        to run out.
        """
        stop = stop or Event()
        arrived = in_vain = 0
        while not stop.is_set() and in_vain < VAIN_TURNS:
            sent = self.run_once(stop)
            arrived += sent
            if self._preparing is not None and self._preparing.wait():
                continue
            seconds = self._seconds_until_free()
            if seconds is None or seconds > self.timing.idle:
                break
            # A database that cannot be written to must not keep this going for ever.
            in_vain = in_vain + 1 if not sent and not seconds else 0
            stop.wait(max(seconds, SHORTEST_WAIT))
        return arrived

    # -- one message

    def _serve(self, office: _Office) -> bool | None:
        """See to one message of a workspace: whether it got there; None where nothing may go out now."""
        claimed: _Claimed | _Wordless | None = None
        with _surviving("a message could not be claimed"):
            claimed = self._claim(office.workspace)
        if claimed is None:
            return None
        with _surviving("a message could not be seen to"):
            if isinstance(claimed, _Claimed):
                return self._deliver(office, claimed)
            self._set_aside(claimed)
        return False

    def _claim(self, workspace: Workspace) -> _Claimed | _Wordless | None:
        now, real_now = self.clock.now(), self.real_clock.now()
        try:
            with working(self.database, COURIER, now) as work:
                if not _is_installed(work, workspace):
                    return None
                register = work.register(workspace.partnership_id)
                row = register.messages.claim(now, real_now, self.timing.lease, self.owner)
                if row is None:
                    return None
                claimed = self._letter(register, row, now, real_now)
                work.commit()
                return claimed
        except _Uncomposable as uncomposable:
            return uncomposable.wordless

    def _letter(self, register: Register, row: Outbox, now: datetime, real_now: datetime) -> _Claimed:
        composed = row.kind == "lines" or LETTER in row.payload
        payload = self._words(register, row) if composed else row.payload
        # A practice clock may be ahead of real time: then nothing is known of when it can have been sent.
        since = row.created_at if row.created_at <= real_now else None
        letter = Letter(row, payload or {}, _thread(register, row), since)
        return _Claimed(letter, self._reason_to_stop(register, row, payload, now))

    def _words(self, register: Register, row: Outbox) -> Payload | None:
        try:
            return self.compose(register, row)
        except Exception as error:
            fault = uuid4().hex[:8]
            log.exception("a message could not be put into words", key=row.key, fault=fault)
            copy = Outbox(**row.model_dump())
            raise _Uncomposable(_Wordless(copy, f"no words could be found (fault {fault})")) from error

    def _reason_to_stop(
        self, register: Register, row: Outbox, payload: Payload | None, now: datetime
    ) -> PutAway | None:
        before = register.messages.with_key(row.after_key) if row.after_key else None
        if before is not None and before.state != "sent":
            return PutAway(before.state, f"the message it follows was {before.state}")
        if payload is None:
            return PutAway("withdrawn", "answered meanwhile")
        if row.not_after is not None and now > row.not_after:
            return PutAway("withdrawn", "too late to be of use")
        if row.attempts > self.timing.most_tries:
            return PutAway("parked", f"no word of it, after {row.attempts - 1} tries", tell=True)
        return None

    def _deliver(self, office: _Office, claimed: _Claimed) -> bool:
        """Look for it where it may be there already, then send it; whether it is there now."""
        letter, row = claimed.letter, claimed.letter.row
        found = office.sender.find_sent(letter) if row.uncertain else None
        outcome: Outcome | PutAway | None = found or claimed.stop
        if outcome is None:
            if row.uncertain and not self._renew(row):
                return False
            if PREPARE in letter.payload:
                return self._begin_preparing(row)
            if ATTACH in letter.payload:
                letter = self._with_file(letter)
            outcome = office.sender.send(letter)
        settled = settle(outcome, row.attempts, found is not None, self.timing)
        self._keep(office, letter, outcome, settled)
        return isinstance(outcome, Sent)

    def _with_file(self, letter: Letter) -> Letter:
        """The letter with the file it asks for, which is kept: another try sends the same bytes and is recognised."""
        row = letter.row
        payload = self.attach(row.partnership_id, letter.payload)
        with working(self.database, COURIER, self.clock.now()) as work:
            messages = work.register(row.partnership_id).messages
            messages.keep_payload(id_of(row), str(row.lease_by), payload)
            work.commit()
        return replace(letter, payload=payload)

    def _begin_preparing(self, row: Outbox) -> bool:
        """Have it made, under a lease that lasts; it is not there yet."""
        if self._preparing is not None and self._renew(row, LEASE_SECONDS):
            self._preparing.begin(row)
        return False

    def _renew(self, row: Outbox, seconds: float | None = None) -> bool:
        """What follows takes its time: begin the lease anew, unless somebody else took the message over."""
        lease = seconds or self.timing.lease
        with working(self.database, COURIER, self.clock.now()) as work:
            messages = work.register(row.partnership_id).messages
            ours = messages.renew(id_of(row), str(row.lease_by), self.real_clock.now(), lease)
            work.commit()
            return ours

    # -- what came of it

    def _keep(self, office: _Office, letter: Letter, outcome: Outcome | PutAway, settled: Settlement) -> None:
        """Write it down. A database that is held is asked again, or a sent message has to be looked for."""
        for _ in range(SETTLE_TRIES - 1):
            try:
                return self._write(office, letter, outcome, settled)
            except BusyError:
                continue
        return self._write(office, letter, outcome, settled)

    def _write(
        self, office: _Office, letter: Letter, outcome: Outcome | PutAway, settled: Settlement
    ) -> None:
        row, now = letter.row, self.clock.now()
        values = {
            "rest_seconds": settled.rest,
            "channel_rests": settled.channel_rests,
            **_columns(row, outcome, settled, now),
        }
        with working(self.database, COURIER, now) as work:
            register = work.register(row.partnership_id)
            if not register.messages.settle(id_of(row), str(row.lease_by), self.real_clock.now(), **values):
                log.warning("the lease of a message was lost", key=row.key)
                return
            if isinstance(outcome, InstallationGone):
                _pause_workspace(work, office.workspace)
            if settled.tell:
                text = str(letter.payload.get("text") or "")
                gone = isinstance(outcome, RecipientGone)
                report_undelivered(register, row, text, str(settled.why), gone, now)
            work.commit()
        level = log.warning if settled.state == "parked" else log.info
        level("a message was settled", key=row.key, state=settled.state, why=settled.why)

    def _set_aside(self, wordless: _Wordless) -> None:
        """A message without words must not stand in the way of those behind it, nor be forgotten."""
        row, now = wordless.row, self.clock.now()
        settled = settle(Wordless(wordless.why), row.attempts, row.uncertain, self.timing)
        values = _columns(row, PutAway(settled.state, wordless.why), settled, now)
        with working(self.database, COURIER, now) as work:
            register = work.register(row.partnership_id)
            aside = register.messages.set_aside(id_of(row), self.real_clock.now(), settled.rest, **values)
            if aside and settled.tell:
                report_undelivered(register, row, "", str(settled.why), False, now)
            work.commit()

    # -- turns

    def _offices(self) -> Sequence[_Office]:
        """The workspaces that can be sent to; of several bound to one partnership, the first."""
        offices: dict[int, _Office] = {}
        with _surviving("the workspaces could not be looked up"):
            for workspace in self._installed():
                sender = self.sender_for(workspace)
                if sender is not None:
                    offices.setdefault(workspace.partnership_id, _Office(workspace, sender))
        return list(offices.values())

    def _installed(self) -> list[Workspace]:
        with reading(self.database) as look:
            return [each for each in look.everywhere.workspaces() if each.state == "installed"]

    def _pause(self, stop: Event) -> None:
        """Wait for the next turn, a call to wake up, or the end."""
        free = self._seconds_until_free()
        seconds = self.timing.idle if free is None else min(max(free, SHORTEST_WAIT), self.timing.idle)
        for _ in range(max(1, math.ceil(seconds / SLICE_SECONDS))):
            if self._wake.wait(min(seconds, SLICE_SECONDS)) or stop.is_set():
                return

    def _seconds_until_free(self) -> float | None:
        """How long until the next lease or rest ends that something due may wait for, if anything does."""
        now, real_now = self.clock.now(), self.real_clock.now()
        waits: list[float] = []
        with _surviving("the outbox could not be looked at"), reading(self.database) as look:
            for partnership_id in {office.workspace.partnership_id for office in self._offices()}:
                end = look.register(partnership_id).messages.held_until(now, real_now)
                waits += [max(0.0, (end - real_now).total_seconds())] if end else []
        return min(waits, default=None)


@contextmanager
def _surviving(what: str) -> Iterator[None]:
    """A fault nobody foresaw is logged under an id; the message is left to its lease, the courier at work."""
    try:
        yield
    except BusyError:
        log.info("the database is held by somebody else")
    except Exception:
        log.exception(what, fault=uuid4().hex[:8])


def _is_installed(work: Work, workspace: Workspace) -> bool:
    known = work.everywhere.workspace(workspace.team_id)
    return known is not None and known.state == "installed"


def _thread(register: Register, row: Outbox) -> Thread | None:
    first = register.messages.thread_of(row)
    if first is None or first.sent_channel is None:
        return None
    return Thread(first.sent_channel, first.sent_ts)


def _columns(row: Outbox, outcome: Outcome | PutAway, settled: Settlement, now: datetime) -> dict[str, Any]:
    values: dict[str, Any] = {
        "state": settled.state,
        "last_error": settled.why,
        "uncertain": settled.uncertain,
        "attempts": row.attempts if settled.counts else row.attempts - 1,
    }
    if isinstance(outcome, Sent):
        values |= {"sent_at": now, "sent_channel": outcome.channel, "sent_ts": outcome.ts}
    return values


def _pause_workspace(work: Work, workspace: Workspace) -> None:
    """Stop sending there until it is installed again; a token put in meanwhile is another matter."""
    known = work.everywhere.workspace(workspace.team_id)
    if known is not None and known.token_digest == workspace.token_digest and known.state == "installed":
        known.state = "paused"
