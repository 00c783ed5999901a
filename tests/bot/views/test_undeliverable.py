"""What the support officer is told of messages that did not get through."""

import pytest
from hypothesis import given, settings

from bot.practice import message_faults
from bot.rules.reaching import Unreached
from bot.slack.outcomes import MEANING, RecipientGone
from bot.views.blocks import message
from bot.views.undeliverable import NAMED, REASONS, given_up, unreached_blocks, unreached_words
from tests.bot.views.samples import NOW, long_words

MANAGER = Unreached("contact 3", "Manager, Glen College", "user_disabled", NOW, "2 actions need a word")


def test_it_says_whom_why_and_what_they_have_not_had() -> None:
    assert unreached_words(MANAGER) == (
        "Manager, Glen College: that Slack account has been switched off. They have not had: "
        '"2 actions need a word" I list them to be asked by phone or email.'
    )


def test_a_channel_is_called_by_its_name() -> None:
    said = unreached_words(Unreached("channel C12", None, "is_archived", NOW))
    assert said == "<#C12>: that channel is archived."


def test_of_many_a_few_are_named_and_the_rest_counted() -> None:
    first, what_to_do = unreached_blocks([MANAGER] * 60)
    assert first["text"]["text"].count("Glen College") == NAMED
    assert first["text"]["text"].endswith("+57 more")
    assert "try again or let be" in what_to_do["elements"][0]["text"]
    assert unreached_blocks([]) == []


@settings(max_examples=30, deadline=None)
@given(long_words)
def test_slack_takes_it_whatever_was_said(words: str) -> None:
    each = Unreached("contact 3", words, words, NOW, words)
    assert message_faults(message("x", unreached_blocks([each] * 4))) == []
    assert "<!" not in str(unreached_blocks([each]))


@pytest.mark.parametrize("why", sorted({*REASONS, "restricted_action"}))
def test_slack_takes_what_was_put_aside(why: str) -> None:
    assert message_faults(given_up("Manager <!channel>", why)) == []
    assert "<!channel>" not in str(given_up("<!channel>", "<!channel>"))


def test_every_reason_is_one_of_slacks_codes_for_a_recipient_gone() -> None:
    assert {MEANING[code] for code in REASONS} == {RecipientGone}
