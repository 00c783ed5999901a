"""Say with one tap that a barrier stands in the way no more, or that it does after all."""

from datetime import datetime
from typing import Literal

from bot.rules.keeping import KeptRow, Refused
from bot.rules.movement import FINISHED
from bot.rules.ways import Ways
from bot.services.also import Also
from bot.services.in_the_way import SORTED, resolution_of
from bot.services.keep_subject import Keeping, keep
from bot.services.undo_update import UNDO_WITHIN
from storage.engine import Database
from storage.records import Action, Barrier, Update
from storage.records.glance import Person
from storage.repositories import Register
from storage.unit_of_work import reading

NotReopened = Literal["late", "others", "finished"]
"""Why a barrier stays sorted: too long ago, by somebody else, or the action is finished."""


def sort_barrier(
    database: Database,
    ways: Ways,
    person: Person,
    barrier_id: int,
    resolution: str,
    submission_key: str,
    at: datetime,
    also: Also[KeptRow],
) -> KeptRow | Refused:
    """Keep what resolved a barrier."""
    keeping = Keeping("barriers", {"resolution": resolution}, submission_key, barrier_id)
    return keep(database, ways, person, keeping, at, also)


def reopen_barrier(
    database: Database,
    ways: Ways,
    person: Person,
    barrier_id: int,
    submission_key: str,
    at: datetime,
    also: Also[KeptRow],
) -> KeptRow | Refused | NotReopened:
    """A barrier stands in the way again: one's own saying that it is gone, as long as an update can be taken back."""
    with reading(database) as look:
        why_not = _why_not(look.register(person.partnership_id), person, barrier_id, at)
    if why_not is not None:
        return why_not
    keeping = Keeping("barriers", {"resolution": ""}, submission_key, barrier_id)
    return keep(database, ways, person, keeping, at, also)


def _why_not(register: Register, person: Person, barrier_id: int, at: datetime) -> NotReopened | None:
    barrier = register.rows.get(Barrier, barrier_id)
    if barrier is None or barrier.resolved_at is None:
        return None
    action = register.rows.get(Action, barrier.action_id)
    said = register.subjects.last_changes("barriers", barrier_id).get("resolution")
    if action is not None and action.status in FINISHED:
        return "finished"
    if said is None or said.contact_id != person.contact_id:
        return "others"
    return "late" if at - said.at > UNDO_WITHIN else None


def resolution_in(database: Database, partnership_id: int, update_id: int) -> str:
    """The words of the update that says a barrier is gone; a plain word where there is none."""
    with reading(database) as look:
        update = look.register(partnership_id).rows.get(Update, update_id) if update_id else None
        return resolution_of(update.words) if update is not None else SORTED
