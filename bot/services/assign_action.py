"""Give an action its coordinating officer."""

from datetime import datetime

from bot.rules.outcomes import Assigned, NotAssigned
from bot.rules.permission import is_support
from bot.rules.posts import in_post
from bot.services.find_contact import contacts_fitting
from bot.services.snooze_action import end_snooze
from bot.services.speaking import author_of
from bot.services.who_may import support_of
from storage.engine import Database
from storage.records import Contact, id_of
from storage.records.glance import ContactGlance, Person
from storage.repositories import Register
from storage.unit_of_work import working


def assign_action(
    database: Database, person: Person, code: str, wanted: Contact | str, at: datetime
) -> Assigned | NotAssigned:
    """Assign it. `wanted` is the contact, or words of the name or post that must fit one contact only."""
    author = author_of(person)
    with working(database, author, at) as work:
        register = work.register(person.partnership_id)
        if not is_support(person):
            return NotAssigned("support_only", support=support_of(register, person, at))
        action = register.actions.locked(code)
        if action is None:
            return NotAssigned("no_action", codes=tuple(register.actions.codes()))
        found = _find(register, wanted)
        if isinstance(found, NotAssigned):
            return found
        previous = register.people.glance(action.officer_id) if action.officer_id else None
        same = action.officer_id == found.id
        if not same:
            action.officer_id = found.id
            action.version += 1
            key = f"assigned {action.id} {at.isoformat()}"
            end_snooze(register, action, person.contact_id, at.date(), key, at)
        work.flush()
        assigned = Assigned(
            register.actions.glance(id_of(action)), found, in_post(previous) if previous else None, same
        )
        work.commit()
        return assigned


def _find(register: Register, wanted: Contact | str) -> ContactGlance | NotAssigned:
    if isinstance(wanted, Contact):
        contact = register.people.glance(id_of(wanted))
        return contact if contact and contact.left_on is None else NotAssigned("no_contact")
    # Slack hands a typed `@ailsa.reid` on as it stands: commands are not escaped, so that words come exactly.
    fits = contacts_fitting(register, wanted)
    if len(fits) == 1:
        return fits[0]
    return NotAssigned("several" if fits else "no_contact", tuple(map(in_post, fits[:5])))
