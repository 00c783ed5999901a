"""One beat of the clock: what fell due is claimed and written to the outbox, in every partnership. A shell.

A run and everything it plans are one transaction, so that an occasion happens once however many replicas tick; the
planning itself is done beforehand, so that nobody waits for it. Nothing is sent here.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import groupby, islice
from typing import Any

import structlog

from bot.rules.asking import can_be_written_to, is_away
from bot.rules.board_news import OUTCOME
from bot.rules.digest_sending import Decision
from bot.rules.posts import in_post
from bot.rules.preferences import begins_early, preferred_time
from bot.rules.replacing import ENDED
from bot.rules.set_up import is_out_of_sight
from bot.rules.succeeding import SUCCESSOR
from bot.rules.ways import Ways, ways_of
from bot.services.compose_letter import read_letter
from bot.services.send_digest import carry_out, messages_of
from bot.views.letter import letter
from schedules.gathering import Bundle, bundles, time_to_write, turn_of
from schedules.planning import PLANNERS, Planned
from schedules.slots import PEOPLE, Run, caught_up_since, pending_slots, runs_of
from storage.engine import BusyError, Database
from storage.records import AnyLine, Outbox, Partnership, id_of
from storage.records.glance import ContactGlance, PlannedLine
from storage.repositories import Register
from storage.unit_of_work import Author, Reading, reading, working

CLOCK = Author(None, by="the bot, by the clock")

RIDING = (OUTCOME, SUCCESSOR, ENDED)
"""Kinds of line that go with another message to the same person before their own day comes."""

BUNDLES_AT_ONCE = 50
"""Messages written in one transaction: few enough that nobody who speaks meanwhile has to wait."""

_A_DAY_ANYWHERE = timedelta(days=2)
"""How far back a message may lie that went out on the day it is for the reader, in whatever zone."""

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
        partnerships = _in_sight(look)
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


def _in_sight(look: Reading) -> list[Partnership]:
    """Every partnership but a sample put away, and what waits behind one."""
    bound_ids = {workspace.partnership_id for workspace in look.everywhere.workspaces()}
    partnerships = look.everywhere.partnerships()
    bound = {each.code for each in partnerships if each.id in bound_ids}
    return [each for each in partnerships if not is_out_of_sight(each.code, bound)]


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
            self._space_out(register, planned.decisions)
            work.commit()
        self.report.messages += messages
        return True

    def _gather(self) -> None:
        """Put the lines of the day into one message a person, once the day's own runs are through."""
        first_keys: dict[int, str | None] = {}
        for some in _some(self._bundles(), BUNDLES_AT_ONCE):
            with working(self.database, CLOCK, self.now) as work:
                register = work.register(self._id)
                readers = {bundle.contact_id for bundle in some}
                contacts = register.people.glances_of(readers)
                to_them = register.messages.unprompted(readers, self.now - _A_DAY_ANYWHERE)
                for bundle in some:
                    if bundle.part == 1:
                        key = self._put(register, bundle, contacts[bundle.contact_id], to_them)
                        first_keys[bundle.contact_id] = key
                    else:
                        self._put_below(register, bundle, contacts[bundle.contact_id], first_keys)
                work.commit()

    def _put(
        self, register: Register, bundle: Bundle, contact: ContactGlance, to_them: Sequence[Outbox]
    ) -> str | None:
        """Put one message into the outbox, or add to the one waiting there; the key of either.

        None where a message has gone to the person that day: then what is due waits for the next working day.
        """
        messages = register.messages
        at = time_to_write(self.ways, self._today, contact, self.now)
        turn = turn_of(self.ways, contact, at, to_them, self.now)
        row = self._message(bundle, contact, turn.at) if turn.at is not None else None
        outbox_id = messages.put(row) if row is not None else None
        self.report.messages += outbox_id is not None
        if outbox_id is not None and row is not None:
            messages.attach(self._line_ids(bundle), outbox_id)
            return row.key
        key = turn.waiting.key if turn.waiting is not None else row.key if row is not None else None
        waiting = messages.unsent(key) if key is not None else None
        if waiting is None:
            following = self.ways.calendar.next_working_day(self._today + timedelta(days=1))
            messages.put_off(self._line_ids(bundle), following)
            return None
        messages.attach(self._line_ids(bundle), id_of(waiting))
        return waiting.key

    def _put_below(
        self, register: Register, bundle: Bundle, contact: ContactGlance, first_keys: Mapping[int, str | None]
    ) -> None:
        """A further part of a long message goes into the thread of the first, or waits with it."""
        messages, first = register.messages, first_keys.get(contact.id)
        at = time_to_write(self.ways, self._today, contact, self.now)
        row = self._message(bundle, contact, at)
        row.after_key = first
        outbox_id = messages.put(row) if first is not None else None
        self.report.messages += outbox_id is not None
        if outbox_id is not None:
            messages.attach(self._line_ids(bundle), outbox_id)
        else:
            following = self.ways.calendar.next_working_day(self._today + timedelta(days=1))
            messages.put_off(self._line_ids(bundle), following)

    def _message(self, bundle: Bundle, contact: ContactGlance, at: datetime) -> Outbox:
        return Outbox(
            key=bundle.key(self._today),
            kind="lines",
            contact_id=contact.id,
            channel=contact.slack_id,
            not_before=at,
            created_at=self.now,
        )

    @staticmethod
    def _line_ids(bundle: Bundle) -> list[int]:
        return [id_of(line) for line in bundle.lines]

    def _space_out(self, register: Register, decisions: Iterable[Decision]) -> None:
        """What is said of a meeting has its day to itself: a letter that waits gives way, one that has gone does not.

        Then it is said on the next working day instead, unless the meeting would have begun by then.
        """
        readers = {to.to.id: to.to for each in decisions for to in each.saying.recipients}
        to_them = register.messages.unprompted(readers, self.now - _A_DAY_ANYWHERE) if readers else ()
        for row in to_them:
            if row.created_at == self.now and row.state == "waiting" and row.kind == "message":
                reader = readers[row.contact_id or 0]
                others = [each for each in to_them if each.id != row.id and each.contact_id == reader.id]
                self._give_way(row, reader, [each for each in others if not _may_wait(each)])
                for each in filter(_may_wait, others):
                    self._give_way(each, reader, [row])

    def _give_way(self, row: Outbox, reader: ContactGlance, others: Sequence[Outbox]) -> None:
        """Put a message off to the next working day where another goes to the reader on its own."""
        if turn_of(self.ways, reader, max(row.not_before, self.now), others, self.now).is_free:
            return
        following = self.ways.calendar.next_working_day(self._today + timedelta(days=1))
        later = time_to_write(self.ways, following, reader, self.now)
        if row.not_after is None or later < row.not_after:
            row.not_before = later

    def _bundles(self) -> list[Bundle]:
        """What is to be said today to people who can be written to, once the day has begun.

        Before the partnership's own hour it has begun for those who like to hear earlier, at their own hour.
        """
        if not self.ways.calendar.is_working_day(self._today):
            return []
        if self.now < self.ways.at_hour(self._today, self.partnership.nudge_hour):
            return self._early_bundles()
        with reading(self.database) as look:
            messages = look.register(self._id).messages
            due = messages.loose_lines(self._today)
            to = {line.contact_id for line in due}
            riding = [line for kind in RIDING for line in messages.loose_of_kind(kind, to)]
            known = {line.id for line in due}
            lines = [*due, *(line for line in riding if line.id not in known)]
            return self._to_people_there(look.register(self._id), lines, self._today)

    def _early_bundles(self) -> list[Bundle]:
        """The same before the partnership's own hour: what is known already, to whoever likes it then.

        Whoever chairs or runs the register is left for that hour: a digest may fall due, and has its day to itself.
        """
        with reading(self.database) as look:
            register = look.register(self._id)
            due = register.messages.loose_lines(self._today)
            contacts = register.people.glances_of({line.contact_id for line in due})
            begun = {each.id for each in contacts.values() if self._has_begun_early(each)}
            if begun:
                begun -= _may_get_a_digest(register, self._today)
            lines = [line for line in due if line.contact_id in begun]
            return self._to_people_there(register, lines, self._today)

    def _has_begun_early(self, contact: ContactGlance) -> bool:
        early = begins_early(self.ways, self._today, contact)
        return early and preferred_time(self.ways, self._today, contact) <= self.now

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
            for bundle in self._to_people_there(register, loose, day):
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
        for recipient, message in messages_of(register, self.ways, decision):
            said = Said(self.partnership.code, in_post(recipient.to), message.payload)
            self.report.said.append(said)

    # -- both

    def _to_people_there(self, register: Register, lines: Iterable[AnyLine], day: date) -> list[Bundle]:
        """What can be said on a day: what is for somebody away by then waits, as it is, until they are back.

        A week's nudge that a leave kept back begins no message then: it goes with the next.
        """
        found = bundles(lines)
        contacts = register.people.glances_of({bundle.contact_id for bundle in found})
        return [bundle for bundle in found if self._can_be_said(bundle, contacts[bundle.contact_id], day)]

    def _can_be_said(self, bundle: Bundle, contact: ContactGlance, day: date) -> bool:
        if not can_be_written_to(contact):
            return False
        on = self.ways.day_of(time_to_write(self.ways, day, contact, self.now))
        return not is_away(contact, on) and not _is_kept_back(bundle, contact, on)

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


