"""From text to answer: the grammar reads it, one verb answers it. Used by the slash command and by direct messages.

What may live here: the table of verbs and nothing of any one of them.
"""

from collections.abc import Callable, Collection, Iterator
from typing import Any

from bot.rules.numbering import canonical
from bot.services.list_codes import list_codes
from bot.views import refusals
from bot.views.blocks import Block
from bot.views.help import VERBS
from commands import (
    assign,
    board,
    contact,
    listing,
    milestone,
    mine,
    on_behalf,
    show,
    update,
    who,
)
from commands import help as help_verb
from commands.asked import Asked
from commands.grammar import read
from commands.requests import (
    Assign,
    Board,
    ContactAdd,
    ForAnother,
    Help,
    List,
    MilestoneMet,
    MilestoneMove,
    MilestoneWords,
    Mine,
    Misread,
    Show,
    Update,
    UpdateForm,
    UpdateMenu,
    Who,
)

ANSWERS: dict[type, Callable[[Asked, Any], Block | None]] = {
    Help: help_verb.answer,
    Mine: mine.answer,
    UpdateMenu: mine.answer,
    List: listing.answer,
    Show: show.answer,
    Update: update.answer,
    UpdateForm: update.open_form,
    Who: who.answer,
    Board: board.answer,
    Assign: assign.answer,
    MilestoneWords: milestone.answer,
    MilestoneMet: milestone.answer,
    MilestoneMove: milestone.answer,
    ContactAdd: contact.answer,
    ForAnother: on_behalf.answer,
}


_VERB_NAMES = frozenset(verb.name for verb in VERBS)


class EveryCode(Collection[str]):
    """Stands for the codes of any register: whatever has the form of a code is one, but for "list 3" and its like.

    Reading against it spares the usual update a list of ten thousand codes; whether the action exists is found
    out when it is locked. What cannot be read this way is read again against the real codes.
    """

    def __contains__(self, code: object) -> bool:
        if not isinstance(code, str) or canonical(code) != code:
            return False
        return code.partition("-")[0].casefold() not in _VERB_NAMES

    def __iter__(self) -> Iterator[str]:
        return iter(())

    def __len__(self) -> int:
        return 0


def answer(asked: Asked, text: str) -> Block | None:
    """The answer to what was typed; None where a form was opened instead."""
    request = read(text, asked.key, EveryCode())
    if isinstance(
        request, (Misread, ForAnother)
    ):  # "on 2 Nov" has the form of a code too: only the real ones tell
        request = read(text, asked.key, list_codes(asked.database, asked.partnership_id))
    if isinstance(request, Misread):
        return refusals.misread(
            request.understood, request.not_understood, request.suggestion, request.nearest, text
        )
    return ANSWERS[type(request)](asked, request)
