"""The part of the grammar that reads what is said of an action, for oneself and for another. Pure.

What may live here: `update` and `for`, and the status and words in them.

How an update is read: `update CODE [status] words`, or the same without the verb.

- The code is read as people write it: pov3, POV 03, POV–03. A `:`, `,` or dash after code or status belongs
  to neither. A mark counts where a space or nothing follows it, or where it touches what stands before it; so
  "POV-03 -5% since May" keeps its minus.
- A status is read only directly after the code, the longest phrase of the partnership's key first: its words,
  colours and symbols, with spaces, hyphens or neither inside ("on-track"). It must end where a word ends:
  "redesign", "red-tape" and "green/amber" are words.
- A colour or a verb that belongs to what follows is a word: "red flag", "green light", "blue badge", "done the
  first draft", "closed the gap".
- A single letter (g, a, r, b) is a status only at the end of a line, or before `:`, `,` or a dash: "a new
  lead" and "A-level results" are words.
- Words keep every character typed between their first and last: line breaks, double spaces, curly quotes.
"""

from __future__ import annotations

import re
from functools import lru_cache

from bot.rules.numbering import nearest
from bot.rules.status import StatusKey
from commands.grammar_codes import (
    CODE_ANYWHERE,
    DASHES,
    EXAMPLES,
    HYPHENS,
    MARK,
    STOP,
    Result,
    Said,
    after_code,
    codes_in,
    leading_code,
    past,
    quoted,
    unknown_code,
)
from commands.requests import ForAnother, Misread, Update, UpdateForm, UpdateMenu

_WORD_END = rf"(?=\Z|\s|[:,;!{DASHES}]|{STOP}|[{HYPHENS}](?![^\W_]))"
_LETTER_END = rf"(?=[^\S\n]*(?:\n|\Z)|[:,{DASHES}]|[{HYPHENS}](?![^\W_])|\s+[:,{DASHES}{HYPHENS}](?:\s|\Z))"
_AFTER_STATUS = re.compile(rf"(?:[.!]+(?=\s|\Z)|[.!]*{MARK}|\s+{MARK}(?=\s|\Z))?\s*")
_VARIANT = "\ufe0f?"  # phones add it to some symbols


def read_update(said: Said, rest: str) -> Result:
    """`CODE [status] words`; nothing shows one's own actions."""
    if not rest:
        return UpdateMenu()
    named = leading_code(said, rest)
    return update_of(said, *named) if named else unknown_code(said, "update", rest)


def update_of(said: Said, code: str, after: str) -> Update | UpdateForm:
    """The update that `after`, all that follows the code, says; the form where it says nothing."""
    text = after_code(after)
    if not text:
        return UpdateForm(code)
    status, typed = _leading_status(said.key, text)
    words = past(_AFTER_STATUS, text[len(typed) :]) if status else text
    return Update(code, status, words, typed, text, raw=said.raw)


_ONLY_WORDS = re.compile(
    r"(?:red[ ](?:flag|tape|cross|list)|amber[ ](?:alert|warning)|yellow[ ](?:card|warning)"
    r"|green[ ](?:light|gym|paper|space|prescribing|infrastructure|energy|job|travel)|blue[ ](?:badge|light))s?\b"
    r"|(?:done|completed?|finished|closed?|paused?)[ ](?:the|an?|our|some|most|half|two|three)\b",
    re.IGNORECASE,
)
"""What begins with the word of a status and says none: nobody's action is complete by a first draft."""


def _leading_status(key: StatusKey, text: str) -> tuple[str | None, str]:
    if _ONLY_WORDS.match(text):
        return None, ""
    for pattern, status in _status_patterns(key):
        match = pattern.match(text)
        if match:
            return status, match[0]
    return None, ""


@lru_cache(maxsize=64)
def _status_patterns(key: StatusKey) -> tuple[tuple[re.Pattern[str], str], ...]:
    """Phrases longest first (a symbol may lead: people paste "🟠 At risk"), then symbols, then letters."""
    symbols = {status: re.escape(key.symbol(status)) for status in key.statuses if key.symbol(status)}
    rows = [
        (rf"(?:{symbols[status]}{_VARIANT}\s*)?" * (status in symbols) + _spaced(phrase) + _WORD_END, status)
        for phrase, status in key.phrases()
    ]
    rows += [(symbol + _VARIANT + _WORD_END, status) for status, symbol in symbols.items()]
    rows += [(letter + _LETTER_END, status) for letter, status in key.letters()]
    return tuple((re.compile(pattern, re.IGNORECASE), status) for pattern, status in rows)


def _spaced(phrase: str) -> str:
    return rf"[ \t\u00a0_{HYPHENS}]*".join(re.escape(word) for word in phrase.split())


# --- another's words -------------------------------------------------------------------------------------

_NEAR_DAY = r"(?:earlier\s+)?(?:today|yesterday)"
_OPTIONS = tuple(
    re.compile(pattern, re.IGNORECASE | re.DOTALL)
    for pattern in (
        rf"(?:on\s+(?P<day>.+?)|(?P<near>{_NEAR_DAY}))\s+(?:by|via)\s+(?P<route>.+)",
        rf"(?:(?:by|via)\s+(?P<route>.+?))?(?:(?:\s+|\A)(?:on\s+(?P<day>.+)|(?P<near>{_NEAR_DAY})))?",
    )
)
_OPTIONS_START = re.compile(rf"(?:\s|\A)(?=(?:by|via|on)\s|{_NEAR_DAY}\b)", re.IGNORECASE)


def read_for(said: Said, rest: str) -> Result:
    """`for "POST OR NAME" [by ROUTE] [on DAY] CODE [status] words`: options first, so words stay exact."""
    who, tail = quoted(rest)
    found = next(codes_in(said, tail), None)
    if found is None:
        return _for_unknown_code(said, rest, tail)
    code, start, end = found
    options = tail[:start].strip(" \t\n,:;-–—")
    if not who:
        who, options = _who_and_options(options)
    route_and_day = _route_and_day(options)
    update = update_of(said, code, tail[end:])
    if not who or route_and_day is None or not isinstance(update, Update):
        odd = options if route_and_day is None else ""
        return Misread("for", odd, EXAMPLES["for"].replace("POV-03", code))
    return ForAnother(who, *route_and_day, update)


def _for_unknown_code(said: Said, rest: str, tail: str) -> Misread:
    # What has a space inside ("on 3") is likelier part of a day than a code mistyped.
    for match in sorted(CODE_ANYWHERE.finditer(tail), key=lambda match: " " in match[0]):
        near = nearest(match[0], said.codes)
        if near:
            before = rest[: len(rest) - len(tail)] + tail[: match.start()]
            return Misread("for", match[0], f"for {before}{near[0]}{tail[match.end() :]}", near)
    return Misread("for", rest, EXAMPLES["for"])


def _who_and_options(text: str) -> tuple[str, str]:
    match = _OPTIONS_START.search(text)
    return (text[: match.start()].strip(), text[match.end() :]) if match else (text, "")


def _route_and_day(options: str) -> tuple[str, str] | None:
    for pattern in _OPTIONS:
        match = pattern.fullmatch(options)
        if match:
            return match["route"] or "", match["day"] or match["near"] or ""
    return None
