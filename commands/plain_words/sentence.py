"""A sentence heard whole: its words, the names and the time in it, and what is left once those are understood.

What may live here: the value the shapes and statements are read from, and how it is made.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from commands.plain_words.finding import BY_KIN, find_names
from commands.plain_words.hearing import Word, hear, is_neutral
from commands.plain_words.names import ACTION, PERSON, Found, Name, Names
from commands.plain_words.periods import When, find_period


@dataclass(frozen=True)
class Sentence:
    """What was typed, heard against the names of a register on a day."""

    text: str
    words: tuple[Word, ...]
    names: Names
    found: tuple[Found, ...]
    today: date

    @cached_property
    def plain(self) -> str:
        """The words in small letters, spelling put right, with single spaces; what the shapes look at."""
        return " ".join(word.text for word in self.words)

    @cached_property
    def _starts(self) -> tuple[int, ...]:
        starts, position = [], 0
        for word in self.words:
            starts.append(position)
            position += len(word.text) + 1
        return tuple(starts)

    def numbers(self, start: int, end: int) -> set[int]:
        """The numbers of the words that stand between two places of `plain`."""
        return {
            number
            for number, begins in enumerate(self._starts)
            if begins < end and begins + len(self.words[number].text) > start
        }

    def matched(self, patterns: Iterable[re.Pattern[str]]) -> set[int]:
        """The numbers of every word that any of the patterns explains."""
        return {
            number
            for pattern in patterns
            for match in pattern.finditer(self.plain)
            for number in self.numbers(match.start(), match.end())
        }

    @cached_property
    def named(self) -> set[int]:
        """The numbers of the words that are part of a name."""
        return {number for one in self.found for number in range(one.first, one.last + 1)}

    @cached_property
    def when(self) -> When:
        """The time it speaks of, if that has passed."""
        return self._when(to_come=False)

    @cached_property
    def when_to_come(self) -> When:
        """The time it speaks of, taken for one to come."""
        return self._when(to_come=True)

    def _when(self, to_come: bool) -> When:
        """The time said outside what names an action: "winter spaces" is no season."""
        text = self.plain
        for one in self.found:
            if one.kind == ACTION and one.last >= one.first:
                start, last = self._starts[one.first], one.last
                end = self._starts[last] + len(self.words[last].text)
                text = text[:start] + "_" * (end - start) + text[end:]
        return find_period(text, self.today, to_come)

    @cached_property
    def timed(self) -> set[int]:
        """The numbers of the words that say the time."""
        return self.numbers(self.when.start, self.when.end)

    @cached_property
    def actions(self) -> tuple[Found, ...]:
        """The actions it names, clear or not; a statement names none by another word for it."""
        return tuple(
            one for one in self.found if self._counts(one) and any(name.kind == ACTION for name in one.names)
        )

    @cached_property
    def people(self) -> tuple[Found, ...]:
        """The contacts it names."""
        return tuple(one for one in self.found if one.kind == PERSON)

    @cached_property
    def places(self) -> tuple[Found, ...]:
        """The priorities, bodies, groups and localities it names, but for words that only say when."""
        return tuple(
            one
            for one in self.found
            if self._counts(one)
            if one.kind not in (ACTION, PERSON) and not set(range(one.first, one.last + 1)) <= self.timed
        )

    def _counts(self, one: Found) -> bool:
        return one.strength > BY_KIN or self.is_question

    @cached_property
    def is_question(self) -> bool:
        """Whether it is put as a question, or as a wish to be shown something."""
        return self.text.rstrip().endswith("?") or _ASKS.match(self.plain) is not None

    @cached_property
    def asks_in_passing(self) -> bool:
        """Whether a later part of it is a question: "POV-03 - has anyone picked it up"."""
        starts = (start for start, word in zip(self._starts, self.words, strict=True) if word.is_after_mark)
        return any(_ASKS_AGAIN.match(self.plain, start) for start in starts)

    def unexplained(self, explained: set[int]) -> list[int]:
        """The numbers of words of weight that nothing has made sense of."""
        known = explained | self.named | self.timed
        return [
            number
            for number, word in enumerate(self.words)
            if number not in known and not is_neutral(word.text) and len(word.text) > 1
        ]


_LEAD_IN = (
    r"(?:(?:hi|hello|hey|hiya|morning|afternoon|evening|good|please|so|and|ok|okay|just|sorry|"
    r"there|all|loip|bot|quick|"
    r"question|right|now|then|but|also|a|one|remind|for|the|as|at|in|on|of) )*"
)
_ASKS = re.compile(
    rf"{_LEAD_IN}(?:what|which|who|whom|whose|where|when|why|how|is|are|was|were|do|does|did|can|"
    rf"could|will|would|shall|"
    r"should|may|any|anything|anyone|anybody|has|have|had|show|list|tell|give|find|search|see|let|help|"
    r"provide|send|supply|advise|clarify|explain|bring|am|get|need to know|"
    r"i (?:need|want|would like|am (?:looking|after|trying|wondering))|(?:looking|searching) for|wondering|"
    r"wonder|do you|know|curious)\b"
)

_ASKS_AGAIN = re.compile(
    r"(?:(?:and|but|so|or|also) )?(?:"
    r"(?:has|have|is|are|was|were|do|does|did|will) (?:not )?(?:any(?:one|body)|some(?:one|body)|it|they|"
    r"there|this|that|we|i)|"
    r"(?:who|what|when|where|how|which|whose) (?:is|are|was|were|has|have|do|does|did|can|should|will|leads)|"
    r"any (?:news|word|update|progress|idea)|who|whose)\b"
)
"""How a question begins within a sentence."""


def heard(text: str, names: Names, today: date) -> Sentence:
    """Hear a sentence. Never raises, whatever the text."""
    words = hear(text, names.stems, names.kin.words)
    return Sentence(text, words, names, find_names(text, words, names), today)


def clear(found: Found) -> Name | None:
    """The one thing a name means; None where it may be several."""
    return found.names[0] if len(found.names) == 1 else None
