"""Read what help is fitted to: an action of the reader's own, and what else they may do."""

from collections.abc import Iterator

from bot.rules.permission import Say, is_support, may_say, standings
from bot.rules.screens import Newcomer
from bot.services.keep_standing import addable
from storage.engine import Database
from storage.records.glance import ActionFilter, ActionGlance, Person
from storage.repositories import Register
from storage.unit_of_work import reading

_LOOKED_AT = 20
"""Actions of a body or group that are asked whether the reader may speak of them: an example is all that is wanted."""


def offer_help(database: Database, person: Person) -> Newcomer:
    """An example's code: the reader's own first action, else one they may speak of, else any, else none."""
    with reading(database) as look:
        register = look.register(person.partnership_id)
        own = register.actions.of_officer(person.contact_id)
        theirs = own or _spoken_of(register, person)
        shown = theirs or register.actions.glances(limit=1)
        adds = frozenset(subject.table for subject in addable(register, person))
    return Newcomer(
        shown[0].code if shown else None,
        is_support(person),
        has_own=bool(own),
        may_say=bool(theirs) or is_support(person),
        adds=adds,
    )


def _spoken_of(register: Register, person: Person) -> list[ActionGlance]:
    """An action of somebody they cover for, of their group or of their body, of which they may say something."""
    may = (action for action in _near(register, person) if _speaks_of(register, person, action))
    return [action for action in (next(may, None),) if action is not None]


def _near(register: Register, person: Person) -> Iterator[ActionGlance]:
    for covered in person.covers:
        yield from register.actions.of_officer(covered)
    groups = frozenset(
        role.group_id for role in person.roles if role.group_id and role.role == "lead_officer"
    )
    if groups:
        yield from register.actions.glances(ActionFilter(group_ids=groups), limit=_LOOKED_AT)
    if person.body_id is not None:
        bodies = frozenset((person.body_id,))
        yield from register.actions.glances(ActionFilter(body_ids=bodies), limit=_LOOKED_AT)


def _speaks_of(register: Register, person: Person, action: ActionGlance) -> bool:
    ties = register.actions.ties(action.id)
    found = standings(person, action, ties, register.places.leading_groups(ties.priority_ids))
    return may_say(found) is not Say.NOTHING
