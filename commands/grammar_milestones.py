"""The part of the grammar that reads `milestone`: a new one, one that was met, one with a new date. Pure."""

from __future__ import annotations

import re

from commands.grammar_codes import EXAMPLES, Result, Said, after_code, past, quoted
from commands.requests import MilestoneMet, MilestoneMove, MilestoneWords, Misread

_DUE = re.compile(r"(?:due\s+by|due\s+on|due|by|on)\s+|[:,]\s*", re.IGNORECASE)
_LAST_BY = re.compile(r"(?P<title>.+)\s(?:due\s+)?by\s+(?P<due>.+)", re.IGNORECASE | re.DOTALL)
_LAST_TO = re.compile(r"(?P<title>.*)\bto\s+(?P<due>.+)", re.IGNORECASE | re.DOTALL)
# No dash: "Oct - Dec 2026" is a date.
_REASON = re.compile(r",?\s+because\s+|[:;]\s+", re.IGNORECASE)
_MET_OR_MOVE = re.compile(r"(met|moved?)(?:\s+|\Z)", re.IGNORECASE)


def read_milestone(_: Said, code: str, after: str) -> Result:
    """`"Title" by WHEN`, `met "Title"`, `move "Title" to WHEN because …`; quotes may be left out."""
    text = after_code(after)
    verb = _MET_OR_MOVE.match(text)
    if not verb:
        return _new_milestone(code, text)
    rest = text[verb.end() :]
    return _milestone_met(code, rest) if verb[1].casefold() == "met" else _milestone_move(code, rest)


def _new_milestone(code: str, text: str) -> Result:
    title, rest = quoted(text)
    due = past(_DUE, rest)
    match = None if title else _LAST_BY.fullmatch(text)
    if match:
        title, due = match["title"].strip(), match["due"]
    elif not title:
        title, due = text, ""
    return MilestoneWords(code, title, due) if title else _milestone_misread(code, "milestone", text)


def _milestone_met(code: str, text: str) -> Result:
    title, rest = quoted(text)
    if not title:
        return MilestoneMet(code, text) if text else _milestone_misread(code, "met", text)
    return MilestoneMet(code, title, past(_DUE, rest))


def _milestone_move(code: str, text: str) -> Result:
    named, rest = quoted(text)
    said = rest if named else text
    reason = _REASON.search(said)
    match = _LAST_TO.fullmatch(said[: reason.start()] if reason else said)
    title = named or (match["title"].strip() if match else "")
    if not match or not title:
        return _milestone_misread(code, "move", text)
    return MilestoneMove(code, title, match["due"], said[reason.end() :] if reason else "")


def _milestone_misread(code: str, form: str, text: str) -> Misread:
    understood = f"milestone {code}" if form == "milestone" else f"milestone {code} {form}"
    return Misread(understood, text, EXAMPLES[form].replace("POV-03", code))
