"""Read what stands of an action: whether "no change" was said of it so often that a sentence is asked for."""

from bot.rules.sameness import TIMES, asks_for_a_sentence
from storage.engine import Database
from storage.records import id_of
from storage.records.glance import Person
from storage.unit_of_work import reading


def wants_a_sentence(database: Database, person: Person, code: str) -> bool:
    """Whether one more "no change" wants one; never for an action that is not there."""
    with reading(database) as look:
        register = look.register(person.partnership_id)
        action = register.actions.by_code(code)
        return action is not None and asks_for_a_sentence(register.updates.standing(id_of(action), TIMES))
