"""Read what the form of an action shows, if the person may fill it in."""

from datetime import datetime

from bot.rules.outcomes import FormFacts, NotYours
from bot.rules.permission import Say
from bot.services.in_the_way import in_the_way
from bot.services.speaking import say_of
from bot.services.who_may import who_may
from storage.engine import Database
from storage.records import id_of
from storage.records.glance import Person
from storage.unit_of_work import reading


def read_form_facts(
    database: Database, person: Person, code: str, at: datetime | None = None
) -> FormFacts | NotYours | None:
    """The action and its milestones; `NotYours` for one the person may say nothing of; None for no such action."""
    with reading(database) as look:
        register = look.register(person.partnership_id)
        action = register.actions.by_code(code)
        if action is None:
            return None
        say = say_of(register, person, action)
        if say is Say.NOTHING:
            return NotYours(action.code, action.title, who_may(register, action, person, at))
        milestones = tuple(register.milestones.of_action(id_of(action)))
        glance = register.actions.glance(id_of(action))
        return FormFacts(glance, milestones, say is Say.STATUS, in_the_way(register, glance.id))
