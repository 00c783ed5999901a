"""A status as a tracker shows it: a word, a letter, a symbol, or nothing but the colour of the cell.

What may live here: from a cell to one of the register's statuses, by the partnership's own key. What could be two
statuses, or is a share of a hundred, is not understood and stays words: colour is never made from percent.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from bot.rules.status import StatusKey
from bot.sheets.grid import Cell

_ALSO = {
    "not yet started": "not_started",
    "not begun": "not_started",
    "to start": "not_started",
    "yet to start": "not_started",
    "on target": "on_track",
    "on schedule": "on_track",
    "off target": "off_track",
    "n s": "not_started",
    "superseded": "closed",
    "achieved": "complete",
    "finished": "complete",
    "delivered": "complete",
    "suspended": "paused",
    "deferred": "paused",
    "cancelled": "closed",
    "withdrawn": "closed",
    "discontinued": "closed",
}
"""Words beside the key's own that leave no doubt. "In progress" is not among them: it may be on track, or not."""

_PLAIN = (None, "grey")
"""Colours that say nothing: every other row is often grey."""

_DRAWN = {
    "🔴": "red", "🟥": "red", "❤": "red", "🟠": "amber", "🟧": "amber", "🟡": "amber", "🟨": "amber",
    "🟢": "green", "🟩": "green", "💚": "green", "🔵": "blue", "🟦": "blue", "💙": "blue",
}  # fmt: skip
_NOTHING = re.compile(r"[-–—./?\s]*|n/?a|tbc|tbd|none|not applicable", re.IGNORECASE)
_FIGURE = re.compile(r"%|[0-9]{2}")
"""A share of a hundred, of which no colour makes a status; "1", "2" and "3" are marks like letters."""
_WORD = re.compile(r"[^\W_]+")
_DENIED = frozenset(
    ("not", "no", "never", "nearly", "almost", "was", "were", "previously", "from", "if", "non")
)


@dataclass(frozen=True, slots=True)
class StatusRead:
    """The status a cell gives, if any. `kept` is what it says besides, or all of it where it was not understood.

    `colour` is that of the cell where the status was read from nothing else.
    """

    status: str | None = None
    kept: str = ""
    problem: str = ""
    colour: str | None = None


def read_status(cell: Cell, key: StatusKey) -> StatusRead:
    """The status of a cell: its words first, and its colour only where they name none. Never raises."""
    text = cell.text.strip()
    shown = _by_colour(cell.colour, key)
    if _NOTHING.fullmatch(text) or not any(mark.isalnum() or mark in _symbols(key) for mark in text):
        return _of_colour(cell.colour, shown)
    status, rest = _by_words(text, key)
    if status is None and shown and not _FIGURE.search(text):
        return StatusRead(shown, text, colour=cell.colour)
    if status is None:
        return StatusRead(None, text, f"“{_short(text)}” is not a status; kept as words")
    if shown not in (None, status) and key.label(status):
        said, drawn = key.word(status), key.word(shown or status)
        return StatusRead(status, rest, f"it says {said} in a cell coloured {drawn}; the word counts")
    return StatusRead(status, rest)


def _of_colour(colour: str | None, shown: str | None) -> StatusRead:
    if colour in _PLAIN or shown is not None:
        return StatusRead(shown, colour=colour if shown else None)
    return StatusRead(None, "", f"a {colour} cell is no status of the key")


def _by_colour(colour: str | None, key: StatusKey) -> str | None:
    return dict(key.phrases()).get(colour) if colour else None


@lru_cache(maxsize=4096)
def _by_words(text: str, key: StatusKey) -> tuple[str | None, str]:
    """The only status a text names, and what it says besides."""
    symbols = {status for mark, status in _symbols(key).items() if mark in text}
    words = _WORD.findall(text.casefold())
    letters = dict(key.letters())
    if len(words) == 1 and words[0] in letters:
        return letters[words[0]], ""
    named = list(_named(words, key))
    statuses = symbols | {status for _, _, status in named}
    said = sum(length for _, length, _ in named)
    if len(statuses) != 1:
        # "Amber – Green" says two and nothing besides: which of them is not guessed.
        says_more = bool(named) and said < len(words)
        return _first_of(named, text) if says_more and not symbols else (None, "")
    (status,) = statuses
    return status, "" if len(words) <= said else text


def _first_of(named: list[tuple[int, int, str]], text: str) -> tuple[str | None, str]:
    """ "Red (was amber)", "Amber: complete by June": what stands first and is set apart counts."""
    start, length, status = named[0]
    apart = re.match(rf"(?:[^\W_]+[\s-]+){{{length - 1}}}[^\W_]+\s*(?:[(:;,\n–—]|-\s)", text)
    return (status, text) if start == 0 and apart else (None, "")


def _named(words: list[str], key: StatusKey) -> Iterator[tuple[int, int, str]]:
    """Every status named, in order: the longest phrase at each place, unless a word before denies it."""
    phrases = _phrases(key)
    position = 0
    while position < len(words):
        found = next(
            (
                (length, phrases[said])
                for length in range(min(4, len(words) - position), 0, -1)
                if (said := " ".join(words[position : position + length])) in phrases
            ),
            None,
        )
        if found and (position == 0 or words[position - 1] not in _DENIED):
            yield position, found[0], found[1]
        position += found[0] if found else 1


@lru_cache(maxsize=64)
def _phrases(key: StatusKey) -> dict[str, str]:
    own = {" ".join(_WORD.findall(phrase)): status for phrase, status in key.phrases()}
    return {**_ALSO, **own}


@lru_cache(maxsize=64)
def _symbols(key: StatusKey) -> dict[str, str]:
    colours = dict(key.phrases())
    drawn = {mark: colours[name] for mark, name in _DRAWN.items() if name in colours}
    own = {key.symbol(status)[:1]: status for status in key.statuses if key.symbol(status)}
    return {**drawn, **own}


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= 40 else f"{flat[:39]}…"
