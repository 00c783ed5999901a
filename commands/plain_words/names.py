"""What the register calls things, and where a sentence names them: priorities, bodies, groups, places, people, actions.

What may live here: names as values, and the finding of names among words. A name typed whole is certain; a part of one
counts where nothing else of the register has it; words of an action's title count the more the rarer they are.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from bot.rules.filtering import BODY, GROUP, LOCALITY, PRIORITY
from bot.rules.numbering import CODE, code_of
from bot.rules.status import StatusKey
from commands.plain_words.hearing import SILENT, Word, stems_of
from commands.plain_words.lexicon import COMMON, NEUTRAL

ACTION, PERSON = "action", "person"

_LONGEST = 8
_CLEARLY = 1.2
"""How much rarer the words of one title have to be than the next one's to be meant alone."""

_MOST_ALIKE = 3
"""Things of one name; a word that more things have names nothing."""

_BEGINNING = 1.5
"""What the first word of a title counts: people call an action by how its title begins."""

_SAYS_LITTLE = frozenset(
    "action partnership group plan board community work local new service session critical "
    "friend priority locality place "
    "report meeting partner part lead officer update good start last first change working "
    "climate team".split()
)
"""Words too common in the field to name anything by themselves."""


@dataclass(frozen=True, slots=True)
class Name:
    """Something of the register. `also` is what else it is called; `code` is an action's.

    `is_current` is False for what an older set of priorities or a group that has ended was called.
    """

    kind: str
    id: int
    name: str
    also: tuple[str, ...] = ()
    code: str = ""
    is_current: bool = True


@dataclass(frozen=True, slots=True)
class Found:
    """A name in a sentence: `first` and `last` are its words' numbers, `names` what it may be (several: unclear).

    `strength` is 1.0 for a whole name, less for a part. `start` and `end` are its place as typed.
    """

    names: tuple[Name, ...]
    first: int
    last: int
    strength: float
    start: int
    end: int

    @property
    def kind(self) -> str:
        """What it is, or of the first where it may be several things."""
        return self.names[0].kind


class Names:
    """Every name of one register, ready to be looked for."""

    def __init__(self, names: Iterable[Name], key: StatusKey) -> None:
        self.all = tuple(names)
        self.key = key
        self.places = tuple(name for name in self.all if name.kind != ACTION)
        self.actions = tuple(name for name in self.all if name.kind == ACTION)
        self._titles = [stems_of(name.name) for name in self.actions]

    @cached_property
    def codes(self) -> Mapping[str, Name]:
        """The actions by code."""
        return {name.code: name for name in self.actions}

    @cached_property
    def stems(self) -> frozenset[str]:
        """Every word of every name, for spelling."""
        said = {stem for title in self._titles for stem in title}
        for name in self.places:
            for called in (name.name, *name.also):
                said.update(stems_of(called))
        for entry in self.key.entries:
            for phrase in entry.phrases:
                said.update(stems_of(phrase))
        return frozenset(said)

    @cached_property
    def whole(self) -> Mapping[tuple[str, ...], list[Name]]:
        """Names as they are called whole, titles of actions among them."""
        found: dict[tuple[str, ...], list[Name]] = defaultdict(list)
        for name in self.places:
            for phrase in dict.fromkeys(stems_of(called)[:_LONGEST] for called in (name.name, *name.also)):
                if phrase:
                    found[phrase].append(name)
        for action, title in zip(self.actions, self._titles, strict=True):
            if len(title) > 1:
                found[title[:_LONGEST]].append(action)
        return found

    @cached_property
    def parts(self) -> Mapping[tuple[str, ...], list[Name]]:
        """Runs of words inside the names of everything but actions."""
        found: dict[tuple[str, ...], list[Name]] = defaultdict(list)
        for name in self.places:
            if name.kind == PERSON:
                continue
            for run in set(_runs(stems_of(name.name)[:_LONGEST])):
                if name.is_current or len(run) > 2 or _begins(name, run):
                    found[run].append(name)
        return found

    @cached_property
    def titled(self) -> Mapping[str, list[int]]:
        """Which actions have a word in their title."""
        found: dict[str, list[int]] = defaultdict(list)
        for number, title in enumerate(self._titles):
            for stem in set(title):
                found[stem].append(number)
        return found

    def title(self, number: int) -> tuple[str, ...]:
        """The words of an action's title."""
        return self._titles[number]

    def rarity(self, stem: str) -> float:
        """How much a word tells one title from another: nought where every title has it."""
        return math.log((1 + len(self.actions)) / (1 + len(self.titled.get(stem, ())))) + 0.3


