"""`priority replace` puts a new set in the place of the one that stands; other words look one up."""

import pytest

from bot.rules.status import DEFAULT_KEY
from commands.grammar import read
from commands.requests import Held, Replace


@pytest.mark.parametrize(
    "text", ["priority replace", "Priority Replace", "priority set replace", "priority replace the set."]
)
def test_replacing_is_read(text: str) -> None:
    assert read(text, DEFAULT_KEY, ()) == Replace()


@pytest.mark.parametrize("words", ["", "Replacement homes", "replace Poverty"])
def test_any_other_words_look_a_priority_up(words: str) -> None:
    assert read(f"priority {words}", DEFAULT_KEY, ()) == Held("priorities", words)
