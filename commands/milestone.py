"""`/loip milestone CODE …`: add a milestone, call it met, give it a new date."""

from bot.rules.date_shown import settled
from bot.rules.dates import read_due, read_past_day
from bot.rules.numbering import nearest
from bot.rules.outcomes import MilestoneChanged
from bot.services.change_milestone import Adding, Meeting, Moving, change_milestone
from bot.views import refusals, register_answers
from bot.views.blocks import Block
from commands.asked import Asked
from commands.requests import MilestoneMet, MilestoneMove, MilestoneWords
from commands.tapped import tell_others


def answer(asked: Asked, request: MilestoneWords | MilestoneMet | MilestoneMove) -> Block:
    """Change the milestone, or say what was not understood."""
    change = _change(asked, request)
    if isinstance(change, str):
        return refusals.not_a_day(change, request.raw, isinstance(request, MilestoneMet))
    outcome = change_milestone(
        asked.database,
        asked.person,
        request.code,
        change,
        asked.submission_key,
        asked.at,
        lambda register, changed: tell_others(register, changed, None, asked),
    )
    if isinstance(outcome, MilestoneChanged):
        return register_answers.milestone_changed(outcome, asked.today)
    if outcome.why == "no_action":
        return refusals.unknown_code(request.code, nearest(request.code, outcome.codes), request.raw)
    return register_answers.milestone_refused(outcome, request.raw)


def _change(
    asked: Asked, request: MilestoneWords | MilestoneMet | MilestoneMove
) -> Adding | Meeting | Moving | str:
    """What is asked for, or the words of a date that could not be read."""
    if isinstance(request, MilestoneMet):
        day = read_past_day(request.day_words, asked.today) if request.day_words else asked.today
        return Meeting(request.title, day) if day else request.day_words
    due = settled(read_due(request.due_words, asked.today))
    if not isinstance(request, MilestoneMove):
        return Adding(request.title, due)
    if not due.understood:  # a slip would take away the date there is; "in due course" is understood
        return request.due_words
    return Moving(request.title, due, request.reason or None)
