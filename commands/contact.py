"""`/loip contact add NAME, POST, BODY, EMAIL`."""

from bot.rules.outcomes import Added
from bot.services.add_contact import add_contact
from bot.views import refusals, register_answers
from bot.views.blocks import Block
from commands.asked import Asked
from commands.requests import ContactAdd


def answer(asked: Asked, request: ContactAdd) -> Block:
    """Add the contact, or say who may."""
    outcome = add_contact(
        asked.database, asked.person, request.name, request.post, request.body, request.email, asked.at
    )
    if isinstance(outcome, Added):
        return register_answers.added(outcome)
    return refusals.support_only("contact add", outcome.support, request.raw)
