"""Somebody who has left and still holds something: open actions, roles nobody has ended, what they own. Pure."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import NamedTuple

from bot.rules.roles import in_words, rank
from storage.records.glance import ActionGlance, ContactGlance, RoleGlance


class Leaver(NamedTuple):
    """Who has left, and what is still theirs: the codes of open actions, roles, and risks and the like, in words.

    `followers` are who came after them, by id, with the post of each. `deputises`: for some of those actions.
    """

    contact: ContactGlance
    codes: tuple[str, ...]
    roles: tuple[str, ...]
    owned: tuple[str, ...] = ()
    followers: tuple[tuple[int, str], ...] = ()
    deputises: bool = False

    @property
    def can_be_handed_over(self) -> bool:
        """Whether anything can be handed over at once: what they coordinated is offered, never given."""
        return bool(self.roles or self.owned or self.deputises)


def leavers(
    gone: Iterable[ContactGlance],
    actions: Iterable[ActionGlance],
    roles: Iterable[RoleGlance],
    names: Mapping[tuple[str, int], str],
    finished: Collection[str],
    owned: Mapping[int, Collection[str]] | None = None,
) -> tuple[Leaver, ...]:
    """Everybody of `gone` who still coordinates or deputises for an open action, or holds a role; the latest first.

    `names` are those of groups (`("group", 3)`) and priorities; `owned` is what else is theirs, in words.
    """
    owned = owned or {}
    by_id = {contact.id: contact for contact in gone}
    codes: dict[int, list[str]] = {contact_id: [] for contact_id in by_id}
    held: dict[int, list[RoleGlance]] = {contact_id: [] for contact_id in codes}
    open_ones = [action for action in actions if action.status not in finished] if codes else []
    deputies = {action.deputy_id for action in open_ones}
    for action in open_ones:
        for contact_id in {action.officer_id, action.deputy_id} & codes.keys():
            codes[contact_id or 0].append(action.code)
    for role in roles:
        if role.contact_id in held:
            held[role.contact_id].append(role)
    found = [
        Leaver(
            contact,
            tuple(codes[contact.id]),
            tuple(_roles_in_words(held[contact.id], names)),
            tuple(owned.get(contact.id, ())),
            deputises=contact.id in deputies,
        )
        for contact in by_id.values()
        if codes[contact.id] or held[contact.id] or owned.get(contact.id)
    ]
    return tuple(sorted(found, key=lambda each: each.contact.left_on or date.min, reverse=True))


def _roles_in_words(roles: Iterable[RoleGlance], names: Mapping[tuple[str, int], str]) -> Iterable[str]:
    for role in sorted(roles, key=lambda each: rank(each.role)):
        place = ("group", role.group_id) if role.group_id is not None else ("priority", role.priority_id or 0)
        name = names.get((place[0], place[1]))
        yield f"{in_words(role.role)} of {name}" if name else in_words(role.role)
