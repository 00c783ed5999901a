"""Questions in plain words answered: each kind of question, and the service and the view that answer it.

What may live here: one function a question and their table. How a sentence became a question is not known here.
"""

from collections.abc import Callable
from typing import Any

from bot.rules.asked_values import NoBoardYet
from bot.rules.filtering import NotUnderstood
from bot.rules.numbering import nearest
from bot.rules.outcomes import UnknownCode
from bot.services.find_lead import find_person, lead_of_action, lead_of_place
from bot.services.find_locality_lead import find_locality_lead
from bot.services.find_meeting import find_meeting
from bot.services.list_codes import list_codes
from bot.services.list_due import list_due
from bot.services.read_changes import read_changes
from bot.services.read_said import read_said
from bot.services.who_may import support_post
from bot.views import listing as listing_view
from bot.views import plain_answers as view
from bot.views import refusals
from bot.views.blocks import Block
from commands import board, listing, looking_back, mine, show, wished
from commands import help as help_verb
from commands import who as who_verb
from commands.asked import Asked
from commands.grammar import read
from commands.plain_words.readings import (
    AskAlso,
    AskBoard,
    AskChanges,
    AskDue,
    AskHelp,
    AskLead,
    AskLine,
    AskList,
    AskMeeting,
    AskMine,
    AskPerson,
    AskSaid,
    AskShow,
    AskSupport,
    AskTyped,
    AskWho,
    Question,
    unpack,
)
from commands.plain_words.subjects import is_line
from commands.requests import AsAt, Board, Help, List, Mine, Misread, Show, Who
from commands.verb_answers import answer_request


def answer_fields(asked: Asked, fields: dict[str, Any]) -> Block:
    """The answer to the question a button carries."""
    question = unpack(fields)
    return refusals.too_old() if question is None else answer_question(asked, question)


def answer_question(asked: Asked, question: Question) -> Block:
    """The answer to a question, whatever way it was asked."""
    return _ANSWERS[type(question)](asked, question)


def _mine(asked: Asked, _: AskMine) -> Block:
    return mine.answer(asked, Mine())


def _list(asked: Asked, question: AskList) -> Block:
    return listing.answer(asked, List(question.words))


def _show(asked: Asked, question: AskShow) -> Block:
    return show.answer(asked, Show(question.code))


def _board(asked: Asked, _: AskBoard) -> Block:
    return board.answer(asked, Board())


def _who(asked: Asked, question: AskWho) -> Block:
    return who_verb.answer(asked, Who(question.words), of_chair=question.of_chair)


def _help(asked: Asked, question: AskHelp) -> Block:
    return help_verb.answer(asked, Help(question.topic))


def _due(asked: Asked, question: AskDue) -> Block:
    period = question.period
    found = list_due(
        asked.database,
        asked.ways,
        asked.partnership_id,
        question.words,
        (period.first, period.last),
        period.until_board,
        asked.at,
    )
    if isinstance(found, NotUnderstood):
        return listing_view.not_understood(found, asked.ways)
    return (
        view.no_board(to_come=True)
        if isinstance(found, NoBoardYet)
        else view.dues(found, asked.ways, asked.today)
    )


def _said(asked: Asked, question: AskSaid) -> Block:
    days = _days(asked, question)
    if days is None:
        return view.no_board()
    about = (question.code, question.words)
    found = read_said(asked.database, asked.ways, asked.partnership_id, about, days, asked.at)
    if isinstance(found, UnknownCode):
        return refusals.unknown_code(found.code, nearest(found.code, found.codes), "")
    if isinstance(found, NotUnderstood):
        return listing_view.not_understood(found, asked.ways)
    return view.said(found, asked.ways, asked.at)


def _days(asked: Asked, question: AskSaid) -> tuple[Any, Any] | None:
    """The days a question is about; None where it counts from a Board and none was held."""
    if not question.period.since_board:
        return question.period.first, question.period.last
    found = find_meeting(asked.database, asked.ways, asked.partnership_id, 0, True, asked.at)
    held = found.meeting if found else None
    return (held.latest, None) if held else None


def _changes(asked: Asked, question: AskChanges) -> Block:
    period = question.period
    days = None if period.since_board else (period.first, period.last)
    found = read_changes(asked.database, asked.ways, asked.partnership_id, question.words, days, asked.at)
    if isinstance(found, NotUnderstood):
        return listing_view.not_understood(found, asked.ways)
    return view.no_board() if isinstance(found, NoBoardYet) else view.changed(found, asked.ways, asked.today)


def _lead(asked: Asked, question: AskLead) -> Block:
    if question.code:
        found = lead_of_action(asked.database, asked.partnership_id, question.code)
        if isinstance(found, UnknownCode):
            return refusals.unknown_code(found.code, nearest(found.code, found.codes), "")
        return view.led(found)
    about = (asked.database, asked.ways, asked.partnership_id, question.words, asked.at)
    local = find_locality_lead(*about)
    if local is not None:
        return view.led(local)
    place = lead_of_place(*about)
    return _who(asked, AskWho(question.words)) if isinstance(place, NotUnderstood) else view.led(place)


def _person(asked: Asked, question: AskPerson) -> Block:
    found = find_person(asked.database, asked.ways, asked.partnership_id, question.contact_id, asked.at)
    return view.of_person(found, asked.ways, asked.today) if found else view.gone()


def _support(asked: Asked, _: AskSupport) -> Block:
    return view.support(support_post(asked.database, asked.partnership_id))


def _meeting(asked: Asked, question: AskMeeting) -> Block:
    found = find_meeting(
        asked.database, asked.ways, asked.partnership_id, question.group_id, question.is_last, asked.at
    )
    return view.meeting(found, asked.today) if found else view.gone()


def _line(asked: Asked, question: AskLine) -> Block:
    """What a verb answers: its line is read as if it had been typed. Only lines of the table of subjects are."""
    return (_strictly(asked, question.line) if is_line(question.line) else None) or view.gone()


def _strictly(asked: Asked, line: str) -> Block | None:
    """The answer to a line of the strict grammar: it is not read as a plain sentence, since it came from one."""
    request = read(line, asked.key, list_codes(asked.database, asked.partnership_id))
    if isinstance(request, Misread):
        wanted, unread = request.suggestion, request.not_understood
        return refusals.misread(request.understood, unread, wanted, request.nearest, line)
    if isinstance(request, AsAt):
        return looking_back.answer(asked, request, _strictly)
    return answer_request(asked, request)


def _typed(asked: Asked, question: AskTyped) -> Block:
    """What the line as it was meant answers: it was tapped, so it may record."""
    return _strictly(asked, question.line) or view.gone()


def _also(_: Asked, __: AskAlso) -> Block:
    return view.also()


_ANSWERS: dict[type, Callable[[Asked, Any], Block]] = {
    AskMine: _mine,
    AskList: _list,
    AskDue: _due,
    AskShow: _show,
    AskSaid: _said,
    AskChanges: _changes,
    AskLead: _lead,
    AskWho: _who,
    AskPerson: _person,
    AskSupport: _support,
    AskBoard: _board,
    AskMeeting: _meeting,
    AskHelp: _help,
    AskLine: _line,
    AskTyped: _typed,
    AskAlso: _also,
    **wished.ANSWERS,
}
