"""`/loip export`: the register as a file, to the person who asked."""

from bot.rules.dates import date_in_words
from bot.rules.permission import is_support
from bot.services.ask_export import ask_export
from bot.services.who_may import support_post
from bot.views import export_answers
from bot.views.blocks import Block
from commands.asked import Asked
from commands.requests import Export


def answer(asked: Asked, request: Export) -> Block:
    """That it is coming, or why not."""
    form = request.words.strip().casefold().lstrip(".") or "xlsx"
    if form not in export_answers.FORMATS:
        return export_answers.not_a_format(request.words)
    said = export_answers.comment(form, asked.ways.partnership.name, date_in_words(asked.today, asked.today))
    slack_id, key = asked.speaker.slack_id, asked.submission_key
    if not ask_export(asked.database, asked.person, slack_id, form, said, key, asked.at):
        return export_answers.support_only(support_post(asked.database, asked.partnership_id))
    asked.deps.wake()
    return export_answers.on_its_way(form, is_support(asked.person))
