"""Show everything of one action, and what the reader may say of it."""

from dataclasses import replace
from datetime import datetime

from bot.rules.freshness import SETTLED
from bot.rules.ladder import QuestionStanding
from bot.rules.outcomes import UnknownCode
from bot.rules.permission import may_confirm, may_say, standings
from bot.rules.screens import Shown, ShownAsk
from bot.rules.ways import Ways
from bot.services.confirm_completion import said_complete_by
from bot.services.list_actions import still_here
from bot.services.read_ladder import Ladders
from bot.services.take_on import takeable
from bot.services.who_may import lead_of
from storage.engine import Database
from storage.records import Action, Meeting, id_of
from storage.records.glance import ActionTies, Person
from storage.repositories import Register
from storage.unit_of_work import reading

LAST_UPDATES = 5
"""How many updates are shown word for word."""


def show_action(
    database: Database, ways: Ways, person: Person, code: str, at: datetime
) -> Shown | UnknownCode:
    """The action with this code, whole, as it stands at an instant; else the codes there are."""
    with reading(database) as look:
        register = look.register(person.partnership_id)
        action = register.actions.by_code(code)
        if action is None:
            return UnknownCode(code, tuple(register.actions.codes()))
        shown = _shown(register, person, action)
        asked = action.status not in SETTLED
        return replace(shown, question=_question(register, ways, action, at)) if asked else shown


def _shown(register: Register, person: Person, action: Action) -> Shown:
    action_id = id_of(action)
    ties = register.actions.ties(action_id)
    found = standings(person, action, ties, register.places.leading_groups(ties.priority_ids))
    updates = tuple(register.updates.latest(action_id, LAST_UPDATES))
    wanted = (action.officer_id, action.deputy_id, action.confirmed_by_id)
    people = register.people.glances_of({contact_id for contact_id in wanted if contact_id})
    bodies = {body.id: body.name for body in register.places.bodies()}
    localities = {locality.id: locality.name for locality in register.places.localities()}
    return Shown(
        action=action,
        lead=lead_of(register, action),
        officer=still_here(people.get(action.officer_id or 0)),
        deputy=still_here(people.get(action.deputy_id or 0)),
        confirmed_by=people.get(action.confirmed_by_id or 0),
        contributions=tuple(
            (bodies[body], brings) for body, brings in register.actions.contributions(action_id)
        ),
        priorities=_priorities(register, ties),
        localities=tuple(localities[locality] for locality in register.actions.locality_ids(action_id)),
        milestones=tuple(register.milestones.of_action(action_id)),
        barriers=tuple(register.updates.open_barriers(action_id)),
        asks=_asks(register, action_id),
        updates=updates,
        say=may_say(found),
        merged_into=register.actions.glance(action.merged_into_id) if action.merged_into_id else None,
        may_take_on=bool(takeable(register, person, [register.actions.glance(action_id)])),
        may_confirm=_is_to_confirm(action)
        and may_confirm(person, found, said_complete_by(register, id_of(action))),
    )


def _question(register: Register, ways: Ways, action: Action, at: datetime) -> QuestionStanding:
    return Ladders(register, ways, ways.day_of(at), [id_of(action)]).standing_of(action)


def _priorities(register: Register, ties: ActionTies) -> tuple[str, ...]:
    names = {priority.id: priority.name for priority in register.places.priorities()}
    return tuple(names[priority_id] for priority_id in ties.priority_ids)


def _asks(register: Register, action_id: int) -> tuple[ShownAsk, ...]:
    asks = register.asks.of_action(action_id)
    groups = {group.id: group.name for group in register.places.groups()} if asks else {}
    shown = []
    for ask in asks:
        meeting = register.rows.get(Meeting, ask.meeting_id) if ask.meeting_id else None
        shown.append(ShownAsk(ask, meeting, groups.get(meeting.group_id) if meeting else None))
    return tuple(shown)


def _is_to_confirm(action: Action) -> bool:
    return action.status == "complete" and action.confirmed_by_id is None
