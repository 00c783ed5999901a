"""What the support officer is told of messages that did not get through."""

from dataclasses import replace

import pytest
from hypothesis import given, settings

from bot.practice import message_faults
from bot.rules.reaching import BACK, LET_BE, TRIED_AGAIN, Unreached
from bot.slack.outcomes import MEANING, RecipientGone
from bot.views.blocks import Block, message
from bot.views.undeliverable import NAMED, REASONS, given_up, unreached_blocks, unreached_words
from tests.bot.views.samples import NOW, long_words

MANAGER = Unreached("contact 3", "Manager, Glen College", "user_disabled", NOW, "2 actions need a word")


def test_it_says_whom_why_and_what_they_have_not_had() -> None:
    assert unreached_words(MANAGER) == (
        "Manager, Glen College: that Slack account has been switched off. They didn't get: "
        '"2 actions need a word". They are on the list to ask by phone or email.'
    )


def test_a_channel_is_called_by_its_name() -> None:
    said = unreached_words(Unreached("channel C12", None, "is_archived", NOW))
    assert said == "<#C12>: that channel is archived."


def test_of_many_a_few_are_named_and_the_rest_counted() -> None:
    named = [replace(MANAGER, place=f"contact {number}", kept=number % 2) for number in range(60)]
    blocks = unreached_blocks(named, "day 1")
    assert str(blocks).count("Manager, Glen College") == NAMED
    assert [labels(block) for block in blocks if block["type"] == "actions"] == [
        ["Let it be"],
        ["Try again", "Let it be"],
        ["Let it be"],
    ]
    assert blocks[-1]["elements"][0]["text"].startswith("+57 more on my Home tab.")
    assert unreached_blocks([], "day 1") == []


@pytest.mark.parametrize(
    ("settled", "says"),
    [
        (LET_BE, "left as it is"),
        (TRIED_AGAIN, "what was kept is on its way again"),
        (BACK, "can be reached again"),
    ],
)
def test_what_was_seen_to_says_what_came_of_it_and_has_no_buttons(settled: str, says: str) -> None:
    blocks = unreached_blocks([replace(MANAGER, settled=settled)], "day 1")
    assert blocks[0]["text"]["text"].endswith(f"✅ Manager, Glen College: {says}.")
    assert all(block["type"] != "actions" for block in blocks)


def labels(block: Block) -> list[str]:
    return [element["text"]["text"] for element in block["elements"]]


@settings(max_examples=30, deadline=None)
@given(long_words)
def test_slack_takes_it_whatever_was_said(words: str) -> None:
    each = [Unreached(f"contact {number}", words, words, NOW, words, kept=1) for number in range(4)]
    assert message_faults(message("x", unreached_blocks(each, "day 1"))) == []
    assert "<!" not in str(unreached_blocks(each, "day 1"))


@pytest.mark.parametrize("why", sorted({*REASONS, "restricted_action"}))
def test_slack_takes_what_was_put_aside(why: str) -> None:
    assert message_faults(given_up("Manager <!channel>", why, "contact 3")) == []
    assert "<!channel>" not in str(given_up("<!channel>", "<!channel>", "contact 3"))


def test_every_reason_is_one_of_slacks_codes_for_a_recipient_gone() -> None:
    assert {MEANING[code] for code in REASONS} == {RecipientGone}
