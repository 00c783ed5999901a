"""The ladder: who is asked next about an action nobody answers for, and when. Derived from what was asked, not stored.

What may live here: rungs and their days as pure functions of when an action was asked about, of people, the working
days and the partnership's step. A rung comes only after a nudge to the owner has said so; whatever is heard ends it.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from bot.rules.asking import Coordinated, People
from bot.rules.workdays import Calendar

DEPUTY, LEAD, SUPPORT, CHAIR = "deputy", "lead", "support", "chair"
RUNGS = (DEPUTY, LEAD, SUPPORT, CHAIR)
"""Who is asked after the officer, in this order. The chair is not asked: the digest of the next meeting says it."""

NUDGE, LADDER = "nudge", "ladder"
"""The kinds of line that put the question, and that take it further up."""

ANNOUNCES = "announces"
"""In the facts of a nudge: its message says who is asked next, and the ladder counts from it. One from before there was
a ladder says nothing; nor does one that asks early, while the last word still stands: nobody else is troubled for that.
"""

ANNOUNCED = "announced"
"""In the facts of a nudge: the step its message told of, as it was sent: that step comes, or none until another is."""

ASKED, LATE, ESCALATED, RUN_OUT, WAITING, ANSWERED, NOT_ASKED = (
    "asked",
    "late",
    "escalated",
    "run_out",
    "waiting",
    "answered",
    "not_asked",
)
"""How a question stands: asked; asked and quiet for more than half a step; others asked too; in the digest; put off, or
the officer away with nobody to ask; answered; never asked."""


class Asking(NamedTuple):
    """An action was asked about in a message that was sent: whom, on which of the partnership's days."""

    contact_id: int
    on: date


class Rung(NamedTuple):
    """One step: of `RUNGS`, and who stands on it. The chair's has nobody; a lead officer's names the group."""

    name: str
    contact_id: int | None = None
    group_id: int | None = None


class Step(NamedTuple):
    """A rung and the working day on which it comes."""

    rung: Rung
    on: date


_NOTHING_KEPT: Mapping[date, Step | None] = {}


class Pausing(NamedTuple):
    """The newest snooze of a question: from the day it was put off to the day it came back."""

    first: date
    until: date


@dataclass(frozen=True, slots=True)
class Climb:
    """How far a question has come: since when it is asked, the steps that have come, and the one announced next."""

    asked_on: date | None = None
    reached: tuple[Step, ...] = ()
    coming: Step | None = None

    @property
    def rung(self) -> Step | None:
        """The highest step that has come."""
        return self.reached[-1] if self.reached else None

    @property
    def has_run_out(self) -> bool:
        """Whether everybody was asked and it is the digest's to say."""
        return bool(self.reached) and self.reached[-1].rung.name == CHAIR


@dataclass(frozen=True, slots=True)
class Pause:
    """What was asked before the end of a leave that is over, the reader's, does not count from there on."""

    leave_until: date | None = None

    def counts(self, on: date) -> bool:
        """Whether a question of that day still counts."""
        return self.leave_until is None or on > self.leave_until


def days_asked(askings: Iterable[Asking], reader: int, pause: Pause) -> tuple[date, ...]:
    """The days on which the reader was asked, since a leave that is over; oldest first.

    `askings` are those that nothing was heard after. Whoever has it now starts anew: a question to somebody else, or to
    the officer before the cover took over, is not theirs.
    """
    days = {asking.on for asking in askings if asking.contact_id == reader and pause.counts(asking.on)}
    return tuple(sorted(days))


def rungs_of(action: Coordinated, people: People, reader: int, group_id: int | None) -> tuple[Rung, ...]:
    """Who would be asked after the reader: nobody twice, and nobody who cannot be written to.

    Whoever is away has their cover there, or is passed over. `group_id` is the group that leads the action or its first
    priority.
    """
    deputy_id = action.deputy_id
    standing = [Rung(DEPUTY, people.stands_for.get(deputy_id) if deputy_id is not None else None)]
    if group_id is not None:
        standing += [Rung(LEAD, lead, group_id) for lead in people.group_leads.get(group_id, ())]
    standing.append(Rung(SUPPORT, people.support_id))
    found: dict[str, Rung] = {}
    for rung in standing:
        met = {reader, *(other.contact_id for other in found.values())}
        is_new = rung.contact_id is not None and rung.contact_id not in met
        if is_new and rung.contact_id is not None and people.is_reachable(rung.contact_id):
            found.setdefault(rung.name, rung)
    return (*found.values(), Rung(CHAIR))


def still_ahead(rungs: Iterable[Rung], taken: Sequence[Step]) -> tuple[Rung, ...]:
    """The rungs above the steps taken. Whoever was asked stays asked: a leave that begins or ends moves no step."""
    if not taken:
        return tuple(rungs)
    highest = max(RUNGS.index(step.rung.name) for step in taken)
    met = {step.rung.contact_id for step in taken}
    above = (rung for rung in rungs if RUNGS.index(rung.name) > highest)
    return tuple(rung for rung in above if rung.contact_id is None or rung.contact_id not in met)


