"""Slack's markdown blocks, written in the common Markdown, as HTML.

Pure. What Slack draws is drawn: headings, emphasis, links, lists, quotations, code, rules. Anything else,
tables and HTML among it, stays the text it is.
"""

import re
from collections.abc import Iterator
from itertools import groupby

from markupsafe import Markup, escape

from bot.practice.drawing.emoji import NAME, emoji_at
from bot.practice.drawing.ink import Ink
from bot.practice.drawing.inline import Sign, sign_at, weave
from bot.practice.drawing.tags import BREAK, EMPTY, encodable, link, tag, void

KINDS = {"**": "strong", "__": "strong", "*": "em", "_": "em", "~~": "del"}
TOKEN = re.compile(
    r"\\(?P<plain>[!-/:-@\[-`{-~])"
    r"|`(?P<code>[^`\n]+)`"
    r"|\[(?P<words>[^\[\]\n]+)\]\((?P<address>[^()\s]+)\)"
    r"|<?(?P<url>https?://[^\s<>()\[\]]*[\w/&=#-])>?"
    rf"|{NAME}"
    r"|(?P<sign>\*\*|__|~~|[*_])"
)
BEGINNING = re.compile(
    r"(?P<heading>#{1,6} +(?P<title>.+))"
    r"|(?P<rule>(?:-{3,}|\*{3,}|_{3,})\s*$)"
    r"|(?P<quote>> ?(?P<quoted>.*))"
    r"|(?P<bullet>(?P<bullet_indent> *)[-*+] +(?P<item>.*))"
    r"|(?P<number>(?P<number_indent> *)(?P<ordinal>\d{1,4})[.)] +(?P<step>.*))"
    r"|(?P<blank>\s*$)"
)
FENCE = re.compile(r"^```[^\n`]*\n(?P<code>[\s\S]*?)^```[ \t]*(?:\n|\Z)", re.MULTILINE)
DEEPEST = 8


def draw_markdown(text: str, ink: Ink) -> Markup:
    """A text in Markdown. Its headings stand at the level of the ink's."""
    drawn, at = EMPTY, 0
    for fence in FENCE.finditer(text):
        code = tag("pre", "\n", fence["code"].removesuffix("\n"), class_="b-pre")
        drawn += _prose(text[at : fence.start()], ink) + code
        at = fence.end()
    return encodable(drawn + _prose(text[at:], ink))


def _prose(text: str, ink: Ink) -> Markup:
    begun = [_begun(line) for line in text.split("\n")]
    groups = groupby(begun, lambda pair: _place(*pair))
    drawn = (_group(place[0], list(group), ink) for place, group in groups)
    return EMPTY.join(piece for each in drawn for piece in each)


def _begun(line: str) -> tuple[re.Match[str] | None, str]:
    return BEGINNING.match(line), line


def _place(match: re.Match[str] | None, line: str) -> tuple[str, int]:
    """The kind of a line and how deep it stands: lines alike make one list, one quotation, one paragraph."""
    if match is None:
        return "words", 0
    for kind in ("bullet", "number"):
        if match[kind] is not None:
            return kind, min(len(match[f"{kind}_indent"]) // 2, DEEPEST)
    return next(kind for kind in ("heading", "rule", "quote", "blank") if match[kind] is not None), 0


Begun = list[tuple[re.Match[str] | None, str]]


def _group(kind: str, group: Begun, ink: Ink) -> Iterator[Markup]:
    matches = [match for match, _ in group if match is not None]
    if kind == "words":
        yield tag("p", BREAK.join(_inline(line) for _, line in group), class_="b-paragraph")
    elif kind == "quote":
        yield tag("blockquote", BREAK.join(_inline(match["quoted"]) for match in matches), class_="b-quote")
    elif kind == "heading":
        yield from (tag(f"h{ink.heading}", _inline(m["title"]), class_="b-heading") for m in matches)
    elif kind == "rule":
        yield from (void("hr", class_="b-divider") for _ in matches)
    elif kind in ("bullet", "number"):
        yield _list(kind, matches)


def _list(kind: str, matches: list[re.Match[str]]) -> Markup:
    depth = min(len(matches[0][f"{kind}_indent"]) // 2, DEEPEST)
    text = "item" if kind == "bullet" else "step"
    items = [tag("li", _inline(match[text])) for match in matches]
    start = int(matches[0]["ordinal"]) if kind == "number" else None
    return tag("ul" if kind == "bullet" else "ol", *items, class_=f"b-list b-indent-{depth}", start=start)


def _inline(text: str) -> Markup:
    return weave(_tokens(text), KINDS)


def _tokens(text: str) -> Iterator[Sign | Markup]:
    at = 0
    while match := TOKEN.search(text, at):
        yield escape(text[at : match.start()])
        at = match.end()
        if match.lastgroup == "sign":
            yield sign_at(text, *match.span())
        elif match["emoji"]:
            word, at = emoji_at(match)
            yield escape(word)
        else:
            yield _word(match)
    yield escape(text[at:])


def _word(match: re.Match[str]) -> Markup:
    if match["plain"]:
        return escape(match["plain"])
    if match["code"]:
        return tag("code", match["code"], class_="b-code")
    if match["url"]:
        return link(match["url"], match["url"]) or escape(match[0])
    return link(match["address"], _inline(match["words"])) or escape(match[0])
