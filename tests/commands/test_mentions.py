"""What is said to the bot in a channel: its own name is no part of it, and the answer tells where it was asked."""

import pytest

from bot.views.blocks import message, section
from commands import faults
from commands.mentions import said_of
from commands.messages import without_mention


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("@UBOT what is overdue?", "what is overdue?"),
        ("@UBOT: POV-03 amber  @UBOT is slow", "POV-03 amber  @UBOT is slow"),
        ("what is overdue? @UBOT", "what is overdue?"),
        ("@UBOTHER knows", "@UBOTHER knows"),
        ("  spaced words ", "  spaced words "),
    ],
)
def test_the_bot_s_own_name_is_no_part_of_what_is_said(text: str, said: str) -> None:
    assert without_mention(text, "UBOT") == said


def test_an_answer_as_long_as_slack_allows_still_tells_where_it_was_asked() -> None:
    answer = said_of(message("Many", [section(str(number)) for number in range(50)]), "C1")
    assert len(answer["blocks"]) == 50
    assert "<#C1>" in answer["blocks"][-1]["elements"][0]["text"]


def test_whoever_mentioned_the_bot_is_written_to_when_something_fails() -> None:
    event = {"type": "app_mention", "user": "U1", "channel": "C1", "text": "what is late?"}
    assert faults._acting({"event": event}) == "U1"
    assert faults._acting({"event": event | {"bot_id": "B1"}}) is None
