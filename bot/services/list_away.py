"""List who is away in a stretch of days, and who covers."""

from datetime import date

from bot.rules.leave import Held, leave_of
from storage.engine import Database
from storage.records.glance import ContactGlance
from storage.unit_of_work import reading


def list_away(
    database: Database, partnership_id: int, days: tuple[date | None, date | None], today: date
) -> tuple[Held, ...]:
    """Everybody whose leave has a day of these, both included and None leaving it open, by its first day."""
    with reading(database) as look:
        contacts = look.register(partnership_id).people.glances()
    by_id = {contact.id: contact for contact in contacts}
    held = (_held(contact, by_id, today) for contact in contacts)
    away = [one for one in held if one.leave is not None and _has_a_day_of(one, days, today)]
    return tuple(sorted(away, key=lambda one: one.leave.first if one.leave else today))


def leave_held(database: Database, partnership_id: int, contact_id: int, today: date) -> Held | None:
    """What is held of one contact's leave; None where the partnership has no such contact."""
    with reading(database) as look:
        people = look.register(partnership_id).people
        contact = people.glance(contact_id)
        cover = people.glances_of([contact.cover_id]) if contact and contact.cover_id else {}
    return _held(contact, cover, today) if contact is not None else None


def _held(contact: ContactGlance, contacts: dict[int, ContactGlance], today: date) -> Held:
    return Held(contact, leave_of(contact, today), contacts.get(contact.cover_id or 0))


def _has_a_day_of(held: Held, days: tuple[date | None, date | None], today: date) -> bool:
    first, last = days
    if held.leave is None:
        return False
    ends_before = held.leave.last is not None and held.leave.last < (first or today)
    return not ends_before and (last is None or held.leave.first <= last)
