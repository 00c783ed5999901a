"""Every block drawn as Slack draws it."""

import inspect
from dataclasses import replace
from typing import Any

import pytest

from bot.practice import limits
from bot.practice.drawing import Ink, blocks, draw_blocks, draw_message, rich
from bot.practice.limits import message_faults, view_faults
from tests.bot.practice.drawing.kitchen import (
    BLOCK_SAMPLES,
    ELEMENT_SAMPLES,
    INK,
    RICH,
    Reader,
    drawn_everywhere,
)
from tests.bot.practice.examples import button, marked, modal, plain, question, section, text_input

Json = dict[str, Any]


def drawn(block: Json, ink: Ink = INK) -> Reader:
    return Reader(draw_blocks([{"block_id": "asked", **block}], ink))


def kinds_of(check: object) -> set[str]:
    """The types a check of limits tells apart."""
    assert inspect.isfunction(check)
    return set(inspect.getclosurevars(check).nonlocals["kinds"])


def test_every_type_that_slack_takes_has_a_drawer() -> None:
    assert set(blocks.BLOCKS) == set(limits.BLOCKS)
    assert set(blocks.ELEMENTS) == set(limits.ELEMENTS)
    assert set(rich.PARTS) == kinds_of(limits.RICH_PART)
    assert set(rich.LEAVES) == kinds_of(limits.RICH_LEAF)


def test_there_is_a_sound_sample_of_every_type() -> None:
    assert set(BLOCK_SAMPLES) == set(limits.BLOCKS)
    assert set(ELEMENT_SAMPLES) == set(limits.ELEMENTS)
    for name, block in drawn_everywhere():
        faults = (
            view_faults(modal(block)) if block["type"] == "input" else message_faults({"blocks": [block]})
        )
        assert faults == [], name


@pytest.mark.parametrize(("name", "block"), list(drawn_everywhere()))
def test_every_sample_can_be_drawn(name: str, block: Json) -> None:
    assert "undrawable" not in str(draw_blocks([block], INK))


@pytest.mark.parametrize(("name", "block"), list(drawn_everywhere()))
def test_ids_are_told_apart_and_whatever_refers_to_one_finds_it(name: str, block: Json) -> None:
    reader = Reader(draw_blocks([block], replace(INK, errors={block["block_id"]: "No"}, prefix="m1-")))
    ids = [str(has["id"]) for _, has in reader.tags if "id" in has]
    referred = [
        each
        for _, has in reader.tags
        for key in ("for", "aria-describedby", "aria-labelledby")
        for each in str(has.get(key, "")).split()
    ]
    assert len(set(ids)) == len(ids)
    assert set(referred) <= set(ids)
    assert all(each.startswith("m1-") for each in ids)


@pytest.mark.parametrize(("name", "block"), list(drawn_everywhere()))
def test_every_control_has_a_name_for_those_who_cannot_see_it(name: str, block: Json) -> None:
    reader = Reader(draw_blocks([block], INK))
    labelled = {has["for"] for has in reader.all("label")}
    for tag, has in reader.tags:
        if tag in ("select", "textarea") or (tag == "input" and has["type"] != "hidden"):
            assert has.get("aria-label") or has.get("aria-labelledby") or has["id"] in labelled
        if tag == "fieldset":
            assert reader.all("legend")


def test_a_block_that_cannot_be_drawn_says_so() -> None:
    reader = drawn({"type": "video"})
    assert reader.text == "This page cannot draw a “video” block."
    assert reader.one("p") == {"class": "undrawable", "role": "alert"}


@pytest.mark.parametrize(
    "block",
    [
        {"type": "actions", "elements": [{"type": "carousel"}]},
        section("Words", accessory={"type": "carousel"}),
        question({"type": "carousel"}),
        {"type": "context", "elements": [{"type": "carousel"}]},
        {"type": "rich_text", "elements": [{"type": "carousel"}]},
        {"type": "rich_text", "elements": [{"type": "rich_text_quote", "elements": [{"type": "carousel"}]}]},
    ],
)
def test_so_does_an_element_wherever_it_stands(block: Json) -> None:
    assert "This page cannot draw a “carousel” block." in drawn(block).text


def test_a_message_is_its_blocks_or_else_its_text() -> None:
    assert Reader(draw_message("*2* actions", [], INK)).text == "2 actions"
    assert Reader(draw_message("unseen", [section("seen")], INK)).text == "seen"


