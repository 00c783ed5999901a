"""The word of welcome."""

from hypothesis import given, settings

from bot.rules.letter import Letter, Welcome
from bot.rules.status import DEFAULT_KEY
from bot.views.letter import letter
from bot.views.welcome import welcome_words
from tests.bot.views.samples import TODAY, an_action, assert_slack_takes, long_words

PARTNERSHIP, PLAN = "Inverlath Community Planning Partnership", "Community Plan"


def test_it_says_what_this_is_what_is_theirs_how_to_say_something_and_whom_to_speak_to() -> None:
    said = welcome_words(
        Welcome(PARTNERSHIP, PLAN, (an_action(),), "Community Planning Manager, Inverlath Council")
    )
    assert "assistant of Inverlath Community Planning Partnership" in said
    assert "the actions of its Community Plan" in said
    assert "With you: *POV-03* Cash First referral route." in said
    assert '"POV-03 next steps agreed"' in said
    assert "speak to the Community Planning Manager, Inverlath Council." in said


def test_somebody_with_nothing_is_told_that_too() -> None:
    said = welcome_words(Welcome(PARTNERSHIP, PLAN))
    assert "No action is with you just now." in said
    assert "whoever runs the register" in said


def test_a_welcome_alone_is_a_whole_message() -> None:
    said = Letter("k", "Nora New", TODAY, 9, DEFAULT_KEY, welcome=Welcome(PARTNERSHIP, PLAN))
    assert said.stands
    message = letter(said)
    assert message["text"].startswith("Welcome to the Community Plan")
    assert message["blocks"][0]["text"]["text"] == "Good morning Nora."


@settings(max_examples=30, deadline=None)
@given(long_words)
def test_any_words_fit(words: str) -> None:
    welcome = Welcome(words, words, tuple(an_action(code=f"POV-{n}", title=words) for n in range(9)), words)
    assert len(welcome_words(welcome)) <= 3000
    assert_slack_takes(letter(Letter("k", words, TODAY, 9, DEFAULT_KEY, welcome=welcome)))
