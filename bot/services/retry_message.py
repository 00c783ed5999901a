"""Send a parked message after all."""

from datetime import datetime

from bot.rules.outbox import Moved, NoSuchMessage, WrongState
from bot.services.drop_message import move_on_record
from storage.engine import Database
from storage.unit_of_work import Author, working


def retry_message(
    database: Database, partnership_id: int, key: str, by: Author, at: datetime
) -> Moved | NoSuchMessage | WrongState:
    """Let a parked message, and what was parked along with it, wait to be sent again with all its tries.

    What may have been sent already is still looked for first; what is too late to be of use is still withdrawn.
    """
    with working(database, by, at) as work:
        register = work.register(partnership_id)
        message = register.messages.with_key(key)
        if message is None:
            return NoSuchMessage(key)
        values = {
            "attempts": 0,
            "lease_until": None,
            "last_error": f"tried again by {by.by} at {at:%Y-%m-%d %H:%M} UTC",
        }
        if message.state != "parked" or not move_on_record(register, message, "waiting", by, at, **values):
            return WrongState(key, message.state)
        parked = [each for each in register.messages.following(key) if each.state == "parked"]
        along = [move_on_record(register, each, "waiting", by, at, **values) for each in parked]
        work.commit()
        return Moved(key, "waiting", sum(along))
