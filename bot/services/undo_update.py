"""Take an update back within ten minutes: a correction that stays in the history, not an erasure."""

from datetime import date, datetime, timedelta
from typing import Any

from bot.rules.outcomes import NotUndone, Undone
from bot.services.also import Also, nothing_else
from bot.services.in_the_way import resolution_of
from bot.services.speaking import author_of
from bot.services.take_back_asks import take_back_asks
from storage.engine import Database
from storage.records import Action, Change, Update, id_of
from storage.records.glance import Person
from storage.repositories import Register
from storage.standing import said_at
from storage.unit_of_work import DuplicateError, Work, working

UNDO_WITHIN = timedelta(minutes=10)
"""How long an update can be taken back; later it is corrected by another update."""

DAY_FIELDS = ("earliest", "latest", "met_on")


def undo_update(
    database: Database,
    person: Person,
    update_id: int,
    submission_key: str,
    at: datetime,
    also: Also[Undone] = nothing_else,
) -> Undone | NotUndone:
    """Undo one's own last update. Doing it twice undoes once. Raises `BusyError` like every writer."""
    author = author_of(person, why="undone")
    try:
        with working(database, author, at) as work:
            return _undo(work, person, update_id, submission_key, at, also)
    except DuplicateError:
        with working(database, author, at) as work:
            register = work.register(person.partnership_id)
            return _already(register, update_id)


def _undo(
    work: Work, person: Person, update_id: int, submission_key: str, at: datetime, also: Also[Undone]
) -> Undone | NotUndone:
    register = work.register(person.partnership_id)
    update = register.rows.get(Update, update_id)
    if update is None:
        return NotUndone("moved_on", "")
    action = register.actions.locked(register.actions.glance(update.action_id).code)
    if action is None:
        return NotUndone("moved_on", "")
    if register.updates.is_corrected(update_id):
        return _already(register, update_id)
    refusal = _refusal(person, update, is_on_top(register, update), at)
    if refusal:
        return NotUndone(refusal, action.code)
    undo = register.rows.add(_undo_row(person, update, submission_key, at))
    work.flush()
    work.because_of(id_of(undo))
    _put_back(register, action, update, at)
    _let_the_one_before_stand(register, action, update)
    work.flush()
    undone = Undone(register.actions.glance(id_of(action)), update)
    also(register, undone)
    work.commit()
    return undone


def _already(register: Register, update_id: int) -> Undone | NotUndone:
    """An update undone before is answered as undone; one corrected meanwhile has moved on."""
    update = register.rows.get(Update, update_id)
    if update is None:
        return NotUndone("moved_on", "")
    action = register.actions.glance(update.action_id)
    undone = register.updates.is_undone(update_id)
    return Undone(action, update) if undone else NotUndone("moved_on", action.code)


def is_on_top(register: Register, update: Update) -> bool:
    """Whether nothing was built on it: it is the newest of its action, or displaced nothing."""
    newest = register.updates.newest(update.action_id)
    return (newest is not None and newest.id == update.id) or register.updates.stands_aside(id_of(update))


def _refusal(person: Person, update: Update, on_top: bool, at: datetime) -> str | None:
    if update.contact_id != person.contact_id:
        return "others"
    if at - update.at > UNDO_WITHIN:
        return "late"
    return None if on_top else "moved_on"


def _undo_row(person: Person, update: Update, submission_key: str, at: datetime) -> Update:
    return Update(
        action_id=update.action_id,
        at=at,
        contact_id=person.contact_id,
        by=update.by,
        kind="undo",
        way="button",
        corrects_id=update.id,
        submission_key=submission_key,
    )


def _put_back(register: Register, action: Action, update: Update, at: datetime) -> None:
    """Every field the update changed goes back to what it was, unless it was changed again since."""
    for row in (action, *register.milestones.records_of(id_of(action))):
        # The newest first: why something was closed may have been said twice.
        for change in reversed(register.history.caused_by(id_of(update), str(row.__tablename__), id_of(row))):
            if _plain(getattr(row, change.field)) == change.after:
                setattr(row, change.field, _restored(change))
    words = resolution_of(update.words) if update.words.strip() else None
    for barrier in register.updates.barriers_resolved_since(id_of(action), update.at):
        # Those it sorted itself, and those whose button beside it was tapped since.
        if barrier.resolved_at == update.at or barrier.resolution == words:
            barrier.resolved_at = barrier.resolution = None
    take_back_asks(register, id_of(action), id_of(update), at)
    action.version += 1


def _let_the_one_before_stand(register: Register, action: Action, update: Update) -> None:
    left = [each for each in register.updates.standing(id_of(action)) if each.id != update.id]
    standing = sorted(left, key=lambda each: (said_at(each.at, each.said_on), id_of(each)), reverse=True)
    worded = [each for each in standing if each.words.strip() or each.kind == "correction"]
    action.latest_update_id = worded[0].id if worded else None
    newest = next(iter(standing), None)
    action.heard_at = said_at(newest.at, newest.said_on) if newest else None


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _restored(change: Change) -> Any:
    """What a field held before, as the record holds it: days come back from their ISO form."""
    is_day = change.field in DAY_FIELDS and isinstance(change.before, str)
    return date.fromisoformat(change.before) if is_day else change.before
