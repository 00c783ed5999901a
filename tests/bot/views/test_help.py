"""Help, and the table it is made from."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules.screens import Newcomer
from bot.rules.status import DEFAULT_KEY
from bot.views.help import VERBS, Verb, help_page, verb_named
from commands.grammar import read
from commands.requests import Misread
from tests.bot.views.samples import assert_slack_takes, long_words, ways
from tests.commands.asking import texts

PARTNER = Newcomer("HWB-02", is_support=False)
SUPPORT = Newcomer("HWB-02", is_support=True)


def test_a_partner_sees_examples_with_a_code_of_their_own() -> None:
    said = texts(help_page(PARTNER, ways()))

    assert "`/loip update HWB-02 amber waiting on funding`" in said
    assert "`/loip show HWB-02`" in said
    assert "{" not in said


@pytest.mark.parametrize("verb", ["assign", "milestone", "contact add", "for"])
def test_only_support_officers_are_shown_what_runs_the_register(verb: str) -> None:
    assert f"/loip {verb} " in texts(help_page(SUPPORT, ways()))
    assert f"/loip {verb} " not in texts(help_page(PARTNER, ways()))


def test_help_uses_the_partnerships_own_words() -> None:
    own = ways(
        priority_term="theme",
        locality_term="Local Action Partnership",
        plan_abbreviation=None,
        plan_term="Community Plan",
        status_key=[{"status": "at_risk", "word": "Some concern", "symbol": "🟡", "colours": []}],
    )

    said = texts(help_page(PARTNER, own))

    assert "Community Plan" in said
    assert "theme" in said
    assert "Local Action Partnership" in said
    assert "update HWB-02 some concern waiting on funding" in said


def test_a_topic_says_more_and_prints_the_key() -> None:
    said = texts(help_page(PARTNER, ways(), "update"))

    assert "/loip update CODE [status] words" in said
    assert "🟠 At risk (amber, orange, yellow)" in said


@pytest.mark.parametrize(
    ("topic", "name"), [("contact", "contact add"), ("/loip list", "list"), ("`FOR`", "for")]
)
def test_a_topic_is_found_by_its_first_word(topic: str, name: str) -> None:
    verb = verb_named(topic)

    assert verb is not None
    assert verb.name == name


def test_an_unknown_topic_is_answered_with_everything() -> None:
    said = texts(help_page(PARTNER, ways(), "<!here>"))

    assert "I have no help on &lt;!here&gt;." in said
    assert "/loip mine" in said


@pytest.mark.parametrize("verb", VERBS, ids=lambda verb: verb.name)
def test_every_example_is_read_by_the_grammar(verb: Verb) -> None:
    example = verb.example.replace("{code}", "HWB-02").replace("{status}", "amber")

    assert not isinstance(read(example, DEFAULT_KEY, ["HWB-02"]), Misread)


@given(long_words, st.sampled_from([PARTNER, SUPPORT, Newcomer(None, is_support=True)]))
def test_slack_takes_any_help(words: str, reader: Newcomer) -> None:
    own = ways(priority_term=words, locality_term=words, plan_term=words, name=words)

    assert_slack_takes(help_page(reader, own, words))
    assert_slack_takes(help_page(reader, own, "list"))
