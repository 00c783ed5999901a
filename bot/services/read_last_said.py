"""Read what somebody said last, of any action or of one: for taking it back, or putting it right."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.rules.permission import Say
from bot.services.speaking import say_of
from bot.services.undo_update import UNDO_WITHIN, is_on_top
from storage.engine import Database
from storage.records import Action, Update, id_of
from storage.records.glance import ActionGlance, Person
from storage.repositories import Register
from storage.unit_of_work import reading

LOOKS_BACK = timedelta(days=31)
"""How long ago somebody may have said what they would put right."""


@dataclass(frozen=True, slots=True)
class LastSaid:
    """The update, its action, and what may be done with it."""

    update: Update
    action: ActionGlance
    may_undo: bool
    may_put_right: bool
    may_set_status: bool


def read_last_said(database: Database, person: Person, code: str, at: datetime) -> LastSaid | None:
    """The newest update by the person that still stands, of the action if a `code` is given; None where none does."""
    with reading(database) as look:
        register = look.register(person.partnership_id)
        one = register.actions.by_code(code) if code else None
        for update in register.updates.recorded_by(person.contact_id, at - LOOKS_BACK):
            is_of_it = not code or (one is not None and update.action_id == id_of(one))
            if is_of_it and not register.updates.is_corrected(id_of(update)):
                return _said(register, person, update, at)
    return None


def _said(register: Register, person: Person, update: Update, at: datetime) -> LastSaid | None:
    action = register.rows.get(Action, update.action_id)
    if action is None:
        return None
    on_top = is_on_top(register, update)
    last = register.updates.last_said(update.action_id)
    may_undo = on_top and at - update.at <= UNDO_WITHIN
    may_put_right = on_top or (last is not None and last.id == update.id)
    # The status that stands is not what words that displaced nothing said.
    may_set_status = update.status_before is not None and say_of(register, person, action) is Say.STATUS
    glance = register.actions.glance(update.action_id)
    return LastSaid(update, glance, may_undo, may_put_right, may_set_status)
