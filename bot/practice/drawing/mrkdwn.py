"""Slack's own markup, mrkdwn, as HTML: emphasis, code, quotations, links, mentions, dates, emoji.

Pure. What is not markup is text: Slack's three entities are undone, then everything is escaped. Nothing inside
code is markup.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from markupsafe import Markup, escape

from bot.practice.drawing.dates import draw_date
from bot.practice.drawing.emoji import NAME, draw_plain, emoji_at
from bot.practice.drawing.ink import Ink
from bot.practice.drawing.inline import Sign, sign_at, weave
from bot.practice.drawing.tags import BREAK, EMPTY, encodable, link, tag

KINDS = {"*": "strong", "_": "em", "~": "del"}
ENTITY = re.compile(r"&(amp|lt|gt);")
ENTITIES = {"amp": "&", "lt": "<", "gt": ">"}
TOKEN = re.compile(
    r"```(?P<pre>[\s\S]+?)```"
    r"|(?<![^\W_])`(?P<code>[^`\n]+)`(?![^\W_])"
    r"|<(?P<angle>[^<>\n]+)>"
    r"|(?P<url>https?://(?:(?!&[lg]t;)[^\s<>|])*(?:(?!&[lg]t;)[\w/&=#-]))"
    rf"|{NAME}"
    r"|^(?P<rest>(?:&gt;|>){3} ?)"
    r"|^(?P<quote>(?:&gt;|>) ?)"
    r"|(?P<sign>[*_~])"
    r"|(?P<line>\n)",
    re.MULTILINE,
)


@dataclass(frozen=True, slots=True)
class Apart:
    """A piece that stands apart from the line it is written in."""

    drawn: Markup


Piece = Sign | Markup | Apart


@dataclass(slots=True)
class Line:
    """A line of text and whether it is quoted."""

    pieces: list[Piece]
    quoted: bool = False


def draw_mrkdwn(text: str, ink: Ink, verbatim: bool = False) -> Markup:
    """A text in mrkdwn. `verbatim` leaves bare web addresses as text; else they are links, as in Slack."""
    flow = (
        tag("blockquote", _flow(group), class_="b-quote") if quoted else _flow(group)
        for quoted, group in groupby(_lines(text, ink, verbatim), lambda line: line.quoted)
    )
    return encodable(EMPTY.join(flow))


def _lines(text: str, ink: Ink, verbatim: bool) -> Iterator[Line]:
    line, rest_quoted, at = Line([]), False, 0
    while match := TOKEN.search(text, at):
        line.pieces.append(_unescaped(text[at : match.start()]))
        at = match.end()
        kind = match.lastgroup
        if kind == "line":
            yield line
            line = Line([], rest_quoted)
        elif kind in ("quote", "rest"):
            line.quoted = True
            rest_quoted = rest_quoted or kind == "rest"
        elif kind in ("emoji", "tone"):
            word, at = emoji_at(match)
            line.pieces.append(escape(word))
        else:
            line.pieces.append(_piece(match, ink, verbatim))
    line.pieces.append(_unescaped(text[at:]))
    yield line


def _piece(match: re.Match[str], ink: Ink, verbatim: bool) -> Piece:
    match match.lastgroup:
        case "pre":
            code = match["pre"].removeprefix("\n").removesuffix("\n")
            return Apart(tag("pre", _code_line(code), class_="b-pre"))
        case "code":
            return tag("code", _unescaped(match["code"]), class_="b-code")
        case "angle":
            return _angle(match["angle"], ink)
        case "url":
            words = _undo(match["url"])
            return escape(words) if verbatim else link(words, words) or escape(words)
    return sign_at(match.string, match.start(), match.end())


def _code_line(code: str) -> Markup:
    # A browser drops the first line end after <pre>; this one is for it to drop.
    return Markup("\n") + _undo(code)


def _flow(group: Iterable[Line]) -> Markup:
    """Lines one under another; what stands apart ends a line by itself."""
    written: list[Markup] = []
    in_line = False
    for line in group:
        for apart, run in groupby(line.pieces, lambda piece: isinstance(piece, Apart)):
            pieces = list(run)
            drawn = EMPTY.join(p.drawn for p in pieces if isinstance(p, Apart)) or _woven(pieces)
            if not apart and not drawn and len(line.pieces) > len(pieces):
                continue
            written += [BREAK, drawn] if in_line and not apart else [drawn]
            in_line = not apart
    return EMPTY.join(written)


def _woven(pieces: list[Piece]) -> Markup:
    return weave((piece for piece in pieces if not isinstance(piece, Apart)), KINDS)


def _undo(text: str) -> str:
    return ENTITY.sub(lambda match: ENTITIES[match[1]], text)


def _unescaped(text: str) -> Markup:
    return escape(_undo(text))


# --- what stands between angle brackets


def _angle(inner: str, ink: Ink) -> Markup:
    target, _, label = inner.partition("|")
    label = _undo(label)
    if target.startswith(("@", "#", "!")) and target[1:]:
        return _mention(target, label, ink)
    address = _undo(target)
    shown = draw_plain(label or re.sub("^(?:mailto|tel):", "", address))
    return link(address, shown) or escape(f"<{_undo(inner)}>")


def _mention(target: str, label: str, ink: Ink) -> Markup:
    mark, named = target[0], target[1:]
    if mark in "@#":
        return draw_mention(mark + ink.names.get(named, label or named))
    if named.startswith("date^"):
        _, instant, pattern, address, *_ = [*map(_undo, named.split("^")), "", "", ""]
        return draw_date(instant, pattern, address, label, ink.zone)
    if named in ("here", "channel", "everyone"):
        return draw_mention("@" + named, wakes=True)
    return draw_mention(label or "@" + named)


def draw_mention(words: str, wakes: bool = False) -> Markup:
    """A person's, channel's or group's name; `wakes` for one that calls everybody."""
    return tag("span", words, class_="b-mention b-broadcast" if wakes else "b-mention")
