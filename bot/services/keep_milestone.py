"""What a milestone's form needs besides its fields: a new date is said of its action, and every move is kept.

What may live here: that, in the unit of work of `bot.services.keep_subject`.
"""

from datetime import datetime
from typing import Any, cast

from bot.rules.dates import NO_DATE, Due
from bot.rules.subjects import Subject
from bot.rules.subjects.calling import Values
from bot.services.change_milestone import Moving, say_changed
from storage.records import Action, Milestone, MilestoneMove, Owned, id_of
from storage.records.glance import Person
from storage.repositories import Register
from storage.unit_of_work import Work


def action_of_milestone(register: Register, subject: Subject, row_id: int) -> Action | None:
    """The action a milestone belongs to, held before the milestone is; None for anything else.

    Whoever moves a milestone in another way holds its action first as well.
    """
    if subject.table != "milestones":
        return None
    values = register.subjects.one(subject.record, row_id) or {}
    action_id = values.get("action_id")
    return register.subjects.locked(Action, action_id) if action_id else None


def say_redated(
    work: Work,
    register: Register,
    person: Person,
    action: Action | None,
    row: Owned,
    values: dict[str, Any],
    submission_key: str,
    why: str | None,
    at: datetime,
) -> None:
    """Another date is said in an update of its action's own, as moving it by command is; else nothing is.

    Called before the `values` are set on the row.
    """
    milestone = cast(Milestone, row)
    names = ("earliest", "latest", "precision")
    moved = any(name in values and values[name] != getattr(milestone, name) for name in names)
    if action is None or not moved:
        return
    words = values["date_words"] or NO_DATE
    due = Due(values["earliest"], values["latest"], values["precision"], words)
    moving = Moving(id_of(milestone), due, why)
    say_changed(work, register, person, action, moving, milestone, submission_key, at, way="form")


def keep_move(
    register: Register, person: Person, row: Owned, before: Values, at: datetime, why: str | None
) -> None:
    """The move itself; a first date is none."""
    milestone = cast(Milestone, row)
    if (before["earliest"], before["latest"]) == (milestone.earliest, milestone.latest):
        return
    if before["latest"] is None:
        return
    register.rows.add(
        MilestoneMove(
            milestone_id=id_of(milestone),
            moved_at=at,
            from_latest=before["latest"],
            from_words=before["date_words"],
            to_latest=milestone.latest,
            to_words=milestone.date_words,
            reason=why,
            contact_id=person.contact_id,
        )
    )
