"""`/loip assign CODE @person`: give an action its coordinating officer."""

from bot.rules.numbering import nearest
from bot.rules.outcomes import Assigned
from bot.services.assign_action import assign_action
from bot.services.find_contact import contact_with
from bot.views import refusals, register_answers
from bot.views.blocks import Block
from commands.asked import Asked
from commands.requests import Assign


def answer(asked: Asked, request: Assign) -> Block:
    """Assign it, or say who may, or which contacts fit."""
    known = contact_with(asked.database, asked.partnership_id, request.slack_user, request.email)
    outcome = assign_action(asked.database, asked.person, request.code, known or request.person, asked.at)
    if isinstance(outcome, Assigned):
        return register_answers.assigned(outcome)
    if outcome.why == "support_only":
        return refusals.support_only("assign", outcome.support, request.raw)
    if outcome.why == "no_action":
        return refusals.unknown_code(request.code, nearest(request.code, outcome.codes), request.raw)
    return refusals.not_assigned(outcome, request.person, request.raw)
