"""A sentence as words: folded, short forms written out, slips of the keyboard put right where one word is meant.

What may live here: tokens and spelling. What the words mean is decided elsewhere; the sentence itself is kept, and
every word knows where it stands in it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace

from commands.plain_words.english import ENGLISH
from commands.plain_words.lexicon import COMMON, NEUTRAL, SHORT_FORMS

EVERYDAY = COMMON | ENGLISH
"""Words left as they were typed."""

LONGEST = 600
"""Characters of the longest sentence read as a question; more is somebody's report, and is left to them."""

_TOKEN = re.compile(r"\bre-(?=[^\W_])[^\W_]+|[^\W_]+(?:['’‘][^\W_]+)*")
_MARK = re.compile(r"[,;:.!?()\n\u2012-\u2015]|\s-\s")
_MOST_SLIPS = 2


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a sentence: `stem` is what is compared, `start` and `end` where it stands as typed.

    `is_mended` tells that the spelling was put right, `is_after_mark` that a comma, a dash or the like stands before.
    """

    text: str
    stem: str
    start: int
    end: int
    is_mended: bool = False
    is_after_mark: bool = False


def hear(sentence: str, known: Collection[str], good: Collection[str] = ()) -> tuple[Word, ...]:
    """The words of a sentence; `known` are the words of the register's names, in stems. Never raises.

    `good` are words that stand as they are too, but that no other word is a slip of.
    """
    words = tuple(_words(sentence))
    known_stems = known if isinstance(known, (set, frozenset)) else frozenset(known)
    joined = tuple(_joined(words, known_stems))
    spelling = _Spelling(known_stems)
    return tuple(word if word.stem in good else spelling.mended(word) for word in joined)


def folded(text: str) -> str:
    """In small letters, without accents, with straight apostrophes."""
    plain = unicodedata.normalize("NFKD", text.casefold().replace("’", "'").replace("‘", "'"))
    return "".join(mark for mark in plain if not unicodedata.combining(mark))


def stem_of(word: str) -> str:
    """The word without a plural's ending: enough to hold "foodbanks" and "foodbank" for one."""
    if len(word) > 4 and word.endswith("ies"):
        return f"{word[:-3]}y"
    if len(word) > 4 and word.endswith(("sses", "shes", "ches", "xes")):
        return word[:-2]
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


def stems_of(name: str) -> tuple[str, ...]:
    """The stems of a name, small words left out."""
    return tuple(word.stem for word in _words(name) if word.text not in SILENT)


SILENT = frozenset("a an and the of for to in on at by with from our their its or".split())
"""Words that make no difference inside a name."""


def _words(sentence: str) -> Iterator[Word]:
    ended = 0
    for match in _TOKEN.finditer(sentence):
        typed, is_after_mark = folded(match[0]), _MARK.search(sentence, ended, match.start()) is not None
        for part in SHORT_FORMS.get(typed, (_bare(typed),)):
            yield Word(part, stem_of(part), match.start(), match.end(), is_after_mark=is_after_mark)
            is_after_mark = False
        ended = match.end()


def _bare(typed: str) -> str:
    """Without a possessive's ending: "the college's" is the college."""
    return re.sub(r"'s?$", "", typed).replace("'", "").replace("-", "") or typed


def _joined(words: tuple[Word, ...], known: Collection[str]) -> Iterator[Word]:
    """Words that a name of the register writes as one: "food bank" is "foodbank"."""
    position = 0
    while position < len(words):
        pair = words[position : position + 2]
        both = "".join(word.text for word in pair)
        if len(pair) == 2 and stem_of(both) in known and not all(word.stem in known for word in pair):
            yield replace(pair[0], text=both, stem=stem_of(both), end=pair[1].end)
            position += 2
        else:
            yield words[position]
            position += 1


_ENDINGS: dict[str, tuple[str, ...]] = {
    "ations": ("", "e"),
    "ation": ("", "e"),
    "ments": ("",),
    "ment": ("",),
    "ing": ("", "e"),
    "ies": ("y",),
    "ied": ("y",),
    "ers": ("", "e"),
    "er": ("", "e"),
    "ed": ("", "e"),
    "ly": ("",),
    "s": ("",),
    "d": ("",),
}
"""Endings of words, and what stands in their place in the word they are made from."""


def is_common(word: str) -> bool:
    """Whether a word, or what it is made from, is a common one: no slip of another."""
    return _is_made_from(word, EVERYDAY)


def is_neutral(word: str) -> bool:
    """Whether a word, or what it is made from, may stand in a question and mean nothing more by it."""
    return _is_made_from(word, NEUTRAL)


def _is_made_from(word: str, words: Collection[str]) -> bool:
    if word in words:
        return True
    return any(
        f"{word[: -len(ending)]}{instead}" in words
        for ending, stems in _ENDINGS.items()
        if word.endswith(ending) and len(word) > len(ending) + 2
        for instead in stems
    )


class _Spelling:
    """What words could have been meant. Short words are left alone: one slip makes another word of them."""

    def __init__(self, known: Collection[str]) -> None:
        self._known = known
        self._by_letter: dict[str, list[str]] = {}
        for word in {*known, *MENDABLE}:
            if len(word) >= 4:
                self._by_letter.setdefault(word[0], []).append(word)

    def mended(self, word: Word) -> Word:
        if is_common(word.text) or word.stem in self._known or len(word.text) < 4:
            return word
        if not word.text.isalpha():
            return word
        meant = self._meant(word.text)
        return replace(word, text=meant, stem=stem_of(meant), is_mended=True) if meant else word

    def _meant(self, typed: str) -> str | None:
        from rapidfuzz import process
        from rapidfuzz.distance import OSA

        slips = 1 if len(typed) < 7 else _MOST_SLIPS
        near = self._by_letter.get(typed[0], ())
        found = process.extract(typed, near, scorer=OSA.distance, score_cutoff=slips, limit=3)
        if not found:
            return self._first_letters_swapped(typed)
        best = min(slip for _, slip, _ in found)
        fits = {stem_of(str(meant)): str(meant) for meant, slip, _ in found if slip == best}
        return next(iter(fits.values())) if len(fits) == 1 else _likeliest(typed, fits.values())

    def _first_letters_swapped(self, typed: str) -> str | None:
        swapped = typed[1] + typed[0] + typed[2:]
        return swapped if swapped in COMMON or swapped in self._by_letter.get(swapped[0], ()) else None


def _likeliest(typed: str, fits: Collection[str]) -> str | None:
    """Of words equally near, the one with the same letters in another order; else none."""
    same = [meant for meant in fits if sorted(meant) == sorted(typed)]
    return same[0] if len(same) == 1 else None


MENDABLE = frozenset(word for word in COMMON if len(word) >= 4)