def test_a_section_shows_its_text_its_fields_and_its_button() -> None:
    reader = drawn(BLOCK_SAMPLES["section"])
    assert reader.text == "POV-03 Cash First referral routeLead\nNHS InverlathDue\n13 November 2026Update"
    assert len(reader.all("div", class_="b-field")) == 2
    assert len(reader.all("div", class_="b-accessory")) == 1


def test_a_section_may_have_fields_alone() -> None:
    assert drawn({"type": "section", "fields": [marked("*a*"), plain("*b*")]}).text == "a*b*"


def test_a_menu_beside_a_text_is_described_by_it() -> None:
    reader = drawn(section("*HWB-05*", accessory=ELEMENT_SAMPLES["static_select"]))
    text, menu = reader.one("div", class_="b-text"), reader.one("select")
    assert (menu["aria-label"], menu["aria-describedby"]) == ("How is it going?", text["id"])


def test_a_header_is_a_heading_of_the_level_the_page_wants() -> None:
    assert drawn(BLOCK_SAMPLES["header"]).one("h3") == {"class": "b-header"}
    assert drawn(BLOCK_SAMPLES["header"], replace(INK, heading=2)).all("h2")


def test_plain_text_is_not_markup_but_shows_emoji_unless_told_not_to() -> None:
    assert drawn({"type": "header", "text": plain("*Late* &amp; :red_circle:")}).text == "*Late* &amp; 🔴"
    assert drawn({"type": "header", "text": {**plain(":tada:"), "emoji": False}}).text == ":tada:"


def test_a_verbatim_text_makes_no_links_of_bare_addresses() -> None:
    text = {**marked("https://example.org"), "verbatim": True}
    assert drawn({"type": "section", "text": text}).all("a") == []
    assert drawn(section("https://example.org")).all("a")


def test_a_picture_is_named_and_never_loaded() -> None:
    reader = drawn(BLOCK_SAMPLES["image"])
    assert reader.text == "How it standsTwelve actions, three late (picture not loaded)"
    assert "example.org" not in str(reader.tags)


def test_a_context_holds_pictures_and_words() -> None:
    reader = drawn(BLOCK_SAMPLES["context"])
    assert reader.text == "Twelve actions, three late (picture not loaded)Papers close Thu 19 NovReply below"


def test_a_divider_is_a_rule() -> None:
    assert drawn(BLOCK_SAMPLES["divider"]).shape == [("hr", ("class",))]


# --- inputs


def test_an_input_has_its_label_and_says_whether_it_is_needed() -> None:
    reader = drawn(question(text_input()))
    assert reader.text == "Your words (required)"
    assert reader.one("label")["for"] == reader.one("input")["id"]
    assert reader.one("input")["aria-required"] == "true"
    optional = drawn(question(text_input(), optional=True))
    assert optional.text == "Your words (optional)"
    assert "aria-required" not in optional.one("input")


def test_a_hint_and_an_error_describe_the_input() -> None:
    block = question(text_input(), hint=plain("A sentence"))
    reader = drawn(block, replace(INK, errors={"asked": "Too long"}))
    field, error = reader.one("input"), reader.one("p", class_="error")
    assert str(field["aria-describedby"]).split() == [error["id"], reader.one("p", class_="b-hint")["id"]]
    assert (field["aria-invalid"], error["role"]) == ("true", "alert")
    assert reader.text.endswith("Too longA sentence")


def test_an_input_without_an_error_is_not_said_to_be_wrong() -> None:
    reader = drawn(question(text_input()), replace(INK, errors={"another": "No"}))
    assert "aria-invalid" not in reader.one("input")
    assert reader.all("p") == []


@pytest.mark.parametrize("kind", ["checkboxes", "radio_buttons"])
def test_ticks_have_the_label_as_their_legend(kind: str) -> None:
    reader = drawn(question(ELEMENT_SAMPLES[kind], label="Where"), replace(INK, errors={"asked": "Choose"}))
    assert reader.text.startswith("Where (required)")
    assert reader.all("legend", class_="b-label")
    assert reader.one("fieldset")["aria-describedby"] == reader.one("p", class_="error")["id"]
    assert "Where" not in [has.get("for") for has in reader.all("label")]


def test_what_is_entered_shows_in_place_of_what_it_began_with() -> None:
    block = question(text_input(initial_value="old"))
    for held, seen in [("new", "new"), (None, "")]:
        entered = {"asked": {"words": {"type": "plain_text_input", "value": held}}}
        assert drawn(block, replace(INK, values=entered)).one("input")["value"] == seen
    assert drawn(block).one("input")["value"] == "old"


