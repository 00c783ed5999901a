"""Which of the register's actions a row of a file is: by its code, its reference, its title, or an earlier import.

What may live here: matching by what both sides say. A title that is only near is
reported, and never taken to be the same.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from bot.sheets.known import Known, KnownAction
from bot.sheets.proposal import ActionSaid

NEW = "new"
"""Decided for an unsure row: it is an action the register does not have."""

NEAR = 86
"""From 0 to 100: how alike two titles are that are offered as near."""

RENAMED = 60
"""How alike the title of a new row and that of an action that is missing are, for the one to be asked about."""

_SAME_MATTER = 55
_MOST_NEAR = 3
_WORDS = re.compile(r"[^\W_]+")
_COMMON = 200


@dataclass(frozen=True, slots=True)
class Match:
    """The action of the register a row is, or those it is near to. Both empty: it is new."""

    action: KnownAction | None = None
    near: tuple[str, ...] = ()
    problem: str = ""


@dataclass(slots=True)
class Matcher:
    """Looks rows up in one register. Every action is matched by one row of a file at the most."""

    known: Known
    _by_code: dict[str, KnownAction] = field(default_factory=dict)
    _by_reference: dict[tuple[str, str], list[KnownAction]] = field(default_factory=dict)
    _by_title: dict[str, list[KnownAction]] = field(default_factory=dict)
    _by_word: dict[str, list[str]] = field(default_factory=dict)
    _taken: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for action in self.known.actions:
            self._by_code[action.code] = action
            title = folded_title(action.title)
            if title not in self._by_title:
                for word in set(title.split()):
                    self._by_word.setdefault(word, []).append(title)
            self._by_title.setdefault(title, []).append(action)
            if action.reference:
                key = (_folded(action.reference), folded_title(action.priority))
                self._by_reference.setdefault(key, []).append(action)

    def match(self, said: ActionSaid, source: str, where: str, decided: str | None = None) -> Match:
        """The action of the register that a row is. `where` names the row, for another that would be the same.

        `decided` is what a person has said it is: a code of the register, or `NEW`.
        """
        if decided == NEW:
            return Match()
        chosen = self._by_code.get(decided) if decided else None
        return self._alone(Match(chosen) if chosen else self._find(said, source), where)

    def _alone(self, found: Match, where: str) -> Match:
        if found.action is None:
            return found
        before = self._taken.setdefault(found.action.code, where)
        if before == where:
            return found
        return Match(None, (found.action.code,), f"{found.action.code} is {before} already")

    def _find(self, said: ActionSaid, source: str) -> Match:
        if said.code and said.code in self._by_code:
            return Match(self._by_code[said.code])
        by_title = self._titled(said)
        earlier = self.known.imported.get(source)
        same_row = earlier and alike(said.title, earlier.said.get("title", said.title)) >= _SAME_MATTER
        by_source = self._by_code.get(earlier.target) if earlier and same_row else None
        by_reference = by_source or self._referred(said)
        if by_reference is None:
            return Match(by_title) if by_title else Match(None, self._near(said.title))
        if by_title in (None, by_reference) and (
            by_title or alike(said.title, by_reference.title) >= _SAME_MATTER or by_source
        ):
            return Match(by_reference)
        if by_title:
            return Match(by_title)
        return Match(None, (by_reference.code,), f"its reference is {by_reference.code}’s, its words are not")

    def _titled(self, said: ActionSaid) -> KnownAction | None:
        """The one action of this title, or the one of them under the same priority."""
        same = self._by_title.get(folded_title(said.title), [])
        if len(same) > 1 and said.priority:
            wanted = folded_title(_priority(said))
            same = [one for one in same if folded_title(one.priority) == wanted]
        return same[0] if len(same) == 1 else None

    def _referred(self, said: ActionSaid) -> KnownAction | None:
        if not said.reference:
            return None
        same = self._by_reference.get((_folded(said.reference), folded_title(_priority(said))), [])
        return same[0] if len(same) == 1 else None

    def _near(self, title: str) -> tuple[str, ...]:
        """Codes of actions whose titles are like this one, the likest first; those of the very same title too."""
        from rapidfuzz import fuzz, process

        wanted = folded_title(title)
        candidates = self._sharing(wanted)
        found = process.extract(wanted, candidates, scorer=fuzz.ratio, score_cutoff=NEAR, limit=_MOST_NEAR)
        return tuple(one.code for name, _, _ in found for one in self._by_title[name])[:_MOST_NEAR]

    def _sharing(self, title: str) -> list[str]:
        """The titles that share a word with this one that few titles have; where it has none, those with its rarest."""
        lists = sorted((self._by_word[word] for word in set(title.split()) if word in self._by_word), key=len)
        rare = [titles for titles in lists if len(titles) <= _COMMON] or [one[:_COMMON] for one in lists[:1]]
        return list(dict.fromkeys(name for titles in rare for name in titles))


def source_of(said: ActionSaid, taken: Mapping[str, object]) -> str:
    """An id that is the same whenever the same row is read: from its reference and priority, or else its title.

    Where a file has the same row twice, the second is given its number.
    """
    named = said.code or said.reference
    parts = ("reference", _folded(named)) if named else ("title", folded_title(said.title))
    # In the file's own words: which of the register's priorities they mean may change without the file.
    under = said.priority.words if said.priority and not said.code else ""
    key = "\x1f".join(("action", *parts, folded_title(under)))
    source = f"sheet-{hashlib.sha256(key.encode()).hexdigest()[:24]}"
    number = 1
    while (numbered := source if number == 1 else f"{source}-{number}") in taken:
        number += 1
    return numbered


def folded_title(text: str) -> str:
    """A title as it is compared: words alone, in small letters."""
    return " ".join(_WORDS.findall(text.casefold().replace("&", " and ")))


def near_names(wanted: str, names: Sequence[str]) -> list[str]:
    """The names like this one, the likest first."""
    from rapidfuzz import fuzz, process

    found = process.extract(wanted, names, scorer=fuzz.ratio, score_cutoff=NEAR, limit=_MOST_NEAR)
    return [name for name, _, _ in found]


def _priority(said: ActionSaid) -> str:
    if said.priority is None:
        return ""
    return said.priority.known.name if said.priority.known else said.priority.words


def alike(one: str, other: str) -> float:
    """From 0 to 100: how many words two titles share, in whatever order."""
    from rapidfuzz import fuzz

    return fuzz.token_sort_ratio(folded_title(one), folded_title(other))


def _folded(reference: str) -> str:
    return " ".join(reference.casefold().rstrip(".) ").split())
