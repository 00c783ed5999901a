"""`/loip for "Superintendent" by phone on 3 Nov POV-03 amber …`: record another's words."""

from bot.rules.dates import read_past_day
from bot.rules.permission import is_support
from bot.services.find_contact import contact_called, misspelt
from bot.services.record_update import Saying
from bot.services.who_may import support_post
from bot.views import refusals
from bot.views.blocks import Block
from commands import update
from commands.asked import Asked
from commands.requests import ForAnother


def answer(asked: Asked, request: ForAnother) -> Block:
    """Record it: whose words, by what route, on which day. Only a support officer speaks for others."""
    if not is_support(asked.person):
        support = support_post(asked.database, asked.partnership_id, asked.person, asked.at)
        return refusals.support_only("for", support, request.raw)
    said_on = read_past_day(request.day_words, asked.today) if request.day_words else asked.today
    if said_on is None:
        return refusals.not_a_day(request.day_words, request.raw, is_past=True)
    found = contact_called(asked.database, asked.partnership_id, request.post_or_name)
    near = () if found else misspelt(asked.database, asked.partnership_id, request.post_or_name)
    if near:
        return refusals.nobody_called(request.post_or_name, near, request.raw)
    said = request.update
    saying = Saying(
        code=said.code,
        submission_key=asked.submission_key,
        words=said.words,
        status=said.status,
        raw=request.raw,
        way="on_behalf",
        whose=found.post if found and found.post else request.post_or_name,
        on_behalf_of_id=found.id if found else None,
        route=request.route or None,
        said_on=said_on,
    )
    return update.record(asked, saying, request.raw)