def _begins(name: Name, run: tuple[str, ...]) -> bool:
    """Whether a telling word begins the name: what was the priority "Digital participation" is still "digital"."""
    return run == stems_of(name.name)[:1] and len(run[0]) >= 5


def _runs(phrase: Sequence[str]) -> Iterator[tuple[str, ...]]:
    for start in range(len(phrase)):
        for end in range(start + 1, len(phrase) + 1):
            run = tuple(phrase[start:end])
            if any(len(word) > 2 and word not in _SAYS_LITTLE and word not in NEUTRAL for word in run):
                yield run


def find_codes(sentence: str, names: Names) -> tuple[tuple[str, int, int], ...]:
    """Codes of the register in a sentence, each with where it stands."""
    found = []
    for match in CODE.finditer(sentence):
        begins = match.start() == 0 or not sentence[match.start() - 1].isalnum()
        code = code_of(match)
        if begins and code in names.codes and code:
            found.append((code, match.start(), match.end()))
    return tuple(found)


def find_names(sentence: str, words: Sequence[Word], names: Names) -> tuple[Found, ...]:
    """Every name in a sentence, in the order typed; where two share a word, the surer one is kept."""
    codes = [_of_code(code, start, end, words, names) for code, start, end in find_codes(sentence, names)]
    taken = _spans(codes)
    whole = list(_longest(words, names.whole, taken, 1.0))
    whole = [_at_full_length(found, words, names, taken) for found in whole]
    title = None if codes else _titles_in(words, names, taken)
    if title is not None and title.strength >= _IN_A_ROW:
        whole = [found for found in whole if found.kind == ACTION or not _is_inside(found, title)]
    sure = [*codes, *whole]
    already = {name for found in sure for name in found.names}
    others = _titles(words, names, _spans(sure), is_first=not any(found.kind == ACTION for found in sure))
    titles = [found for found in others if not already & set(found.names)]
    sure += [found for found in titles if found.strength >= SURE_NAME]
    weak = next((found for found in titles if found.strength < SURE_NAME), None)
    parts = list(_longest(words, names.parts, _spans(sure), 0.7))
    if weak is None:
        return _in_order([*sure, *parts])
    if not _span(weak) & _spans(parts):
        return _in_order([*sure, *parts, weak])
    return _in_order([*sure, *(_merged(one, weak) if _span(one) & _span(weak) else one for one in parts)])


def _at_full_length(found: Found, words: Sequence[Word], names: Names, taken: set[int]) -> Found:
    """A short name that is part of a longer one as typed: "housing" in "lathside housing"."""
    for longer in _longest(words, names.parts, taken, found.strength):
        if _span(found) < _span(longer) and set(longer.names) & set(found.names):
            return longer
    return found


SURE_NAME = 0.8
"""How much of a title has to be said for its words to be no part of another name."""


def _titles(words: Sequence[Word], names: Names, taken: set[int], is_first: bool) -> Iterator[Found]:
    """The actions named by words of their titles, one after the other; beside a sure one only sure ones count."""
    for _ in range(_MOST_ALIKE):
        found = _titles_in(words, names, taken)
        if found is None or (not is_first and found.strength < _IN_A_ROW):
            return
        yield found
        taken, is_first = taken | _span(found), False


def _in_order(found: Iterable[Found]) -> tuple[Found, ...]:
    return tuple(sorted(found, key=lambda one: one.first))


def _spans(found: Iterable[Found]) -> set[int]:
    return {number for one in found for number in _span(one)}


_IN_A_ROW = 0.95
_MOST_OF_IT = 0.6


def _is_inside(found: Found, title: Found) -> bool:
    """Whether a name is only part of what names an action: "child health" in "child health sessions"."""
    return _span(found) < _span(title)


def _span(found: Found) -> set[int]:
    return set(range(found.first, found.last + 1))


def _merged(found: Found, actions: Found) -> Found:
    """A word that may be part of a body's name or of an action's title."""
    return Found((*found.names, *actions.names), found.first, found.last, 0.6, found.start, found.end)


