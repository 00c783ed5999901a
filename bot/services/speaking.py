"""Who speaks, and what they may say of an action: the register asked for what `bot.rules.permission` decides by."""

from bot.rules.permission import Say, Standing, may_say, standings
from storage.records import Action, id_of
from storage.records.glance import Person
from storage.repositories import Register
from storage.unit_of_work import Author


def author_of(person: Person, why: str | None = None) -> Author:
    """Whom the history names: the contact, by post."""
    return Author(person.contact_id, by=person.post or person.name or "a contact", why=why)


def standings_of(register: Register, person: Person, action: Action) -> frozenset[Standing]:
    """Everything the person is to the action. The officer is asked for no more: most updates are theirs."""
    if action.officer_id == person.contact_id:
        return frozenset({Standing.OFFICER})
    ties = register.actions.ties(id_of(action))
    return standings(person, action, ties, register.places.leading_groups(ties.priority_ids))


def say_of(register: Register, person: Person, action: Action) -> Say:
    """How much the person may say of the action."""
    return may_say(standings_of(register, person, action))
