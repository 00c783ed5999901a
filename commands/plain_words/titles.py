"""Actions named by words of their titles: the rarer the words, the more they count.

What may live here: that search, and how sure it is. Names typed whole, and parts of other names, are found in
`finding`.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from commands.plain_words.hearing import SILENT, Word
from commands.plain_words.lexicon import COMMON, NEUTRAL
from commands.plain_words.names import MOST_ALIKE, SAYS_LITTLE, Found, Names

SURE_NAME = 0.8
"""How much of a title has to be said for its words to be no part of another name."""

IN_A_ROW = 0.95
"""The strength of two words that stand together in the title, or of most of it."""

_CLEARLY = 1.2
"""How much rarer the words of one title have to be than the next one's to be meant alone."""

_BEGINNING = 1.5
"""What the first word of a title counts: people call an action by how its title begins."""

_KINDRED = 0.5
"""What a word counts that is not in the title but means the same as one that is, or is made from it."""

_MOST_OF_IT = 0.6
_HALF_SAID = 0.7
"""The strength of a title known by one of its words and by others of the same meaning."""

_FARTHEST = 4


@dataclass(slots=True)
class _Scored:
    """How much of an action's title was said: in its own words, and in others of the same meaning."""

    score: int = 0
    own: set[str] = field(default_factory=set)
    kindred: set[str] = field(default_factory=set)

    @property
    def matched(self) -> set[str]:
        return self.own | self.kindred


def actions_titled(words: Sequence[Word], names: Names, taken: set[int], is_first: bool) -> Iterator[Found]:
    """The actions named by words of their titles, one after the other; beside a sure one only sure ones count."""
    for _ in range(MOST_ALIKE):
        found = action_titled(words, names, taken)
        if found is None or (not is_first and found.strength < IN_A_ROW):
            return
        yield found
        taken, is_first = taken | set(range(found.first, found.last + 1)), False


def action_titled(words: Sequence[Word], names: Names, taken: set[int]) -> Found | None:
    """The action whose title has the rarest words of the sentence, or the few that share them."""
    said = _said(words, names, taken)
    scored = _scores(said, names)
    ranked = [
        (action, found)
        for action, found in sorted(scored.items(), key=lambda each: -each[1].score)[:4]
        if _names_it(found, names.title(action))
    ]
    if not ranked:
        return None
    best = [(action, found) for action, found in ranked if found.score * _CLEARLY > ranked[0][1].score]
    if len(best) > MOST_ALIKE:
        return None
    stems = set[str]().union(*(found.matched for _, found in best))
    places = _together(words, sorted(number for number, fits in said.items() if stems & fits.keys()))
    meant = tuple(names.actions[action] for action, _ in best)
    strength = _strength(best[0][1], names.title(best[0][0]))
    return Found(meant, places[0], places[-1], strength, words[places[0]].start, words[places[-1]].end)


def _said(words: Sequence[Word], names: Names, taken: set[int]) -> dict[int, dict[str, float]]:
    """The words of titles that each word may stand for, and what it counts for them."""
    said: dict[int, dict[str, float]] = {}
    for number, word in enumerate(words):
        if number in taken or word.text in SILENT:
            continue
        if word.stem in names.titled:
            said[number] = {word.stem: 1.0}
        elif fits := _kindred(word.stem, names):
            said[number] = fits
    return said


def _kindred(stem: str, names: Names) -> dict[str, float]:
    return {kin: _KINDRED for kin in names.kin.of(stem) if kin in names.titled}


def _scores(said: dict[int, dict[str, float]], names: Names) -> dict[int, _Scored]:
    weights: Counter[str] = Counter()
    for fits in said.values():
        for stem, weight in fits.items():
            weights[stem] = max(weights[stem], int(1000 * weight))
    scored: dict[int, _Scored] = defaultdict(_Scored)
    for stem, weight in weights.items():
        rarity = names.rarity(stem) * weight
        for action in names.titled[stem]:
            one = scored[action]
            one.score += int(rarity * (_BEGINNING if names.title(action)[0] == stem else 1.0))
            (one.own if weight == 1000 else one.kindred).add(stem)
    return scored


def _names_it(found: _Scored, title: Sequence[str]) -> bool:
    """Two words of a title, or one that is long and no common word, name it."""
    if len(found.matched) >= 2:
        if any(set(title[n : n + 3]) <= found.own for n in range(len(title) - 2)):
            return True
        return any(stem not in SAYS_LITTLE and stem not in NEUTRAL for stem in found.own or found.matched)
    if not found.own:
        return False
    (stem,) = found.own
    return (len(stem) >= 5 and stem not in COMMON and stem not in SAYS_LITTLE) or len(title) == 1


def _strength(found: _Scored, title: Sequence[str]) -> float:
    if len(found.matched) < 2:
        return 0.6
    if len(found.own) < 2:
        return _HALF_SAID
    in_a_row = any(set(title[n : n + 2]) <= found.own for n in range(len(title) - 1))
    is_most = len(found.own) >= _MOST_OF_IT * len(set(title))
    return IN_A_ROW if in_a_row or is_most or len(found.own) >= 3 else SURE_NAME


def _together(words: Sequence[Word], places: list[int]) -> list[int]:
    """The words that stand near each other, with no mark between: a word far from the others is chance."""
    runs: list[list[int]] = [[places[0]]]
    for place in places[1:]:
        between = words[runs[-1][-1] + 1 : place + 1]
        is_said_again = any(words[number].stem == words[place].stem for number in runs[-1])
        is_near = len(between) <= _FARTHEST and not any(word.is_after_mark for word in between)
        if is_near and not is_said_again:
            runs[-1].append(place)
        else:
            runs.append([place])
    return max(runs, key=len)
