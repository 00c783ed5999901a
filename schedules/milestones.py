"""Milestone reminders, planned. Pure: reminders and people in, the lines to be kept out.

What may live here: who is reminded of a milestone, and on which occasion. The words come when it is sent.
"""

from collections.abc import Iterable, Mapping
from datetime import date

from bot.rules.asking import People
from bot.rules.freshness import SETTLED
from bot.rules.reminders import Reminder
from storage.records.glance import ActionGlance, PlannedLine


def plan(
    reminders: Iterable[Reminder],
    actions: Mapping[int, ActionGlance],
    people: People,
    today: date,
    due_on: date,
) -> list[PlannedLine]:
    """A line a reminder: to whoever coordinates the action, or covers, or else leads its group, or else to support.

    Somebody who cannot be written to is asked by the support officer. Milestones of settled actions are silent, and
    so are those that nobody can be told of. A reminder that was due before `today` knows since when it is late.
    """
    lines = (_line(reminder, actions, people, today, due_on) for reminder in reminders)
    return [line for line in lines if line is not None]


def occasion(reminder: Reminder) -> str:
    """`14 before 2026-11-13`, `1 after 2026-11-13`: a re-dated milestone reminds anew."""
    side = "after" if reminder.offset > 0 else "before"
    return f"{abs(reminder.offset)} {side} {reminder.milestone.latest}"


def _line(
    reminder: Reminder, actions: Mapping[int, ActionGlance], people: People, today: date, due_on: date
) -> PlannedLine | None:
    milestone = reminder.milestone
    action = actions.get(milestone.action_id) if milestone.action_id is not None else None
    reader = people.in_charge(action)
    if reader is None or (action is not None and action.status in SETTLED):
        return None
    facts = {"offset": reminder.offset, "latest": str(milestone.latest)}
    if reminder.due_on < today:
        facts["late_since"] = reminder.due_on.isoformat()
    told, kind = reader, "milestone"
    if not people.is_reachable(reader):
        told, kind = people.support_id or reader, "phone"
        facts["for"] = reader
    if not people.is_reachable(told):
        return None
    return PlannedLine(
        kind=kind,
        subject=f"milestone {milestone.id}",
        occasion=occasion(reminder),
        contact_id=told,
        due_on=due_on,
        facts=facts,
    )
