"""Writing the milestones a tracker names: new ones, and new dates that keep the old ones.

What may live here: milestones in a spreadsheet. Only a line the file has changed is written, so a date that was moved
in the register since stays moved.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from bot.rules.dates import Due
from bot.sheets.action_rows import due_saying
from bot.sheets.proposal import ActionSaid
from bot.sheets.proposal import Milestone as MilestoneSaid
from storage.records import Milestone, MilestoneMove, id_of
from storage.repositories import Register

REASON = "as the imported file has it"


def milestones_of(action_id: int, said: Iterable[MilestoneSaid]) -> list[dict[str, Any]]:
    """The rows of new milestones of an action."""
    return [{"action_id": action_id, "title": one.title, **_dated(one.due)} for one in said]


def change_milestones(
    register: Register, action_id: int, said: ActionSaid, before: str, at: datetime
) -> None:
    """Write the milestones whose line the file has changed since it said `before`."""
    known = set(before.split("\n"))
    fresh = [one for one in said.milestones if f"{one.title} · {due_saying(one.due)}" not in known]
    held = {_folded(row.title): row for row in register.milestones.records_of(action_id)}
    for one in fresh:
        row = held.get(_folded(one.title))
        if row is None:
            register.rows.add_many(Milestone, milestones_of(action_id, [one]))
        elif (
            row.met_on is None
            and one.due.latest
            and (row.earliest, row.latest) != (one.due.earliest, one.due.latest)
        ):
            _move(register, row, one.due, at)


def _move(register: Register, row: Milestone, due: Due, at: datetime) -> None:
    """A new date; a first one is no move."""
    if row.latest is not None:
        register.rows.add(
            MilestoneMove(
                milestone_id=id_of(row),
                moved_at=at,
                from_latest=row.latest,
                from_words=row.date_words,
                to_latest=due.latest,
                to_words=due.words,
                reason=REASON,
            )
        )
    for name, value in _dated(due).items():
        setattr(row, name, value)


def _dated(due: Due) -> dict[str, Any]:
    return {
        "earliest": due.earliest,
        "latest": due.latest,
        "precision": due.precision,
        "date_words": due.words or None,
    }


def _folded(title: str) -> str:
    return " ".join(title.casefold().split())
