"""Say of somebody who is back from leave that they are, to whoever covered for them: a refusal that thanks."""

from datetime import date, datetime, timedelta

from bot.rules.dates import date_in_words
from bot.rules.leave import back_on
from bot.rules.posts import in_post
from bot.rules.ways import ways_of
from storage.records.glance import ContactGlance, Person
from storage.repositories import Register

THANKED_FOR = timedelta(days=31)
"""How long after their return somebody who covered is reminded that it is over."""


def post_to_cover(
    register: Register, contact: ContactGlance, person: Person | None, at: datetime | None
) -> str:
    """A contact by post; where the person covered for them until lately, with thanks and the day they were back."""
    back = _back_since(register, contact, person, at) if person is not None and at is not None else None
    if back is None:
        return in_post(contact)
    return f"{in_post(contact)}, who has been back since {date_in_words(back, back)}: thank you for covering"


def _back_since(
    register: Register, contact: ContactGlance, person: Person | None, at: datetime | None
) -> date | None:
    if person is None or at is None or contact.left_on is not None or contact.id in person.covers:
        return None
    today = ways_of(register.places.partnership()).day_of(at)
    back = back_on(contact, today)
    if back is None or today - back > THANKED_FOR:
        return None
    return back if _covered(register, contact, person.contact_id) else None


def _covered(register: Register, contact: ContactGlance, cover_id: int) -> bool:
    """Whether the cover is the last one there was: ending a leave early takes it out of the contact."""
    if contact.cover_id is not None:
        return contact.cover_id == cover_id
    changes = [each for each in register.history.of("contacts", contact.id) if each.field == "cover_id"]
    return bool(changes) and changes[-1].before == cover_id
