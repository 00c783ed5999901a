"""Find the message of ours that stands at a place in Slack."""

from bot.rules.letter import Letter
from bot.services.compose_letter import read_again
from storage.engine import Database
from storage.records import Outbox
from storage.unit_of_work import reading


def find_message(database: Database, partnership_id: int, channel: str, ts: str) -> Outbox | None:
    """The message sent there; None where none of this partnership's was."""
    with reading(database) as look:
        return look.register(partnership_id).messages.sent_as(channel, ts)


def find_letter(database: Database, partnership_id: int, channel: str, ts: str) -> Letter | None:
    """The letter sent there as it stands now; None where it was no letter, or nothing is left of it."""
    with reading(database) as look:
        register = look.register(partnership_id)
        row = register.messages.sent_as(channel, ts)
        return read_again(register, row) if row is not None and row.kind == "lines" else None
