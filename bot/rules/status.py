"""The status key of a partnership: its words, symbols and colours for the seven states of delivery.

What may live here: the key; the statuses themselves are the register's. Status is delivery and says nothing
of when an action was last heard of. A colour never stands alone: every label is a symbol and a word.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from storage.records.action import STATUSES

# The single letters of a red-amber-green report. Other colours have none: a letter must be beyond doubt.
_LETTERS = {"green": "g", "amber": "a", "red": "r", "blue": "b"}


@dataclass(frozen=True, slots=True)
class StatusEntry:
    """One line of the key. `colours` holds the colour names and any other words people say for the status.

    Raises ValueError for an unknown status or an empty word.
    """

    status: str
    word: str
    symbol: str
    colours: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.status not in STATUSES:
            raise ValueError(f"not a status: {self.status!r}")
        if not all(_folded(phrase) for phrase in (self.word, *self.colours)):
            raise ValueError(f"an empty word in the status key for {self.status}")

    @classmethod
    def from_row(cls, row: Mapping[str, object]) -> StatusEntry:
        """An entry from a row of a register file or settings: status, word, symbol, colours (a list)."""
        colours = row.get("colours")
        words = colours if isinstance(colours, (list, tuple)) else ()
        status, word, symbol = (str(row.get(name) or "") for name in ("status", "word", "symbol"))
        return cls(status, word, symbol, tuple(str(colour) for colour in words))

    @property
    def phrases(self) -> tuple[str, ...]:
        """What people may type for this status, in small letters with single spaces, without repeats."""
        return tuple(dict.fromkeys(_folded(phrase) for phrase in (self.word, *self.colours)))


@dataclass(frozen=True, slots=True)
class StatusKey:
    """The whole key in display order, one entry for every status.

    Raises ValueError when a status is missing or twice, or when one phrase would mean two statuses.
    """

    entries: tuple[StatusEntry, ...]

    def __post_init__(self) -> None:
        if sorted(self.statuses) != sorted(STATUSES):
            raise ValueError("a status key has each status once")
        said = [phrase for entry in self.entries for phrase in entry.phrases]
        twice = {phrase for phrase in said if said.count(phrase) > 1}
        if twice:
            raise ValueError(f"means two statuses in the key: {min(twice)!r}")

    @classmethod
    def of(cls, entries: Iterable[StatusEntry]) -> StatusKey:
        """A partnership's own entries; what it leaves out follows from the default key, after its own.

        Where the partnership uses a default colour for another status, the default gives it up.
        """
        own = tuple(entries)
        used = {phrase for entry in own for phrase in entry.phrases}
        named = {entry.status for entry in own}
        rest = (_without(entry, used) for entry in DEFAULT_ENTRIES if entry.status not in named)
        return cls(own + tuple(rest))

    @property
    def statuses(self) -> tuple[str, ...]:
        """The statuses in display order."""
        return tuple(entry.status for entry in self.entries)

    def phrases(self) -> tuple[tuple[str, str], ...]:
        """Every (phrase, status) of words and colours, longest phrase first."""
        pairs = ((phrase, entry.status) for entry in self.entries for phrase in entry.phrases)
        return tuple(sorted(pairs, key=lambda pair: (-len(pair[0]), pair[0])))

    def letters(self) -> tuple[tuple[str, str], ...]:
        """Every (letter, status): g, a, r and b, wherever the key has green, amber, red and blue."""
        pairs = ((_LETTERS.get(phrase), status) for phrase, status in self.phrases())
        return tuple(sorted((letter, status) for letter, status in pairs if letter))

    def word(self, status: str) -> str:
        """The partnership's word: "At risk". Raises KeyError for what is no status."""
        return self._entry(status).word

    def symbol(self, status: str) -> str:
        """The symbol: "🟠". Raises KeyError for what is no status."""
        return self._entry(status).symbol

    def label(self, status: str) -> str:
        """Symbol and word: "🟠 At risk". Raises KeyError for what is no status."""
        entry = self._entry(status)
        return f"{entry.symbol} {entry.word}".strip()

    def _entry(self, status: str) -> StatusEntry:
        for entry in self.entries:
            if entry.status == status:
                return entry
        raise KeyError(status)


def _folded(phrase: str) -> str:
    return " ".join(phrase.casefold().replace("-", " ").replace("_", " ").split())


def _without(entry: StatusEntry, used: set[str]) -> StatusEntry:
    colours = tuple(colour for colour in entry.colours if _folded(colour) not in used)
    return StatusEntry(entry.status, entry.word, entry.symbol, colours)


DEFAULT_ENTRIES = (
    StatusEntry("not_started", "Not started", "⚪"),
    StatusEntry("on_track", "On track", "🟢", ("green",)),
    StatusEntry("at_risk", "At risk", "🟠", ("amber", "orange", "yellow")),
    StatusEntry("off_track", "Off track", "🔴", ("red",)),
    StatusEntry("complete", "Complete", "🔵", ("blue", "done", "completed")),
    StatusEntry("paused", "Paused", "⏸", ("on hold",)),
    StatusEntry("closed", "Closed", "⏹"),
)
DEFAULT_KEY = StatusKey(DEFAULT_ENTRIES)
