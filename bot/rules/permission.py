"""Who may say what of an action: one table, decided when a button is pressed, not when it was sent.

What may live here: permission as pure functions of a person, an action and its ties.
"""

from enum import StrEnum
from typing import Protocol

from storage.records.glance import ActionTies, Person


class Say(StrEnum):
    """How much a person may say of an action."""

    STATUS = "status"
    """Everything: status, words, milestones, barriers."""

    WORDS = "words"
    """Words, barriers and the body's own contribution; the status stays as it is."""

    NOTHING = "nothing"


class Standing(StrEnum):
    """What a person is to an action. A person may stand to it in several ways."""

    OFFICER = "coordinating officer"
    DEPUTY = "deputy"
    COVER = "cover of whoever is away"
    LEAD_OFFICER = "lead officer of its group"
    SUPPORT = "support officer"
    LEADS_UNOWNED = "contact of the lead body or group, while nobody has taken it on"
    CONTRIBUTOR = "contact of a contributing body"


MAY_SAY = {
    Standing.OFFICER: Say.STATUS,
    Standing.DEPUTY: Say.STATUS,
    Standing.COVER: Say.STATUS,
    Standing.LEAD_OFFICER: Say.STATUS,
    Standing.SUPPORT: Say.STATUS,
    Standing.LEADS_UNOWNED: Say.STATUS,
    Standing.CONTRIBUTOR: Say.WORDS,
}
"""Who may say what; a standing not listed may say nothing."""


class LedAction(Protocol):
    """What permission reads of an action, whether a record or a glance."""

    @property
    def officer_id(self) -> int | None:
        """The coordinating officer; None while unowned."""
        ...

    @property
    def deputy_id(self) -> int | None:
        """The deputy."""
        ...

    @property
    def lead_group_id(self) -> int | None:
        """The group that leads it."""
        ...

    @property
    def lead_body_id(self) -> int | None:
        """The body that leads it."""
        ...


def is_support(person: Person) -> bool:
    """Whether the person is a support officer of the whole partnership."""
    return any(role.role == "support" and role.group_id is None for role in person.roles)


def standings(
    person: Person, action: LedAction, ties: ActionTies, leading_group_ids: frozenset[int]
) -> frozenset[Standing]:
    """Everything the person is to the action. `leading_group_ids` are the groups that lead its priorities."""
    groups = _groups_of(action, leading_group_ids)
    in_lead_body = person.body_id is not None and person.body_id == action.lead_body_id
    found = {
        Standing.OFFICER: action.officer_id == person.contact_id,
        Standing.DEPUTY: action.deputy_id == person.contact_id,
        Standing.COVER: not person.covers.isdisjoint({action.officer_id, action.deputy_id}),
        Standing.LEAD_OFFICER: any(
            role.role == "lead_officer" and role.group_id in groups and role.group_id is not None
            for role in person.roles
        ),
        Standing.SUPPORT: is_support(person),
        Standing.LEADS_UNOWNED: action.officer_id is None and leads(person, action, leading_group_ids),
        Standing.CONTRIBUTOR: person.body_id in ties.contributing_body_ids or in_lead_body,
    }
    return frozenset(standing for standing, holds in found.items() if holds)


def leads(person: Person, action: LedAction, leading_group_ids: frozenset[int]) -> bool:
    """Whether the person is a contact of the body or of a group that leads the action or one of its priorities."""
    groups = _groups_of(action, leading_group_ids)
    in_lead_group = any(role.group_id in groups for role in person.roles if role.group_id is not None)
    return in_lead_group or (person.body_id is not None and person.body_id == action.lead_body_id)


def may_take_on(
    person: Person, action: LedAction, leading_group_ids: frozenset[int], is_unowned: bool
) -> bool:
    """Whether the person may become the coordinating officer by their own word.

    Only while nobody is it: `is_unowned` also where whoever was it has left. Then whoever leads the action may, and a
    support officer, who may give it to anybody.
    """
    return is_unowned and (is_support(person) or leads(person, action, leading_group_ids))


def _groups_of(action: LedAction, leading_group_ids: frozenset[int]) -> frozenset[int]:
    return leading_group_ids | ({action.lead_group_id} if action.lead_group_id else frozenset())


def may_say(found: frozenset[Standing]) -> Say:
    """The most that any of the standings allows."""
    allowed = {MAY_SAY[standing] for standing in found}
    return next((say for say in (Say.STATUS, Say.WORDS) if say in allowed), Say.NOTHING)


def may_confirm(person: Person, found: frozenset[Standing], said_by: frozenset[int]) -> bool:
    """Whether the person may confirm that an action is complete: a second person, none of those who said so."""
    return may_say(found) is Say.STATUS and person.contact_id not in said_by
