"""Add a contact: a person in a post of a body."""

from datetime import datetime

from bot.rules.outcomes import Added, NotAdded
from bot.rules.permission import is_support
from bot.services.offer_succession import offer_to_successors
from bot.services.speaking import author_of
from bot.services.welcome import welcome
from bot.services.who_may import support_of
from storage.engine import Database
from storage.records import Body, Contact, id_of
from storage.records.glance import ContactGlance, Person
from storage.repositories import Register
from storage.unit_of_work import working


def add_contact(
    database: Database, person: Person, name: str, post: str, body: str, email: str | None, at: datetime
) -> Added | NotAdded:
    """Add the contact unless the email is already somebody's: two people never share one."""
    author = author_of(person)
    with working(database, author, at) as work:
        register = work.register(person.partnership_id)
        if not is_support(person):
            return NotAdded(support_of(register))
        known = register.people.with_email(email) if email else None
        if known is not None:
            return Added(_glance(register, known), already=True)
        found, is_new = body_called(register, body)
        work.flush()
        contact = register.rows.add(
            Contact(name=name, post=post, body_id=id_of(found), email=email.lower() if email else None)
        )
        work.flush()
        welcome(register, id_of(contact), at)
        offer_to_successors(register, at)
        added = Added(_glance(register, contact), new_body=is_new)
        work.commit()
        return added


def body_called(register: Register, name: str) -> tuple[Body, bool]:
    """The body of this name or abbreviation, in any case of letters, and whether it was added just now."""
    wanted = name.casefold().strip()
    for body in register.places.bodies():
        if wanted in (body.name.casefold(), (body.abbreviation or "").casefold()):
            return body, False
    return register.rows.add(Body(name=name.strip())), True


def _glance(register: Register, contact: Contact) -> ContactGlance:
    glance = register.people.glance(id_of(contact))
    if glance is None:
        raise LookupError(f"no contact {contact.id} in this partnership")
    return glance
