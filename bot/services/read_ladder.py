"""Read how far the questions about some actions have come: what was asked, of whom, and who is next.

What may live here: gathering what `bot.rules.ladder` decides by. Nothing is written.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import Protocol

from bot.rules.asking import Coordinated, People, people_on
from bot.rules.ladder import (
    ANNOUNCED,
    ANNOUNCES,
    LADDER,
    NUDGE,
    RUNGS,
    Asking,
    Climb,
    Escalation,
    Known,
    Pause,
    Pausing,
    QuestionStanding,
    Rung,
    Step,
    climb,
    days_asked,
    leading_group,
    question_standing,
    rungs_of,
    still_ahead,
)
from bot.rules.posts import in_post
from bot.rules.snoozing import is_snoozed
from bot.rules.ways import Ways
from bot.services.read_snoozes import read_snoozes
from storage.records import id_of
from storage.records.glance import AskingGlance, SnoozeGlance
from storage.repositories import Register

A_FEW = 5
"""Actions whose ties are read one by one."""


class Asked(Coordinated, Protocol):
    """An action that is asked about, whether a record, a glance or a pulse."""

    @property
    def id(self) -> int | None:
        """The action's id."""
        ...

    @property
    def heard_at(self) -> datetime | None:
        """When it was last heard of."""
        ...


