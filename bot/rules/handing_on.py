"""Handing an action on: who may, and to whom.

What may live here: pure functions of contacts and of what a person is to an action.
"""

from collections.abc import Collection, Iterable

from bot.rules.permission import Standing
from storage.records.glance import ContactGlance, Person

MAY_HAND_ON = frozenset((Standing.OFFICER, Standing.DEPUTY, Standing.COVER, Standing.SUPPORT))
"""Whose an action is to hand on, or to put off a question about: those who are asked, and a support officer."""

MOST = 99
"""Colleagues offered, with the unowned queue within the hundred that Slack's menus hold."""


def may_hand_on(standings: Collection[Standing]) -> bool:
    """Whether any of the standings is one that hands an action on."""
    return not MAY_HAND_ON.isdisjoint(standings)


def body_of(person: Person, officer: ContactGlance | None) -> int | None:
    """The body within which an action is handed on: the officer's, else that of whoever hands it on."""
    return officer.body_id if officer is not None and officer.body_id is not None else person.body_id


def colleagues(
    contacts: Iterable[ContactGlance], body_id: int | None, besides: Collection[int | None]
) -> tuple[ContactGlance, ...]:
    """The contacts of a body, by name, those with an account first; `besides` are left out, and who has left."""
    there = [
        contact
        for contact in contacts
        if body_id is not None and contact.body_id == body_id
        if contact.left_on is None and contact.id not in besides
    ]
    there.sort(
        key=lambda contact: (contact.slack_id is None, (contact.name or contact.post or "").casefold())
    )
    return tuple(there[:MOST])
