"""The part of the grammar that reads `away` and `back`: one's own leave, or another's. Pure."""

from __future__ import annotations

import re

from commands.grammar_codes import Result, Said, quoted
from commands.requests import Away, Back, Misread

_FOR = re.compile(r"for\s+(?=[\"“”„«'‘])", re.IGNORECASE)
_COVER = re.compile(
    r"(?:\A|[\s,;])cover(?:ed|ing)?(?:\s+by|\s+is|:)?\s+(?P<cover>.+)\Z", re.IGNORECASE | re.DOTALL
)
_NO_LONGER = re.compile(r"(?:off|back|over|ended|none|no|cancel(?:led)?)[.!]*", re.IGNORECASE)


def read_away(_: Said, rest: str) -> Result:
    """`1-14 Aug cover @colleague`, `for "POST" 1-14 Aug`, `off`; nothing shows what is held."""
    whose, said = _of_whom(rest)
    if _NO_LONGER.fullmatch(said):
        return Back(whose)
    match = _COVER.search(said)
    days = said[: match.start()] if match else said
    return Away(days.strip(" \t\n,;"), match["cover"].strip() if match else "", whose)


def read_back(_: Said, rest: str) -> Result:
    """Nothing, or whose leave it is."""
    whose, said = _of_whom(rest)
    return Misread("back", said, "back") if said.strip(" .!") else Back(whose)


def _of_whom(rest: str) -> tuple[str, str]:
    """Whose leave it is, where a post or name stands in quotation marks after "for", and what follows."""
    match = _FOR.match(rest)
    return quoted(rest[match.end() :]) if match else ("", rest)
