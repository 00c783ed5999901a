"""Writing HTML tags: the one place where markup is put together. Whatever is not Markup is escaped here.

Pure: nothing is known of Slack.
"""

import re
from functools import cache
from typing import cast

from markupsafe import Markup, escape

Attribute = str | int | bool | None
EMPTY = Markup("")
BREAK = Markup("<br>")
EQUALS, QUOTE, CLOSE = Markup('="'), Markup('"'), Markup(">")
_HALF = re.compile("[\ud800-\udfff]")
_HALVES = dict.fromkeys(range(0xD800, 0xE000), "?")
SAFE_ADDRESS = re.compile(r"(?:https?|mailto|tel|slack):\S+", re.IGNORECASE)


def attributes(given: dict[str, Attribute]) -> Markup:
    """Attributes as written in a tag: None and False are left out, True stands alone, text is escaped.

    Python's names become HTML's: `for_` is `for`, `aria_label` is `aria-label`.
    """
    return EMPTY.join(
        _named(name) if value is True else _named(name) + EQUALS + str(value) + QUOTE
        for name, value in given.items()
        if value is not None and value is not False
    )


@cache
def _named(name: str) -> Markup:
    return Markup(" {}").format(name.rstrip("_").replace("_", "-"))


def tag(kind: str, /, *inner: str, **given: Attribute) -> Markup:
    """An element with what is in it, text escaped."""
    opening, closing = _ends(kind)
    return EMPTY.join((opening, attributes(given), CLOSE, *inner, closing))


def void(kind: str, /, **given: Attribute) -> Markup:
    """An element that has no content, such as an input."""
    opening, _ = _ends(kind)
    return opening + attributes(given) + CLOSE


@cache
def _ends(kind: str) -> tuple[Markup, Markup]:
    return Markup("<{}").format(kind), Markup("</{}>").format(kind)


def link(address: str, words: str, **given: Attribute) -> Markup | None:
    """A link that opens beside the page and tells nobody where it came from; None for an unsafe address."""
    if not SAFE_ADDRESS.fullmatch(address):
        return None
    return tag("a", words, href=address, rel="noreferrer noopener nofollow", target="_blank", **given)


def lines(text: str) -> Markup:
    """Text with its line ends kept."""
    return BREAK.join(text.split("\n")) if "\n" in text else escape(text)


def undrawable(kind: object) -> Markup:
    """What stands where a block or element cannot be drawn."""
    return tag("p", _cannot(kind), class_="undrawable", role="alert")


def undrawable_word(kind: object) -> Markup:
    """The same within a line of text."""
    return tag("span", _cannot(kind), class_="undrawable", role="alert")


def _cannot(kind: object) -> str:
    return f"This page cannot draw a “{kind}” block."


def encodable(drawn: Markup) -> Markup:
    """The same, half surrogate pairs (JSON can hold them, UTF-8 cannot) shown as question marks."""
    return cast(Markup, drawn.translate(_HALVES)) if _HALF.search(drawn) else drawn
