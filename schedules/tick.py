"""One beat of the clock: what fell due is claimed and written to the outbox, in every partnership. A shell.

A run and everything it plans are one transaction, so that an occasion happens once however many replicas tick; the
planning itself is done beforehand, so that nobody waits for it. Nothing is sent here.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import groupby, islice
from typing import Any

import structlog

from bot.rules.asking import can_be_written_to
from bot.rules.posts import in_post
from bot.rules.ways import Ways, ways_of
from bot.services.compose_digest import compose_digest
from bot.services.compose_letter import read_letter
from bot.views.letter import letter
from schedules.board_digest import Decision, SendDigest, messages_for
from schedules.board_run import carry_out
from schedules.gathering import Bundle, bundles, time_to_write
from schedules.planning import PLANNERS, Planned
from schedules.slots import PEOPLE, Run, caught_up_since, pending_slots, runs_of
from storage.engine import BusyError, Database
from storage.records import AnyLine, Meeting, Outbox, Partnership, id_of
from storage.records.glance import ContactGlance, PlannedLine
from storage.repositories import Register
from storage.unit_of_work import Author, Reading, reading, working

CLOCK = Author(None, by="the bot, by the clock")

BUNDLES_AT_ONCE = 50
"""Messages written in one transaction: few enough that nobody who speaks meanwhile has to wait."""

log = structlog.get_logger("loip.tick")

MatchPeople = Callable[[int, datetime], object]
"""Called with a partnership's id and the time, outside any transaction, to match its contacts to Slack."""


@dataclass(frozen=True, slots=True)
class Ran:
    """A run that was taken by this tick (in a dry run: that would have been), and how many lines it planned.

    `out_of_reach` counts people who are not on Slack while nobody can ask them by phone or email either.
    """

    partnership: str
    run: Run
    lines: int = 0
    out_of_reach: int = 0


@dataclass(frozen=True, slots=True)
class Said:
    """What a dry run would have said to somebody, named by post."""

    partnership: str
    to: str
    payload: dict[str, Any]


@dataclass(slots=True)
class TickReport:
    """What came of a tick. `messages` were put into the outbox; `busy` and `faulty` partnerships wait for the next."""

    ran: list[Ran] = field(default_factory=list)
    messages: int = 0
    said: list[Said] = field(default_factory=list)
    busy: list[str] = field(default_factory=list)
    faulty: list[str] = field(default_factory=list)


def tick(
    database: Database, now: datetime, match_people: MatchPeople | None = None, dry_run: bool = False
) -> TickReport:
    """Run everything due by `now` and not run yet, in every partnership.

    One partnership's fault never silences another: it is logged and tried again at the next beat. With `dry_run`
    nothing is claimed or written, and the report holds what would be said. Raises `BusyError` only where not even
    the partnerships could be read.
    """
    report = TickReport()
    with reading(database) as look:
        partnerships = list(look.everywhere.partnerships())
    for partnership in partnerships:
        try:
            beat = _Beat(database, partnership, ways_of(partnership), now, report, match_people)
            beat.rehearse() if dry_run else beat.play()
        except BusyError:
            report.busy.append(partnership.code)
        except Exception:
            log.exception("the clock met a fault", partnership=partnership.code)
            report.faulty.append(partnership.code)
    return report