def climb(
    asked: Sequence[date],
    rungs: Sequence[Rung],
    step: int,
    calendar: Calendar,
    today: date,
    taken: Sequence[Step] = (),
    announced: Mapping[date, Step | None] = _NOTHING_KEPT,
    pausing: Pausing | None = None,
) -> Climb:
    """How far a question has come by a day. `asked` are the nudges' days, oldest first; `step` is in working days.

    `taken` are the steps on which somebody was asked already, lowest first; `rungs` those above them. `announced` has
    what each nudge told of, None where whoever it named will not be there.

    Each nudge announces the rung that comes next after it. A rung comes `step` working days after the one before it,
    and not before the working day after a nudge has announced it: where that nudge did not go out, or named somebody
    who is gone by then, the rung waits for the next one. The days of a snooze are not counted, and a step that would
    have come in them or after is announced anew; only the newest snooze pauses, or the ladder could be held for ever.
    """
    told = [day for day in asked if day <= today]
    if not told:
        return Climb()
    reached, ahead = list(taken), tuple(rungs)
    before = taken[-1].on if taken else told[0]
    while ahead:
        waited = step + _days_paused(before, pausing, calendar)
        earliest = calendar.working_days_after(before, waited)
        fresh = {
            day: Step(ahead[0], max(earliest, calendar.working_days_after(day, 1)))
            for day in told
            if day >= before
        }
        steps = ((day, announced.get(day, found)) for day, found in fresh.items())
        coming = next((found for day, found in steps if _comes(day, found, reached, pausing)), None)
        if coming is None or coming.on > today:
            return Climb(told[0], tuple(reached), coming)
        reached.append(coming)
        ahead, before = still_ahead(ahead, reached), coming.on
    return Climb(told[0], tuple(reached))


def _days_paused(before: date, pausing: Pausing | None, calendar: Calendar) -> int:
    if pausing is None or pausing.until <= max(pausing.first, before):
        return 0
    return calendar.working_days_between(max(pausing.first, before), pausing.until)


def _comes(told_on: date, step: Step | None, reached: Sequence[Step], pausing: Pausing | None) -> bool:
    """Whether a step that a nudge told of is still ahead, and no snooze since has put it off."""
    if step is None or not still_ahead([step.rung], reached):
        return False
    return pausing is None or told_on >= pausing.until or step.on <= pausing.first


def is_late(asked_on: date, step: int, calendar: Calendar, today: date) -> bool:
    """Whether a question has been quiet for more than half a step."""
    return calendar.working_days_between(asked_on, today) * 2 > step


@dataclass(frozen=True, slots=True)
class Escalation:
    """Somebody further up was asked: which rung, by post and body, on which day."""

    rung: str
    post: str
    on: date


@dataclass(frozen=True, slots=True)
class QuestionStanding:
    """How the question about an action stands: one of the states above, and what belongs to it.

    `asked_on` is the first question that counts (of an answered one, the last); `to` who comes next, in words of its
    rung and post, on `next_on`. `until` is the day it waits for, where it is known.
    """

    state: str
    asked_on: date | None = None
    answered_on: date | None = None
    escalated: tuple[Escalation, ...] = ()
    next_rung: str | None = None
    next_post: str | None = None
    next_on: date | None = None
    until: date | None = None


class Known(NamedTuple):
    """What the standing of a question is read from, beside how far it has come.

    `last_asked_on` is the last day anybody was asked, answered or not; `heard_on` the last day it was heard of. The
    question waits until `put_off_until` (a snooze); or, `is_away`, until `away_until`, nobody else being there to ask.
    """

    last_asked_on: date | None = None
    heard_on: date | None = None
    put_off_until: date | None = None
    away_until: date | None = None
    is_away: bool = False


def question_standing(
    climbed: Climb,
    escalated: Sequence[Escalation],
    next_post: str | None,
    known: Known,
    step: int,
    calendar: Calendar,
    today: date,
) -> QuestionStanding:
    """How the question stands on a day. `escalated` are those further up who were asked since it was begun."""
    last, heard = known.last_asked_on, known.heard_on
    if known.put_off_until is not None or known.is_away:
        return QuestionStanding(WAITING, last, until=known.put_off_until or known.away_until)
    if climbed.asked_on is None:
        if last is None:
            return QuestionStanding(NOT_ASKED)
        answered = heard is not None and heard >= last
        return QuestionStanding(ANSWERED if answered else ASKED, last, heard if answered else None)
    state = LATE if is_late(climbed.asked_on, step, calendar, today) else ASKED
    if escalated or climbed.reached:
        state = ESCALATED
    coming = climbed.coming
    return QuestionStanding(
        RUN_OUT if climbed.has_run_out else state,
        climbed.asked_on,
        escalated=tuple(escalated),
        next_rung=coming.rung.name if coming else None,
        next_post=next_post,
        next_on=coming.on if coming else None,
    )


def leading_group(
    action_group: int | None, priorities: Iterable[int], leads: Mapping[int, int]
) -> int | None:
    """The group that leads an action, else the first that leads one of its priorities."""
    if action_group is not None:
        return action_group
    return next((leads[priority] for priority in priorities if priority in leads), None)


def to_ask_now(climbed: Climb, planned: Collection[str]) -> Step | None:
    """The person to ask today: whoever stands on the highest step, unless that was planned before.

    `planned` are the occasions kept already. A step passed over meanwhile is not made up for: nobody announced it.
    """
    step = climbed.rung
    if step is None or step.rung.contact_id is None or occasion(climbed, step) in planned:
        return None
    return step


def occasion(climbed: Climb, step: Step) -> str:
    """`2026-11-02 deputy`: a rung is asked once for each time the question was begun."""
    return f"{climbed.asked_on} {step.rung.name}"
