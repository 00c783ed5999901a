"""Words of one meaning, and words of one root: what people say for a word that stands in a title.

What may live here: the sets of words this field uses for one another, and the cutting of a word to its root. They
only ever help to find a title that has something else of the sentence too.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping

from commands.plain_words.hearing import stem_of

_ALIKE = """
space room hub venue centre hall place
warm welcoming cosy heated
foodbank larder pantry
walk walking ramble stroll
old older elderly ageing aging pensioner
child kid bairn wean youngster pupil
youth young teen teenager
student learner
employment employability employed
placement internship apprenticeship
worker adviser advisor navigator
online digital internet web
conversation chat talk discussion
money cash finance income benefit welfare
health wellbeing wellness
agreement deal contract protocol memorandum
session class workshop
review look refresh overhaul
redraft rewrite revision draft
route pathway path
referral refer
map mapping directory
report return
tutor teacher lecturer
housing house home tenancy
loneliness isolation lonely
drug alcohol addiction substance
climate carbon green net
crime offending justice
bus transport travel
weight obesity diet
employer firm company business
pilot trial test
locality area neighbourhood
message leaflet card flyer
volunteer volunteering
family parent carer
councillor member elected
"""

_GROUPS: Mapping[str, tuple[str, ...]] = {
    stem_of(word): tuple(stem_of(other) for other in line.split() if other != word)
    for line in _ALIKE.strip().splitlines()
    for word in line.split()
}

_ENDINGS = ("ations", "ation", "ment", "ings", "ing", "ion", "ers", "er", "ed", "al", "e", "y", "d", "s")
_SHORTEST = 4


def root_of(stem: str) -> str:
    """What is left without an ending: "supported" and "supporting" are "support"."""
    for ending in _ENDINGS:
        if stem.endswith(ending) and len(stem) - len(ending) >= _SHORTEST:
            return stem[: -len(ending)]
    return stem


class Kin:
    """Which words of a register's titles a word that is in none of them may stand for."""

    def __init__(self, stems: Collection[str]) -> None:
        self._stems = frozenset(stems)
        self.words = frozenset(
            word for word in _GROUPS if any(other in self._stems for other in _GROUPS[word])
        )
        """Words that may stand for one of the register's: they are no slips of the keyboard."""
        self._by_root: dict[str, list[str]] = defaultdict(list)
        for stem in self._stems:
            self._by_root[root_of(stem)].append(stem)

    def of(self, stem: str) -> Iterator[str]:
        """The stems it may stand for, those of its own root first."""
        if len(stem) >= _SHORTEST:
            yield from self._by_root.get(root_of(stem), ())
        yield from (other for other in _GROUPS.get(stem, ()) if other in self._stems)
