"""A message as lines of plain text, for the command line. Pure."""

from collections.abc import Iterator

from bot.views.blocks import Block
from bot.views.escape import unescaped


def as_lines(message: Block) -> Iterator[str]:
    """The message's notification, then its blocks, a button as [Label]."""
    yield f"({unescaped(message['text'])})"
    for block in message.get("blocks", ()):
        yield from _block(block)


def _block(block: Block) -> Iterator[str]:
    if block["type"] == "actions":
        yield " ".join(f"[{element['text']['text']}]" for element in block["elements"] if "text" in element)
    elif block["type"] == "context":
        yield from (unescaped(element["text"]) for element in block["elements"] if "text" in element)
    elif block["type"] == "divider":
        yield ""
    elif "text" in block:
        yield from unescaped(block["text"]["text"]).splitlines()
