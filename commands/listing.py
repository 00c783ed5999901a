"""`/loip list`: the actions that words describe; and the page buttons of every list there is."""

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from bot.rules.filtering import NotUnderstood
from bot.rules.numbering import canonical
from bot.rules.screens import Listed
from bot.services.list_actions import list_actions
from bot.services.read_subject import action_id_of
from bot.views import history as history_view
from bot.views import listing as view
from bot.views import mine as mine_view
from bot.views import subject_list
from bot.views import who as who_view
from bot.views.blocks import Block
from bot.views.update_buttons import asking_key
from commands import history, keeping, mine, show, who
from commands.asked import Asked
from commands.requests import List, Show, Who

_ACTIONS = re.compile(r"\b(?:the|our|of|actions?|for)\b", re.IGNORECASE)


def answer(asked: Asked, request: List, otherwise: Callable[[], Block | None] = lambda: None) -> Block:
    """A page of the list, or the nearest names where the words name nothing and there is no answer `otherwise`.

    Words that begin with another subject's name ("risks", "groups all") are answered with its rows.
    """
    code = canonical(_ACTIONS.sub("", request.words).strip(" ,.?!"))
    if code and action_id_of(asked.database, asked.partnership_id, code):  # one action is shown whole
        return show.answer(asked, Show(code))

    def of_actions(words: str) -> Block | None:
        shown = _listed(asked, replace(request, words=words))
        return _view(asked, shown) if isinstance(shown, Listed) else None

    of_subject = keeping.list_named(asked, request.words, request.page, of_actions)
    if of_subject is not None:
        return of_subject
    shown = _listed(asked, request)
    if isinstance(shown, NotUnderstood):
        return otherwise() or view.not_understood(shown, asked.ways)
    return _view(asked, shown)


def _listed(asked: Asked, request: List) -> Listed | NotUnderstood:
    words, page = request.words, request.page
    return list_actions(asked.database, asked.ways, asked.partnership_id, words, page, asked.at, asked.person)


def _view(asked: Asked, shown: Listed) -> Block:
    return view.listed(shown, asked.ways, asked.today, asking_key("list", asked.submission_key))


def page(asked: Asked, fields: dict[str, Any]) -> Block:
    """The page a button asks for; `fields` are its value. What cannot be read is the first page of all."""
    name, words, number = fields.get("list"), str(fields.get("words") or ""), _number(fields.get("page"))
    if name in (mine_view.MINE, mine_view.MENU):
        return mine.page(asked, str(name), number)
    if name == subject_list.SUBJECT:
        return keeping.page(asked, fields)
    if name == history_view.HISTORY:
        return history.page(asked, fields)
    if name == who_view.WHO:
        return who.answer(asked, Who(words), number)
    return answer(asked, List(words, number))


def _number(value: object) -> int:
    return value if isinstance(value, int) else 1
