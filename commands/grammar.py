"""The grammar of `/loip`: from what a person typed to a request, or to a `Misread` saying what was missing.

What may live here: the pure reading of text into the values of `commands.requests`. Text arrives unescaped;
who speaks, what they may do and whether a thing exists (codes apart) is decided elsewhere. Every result
carries the whole text in `raw`, so nothing typed is ever lost.

Updates are read in `grammar_updates`, milestones in `grammar_milestones`, leave in `grammar_away`, the rest of the
register in `grammar_keeping`; codes and what else every verb needs, in `grammar_codes`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from dataclasses import replace

from bot.rules.numbering import CODE, nearest
from bot.rules.status import StatusKey
from commands import grammar_keeping as keeping
from commands.grammar_away import read_away, read_back
from commands.grammar_codes import (
    EXAMPLES,
    Result,
    Said,
    after_code,
    code_like,
    first_word,
    leading_code,
    past,
    unknown_code,
    with_code,
)
from commands.grammar_milestones import read_milestone
from commands.grammar_updates import read_for, read_update, update_of
from commands.plain_words.lexicon import COMMON
from commands.requests import (
    AsAt,
    Assign,
    Board,
    ContactAdd,
    Export,
    Held,
    Help,
    History,
    List,
    Mine,
    Misread,
    Preferences,
    Request,
    SetUp,
    Show,
    Who,
    email_in,
)

__all__ = ["read"]


def read(text: str, key: StatusKey, codes: Collection[str]) -> Request | Misread:
    """Reads what follows `/loip` (a `/loip` in front is forgiven). Never raises, whatever the text.

    `codes` are the partnership's action codes in canonical form; `key` is its status key.
    """
    said = Said(text, key, codes)
    body = past(_ADDRESS, text.strip())
    return replace(_of_a_day(said, body) or _read(said, body), raw=text)


# --- the first word --------------------------------------------------------------------------------------


_ADDRESS = re.compile(r"/loip(?:\s+|\Z)", re.IGNORECASE)


def _read(said: Said, body: str) -> Result:
    if not body:
        return Help()
    named = leading_code(said, body)
    if named:
        code, after = named
        return update_of(said, code, after) if after_code(after) else Show(code)
    verb, rest = first_word(body)
    reader = _VERBS.get(verb.casefold().rstrip(":,.!?") or verb)
    return reader(said, rest) if reader else _without_verb(said, body)


def _without_verb(said: Said, body: str) -> Misread:
    """Neither a verb nor a code we know: the nearest code or verb is offered, else help."""
    typed, _ = code_like(body)
    if nearest(typed, said.codes):
        return unknown_code(said, "", body)
    word, rest = first_word(body)
    verbs = _nearest_verbs(word)
    return Misread("", word, f"{verbs[0]} {rest}".strip() if verbs else "help", verbs)


def _nearest_verbs(word: str) -> tuple[str, ...]:
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    slips = 1 if len(word) < 6 else 2
    found = process.extract(word.casefold(), list(_VERBS), scorer=OSA.distance, score_cutoff=slips, limit=3)
    is_a_word = word.casefold() in COMMON  # "how" is no slip of "show", but "updates" may be one
    near = (verb for verb, _, _ in found if verb.isalpha())
    return tuple(verb for verb in near if not is_a_word or word.casefold().startswith(verb))


# --- the other verbs -------------------------------------------------------------------------------------

_PAGE = re.compile(r"(?:^|\s)page\s+([0-9]{1,4})$", re.IGNORECASE)
_TO = re.compile(r"to\s+", re.IGNORECASE)
_ADD = re.compile(r"add(?:\s+|\Z)", re.IGNORECASE)


def _read_set_up(_: Said, rest: str) -> Result:
    return Misread("set-up", rest, "set-up") if rest else SetUp()


def _read_set(said: Said, rest: str) -> Result:
    word, more = first_word(rest) if rest else ("", "")
    return _read_set_up(said, more) if word.casefold() == "up" else Misread("", "set", "help")


def _read_help(_: Said, rest: str) -> Result:
    return Help(rest)


def _read_mine(_: Said, rest: str) -> Result:
    return Misread("mine", rest, "mine") if rest else Mine()


def _read_board(_: Said, rest: str) -> Result:
    return Misread("board", rest, "board") if rest else Board()


def _read_who(_: Said, rest: str) -> Result:
    return Who(rest)


def _read_list(_: Said, rest: str) -> Result:
    match = _PAGE.search(rest)
    if not match:
        return List(rest)
    return List(rest[: match.start()].rstrip(), max(int(match[1]), 1))


def _read_show(_: Said, code: str, after: str) -> Result:
    left = after_code(after)
    return Misread(f"show {code}", left, f"show {code}") if left else Show(code)


def _read_assign(_: Said, code: str, after: str) -> Result:
    person = past(_TO, after_code(after))
    return Assign(code, person) if person else Misread(f"assign {code}", "", f"assign {code} @person")


def _read_contact(_: Said, rest: str) -> Result:
    """`contact add NAME, POST, BODY[, EMAIL]`; a post may itself hold commas."""
    match = _ADD.match(rest)
    if not match:
        return Misread("contact", rest, EXAMPLES["contact"])
    parts = [part.strip() for part in rest[match.end() :].split(",")]
    email = email_in(parts[-1])
    if "@" in parts[-1] and not email:
        return Misread("contact add", parts[-1], EXAMPLES["contact"])
    known = parts[:-1] if email else parts
    if len(known) < 3 or not all(known):
        return Misread("contact add", "", EXAMPLES["contact"])
    return ContactAdd(known[0], ", ".join(known[1:-1]), known[-1], email)


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
_SHOWS = (Show, List, Mine, Board, Who, Held, History)


def _of_a_day(said: Said, body: str) -> AsAt | None:
    """`show POV-03 as at 1 June 2026`: what only shows something, as of a day.

    Where no verb says that it does, a day has to stand there in full: "POV-03 as of Monday it is open" is an update.
    """
    match = _AS_AT.fullmatch(body)
    if match is None:
        return None
    meant = _read(said, match["asked"])
    by_verb = isinstance(meant, _SHOWS) and not leading_code(said, body)
    plain = isinstance(meant, Show) or (isinstance(meant, Misread) and not meant.understood)
    if by_verb or (plain and _A_DAY.fullmatch(match["day"])):
        return AsAt(match["asked"], match["day"], meant)
    return None


_UNTIL = re.compile(r"(?:until|till|up\s+to|on|by|before|at|to)\s+(\S.{0,39})", re.IGNORECASE)


def _read_history(said: Said, rest: str) -> Result:
    """`POV-03`, or a kind of thing and its name: `group Anti-Poverty Taskforce`."""
    match = _PAGE.search(rest)
    words, page = (rest[: match.start()].rstrip(), max(int(match[1]), 1)) if match else (rest, 1)
    if not words:
        return Misread("history", "", EXAMPLES["history"])
    named = leading_code(said, words)
    if named:
        left = after_code(named[1])
        of_it, until = f"history {named[0]}", _UNTIL.fullmatch(left)
        if until:
            return AsAt(of_it, until[1], History(named[0], page=page))
        return Misread(of_it, left, of_it) if left else History(named[0], page=page)
    if CODE.match(words) and " " not in words:
        return unknown_code(said, "history", rest)
    return History(words=words, page=page)


def _read_preferences(_: Said, __: str) -> Result:
    """`preferences`; "preferences quiet" opens the same form, which asks for quiet hours."""
    return Preferences()


def _held(table: str) -> Callable[[Said, str], Result]:
    return lambda _, rest: keeping.read_held(table, rest)


_VERBS: dict[str, Callable[[Said, str], Result]] = {
    "help": _read_help,
    "?": _read_help,
    "mine": _read_mine,
    "list": _read_list,
    "show": with_code("show", _read_show),
    "update": read_update,
    "who": _read_who,
    "history": _read_history,
    "board": _read_board,
    "export": lambda _, rest: Export(rest),
    "assign": with_code("assign", _read_assign),
    "milestone": with_code("milestone", read_milestone),
    "contact": _read_contact,
    "set-up": _read_set_up,
    "setup": _read_set_up,
    "set": _read_set,
    "for": read_for,
    "away": read_away,
    "back": read_back,
    "preferences": _read_preferences,
    "add": lambda _, rest: keeping.read_add(rest),
    "edit": lambda said, rest: keeping.read_edit(rest, leading_code(said, rest)),
    "barrier": lambda said, rest: keeping.read_barrier(rest, leading_code(said, rest)),
    "ask": lambda said, rest: keeping.read_ask(rest, leading_code(said, rest)),
    "decide": lambda _, rest: keeping.read_decide(rest),
    "measure": lambda _, rest: keeping.read_measure(rest),
    "engage": lambda _, rest: keeping.read_engage(rest),
    **{verb: _held(table) for verb, table in keeping.HOLDS.items()},
}
