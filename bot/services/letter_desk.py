"""What a letter is composed from: its lines, its reader, and what of the register they are about, each read once.

What may live here: those reads, and what they say of one action for this reader. The letter's parts are composed in
the `compose_*` modules.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any

from bot.rules.freshness import SETTLED
from bot.rules.ladder import LADDER
from bot.rules.meetings import boards_around
from bot.rules.nudging import (
    cut_offs,
    passed_by_action,
    reasons_at,
)
from bot.rules.questions import ASKED_FOR
from bot.rules.replacing import ENDED
from bot.rules.succeeding import SUCCESSOR
from bot.rules.ways import Ways, ways_of
from bot.services.read_ladder import Ladders
from bot.services.read_snoozes import read_snoozes
from storage.records import AnyLine
from storage.records.glance import ActionGlance, ContactGlance, MilestoneGlance, SnoozeGlance
from storage.repositories import Register


@dataclass(frozen=True, slots=True)
class Sending:
    """When a message was sent, and the present, where what was said a moment ago can be taken back."""

    at: datetime
    now: datetime | None = None


@dataclass(frozen=True)
class Desk:
    """One letter being composed: the lines on the desk, and what of the register they are about, read once."""

    register: Register
    reader: ContactGlance
    lines: Sequence[AnyLine]
    at: datetime
    sent: Sending | None

    @cached_property
    def ways(self) -> Ways:
        """How the partnership does things."""
        return ways_of(self.register.places.partnership())

    @cached_property
    def today(self) -> date:
        """The partnership's day on which the letter is read."""
        return self.ways.day_of(self.at)

    @cached_property
    def boards(self) -> Any:
        """The Board that was held last, and the next."""
        return boards_around(self.register.meetings.boards(), self.today)

    @cached_property
    def cuts(self) -> Any:
        """From when a word still counts."""
        return cut_offs(self.ways.situation(self.at, *self.boards))

    @cached_property
    def own(self) -> dict[int, ActionGlance]:
        """The reader's own actions, by id."""
        mine = self.register.actions.of_officer(self.reader.id)
        return {action.id: action for action in mine if action.officer_id == self.reader.id}

    @cached_property
    def single(self) -> dict[int, MilestoneGlance]:
        """The milestones that lines are about, by id."""
        return self.register.milestones.glances_of(
            [number_of(line) for line in self.lines if is_of_milestone(line)]
        )

    @cached_property
    def actions(self) -> dict[int, ActionGlance]:
        """Every action that a line is about, and the reader's own."""
        kinds = ("nudge", "handed", LADDER, SUCCESSOR, ENDED)
        of_action = [line for kind in kinds for line in self.of_kind(kind)]
        named = {number_of(line) for line in of_action}
        named |= {line.facts["into"] for line in self.of_kind(ENDED) if line.facts["into"]}
        named |= {milestone.action_id for milestone in self.single.values() if milestone.action_id}
        for line in self.lines:
            named |= set(line.facts.get("actions", ()))
        return self.own | self.register.actions.glances_of(named - self.own.keys())

    @cached_property
    def milestones(self) -> dict[int, list[MilestoneGlance]]:
        """The milestones of those actions, by action."""
        found: dict[int, list[MilestoneGlance]] = defaultdict(list)
        for milestone in self.register.milestones.of_actions(self.actions):
            found[milestone.action_id or 0].append(milestone)
        return found

    @cached_property
    def passed(self) -> dict[int, tuple[MilestoneGlance, ...]]:
        """The milestones whose day is over, by action."""
        every = (milestone for of_action in self.milestones.values() for milestone in of_action)
        return passed_by_action(every, self.today)

    @cached_property
    def snoozes(self) -> dict[int, SnoozeGlance]:
        """What was put off last, by action."""
        return read_snoozes(self.register, self.ways, self.today, self.actions.keys())

    @cached_property
    def blocked(self) -> dict[int, str]:
        """What stands in the way, by action."""
        return self.register.updates.blocked_actions()

    @cached_property
    def officers(self) -> dict[int, ContactGlance]:
        """The coordinating officers, and whoever covers for them."""
        wanted = {action.officer_id for action in self.actions.values() if action.officer_id}
        officers = self.register.people.glances_of(wanted)
        covers = {officer.cover_id for officer in officers.values() if officer.cover_id} - officers.keys()
        return officers | self.register.people.glances_of(covers)

    def of_kind(self, kind: str) -> list[AnyLine]:
        """The lines of one kind."""
        return [line for line in self.lines if line.kind == kind]

    @cached_property
    def was_past_its_day(self) -> frozenset[int | None]:
        """The actions that had a milestone past its day when the message was planned."""
        needs = (line for line in self.of_kind("nudge") if line.facts.get("milestones"))
        reminders = (line for line in self.lines if is_of_milestone(line) and line.facts["offset"] > 0)
        of_reminders = (self.single.get(number_of(line)) for line in reminders)
        of_actions = {milestone.action_id for milestone in of_reminders if milestone is not None}
        return frozenset({number_of(line) for line in needs} | of_actions)

    def unmet(self, action: ActionGlance) -> tuple[MilestoneGlance, ...]:
        """What can still be met or moved, the first due first."""
        unmet = [milestone for milestone in self.milestones[action.id] if milestone.met_on is None]
        return tuple(sorted(unmet, key=lambda milestone: milestone.latest or date.max))

    @cached_property
    def ladders(self) -> Ladders:
        """Who is asked after whom."""
        asked = {number_of(line) for line in self.of_kind("nudge")}
        return Ladders(self.register, self.ways, self.today, asked)

    def was_heard(self, action: ActionGlance, line: AnyLine) -> bool:
        """Whether something was said of the action since the line was planned."""
        return instant_of(action.heard_at) != line.facts.get("heard")

    def is_asked(self, action: ActionGlance) -> bool:
        """Whether the reader is still somebody to ask: the officer, the deputy or the cover."""
        officer = self.officer_of(action)
        covering = officer is not None and officer.cover_id == self.reader.id
        return covering or self.reader.id in (action.officer_id, action.deputy_id)

    def reasons(self, action: ActionGlance) -> tuple[str, ...]:
        """Why an action needs a word; none where it does not."""
        if action.status in SETTLED:
            return ()
        return reasons_at(action.heard_at, action.id in self.passed, self.cuts)

    def heard_on(self, action: ActionGlance | None) -> date | None:
        """The day an action was last heard of."""
        return self.ways.day_of(action.heard_at) if action is not None and action.heard_at else None

    def worded_on(self, action: ActionGlance | None) -> date | None:
        """The day of the words that stand; where there are none, the day it was last heard of."""
        said_at = action.said_at if action is not None and (action.words or "").strip() else None
        return self.ways.day_of(said_at) if said_at else self.heard_on(action)

    def heard_again_on(self, action: ActionGlance | None) -> date | None:
        """The day it was heard of last, where that was after the words that stand; None where it was with them."""
        heard_on = self.heard_on(action)
        return heard_on if heard_on != self.worded_on(action) else None

    @cached_property
    def asked_on(self) -> dict[int, date]:
        """The actions of the groups somebody asked about within the week, and when."""
        until = (self.sent.now if self.sent is not None else None) or self.at
        of_groups = {number for line in self.lines for number in line.facts.get("actions", ())}
        found = self.register.questions.put_since(of_groups, until - ASKED_FOR) if of_groups else ()
        return {each.action_id: self.ways.day_of(each.at) for each in found}

    def officer_of(self, action: ActionGlance) -> ContactGlance | None:
        """Who coordinates an action; nobody once they have left."""
        officer = self.officers.get(action.officer_id or 0)
        return officer if officer is not None and officer.left_on is None else None


def number_of(line: AnyLine) -> int:
    """The id of what a line is about: 3 of `action 3`."""
    return int(line.subject.rsplit(" ", 1)[1])


def is_of_milestone(line: AnyLine) -> bool:
    """Whether a line is about a milestone."""
    return line.subject.startswith("milestone ")


def instant_of(at: datetime | None) -> str | None:
    """An instant as lines keep it among their facts."""
    return at.isoformat() if at is not None else None
