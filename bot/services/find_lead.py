"""Find who leads an action, a priority, a group or a body; and one contact with what they coordinate."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from bot.rules.asked_values import Led, OfPerson
from bot.rules.filtering import (
    BODY,
    GROUP,
    PRIORITY,
    NotUnderstood,
    name_bodies,
    name_groups,
    name_priorities,
)
from bot.rules.naming import Named, read_names
from bot.rules.outcomes import UnknownCode
from bot.rules.roles import LEADING, in_words, rank
from bot.rules.ways import Ways
from bot.services.list_actions import still_here
from bot.services.who_may import lead_of
from storage.engine import Database
from storage.records import Group
from storage.records.glance import ContactGlance, RoleGlance
from storage.repositories import Register
from storage.unit_of_work import reading

Seat = tuple[str, ContactGlance | None]


@dataclass(frozen=True, slots=True)
class _Roles:
    """The roles held on a day, and who holds them; whoever has left is not there."""

    held: tuple[RoleGlance, ...]
    contacts: dict[int, ContactGlance]

    @classmethod
    def on(cls, register: Register, day: date) -> "_Roles":
        contacts = {contact.id: contact for contact in register.people.glances()}
        held = sorted(register.people.roles_on(day), key=lambda role: rank(role.role))
        return cls(tuple(role for role in held if role.contact_id in contacts), contacts)

    def leads_of(self, group_id: int) -> Iterator[Seat]:
        for role in self.held:
            if role.group_id == group_id and role.role in LEADING:
                yield in_words(role.role), self.contacts[role.contact_id]

    def friends_of(self, priority_id: int) -> Iterator[Seat]:
        for role in self.held:
            if role.priority_id == priority_id and role.role in ("critical_friend", "lead_officer"):
                yield in_words(role.role), self.contacts[role.contact_id]


def lead_of_action(database: Database, partnership_id: int, code: str) -> Led | UnknownCode:
    """Who leads an action: the body or group, its coordinating officer and deputy."""
    with reading(database) as look:
        register = look.register(partnership_id)
        action = register.actions.by_code(code)
        if action is None:
            return UnknownCode(code, tuple(register.actions.codes()))
        wanted = {contact_id for contact_id in (action.officer_id, action.deputy_id) if contact_id}
        people = register.people.glances_of(wanted)
        deputy = still_here(people.get(action.deputy_id or 0))
        seats: list[Seat] = [("coordinating officer", still_here(people.get(action.officer_id or 0)))]
        if deputy:
            seats.append(("deputy", deputy))
        return Led(f"{action.code} {action.title}", lead_of(register, action), tuple(seats))


def lead_of_place(
    database: Database, ways: Ways, partnership_id: int, words: str, at: datetime
) -> Led | NotUnderstood:
    """Who leads a priority (its group and its critical friend), a group, or a body (the roles its people hold)."""
    with reading(database) as look:
        register = look.register(partnership_id)
        places = register.places
        known = (
            *name_priorities(places.priorities()),
            *name_groups(places.groups()),
            *name_bodies(places.bodies()),
        )
        heard = read_names(words, known)
        if heard.unknown is not None or not heard.found:
            return NotUnderstood(words, heard.unknown.typed if heard.unknown else words)
        roles = _Roles.on(register, ways.day_of(at))
        return _LEADS[heard.found[0].kind](register, roles, heard.found[0])


def _of_priority(register: Register, roles: _Roles, named: Named) -> Led:
    priority = next(one for one in register.places.priorities() if one.id == named.id)
    group = _group(register, priority.lead_group_id)
    seats = [*(roles.leads_of(group.id or 0) if group else ()), *roles.friends_of(named.id)]
    return Led(named.name, group.name if group else None, tuple(seats))


def _of_group(register: Register, roles: _Roles, named: Named) -> Led:
    group = _group(register, named.id)
    bodies = {body.id: body.name for body in register.places.bodies()}
    by = bodies.get(group.lead_body_id) if group else None
    return Led(named.name, by, tuple(roles.leads_of(named.id)))


def _of_body(register: Register, roles: _Roles, named: Named) -> Led:
    groups = {group.id: group.name for group in register.places.groups()}
    seats = tuple(
        (f"{in_words(role.role)}, {groups[role.group_id]}", roles.contacts[role.contact_id])
        for role in roles.held
        if role.role in LEADING and role.group_id in groups
        if roles.contacts[role.contact_id].body_id == named.id
    )
    return Led(named.name, None, seats)


_LEADS = {PRIORITY: _of_priority, GROUP: _of_group, BODY: _of_body}


def _group(register: Register, group_id: int | None) -> Group | None:
    return next((group for group in register.places.groups() if group.id == group_id), None)


def find_person(
    database: Database, ways: Ways, partnership_id: int, contact_id: int, at: datetime
) -> OfPerson | None:
    """One contact with roles and actions; None for somebody who has left, or whom the partnership does not have."""
    with reading(database) as look:
        register = look.register(partnership_id)
        contact = still_here(register.people.glance(contact_id))
        if contact is None:
            return None
        names = _names_of_roles(register)
        held = [role for role in register.people.roles_on(ways.day_of(at)) if role.contact_id == contact_id]
        roles = tuple(", ".join(filter(None, (in_words(role.role), names(role)))) for role in held)
        return OfPerson(contact, roles, tuple(register.actions.of_officer(contact_id)))


def _names_of_roles(register: Register) -> Callable[[RoleGlance], str | None]:
    groups = {group.id: group.name for group in register.places.groups()}
    priorities = {priority.id: priority.name for priority in register.places.priorities()}
    return lambda role: groups.get(role.group_id) or priorities.get(role.priority_id)
