"""What every form is made of, and how what was filled in is taken from it. Pure.

What may live here: the small parts of a form, each beside the reading of it. No question of any one form.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any, Protocol

from bot.views.blocks import Block, plain


class Remembered(Protocol):
    """What a form takes along from its opening to its sending."""

    def packed(self) -> str:
        """As `private_metadata` holds it."""
        ...


def form(
    callback_id: str, title: str, memory: Remembered, blocks: Sequence[Block], submit: str = "Save"
) -> Block:
    """A modal form; what `memory` holds comes back when it is sent."""
    return {
        "type": "modal",
        "callback_id": callback_id,
        "title": plain(title, 24),
        "submit": plain(submit, 24),
        "close": plain("Cancel", 24),
        "private_metadata": memory.packed(),
        "blocks": list(blocks),
    }


def input_block(
    block_id: str, label: str, element: Block, optional: bool = False, hint: str | None = None
) -> Block:
    """One question of a form, with its label above."""
    block = {
        "type": "input",
        "block_id": block_id,
        "label": plain(label),
        "element": element,
        "optional": optional,
    }
    return block if hint is None else block | {"hint": plain(hint)}


def text_input(action_id: str, limit: int, initial: str = "", multiline: bool = False) -> Block:
    """Room for `limit` characters of text."""
    element: Block = {
        "type": "plain_text_input",
        "action_id": action_id,
        "max_length": limit,
        "multiline": multiline,
    }
    return element | {"initial_value": initial[:limit]} if initial else element


def choice_of(words: dict[str, str], initial: str | None = None) -> Block:
    """A menu of words by value, at most a hundred; `initial` is chosen where it is one of them."""
    options = [{"text": plain(text, 75), "value": value} for value, text in words.items()]
    element: Block = {"type": "static_select", "action_id": "value", "options": options}
    chosen = next((option for option in options if option["value"] == initial), None)
    return element | {"initial_option": chosen} if chosen else element


def field(values: dict[str, Any], block_id: str) -> dict[str, Any]:
    """What was filled in, as Slack says it; empty where nothing was."""
    block = values.get(block_id) or {}
    return block.get("value") or {}


def typed(values: dict[str, Any], block_id: str) -> str | None:
    """The text typed; None for nothing but blanks."""
    said: str | None = field(values, block_id).get("value")
    return said if said and said.strip() else None


def picked(values: dict[str, Any], block_id: str) -> str | None:
    """The value of the option chosen."""
    option = field(values, block_id).get("selected_option")
    return option["value"] if option else None


def ticked(values: dict[str, Any], block_id: str) -> list[str]:
    """The values of the boxes ticked."""
    return [option["value"] for option in field(values, block_id).get("selected_options") or []]


def day_input(initial: date | None = None) -> Block:
    """A day, chosen in a calendar."""
    element: Block = {"type": "datepicker", "action_id": "value"}
    return element | {"initial_date": initial.isoformat()} if initial else element


def day_picked(values: dict[str, Any], block_id: str) -> date | None:
    """The day chosen."""
    day = field(values, block_id).get("selected_date")
    return date.fromisoformat(day) if day else None
