"""Undo that an action was handed on, within ten minutes: a correction that stays in the history, not an erasure."""

from collections.abc import Iterator
from datetime import datetime

from bot.rules.outcomes import HandingNotUndone, HandingUndone
from bot.services.also import Also, nothing_else
from bot.services.hand_on import NOT_AFTER_ALL, handings, who_handed
from bot.services.speaking import author_of
from bot.services.undo_update import UNDO_WITHIN
from storage.engine import Database
from storage.records import Action, Change, id_of
from storage.records.glance import Person
from storage.repositories import Register
from storage.unit_of_work import working


def undo_handing(
    database: Database,
    person: Person,
    code: str,
    handing_id: int,
    at: datetime,
    also: Also[HandingUndone] = nothing_else,
) -> HandingUndone | HandingNotUndone:
    """Give an action back to whoever had it before the person handed it on. Doing it twice undoes it once.

    `handing_id` is the change of the history that handed it on.
    """
    with working(database, author_of(person, why=NOT_AFTER_ALL), at) as work:
        register = work.register(person.partnership_id)
        action = register.actions.locked(code)
        newest = next(handings(register, id_of(action)), None) if action is not None else None
        if action is None or newest is None:
            return HandingNotUndone("moved_on", code)
        handed = next((each for each in handings(register, id_of(action)) if each.id == handing_id), None)
        if handed is not None and _is_undoing(newest, handed, person):
            return _undone(register, action, same=True)
        refused = _refusal(register, person, action, handed, newest, at)
        if handed is None or refused is not None:
            return refused or HandingNotUndone("moved_on", code)
        _put_back(register, action, handed)
        register.flush()
        undone = _undone(register, action)
        also(register, undone)
        work.commit()
        return undone


def can_be_undone(change: Change, contact_id: int, at: datetime) -> bool:
    """Whether the change handed an action on, by this contact's hand and less than ten minutes ago."""
    is_handing = change.before is not None and change.after != contact_id and change.why != NOT_AFTER_ALL
    return is_handing and change.contact_id == contact_id and at - change.at <= UNDO_WITHIN


def _is_undoing(newest: Change, handed: Change, person: Person) -> bool:
    """Whether this very handing was undone before, and nothing has happened since."""
    theirs = newest.contact_id == handed.contact_id == person.contact_id
    swapped = (newest.before, newest.after) == (handed.after, handed.before)
    return theirs and swapped and newest.why == NOT_AFTER_ALL


def _refusal(
    register: Register,
    person: Person,
    action: Action,
    handed: Change | None,
    newest: Change,
    at: datetime,
) -> HandingNotUndone | None:
    if handed is None or handed.contact_id != person.contact_id:
        return HandingNotUndone("others", action.code)
    if newest.id != handed.id:
        return HandingNotUndone("moved_on", action.code, who_handed(register, newest), newest.at)
    return None if can_be_undone(handed, person.contact_id, at) else HandingNotUndone("late", action.code)


def _put_back(register: Register, action: Action, handed: Change) -> None:
    """The officer, and the deputy if it was the deputy it went to. A snooze that ended stays ended."""
    action.officer_id = int(handed.before)
    action.deputy_id = next(_deputies_before(register, action, handed), action.deputy_id)
    action.version += 1


def _deputies_before(register: Register, action: Action, handed: Change) -> Iterator[int | None]:
    changes = register.history.of("actions", id_of(action))
    return (each.before for each in changes if each.at == handed.at and each.field == "deputy_id")


def _undone(register: Register, action: Action, same: bool = False) -> HandingUndone:
    officer = register.people.glance(action.officer_id) if action.officer_id else None
    return HandingUndone(register.actions.glance(id_of(action)), officer, same)
