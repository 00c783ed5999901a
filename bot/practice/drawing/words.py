"""Slack's text objects, as markup and as bare words.

Pure.
"""

from typing import Any

from markupsafe import Markup

from bot.practice import reading
from bot.practice.drawing.emoji import draw_plain, emoji_as_text
from bot.practice.drawing.ink import Ink
from bot.practice.drawing.mrkdwn import draw_mrkdwn
from bot.practice.drawing.tags import EMPTY, lines


def draw_words(value: Any, ink: Ink) -> Markup:
    """A plain_text or mrkdwn object as markup; nothing for none."""
    if not isinstance(value, dict):
        return EMPTY
    text = str(value.get("text", ""))
    if value.get("type") == "mrkdwn":
        return draw_mrkdwn(text, ink, verbatim=value.get("verbatim") is True)
    return lines(text) if value.get("emoji") is False else draw_plain(text)


def bare_words(value: Any, ink: Ink) -> str:
    """The same as bare words, for where no markup can be: menus, placeholders, names for screen readers."""
    if not isinstance(value, dict):
        return ""
    text = str(value.get("text", ""))
    if value.get("type") == "mrkdwn":
        text = reading.read_mrkdwn(text, ink.names)
    return text if value.get("emoji") is False else emoji_as_text(text)
