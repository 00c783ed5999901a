"""Turn what stands in the way of an action into an ask of the Board: decide, direct or add value."""

from datetime import datetime

from bot.rules.outcomes import NotRaised, Raised
from bot.rules.permission import Say, may_say, standings
from bot.services.also import Also, nothing_else
from storage.engine import Database
from storage.records import Ask, Barrier, Update
from storage.records.glance import Person
from storage.unit_of_work import Author, working


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
    author = Author(person.contact_id, by=person.post or person.name or "a contact")
    with working(database, author, at) as work:
        register = work.register(person.partnership_id)
        update = register.rows.get(Update, update_id)
        if update is None:
            return NotRaised("")
        glance = register.actions.glance(update.action_id)
        action = register.actions.locked(glance.code)
        ties = register.actions.ties(update.action_id)
        leading = register.places.leading_groups(ties.priority_ids)
        if action is None or may_say(standings(person, action, ties, leading)) is Say.NOTHING:
            return NotRaised(glance.code)
        if register.updates.is_undone(update_id):
            return NotRaised(glance.code)
        already = next((ask for ask in register.asks.of_update(update_id) if ask.state != "withdrawn"), None)
        if already is not None:
            return Raised(glance, already.kind, already.words, already=True)
        if not any(barrier.update_id == update_id for barrier in register.updates.open_barriers(glance.id)):
            register.rows.add(
                Barrier(action_id=glance.id, update_id=update_id, words=update.words or words, raised_at=at)
            )
        if kind is not None:
            ask = Ask(action_id=glance.id, update_id=update_id, kind=kind, words=words, raised_at=at)
            ask.raised_by_id = person.contact_id
            register.rows.add(ask)
        work.flush()
        raised = Raised(glance, kind, words)
        also(register, raised)
        work.commit()
        return raised