def test_an_input_acts_at_once_only_where_it_is_told_to() -> None:
    quiet, acting = drawn(question(text_input())), drawn(question(text_input(), dispatch_action=True))
    assert quiet.all("button", name="chosen") == []
    assert "data-acts" not in quiet.one("input")
    assert acting.one("button", name="chosen")["value"] == '["asked","words"]'
    assert "data-acts" in acting.one("input")


# --- tables, rich text, Markdown


def test_a_table_has_headings_for_its_columns() -> None:
    reader = drawn(BLOCK_SAMPLES["table"])
    assert reader.all("th", scope="col")[1]["class"] == "b-right b-wrapped"
    assert len(reader.all("td")) == 4
    assert reader.text.startswith("ActionWeeksPOV-03 Cash First3")
    assert reader.one("div", class_="b-table")["tabindex"] == "0"


def test_rich_text_shows_every_part() -> None:
    reader = drawn(RICH)
    assert reader.text == (
        "Bold and all the paper@Ailsa Reid#board👋🏼@hereThursday 12 November 2026 at 14:30"
        "OneThird\nWaiting\non funding\n\nPOV-03  *not bold*"
    )
    assert reader.one("ol") == {"class": "b-list b-indent-1", "start": "3"}
    assert [tag for tag, _ in reader.tags[2:8]] == ["strong", "code", "del", "em", "a", "span"]


def test_the_text_of_a_run_is_never_markup() -> None:
    leaf = {"type": "text", "text": "*a* :tada: <@U1> &amp;"}
    block = {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": [leaf]}]}
    assert drawn(block).text == "*a* :tada: <@U1> &amp;"


@pytest.mark.parametrize(
    "leaf", [{"style": ["bold"]}, {"style": None}, {"style": {"bold": "yes", "new": True}}]
)
def test_a_style_slack_does_not_have_is_no_style(leaf: Json) -> None:
    part = {"type": "rich_text_section", "elements": [{"type": "text", "text": "a", **leaf}]}
    assert [tag for tag, _ in drawn({"type": "rich_text", "elements": [part]}).tags] == ["div", "div"]


def test_an_emoji_without_a_known_name_or_tone_shows_its_name() -> None:
    emoji = [{"type": "emoji", "name": name, "skin_tone": "?"} for name in ("wave", "no_such_sign")]
    block = {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": emoji}]}
    assert drawn(block).text == "👋:no_such_sign:"


def test_markdown_shows_headings_emphasis_lists_quotations_and_code() -> None:
    reader = drawn(BLOCK_SAMPLES["markdown"])
    assert reader.text == (
        "The planSome bold, italic, gone and code with a paper.firstseconddeeperthird\nquoted\n\na = *1*"
    )
    assert [tag for tag, _ in reader.tags[1:12]] == [
        *("h3", "p", "strong", "em", "del", "code", "a", "ul", "li", "li", "ul")
    ]
    assert reader.one("ol")["start"] == "3"


@pytest.mark.parametrize(
    ("written", "seen"),
    [
        ("*one* **two** ***three***", "one two ***three***"),
        (r"\*as typed\*", "*as typed*"),
        ("[x](javascript:alert(1))", "[x](javascript:alert(1))"),
        ("[**bold** link](https://example.org)", "bold link"),
        ("<b>no HTML</b>", "<b>no HTML</b>"),
        ("one\ntwo\n\nthree", "one\ntwothree"),
        ("```\nnever closed", "```\nnever closed"),
    ],
)
def test_markdown_that_is_none_stays_as_typed(written: str, seen: str) -> None:
    assert drawn({"type": "markdown", "text": written}).text == seen


def test_actions_stand_in_their_order() -> None:
    reader = drawn(BLOCK_SAMPLES["actions"])
    assert [has.get("name") for tag, has in reader.tags if tag in ("button", "select")][:5] == [
        *(None, "press", "press", '["actions","status"]', "chosen")
    ]


def test_enter_in_a_date_presses_no_button() -> None:
    """A browser presses a form's first button, were that "Yes, met"."""
    dated = {
        "type": "actions",
        "block_id": "a",
        "elements": [button("Yes, met"), ELEMENT_SAMPLES["datepicker"]],
    }
    first = drawn(dated).all("button")[0]
    assert first == {"type": "submit", "disabled": None, "hidden": None}
    assert len(drawn({**dated, "elements": [button("Yes, met")]}).all("button")) == 1
