"""`/loip who`: whom to speak to at a body, in a group, or anywhere."""

from bot.rules.filtering import NotUnderstood
from bot.services.find_people import find_people
from bot.views import who
from bot.views.blocks import Block
from commands.asked import Asked
from commands.requests import Who


def answer(asked: Asked, request: Who, page: int = 1, of_chair: bool = False) -> Block:
    """A page of contacts, or the nearest names where the words name nobody. `of_chair`: it was asked who chairs."""
    shown = find_people(asked.database, asked.ways, asked.partnership_id, request.words, page, asked.at)
    if isinstance(shown, NotUnderstood):
        return who.not_known(shown, asked.ways)
    return who.who(shown, asked.ways, asked.today, of_chair)
