"""Read what help is fitted to: an action of the reader's own, and what else they may do."""

from bot.rules.permission import is_support
from bot.rules.screens import Newcomer
from storage.engine import Database
from storage.records.glance import Person
from storage.unit_of_work import reading


def offer_help(database: Database, person: Person) -> Newcomer:
    """An example's code: the reader's own first action, else any of the register, else none."""
    with reading(database) as look:
        actions = look.register(person.partnership_id).actions
        shown = actions.of_officer(person.contact_id) or actions.glances(limit=1)
    return Newcomer(shown[0].code if shown else None, is_support(person))
