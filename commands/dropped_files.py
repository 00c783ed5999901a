"""A file dropped on the bot in a direct message: what is said of it, in the same message as the answer to the words.

A support officer's spreadsheet or calendar is read, and what it would bring follows in a message of its own.
"""

from datetime import datetime
from typing import Any

from bot.rules.permission import is_support
from bot.services.offer_help import offer_help
from bot.services.prepare_sheet import PREPARE, PREVIEW, wish
from bot.services.put_message import put_message
from bot.services.who_may import support_post
from bot.slack.identity import Speaker
from bot.views.blocks import Block
from bot.views.dropped_file import file_note, is_read_here, reading_note
from bot.views.sheet_preview import Dropped
from commands.asked import Asked, Deps
from storage.records import Outbox

MOST = 3
"""As many files of one message as are read."""


def note_of(asked: Asked, event: dict[str, Any]) -> Block | None:
    """What is said of the files of a message event; None where it has none. No file is opened here."""
    files = event.get("files") or []
    if not files and event.get("subtype") != "file_share":
        return None
    read = [_name(file) for file in _read_here(event)] if is_support(asked.person) else []
    if read:
        return reading_note(read)
    names = [_name(each) for each in files if isinstance(each, dict)]
    support = None if is_support(asked.person) else support_post(asked.database, asked.partnership_id)
    code = offer_help(asked.database, asked.person).code
    return file_note(names, is_support(asked.person), support, code)


def read_files(deps: Deps, event: dict[str, Any], speaker: Speaker, at: datetime) -> None:
    """Have the files of a support officer's message read; what they would bring follows in the conversation.

    A message delivered twice asks once: the key names it and the file.
    """
    if speaker.person is None or not is_support(speaker.person):
        return
    for file in _read_here(event):
        key = f"file {event['channel']} {event['ts']} {file['id']}"
        dropped = Dropped(str(file["id"]), _name(file), "", speaker.slack_id, key)
        row = Outbox(
            key=key,
            contact_id=speaker.person.contact_id,
            channel=event["channel"],
            payload={"text": _name(file), PREPARE: wish(PREVIEW, dropped)},
            not_before=at,
            created_at=at,
        )
        put_message(deps.database, speaker.partnership_id, row, at)


def _read_here(event: dict[str, Any]) -> list[dict[str, Any]]:
    files = [each for each in event.get("files") or [] if isinstance(each, dict) and each.get("id")]
    return [file for file in files if is_read_here(_name(file))][:MOST]


def _name(file: dict[str, Any]) -> str:
    return str(file.get("name") or file.get("title") or "")
