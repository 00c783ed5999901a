"""Compose the message a person's lines make, from the register as it stands now; and again when it was answered.

What was answered between planning and sending is left out; where nothing is left, there is no message. After it was
sent, an answer is shown in place of the buttons that asked for it. Only whom it announces is written, when it is sent.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property
from typing import Any

from bot.rules.asking import is_away
from bot.rules.choosing import FINISHED
from bot.rules.freshness import SETTLED
from bot.rules.ladder import ANNOUNCES, LADDER
from bot.rules.letter import (
    HANDED,
    SNOOZED,
    Answer,
    Call,
    Covering,
    Ended,
    Entry,
    Following,
    Handed,
    Letter,
    Overview,
    Sight,
    Turned,
    Upcoming,
    Welcome,
    has_passed,
)
from bot.rules.meetings import boards_around
from bot.rules.nudging import (
    GROUP,
    concerns_of,
    cut_offs,
    moved_by_action,
    passed_by_action,
    reasons_at,
    window,
)
from bot.rules.owed import Owed
from bot.rules.posts import in_post
from bot.rules.questions import ASKED_FOR
from bot.rules.reaching import UNREACHED, Unreached
from bot.rules.reminders import stands
from bot.rules.replacing import ENDED
from bot.rules.snoozing import is_snoozed, occasion_for_papers
from bot.rules.succeeding import SUCCESSOR
from bot.rules.ways import Ways, ways_of
from bot.services.compose_board_news import board_news
from bot.services.compose_ladder import covering, keep_announced, turned, upcoming
from bot.services.lose_touch import once_unreached, still_unreached
from bot.services.read_ladder import Ladders
from bot.services.read_owed import owed_by_groups
from bot.services.read_snoozes import read_snoozes
from bot.services.undo_handing import can_be_undone
from bot.services.undo_update import UNDO_WITHIN
from bot.services.welcome import WELCOME
from bot.views.letter import letter
from storage.records import AnyLine, Contact, Group, Outbox, Priority, Update, id_of
from storage.records.glance import ActionGlance, ContactGlance, MilestoneGlance, SnoozeGlance
from storage.repositories import Register

Payload = dict[str, Any]

LETTER = "letter"
"""In the payload of an edit: the key of the letter that is put in its place again, composed when it is sent."""


def compose(
    register: Register, row: Outbox, at: datetime | None = None, to_send: bool = False
) -> Payload | None:
    """The message of an outbox row of kind `lines`, or None where nothing of it stands any more.

    `at` is the partnership's time; without it, the time the message was meant for. A row that has `LETTER` in its
    payload shows that letter again as it stands now. `to_send`: it goes out now, so that whom it announces is kept
    with its lines.
    """
    if LETTER in row.payload:
        return _once_more(register, row)
    lines = register.messages.lines_of(id_of(row))
    said = read_letter(register, row.contact_id, row.key, lines, row.not_before, at)
    if to_send:
        keep_announced(lines, said.upcoming if said is not None else ())
    return _payload(said)


def recompose(register: Register, row: Outbox, now: datetime | None = None) -> Payload | None:
    """The message as it stands after it was sent, to be put in its place: what was answered since is marked so.

    What was said a moment before `now` can be taken back. None where it was not sent, or nothing of it is left.
    """
    said = read_again(register, row, now)
    return _payload(said)


def read_again(register: Register, row: Outbox, now: datetime | None = None) -> Letter | None:
    """A message that was sent as it stands now; None where it was not sent, or nothing of it is left."""
    if row.sent_at is None:
        return None
    lines = register.messages.lines_of(id_of(row))
    at = row.sent_at
    return read_letter(register, row.contact_id, row.key, lines, row.not_before, at, Sending(at, now))


def _once_more(register: Register, row: Outbox) -> Payload | None:
    letter = register.messages.with_key(str(row.payload[LETTER]))
    again = recompose(register, letter, row.not_before) if letter is not None else None
    if letter is None or again is None:
        return None
    return {"channel": letter.sent_channel, "ts": letter.sent_ts, **again}


@dataclass(frozen=True, slots=True)
class Sending:
    """When a message was sent, and the present, where what was said a moment ago can be taken back."""

    at: datetime
    now: datetime | None = None


def read_letter(
    register: Register,
    contact_id: int | None,
    key: str,
    lines: Sequence[AnyLine],
    meant_for: datetime,
    at: datetime | None = None,
    sent: Sending | None = None,
) -> Letter | None:
    """What the lines say now. None for a reader who is gone, or where no line stands any more.

    `sent` is given once the message was sent: then what was answered since is kept, and marked.
    """
    reader = register.people.glance(contact_id) if contact_id is not None else None
    if reader is None or reader.left_on is not None:
        return None
    said = _Desk(register, reader, lines, max(at or meant_for, meant_for), sent).letter(key)
    late = said.today if sent is None else None
    meant_day = ways_of(register.places.partnership()).day_of(meant_for)
    if late is not None and said.late_since is None and meant_day < late:
        said = replace(said, late_since=meant_day)
    return said if said.stands else None


def _payload(said: Letter | None) -> Payload | None:
    return letter(said) if said is not None else None


@dataclass(frozen=True)
class _Desk:
    """One letter being composed: the lines on the desk, and what of the register they are about, read once."""

    register: Register
    reader: ContactGlance
    lines: Sequence[AnyLine]
    at: datetime
    sent: Sending | None

    def letter(self, key: str) -> Letter:
        _, coming = self._boards
        counted = any(line.kind in ("nudge", "group") for line in self.lines)
        entries = self._entries()
        waiting, fine = self._counts(entries) if counted else ((), 0)
        late = [line.facts["late_since"] for line in self.lines if line.facts.get("late_since")]
        return Letter(
            key=key,
            name=self.reader.name,
            today=self._today,
            hour=self.at.astimezone(self._ways.zone).hour,
            status_key=self._ways.key,
            board_on=coming.latest if coming else None,
            papers_due=coming.papers_due if coming else None,
            late_since=date.fromisoformat(min(late)) if late else None,
            entries=entries,
            overviews=tuple(
                filter(lambda overview: overview.sights, map(self._overview, self._of_kind("group")))
            ),
            handed=tuple(filter(None, map(self._handed, self._of_kind("handed")))),
            calls=tuple(self._calls()),
            counted=counted,
            waiting=waiting,
            fine=fine,
            turned=tuple(filter(None, map(self._turned, self._of_kind(LADDER)))),
            upcoming=self._upcoming(entries),
            covering=tuple(filter(None, map(self._covering, self._of_kind("cover")))),
            board_news=board_news(self.register, self._ways, self.lines, self.at, self.sent is not None),
            welcome=self._welcome() if self._of_kind(WELCOME) else None,
            unreached=tuple(filter(None, map(self._unreached, self._of_kind(UNREACHED)))),
            following=tuple(self._following()),
            ended=tuple(filter(None, map(self._ended, self._of_kind(ENDED)))),
            owed=self._owed() if counted else (),
        )

    # -- what is read, each once

    @cached_property
    def _ways(self) -> Ways:
        return ways_of(self.register.places.partnership())

    @cached_property
    def _today(self) -> date:
        return self._ways.day_of(self.at)

    @cached_property
    def _boards(self) -> Any:
        return boards_around(self.register.meetings.boards(), self._today)

    @cached_property
    def _cuts(self) -> Any:
        return cut_offs(self._ways.situation(self.at, *self._boards))

    @cached_property
    def _own(self) -> dict[int, ActionGlance]:
        mine = self.register.actions.of_officer(self.reader.id)
        return {action.id: action for action in mine if action.officer_id == self.reader.id}

    @cached_property
    def _single(self) -> dict[int, MilestoneGlance]:
        """The milestones that lines are about, by id."""
        return self.register.milestones.glances_of([_id(line) for line in self.lines if _is_milestone(line)])

    @cached_property
    def _actions(self) -> dict[int, ActionGlance]:
        kinds = ("nudge", "handed", LADDER, SUCCESSOR, ENDED)
        of_action = [line for kind in kinds for line in self._of_kind(kind)]
        named = {_id(line) for line in of_action}
        named |= {line.facts["into"] for line in self._of_kind(ENDED) if line.facts["into"]}
        named |= {milestone.action_id for milestone in self._single.values() if milestone.action_id}
        for line in self.lines:
            named |= set(line.facts.get("actions", ()))
        return self._own | self.register.actions.glances_of(named - self._own.keys())

    @cached_property
    def _milestones(self) -> dict[int, list[MilestoneGlance]]:
        found: dict[int, list[MilestoneGlance]] = defaultdict(list)
        for milestone in self.register.milestones.of_actions(self._actions):
            found[milestone.action_id or 0].append(milestone)
        return found

    @cached_property
    def _passed(self) -> dict[int, tuple[MilestoneGlance, ...]]:
        every = (milestone for of_action in self._milestones.values() for milestone in of_action)
        return passed_by_action(every, self._today)

    @cached_property
    def _snoozes(self) -> dict[int, SnoozeGlance]:
        return read_snoozes(self.register, self._ways, self._today, self._actions.keys())

    @cached_property
    def _blocked(self) -> dict[int, str]:
        return self.register.updates.blocked_actions()

    @cached_property
    def _officers(self) -> dict[int, ContactGlance]:
        """The coordinating officers, and whoever covers for them."""
        wanted = {action.officer_id for action in self._actions.values() if action.officer_id}
        officers = self.register.people.glances_of(wanted)
        covers = {officer.cover_id for officer in officers.values() if officer.cover_id} - officers.keys()
        return officers | self.register.people.glances_of(covers)

    def _of_kind(self, kind: str) -> list[AnyLine]:
        return [line for line in self.lines if line.kind == kind]

    def _owed(self) -> tuple[Owed, ...]:
        """What the groups the reader leads owe before long."""
        led = {
            role.group_id
            for role in self.register.people.roles_on(self._today)
            if role.contact_id == self.reader.id and role.role == "lead_officer" and role.group_id
        }
        return owed_by_groups(self.register, led, self._today)

    # -- the reader's own

    def _entries(self) -> tuple[Entry, ...]:
        """One entry an action: what needs a word first, passed milestones before the rest, then by code."""
        found: dict[Any, Entry] = {}
        for line in self._of_kind("nudge"):
            self._merge(found, self._need(line))
        for line in self._of_kind("milestone"):
            self._merge(found, self._reminder(line))
        return tuple(sorted(found.values(), key=self._pressing))

    def _merge(self, found: dict[Any, Entry], entry: Entry | None) -> None:
        if entry is None:
            return
        name = entry.action.id if entry.action else f"milestone {entry.milestones[0].id}"
        before = found.get(name)
        if before is not None and before.answer is None and entry.answer is None:
            more = [milestone for milestone in entry.milestones if milestone not in before.milestones]
            entry = replace(before, milestones=(*before.milestones, *more))
        elif before is not None and before.answer is None:
            entry = before
        found[name] = entry if before is None or before.answer is None else before

    def _pressing(self, entry: Entry) -> tuple[bool, bool, str]:
        asked = any(has_passed(milestone, self._today) for milestone in entry.milestones)
        code = entry.action.code if entry.action else entry.milestones[0].title
        return not entry.needs_word, entry.answer is None and not asked, code

    def _need(self, line: AnyLine) -> Entry | None:
        action = self._actions.get(_id(line))
        if action is None:
            return None
        asked_of = line.facts.get("milestones", ())
        milestones = [milestone for milestone in self._milestones[action.id] if milestone.id in asked_of]
        if self._was_heard(action, line):
            return self._answered(action, milestones, needs_word=True)
        if not self._is_asked(action):
            return self._put_by(action, self._handed_on(action))
        snooze = self._snoozes.get(action.id)
        if line.facts.get("snooze", getattr(snooze, "id", None)) != getattr(snooze, "id", None):
            return None  # the question was put off again since, or asked at once
        if is_snoozed(snooze, self._today):
            return self._put_by(action, self._snoozed(snooze))
        if not self._reasons(action) or self._came_back_sooner(line, snooze):
            return None
        return self._entry(action, self._passed.get(action.id, ()))

    def _came_back_sooner(self, line: AnyLine, snooze: SnoozeGlance | None) -> bool:
        """Whether the line was to ask on the last day of a snooze that papers ended, so that it was asked before."""
        if snooze is None or line.occasion != f"snooze {snooze.id}":
            return False
        return self.register.messages.was_planned(line.kind, line.subject, occasion_for_papers(snooze.id))

    def _reminder(self, line: AnyLine) -> Entry | None:
        milestone = self._single.get(_id(line))
        if milestone is None:
            return None
        action = self._actions.get(milestone.action_id or 0)
        if not stands(milestone, line.facts["offset"], date.fromisoformat(line.facts["latest"])):
            return self._answered(action, [milestone], needs_word=False) if action else None
        if action is not None and action.status in SETTLED:
            return None
        snooze = self._snoozes.get(action.id) if action is not None else None
        if action is not None and is_snoozed(snooze, self._today):
            return self._put_by(action, self._snoozed(snooze), (milestone,), needs_word=False)
        unowned = action is not None and self._officer_of(action) is None
        unmet = self._unmet(action) if action is not None else ()
        heard_on = self._worded_on(action)
        return Entry(action, heard_on, (milestone,), needs_word=False, unowned=unowned, unmet=unmet)

    def _entry(self, action: ActionGlance, milestones: Iterable[MilestoneGlance]) -> Entry:
        return Entry(
            action,
            self._worded_on(action),
            tuple(milestones),
            blocked=self._blocked.get(action.id),
            unmet=self._unmet(action),
        )

    def _unmet(self, action: ActionGlance) -> tuple[MilestoneGlance, ...]:
        """What can still be met or moved, the first due first."""
        unmet = [milestone for milestone in self._milestones[action.id] if milestone.met_on is None]
        return tuple(sorted(unmet, key=lambda milestone: milestone.latest or date.max))

    def _put_by(
        self,
        action: ActionGlance,
        answer: Answer | None,
        milestones: tuple[MilestoneGlance, ...] = (),
        needs_word: bool = True,
    ) -> Entry | None:
        """The action with what was done in place of an answer, once the message was sent; before, nothing."""
        if answer is None or self.sent is None:
            return None
        return Entry(action, self._worded_on(action), milestones, needs_word, answer=answer)

    def _snoozed(self, snooze: SnoozeGlance | None) -> Answer | None:
        """Until when the question was put off, and by whom: it can be asked after all."""
        if snooze is None:
            return None
        who = self.register.people.glance(snooze.contact_id)
        at = snooze.at.astimezone(self._ways.zone)
        return Answer(SNOOZED, in_post(who) if who else None, at, until=snooze.until, snooze_id=snooze.id)

    def _handed_on(self, action: ActionGlance) -> Answer | None:
        """To whom the reader handed the action on after the message was sent."""
        changes = self.register.history.of("actions", action.id) if self.sent is not None else ()
        given = (each for each in reversed(changes) if each.field == "officer_id")
        change = next(given, None)
        if change is None or self.sent is None or change.at < self.sent.at:
            return None
        to = self.register.people.glance(change.after) if change.after else None
        by = in_post(self.reader) if change.contact_id == self.reader.id else change.by
        words = in_post(to) if to else ""
        now = self.sent.now
        undo = change.id if now is not None and can_be_undone(change, self.reader.id, now) else None
        return Answer(HANDED, by, change.at.astimezone(self._ways.zone), words, handing_id=undo)

    def _handed(self, line: AnyLine) -> Handed | None:
        """An action that changed hands, as whoever has it now or the support officer is told."""
        action = self._actions.get(_id(line))
        if action is None or action.status in SETTLED - {"paused"}:
            return None
        facts = line.facts
        to_id = facts.get("to")
        is_theirs = to_id == self.reader.id
        if action.officer_id != to_id:
            answer = self._handed_on(action)
        else:
            entry = self._answered(action, (), needs_word=True) if self._was_heard(action, line) else None
            answer = entry.answer if entry else None
        if action.officer_id != to_id and answer is None:
            return None
        to = self.register.people.glance(to_id) if to_id and not is_theirs else None
        whose = "" if is_theirs else in_post(to) if to else None
        taken = bool(facts.get("taken"))
        return Handed(action, str(facts.get("by", "")), str(facts.get("why", "")), whose, answer, taken)

    def _following(self) -> Iterable[Following]:
        """What each leaver the reader follows coordinated, as long as nobody else has taken it on."""
        by_leaver: dict[int, list[ActionGlance]] = defaultdict(list)
        for line in self._of_kind(SUCCESSOR):
            action = self._actions.get(_id(line))
            if action is not None and action.status not in FINISHED:
                by_leaver[int(line.facts["leaver"])].append(action)
        for leaver_id, actions in by_leaver.items():
            leaver = self.register.people.glance(leaver_id)
            unowned = tuple(action for action in actions if action.officer_id == leaver_id)
            taken = tuple(each for each in actions if each.officer_id == self.reader.id)
            if leaver is not None and leaver.left_on is not None and (unowned or (taken and self.sent)):
                yield Following(in_post(leaver), unowned, taken if self.sent else ())

    def _ended(self, line: AnyLine) -> Ended | None:
        """An action that was closed when its priority ended, as long as it is."""
        action, into = self._actions.get(_id(line)), self._actions.get(line.facts["into"] or 0)
        return Ended(action, line.facts["reason"], into) if action and action.status == "closed" else None

    # -- what others were asked, and who is asked next

    @cached_property
    def _ladders(self) -> Ladders:
        asked = {_id(line) for line in self._of_kind("nudge")}
        return Ladders(self.register, self._ways, self._today, asked)

    def _upcoming(self, entries: Iterable[Entry]) -> tuple[Upcoming, ...]:
        """Who is asked next about what is still open; only a nudge that says so counts as having said it."""
        announcing = {_id(line) for line in self._of_kind("nudge") if line.facts.get(ANNOUNCES)}
        asked = (entry.action for entry in entries if entry.needs_word and entry.answer is None)
        return upcoming(
            self._ladders, self.reader, [each for each in asked if each is not None and each.id in announcing]
        )

    def _turned(self, line: AnyLine) -> Turned | None:
        """An action somebody else was asked about, as long as nobody has said a word."""
        action = self._actions.get(_id(line))
        if action is None:
            return None
        heard = self._was_heard(action, line)
        entry = self._answered(action, (), needs_word=True) if heard else None
        if heard and entry is None:
            return None
        put_off = is_snoozed(self._snoozes.get(action.id), self._today)
        if not heard and (put_off or not self._reasons(action) or not self._is_still_asked(line, action)):
            return None
        found = turned(self.register, line, action, self._heard_on(action), entry.answer if entry else None)
        return replace(found, passed=self._passed.get(action.id, ()))

    def _is_still_asked(self, line: AnyLine, action: ActionGlance) -> bool:
        """Whether the action is still with whoever was asked about it: somebody new is asked first."""
        officer = self._officer_of(action)
        cover = officer.cover_id if officer is not None else None
        return line.facts.get("of") in (action.officer_id, action.deputy_id, cover)

    def _covering(self, line: AnyLine) -> Covering | None:
        return covering(self.register, line, self.reader, self._today)

    def _was_heard(self, action: ActionGlance, line: AnyLine) -> bool:
        """Whether something was said of the action since the line was planned."""
        return _instant(action.heard_at) != line.facts.get("heard")

    def _is_asked(self, action: ActionGlance) -> bool:
        """Whether the reader is still somebody to ask: the officer, the deputy or the cover."""
        officer = self._officer_of(action)
        covering = officer is not None and officer.cover_id == self.reader.id
        return covering or self.reader.id in (action.officer_id, action.deputy_id)

    def _reasons(self, action: ActionGlance) -> tuple[str, ...]:
        if action.status in SETTLED:
            return ()
        return reasons_at(action.heard_at, action.id in self._passed, self._cuts)

    def _answered(
        self, action: ActionGlance, milestones: Sequence[MilestoneGlance], needs_word: bool
    ) -> Entry | None:
        """The action with what was said of it after the message was sent; None where it was said before."""
        latest = self.register.updates.latest(action.id)
        heard = (each for each in latest if each.at == action.heard_at and each.kind != "undo")
        update = next(heard, None)
        if self.sent is None or update is None or update.at < self.sent.at:
            return None
        at = update.at.astimezone(self._ways.zone)
        kind = self._kind(update, milestones)
        by = update.whose or update.by
        undo = update.id if self._can_be_taken_back(update) else None
        answer = Answer(kind, by, at, update.words, update_id=undo)
        heard_on = self._worded_on(action)
        return Entry(action, heard_on, tuple(milestones), needs_word=needs_word, answer=answer)

    def _can_be_taken_back(self, update: Update) -> bool:
        """Whether the reader said it, less than ten minutes ago."""
        now = self.sent.now if self.sent is not None else None
        return now is not None and update.contact_id == self.reader.id and now - update.at <= UNDO_WITHIN

    def _kind(self, update: Update, milestones: Sequence[MilestoneGlance]) -> str:
        if update.kind == "no_change":
            return "no_change"
        if any(milestone.met_on is not None for milestone in milestones):
            return "met"
        moved = [milestone.last_moved_at for milestone in milestones if milestone.last_moved_at]
        return "new_date" if any(at >= update.at for at in moved) else "update"

    def _heard_on(self, action: ActionGlance | None) -> date | None:
        return self._ways.day_of(action.heard_at) if action is not None and action.heard_at else None

    def _worded_on(self, action: ActionGlance | None) -> date | None:
        """The day of the words that stand; where there are none, the day it was last heard of."""
        said_at = action.said_at if action is not None and (action.words or "").strip() else None
        return self._ways.day_of(said_at) if said_at else self._heard_on(action)

    def _counts(self, entries: Iterable[Entry]) -> tuple[tuple[str, ...], int]:
        """What blocks the reader's other actions, and how many are well."""
        shown = {entry.action.id for entry in entries if entry.action}
        rest = [
            action
            for action in self._own.values()
            if action.id not in shown and action.status not in SETTLED and not self._reasons(action)
        ]
        waiting = tuple(self._blocked[action.id] for action in rest if action.id in self._blocked)
        return waiting, len(rest) - len(waiting)

    # -- what a lead officer sees

    def _overview(self, line: AnyLine) -> Overview:
        partnership = self._ways.partnership
        if line.subject.startswith(GROUP):
            group = self.register.rows.get(Group, _id(line))
            term, name = GROUP, group.name if group else ""
        else:
            priority = self.register.rows.get(Priority, _id(line))
            term, name = partnership.priority_term, priority.name if priority else ""
        sights = [self._sight(action_id, line) for action_id in line.facts["actions"]]
        return Overview(term, name, tuple(filter(None, sights)), int(line.facts.get("more", 0)))

    def _sight(self, action_id: int, line: AnyLine) -> Sight | None:
        action = self._actions.get(action_id)
        if action is None or action.status in SETTLED or action.officer_id == self.reader.id:
            return None
        if any(_id(other) == action_id for other in self._of_kind(LADDER)):
            return None
        passed = self._passed.get(action_id, ())
        first, last = (date.fromisoformat(line.facts[name]) for name in ("moved_from", "moved_before"))
        between = window(first, last, self._ways.zone)
        moved = moved_by_action(self._milestones[action_id], *between).get(action_id, ())
        whys = concerns_of(action.status, self._reasons(action), bool(passed), bool(moved))
        if not whys:
            return None
        speak_to = self._whom_to_speak_to(action)
        # Whoever leads the group may take it on; a critical friend of a priority may not.
        can_be_taken = self._officer_of(action) is None and line.subject.startswith(GROUP)
        can_be_asked = speak_to is not None and not self._is_asked(action)
        asked_on = self._asked_on.get(action.id)
        told = (speak_to, can_be_taken, can_be_asked, asked_on)
        return Sight(action, whys, self._heard_on(action), passed, moved, *told)

    @cached_property
    def _asked_on(self) -> dict[int, date]:
        """The actions of the groups somebody asked about within the week, and when."""
        until = (self.sent.now if self.sent is not None else None) or self.at
        of_groups = {number for line in self.lines for number in line.facts.get("actions", ())}
        found = self.register.questions.put_since(of_groups, until - ASKED_FOR) if of_groups else ()
        return {each.action_id: self._ways.day_of(each.at) for each in found}

    def _officer_of(self, action: ActionGlance) -> ContactGlance | None:
        officer = self._officers.get(action.officer_id or 0)
        return officer if officer is not None and officer.left_on is None else None

    def _whom_to_speak_to(self, action: ActionGlance) -> str | None:
        officer = self._officer_of(action)
        if officer is None:
            return None
        cover = self._officers.get(officer.cover_id or 0) if is_away(officer, self._today) else None
        return in_post(cover or officer)

    # -- who is new, and whom messages do not get through to

    def _welcome(self) -> Welcome:
        partnership, support = self._ways.partnership, self.register.people.support()
        plan = partnership.plan_term
        whom = in_post(support) if support is not None and support.id != self.reader.id else None
        return Welcome(partnership.name, plan, tuple(self._own.values()), whom)

    def _unreached(self, line: AnyLine) -> Unreached | None:
        """Whom nothing reaches; once it was said, also what came of it."""
        found = still_unreached(self.register, line)
        return found if found or self.sent is None else once_unreached(self.register, line)

    # -- whom the support officer asks

    def _calls(self) -> Iterable[Call]:
        by_person: dict[int, dict[Any, Entry]] = defaultdict(dict)
        for line in self._of_kind("phone"):
            for contact_id, entry in self._asked_by_phone(line):
                self._merge(by_person[contact_id], entry)
        for contact_id, found in by_person.items():
            contact, glance = (
                self.register.rows.get(Contact, contact_id),
                self.register.people.glance(contact_id),
            )
            # Once it was sent, whoever has answered since stays there, so that one sees who has.
            stands = bool(found) or self.sent is not None
            if stands and contact is not None and glance is not None and contact.left_on is None:
                entries = tuple(sorted(found.values(), key=self._pressing))
                reach = (contact.name, contact.phone, contact.email)
                yield Call(in_post(glance), *reach, entries, contact_id)

    def _heard_since_sent(self, action: ActionGlance | None) -> bool:
        """Whether a word came after the message was sent: a reminder is answered by it too, where one was called."""
        heard_at = action.heard_at if action is not None else None
        return self.sent is not None and heard_at is not None and heard_at >= self.sent.at

    def _asked_by_phone(self, line: AnyLine) -> Iterable[tuple[int, Entry | None]]:
        if _is_milestone(line):
            entry = self._reminder(line)
            is_open = entry is not None and entry.answer is None and not self._heard_since_sent(entry.action)
            yield int(line.facts["for"]), entry if is_open else None
            return
        heard = line.facts.get("heard", {})
        for action_id in line.facts["actions"]:
            action = self._actions.get(action_id)
            if (
                action is not None
                and _instant(action.heard_at) == heard.get(str(action_id))
                and self._reasons(action)
            ):
                yield _id(line), self._entry(action, self._passed.get(action_id, ()))


def _id(line: AnyLine) -> int:
    return int(line.subject.rsplit(" ", 1)[1])


def _is_milestone(line: AnyLine) -> bool:
    return line.subject.startswith("milestone ")


def _instant(at: datetime | None) -> str | None:
    return at.isoformat() if at is not None else None
