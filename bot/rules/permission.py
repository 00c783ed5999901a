"""Who may say what of an action, and keep what of the register: two tables, decided when a button is pressed.

What may live here: permission as pure functions of a person, an action or another row, and its ties.
"""

from dataclasses import dataclass
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
    """Whether the person is a support officer of the whole partnership, or covers for one who is away today."""
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


class Part(StrEnum):
    """What a person is to a row of the register, beside an action's updates. A person may be several things to it."""

    SUPPORT = "support officer"
    LEAD = "lead officer of its group"
    OFFICER = "officer, deputy or cover of its action"
    CONTRIBUTOR = "contact of its body, or of a body that contributes to its action"
    EXECUTIVE = "member of the executive group"
    FRIEND = "critical friend of its priority"
    CHAIR = "chair or deputy chair of its group"
    OWNER = "whoever it lies with"


Kept = frozenset[str]
"""The fields somebody may keep; `ALL` stands for every field, and for adding a row."""

ALL: Kept = frozenset(("*",))

_OF_A_GROUP = (Part.SUPPORT, Part.LEAD)
_OF_AN_ACTION = (*_OF_A_GROUP, Part.OFFICER)


def _all(*parts: Part) -> dict[Part, Kept]:
    return dict.fromkeys(parts, ALL)


MAY_KEEP: dict[str, dict[Part, Kept]] = {
    "bodies": _all(Part.SUPPORT),
    "groups": _all(*_OF_A_GROUP),
    "seats": _all(*_OF_A_GROUP),
    "localities": _all(*_OF_A_GROUP),
    "contacts": _all(Part.SUPPORT),
    "roles": _all(Part.SUPPORT),
    "plans": _all(Part.SUPPORT),
    "approvals": _all(Part.SUPPORT),
    "priority_sets": _all(Part.SUPPORT),
    "priorities": _all(Part.SUPPORT),
    "successions": _all(Part.SUPPORT),
    "cross_cutting_issues": _all(Part.SUPPORT),
    "actions": _all(*_OF_A_GROUP)
    | {Part.OFFICER: frozenset(("why", "communities", "fairer_scotland", "public_words"))},
    "action_bodies": _all(*_OF_AN_ACTION, Part.CONTRIBUTOR),
    "dependencies": _all(*_OF_AN_ACTION),
    "leanings": _all(*_OF_AN_ACTION),
    "resources": _all(*_OF_AN_ACTION),
    "milestones": _all(*_OF_AN_ACTION),
    "barriers": _all(*_OF_AN_ACTION, Part.CONTRIBUTOR)
    | dict.fromkeys((Part.EXECUTIVE, Part.OWNER), frozenset(("owner_id", "group_id", "resolution"))),
    "asks": _all(*_OF_AN_ACTION, Part.CONTRIBUTOR, Part.EXECUTIVE, Part.OWNER),
    "meetings": _all(*_OF_A_GROUP),
    "reports": _all(*_OF_A_GROUP),
    "recommendations": _all(*_OF_A_GROUP),
    "decisions": _all(Part.SUPPORT, Part.CHAIR),
    "log_entries": _all(Part.SUPPORT, Part.CHAIR) | {Part.OWNER: frozenset(("state", "done_on", "outcome"))},
    "duties": _all(*_OF_A_GROUP),
    "audit_recommendations": _all(Part.SUPPORT)
    | {Part.OWNER: frozenset(("response", "responded_on", "state"))},
    "risks": _all(*_OF_AN_ACTION, Part.EXECUTIVE, Part.OWNER),
    "indicators": _all(*_OF_AN_ACTION, Part.FRIEND),
    "measurements": _all(*_OF_AN_ACTION, Part.FRIEND),
    "engagements": _all(*_OF_AN_ACTION, Part.CONTRIBUTOR, Part.FRIEND),
    "consultations": _all(Part.SUPPORT),
    "findings": _all(Part.SUPPORT),
    "evidence": _all(*_OF_AN_ACTION, Part.CONTRIBUTOR),
    "learning_points": _all(*_OF_A_GROUP),
}
"""Who may add and change what, by table. Whoever is not named may read it: every contact may read everything."""


@dataclass(frozen=True, slots=True)
class Reach:
    """What a row belongs to by id, whom it lies with, and what the person is to its action."""

    groups: frozenset[int] = frozenset()
    bodies: frozenset[int] = frozenset()
    priorities: frozenset[int] = frozenset()
    owners: frozenset[int] = frozenset()
    standings: frozenset[Standing] = frozenset()


_SPEAKS_FOR_IT = frozenset((Standing.OFFICER, Standing.DEPUTY, Standing.COVER, Standing.LEADS_UNOWNED))


def parts(person: Person, reach: Reach, executive_ids: frozenset[int]) -> frozenset[Part]:
    """Everything the person is to a row. `executive_ids` are the groups that settle things below the Board."""

    def holds(among: frozenset[int], *roles: str) -> bool:
        return any(role.role in roles and role.group_id in among for role in person.roles)

    found = {
        Part.SUPPORT: is_support(person),
        Part.LEAD: holds(reach.groups, "lead_officer") or Standing.LEAD_OFFICER in reach.standings,
        Part.OFFICER: not reach.standings.isdisjoint(_SPEAKS_FOR_IT),
        Part.CONTRIBUTOR: person.body_id in reach.bodies or Standing.CONTRIBUTOR in reach.standings,
        Part.EXECUTIVE: any(role.group_id in executive_ids for role in person.roles),
        Part.FRIEND: any(
            role.role == "critical_friend" and role.priority_id in reach.priorities for role in person.roles
        ),
        Part.CHAIR: holds(reach.groups, "chair", "deputy"),
        Part.OWNER: person.contact_id in reach.owners,
    }
    return frozenset(part for part, is_it in found.items() if is_it)


def parts_anywhere(person: Person, executive_ids: frozenset[int], speaks_for_one: bool) -> frozenset[Part]:
    """What the person is to any row at all: what they may be offered to add. `speaks_for_one`: for some action."""
    roles = {(role.role, role.group_id is not None, role.priority_id is not None) for role in person.roles}
    found = {
        Part.SUPPORT: is_support(person),
        Part.LEAD: ("lead_officer", True, False) in roles or ("lead_officer", True, True) in roles,
        Part.OFFICER: speaks_for_one,
        Part.CONTRIBUTOR: person.body_id is not None,
        Part.EXECUTIVE: any(role.group_id in executive_ids for role in person.roles),
        Part.FRIEND: any(role == "critical_friend" and of_priority for role, _, of_priority in roles),
        Part.CHAIR: any(role in ("chair", "deputy") and in_group for role, in_group, _ in roles),
    }
    return frozenset(part for part, is_it in found.items() if is_it)


def may_keep(table: str, found: frozenset[Part]) -> Kept:
    """The fields any of these may change of a row; `ALL` where it is all of them, empty where it is none."""
    kept = [fields for part, fields in MAY_KEEP.get(table, {}).items() if part in found]
    return ALL if ALL in kept else frozenset[str]().union(*kept)


def may_add(table: str, found: frozenset[Part]) -> bool:
    """Whether any of these may add a row."""
    return may_keep(table, found) == ALL
