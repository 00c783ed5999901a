"""The blocks the bot uses, within Block Kit's limits. Texts given here are already escaped where they have to be."""

from collections.abc import Iterable, Sequence
from typing import Any

Block = dict[str, Any]

SECTION_LIMIT = 3000
HEADER_LIMIT = 150
BUTTON_LIMIT = 75
MESSAGE_BLOCKS = 50
OVERFLOW_OPTIONS = 5


def clip(text: str, limit: int) -> str:
    """The text, cut to `limit` characters with an ellipsis; never empty, since Slack refuses that."""
    if len(text) > limit:
        text = text[: limit - 1].rstrip() + "…"
    return text or "–"


def plain(text: str, limit: int = SECTION_LIMIT) -> Block:
    """A plain text object; nothing in it is markup, so nothing in it needs escaping."""
    return {"type": "plain_text", "text": clip(text, limit), "emoji": True}


def marked(text: str, limit: int = SECTION_LIMIT) -> Block:
    """A mrkdwn object; what people typed has been through `escape`."""
    return {"type": "mrkdwn", "text": clip(text, limit)}


def section(text: str, accessory: Block | None = None, block_id: str | None = None) -> Block:
    """A paragraph of mrkdwn, with at most one control beside it."""
    block: Block = {"type": "section", "text": marked(text)}
    if accessory is not None:
        block["accessory"] = accessory
    return block if block_id is None else block | {"block_id": block_id}


def context(*texts: str) -> Block:
    """Small print: at most ten texts."""
    return {"type": "context", "elements": [marked(text) for text in texts[:10]]}


def header(text: str) -> Block:
    """A heading of plain text."""
    return {"type": "header", "text": plain(text, HEADER_LIMIT)}


def divider() -> Block:
    """A line across."""
    return {"type": "divider"}


def button(text: str, action_id: str, value: str, style: str | None = None) -> Block:
    """A button. `style` is None, `primary` or `danger`; the value is what comes back when it is pressed."""
    element: Block = {
        "type": "button",
        "text": plain(text, BUTTON_LIMIT),
        "action_id": action_id,
        "value": value,
    }
    return element if style is None else element | {"style": style}


def overflow(action_id: str, options: Iterable[tuple[str, str]]) -> Block:
    """A menu behind three dots: (words, value), at most five, the values unlike each other."""
    entries = [{"text": plain(text, BUTTON_LIMIT), "value": value} for text, value in options]
    return {"type": "overflow", "action_id": action_id, "options": entries[:OVERFLOW_OPTIONS]}


def actions(block_id: str, elements: Sequence[Block]) -> Block:
    """A row of controls. `block_id` is unique in its message."""
    return {"type": "actions", "block_id": clip(block_id, 255), "elements": list(elements)}


def message(text: str, blocks: Iterable[Block]) -> Block:
    """A message: blocks, and the `text` a notification or a screen reader says."""
    return {"text": clip(text, 3000), "blocks": list(blocks)[:MESSAGE_BLOCKS]}
