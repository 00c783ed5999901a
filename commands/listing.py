"""`/loip list`: the actions that words describe; and the page buttons of every list there is."""

from typing import Any

from bot.rules.filtering import NotUnderstood
from bot.services.list_actions import list_actions
from bot.views import history as history_view
from bot.views import listing as view
from bot.views import mine as mine_view
from bot.views import subject_list
from bot.views import who as who_view
from bot.views.blocks import Block
from bot.views.update_buttons import asking_key
from commands import history, keeping, mine, who
from commands.asked import Asked
from commands.requests import List, Who


def answer(asked: Asked, request: List) -> Block:
    """A page of the list, or the nearest names where the words name nothing.

    Words that begin with another subject's name ("risks", "groups all") are answered with its rows.
    """
    of_subject = keeping.list_named(asked, request.words, request.page)
    if of_subject is not None:
        return of_subject
    shown = list_actions(
        asked.database, asked.ways, asked.partnership_id, request.words, request.page, asked.at, asked.person
    )
    if isinstance(shown, NotUnderstood):
        return view.not_understood(shown, asked.ways)
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
