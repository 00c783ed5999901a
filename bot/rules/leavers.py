"""Somebody who has left and still holds something: open actions, or roles nobody has ended. A value; pure."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import NamedTuple

from bot.rules.roles import in_words, rank
from storage.records.glance import ActionGlance, ContactGlance, RoleGlance


class Leaver(NamedTuple):
    """Who has left, and what is still theirs: the codes of open actions, and roles in words."""

    contact: ContactGlance
    codes: tuple[str, ...]
    roles: tuple[str, ...]


def leavers(
    gone: Iterable[ContactGlance],
    actions: Iterable[ActionGlance],
    roles: Iterable[RoleGlance],
    names: Mapping[tuple[str, int], str],
    finished: Collection[str],
) -> tuple[Leaver, ...]:
    """Everybody of `gone` who still coordinates or deputises for an open action, or holds a role; the latest first.

    `names` are those of groups (`("group", 3)`) and priorities.
    """
    by_id = {contact.id: contact for contact in gone}
    codes: dict[int, list[str]] = {contact_id: [] for contact_id in by_id}
    held: dict[int, list[RoleGlance]] = {contact_id: [] for contact_id in codes}
    for action in actions if codes else ():
        for contact_id in {action.officer_id, action.deputy_id} & codes.keys():
            if action.status not in finished:
                codes[contact_id or 0].append(action.code)
    for role in roles:
        if role.contact_id in held:
            held[role.contact_id].append(role)
    found = [
        Leaver(contact, tuple(codes[contact.id]), tuple(_roles_in_words(held[contact.id], names)))
        for contact in by_id.values()
        if codes[contact.id] or held[contact.id]
    ]
    return tuple(sorted(found, key=lambda each: each.contact.left_on or date.min, reverse=True))


def _roles_in_words(roles: Iterable[RoleGlance], names: Mapping[tuple[str, int], str]) -> Iterable[str]:
    for role in sorted(roles, key=lambda each: rank(each.role)):
        place = ("group", role.group_id) if role.group_id is not None else ("priority", role.priority_id or 0)
        name = names.get((place[0], place[1]))
        yield f"{in_words(role.role)} of {name}" if name else in_words(role.role)
