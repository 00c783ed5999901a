"""What a shape gives back, and the few things every shape asks of a sentence and its names.

What may live here: those. The shapes themselves stand in the files that are named after what they ask for.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from bot.rules.filtering import GROUP
from commands.plain_words.names import ACTION, PERSON, Name
from commands.plain_words.readings import Question
from commands.plain_words.sentence import Sentence


@dataclass(frozen=True, slots=True)
class Asked:
    """A question read, and the numbers of the words it explains."""

    question: Question
    explained: frozenset[int]


Chosen: TypeAlias = Sequence[Name]
"""What the names of a sentence are taken to be, one name each."""

Shape: TypeAlias = Callable[[Sentence, Chosen], Asked | None]
"""Answers with a question, or with nothing where the sentence is not of its kind."""


def asking(question: Question, *explained: Iterable[int]) -> Asked:
    """A question, with every set of words that it explains."""
    return Asked(question, frozenset().union(*explained))


def says(sentence: Sentence, phrase: re.Pattern[str]) -> bool:
    """Whether the phrase stands anywhere in the plain words."""
    return phrase.search(sentence.plain) is not None


def phrase(*sources: str) -> re.Pattern[str]:
    """One pattern of several phrases, each from the beginning of a word to the end of one."""
    return re.compile(rf"\b(?:{'|'.join(sources)})\b")


def action_of(chosen: Chosen) -> str:
    """The code of the action named, or nothing."""
    return next((name.code for name in chosen if name.kind == ACTION), "")


def person_of(chosen: Chosen) -> int:
    """The contact named, or 0."""
    return next((name.id for name in chosen if name.kind == PERSON), 0)


def places_of(chosen: Chosen) -> list[Name]:
    """The priorities, bodies, groups and localities named."""
    return [name for name in chosen if name.kind not in (ACTION, PERSON)]


def in_words(chosen: Chosen) -> str:
    """The same by name, as a list is narrowed to them."""
    return " ".join(dict.fromkeys(name.name for name in places_of(chosen)))


def is_board(name: Name) -> bool:
    """Whether it is the Board, or the only one there is."""
    return name.kind == GROUP and "board" in name.also
