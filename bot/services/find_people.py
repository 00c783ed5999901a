"""Find whom to speak to: the contacts of a body, the members of a group, or everybody who leads something."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.rules.filtering import (
    BODY,
    GROUP,
    LONGEST_WORDS,
    PRIORITY,
    NotUnderstood,
    name_bodies,
    name_groups,
    name_priorities,
)
from bot.rules.naming import Named, Unknown, read_names
from bot.rules.paging import page_of
from bot.rules.roles import LEADING, in_words, rank
from bot.rules.screens import Seat, WhoIsWho
from bot.rules.ways import Ways
from storage.engine import Database
from storage.records import Group, Priority, Role
from storage.records import Seat as SeatRecord
from storage.records.glance import ContactGlance, RoleGlance
from storage.repositories import Register
from storage.unit_of_work import reading

SEATS_ON_A_PAGE = 15

OVER = ("replaced", "wound up")
"""Groups that no longer meet: found by name, left out where nobody is named."""


@dataclass(frozen=True, slots=True)
class _People:
    """The contacts who have not left, and the roles they hold today.

    `seats` are a group's in words ("9 partner, 1 community"), `sits` the kind of seat of (contact, group).
    """

    contacts: dict[int, ContactGlance]
    roles: tuple[RoleGlance, ...]
    groups: dict[int, Group]
    priorities: dict[int, Priority]
    seats: dict[int, str]
    sits: dict[tuple[int, int], str]


def find_people(
    database: Database, ways: Ways, partnership_id: int, words: str, page: int, at: datetime
) -> WhoIsWho | NotUnderstood:
    """A page of contacts. No words: the leads of every group and the critical friend of every priority."""
    with reading(database) as look:
        register = look.register(partnership_id)
        people = _people(register, ways, at)
        wanted = _read(words, register)
        if isinstance(wanted, NotUnderstood):
            return wanted
    seats = (
        [seat for one in wanted for seat in _SEATS[one.kind](people, one)] if wanted else list(_leads(people))
    )
    shown = page_of(page, len(seats), SEATS_ON_A_PAGE)
    return WhoIsWho(words, shown, tuple(seats[shown.offset : shown.last]))


def _people(register: Register, ways: Ways, at: datetime) -> _People:
    contacts = {contact.id: contact for contact in register.people.glances()}
    roles = (role for role in register.people.roles_on(ways.day_of(at)) if role.contact_id in contacts)
    return _People(
        contacts=contacts,
        roles=tuple(sorted(roles, key=lambda role: rank(role.role))),
        groups={group.id or 0: group for group in register.places.groups()},
        priorities={priority.id or 0: priority for priority in register.places.priorities()},
        seats=_seats_in_words(register),
        sits={
            (row["contact_id"], row["group_id"]): row["seat"]
            for row in register.subjects.values(Role)
            if row["seat"] and row["group_id"]
        },
    )


def _seats_in_words(register: Register) -> dict[int, str]:
    """Each group's seats by kind, as many as the papers say."""
    kinds: dict[int, dict[str, int]] = {}
    for row in register.subjects.values(SeatRecord):
        if row["number"]:
            of_group = kinds.setdefault(row["group_id"], {})
            of_group[row["kind"]] = of_group.get(row["kind"], 0) + row["number"]
    words = {
        group: (f"{number} {kind.replace('_', ' ')}" for kind, number in found.items())
        for group, found in kinds.items()
    }
    return {group: ", ".join(said) for group, said in words.items()}


def _read(words: str, register: Register) -> Sequence[Named] | NotUnderstood:
    if len(words) > LONGEST_WORDS:
        return NotUnderstood(words, words)
    places = register.places
    known = (
        *name_bodies(places.bodies()),
        *name_groups(places.groups()),
        *name_priorities(places.priorities()),
    )
    heard = read_names(words, known)
    if heard.unknown is not None:
        return NotUnderstood(words, heard.unknown.typed, _suggested(heard.unknown))
    return heard.found


def _suggested(unknown: Unknown) -> tuple[tuple[str, str], ...]:
    return tuple((name, name) for name in unknown.near if len(name) <= LONGEST_WORDS)


def _of_body(people: _People, body: Named) -> Iterator[Seat]:
    fits = [contact for contact in people.contacts.values() if contact.body_id == body.id]
    for contact in fits:
        held = (role for role in people.roles if role.contact_id == contact.id)
        yield Seat(body.name, contact, tuple(_role_with_place(people, role) for role in held))
    if not fits:
        yield Seat(body.name, None)


def _of_group(people: _People, group: Named) -> Iterator[Seat]:
    seats = people.seats.get(group.id)
    heading = f"{group.name} · seats: {seats}" if seats else group.name
    return _seats(people, heading, lambda role: role.group_id == group.id)


def _of_priority(people: _People, priority: Named) -> Iterator[Seat]:
    """The priority's critical friend and whoever holds a role for it, then the group that leads it."""
    yield from _seats(people, priority.name, lambda role: role.priority_id == priority.id)
    lead = people.groups.get(people.priorities[priority.id].lead_group_id or 0)
    if lead is not None:
        yield from _of_group(people, Named(GROUP, lead.id or 0, lead.name))


_SEATS: dict[str, Callable[[_People, Named], Iterator[Seat]]] = {
    BODY: _of_body,
    GROUP: _of_group,
    PRIORITY: _of_priority,
}


def _leads(people: _People) -> Iterator[Seat]:
    for group_id, group in people.groups.items():
        if group.state not in OVER:
            yield from _seats(people, group.name, _leads_group(group_id))
    for priority_id, priority in people.priorities.items():
        seats = list(_seats(people, priority.name, _is_friend_of(priority_id)))
        yield from (seat for seat in seats if seat.contact is not None)
    runs = _seats(people, "", lambda role: role.role == "support" and role.group_id is None)
    yield from (seat for seat in runs if seat.contact is not None)


def _leads_group(group_id: int) -> Callable[[RoleGlance], bool]:
    return lambda role: role.group_id == group_id and role.role in LEADING


def _is_friend_of(priority_id: int) -> Callable[[RoleGlance], bool]:
    return lambda role: role.priority_id == priority_id and role.role == "critical_friend"


def _seats(people: _People, heading: str, fits: Callable[[RoleGlance], bool]) -> Iterator[Seat]:
    """One seat a person, chair first, with every role that fits; one empty seat where there is none."""
    held: dict[int, list[str]] = {}
    for role in filter(fits, people.roles):
        seat = people.sits.get((role.contact_id, role.group_id or 0), "")
        sits = f" ({seat.replace('_', ' ')} seat)" if seat and role.role == "representative" else ""
        held.setdefault(role.contact_id, []).append(in_words(role.role) + sits)
    for contact_id, roles in held.items():
        yield Seat(heading, people.contacts[contact_id], tuple(dict.fromkeys(roles)))
    if not held:
        yield Seat(heading, None)


def _role_with_place(people: _People, role: RoleGlance) -> str:
    place = people.groups.get(role.group_id or 0) or people.priorities.get(role.priority_id or 0)
    return f"{in_words(role.role)}, {place.name}" if place else in_words(role.role)
