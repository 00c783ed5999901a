"""What the register calls things, ready to be looked for: priorities, bodies, groups, places, people, actions.

What may live here: names as values and their indexes. Where a sentence names them is found in `finding` and `titles`.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from bot.rules.filtering import PRIORITY
from bot.rules.status import StatusKey
from commands.plain_words.hearing import stems_of
from commands.plain_words.kin import Kin
from commands.plain_words.lexicon import COMMON, NEUTRAL

ACTION, PERSON = "action", "person"

LONGEST = 8
"""Words of the longest name looked for; longer ones are known by their beginning."""

MOST_ALIKE = 3
"""Things of one name; a word that more things have names nothing."""

SAYS_LITTLE = frozenset(
    "action partnership group plan board community work local new service session critical "
    "friend priority locality place "
    "report meeting partner part lead officer update good start last first change working "
    "climate team member".split()
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
            for phrase in dict.fromkeys(stems_of(called)[:LONGEST] for called in (name.name, *name.also)):
                if phrase:
                    found[phrase].append(name)
        for action, title in zip(self.actions, self._titles, strict=True):
            if len(title) > 1:
                found[title[:LONGEST]].append(action)
        return found

    @cached_property
    def parts(self) -> Mapping[tuple[str, ...], list[Name]]:
        """Runs of words inside the names of everything but actions."""
        found: dict[tuple[str, ...], list[Name]] = defaultdict(list)
        for name in self.places:
            if name.kind == PERSON:
                continue
            for telling in {stem for called in name.also for stem in stems_of(called) if _tells(stem)}:
                if name.kind == PRIORITY:
                    found[(telling,)].append(name)
            for run in set(_runs(stems_of(name.name)[:LONGEST])):
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

    @cached_property
    def kin(self) -> Kin:
        """What a word that is in no name may stand for in one."""
        return Kin(self.stems)

    def title(self, number: int) -> tuple[str, ...]:
        """The words of an action's title."""
        return self._titles[number]

    def rarity(self, stem: str) -> float:
        """How much a word tells one title from another: nought where every title has it."""
        return math.log((1 + len(self.actions)) / (1 + len(self.titled.get(stem, ())))) + 0.3


def _begins(name: Name, run: tuple[str, ...]) -> bool:
    """Whether a telling word begins the name: what was the priority "Digital participation" is still "digital"."""
    return run == stems_of(name.name)[:1] and len(run[0]) >= 5


def _tells(stem: str) -> bool:
    """Whether a word of a sub-topic tells the priority by itself: "obesity"."""
    return len(stem) >= _TELLING and stem not in COMMON and stem not in SAYS_LITTLE


_TELLING = 6


def _runs(phrase: Sequence[str]) -> Iterator[tuple[str, ...]]:
    for start in range(len(phrase)):
        for end in range(start + 1, len(phrase) + 1):
            run = tuple(phrase[start:end])
            if any(len(word) > 2 and word not in SAYS_LITTLE and word not in NEUTRAL for word in run):
                yield run
