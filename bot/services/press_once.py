"""What a button begins only once, whoever presses it: the messages that follow, and who was first."""

from collections.abc import Sequence
from datetime import datetime

from bot.rules.posts import in_post
from bot.services.speaking import author_of
from storage.engine import Database
from storage.records import Outbox
from storage.records.glance import Person
from storage.unit_of_work import working


def press_once(
    database: Database, person: Person, first: Outbox, others: Sequence[Outbox], at: datetime
) -> str | None:
    """Put the messages in the outbox; where the first is there already, put none and say by post who pressed.

    The same person pressing twice is answered with None as well: what they wanted is under way.
    """
    with working(database, author_of(person), at) as work:
        register = work.register(person.partnership_id)
        if register.messages.put(first) is not None:
            for message in others:
                register.messages.put(message)
            work.commit()
            return None
        held = register.messages.with_key(first.key)
        contact = register.people.glance(held.contact_id) if held and held.contact_id else None
    return in_post(contact) if contact and contact.id != person.contact_id else None
