"""Take a message out of the outbox before it is sent."""

from datetime import datetime

from bot.rules.outbox import Moved, NoSuchMessage, WrongState
from storage.engine import Database
from storage.records import Change, Outbox, id_of
from storage.repositories import Register
from storage.unit_of_work import Author, working

STOPPABLE = ("waiting", "parked")
"""States of a message that is neither on its way nor settled for good."""


def drop_message(
    database: Database, partnership_id: int, key: str, by: Author, at: datetime
) -> Moved | NoSuchMessage | WrongState:
    """Withdraw a message that waits or is parked, and what follows it. `by` goes on record."""
    with working(database, by, at) as work:
        register = work.register(partnership_id)
        message = register.messages.with_key(key)
        if message is None:
            return NoSuchMessage(key)
        note = f"dropped by {by.by} at {at:%Y-%m-%d %H:%M} UTC"
        along = [each for each in register.messages.following(key) if each.state in STOPPABLE]
        may = message.state in STOPPABLE
        if not may or not move_on_record(register, message, "withdrawn", by, at, last_error=note):
            return WrongState(key, message.state)
        moved = [move_on_record(register, each, "withdrawn", by, at, last_error=note) for each in along]
        work.commit()
        return Moved(key, "withdrawn", sum(moved))


def move_on_record(
    register: Register, message: Outbox, state: str, by: Author, at: datetime, **values: object
) -> bool:
    """Put a message into another state and remember who did; False where it changed meanwhile."""
    if not register.messages.move(id_of(message), message.state, state, **values):
        return False
    change = Change(
        subject="outbox",
        subject_id=id_of(message),
        field="state",
        before=message.state,
        after=state,
        at=at,
        contact_id=by.contact_id,
        by=by.by,
        why=by.why,
    )
    register.rows.add(change)
    return True
