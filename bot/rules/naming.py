"""Names people type: which bodies, groups, priorities, places or words of a list a text means.

What may live here: the reading of names in text, the longest first. A name typed whole is taken; part of a
name is taken where it fits one thing only; a slip of the keyboard is never taken, only answered with what is
near. Which names there are is an argument. Case, accents, hyphens, "and" and "the" make no difference.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

MOST_NEAR = 3
"""How many near names are offered."""

_TOKEN = re.compile(r"[^\W_]+(?:['’][^\W_]+)*|[^\w\s]")
_SILENT = frozenset(("and", "the"))
_FILLERS = frozenset(
    (
        "a action actions all an any are at by for from has have in is of on or our that to which who with"
    ).split()
)
_LONGEST_NAME = 20
_NEAR_ENOUGH = 0.7


@dataclass(frozen=True, slots=True)
class Named:
    """Something with a name. `kind` says what it is, `also` what else it is called.

    `in_part` is False where part of the name means something else: "started" is not "Not started".
    """

    kind: str
    id: int
    name: str
    also: tuple[str, ...] = ()
    in_part: bool = True


@dataclass(frozen=True, slots=True)
class Unknown:
    """Words that are no name: as typed, what was typed before and after them, and names they are near to."""

    typed: str
    before: str
    after: str
    near: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Heard:
    """What a text names, in the order typed and without repeats, and the first words that name nothing."""

    found: tuple[Named, ...]
    unknown: Unknown | None = None


@dataclass(frozen=True, slots=True)
class _Word:
    folded: str
    start: int
    end: int


_Phrase = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Index:
    """Names made ready to be looked for, for whoever reads many texts against the same names."""

    known: tuple[Named, ...]
    whole: dict[_Phrase, list[Named]]
    parts: dict[_Phrase, list[Named]]
    longest: int

    @classmethod
    def of(cls, known: Iterable[Named]) -> "Index":
        """The index of these names; their order counts as in `read_names`."""
        everything = tuple(known)
        whole, parts = _whole_names(everything), _parts_of_names(everything)
        return cls(everything, whole, parts, max((len(phrase) for phrase in (*whole, *parts)), default=0))


def read_names(text: str, known: Sequence[Named]) -> Heard:
    """Every name in the text. Never raises, whatever the text.

    Where one name means things of several kinds, the kind that comes first in `known` is meant; of one kind
    all that bear the name are.
    """
    index = Index.of(known)
    found, unknown = _heard(list(_words(text)), index)
    return Heard(tuple(found), _unknown(text, unknown, known, index.parts) if unknown else None)


def one_name(text: str, index: Index) -> Named | None:
    """The one thing a text names and says nothing besides; None where it names none, several, or says more."""
    found, unknown = _heard(list(_words(text)), index)
    return found[0] if len(found) == 1 and not unknown else None


def _heard(words: Sequence[_Word], index: Index) -> tuple[list[Named], list[_Word]]:
    """What the words name, each once, and the words that name nothing."""
    found: list[Named] = []
    unknown: list[_Word] = []
    position = 0
    while position < len(words):
        length, named = _longest_at(words, position, index.longest, index.whole, index.parts)
        if named:
            found += [one for one in named if one not in found]
        elif not _may_be_skipped(words[position].folded):
            unknown.append(words[position])
        position += length
    return found, unknown


def _words(text: str) -> Iterator[_Word]:
    for match in _TOKEN.finditer(text):
        plain = unicodedata.normalize("NFKD", match[0].casefold())
        word = "".join(mark for mark in plain if not _says_nothing(mark))
        if word and word not in _SILENT:
            yield _Word(word, match.start(), match.end())


def _says_nothing(mark: str) -> bool:
    """Accents, punctuation, spaces and marks of layout; what is left are letters, digits and symbols."""
    return unicodedata.category(mark)[0] in "MPZC"


def _phrase(text: str) -> _Phrase:
    return tuple(word.folded for word in _words(text))[:_LONGEST_NAME]


def _whole_names(known: Iterable[Named]) -> dict[_Phrase, list[Named]]:
    found: dict[_Phrase, list[Named]] = {}
    for one in known:
        for phrase in {_phrase(name) for name in (one.name, *one.also)} - {()}:
            same = found.setdefault(phrase, [])
            if not same or same[0].kind == one.kind:
                same.append(one)
    return found


def _parts_of_names(known: Iterable[Named]) -> dict[_Phrase, list[Named]]:
    """Every run of whole words inside a name; things of the same kind and name count as one."""
    found: dict[_Phrase, list[Named]] = {}
    for one in filter(lambda one: one.in_part, known):
        for part in set(_runs(_phrase(one.name))):
            found.setdefault(part, []).append(one)
    return found


def _runs(phrase: _Phrase) -> Iterator[_Phrase]:
    for start in range(len(phrase)):
        for end in range(start + 1, len(phrase) + 1):
            run = phrase[start:end]
            if any(len(word) > 2 and word not in _FILLERS for word in run):
                yield run


def _longest_at(
    words: Sequence[_Word],
    position: int,
    longest: int,
    whole: dict[_Phrase, list[Named]],
    parts: dict[_Phrase, list[Named]],
) -> tuple[int, list[Named]]:
    for length in range(min(longest, len(words) - position), 0, -1):
        phrase = tuple(word.folded for word in words[position : position + length])
        if phrase in whole:
            return length, whole[phrase]
        fits = parts.get(phrase, [])
        if fits and len({(one.kind, _phrase(one.name)) for one in fits}) == 1:
            return length, fits
    return 1, []


def _may_be_skipped(word: str) -> bool:
    """Small words between names, and marks that are no status's symbol."""
    return word in _FILLERS or not any(character.isalnum() for character in word)


def _unknown(
    text: str, words: Sequence[_Word], known: Sequence[Named], parts: dict[_Phrase, list[Named]]
) -> Unknown:
    """The first run of words that stand together, or as much of it as is near a name."""
    run = [words[0]]
    for word in words[1:]:
        if text[run[-1].end : word.start].strip():
            break
        run.append(word)
    near = _near(run, known, parts)
    if not near and len(run) > 1:
        run = run[:1]
        near = _near(run, known, parts)
    start, end = run[0].start, run[-1].end
    return Unknown(text[start:end], text[:start].strip(), text[end:].strip(), near)


def _near(run: Sequence[_Word], known: Sequence[Named], parts: dict[_Phrase, list[Named]]) -> tuple[str, ...]:
    phrase = tuple(word.folded for word in run)[:_LONGEST_NAME]
    fits = parts.get(phrase)
    if fits:
        return tuple(dict.fromkeys(one.name for one in fits))[:MOST_NEAR]
    typed = " ".join(phrase)
    scores: dict[str, float] = {}
    for one in known:
        score = max(_likeness(typed, name) for name in (one.name, *one.also))
        scores[one.name] = max(score, scores.get(one.name, 0))
    ranked = sorted((name for name in scores if scores[name] >= _NEAR_ENOUGH), key=lambda name: -scores[name])
    return tuple(ranked[:MOST_NEAR])


def _likeness(typed: str, name: str) -> float:
    """From 0 to 1: of the whole name, or a little less of one of its words."""
    from rapidfuzz.distance import OSA

    words = _phrase(name)
    whole = OSA.normalized_similarity(typed, " ".join(words))
    in_part = max((OSA.normalized_similarity(typed, word) for word in words if len(word) > 2), default=0.0)
    return max(whole, in_part * 0.95)
