"""Help, and the table it is made from."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules.screens import Newcomer
from bot.rules.status import DEFAULT_KEY
from bot.views.help import help_page, verb_named
from bot.views.help_verbs import VERBS, Verb
from commands.grammar import read
from commands.requests import Misread
from tests.bot.views.samples import assert_slack_takes, long_words, ways
from tests.commands.asking import buttons, texts

PARTNER = Newcomer("HWB-02", is_support=False)
SUPPORT = Newcomer("HWB-02", is_support=True)


def test_a_partner_sees_examples_with_a_code_of_their_own() -> None:
    said = texts(help_page(PARTNER, ways(), "all"))

    assert "`/loip update HWB-02 amber waiting on funding`" in said
    assert "`/loip show HWB-02`" in said
    assert "{" not in said


@pytest.mark.parametrize(
    ("reader", "shown"),
    [
        (PARTNER, ("update HWB-02 amber waiting on funding", "mine", "list overdue", "away ")),
        (SUPPORT, ("update HWB-02", "for ", "assign HWB-02 @person")),
        (Newcomer("HWB-02", False, may_say=False, adds=frozenset()), ("board", "show HWB-02", "ask` –")),
    ],
    ids=["partner", "support", "chair"],
)
def test_the_first_page_fits_a_phone_and_has_the_rest_one_tap_away(
    reader: Newcomer, shown: tuple[str, ...]
) -> None:
    page = help_page(reader, ways())
    said = texts(page)
    assert all(f"`/loip {each}" in said for each in shown)
    assert said.count("`/loip ") <= 8
    assert len(said) < 1100
    assert [each["text"]["text"] for each in buttons(page)] == ["More"]
    assert_slack_takes(page)


@pytest.mark.parametrize("verb", ["assign", "milestone", "contact add", "for"])
def test_only_support_officers_are_shown_what_runs_the_register(verb: str) -> None:
    assert f"/loip {verb} " in texts(help_page(SUPPORT, ways(), "all"))
    assert f"/loip {verb} " not in texts(help_page(PARTNER, ways(), "all"))


OWNER = Newcomer("HWB-02", is_support=False, has_own=True)


def test_whoever_has_an_action_is_shown_how_its_milestones_change_once() -> None:
    assert '/loip milestone HWB-02 "Pilot agreed"' in texts(help_page(OWNER, ways(), "all"))
    assert "/loip assign" not in texts(help_page(OWNER, ways(), "all"))
    both = Newcomer("HWB-02", is_support=True, has_own=True)
    assert texts(help_page(both, ways(), "all")).count("/loip milestone") == 1


@pytest.mark.parametrize("reader", [PARTNER, OWNER, SUPPORT], ids=["partner", "officer", "support"])
def test_help_lists_every_verb_of_the_reader_with_an_example_of_theirs(reader: Newcomer) -> None:
    said = texts(help_page(reader, ways(), "all"))
    may = [verb for verb in VERBS if reader.is_support or not (verb.for_support or verb.support_only)]
    for verb in may:
        example = verb.example.replace("{code}", "HWB-02").replace("{status}", "amber")
        example = example.replace("{priority}", "priority")
        assert f"`/loip {example}`" in said.replace("&lt;", "<"), verb.name
    if not reader.is_support:
        assert not any(f"/loip {verb.name}" in said for verb in VERBS if verb.support_only)


def test_whoever_may_add_nothing_is_shown_what_they_can_look_at() -> None:
    chair = Newcomer(
        "HWB-02", is_support=False, may_say=False, adds=frozenset(("decisions", "asks", "barriers"))
    )
    said = texts(help_page(chair, ways(), "all"))
    assert "/loip update" not in said.split("*Without typing*")[0]
    assert "/loip edit" not in said
    assert "`/loip decide We agree to fund the referral worker for a year`" in said
    assert "`/loip barrier` – what stands in the way" in said, "none of the actions is theirs to say it of"
    assert "`/loip measure` – indicators" in said
    assert "`/loip add` – what you may add, by a short form" in said
    assert "`/loip show HWB-02`" in said


@pytest.mark.parametrize("verb", [verb for verb in VERBS if verb.looks], ids=lambda verb: verb.name)
def test_a_verb_that_is_only_looked_by_is_read_alone(verb: Verb) -> None:
    assert not isinstance(read(verb.name, DEFAULT_KEY, ["HWB-02"]), Misread)


def test_help_uses_the_partnerships_own_words() -> None:
    own = ways(
        priority_term="theme",
        locality_term="Local Action Partnership",
        plan_abbreviation=None,
        plan_term="Community Plan",
        status_key=[{"status": "at_risk", "word": "Some concern", "symbol": "🟡", "colours": []}],
    )

    said = texts(help_page(PARTNER, own, "all"))

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
