"""Say when the Board last met and when it meets next, as questions count from and to them."""

from datetime import datetime

from bot.rules.meetings import boards_around
from bot.rules.ways import Ways
from bot.services.compose_digest import began
from storage.records import Meeting
from storage.repositories import Register


def board_before(register: Register, ways: Ways, at: datetime) -> tuple[Meeting, datetime] | None:
    """The last Board that was held, and the instant it began; None where none was."""
    held, _ = boards_around(register.meetings.boards(), ways.day_of(at))
    return (held, began(ways, held)) if held else None


def board_after(register: Register, ways: Ways, at: datetime) -> Meeting | None:
    """The next Board with a day; None where none is dated."""
    return boards_around(register.meetings.boards(), ways.day_of(at))[1]
