"""Snoozes that end sooner than they were meant to, planned. Pure: what ended and who is there, in; the lines, out.

What may live here: asking again when the papers' closing was brought forward. The words come when it is sent.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from bot.rules.asking import People
from bot.rules.ladder import ANNOUNCES, NUDGE
from bot.rules.snoozing import occasion_for_papers
from storage.records.glance import ActionPulse, PlannedLine


class Ended(NamedTuple):
    """An action whose snooze the papers ended before its day, and its milestones that have passed."""

    action: ActionPulse
    snooze_id: int
    milestone_ids: Sequence[int] = ()


def plan(ended: Iterable[Ended], people: People, due_on: date) -> list[PlannedLine]:
    """A question to whoever coordinates each; whoever cannot be written to is asked with the week's."""
    found = ((each, people.coordinator(each.action)) for each in ended)
    return [
        _line(each, reader, due_on)
        for each, reader in found
        if reader is not None and people.is_reachable(reader)
    ]


def _line(ended: Ended, reader: int, due_on: date) -> PlannedLine:
    action = ended.action
    facts = {
        "heard": action.heard_at.isoformat() if action.heard_at else None,
        "reasons": [],
        "milestones": list(ended.milestone_ids),
        "snooze": ended.snooze_id,
        ANNOUNCES: True,
    }
    return PlannedLine(
        NUDGE, f"action {action.id}", occasion_for_papers(ended.snooze_id), reader, due_on, facts
    )
