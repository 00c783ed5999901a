"""What somebody who has left still holds, and handing it over to whoever follows them, all of it at once.

Handed over are deputyships, roles and seats, and what they own: risks, barriers, entries of the action log, auditors'
recommendations. The actions they coordinated are offered to whoever follows them, who takes them on or does not.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from bot.rules.choosing import FINISHED
from bot.rules.leavers import Leaver, leavers
from bot.rules.permission import is_support
from bot.rules.posts import in_post
from bot.rules.subjects import SUBJECTS, Subject
from bot.rules.ways import Ways
from bot.services.call_rows import Called
from bot.services.offer_succession import followers_of
from bot.services.read_row_form import is_past
from bot.services.speaking import author_of
from storage.engine import Database
from storage.records import Action, Role
from storage.records.glance import ActionGlance, ContactGlance, Person
from storage.repositories import Register
from storage.unit_of_work import working

OWNING = tuple(each for each in SUBJECTS if any(field.name == "owner_id" for field in each.fields))
"""What has an owner."""

WHY = "handed over by somebody who has left"


class HandedOver(NamedTuple):
    """What went from one to the other, by post, and how many things that were."""

    leaver: str
    to: str
    number: int


def read_leavers(
    register: Register,
    ways: Ways,
    today: date,
    actions: Sequence[ActionGlance],
    names: Mapping[tuple[str, int], str],
) -> tuple[Leaver, ...]:
    """Who has left and still holds something, with who follows them; `names` are those of groups and priorities."""
    gone = register.people.gone(today)
    owned = _owned_by(register, {each.id for each in gone}, today)
    found = leavers(gone, actions, register.people.roles_on(today), names, FINISHED, owned)
    after: dict[int, list[int]] = {}
    for follows in followers_of(register, ways, {each.contact.id for each in found}):
        after.setdefault(follows.leaver_id, []).append(follows.successor_id)
    people = register.people.glances_of({each for ids in after.values() for each in ids})
    return tuple(
        each._replace(followers=tuple((new, in_post(people[new])) for new in after.get(each.contact.id, ())))
        for each in found
    )


def hand_over(
    database: Database, ways: Ways, person: Person, leaver_id: int, to_id: int, at: datetime
) -> HandedOver | None:
    """Hand over what can be; None where the one has not left, the other does not follow, or nobody may."""
    if not is_support(person):
        return None
    with working(database, author_of(person, why=WHY), at) as work:
        register = work.register(person.partnership_id)
        pairs = followers_of(register, ways, {leaver_id})
        people = register.people.glances_of({leaver_id, to_id})
        if (leaver_id, to_id) not in pairs:
            return None
        number = sum(
            how(register, people[leaver_id], to_id, ways.day_of(at))
            for how in (_deputyships, _roles, _what_is_owned)
        )
        if number:
            work.commit()
        return HandedOver(in_post(people[leaver_id]), in_post(people[to_id]), number)


def _deputyships(register: Register, leaver: ContactGlance, to_id: int, _: date) -> int:
    every = register.rows.pointing(Action, "deputy_id", (leaver.id,))
    found = [each for each in every if each.status not in FINISHED]
    for action in found:
        action.deputy_id = to_id if action.officer_id != to_id else None
        action.version += 1
    return len(found)


def _roles(register: Register, leaver: ContactGlance, to_id: int, today: date) -> int:
    """Each ends with the leaver, and one that was still to begin is not theirs at all; whoever follows has it from
    today, or from when it begins, once, unless they do already.
    """
    every = [each for each in register.rows.all(Role) if each.ends_on is None or each.ends_on > today]
    theirs = {_place(each) for each in every if each.contact_id == to_id}
    left = [each for each in every if each.contact_id == leaver.id]
    for role in sorted(left, key=_begins):
        begins = max(today, _begins(role))
        if _place(role) not in theirs:
            theirs.add(_place(role))
            kept: dict[str, Any] = {
                "role": role.role,
                "group_id": role.group_id,
                "priority_id": role.priority_id,
            }
            register.rows.add(Role(contact_id=to_id, seat=role.seat, starts_on=begins, **kept))
        if leaver.left_on is not None and _begins(role) > leaver.left_on:
            register.rows.delete(role)
        else:
            role.ends_on = leaver.left_on
    return len(left)


def _what_is_owned(register: Register, leaver: ContactGlance, to_id: int, today: date) -> int:
    owned = [row for _, row in _rows_of(register, (leaver.id,), today)]
    for row in owned:
        row.owner_id = to_id
    return len(owned)


def _rows_of(register: Register, contact_ids: Collection[int], today: date) -> Iterator[tuple[Subject, Any]]:
    """What these people own and is not over, with its subject."""
    for subject in OWNING:
        for row in register.rows.pointing(subject.record, "owner_id", contact_ids):
            if not is_past(register, subject, row.model_dump(), today):
                yield subject, row


def _owned_by(register: Register, contact_ids: Collection[int], today: date) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    called = Called(register)
    for subject, row in _rows_of(register, contact_ids, today):
        found.setdefault(row.owner_id, []).append(f"{subject.name} “{called.one(subject.table, row.id)}”")
    return found


def _begins(role: Role) -> date:
    return role.starts_on or date.min


def _place(role: Role) -> tuple[str, int | None, int | None]:
    return role.role, role.group_id, role.priority_id
