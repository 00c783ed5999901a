"""The kinds of group the bot goes by are known in the words people have for them; others stay as they are."""

import pytest

from bot.rules.group_kinds import BOARD, EXECUTIVE, kind_meant


@pytest.mark.parametrize("words", ["Board", "board", "the Board", " CPP  Board ", "Strategic Board"])
def test_a_board_is_one_by_any_of_its_names(words: str) -> None:
    assert kind_meant(words) == BOARD


@pytest.mark.parametrize("words", ["Executive Officer Group", "executive_group", "EOG"])
def test_so_is_the_executive_group(words: str) -> None:
    assert kind_meant(words) == EXECUTIVE


@pytest.mark.parametrize("words", ["programme board", "Task group", "Board of friends", "", None])
def test_any_other_kind_stays_in_the_words_it_was_given_in(words: str | None) -> None:
    assert kind_meant(words) == words
