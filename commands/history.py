"""`/loip history POV-03`, or of anything else by what it is and its name: every change, newest first."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any

from bot.rules.numbering import nearest
from bot.rules.subjects import BY_TABLE
from bot.services.list_codes import list_codes
from bot.services.look_back import end_of
from bot.services.offer_help import offer_help
from bot.services.read_history import read_history
from bot.services.read_subject import action_id_of, find_row
from bot.views import history as view
from bot.views import refusals, subject_list, verbs
from bot.views.blocks import Block
from commands.asked import Asked
from commands.keeping import subject_at, terms_of
from commands.requests import History
from commands.tapped import Tap


def answer(asked: Asked, request: History, until: date | None = None) -> Block:
    """A page of the history, `until` the end of a day, or which things the words may mean."""
    if request.code:
        return _of_action(asked, request.code, request.page, request.raw, until)
    about = _OF.sub("", request.words)
    found = subject_at(about, terms_of(asked))
    if found is None or not found[1]:
        named = _by_name(asked, about) if found is None else None
        if named is not None:
            return _page(asked, *named, request.page, until)
        code = offer_help(asked.database, asked.person).code or "CODE"
        return view.which_subject(code, found[0] if found else None, terms_of(asked))
    subject, words = found
    meant = find_row(asked.database, asked.ways, asked.person, subject.table, words, asked.at)
    if meant.row_id is None:
        return subject_list.which(meant, subject, terms_of(asked), words, verbs.HISTORY)
    return _page(asked, subject.table, meant.row_id, request.page, until)


_OF = re.compile(r"\Aof\s+", re.IGNORECASE)


def is_of_a_kind(asked: Asked, request: History) -> bool:
    """Whether a history is asked of a kind of thing by nothing but its name: "of the Board action log"."""
    found = subject_at(_OF.sub("", request.words), terms_of(asked))
    return found is not None and not found[1]


def _by_name(asked: Asked, words: str) -> tuple[str, int] | None:
    """What bears a name, of whatever kind: the first kind of which just one thing does."""
    for table in _NAMED:
        meant = find_row(asked.database, asked.ways, asked.person, table, words, asked.at)
        if meant.row_id is not None:
            return table, meant.row_id
    return None


_NAMED = ("groups", "contacts", "priorities", "plans", "bodies", "localities")
"""What is asked about by its name alone, in this order."""


def page(asked: Asked, fields: dict[str, Any]) -> Block:
    """The page that a button asks for."""
    number = fields.get("page")
    table, row_id, until = str(fields.get("t") or ""), fields.get("i"), _iso_day(fields.get("u"))
    return _page(asked, table, row_id, number if isinstance(number, int) else 1, until)


def _iso_day(said: object) -> date | None:
    try:
        return date.fromisoformat(str(said))
    except ValueError:
        return None


def _of_action(asked: Asked, code: str, number: int, raw: str = "", until: date | None = None) -> Block:
    action_id = action_id_of(asked.database, asked.partnership_id, code)
    if action_id is None:
        codes = list_codes(asked.database, asked.partnership_id)
        return refusals.unknown_code(code, nearest(code, codes), raw)
    return _page(asked, "actions", action_id, number, until)


def _page(asked: Asked, table: str, row_id: object, number: int, until: date | None = None) -> Block:
    if not isinstance(row_id, int) or table not in BY_TABLE:
        return refusals.too_old()
    last = end_of(asked.ways, until, asked.at) if until else None
    shown = read_history(asked.database, asked.ways, asked.person, table, row_id, number, last)
    return view.history(shown, asked.ways, asked.at, until) if shown is not None else refusals.too_old()


def _tap(tap: Tap) -> None:
    """Beside what was tapped: of an action by its code, of anything else by its table and id."""
    tap.say(_of_action(tap.asked, tap.code, 1) if tap.code else page(tap.asked, tap.fields))


TAPS: dict[str, Callable[[Tap], None]] = {verbs.HISTORY: _tap}
"""What the buttons of this module do."""

NEEDS: dict[str, tuple[str, ...]] = {verbs.HISTORY: ()}
"""What they have to carry: a code, or a table and an id."""
