"""What the support officer is told of messages that did not get through."""

import pytest

from bot.practice import message_faults, read_message
from bot.slack.outcomes import MEANING, RecipientGone
from bot.views.undeliverable import REASONS, given_up, undeliverable


def test_it_says_whom_why_and_what_they_have_not_had() -> None:
    message = undeliverable("Manager, Glen College", "user_disabled", "2 actions need a word")
    assert read_message(message["text"], message["blocks"], {}).startswith(
        "I could not reach Manager, Glen College on Slack, because that Slack account has been switched off."
    )
    assert "> 2 actions need a word" in message["blocks"][1]["text"]["text"]


@pytest.mark.parametrize("why", sorted({*REASONS, "restricted_action"}))
@pytest.mark.parametrize("said", ["", "Short", "long " * 2000])
def test_slack_takes_it_whatever_was_said(why: str, said: str) -> None:
    assert message_faults(undeliverable("Manager <!channel>", why, said)) == []
    assert message_faults(given_up("Manager <!channel>", why)) == []


def test_a_post_cannot_wake_a_channel() -> None:
    assert "<!channel>" not in str(undeliverable("<!channel>", "user_disabled", ""))
    assert "<!channel>" not in str(given_up("<!channel>", "<!channel>"))


def test_every_reason_is_one_of_slacks_codes_for_a_recipient_gone() -> None:
    assert {MEANING[code] for code in REASONS} == {RecipientGone}
