"""What the bot says can be drawn on the practice page: it uses no block the page does not know."""

from itertools import count
from typing import Any

import pytest
from markupsafe import escape

from bot.practice.drawing import Ink, draw_blocks, draw_message, field_name
from bot.practice.workspace import elements_of, with_ids
from bot.rules.digest import compose
from bot.rules.outcomes import FormFacts
from bot.rules.screens import Newcomer
from bot.rules.status import DEFAULT_KEY
from bot.views.digest import digest_messages
from bot.views.forms import FormMemory, ask_form, form_offer, new_date_form, update_form
from bot.views.help import help_page
from bot.views.letter import letter
from bot.views.show import show
from tests import digests
from tests.bot.views.samples import NOW, a_milestone, an_action, ways
from tests.bot.views.test_letter import NUDGE
from tests.bot.views.test_show import whole

MEMORY = FormMemory("POV-03", "nudge 1")
DIGEST = compose(digests.a_full_register(), digests.HELD, digests.NOW)
MESSAGES: dict[str, dict[str, Any]] = {
    "nudge": letter(NUDGE),
    "show": show(whole(), ways(), NOW, "show 1"),
    "help": help_page(Newcomer("POV-03", is_support=True), ways()),
    "form offer": form_offer(an_action(), "nudge 1"),
    **{f"digest {number}": message for number, message in enumerate(digest_messages(DIGEST))},
}
FORMS: dict[str, dict[str, Any]] = {
    "update": update_form(FormFacts(an_action(), (a_milestone(),)), DEFAULT_KEY, MEMORY),
    "new date": new_date_form(MEMORY, [(7, "Pilot agreed", "Friday 13 November"), (8, "Signed", "2027")]),
    "ask": ask_form(an_action(), "Who funds the worker?", MEMORY),
}


def named(blocks: list[dict[str, Any]]) -> list[str]:
    """How each element's place begins in what the page sends."""
    return [
        str(escape(field_name(block["block_id"], element["action_id"])[:-1]))
        for block in blocks
        for element in elements_of(block)
    ]


@pytest.mark.parametrize("name", MESSAGES)
def test_every_kind_of_message_is_drawn_with_all_one_can_press(name: str) -> None:
    message = MESSAGES[name]
    blocks = with_ids(message["blocks"], count())

    drawn = draw_message(message["text"], blocks, Ink())

    assert "undrawable" not in drawn
    assert [name for name in named(blocks) if name not in drawn] == []


@pytest.mark.parametrize("name", FORMS)
def test_every_form_is_drawn_with_all_its_fields(name: str) -> None:
    blocks = with_ids(FORMS[name]["blocks"], count())

    drawn = draw_blocks(blocks, Ink())

    assert "undrawable" not in drawn
    assert [name for name in named(blocks) if name not in drawn] == []
