"""What a message on somebody's screen asks of them. Pure: a message's blocks in, questions out.

What may live here: reading a message of the bot's as its reader does: its rows of buttons, and the words beside them.
"""

import html
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from tests.year.counting import Question

Block = Mapping[str, Any]

TO_CALL = "you let the Board know how"
"""In what the support officer is given to read out to somebody who is not on Slack."""

_CODE = r"\b[A-Z]{2,4}-\d{2,}\b"
_ASKED = re.compile(rf'({_CODE})((?:(?!{_CODE})[^;])*?\("([^"]+)", which (?:was|is) due)?')
"""A code, and the milestone in brackets after it; what stands behind another code is that one's."""
_TITLE = re.compile(r'"([^"\n]+)" (?:was|is) due')
_ANSWERS = ("no_change", "blocked", "milestone_met", "milestone_new_date")
"""What the buttons of a question do, beside the update; a row without any of them tells something and asks nothing."""


@dataclass(frozen=True, slots=True)
class Row:
    """One question with its buttons, by verb, each with its action id; all stand in the block `block_id`."""

    block_id: str
    question: Question
    buttons: Mapping[str, str]


def rows(blocks: Iterable[Block]) -> list[Row]:
    """The questions of a message that can still be answered in it, in order."""
    found, said = [], ""
    for block in blocks:
        if block["type"] == "section":
            said = _text(block)
        row = _row(block, said) if block["type"] == "actions" else None
        if row is not None:
            found.append(row)
    return found


def questions(blocks: Iterable[Block]) -> tuple[Question, ...]:
    """Everything a message asks its reader: by buttons, and whom to ask by phone or email."""
    held = list(blocks)
    return (*(row.question for row in rows(held)), *to_call(held))


def to_call(blocks: Iterable[Block]) -> Iterator[Question]:
    """What is to be asked by phone or email."""
    for block in blocks:
        for line in _text(block).splitlines():
            if TO_CALL in line:
                for code, _, title in _ASKED.findall(line.split(TO_CALL, 1)[1]):
                    yield Question(code, title or None)


def buttons(blocks: Iterable[Block]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Every button: its block, its action id, and what it carries."""
    for block in blocks:
        for element in (*block.get("elements", ()), block.get("accessory") or {}):
            if element.get("type") == "button":
                yield str(block["block_id"]), str(element["action_id"]), _fields(element)


def _row(block: Block, said: str) -> Row | None:
    """The question of a row of buttons; `said` are the words above it, which name the milestone asked after."""
    found, code, milestone = {}, "", None
    for _, action_id, fields in buttons([block]):
        verb = action_id.split(":", 1)[0]
        found[verb] = action_id
        code = code or str(fields.get("code") or "")
        if verb in ("milestone_met", "milestone_new_date"):
            title = _TITLE.search(said)
            milestone = title[1] if title else str(fields.get("m"))
    if not any(verb in found for verb in _ANSWERS):
        return None
    return Row(str(block["block_id"]), Question(code, milestone), found)


def _text(block: Block) -> str:
    text = block.get("text")
    return html.unescape(str(text.get("text") or "")) if isinstance(text, Mapping) else ""


def _fields(element: Mapping[str, Any]) -> dict[str, Any]:
    try:
        fields = json.loads(element.get("value") or "{}")
    except ValueError:
        return {}
    return fields if isinstance(fields, dict) else {}
