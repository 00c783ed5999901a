"""The walk through the actions of a replaced set, and its forms: pages, limits and words."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.practice import message_faults, view_faults
from bot.rules.replacing import Became, CameOf, NotReplaced, OldPriority, Replaceable, Story, ToDecide, Walk
from bot.rules.status import DEFAULT_KEY
from bot.rules.subjects.wording import Terms
from bot.views import replacing, verbs
from bot.views.forms import FormMemory
from bot.views.replacing_forms import (
    Closing,
    Draft,
    became_form,
    closing_form,
    read_became_form,
    read_closing_form,
    read_set_form,
    set_form,
    set_form_errors,
)

TERMS = Terms("theme", "locality", "LOIP", 5)
MEMORY = FormMemory("", "asked")
TYPED = st.text(min_size=1, max_size=200)


def asked(number: int, suggested: int | None = 1, title: str = "A route into work") -> ToDecide:
    return ToDecide(f"POV-{number:02}", title, "on_track", ("Poverty",), suggested)


def walk(number: int, names: tuple[str, ...] = ("Poverty", "Wellbeing")) -> Walk:
    return Walk(
        "Five themes", "Three", tuple(enumerate(names, 1)), tuple(map(asked, range(1, number + 1))), 0
    )


def codes(message: dict[str, object]) -> list[str]:
    return re.findall(r"\*(POV-\d+)\*", str(message))


@settings(max_examples=12)
@given(st.integers(1, 260))
def test_every_action_stands_on_one_page_however_many_there_are(number: int) -> None:
    found = walk(number)
    pages = [
        replacing.walk_message(found, page, TERMS, DEFAULT_KEY) for page in range(1, -(-number // 8) + 1)
    ]
    assert [code for page in pages for code in codes(page)] == [each.code for each in found.to_decide]
    assert not [fault for page in pages for fault in message_faults(page)]
    after = replacing.walk_message(found, len(pages) + 5, TERMS, DEFAULT_KEY)
    assert codes(after) == codes(pages[-1])


@settings(max_examples=30)
@given(TYPED, st.lists(TYPED, min_size=1, max_size=40), TYPED)
def test_whatever_was_typed_the_walk_and_the_forms_can_be_shown(
    label: str, names: list[str], old: str
) -> None:
    found = Walk(label, old, tuple(enumerate(names, 1)), (asked(1, title=old), asked(2, None)), 3)
    assert not message_faults(replacing.walk_message(found, 1, TERMS, DEFAULT_KEY))
    standing = Replaceable(1, label, (OldPriority(4, old, 1),), ((1, label),), ((2, old),))
    draft = Draft(1, label, tuple(names[:3]))
    closing = Closing("merged", 1, False)
    for view in (
        set_form(standing, TERMS, MEMORY),
        became_form(standing, draft, MEMORY),
        closing_form(found.to_decide[0], closing, MEMORY),
    ):
        assert not [fault for fault in view_faults(view) if "private_metadata" not in str(fault)]
    over = Walk(
        label,
        old,
        found.new,
        (),
        3,
        CameOf((Became(old, "renamed", (label,)),), 1, ((label, 2),), (("merged", 1),)),
    )
    assert not message_faults(replacing.walk_message(over, 1, TERMS, DEFAULT_KEY))


def test_those_without_a_suggestion_are_left_out_of_keeping_as_suggested() -> None:
    found = Walk("Five", "Three", ((1, "Poverty"),), (asked(1), asked(2, None), asked(3, 9)), 0)
    shown = replacing.walk_message(found, 1, TERMS, DEFAULT_KEY)
    (button,) = [each for block in shown["blocks"] for each in block.get("elements", ()) if "value" in each]
    assert button["text"]["text"] == "Keep this one as suggested"
    assert verbs.read(button["value"]) == {"k": {"POV-01": 1}, "g": 1}


def test_the_names_of_a_new_set_are_read_one_a_line_without_bullets() -> None:
    values = {
        "label": {"value": {"value": " Three "}},
        "names": {"value": {"value": "• Poverty\n\n -  Health &  wellbeing\n"}},
    }
    draft = read_set_form(values, 7)
    assert draft == Draft(7, "Three", ("Poverty", "Health & wellbeing"))
    assert Draft.unpacked(draft.packed()) == draft
    assert set_form_errors(draft, TERMS, MEMORY) == {}


@pytest.mark.parametrize(
    ("names", "words"),
    [
        ((), "Name one theme at least"),
        (("Poverty", "poverty"), "stands there twice"),
        (("Health & wellbeing", "Health and Wellbeing"), "stands there twice"),
        (("x" * 151,), "more than 150 characters"),
        (tuple(f"theme {number}" for number in range(41)), "41 lines; 40 at most"),
        (tuple(f"{number} {'é' * 140}" for number in range(12)), "more words than a form takes along"),
    ],
)
def test_names_that_will_not_do_are_said_under_their_field(names: tuple[str, ...], words: str) -> None:
    assert words in set_form_errors(Draft(1, "Three", names), TERMS, MEMORY)["names"]


def test_a_retired_one_goes_on_in_none_and_of_an_unknown_one_nothing_is_said() -> None:
    values = {
        f"old {key}": {"value": {"selected_options": [{"value": each} for each in said]}}
        for key, said in ((1, ["0", "2"]), (2, ["retired"]), (3, ["unknown"]))
    }
    new = read_became_form(values, Draft(9, "Three", ("A", "B", "C")))
    assert new.into == {1: frozenset({0, 2}), 2: frozenset(), 3: None}
    assert new.replaces_id == 9


def test_closing_takes_the_words_as_they_are_typed() -> None:
    values = {"words": {"value": {"value": "It runs itself."}}}
    read = read_closing_form(values, "POV-01", Closing("business_as_usual", 2, True))
    assert (read.code, read.reason, read.words, read.merged_into) == (
        "POV-01",
        "business_as_usual",
        "It runs itself.",
        None,
    )
    assert Closing.unpacked(Closing("merged", 2, True).packed()) == Closing("merged", 2, True)
    for said in (None, "", "[]", "3", "{}"):
        with pytest.raises(ValueError, match=r".*"):
            Closing.unpacked(said)
        with pytest.raises(ValueError, match=r".*"):
            Draft.unpacked(said)


def test_what_became_of_each_is_said_in_the_partnerships_own_word() -> None:
    became = (
        Became("Poverty", "continued", ("Poverty",)),
        Became("Wellbeing", "renamed", ("Health & wellbeing",)),
        Became("Skills", "merged", ("Employability",)),
        Became("Employability", "merged", ("Employability",)),
        Became("Places", "split", ("Homes", "Parks")),
        Became("Digital", "retired"),
        Became("Culture", "unknown"),
    )
    assert list(replacing.succession_lines(became)) == [
        "Poverty goes on",
        "Wellbeing is now Health &amp; wellbeing",
        "Skills and Employability became Employability",
        "Places was split into Homes and Parks",
        "Digital was retired",
        "Culture: what became of it is not known",
    ]
    assert replacing.in_short(CameOf(became, 5), TERMS) == "Seven themes became five"
    assert replacing.in_short(CameOf(became[:1], 1), TERMS) == "One theme became one"
    assert replacing.story(Story(), TERMS) == []
    assert "Goes on from the earlier themes" in str(replacing.story(Story(came_from=became[:1]), TERMS))


def test_a_refusal_says_what_happened_and_what_to_do_in_their_own_word() -> None:
    said = replacing.not_replaced(NotReplaced("support_only"), TERMS, "Support Officer, Council")
    assert "New themes are for the support officer (Support Officer, Council) to enter" in str(said)
    for why in ("no_set", "replaced_already", "none_under_way", "decided_already", "no_such_action", "other"):
        assert not message_faults(replacing.not_replaced(NotReplaced(why, "<POV-01>"), TERMS))
