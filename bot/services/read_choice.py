"""Read which actions a person can choose among, where a form asks which one it is about."""

from datetime import datetime

from bot.rules.choosing import MOST, Choice, choice_of
from bot.rules.ways import Ways
from bot.services.read_mine import read_mine
from storage.engine import Database
from storage.records import id_of
from storage.records.glance import ActionFilter, Person
from storage.unit_of_work import reading


def read_choice(
    database: Database, ways: Ways, person: Person, at: datetime, code: str | None = None
) -> Choice:
    """The person's own, those that need a word first; then their groups' and their body's.

    `code` is one named already, in canonical form; it comes first.
    """
    own = [one.action for one in read_mine(database, ways, person, at).actions]
    groups = frozenset(
        role.group_id for role in person.roles if role.role == "lead_officer" and role.group_id is not None
    )
    bodies = frozenset({person.body_id} if person.body_id is not None else ())
    with reading(database) as look:
        actions = look.register(person.partnership_id).actions
        named = actions.by_code(code) if code else None
        chosen = actions.glance(id_of(named)) if named else None
        led = actions.glances(ActionFilter(group_ids=groups), limit=MOST) if groups else []
        of_body = actions.glances(ActionFilter(body_ids=bodies), limit=MOST) if bodies else []
    return choice_of(chosen, own, led, of_body)
