"""Planning a run: what of the register it needs is read here, and handed to the pure plan of its kind.

What may live here: reading, one function a kind of run. Nothing is written and nothing is decided.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from bot.rules.asking import people_on
from bot.rules.digest_sending import Decision
from bot.rules.freshness import Situation
from bot.rules.meetings import boards_around
from bot.rules.nudging import (
    Picture,
    cut_offs,
    passed_by_action,
    plan_nudges,
    reasons_at,
    start_of_day,
)
from bot.rules.preferences import day_for
from bot.rules.reminders import due_reminders
from bot.rules.snoozing import is_snoozed, next_closing
from bot.rules.ways import Ways
from bot.services.read_ladder import Ladders
from bot.services.read_open_meetings import read_open_meetings
from bot.services.read_sittings import read_schedule
from bot.services.read_snoozes import read_snoozes
from schedules import after_board, board_digest, ladder, milestones, snoozes, weekly_nudge
from schedules.ladder import Climbing
from schedules.slots import DIGESTS, LADDER, MILESTONES, NUDGE, Run
from schedules.snoozes import Ended
from storage.records import id_of
from storage.records.glance import ActionPulse, ContactGlance, PlannedLine
from storage.repositories import Register

_DAY = timedelta(days=1)
_WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Planned:
    """What a run comes to: lines, and decisions about digests. `out_of_reach` counts people nobody can ask."""

    lines: tuple[PlannedLine, ...] = ()
    decisions: tuple[Decision, ...] = ()
    out_of_reach: int = 0


Planner = Callable[[Register, Ways, Run, datetime], Planned]


def plan_nudge(register: Register, ways: Ways, run: Run, now: datetime) -> Planned:
    """The weekly nudge. Re-datings are told from a week before the first run it stands for, each once."""
    boards = register.meetings.boards()
    situation = ways.situation(now, *boards_around(boards, ways.day_of(now)))
    moved = run.covers_from - _WEEK, run.slot.nominal
    due = ways.situation(run.slot.due_at, *boards_around(boards, run.slot.day)) if run.late_since else None
    seen = replace(picture(register, ways, situation, *moved), due=due)
    nudges = plan_nudges(seen)
    due_on = ways.calendar.next_working_day(situation.today)
    days = _days_wished(register, ways, seen.contacts, due_on)
    lines = weekly_nudge.plan(nudges, run.slot.occasion, due_on, moved, run.late_since, days)
    return Planned(tuple(lines), out_of_reach=0 if nudges.support_id else len(nudges.to_ask))


def _days_wished(
    register: Register, ways: Ways, contacts: Iterable[ContactGlance], due_on: date
) -> dict[int, date]:
    """The day on which each person who likes another one hears the week's nudge: never too late for the papers."""
    wishing = [contact for contact in contacts if contact.nudge_day is not None]
    if not wishing:
        return {}
    boards = [board for board in register.meetings.boards() if board.state in ("planned", "moved")]
    closing = next_closing((board.papers_due for board in boards), due_on)
    return {contact.id: day_for(contact, due_on, closing, ways.calendar) for contact in wishing}


def picture(
    register: Register, ways: Ways, situation: Situation, moved_from: date, moved_before: date
) -> Picture:
    """The register as planning a nudge reads it: columns, every row once."""
    priorities = register.places.priorities()
    return Picture(
        now=situation,
        actions=register.actions.pulses(),
        milestones=register.milestones.pressing(situation.today, start_of_day(moved_from, situation.zone)),
        roles=register.people.roles_on(situation.today),
        contacts=register.people.glances(),
        leads={id_of(priority): priority.lead_group_id for priority in priorities if priority.lead_group_id},
        pairs=register.actions.priority_pairs(),
        blocked=register.updates.blocked_actions(),
        moved_from=moved_from,
        moved_before=moved_before,
        snoozed=_snoozed(register, ways, situation.today),
    )


def _snoozed(register: Register, ways: Ways, today: date) -> frozenset[int]:
    newest = read_snoozes(register, ways, today).items()
    return frozenset(action_id for action_id, snooze in newest if is_snoozed(snooze, today))


def plan_milestones(register: Register, ways: Ways, run: Run, now: datetime) -> Planned:
    """The reminders due on the days this run stands for."""
    today = ways.day_of(now)
    snoozed = _snoozed(register, ways, today)
    unmet = (milestone for milestone in register.milestones.unmet() if milestone.action_id not in snoozed)
    due = due_reminders(unmet, run.covers_from - _DAY, run.slot.day, ways.calendar)
    wanted = {found.milestone.action_id for found in due if found.milestone.action_id is not None}
    actions = register.actions.glances_of(wanted)
    people = people_on(register.people.glances(), register.people.roles_on(today), today)
    lines = milestones.plan(due, actions, people, today, ways.calendar.next_working_day(today))
    return Planned(tuple(lines))


def plan_ladder(register: Register, ways: Ways, _run: Run, now: datetime) -> Planned:
    """Who is asked next about what nobody has answered for, and whom papers leave no more time."""
    today = ways.day_of(now)
    situation = ways.situation(now, *boards_around(register.meetings.boards(), today))
    cuts, passed = cut_offs(situation), passed_by_action(register.milestones.unmet(), today)
    silent = [
        action
        for action in register.actions.pulses()
        if reasons_at(action.heard_at, action.id in passed, cuts)
    ]
    ladders = Ladders(register, ways, today, [action.id for action in silent])
    climbing = [Climbing(action, ladders.climb_of(action), ladders.planned(action)) for action in silent]
    due_on = ways.calendar.next_working_day(today)
    lines = ladder.plan(climbing, ladders.people, due_on)
    ended = [
        Ended(action, snooze_id, [milestone.id for milestone in passed.get(action.id, ())])
        for action, snooze_id in _ended_by_papers(register, ways, today, silent)
    ]
    return Planned((*lines, *snoozes.plan(ended, ladders.people, due_on)))


def _ended_by_papers(
    register: Register, ways: Ways, today: date, silent: Iterable[ActionPulse]
) -> Iterable[tuple[ActionPulse, int]]:
    """The actions that would still be put off, had the papers' closing not been brought forward."""
    begun = register.snoozes.newest()
    counted = read_snoozes(register, ways, today)
    for action in silent:
        snooze = begun.get(action.id)
        if snooze is not None and ways.day_of(snooze.at) < counted[action.id].until <= today < snooze.until:
            yield action, snooze.id


def plan_digests(register: Register, ways: Ways, _run: Run, now: datetime) -> Planned:
    """The digests due by now, what is to be said of meetings that moved or were cancelled, and of those just over."""
    schedule = read_schedule(register, ways, now)
    decisions = board_digest.plan(schedule.sittings, schedule.support, schedule.said, ways, now)
    lines = after_board.reminders(schedule.sittings, schedule.support, ways, now)
    lines += after_board.plan(read_open_meetings(register, ways, now), schedule.support, ways, now)
    return Planned(lines=tuple(lines), decisions=tuple(decisions))


PLANNERS: Mapping[str, Planner] = {
    MILESTONES: plan_milestones,
    NUDGE: plan_nudge,
    LADDER: plan_ladder,
    DIGESTS: plan_digests,
}
"""What plans a run, by its kind."""
