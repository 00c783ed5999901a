"""Pairs of signs in a line of text, `*bold*` and the like, made into elements. Shared by both of Slack's markups.

Pure. Linear in the length of the line, whatever somebody typed: a sign that finds no partner stays a sign.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from markupsafe import Markup, escape

from bot.practice.drawing.tags import EMPTY


@dataclass(frozen=True, slots=True)
class Sign:
    """A sign that may open or close emphasis."""

    text: str
    opens: bool
    closes: bool


def sign_at(text: str, start: int, end: int) -> Sign:
    """The sign between these places of a text: it opens before a word, and closes after one."""
    sign, before, after = text[start:end], text[start - 1 : start], text[end : end + 1]
    doubled = sign[0] in (before, after)
    opens = bool(after.strip()) and not before.isalnum() and not doubled
    closes = bool(before.strip()) and not after.isalnum() and not doubled
    return Sign(sign, opens, closes)


def weave(tokens: Iterable[Sign | Markup], kinds: Mapping[str, str]) -> Markup:
    """A line of signs and finished pieces as markup; `kinds` names the element each sign stands for."""
    pieces: list[Markup] = []
    opened: dict[str, int] = {}
    for token in tokens:
        if isinstance(token, Markup):
            pieces.append(token)
            continue
        at = opened.get(token.text)
        if token.closes and at is not None:
            pieces[at] = Markup("<{}>").format(kinds[token.text])
            pieces.append(Markup("</{}>").format(kinds[token.text]))
            opened = {sign: place for sign, place in opened.items() if place < at}
            continue
        if token.opens and at is None:
            opened[token.text] = len(pieces)
        pieces.append(escape(token.text))
    return EMPTY.join(pieces)