@dataclass(frozen=True, slots=True)
class _Beat:
    """One partnership's part of a tick."""

    database: Database
    partnership: Partnership
    ways: Ways
    now: datetime
    report: TickReport
    match_people: MatchPeople | None

    # -- for real

    def play(self) -> None:
        """Take every run that is due, then gather the day's lines.

        A fault in one kind of run leaves the others to go on; only a database held by somebody else ends the beat,
        so that nobody gets a message that is short of what the same day has to say.
        """
        for kind, runs in self._due():
            try:
                self._take_kind(kind, runs)
            except BusyError:
                raise
            except Exception:
                log.exception("a run met a fault", partnership=self.partnership.code, run=runs[-1].slot.name)
                self.report.faulty.append(self.partnership.code)
        self._gather()

    def _take_kind(self, kind: str, runs: Sequence[Run]) -> None:
        planned = self._plan(runs[-1])
        if self._take(runs, planned):
            self.report.ran += [Ran(self.partnership.code, run) for run in runs[:-1]]
            self.report.ran.append(self._ran(runs[-1], planned))
            if kind == PEOPLE and self.match_people is not None:
                self.match_people(self._id, self.now)

    def _take(self, runs: Sequence[Run], planned: Planned) -> bool:
        """Claim the latest run, and with it those it stands for, and write what it planned; False if taken."""
        with working(self.database, CLOCK, self.now) as work:
            register = work.register(self._id)
            latest = runs[-1].slot
            if not register.messages.claim_slot(latest.name, latest.due_at, self.now, _lateness(runs[-1])):
                return False
            for run in runs[:-1]:
                note = f"superseded by {run.superseded_by}"
                register.messages.claim_slot(run.slot.name, run.slot.due_at, self.now, note)
            register.messages.add_lines(planned.lines)
            messages = sum(carry_out(register, self.ways, decision) for decision in planned.decisions)
            work.commit()
        self.report.messages += messages
        return True

    def _gather(self) -> None:
        """Put the lines of the day into one message a person, once the day's own runs are through."""
        for some in _some(self._bundles(), BUNDLES_AT_ONCE):
            with working(self.database, CLOCK, self.now) as work:
                register = work.register(self._id)
                contacts = register.people.glances_of({bundle.contact_id for bundle in some})
                for bundle in some:
                    self._put(register, bundle, contacts[bundle.contact_id])
                work.commit()

    def _put(self, register: Register, bundle: Bundle, contact: ContactGlance) -> None:
        """Put one message into the outbox, or add to the one waiting there; once that has gone, wait for a day."""
        messages, key, today = register.messages, bundle.key(self._today), self._today
        outbox_id = messages.put(
            Outbox(
                key=key,
                kind="lines",
                contact_id=contact.id,
                channel=contact.slack_id,
                not_before=time_to_write(self.ways, today, contact, self.now),
                created_at=self.now,
            )
        )
        self.report.messages += outbox_id is not None
        line_ids = [id_of(line) for line in bundle.lines]
        waiting = messages.unsent(key) if outbox_id is None else None
        if waiting is not None:
            outbox_id = id_of(waiting)
        if outbox_id is not None:
            messages.attach(line_ids, outbox_id)
        else:
            messages.put_off(line_ids, self.ways.calendar.next_working_day(today + timedelta(days=1)))

    def _bundles(self) -> list[Bundle]:
        """What is to be said today to people who can be written to, once the day has begun."""
        begins = self.ways.at_hour(self._today, self.partnership.nudge_hour)
        if self.now < begins or not self.ways.calendar.is_working_day(self._today):
            return []
        with reading(self.database) as look:
            register = look.register(self._id)
            return _reachable(register, register.messages.loose_lines(self._today))

    # -- in a dry run

    def rehearse(self) -> None:
        """Report what would be run and said, and write nothing."""
        lines: list[PlannedLine] = []
        decisions: list[Decision] = []
        for _, runs in self._due():
            planned = self._plan(runs[-1])
            lines += planned.lines
            decisions += planned.decisions
            self.report.ran += [Ran(self.partnership.code, run) for run in runs[:-1]]
            self.report.ran.append(self._ran(runs[-1], planned))
        with reading(self.database) as look:
            register = look.register(self._id)
            day = self.ways.calendar.next_working_day(self._today)
            loose: list[AnyLine] = [*register.messages.loose_lines(day), *lines]
            for bundle in _reachable(register, loose):
                self._rehearse(register, bundle, day)
            for decision in decisions:
                self._rehearse_digest(register, decision)

    def _rehearse(self, register: Register, bundle: Bundle, day: date) -> None:
        contact = register.people.glance(bundle.contact_id)
        if contact is None:
            return
        at = time_to_write(self.ways, day, contact, self.now)
        said = read_letter(register, contact.id, bundle.key(day), bundle.lines, at)
        if said is not None:
            self.report.said.append(Said(self.partnership.code, in_post(contact), letter(said)))

    def _rehearse_digest(self, register: Register, decision: Decision) -> None:
        digest = None
        if isinstance(decision, SendDigest):
            meeting = register.rows.get(Meeting, decision.saying.meeting_id)
            digest = compose_digest(register, self.ways, meeting, self.now) if meeting else None
        for recipient in decision.saying.recipients:
            for message in messages_for(decision, digest, recipient):
                to = in_post(recipient.to)
                self.report.said.append(Said(self.partnership.code, to, message.payload))

    # -- both

    def _due(self) -> Iterator[tuple[str, list[Run]]]:
        """The runs nobody has taken, by kind, in the order in which the kinds run."""
        with reading(self.database) as look:
            taken = _taken(look, self._id, caught_up_since(self.partnership.created_at, self.now))
        pending = pending_slots(self.ways, self.partnership.created_at, self.now, taken)
        for kind, runs in groupby(runs_of(pending, self._today), lambda run: run.slot.kind):
            if kind in PLANNERS or (kind == PEOPLE and self.match_people is not None):
                yield kind, list(runs)

    def _plan(self, run: Run) -> Planned:
        planner = PLANNERS.get(run.slot.kind)
        if planner is None:
            return Planned()
        with reading(self.database) as look:
            return planner(look.register(self._id), self.ways, run, self.now)

    def _ran(self, run: Run, planned: Planned) -> Ran:
        return Ran(self.partnership.code, run, len(planned.lines), planned.out_of_reach)

    @property
    def _id(self) -> int:
        return id_of(self.partnership)

    @property
    def _today(self) -> date:
        return self.ways.day_of(self.now)


def _taken(look: Reading, partnership_id: int, since: datetime) -> set[str]:
    return look.register(partnership_id).messages.slot_names(since - timedelta(days=7))


def _lateness(run: Run) -> str | None:
    return f"late since {run.late_since}" if run.late_since else None


def _reachable(register: Register, lines: Iterable[AnyLine]) -> list[Bundle]:
    found = bundles(lines)
    contacts = register.people.glances_of({bundle.contact_id for bundle in found})
    return [bundle for bundle in found if can_be_written_to(contacts[bundle.contact_id])]


def _some(bundles_found: Iterable[Bundle], number: int) -> Iterator[list[Bundle]]:
    left = iter(bundles_found)
    while some := list(islice(left, number)):
        yield some
