"""A second person confirms that an action called complete is complete."""

from datetime import datetime

from bot.rules.outcomes import Confirmed, NotConfirmed
from bot.rules.permission import may_confirm
from bot.services.also import Also, nothing_else
from bot.services.speaking import author_of, standings_of
from storage.engine import Database
from storage.records import id_of
from storage.records.glance import Person
from storage.repositories import Register
from storage.unit_of_work import working


def confirm_completion(
    database: Database,
    person: Person,
    code: str,
    at: datetime,
    also: Also[Confirmed] = nothing_else,
) -> Confirmed | NotConfirmed:
    """Confirm it, once."""
    author = author_of(person)
    with working(database, author, at) as work:
        register = work.register(person.partnership_id)
        action = register.actions.locked(code)
        if action is None or action.status != "complete":
            return NotConfirmed("not_complete", code)
        if action.confirmed_by_id is not None:
            return Confirmed(register.actions.glance(id_of(action)), already=True)
        found = standings_of(register, person, action)
        if not may_confirm(person, found, said_complete_by(register, id_of(action))):
            return NotConfirmed("not_yours", code)
        action.confirmed_by_id = person.contact_id
        action.version += 1
        work.flush()
        confirmed = Confirmed(register.actions.glance(id_of(action)))
        also(register, confirmed)
        work.commit()
        return confirmed


def said_complete_by(register: Register, action_id: int) -> frozenset[int]:
    """Whoever called the action complete: the one who wrote it, and the one it was written for."""
    said = register.updates.last_with_status(action_id, "complete")
    people = (said.contact_id, said.on_behalf_of_id) if said else ()
    return frozenset(contact_id for contact_id in people if contact_id is not None)
