"""Planning a run: what of the register it needs is read here, and handed to the pure plan of its kind.

What may live here: reading, one function a kind of run. Nothing is written and nothing is decided.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.rules.asking import people_on
from bot.rules.freshness import Situation
from bot.rules.meetings import boards_around
from bot.rules.nudging import Picture, plan_nudges, start_of_day
from bot.rules.reminders import due_reminders
from bot.rules.ways import Ways
from schedules import board_digest, milestones, weekly_nudge
from schedules.board_digest import Decision
from schedules.board_run import read_schedule
from schedules.slots import DIGESTS, MILESTONES, NUDGE, Run
from storage.records import id_of
from storage.records.glance import PlannedLine
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
    situation = ways.situation(now, *boards_around(register.meetings.boards(), ways.day_of(now)))
    moved = run.covers_from - _WEEK, run.slot.nominal
    nudges = plan_nudges(picture(register, situation, *moved))
    due_on = ways.calendar.next_working_day(situation.today)
    lines = weekly_nudge.plan(nudges, run.slot.occasion, due_on, moved, run.late_since)
    return Planned(tuple(lines), out_of_reach=0 if nudges.support_id else len(nudges.to_ask))


def picture(register: Register, situation: Situation, moved_from: date, moved_before: date) -> Picture:
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
    )


def plan_milestones(register: Register, ways: Ways, run: Run, now: datetime) -> Planned:
    """The reminders due on the days this run stands for."""
    today = ways.day_of(now)
    due = due_reminders(register.milestones.unmet(), run.covers_from - _DAY, run.slot.day, ways.calendar)
    wanted = {found.milestone.action_id for found in due if found.milestone.action_id is not None}
    actions = register.actions.glances_of(wanted)
    people = people_on(register.people.glances(), register.people.roles_on(today), today)
    lines = milestones.plan(due, actions, people, today, ways.calendar.next_working_day(today))
    return Planned(tuple(lines))


def plan_digests(register: Register, ways: Ways, _run: Run, now: datetime) -> Planned:
    """The digests due by now, and what is to be said of meetings that moved or were cancelled."""
    schedule = read_schedule(register, ways, now)
    decisions = board_digest.plan(schedule.sittings, schedule.support, schedule.said, ways, now)
    return Planned(decisions=tuple(decisions))


PLANNERS: Mapping[str, Planner] = {
    MILESTONES: plan_milestones,
    NUDGE: plan_nudge,
    DIGESTS: plan_digests,
}
"""What plans a run, by its kind."""
