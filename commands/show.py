"""`/loip show CODE`: everything of one action."""

from bot.rules.numbering import nearest
from bot.rules.outcomes import UnknownCode
from bot.services.show_action import show_action
from bot.views import refusals, show
from bot.views.blocks import Block
from bot.views.update_buttons import asking_key
from commands.asked import Asked
from commands.requests import Show


def answer(asked: Asked, request: Show) -> Block:
    """The action, or the nearest codes there are."""
    shown = show_action(asked.database, asked.ways, asked.person, request.code, asked.at)
    if isinstance(shown, UnknownCode):
        return refusals.unknown_code(shown.code, nearest(shown.code, shown.codes), request.raw)
    return show.show(shown, asked.ways, asked.at, asking_key("show", asked.submission_key))
