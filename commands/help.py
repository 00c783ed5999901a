"""`/loip help`: what this person can say, with one of their own codes in the examples."""

from bot.services.offer_help import offer_help
from bot.views.blocks import Block
from bot.views.help import help_page
from bot.views.help_verbs import VERBS
from commands.asked import Asked
from commands.requests import Help

__all__ = ["VERBS", "answer"]


def answer(asked: Asked, request: Help) -> Block:
    """Help, or more of one verb."""
    return help_page(offer_help(asked.database, asked.person), asked.ways, request.topic)
