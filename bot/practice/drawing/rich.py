"""Slack's rich_text blocks as HTML: runs of styled text, lists, quotations, code.

Pure. Nothing in the text of a run is markup.
"""

from collections.abc import Callable, Mapping
from typing import Any

from markupsafe import Markup, escape

from bot.practice.drawing.dates import draw_date
from bot.practice.drawing.emoji import draw_emoji
from bot.practice.drawing.ink import Ink
from bot.practice.drawing.mrkdwn import draw_mention
from bot.practice.drawing.tags import EMPTY, Attribute, lines, link, tag, undrawable, undrawable_word
from bot.practice.entities import Json

STYLES = {
    "bold": "strong",
    "italic": "em",
    "strike": "del",
    "underline": "u",
    "highlight": "mark",
    "code": "code",
}


def draw_rich_text(block: Json, ink: Ink) -> Markup:
    """A rich_text block: its parts one under another."""
    parts = [_part(part, ink) for part in block["elements"]]
    return tag("div", *parts, class_="b-rich")


def _part(part: Json, ink: Ink) -> Markup:
    drawer = PARTS.get(part.get("type", ""))
    return drawer(part, ink) if drawer else undrawable(part.get("type"))


def _section(part: Json, ink: Ink) -> Markup:
    return tag("div", _leaves(part, ink), class_="b-rich-section")


def _quote(part: Json, ink: Ink) -> Markup:
    return tag("blockquote", _leaves(part, ink), class_="b-quote")


def _preformatted(part: Json, ink: Ink) -> Markup:
    # A browser drops the first line end after <pre>; this one is for it to drop.
    return tag("pre", "\n", _leaves(part, ink), class_="b-pre")


def _list(part: Json, ink: Ink) -> Markup:
    ordered = part["style"] == "ordered"
    offset = part.get("offset", 0)
    items = [tag("li", _leaves(item, ink)) for item in part["elements"]]
    start: Attribute = offset + 1 if ordered and offset else None
    looks = f"b-list b-indent-{int(part.get('indent', 0))}"
    return tag("ol" if ordered else "ul", *items, class_=looks, start=start)


PARTS: Mapping[str, Callable[[Json, Ink], Markup]] = {
    "rich_text_section": _section,
    "rich_text_preformatted": _preformatted,
    "rich_text_quote": _quote,
    "rich_text_list": _list,
}

# --- runs


def _leaves(part: Json, ink: Ink) -> Markup:
    return EMPTY.join(_leaf(leaf, ink) for leaf in part["elements"])


def _leaf(leaf: Json, ink: Ink) -> Markup:
    drawer = LEAVES.get(leaf.get("type", ""))
    if drawer is None:
        return undrawable_word(leaf.get("type"))
    drawn, style = drawer(leaf, ink), leaf.get("style")
    for name, kind in STYLES.items():
        if isinstance(style, dict) and style.get(name) is True:
            drawn = tag(kind, drawn, class_="b-code" if name == "code" else None)
    return drawn


def _text(leaf: Json, ink: Ink) -> Markup:
    return lines(leaf["text"])


def _link(leaf: Json, ink: Ink) -> Markup:
    words = lines(leaf.get("text") or leaf["url"])
    return link(leaf["url"], words) or words


def _user(leaf: Json, ink: Ink) -> Markup:
    return draw_mention("@" + ink.names.get(leaf["user_id"], leaf["user_id"]))


def _channel(leaf: Json, ink: Ink) -> Markup:
    return draw_mention("#" + ink.names.get(leaf["channel_id"], leaf["channel_id"]))


def _emoji(leaf: Json, ink: Ink) -> Markup:
    tone: Any = leaf.get("skin_tone")
    drawn = draw_emoji(leaf["name"], tone if isinstance(tone, int) else None)
    return drawn or escape(f":{leaf['name']}:")


def _broadcast(leaf: Json, ink: Ink) -> Markup:
    return draw_mention("@" + leaf["range"], wakes=True)


def _date(leaf: Json, ink: Ink) -> Markup:
    address, fallback = leaf.get("url", ""), leaf.get("fallback", "")
    return draw_date(str(leaf["timestamp"]), leaf["format"], address, fallback, ink.zone)


LEAVES: Mapping[str, Callable[[Json, Ink], Markup]] = {
    "text": _text,
    "link": _link,
    "user": _user,
    "channel": _channel,
    "emoji": _emoji,
    "broadcast": _broadcast,
    "date": _date,
}
