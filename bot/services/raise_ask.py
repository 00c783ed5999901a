"""Turn what stands in the way of an action into an ask of the Board: decide, direct or add value."""

from datetime import datetime

from bot.rules.outcomes import NotRaised, Raised
from bot.rules.permission import Say
from bot.services.also import Also, nothing_else
from bot.services.speaking import author_of, say_of
from storage.engine import Database
from storage.records import Ask, Barrier, Update, id_of
from storage.records.glance import Person
from storage.repositories import Register
from storage.unit_of_work import working


def raise_ask(
    database: Database,
    person: Person,
    update_id: int,
    kind: str | None,
    words: str,
    at: datetime,
    also: Also[Raised] = nothing_else,
) -> Raised | NotRaised:
    """Raise it once an update, with the barrier it is about; with no `kind` the barrier alone is noted.

    Only a support officer puts an ask on an agenda.
    """
    with working(database, author_of(person), at) as work:
        register = work.register(person.partnership_id)
        update = register.rows.get(Update, update_id)
        glance = register.actions.glance(update.action_id) if update else None
        if update is None or glance is None or not _may_raise(register, person, update, glance.code):
            return NotRaised(glance.code if glance else "")
        already = next((ask for ask in register.asks.of_update(update_id) if ask.state != "withdrawn"), None)
        if already is not None:
            return Raised(glance, already.kind, already.words, already=True)
        _note_barrier(register, update, words, at)
        if kind is not None:
            register.rows.add(_ask(person, update, kind, words, at))
        work.flush()
        raised = Raised(glance, kind, words)
        also(register, raised)
        work.commit()
        return raised


def _may_raise(register: Register, person: Person, update: Update, code: str) -> bool:
    """Whether the person may speak of the action now, and the update still stands."""
    action = register.actions.locked(code)
    may_speak = action is not None and say_of(register, person, action) is not Say.NOTHING
    return may_speak and not register.updates.is_undone(id_of(update))


def _note_barrier(register: Register, update: Update, words: str, at: datetime) -> None:
    barriers = register.updates.open_barriers(update.action_id)
    if not any(barrier.update_id == update.id for barrier in barriers):
        said = update.words or words
        register.rows.add(Barrier(action_id=update.action_id, update_id=update.id, words=said, raised_at=at))


def _ask(person: Person, update: Update, kind: str, words: str, at: datetime) -> Ask:
    return Ask(
        action_id=update.action_id,
        update_id=update.id,
        kind=kind,
        words=words,
        raised_at=at,
        raised_by_id=person.contact_id,
    )
