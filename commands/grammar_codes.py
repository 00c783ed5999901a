"""The beginning of a line of `/loip`: its words, and the code of an action as people write it. Pure.

What may live here: what every verb's reading needs. What follows a verb is read in the other files of the grammar.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from typing import TypeAlias

from bot.rules.numbering import CODE, code_of, nearest
from bot.rules.status import StatusKey
from commands.requests import Misread, Request


@dataclass(frozen=True)
class Said:
    """A text being read: against which key, and which codes."""

    raw: str
    key: StatusKey
    codes: Collection[str]


Result: TypeAlias = Request | Misread
EXAMPLES = {
    "show": "show POV-03",
    "update": "update POV-03 amber waiting on funding",
    "assign": "assign POV-03 @person",
    "milestone": 'milestone POV-03 "Pilot agreed" by 13 Nov',
    "met": 'milestone POV-03 met "Pilot agreed"',
    "move": 'milestone POV-03 move "Pilot agreed" to Jan 2027 because the data came late',
    "contact": "contact add Ailsa Reid, Health Improvement Manager, NHS Inverlath, ailsa@example.org",
    "history": "history POV-03",
    "for": 'for "Superintendent" by phone on 3 Nov POV-03 amber waiting on funding',
}
_LONGEST_SLIP = 40
_QUOTED = re.compile(
    r"""(?:["“”„«](?P<double>.+?)["“”»]|['‘](?P<single>.+?)['’])(?=[\s,:;]|\Z)\s*""", re.DOTALL
)


def first_word(text: str) -> tuple[str, str]:
    """The first word, and what follows it."""
    word, *rest = text.split(maxsplit=1)
    return word, rest[0] if rest else ""


def past(pattern: re.Pattern[str], text: str) -> str:
    """The text after what `pattern` finds at its start, or the whole text."""
    match = pattern.match(text)
    return text[match.end() :] if match else text


def quoted(text: str) -> tuple[str, str]:
    """What stands first in quotation marks of any kind, and what follows; else nothing, and the text."""
    match = _QUOTED.match(text)
    if not match:
        return "", text
    return (match["double"] or match["single"]).strip(), text[match.end() :]


# --- codes -----------------------------------------------------------------------------------------------

HYPHENS = "\\-\u2010\u2011"
DASHES = "\u2012\u2013\u2014\u2015"
MARK = rf"(?:[:,;]|[{DASHES}{HYPHENS}]+)"
STOP = r"\.(?=\s|\Z)"
_AFTER_CODE = re.compile(rf"(?:{MARK}|{STOP}|\s+{MARK}(?=\s|\Z))?\s*")
CODE_ANYWHERE = re.compile(rf"(?<![0-9A-Za-z]){CODE.pattern}")


def leading_code(said: Said, text: str) -> tuple[str, str] | None:
    """A code of the register at the start of the text, and all that follows it."""
    match = CODE.match(text)
    code = code_of(match) if match else None
    return (code, text[match.end() :]) if match and code in said.codes and code else None


def after_code(after: str) -> str:
    """What follows a code, without the mark that belongs to neither."""
    return past(_AFTER_CODE, after)


def code_like(text: str) -> tuple[str, str]:
    """What stands where a code should, and what follows it."""
    match = CODE.match(text)
    typed = match[0] if match else first_word(text)[0].rstrip(":,;.")[:_LONGEST_SLIP]
    return typed, text[len(typed) :]


def unknown_code(said: Said, verb: str, rest: str) -> Misread:
    """No such code: the nearest real ones, and the same command with the nearest in its place."""
    typed, after = code_like(rest)
    near = nearest(typed, said.codes)
    missing = not near and not CODE.match(rest)
    suggestion = f"{verb} CODE {rest}" if missing else f"{verb} {near[0] if near else 'CODE'}{after}"
    return Misread(verb, typed, suggestion.strip(), near)


def with_code(verb: str, read_rest: Callable[[Said, str, str], Result]) -> Callable[[Said, str], Result]:
    """A reader for `verb CODE …` that hands on the code and what follows it."""

    def read_it(said: Said, rest: str) -> Result:
        if not rest:
            return Misread(verb, "", EXAMPLES[verb])
        named = leading_code(said, rest)
        return read_rest(said, *named) if named else unknown_code(said, verb, rest)

    return read_it


def codes_in(said: Said, text: str) -> Iterator[tuple[str, int, int]]:
    """Codes of the register anywhere in a text, each with where it stands."""
    for match in CODE_ANYWHERE.finditer(text):
        code = code_of(match)
        if code and code in said.codes:
            yield code, match.start(), match.end()
