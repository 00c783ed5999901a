"""A file dropped on the bot in a direct message: what is said of it, in the same message as the answer to the words."""

from typing import Any

from bot.rules.permission import is_support
from bot.services.offer_help import offer_help
from bot.services.who_may import support_post
from bot.views.blocks import Block
from bot.views.dropped_file import file_note
from commands.asked import Asked


def note_of(asked: Asked, event: dict[str, Any]) -> Block | None:
    """What is said of the files of a message event; None where it has none. No file is opened."""
    files = event.get("files") or []
    if not files and event.get("subtype") != "file_share":
        return None
    names = [str(each.get("name") or each.get("title") or "") for each in files if isinstance(each, dict)]
    support = None if is_support(asked.person) else support_post(asked.database, asked.partnership_id)
    code = offer_help(asked.database, asked.person).code
    return file_note(names, is_support(asked.person), support, code)
