"""Find who leads in a locality: its own partnership's leads, or those of the local partnerships together."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from bot.rules.asked_values import Led
from bot.rules.roles import LEADING, in_words, rank
from bot.rules.ways import Ways
from storage.engine import Database
from storage.records import Group
from storage.records.glance import ContactGlance
from storage.repositories import Register
from storage.unit_of_work import reading

OVER = ("replaced", "wound up")
"""Groups that no longer meet lead nothing."""

LOCAL = "locality_partnership"
"""The kind of group that leads in a locality."""


def find_locality_lead(
    database: Database, ways: Ways, partnership_id: int, words: str, at: datetime
) -> Led | None:
    """Who leads in the locality of that name; None where there is none of it."""
    with reading(database) as look:
        register = look.register(partnership_id)
        place = next((one for one in register.places.localities() if one.name == words), None)
        if place is None:
            return None
        groups = _groups_of(register.places.groups(), place.id)
        by = ", ".join(group.name for group in groups)
        return Led(place.name, by or None, tuple(_seats(register, groups, ways, at)))


def _groups_of(groups: Sequence[Group], locality_id: int | None) -> list[Group]:
    """The locality's own groups; where it has none, the local partnerships that are of no one locality."""
    active = [group for group in groups if group.state not in OVER]
    own = [group for group in active if group.locality_id == locality_id]
    return own or [group for group in active if group.kind == LOCAL and group.locality_id is None]


def _seats(
    register: Register, groups: Sequence[Group], ways: Ways, at: datetime
) -> Iterator[tuple[str, ContactGlance]]:
    wanted = {group.id for group in groups}
    contacts = {contact.id: contact for contact in register.people.glances()}
    for role in sorted(register.people.roles_on(ways.day_of(at)), key=lambda role: rank(role.role)):
        if role.group_id in wanted and role.role in LEADING and role.contact_id in contacts:
            yield in_words(role.role), contacts[role.contact_id]
