"""Dates that do not break across lines: no-break spaces inside `Thu 5 Nov`, so that a phone keeps it together. Pure.

What may live here: that pass over blocks that are ready to be shown. What is to be typed back (between backticks) and
what somebody wrote (between quotation marks, or quoted below) is left as it is.
"""

import re
from typing import Any

from bot.rules.date_reading import MONTHS, WEEKDAYS

Block = dict[str, Any]

NO_BREAK = "\u00a0"
_DAY = "|".join(name[:3] for name in WEEKDAYS)
_MONTH = "|".join(name[:3] for name in MONTHS)
_DATE_OR_LEFT_AS_IT_IS = re.compile(
    rf'`[^`]*`|"[^"\n]*"|^(?:>|&gt;).*$'
    rf"|(?P<date>\b(?:(?:{_DAY}) )?[0-9]{{1,2}} (?:{_MONTH})\b(?: [0-9]{{4}}\b)?|\b(?:{_MONTH}) [0-9]{{4}}\b)",
    re.MULTILINE,
)


def unbroken(blocks: list[Block]) -> list[Block]:
    """The same blocks, with the dates in their paragraphs and small print held together."""
    return [_held(block) for block in blocks]


def _held(block: Block) -> Block:
    if block.get("type") == "section" and "text" in block:
        return block | {"text": _text(block["text"])}
    if block.get("type") == "context":
        return block | {"elements": [_text(element) for element in block["elements"]]}
    return block


def _text(said: Block) -> Block:
    return said | {"text": _DATE_OR_LEFT_AS_IT_IS.sub(_no_break, said["text"])} if "text" in said else said


def _no_break(match: re.Match[str]) -> str:
    return match[0].replace(" ", NO_BREAK) if match["date"] else match[0]
