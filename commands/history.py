"""`/loip history POV-03`, or of anything else by what it is and its name: every change, newest first."""

from collections.abc import Callable
from typing import Any

from bot.rules.numbering import nearest
from bot.rules.subjects import BY_TABLE
from bot.services.list_codes import list_codes
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


def answer(asked: Asked, request: History) -> Block:
    """A page of the history, or which things the words may mean."""
    if request.code:
        return _of_action(asked, request.code, request.page, request.raw)
    found = subject_at(request.words, terms_of(asked))
    if found is None or not found[1]:
        return view.which_subject(offer_help(asked.database, asked.person).code or "CODE")
    subject, words = found
    meant = find_row(asked.database, asked.ways, asked.person, subject.table, words, asked.at)
    if meant.row_id is None:
        return subject_list.which(meant, subject, terms_of(asked), words, verbs.HISTORY)
    return _page(asked, subject.table, meant.row_id, request.page)


def page(asked: Asked, fields: dict[str, Any]) -> Block:
    """The page that a button asks for."""
    number = fields.get("page")
    return _page(asked, str(fields.get("t") or ""), fields.get("i"), number if isinstance(number, int) else 1)


def _of_action(asked: Asked, code: str, number: int, raw: str = "") -> Block:
    action_id = action_id_of(asked.database, asked.partnership_id, code)
    if action_id is None:
        codes = list_codes(asked.database, asked.partnership_id)
        return refusals.unknown_code(code, nearest(code, codes), raw)
    return _page(asked, "actions", action_id, number)


def _page(asked: Asked, table: str, row_id: object, number: int) -> Block:
    if not isinstance(row_id, int) or table not in BY_TABLE:
        return refusals.too_old()
    shown = read_history(asked.database, asked.ways, asked.person, table, row_id, number)
    return view.history(shown, asked.ways, asked.at) if shown is not None else refusals.too_old()


def _tap(tap: Tap) -> None:
    """Beside what was tapped: of an action by its code, of anything else by its table and id."""
    tap.say(_of_action(tap.asked, tap.code, 1) if tap.code else page(tap.asked, tap.fields))


TAPS: dict[str, Callable[[Tap], None]] = {verbs.HISTORY: _tap}
"""What the buttons of this module do."""

NEEDS: dict[str, tuple[str, ...]] = {verbs.HISTORY: ()}
"""What they have to carry: a code, or a table and an id."""
