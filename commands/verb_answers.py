"""The table of verbs: what answers each request.

What may live here: the table and nothing of any one of them. How text becomes a request is read elsewhere.
"""

from collections.abc import Callable
from typing import Any

from bot.views.blocks import Block
from commands import (
    assign,
    away,
    board,
    contact,
    exporting,
    history,
    keeping,
    listing,
    milestone,
    mine,
    on_behalf,
    preferences,
    replacing,
    set_up,
    show,
    update,
    who,
)
from commands import help as help_verb
from commands.asked import Asked
from commands.requests import (
    Add,
    Assign,
    Away,
    Back,
    Board,
    ContactAdd,
    Edit,
    Export,
    ForAnother,
    Held,
    Help,
    History,
    List,
    Measure,
    MilestoneMet,
    MilestoneMove,
    MilestoneWords,
    Mine,
    Preferences,
    Replace,
    Request,
    SetUp,
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
    History: history.answer,
    Board: board.answer,
    Export: exporting.answer,
    Assign: assign.answer,
    MilestoneWords: milestone.answer,
    MilestoneMet: milestone.answer,
    MilestoneMove: milestone.answer,
    ContactAdd: contact.answer,
    ForAnother: on_behalf.answer,
    Away: away.answer,
    Back: away.answer_back,
    Preferences: preferences.answer,
    SetUp: set_up.answer,
    Add: keeping.answer_add,
    Edit: keeping.answer_edit,
    Held: keeping.answer_held,
    Replace: replacing.answer,
    Measure: keeping.answer_measure,
}


def answer_request(asked: Asked, request: Request) -> Block | None:
    """What the request's verb answers; None where it opened a form instead."""
    return ANSWERS[type(request)](asked, request)
