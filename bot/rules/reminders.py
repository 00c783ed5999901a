"""Milestone reminders: on which days one is due, and what may be said then.

What may live here: days and reasons as pure functions of a milestone; an imprecise one reminds from its
latest day.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from bot.rules.workdays import Calendar
from storage.records.glance import MilestoneGlance

OFFSETS = (-14, -3, 1)
"""Days from a milestone's latest day: a fortnight before, three days before, the day after."""


@dataclass(frozen=True, slots=True)
class Reminder:
    """One reminder of one milestone. `offset` is one of `OFFSETS`; `due_on` is a working day."""

    milestone: MilestoneGlance
    offset: int
    due_on: date


def reminder_days(milestone: MilestoneGlance) -> tuple[date, ...]:
    """The days a milestone reminds of itself, before any moving to a working day.

    None once met or undated.
    """
    if milestone.latest is None or milestone.met_on is not None:
        return ()
    return tuple(milestone.latest + timedelta(days=offset) for offset in OFFSETS)


def due_reminders(
    milestones: Iterable[MilestoneGlance], since: date, today: date, calendar: Calendar
) -> list[Reminder]:
    """The reminders due after `since` and up to `today`, moved to the next working day where closed.

    Of several for one milestone only the last is kept: after days of silence, one reminder is enough.
    """
    found: dict[int, Reminder] = {}
    for milestone in milestones:
        for offset, day in zip(OFFSETS, reminder_days(milestone), strict=False):
            due_on = calendar.next_working_day(day)
            if since < due_on <= today:
                found[milestone.id] = Reminder(milestone, offset, due_on)
    return list(found.values())


def stands(milestone: MilestoneGlance, offset: int, latest: date) -> bool:
    """Whether a reminder planned for this day still holds: the milestone is not met, nor re-dated since."""
    return milestone.met_on is None and milestone.latest == latest and offset in OFFSETS
