"""How a person likes to be asked: kept for nobody but themselves."""

from datetime import datetime

from bot.rules.preferences import Preferences
from bot.services.speaking import author_of
from storage.engine import Database
from storage.records import Contact
from storage.records.glance import Person
from storage.repositories import Register
from storage.unit_of_work import reading, working


def read_preferences(database: Database, person: Person) -> Preferences:
    """What is kept of the person's wishes."""
    with reading(database) as look:
        return _of(look.register(person.partnership_id), person)


def set_preferences(database: Database, person: Person, wished: Preferences, at: datetime) -> None:
    """Keep them, from the next message on."""
    with working(database, author_of(person), at) as work:
        row = work.register(person.partnership_id).rows.get(Contact, person.contact_id)
        if row is not None:
            for name in Preferences.__slots__:
                setattr(row, name, getattr(wished, name))
        work.commit()


def _of(register: Register, person: Person) -> Preferences:
    contact = register.people.glance(person.contact_id)
    if contact is None:
        return Preferences()
    return Preferences(**{name: getattr(contact, name) for name in Preferences.__slots__})
