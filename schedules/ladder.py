"""The ladder, planned. Pure: how far each question has come and who is there, in; the lines to be kept, out.

What may live here: who is asked today about what others were asked before. The words come when it is sent.
"""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from bot.rules.asking import People
from bot.rules.ladder import LADDER, Climb, Step, occasion, to_ask_now
from storage.records.glance import ActionPulse, PlannedLine


class Climbing(NamedTuple):
    """An action nobody has answered for, how far its question has come, and the occasions planned before."""

    action: ActionPulse
    climbed: Climb
    planned: frozenset[str]


def plan(climbing: Iterable[Climbing], people: People, due_on: date) -> list[PlannedLine]:
    """A line for whoever stands on the step that came last; the digest's own step plans nothing."""
    found = ((each, to_ask_now(each.climbed, each.planned)) for each in climbing)
    return [_line(each, step, people, due_on) for each, step in found if step is not None]


def _line(climbing: Climbing, step: Step, people: People, due_on: date) -> PlannedLine:
    action, climbed = climbing.action, climbing.climbed
    facts = {
        "heard": action.heard_at.isoformat() if action.heard_at else None,
        "rung": step.rung.name,
        "asked": str(climbed.asked_on),
        "on": str(step.on),
        "of": people.coordinator(action),
    }
    subject, reader = f"action {action.id}", step.rung.contact_id or 0
    return PlannedLine(LADDER, subject, occasion(climbed, step), reader, due_on, facts)
