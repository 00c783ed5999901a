"""Wishes in plain words answered: undo that, not mine, ask me later, a new date; and who is away.

What may live here: one function a wish, and their table. Nothing is changed by them: the buttons they show are those of
a nudge and of an answer, and who may press them is judged when they are pressed.
"""

from collections.abc import Callable
from typing import Any

from bot.rules.dates import read_due
from bot.rules.outcomes import FormFacts, NotYours
from bot.services.list_away import leave_held, list_away
from bot.services.read_form_facts import read_form_facts
from bot.services.read_last_said import read_last_said
from bot.services.read_mine import read_mine
from bot.services.who_may import support_post
from bot.views import plain_answers, refusals, thread_answers, verbs
from bot.views import wishes as view
from bot.views.blocks import Block
from bot.views.ladder import days_away
from bot.views.update_buttons import asking_key
from commands.asked import Asked
from commands.plain_words.hearing import stems_of
from commands.plain_words.readings import (
    AskAway,
    AskHandOn,
    AskLater,
    AskNewDate,
    AskTyped,
    AskUndo,
    pack,
)
from commands.plain_words.wishes import LONGEST_WISH
from storage.records import id_of
from storage.records.glance import MilestoneGlance

_ROOM = 1500
"""Characters that a reason may take in a button."""

_MOST = 5
"""Actions or milestones offered as buttons."""


def away(asked: Asked, question: AskAway) -> Block:
    """Who is away, or whether one contact is."""
    if question.contact_id:
        held = leave_held(asked.database, asked.partnership_id, question.contact_id, asked.today)
        return view.one_away(held, asked.today) if held is not None else plain_answers.gone()
    days = (question.period.first, question.period.last)
    found = list_away(asked.database, asked.partnership_id, days, asked.today)
    is_today = days == (asked.today, asked.today)
    in_words = "today" if is_today else days_away(days[0] or asked.today, days[1], asked.today)
    return view.away(found, f" {in_words}", asked.today)


def undo(asked: Asked, question: AskUndo) -> Block:
    """What the reader said last, and the ways to put it right."""
    found = read_last_said(asked.database, asked.person, question.code, asked.at)
    if found is None:
        return view.nothing_said(question.code)
    buttons = view.second_thoughts(
        found.action.code, id_of(found.update), found.may_undo, found.may_put_right, found.may_set_status
    )
    return view.last_said(found.update, found.action, buttons, asked.ways, asked.at)


def hand_on(asked: Asked, question: AskHandOn) -> Block:
    """The ways to hand the action on, or each of the reader's own."""
    offered = _offered(asked, question.code)
    handing = thread_answers.hand_on(offered) if offered else None
    if question.has_left:
        below = handing["blocks"][1:] if handing is not None else []
        return view.has_left(support_post(asked.database, asked.partnership_id), below)
    return handing or view.none_of_yours()


def later(asked: Asked, question: AskLater) -> Block:
    """The ways to put the question off, for the action or each of the reader's own."""
    offered = _offered(asked, question.code, d=question.until or None)
    put_off = thread_answers.put_off(offered) if offered else view.none_of_yours()
    if question.code:
        return put_off
    return put_off | {"blocks": [*put_off["blocks"], *view.rarer()]}


def new_date(asked: Asked, question: AskNewDate) -> Block:
    """The milestones that may be meant, each with a button for its new date."""
    facts = read_form_facts(asked.database, asked.person, question.code, asked.at)
    if isinstance(facts, NotYours):
        return refusals.not_yours(facts, question.words)
    if facts is None:
        return plain_answers.gone()
    moves = [_moving(asked, question, each) for each in _likeliest(facts, question.words)]
    return view.new_date(facts.action, question.due, question.why, moves, _as_words(asked, question))


def _likeliest(facts: FormFacts, words: str) -> list[MilestoneGlance]:
    """The milestones that are not met: those with most words of the sentence, or all of them."""
    unmet = [each for each in facts.milestones if each.met_on is None]
    said = set(stems_of(words)) - set(stems_of(facts.action.title))
    alike = {each.id: len(said & set(stems_of(each.title))) for each in unmet}
    most = max(alike.values(), default=0)
    return [each for each in unmet if alike[each.id] == most][:_MOST]


def _moving(asked: Asked, question: AskNewDate, milestone: MilestoneGlance) -> tuple[str, str, str]:
    """The button of one milestone: moved at once where the date and the reason were said, else by the form."""
    title = " ".join(milestone.title.split())
    line = f'milestone {question.code} move "{title}" to {question.due} because {question.why}'
    is_whole = question.due and question.why and '"' not in title
    at_once = typed_value(asked, line) if is_whole else None
    if at_once is not None:
        return title, verbs.READING, at_once
    return f"{title}…", verbs.NEW_DATE, _by_form(asked, question, milestone)


def _as_words(asked: Asked, question: AskNewDate) -> str | None:
    """What a button carries that records the sentence as words of an update; None where it was cut short."""
    if not question.words or len(question.words) >= LONGEST_WISH:
        return None
    place = [0, len(question.words)]
    return _fitting(asked=_key(asked), code=question.code, raw=question.words, at=place)


def typed_value(asked: Asked, line: str) -> str | None:
    """What a button carries that has a line read as typed; None where it is too long for one."""
    return _fitting(asked=_key(asked), **pack(AskTyped(line)))


def _fitting(**fields: Any) -> str | None:
    try:
        return verbs.value(**fields)
    except ValueError:
        return None


def _by_form(asked: Asked, question: AskNewDate, milestone: MilestoneGlance) -> str:
    due = read_due(question.due, asked.today).latest if question.due else None
    day = due.isoformat() if due else None
    return verbs.value(
        code=question.code,
        asked=_key(asked),
        m=milestone.id,
        d=day,
        w=verbs.within(question.why, _ROOM) or None,
    )


def _offered(asked: Asked, code: str, **more: Any) -> list[tuple[str, str]]:
    mine = read_mine(asked.database, asked.ways, asked.person, asked.at).actions if not code else ()
    codes = [code] if code else [each.action.code for each in mine]
    return [(each, verbs.value(code=each, asked=_key(asked), **more)) for each in codes[:_MOST]]


def _key(asked: Asked) -> str:
    return asking_key("answer", asked.submission_key)


ANSWERS: dict[type, Callable[[Asked, Any], Block]] = {
    AskAway: away,
    AskUndo: undo,
    AskHandOn: hand_on,
    AskLater: later,
    AskNewDate: new_date,
}
"""What answers each wish."""