@dataclass(frozen=True)
class Ladders:
    """What was asked about some actions, and the people of a day, read once for all of them."""

    register: Register
    ways: Ways
    today: date
    action_ids: Collection[int]
    everybody: dict[date, People] = field(default_factory=dict)

    def climb_of(self, action: Asked, reader: int | None = None, now_too: bool = False) -> Climb:
        """How far the question has come. `reader` is who is asked, if not the one who would be today.

        `now_too`: the question is on its way to the reader, so that today counts as a day it was asked.
        """
        reader = reader if reader is not None else self.people.coordinator(action)
        if reader is None or self.is_snoozed(action):
            return Climb()
        asked = set(days_asked(self._askings(action), reader, self._pause(reader)))
        days = sorted(asked | {self.today} if now_too else asked)
        if not days:
            return Climb()
        step, taken = self.ways.partnership.ladder_days, self._taken(action, days[0])
        ahead = still_ahead(self.rungs(action, reader), taken)
        told = self._announced(action, reader, taken)
        climbed = climb(days, ahead, step, self.ways.calendar, self.today, taken, told, self._pausing(action))
        return climbed if climbed.coming in told.values() else self._on_its_day(climbed, action, reader)

    def rungs(self, action: Asked, reader: int, on: date | None = None) -> tuple[Rung, ...]:
        """Who would be asked after the reader on a day."""
        return rungs_of(action, self._people_on(on or self.today), reader, self.group_of(action))

    def group_of(self, action: Asked) -> int | None:
        """The group whose lead officer is asked about an action."""
        if action.lead_group_id is not None:
            return action.lead_group_id
        return leading_group(None, self._priorities.get(_id(action), ()), self._leads)

    def is_snoozed(self, action: Asked) -> bool:
        """Whether the question is put off."""
        return is_snoozed(self._snoozes.get(_id(action)), self.today)

    def snoozed_until(self, action: Asked) -> date | None:
        """The day a question that is put off comes back."""
        snooze = self._snoozes.get(_id(action))
        return snooze.until if snooze is not None and is_snoozed(snooze, self.today) else None

    def planned(self, action: Asked) -> frozenset[str]:
        """The occasions on which somebody further up was asked, or is going to be."""
        return frozenset(line.occasion for line in self._lines.get(_id(action), ()) if line.kind == LADDER)

    def escalations(self, action: Asked, climbed: Climb) -> tuple[Escalation, ...]:
        """Who further up was asked since the question was begun, as it was sent."""
        posts = self.people.by_id
        return tuple(
            Escalation(
                line.occasion.partition(" ")[2],
                in_post(posts[line.contact_id]) if line.contact_id in posts else "somebody who has left",
                self.ways.day_of(line.sent_at),
            )
            for line in self._lines.get(_id(action), ())
            if line.kind == LADDER and line.sent_at and line.occasion.startswith(f"{climbed.asked_on} ")
        )

    def last_asked_on(self, action: Asked) -> date | None:
        """The last day on which anybody was asked about it, answered or not."""
        sent = [
            line.sent_at for line in self._lines.get(_id(action), ()) if line.kind == NUDGE and line.sent_at
        ]
        return self.ways.day_of(max(sent)) if sent else None

    def standing_of(self, action: Asked) -> QuestionStanding:
        """How the question stands today, in a form to be worded."""
        climbed = self.climb_of(action)
        coming = climbed.coming.rung.contact_id if climbed.coming else None
        officer = self.people.by_id.get(action.officer_id or 0)
        nobody_there = officer is not None and self.people.coordinator(action) is None
        known = Known(
            last_asked_on=self.last_asked_on(action),
            heard_on=self.ways.day_of(action.heard_at) if action.heard_at else None,
            put_off_until=self.snoozed_until(action),
            away_until=officer.away_to if officer is not None and nobody_there else None,
            is_away=nobody_there,
        )
        return question_standing(
            climbed,
            self.escalations(action, climbed),
            in_post(self.people.by_id[coming]) if coming is not None else None,
            known,
            self.ways.partnership.ladder_days,
            self.ways.calendar,
            self.today,
        )

    @cached_property
    def people(self) -> People:
        """Everybody there is today."""
        return self._people_on(self.today)

    def group_name(self, group_id: int | None) -> str:
        """The name of a group."""
        return self._group_names.get(group_id or 0, "")

    # -- what is read, each once

    def _people_on(self, day: date) -> People:
        if day not in self.everybody:
            people = self.register.people
            self.everybody[day] = people_on(people.glances(), people.roles_on(day), day)
        return self.everybody[day]

    def _taken(self, action: Asked, asked_on: date) -> tuple[Step, ...]:
        """The steps on which somebody was asked since the question was begun, lowest first.

        Whoever's message was withdrawn, or waits still, was not asked.
        """
        begun = f"{asked_on} "
        lines = [line for line in self._lines.get(_id(action), ()) if line.kind == LADDER and line.sent_at]
        steps = (_step_of(line) for line in lines if line.occasion.startswith(begun) and line.facts.get("on"))
        return tuple(sorted(steps, key=lambda step: RUNGS.index(step.rung.name)))

    def _announced(self, action: Asked, reader: int, taken: Sequence[Step]) -> dict[date, Step | None]:
        """What the questions to the reader told of, by their day; None where whoever it was is gone by then."""
        told: dict[date, Step | None] = {}
        for line in self._unanswered(action):
            if line.contact_id == reader and line.sent_at and line.facts.get(ANNOUNCED):
                kept = line.facts[ANNOUNCED]
                on, named = date.fromisoformat(kept["on"]), (kept["rung"], kept["contact"])
                rung = self._still_there(named, action, reader, on, taken)
                told[self.ways.day_of(line.sent_at)] = Step(rung, on) if rung is not None else None
        return told

    def _still_there(
        self, named: tuple[str, int | None], action: Asked, reader: int, on: date, taken: Sequence[Step]
    ) -> Rung | None:
        """The rung that was announced, as it stands today, if the same person is on it on its day, and still is."""
        rung = None
        for day in sorted({on, max(on, self.today)}):
            there = still_ahead(self.rungs(action, reader, day), taken)
            rung = next((each for each in there if each[:2] == named), None)
            if rung is None:
                return None
        return rung

    def _on_its_day(self, climbed: Climb, action: Asked, reader: int) -> Climb:
        """The step that is announced, with whoever will be there on its day: a leave that is known is followed."""
        coming = climbed.coming
        if coming is None:
            return climbed
        there = still_ahead(self.rungs(action, reader, coming.on), climbed.reached)
        return Climb(climbed.asked_on, climbed.reached, coming._replace(rung=there[0]))

    def _askings(self, action: Asked) -> Iterable[Asking]:
        """Whom those questions were put to, and when."""
        for line in self._unanswered(action):
            if line.sent_at:
                yield Asking(line.contact_id, self.ways.day_of(line.sent_at))

    def _unanswered(self, action: Asked) -> Iterable[AskingGlance]:
        """The questions that went out since the action was last heard of, each of which said who is asked next."""
        heard = action.heard_at.isoformat() if action.heard_at else None
        for line in self._lines.get(_id(action), ()):
            unanswered = line.kind == NUDGE and line.sent_at and line.facts.get("heard") == heard
            if unanswered and line.facts.get(ANNOUNCES):
                yield line

    def _pause(self, reader: int) -> Pause:
        contact = self.people.by_id.get(reader)
        back = contact.away_to if contact is not None else None
        return Pause(leave_until=back if back is not None and back < self.today else None)

    def _pausing(self, action: Asked) -> Pausing | None:
        snooze = self._snoozes.get(_id(action))
        return Pausing(self.ways.day_of(snooze.at), snooze.until) if snooze is not None else None

    @cached_property
    def _lines(self) -> Mapping[int, list[AskingGlance]]:
        found: dict[int, list[AskingGlance]] = defaultdict(list)
        for line in self.register.messages.askings(self.action_ids):
            found[line.action_id].append(line)
        return found

    @cached_property
    def _snoozes(self) -> Mapping[int, SnoozeGlance]:
        return read_snoozes(self.register, self.ways, self.today, self.action_ids)

    @cached_property
    def _leads(self) -> Mapping[int, int]:
        priorities = self.register.places.priorities()
        return {id_of(each): each.lead_group_id for each in priorities if each.lead_group_id is not None}

    @cached_property
    def _priorities(self) -> Mapping[int, list[int]]:
        """The priorities of the actions; of a few their own ties are read, of many all there are."""
        if len(self.action_ids) <= A_FEW:
            ties = self.register.actions.ties
            return {action_id: list(ties(action_id).priority_ids) for action_id in self.action_ids}
        found: dict[int, list[int]] = defaultdict(list)
        for action_id, priority_id in self.register.actions.priority_pairs() if self._leads else ():
            found[action_id].append(priority_id)
        return found

    @cached_property
    def _group_names(self) -> Mapping[int, str]:
        return {id_of(group): group.name for group in self.register.places.groups()}


def _step_of(line: AskingGlance) -> Step:
    """The step a line of kind `ladder` was planned for."""
    rung = Rung(str(line.facts["rung"]), line.contact_id)
    return Step(rung, date.fromisoformat(str(line.facts["on"])))


def _id(action: Asked) -> int:
    if action.id is None:
        raise ValueError("an action that was never kept cannot have been asked about")
    return action.id
