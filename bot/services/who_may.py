"""Say who may change an action's status, by post and body, for a refusal that helps."""

from datetime import datetime

from bot.rules.outcomes import WhoMay
from bot.services.thank_cover import post_to_cover
from storage.engine import Database
from storage.records import Action, id_of
from storage.records.glance import Person
from storage.repositories import Register
from storage.unit_of_work import reading


def who_may(
    register: Register, action: Action, person: Person | None = None, at: datetime | None = None
) -> WhoMay:
    """Who may change this action's status, as `person` is told at `at`: whoever they covered for lately is back."""
    groups = _leading_groups_of(register, action)
    return WhoMay(
        officer=_post_of(register, action.officer_id, person, at),
        deputy=_post_of(register, action.deputy_id, person, at),
        lead=" or ".join(groups) or None,
        support=support_of(register, person, at),
        anybody_of=_anybody_of(register, action, groups) if action.officer_id is None else None,
    )


def lead_of(register: Register, action: Action) -> str | None:
    """The name of the group or body that leads an action, or the paper's own words for it."""
    groups = {group.id: group.name for group in register.places.groups()}
    bodies = {body.id: body.name for body in register.places.bodies()}
    return groups.get(action.lead_group_id) or bodies.get(action.lead_body_id) or action.lead_words


def _leading_groups_of(register: Register, action: Action) -> list[str]:
    """The groups whose lead officer has a say: the action's own and those that lead its priorities."""
    ties = register.actions.ties(id_of(action))
    leading = register.places.leading_groups(ties.priority_ids) | {action.lead_group_id}
    return [group.name for group in register.places.groups() if group.id in leading]


def _anybody_of(register: Register, action: Action, groups: list[str]) -> str | None:
    bodies = [body.name for body in register.places.bodies() if body.id == action.lead_body_id]
    return " or ".join([*bodies, *groups]) or None


def support_of(register: Register, person: Person | None = None, at: datetime | None = None) -> str | None:
    """The post and body of the partnership's support officer; `person` is who is told, as in `who_may`."""
    contact = register.people.support()
    return post_to_cover(register, contact, person, at) if contact else None


def _post_of(
    register: Register, contact_id: int | None, person: Person | None, at: datetime | None
) -> str | None:
    contact = register.people.glance(contact_id) if contact_id else None
    return post_to_cover(register, contact, person, at) if contact else None


def support_post(
    database: Database, partnership_id: int, person: Person | None = None, at: datetime | None = None
) -> str | None:
    """The post and body of the support officer, for somebody who may not do a thing themselves."""
    with reading(database) as look:
        return support_of(look.register(partnership_id), person, at)
