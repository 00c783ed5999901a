"""Small things kept with one tap: why an action was closed, that a contribution is still as it stands."""

from dataclasses import dataclass
from datetime import date, datetime

from bot.rules.permission import Say
from bot.rules.subjects import BY_TABLE
from bot.rules.subjects.acting import CLOSING_REASONS
from bot.services.call_rows import Called
from bot.services.speaking import author_of, say_of
from storage.engine import Database
from storage.records import ActionBody, id_of
from storage.records.glance import Person
from storage.unit_of_work import working


@dataclass(frozen=True, slots=True)
class Noted:
    """What was noted, and of what; `same` where it stood already."""

    name: str
    same: bool = False


def say_why_closed(
    database: Database,
    person: Person,
    code: str,
    reason: str,
    into: str | None,
    update_id: int,
    at: datetime,
) -> Noted | str:
    """Keep why an action was closed; `into` is the code of the one it was merged into.

    Or a sentence why not. It is put down to the update that closed it, so that undoing that takes it back as well.
    """
    if reason not in dict(CLOSING_REASONS):
        return "I don't know that reason. Please choose one of those offered."
    with working(database, author_of(person), at) as work:
        register = work.register(person.partnership_id)
        action = register.actions.locked(code)
        if action is None or action.status != "closed":
            return f"{code} isn't closed any more, so there is no reason to note."
        if say_of(register, person, action) is not Say.STATUS:
            return f"Why {code} was closed is for those to say who may change its status."
        other = register.actions.by_code(into) if into else None
        if into and (other is None or other.id == action.id):
            return f"No other action here is called {into}. `/loip list` shows every code."
        same = (action.closing_reason, action.merged_into_id) == (reason, other.id if other else None)
        if update_id:
            work.because_of(update_id)
        action.closing_reason = reason
        action.merged_into_id = id_of(other) if other else None
        work.commit()
        return Noted(f"{other.code} {other.title}" if other else "", same)


def confirm_contribution(
    database: Database, person: Person, row_id: int, today: date, at: datetime
) -> Noted | None:
    """Confirm what one's own body brings; None for anybody of another body, or where it is gone."""
    with working(database, author_of(person), at) as work:
        register = work.register(person.partnership_id)
        row = register.subjects.locked(ActionBody, row_id)
        if row is None or person.body_id is None or row.body_id != person.body_id:
            return None
        values = register.subjects.values(ActionBody, [row_id])
        called = Called(register)
        called.take(BY_TABLE["action_bodies"], values)
        name = called.names["action_bodies", row_id]
        same = row.confirmed_on == today
        row.confirmed_by_id, row.confirmed_on = person.contact_id, today
        work.commit()
        return Noted(name, same)
