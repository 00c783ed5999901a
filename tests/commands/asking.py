"""A builder of `Asked`: somebody of a small register says something, with no Slack behind it."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from slack_sdk import WebClient

from bot.clock import MovableClock
from bot.slack.directory import Directory
from bot.slack.identity import Speaker
from commands.asked import Asked, Deps
from storage.records import Contact, Workspace
from tests.builders import RegisterBuilder


def asking(
    register: RegisterBuilder, contact: Contact, at: datetime | None = None, key: str = "trigger 1"
) -> Asked:
    """The contact asks, at the register's own time unless another is given."""
    moment = at or register.at
    person = register.person(contact, moment.date())
    workspace = Workspace(partnership_id=register.id, team_id="T1", bot_user_id="UBOT", token_digest="digest")
    speaker = Speaker(workspace, register.ways, person.slack_id or "", person)
    deps = Deps(register.database, MovableClock(moment), Directory(WebClient()), lambda: None)
    return Asked(deps=deps, speaker=speaker, person=person, at=moment, submission_key=key)


def later(asked: Asked, at: datetime, key: str) -> Asked:
    """The same person, at another time and by another delivery."""
    return replace(asked, at=at, submission_key=key)


def texts(message: dict[str, Any]) -> str:
    """Everything a person reads in a message's blocks, a block a paragraph; buttons in square brackets."""
    return "\n\n".join(filter(None, map(_text, message["blocks"])))


def buttons(message: dict[str, Any]) -> list[dict[str, Any]]:
    """Every button of a message, in order."""
    elements = [
        element
        for block in message["blocks"]
        for element in [*block.get("elements", []), block.get("accessory", {})]
    ]
    return [element for element in elements if element.get("type") == "button"]


def _text(block: dict[str, Any]) -> str:
    beside = [block["accessory"]] if "accessory" in block else []
    parts = [*([block] if "text" in block else []), *block.get("elements", []), *beside]
    return "\n".join(_said(part) for part in parts)


def _said(part: dict[str, Any]) -> str:
    words: Any = part["text"]
    text = words if isinstance(words, str) else words["text"]
    seen = str(text).replace("\u00a0", " ")  # a space at which no line ends is read as any other
    return f"[{seen}]" if part["type"] == "button" else seen
