"""The grammar of `/loip`: from what a person typed to a request, or to a `Misread` saying what was missing.

What may live here: the pure reading of text into the values of `commands.requests`. Text arrives unescaped;
who speaks, what they may do and whether a thing exists (codes apart) is decided elsewhere. Every result
carries the whole text in `raw`, so nothing typed is ever lost.

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
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TypeAlias

from bot.rules.numbering import CODE, code_of, nearest
from bot.rules.status import StatusKey
from commands import grammar_keeping as keeping
from commands.requests import (
    AsAt,
    Assign,
    Away,
    Back,
    Board,
    ContactAdd,
    Export,
    ForAnother,
    Held,
    Help,
    History,
    List,
    MilestoneMet,
    MilestoneMove,
    MilestoneWords,
    Mine,
    Misread,
    Preferences,
    Request,
    SetUp,
    Show,
    Update,
    UpdateForm,
    UpdateMenu,
    Who,
    email_in,
)

__all__ = ["read"]


def read(text: str, key: StatusKey, codes: Collection[str]) -> Request | Misread:
    """Reads what follows `/loip` (a `/loip` in front is forgiven). Never raises, whatever the text.

    `codes` are the partnership's action codes in canonical form; `key` is its status key.
    """
    said = _Said(text, key, codes)
    body = _past(_ADDRESS, text.strip())
    return replace(_of_a_day(said, body) or _read(said, body), raw=text)


# --- the first word --------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Said:
    raw: str
    key: StatusKey
    codes: Collection[str]


_Result: TypeAlias = Request | Misread
_EXAMPLES = {
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
_ADDRESS = re.compile(r"/loip(?:\s+|\Z)", re.IGNORECASE)
_LONGEST_SLIP = 40


def _read(said: _Said, body: str) -> _Result:
    if not body:
        return Help()
    named = _leading_code(said, body)
    if named:
        code, after = named
        return _update_of(said, code, after) if _after_code(after) else Show(code)
    verb, rest = _first_word(body)
    reader = _VERBS.get(verb.casefold().rstrip(":,.!?") or verb)
    return reader(said, rest) if reader else _without_verb(said, body)


def _first_word(text: str) -> tuple[str, str]:
    word, *rest = text.split(maxsplit=1)
    return word, rest[0] if rest else ""


def _without_verb(said: _Said, body: str) -> Misread:
    """Neither a verb nor a code we know: the nearest code or verb is offered, else help."""
    typed, _ = _code_like(body)
    if nearest(typed, said.codes):
        return _unknown_code(said, "", body)
    word, rest = _first_word(body)
    verbs = _nearest_verbs(word)
    return Misread("", word, f"{verbs[0]} {rest}".strip() if verbs else "help", verbs)


def _nearest_verbs(word: str) -> tuple[str, ...]:
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    slips = 1 if len(word) < 6 else 2
    found = process.extract(word.casefold(), list(_VERBS), scorer=OSA.distance, score_cutoff=slips, limit=3)
    return tuple(verb for verb, _, _ in found if verb.isalpha())


# --- codes -----------------------------------------------------------------------------------------------

_HYPHENS = "\\-\u2010\u2011"
_DASHES = "\u2012\u2013\u2014\u2015"
_MARK = rf"(?:[:,;]|[{_DASHES}{_HYPHENS}]+)"
_STOP = r"\.(?=\s|\Z)"
_AFTER_CODE = re.compile(rf"(?:{_MARK}|{_STOP}|\s+{_MARK}(?=\s|\Z))?\s*")
_CODE_ANYWHERE = re.compile(rf"(?<![0-9A-Za-z]){CODE.pattern}")


def _leading_code(said: _Said, text: str) -> tuple[str, str] | None:
    """A code of the register at the start of the text, and all that follows it."""
    match = CODE.match(text)
    code = code_of(match) if match else None
    return (code, text[match.end() :]) if match and code in said.codes and code else None


def _after_code(after: str) -> str:
    return _past(_AFTER_CODE, after)


def _code_like(text: str) -> tuple[str, str]:
    """What stands where a code should, and what follows it."""
    match = CODE.match(text)
    typed = match[0] if match else _first_word(text)[0].rstrip(":,;.")[:_LONGEST_SLIP]
    return typed, text[len(typed) :]


def _unknown_code(said: _Said, verb: str, rest: str) -> Misread:
    """No such code: the nearest real ones, and the same command with the nearest in its place."""
    typed, after = _code_like(rest)
    near = nearest(typed, said.codes)
    missing = not near and not CODE.match(rest)
    suggestion = f"{verb} CODE {rest}" if missing else f"{verb} {near[0] if near else 'CODE'}{after}"
    return Misread(verb, typed, suggestion.strip(), near)


def _with_code(verb: str, read_rest: Callable[[_Said, str, str], _Result]) -> Callable[[_Said, str], _Result]:
    """A reader for `verb CODE …` that hands on the code and what follows it."""

    def read_it(said: _Said, rest: str) -> _Result:
        if not rest:
            return Misread(verb, "", _EXAMPLES[verb])
        named = _leading_code(said, rest)
        return read_rest(said, *named) if named else _unknown_code(said, verb, rest)

    return read_it


# --- updates ---------------------------------------------------------------------------------------------

_WORD_END = rf"(?=\Z|\s|[:,;!{_DASHES}]|{_STOP}|[{_HYPHENS}](?![^\W_]))"
_LETTER_END = (
    rf"(?=[^\S\n]*(?:\n|\Z)|[:,{_DASHES}]|[{_HYPHENS}](?![^\W_])|\s+[:,{_DASHES}{_HYPHENS}](?:\s|\Z))"
)
_AFTER_STATUS = re.compile(rf"(?:[.!]+(?=\s|\Z)|[.!]*{_MARK}|\s+{_MARK}(?=\s|\Z))?\s*")
_VARIANT = "\ufe0f?"  # phones add it to some symbols


def _read_update(said: _Said, rest: str) -> _Result:
    if not rest:
        return UpdateMenu()
    named = _leading_code(said, rest)
    return _update_of(said, *named) if named else _unknown_code(said, "update", rest)


def _update_of(said: _Said, code: str, after: str) -> Update | UpdateForm:
    """The update that `after`, all that follows the code, says; the form where it says nothing."""
    text = _after_code(after)
    if not text:
        return UpdateForm(code)
    status, typed = _leading_status(said.key, text)
    words = _past(_AFTER_STATUS, text[len(typed) :]) if status else text
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
    return rf"[ \t\u00a0_{_HYPHENS}]*".join(re.escape(word) for word in phrase.split())


# --- the other verbs -------------------------------------------------------------------------------------

_PAGE = re.compile(r"(?:^|\s)page\s+([0-9]{1,4})$", re.IGNORECASE)
_TO = re.compile(r"to\s+", re.IGNORECASE)
_ADD = re.compile(r"add(?:\s+|\Z)", re.IGNORECASE)


def _past(pattern: re.Pattern[str], text: str) -> str:
    """The text after what `pattern` finds at its start, or the whole text."""
    match = pattern.match(text)
    return text[match.end() :] if match else text


def _read_set_up(_: _Said, rest: str) -> _Result:
    return Misread("set-up", rest, "set-up") if rest else SetUp()


def _read_set(said: _Said, rest: str) -> _Result:
    word, more = _first_word(rest) if rest else ("", "")
    return _read_set_up(said, more) if word.casefold() == "up" else Misread("", "set", "help")


def _read_help(_: _Said, rest: str) -> _Result:
    return Help(rest)


def _read_mine(_: _Said, rest: str) -> _Result:
    return Misread("mine", rest, "mine") if rest else Mine()


def _read_board(_: _Said, rest: str) -> _Result:
    return Misread("board", rest, "board") if rest else Board()


def _read_who(_: _Said, rest: str) -> _Result:
    return Who(rest)


def _read_list(_: _Said, rest: str) -> _Result:
    match = _PAGE.search(rest)
    if not match:
        return List(rest)
    return List(rest[: match.start()].rstrip(), max(int(match[1]), 1))


def _read_show(_: _Said, code: str, after: str) -> _Result:
    left = _after_code(after)
    return Misread(f"show {code}", left, f"show {code}") if left else Show(code)


def _read_assign(_: _Said, code: str, after: str) -> _Result:
    person = _past(_TO, _after_code(after))
    return Assign(code, person) if person else Misread(f"assign {code}", "", f"assign {code} @person")


def _read_contact(_: _Said, rest: str) -> _Result:
    """`contact add NAME, POST, BODY[, EMAIL]`; a post may itself hold commas."""
    match = _ADD.match(rest)
    if not match:
        return Misread("contact", rest, _EXAMPLES["contact"])
    parts = [part.strip() for part in rest[match.end() :].split(",")]
    email = email_in(parts[-1])
    if "@" in parts[-1] and not email:
        return Misread("contact add", parts[-1], _EXAMPLES["contact"])
    known = parts[:-1] if email else parts
    if len(known) < 3 or not all(known):
        return Misread("contact add", "", _EXAMPLES["contact"])
    return ContactAdd(known[0], ", ".join(known[1:-1]), known[-1], email)


# --- milestones ------------------------------------------------------------------------------------------

_QUOTED = re.compile(
    r"""(?:["“”„«](?P<double>.+?)["“”»]|['‘](?P<single>.+?)['’])(?=[\s,:;]|\Z)\s*""", re.DOTALL
)
_DUE = re.compile(r"(?:due\s+by|due\s+on|due|by|on)\s+|[:,]\s*", re.IGNORECASE)
_LAST_BY = re.compile(r"(?P<title>.+)\s(?:due\s+)?by\s+(?P<due>.+)", re.IGNORECASE | re.DOTALL)
_LAST_TO = re.compile(r"(?P<title>.*)\bto\s+(?P<due>.+)", re.IGNORECASE | re.DOTALL)
# No dash: "Oct - Dec 2026" is a date.
_REASON = re.compile(r",?\s+because\s+|[:;]\s+", re.IGNORECASE)
_MET_OR_MOVE = re.compile(r"(met|moved?)(?:\s+|\Z)", re.IGNORECASE)


def _read_milestone(_: _Said, code: str, after: str) -> _Result:
    """`"Title" by WHEN`, `met "Title"`, `move "Title" to WHEN because …`; quotes may be left out."""
    text = _after_code(after)
    verb = _MET_OR_MOVE.match(text)
    if not verb:
        return _new_milestone(code, text)
    rest = text[verb.end() :]
    return _milestone_met(code, rest) if verb[1].casefold() == "met" else _milestone_move(code, rest)


def _new_milestone(code: str, text: str) -> _Result:
    title, rest = _quoted(text)
    due = _past(_DUE, rest)
    match = None if title else _LAST_BY.fullmatch(text)
    if match:
        title, due = match["title"].strip(), match["due"]
    elif not title:
        title, due = text, ""
    return MilestoneWords(code, title, due) if title else _milestone_misread(code, "milestone", text)


def _milestone_met(code: str, text: str) -> _Result:
    title, rest = _quoted(text)
    if not title:
        return MilestoneMet(code, text) if text else _milestone_misread(code, "met", text)
    return MilestoneMet(code, title, _past(_DUE, rest))


def _milestone_move(code: str, text: str) -> _Result:
    quoted, rest = _quoted(text)
    said = rest if quoted else text
    reason = _REASON.search(said)
    match = _LAST_TO.fullmatch(said[: reason.start()] if reason else said)
    title = quoted or (match["title"].strip() if match else "")
    if not match or not title:
        return _milestone_misread(code, "move", text)
    return MilestoneMove(code, title, match["due"], said[reason.end() :] if reason else "")


def _milestone_misread(code: str, form: str, text: str) -> Misread:
    understood = f"milestone {code}" if form == "milestone" else f"milestone {code} {form}"
    return Misread(understood, text, _EXAMPLES[form].replace("POV-03", code))


def _quoted(text: str) -> tuple[str, str]:
    """What stands first in quotation marks of any kind, and what follows; else nothing, and the text."""
    match = _QUOTED.match(text)
    if not match:
        return "", text
    return (match["double"] or match["single"]).strip(), text[match.end() :]


# --- what was, and when ----------------------------------------------------------------------------------

_AS_AT = re.compile(
    r"(?P<asked>.+?)[\s,]+as\s+(?:at|of|it\s+(?:stood|was)(?:\s+(?:on|at))?)\s+(?P<day>\S.{0,39})",
    re.IGNORECASE | re.DOTALL,
)
_A_DAY = re.compile(
    r"(?:\d{1,2}(?:st|nd|rd|th)?\s+[a-z]{3,9}\.?(?:\s+\d{2,4})?|[a-z]{3,9}\.?\s+\d{4}|\d{4}-\d\d-\d\d"
    r"|\d{1,2}[./]\d{1,2}[./]\d{2,4}|yesterday)\.?",
    re.IGNORECASE,
)
_SHOWS = (Show, List, Mine, Board, Who, Held)


def _of_a_day(said: _Said, body: str) -> AsAt | None:
    """`show POV-03 as at 1 June 2026`: what only shows something, as of a day.

    Where no verb says that it does, a day has to stand there in full: "POV-03 as of Monday it is open" is an update.
    """
    match = _AS_AT.fullmatch(body)
    if match is None:
        return None
    meant = _read(said, match["asked"])
    by_verb = isinstance(meant, _SHOWS) and not _leading_code(said, body)
    plain = isinstance(meant, Show) or (isinstance(meant, Misread) and not meant.understood)
    if by_verb or (plain and _A_DAY.fullmatch(match["day"])):
        return AsAt(match["asked"], match["day"], meant)
    return None


def _read_history(said: _Said, rest: str) -> _Result:
    """`POV-03`, or a kind of thing and its name: `group Anti-Poverty Taskforce`."""
    match = _PAGE.search(rest)
    words, page = (rest[: match.start()].rstrip(), max(int(match[1]), 1)) if match else (rest, 1)
    if not words:
        return Misread("history", "", _EXAMPLES["history"])
    named = _leading_code(said, words)
    if named:
        left = _after_code(named[1])
        of_it = f"history {named[0]}"
        return Misread(of_it, left, of_it) if left else History(named[0], page=page)
    if CODE.match(words) and " " not in words:
        return _unknown_code(said, "history", rest)
    return History(words=words, page=page)


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


def _read_for(said: _Said, rest: str) -> _Result:
    """`for "POST OR NAME" [by ROUTE] [on DAY] CODE [status] words`: options first, so words stay exact."""
    who, tail = _quoted(rest)
    found = next(_codes_in(said, tail), None)
    if found is None:
        return _for_unknown_code(said, rest, tail)
    code, start, end = found
    options = tail[:start].strip(" \t\n,:;-–—")
    if not who:
        who, options = _who_and_options(options)
    route_and_day = _route_and_day(options)
    update = _update_of(said, code, tail[end:])
    if not who or route_and_day is None or not isinstance(update, Update):
        odd = options if route_and_day is None else ""
        return Misread("for", odd, _EXAMPLES["for"].replace("POV-03", code))
    return ForAnother(who, *route_and_day, update)


def _codes_in(said: _Said, text: str) -> Iterator[tuple[str, int, int]]:
    for match in _CODE_ANYWHERE.finditer(text):
        code = code_of(match)
        if code and code in said.codes:
            yield code, match.start(), match.end()


def _for_unknown_code(said: _Said, rest: str, tail: str) -> Misread:
    # What has a space inside ("on 3") is likelier part of a day than a code mistyped.
    for match in sorted(_CODE_ANYWHERE.finditer(tail), key=lambda match: " " in match[0]):
        near = nearest(match[0], said.codes)
        if near:
            before = rest[: len(rest) - len(tail)] + tail[: match.start()]
            return Misread("for", match[0], f"for {before}{near[0]}{tail[match.end() :]}", near)
    return Misread("for", rest, _EXAMPLES["for"])


def _who_and_options(text: str) -> tuple[str, str]:
    match = _OPTIONS_START.search(text)
    return (text[: match.start()].strip(), text[match.end() :]) if match else (text, "")


def _route_and_day(options: str) -> tuple[str, str] | None:
    for pattern in _OPTIONS:
        match = pattern.fullmatch(options)
        if match:
            return match["route"] or "", match["day"] or match["near"] or ""
    return None


# --- away ------------------------------------------------------------------------------------------------

_FOR = re.compile(r"for\s+(?=[\"“”„«'‘])", re.IGNORECASE)
_COVER = re.compile(
    r"(?:\A|[\s,;])cover(?:ed|ing)?(?:\s+by|\s+is|:)?\s+(?P<cover>.+)\Z", re.IGNORECASE | re.DOTALL
)
_NO_LONGER = re.compile(r"(?:off|back|over|ended|none|no|cancel(?:led)?)[.!]*", re.IGNORECASE)


def _read_away(_: _Said, rest: str) -> _Result:
    """`1-14 Aug cover @colleague`, `for "POST" 1-14 Aug`, `off`; nothing shows what is held."""
    whose, said = _of_whom(rest)
    if _NO_LONGER.fullmatch(said):
        return Back(whose)
    match = _COVER.search(said)
    days = said[: match.start()] if match else said
    return Away(days.strip(" \t\n,;"), match["cover"].strip() if match else "", whose)


def _read_back(_: _Said, rest: str) -> _Result:
    whose, said = _of_whom(rest)
    return Misread("back", said, "back") if said.strip(" .!") else Back(whose)


def _read_preferences(_: _Said, rest: str) -> _Result:
    return Misread("preferences", rest, "preferences") if rest else Preferences()


def _held(table: str) -> Callable[[_Said, str], _Result]:
    return lambda _, rest: keeping.read_held(table, rest)


def _of_whom(rest: str) -> tuple[str, str]:
    """Whose leave it is, where a post or name stands in quotation marks after "for", and what follows."""
    match = _FOR.match(rest)
    return _quoted(rest[match.end() :]) if match else ("", rest)


_VERBS: dict[str, Callable[[_Said, str], _Result]] = {
    "help": _read_help,
    "?": _read_help,
    "mine": _read_mine,
    "list": _read_list,
    "show": _with_code("show", _read_show),
    "update": _read_update,
    "who": _read_who,
    "history": _read_history,
    "board": _read_board,
    "export": lambda _, rest: Export(rest),
    "assign": _with_code("assign", _read_assign),
    "milestone": _with_code("milestone", _read_milestone),
    "contact": _read_contact,
    "set-up": _read_set_up,
    "setup": _read_set_up,
    "set": _read_set,
    "for": _read_for,
    "away": _read_away,
    "back": _read_back,
    "preferences": _read_preferences,
    "add": lambda _, rest: keeping.read_add(rest),
    "edit": lambda said, rest: keeping.read_edit(rest, _leading_code(said, rest)),
    "barrier": lambda said, rest: keeping.read_barrier(rest, _leading_code(said, rest)),
    "ask": lambda said, rest: keeping.read_ask(rest, _leading_code(said, rest)),
    "decide": lambda _, rest: keeping.read_decide(rest),
    "measure": lambda _, rest: keeping.read_measure(rest),
    "engage": lambda _, rest: keeping.read_engage(rest),
    **{verb: _held(table) for verb, table in keeping.HOLDS.items()},
}
