"""Add an action by hand: a title, and the priority it serves. Everything else can follow."""

from datetime import datetime

from bot.rules.numbering import prefix_for
from bot.rules.permission import is_support
from bot.rules.register_form.codes import Numbers, folded_name
from bot.rules.set_up import ActionAdded
from bot.rules.subjects.wording import first_up, plural_of
from bot.services.speaking import author_of
from storage.engine import Database
from storage.records import Action, ActionPriority, Priority, PrioritySet, id_of
from storage.records.glance import Person
from storage.repositories import Register
from storage.unit_of_work import DuplicateError, Work, working


def add_action(
    database: Database, person: Person, title: str, priority: str | None, at: datetime
) -> ActionAdded | None:
    """The action with its new code, not started and nobody's yet; None where the person does not run the register.

    A priority not there yet is added. A title that is there already is left as it is, so that saving twice adds once.
    """
    if not is_support(person):
        return None
    try:
        return _add(database, person, title, priority, at)
    except DuplicateError:
        return _add(database, person, title, priority, at)


def _add(database: Database, person: Person, title: str, priority: str | None, at: datetime) -> ActionAdded:
    with working(database, author_of(person), at) as work:
        register = work.register(person.partnership_id)
        for _, code, known in register.actions.titles():
            if folded_name(known) == folded_name(title):
                return ActionAdded(code, known, priority, already=True)
        served, is_new = _priority(work, register, priority) if priority else (None, False)
        prefix = served.prefix if served else register.places.partnership().code_prefix
        code = Numbers(register.actions.codes()).next(prefix)
        action = register.rows.add(Action(code=code, title=title))
        work.flush()
        if served is not None:
            register.rows.add(ActionPriority(action_id=id_of(action), priority_id=id_of(served)))
        work.commit()
        return ActionAdded(code, title, served.name if served else None, new_priority=is_new)


def _priority(work: Work, register: Register, name: str) -> tuple[Priority, bool]:
    """The priority of this name, of the newest set that has it; a new one joins the newest set there is."""
    priorities = register.places.priorities()
    for each in priorities:
        if folded_name(each.name) == folded_name(name):
            return each, False
    taken = {each.prefix for each in priorities} | {register.places.partnership().code_prefix}
    of_set = newest_set(register)
    work.flush()
    row = Priority(
        priority_set_id=id_of(of_set),
        name=name,
        prefix=prefix_for(name, taken),
        position=1 + sum(each.priority_set_id == of_set.id for each in priorities),
    )
    register.rows.add(row)
    work.flush()
    return row, True


def newest_set(register: Register) -> PrioritySet:
    """The newest set of priorities; where there is none yet a new one, called by the partnership's word for them."""
    sets = register.rows.all(PrioritySet)
    if sets:
        return sets[-1]
    term = register.places.partnership().priority_term
    return register.rows.add(PrioritySet(label=first_up(plural_of(term))))
