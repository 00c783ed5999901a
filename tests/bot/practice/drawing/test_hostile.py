"""Whatever people type, in whatever field, comes out as text and adds nothing to the page."""

import json
import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.practice.drawing import Ink, draw_blocks, draw_message, draw_mrkdwn
from bot.practice.payloads import escaped
from tests.bot.practice.drawing.kitchen import INK, Reader, drawn_everywhere
from tests.bot.practice.examples import marked

SAMPLES = dict(drawn_everywhere())
FIXED = frozenset({"type", "style", "range", "align", "initial_date", "initial_time"})
TYPED = frozenset({"text", "alt_text", "initial_value", "accessibility_label", "timezone"})
MARKUP = (
    "*b* _i_ ~s~ `c` ```p``` :tada: <@U1> <!here> <https://example.org|x> <!date^1783000800^{date}|x> <!date^x^y|z>"
    "\n> q"
)
CLASSES = re.compile(r"(?:(?:b-[a-z0-9-]+|act|overflow|error|undrawable)(?: |$))+")
PLACE = "\ue000"

attacks = st.sampled_from(
    [
        '"><script>alert(1)</script>',
        "' onmouseover='alert(1)",
        "</textarea><img src=x onerror=alert(1)>",
        "</select></form><form action=//example.org>",
        "<!-- ",
        "&#60;script&#62;",
        "&lt;b&gt;",
        "javascript:alert(1)",
        "<javascript:alert(1)|x>",
        "https://example.org/\"onclick='x'",
        '<https://example.org/" onclick=x|y>',
        "<!date^1783000800^<b>{date}^javascript:alert(1)|<i>>",
        "{0} {kind} %s",
        "\u202edesrever",
        "\n",
    ]
)
typed = st.text(st.characters(codec="utf-8"), min_size=1, max_size=20)
hostile = st.lists(st.one_of(attacks, typed), min_size=1, max_size=6)
words = hostile.map("".join)


def changed(
    value: Any, change: Callable[[str, dict[str, Any]], str], held: dict[str, Any], name: str = ""
) -> Any:
    """The same JSON, each string in it given to `change` with its name and what it stands in."""
    if isinstance(value, dict):
        return {key: changed(each, change, value, key) for key, each in value.items()}
    if isinstance(value, list):
        return [changed(each, change, held, name) for each in value]
    return change(name, {**held, name: value}) if isinstance(value, str) else value


def ink_of(text: str, files: str) -> Ink:
    """An ink in which every name and error is this text."""
    return Ink(
        names=dict.fromkeys(("U1", "U2", "C1"), text),
        people=[("U1", text), ("U2", text)],
        channels=[("C1", text)],
        errors={block["block_id"]: text for block in SAMPLES.values()},
        values={files: {"file_input": {"type": "file_input", "files": [{"id": "F1", "name": text}]}}},
    )


def vocabulary() -> set[tuple[str, str]]:
    """Every tag with every attribute that plain words and plain markup make."""
    ink = ink_of("x", "file_input")
    html = [draw_blocks([block], ink) for block in SAMPLES.values()]
    html += [draw_mrkdwn(MARKUP, ink), draw_message("x", [], ink), draw_blocks([{"type": "x"}], ink)]
    found = [pair for each in html for pair in Reader(each).tags]
    return {(tag, name) for tag, has in found for name in ["", *has]}


EMITTED = vocabulary()


def test_nothing_drawn_runs_or_loads_anything() -> None:
    tags, names = {tag for tag, _ in EMITTED}, {name for _, name in EMITTED}
    assert not tags & {"script", "style", "img", "iframe", "object", "form", "link", "meta", "svg"}
    assert not names & {"src", "srcset", "style", "action", "formaction", "srcdoc"}
    assert not [name for name in names if name.startswith("on")]


@settings(max_examples=15)
@given(words)
def test_hostile_words_in_every_string_add_no_tag_and_no_attribute(text: str) -> None:
    ink = ink_of(text, text)
    for block in SAMPLES.values():
        drawn = draw_blocks(
            [changed(block, lambda name, held: held[name] if name in FIXED else text, {})], ink
        )
        for tag, has in Reader(drawn).tags:
            assert {(tag, name) for name in ("", *has)} <= EMITTED
            assert re.match("(?i)(https?|mailto|tel|slack):", str(has.get("href", "https:")))
            assert CLASSES.fullmatch(str(has.get("class", "b-x")))


def _in_place(text: str, mrkdwn: str) -> Callable[[str, dict[str, Any]], str]:
    def change(name: str, held: dict[str, Any]) -> str:
        if name not in TYPED:
            return str(held[name])
        return mrkdwn if held.get("type") in ("mrkdwn", "markdown") else text

    return change


readable = words.map(lambda text: re.sub(r"[*_~`:\r\x00]", "", text)).filter(
    lambda text: text.strip() and "\n>" not in "\n" + text
)


@pytest.mark.parametrize("kind", [kind for kind in SAMPLES if kind != "markdown"])
@settings(max_examples=10)
@given(text=readable)
def test_what_is_seen_is_what_was_typed_and_all_else_stays_as_it_is(kind: str, text: str) -> None:
    def drawn(typed: str, mrkdwn: str) -> Reader:
        block = changed(SAMPLES[kind], _in_place(typed, mrkdwn), {})
        return Reader(draw_blocks([block], ink_of(typed, "file_input")))

    plain, hurt = drawn(PLACE, PLACE), drawn(text, escaped(text))
    assert hurt.text == plain.text.replace(PLACE, text)
    expected = json.loads(json.dumps(plain.tags).replace(json.dumps(PLACE)[1:-1], json.dumps(text)[1:-1]))
    assert without_breaks(hurt) == [(tag, has) for tag, has in expected if tag != "br"]


def without_breaks(reader: Reader) -> list[tuple[str, dict[str, str | None]]]:
    """The tags but for line ends, which stand in the text."""
    return [(tag, has) for tag, has in reader.tags if tag != "br"]


@given(words)
def test_hostile_markdown_adds_no_tag_and_no_attribute(text: str) -> None:
    reader = Reader(draw_blocks([{"type": "markdown", "text": text}], INK))
    assert {(tag, name) for tag, has in reader.tags for name in ("", *has)} <= EMITTED


@given(words)
def test_hostile_names_in_mentions_are_text(text: str) -> None:
    ink = replace(INK, names={"U1": text})
    reader = Reader(draw_message("<@U1>", [], ink))
    assert reader.text == "@" + text
    assert [tag for tag, _ in reader.tags] == ["div", "span"]


def test_an_unsafe_address_on_a_button_makes_no_link() -> None:
    press = {"type": "button", "action_id": "a", "text": {"type": "plain_text", "text": "Go"}}
    block = {
        "type": "section",
        "block_id": "b",
        "text": marked(),
        "accessory": {**press, "url": "javascript:x"},
    }
    assert Reader(draw_blocks([block], INK)).all("a") == []