def _may_get_a_digest(register: Register, today: date) -> set[int]:
    """Whoever chairs, deputises or runs the register, and whoever covers for one of them."""
    roles = register.people.roles_on(today)
    ids = {role.contact_id for role in roles if role.role in ("chair", "deputy", "support")}
    covers = (each.cover_id for each in register.people.glances_of(ids).values())
    return ids | {cover_id for cover_id in covers if cover_id is not None}


def _taken(look: Reading, partnership_id: int, since: datetime) -> set[str]:
    return look.register(partnership_id).messages.slot_names(since - timedelta(days=7))


def _may_wait(message: Outbox) -> bool:
    """Whether a message is a letter nobody has begun to send."""
    return message.kind == "lines" and message.state == "waiting" and not message.attempts


def _lateness(run: Run) -> str | None:
    return f"late since {run.late_since}" if run.late_since else None


def _is_kept_back(bundle: Bundle, contact: ContactGlance, day: date) -> bool:
    """Whether all of it was to be said on a leave that is over, and is asked anew by the next nudge anyway."""
    is_over = contact.away_to is not None and contact.away_to < day
    return is_over and all(
        line.kind in ("nudge", "group") and is_away(contact, line.due_on) for line in bundle.lines
    )


def _some(bundles_found: Iterable[Bundle], number: int) -> Iterator[list[Bundle]]:
    left = iter(bundles_found)
    while some := list(islice(left, number)):
        yield some
