"""Sameness: when "no change" has been said so often that a sentence is asked for.

What may live here: counting, as a pure function of what was said of an action.
"""

from collections.abc import Iterable
from itertools import takewhile
from typing import Protocol

TIMES = 3
""" "No change" this often running, and a sentence is asked for with the last."""


class Said(Protocol):
    """What counting reads of an update."""

    @property
    def kind(self) -> str:
        """`no_change`, or another kind."""
        ...

    @property
    def words(self) -> str:
        """The words that came with it."""
        ...


def asks_for_a_sentence(standing: Iterable[Said]) -> bool:
    """Whether one more "no change" wants a sentence with it. `standing` are an action's updates, newest first.

    It does not matter who said them; words, or anything else that was said, begin the count anew.
    """
    bare = takewhile(lambda said: said.kind == "no_change" and not said.words.strip(), standing)
    return sum(1 for _ in bare) >= TIMES - 1