def _of_code(code: str, start: int, end: int, words: Sequence[Word], names: Names) -> Found:
    inside = [number for number, word in enumerate(words) if word.start < end and word.end > start]
    first, last = (inside[0], inside[-1]) if inside else (0, -1)
    return Found((names.codes[code],), first, last, 1.0, start, end)


def _longest(
    words: Sequence[Word], index: Mapping[tuple[str, ...], list[Name]], taken: set[int], strength: float
) -> Iterator[Found]:
    position = 0
    while position < len(words):
        found = None if position in taken else _longest_at(words, position, index, taken, strength)
        if found:
            yield found
        position = found.last + 1 if found else position + 1


def _longest_at(
    words: Sequence[Word],
    position: int,
    index: Mapping[tuple[str, ...], list[Name]],
    taken: set[int],
    strength: float,
) -> Found | None:
    if words[position].text in SILENT:
        return None
    run: list[str] = []
    best: Found | None = None
    for number in range(position, len(words)):
        if number in taken or len(run) >= _LONGEST:
            break
        if words[number].text in SILENT:
            continue
        run.append(words[number].stem)
        meant = _meant(index.get(tuple(run), ()))
        if meant:
            best = Found(meant, position, number, strength, words[position].start, words[number].end)
    return best


def _meant(fits: Sequence[Name]) -> tuple[Name, ...]:
    """Current names before old ones; names that are the same of one kind are one. Too many mean nothing."""
    current = [name for name in fits if name.is_current] or list(fits)
    alike = {(name.kind, name.name): name for name in reversed(current)}
    meant = tuple(reversed(alike.values()))
    return meant if len(meant) <= _MOST_ALIKE else ()


def _titles_in(words: Sequence[Word], names: Names, taken: set[int]) -> Found | None:
    """The action whose title has the rarest words of the sentence, or the few that share them."""
    said = {
        number: word.stem
        for number, word in enumerate(words)
        if number not in taken and word.text not in SILENT and word.stem in names.titled
    }
    scores: Counter[int] = Counter()
    matched: dict[int, set[str]] = defaultdict(set)
    for stem in set(said.values()):
        for action in names.titled[stem]:
            begins = _BEGINNING if names.title(action)[0] == stem else 1.0
            scores[action] += int(1000 * names.rarity(stem) * begins)
            matched[action].add(stem)
    ranked = [
        action for action, _ in scores.most_common(4) if _names_it(matched[action], names.title(action))
    ]
    if not ranked:
        return None
    best = [action for action in ranked if scores[action] * _CLEARLY > scores[ranked[0]]]
    if len(best) > 3:
        return None
    stems = set().union(*(matched[action] for action in best))
    places = _together(sorted(number for number, stem in said.items() if stem in stems))
    meant = tuple(names.actions[action] for action in best)
    strength = _title_strength(matched[best[0]], names.title(best[0]))
    return Found(meant, places[0], places[-1], strength, words[places[0]].start, words[places[-1]].end)


def _names_it(matched: set[str], title: Sequence[str]) -> bool:
    """Two words of a title, or one that is long and no common word, name it."""
    if len(matched) >= 2:
        return any(stem not in _SAYS_LITTLE for stem in matched)
    (stem,) = matched
    return (len(stem) >= 5 and stem not in COMMON and stem not in _SAYS_LITTLE) or len(title) == 1


def _title_strength(matched: set[str], title: Sequence[str]) -> float:
    in_a_row = any(
        tuple(title[n : n + 2]) and set(title[n : n + 2]) <= matched for n in range(len(title) - 1)
    )
    if len(matched) >= 2:
        is_most = len(matched) >= _MOST_OF_IT * len(set(title))
        return _IN_A_ROW if in_a_row or is_most or len(matched) >= 3 else SURE_NAME
    return 0.6


def _together(places: list[int]) -> list[int]:
    """The words that stand near each other: a word of the title far from the others is chance."""
    runs: list[list[int]] = [[places[0]]]
    for place in places[1:]:
        if place - runs[-1][-1] <= 4:
            runs[-1].append(place)
        else:
            runs.append([place])
    return max(runs, key=len)


__all__ = [
    "ACTION",
    "BODY",
    "GROUP",
    "LOCALITY",
    "PERSON",
    "PRIORITY",
    "Found",
    "Name",
    "Names",
    "find_names",
]
