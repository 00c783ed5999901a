"""When "no change" has been said so often that a sentence is asked for."""

from datetime import UTC, datetime

import pytest

from bot.rules.sameness import asks_for_a_sentence
from storage.records import Update


def said(kind: str, words: str = "") -> Update:
    return Update(action_id=1, kind=kind, words=words, at=datetime(2026, 11, 2, tzinfo=UTC))


BARE = said("no_change")


@pytest.mark.parametrize(
    ("before", "asks"),
    [
        ([], False),
        ([BARE], False),
        ([BARE, BARE], True),
        ([BARE, BARE, BARE, BARE], True),
        ([BARE, said("no_change", "with the lawyers"), BARE, BARE], False),
        ([said("no_change", "with the lawyers"), BARE, BARE], False),
        ([BARE, said("update", "first draft"), BARE], False),
        ([BARE, said("milestone", "Pilot agreed: met"), BARE], False),
        ([BARE, said("no_change", "  "), said("update")], True),
    ],
)
def test_the_third_no_change_running_asks_for_a_sentence(before: list[Update], asks: bool) -> None:
    assert asks_for_a_sentence(before) is asks
