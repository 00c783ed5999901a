"""Put one message in the outbox when nothing else has to be written with it."""

from collections.abc import Sequence
from datetime import datetime

from storage.engine import Database
from storage.records import Outbox
from storage.unit_of_work import Author, reading, working

BOT = Author(None, by="the bot")


def put_message(database: Database, partnership_id: int, message: Outbox, at: datetime) -> bool:
    """Put it there; False where its key was there already, which is seen without waiting for a turn to write."""
    with reading(database) as look:
        if look.register(partnership_id).messages.with_key(message.key) is not None:
            return False
    with working(database, BOT, at) as work:
        is_new = work.register(partnership_id).messages.put(message) is not None
        work.commit()
        return is_new


def put_messages(database: Database, partnership_id: int, messages: Sequence[Outbox], at: datetime) -> None:
    """Put several there together; those whose key is there already are left as they are."""
    with working(database, BOT, at) as work:
        for message in messages:
            work.register(partnership_id).messages.put(message)
        work.commit()
