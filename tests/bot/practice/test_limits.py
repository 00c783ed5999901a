"""Each limit of Block Kit, just inside and just outside."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.practice.limits import BLOCKS, message_faults, metadata_faults, view_faults
from tests.bot.practice.examples import (
    Json,
    actions,
    button,
    home,
    marked,
    message,
    modal,
    option,
    plain,
    question,
    section,
    select,
    text_input,
)


def image(**more: Any) -> Json:
    return {"type": "image", "image_url": "https://example.org/a.png", "alt_text": "a chart", **more}


def chooser(kind: str, count: int, **more: Any) -> Json:
    return {"type": kind, "action_id": "c", "options": [option(f"v{n}") for n in range(count)], **more}


def table(rows: int = 1, columns: int = 1, text: str = "a") -> Json:
    row = [{"type": "raw_text", "text": text} for _ in range(columns)]
    return {"type": "table", "rows": [row for _ in range(rows)]}


def confirm(**more: Any) -> Json:
    return {"title": plain(), "text": plain(), "confirm": plain("Yes"), "deny": plain("No"), **more}


def buttons(count: int) -> Json:
    return actions(*[button(action_id=f"a{n}") for n in range(count)])


def rich(*leaves: Json) -> Json:
    return {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": list(leaves)}]}


# What it limits, how many are allowed, a block with so many, Slack's words one past it.
IN_A_MESSAGE: list[tuple[str, int, Callable[[int], Json], str]] = [
    ("section text", 3000, lambda n: section("x" * n), "must be less than 3001 characters"),
    (
        "section fields",
        10,
        lambda n: {"type": "section", "fields": [marked()] * n},
        "no more than 10 items allowed",
    ),
    (
        "section field",
        2000,
        lambda n: {"type": "section", "fields": [marked("x" * n)]},
        "must be less than 2001 characters",
    ),
    (
        "header",
        150,
        lambda n: {"type": "header", "text": plain("x" * n)},
        "must be less than 151 characters",
    ),
    ("button text", 75, lambda n: actions(button("x" * n)), "must be less than 76 characters"),
    (
        "button value",
        2000,
        lambda n: actions(button(value="x" * n)),
        "must be less than 2001 characters",
    ),
    (
        "button url",
        3000,
        lambda n: actions(button(url="https://".ljust(n, "x"))),
        "must be less than 3001 characters",
    ),
    ("action_id", 255, lambda n: actions(button(action_id="x" * n)), "must be less than 256 characters"),
    ("block_id", 255, lambda n: section(block_id="x" * n), "must be less than 256 characters"),
    ("actions", 25, buttons, "no more than 25 items allowed"),
    (
        "context",
        10,
        lambda n: {"type": "context", "elements": [marked()] * n},
        "no more than 10 items allowed",
    ),
    (
        "select options",
        100,
        lambda n: section(accessory=chooser("static_select", n)),
        "no more than 100 items allowed",
    ),
    (
        "select placeholder",
        150,
        lambda n: section(accessory=select("a", placeholder=plain("x" * n))),
        "must be less than 151 characters",
    ),
    (
        "option text",
        75,
        lambda n: section(accessory=chooser("static_select", 0, options=[option("a", "x" * n)])),
        "must be less than 76 characters",
    ),
    (
        "option value",
        150,
        lambda n: section(accessory=chooser("static_select", 0, options=[option("x" * n, "a")])),
        "must be less than 151 characters",
    ),
    (
        "option description",
        75,
        lambda n: section(
            accessory=chooser("static_select", 0, options=[option(description=plain("x" * n))])
        ),
        "must be less than 76 characters",
    ),
    (
        "checkboxes",
        10,
        lambda n: section(accessory=chooser("checkboxes", n)),
        "no more than 10 items allowed",
    ),
    (
        "radio buttons",
        10,
        lambda n: section(accessory=chooser("radio_buttons", n)),
        "no more than 10 items allowed",
    ),
    ("overflow", 5, lambda n: section(accessory=chooser("overflow", n)), "no more than 5 items allowed"),
    (
        "confirm title",
        100,
        lambda n: actions(button(confirm=confirm(title=plain("x" * n)))),
        "must be less than 101 characters",
    ),
    (
        "confirm text",
        300,
        lambda n: actions(button(confirm=confirm(text=plain("x" * n)))),
        "must be less than 301 characters",
    ),
    (
        "confirm button",
        30,
        lambda n: actions(button(confirm=confirm(confirm=plain("x" * n)))),
        "must be less than 31 characters",
    ),
    (
        "deny button",
        30,
        lambda n: actions(button(confirm=confirm(deny=plain("x" * n)))),
        "must be less than 31 characters",
    ),
    ("alt text", 2000, lambda n: image(alt_text="x" * n), "must be less than 2001 characters"),
    ("image title", 2000, lambda n: image(title=plain("x" * n)), "must be less than 2001 characters"),
    ("table rows", 100, lambda n: table(rows=n), "no more than 100 items allowed"),
    ("table columns", 20, lambda n: table(columns=n), "no more than 20 items allowed"),
    ("table text", 10_000, lambda n: table(text="x" * n), "must be less than 10001 characters"),
    (
        "markdown",
        12_000,
        lambda n: {"type": "markdown", "text": "x" * n},
        "must be less than 12001 characters",
    ),
]


@pytest.mark.parametrize(
    ("what", "most", "build", "words"), IN_A_MESSAGE, ids=[row[0] for row in IN_A_MESSAGE]
)
def test_a_block_is_taken_at_its_limit_and_refused_one_past_it(
    what: str, most: int, build: Callable[[int], Json], words: str
) -> None:
    assert message_faults(message(build(most))) == []
    faults = message_faults(message(build(most + 1)))
    assert faults[0].code == "invalid_blocks"
    assert faults[0].message == words
    assert faults[0].at.startswith("/blocks/0")
    assert str(faults[0]) == f"{words} [json-pointer:{faults[0].at}]"


IN_A_VIEW: list[tuple[str, int, Callable[[int], Json], str]] = [
    ("blocks of a modal", 100, lambda n: modal(*[section()] * n), "no more than 100 items allowed"),
    ("blocks of a Home tab", 100, lambda n: home(*[section()] * n), "no more than 100 items allowed"),
    ("title", 24, lambda n: modal(title="x" * n), "must be less than 25 characters"),
    ("submit", 24, lambda n: modal(submit=plain("x" * n)), "must be less than 25 characters"),
    ("close", 24, lambda n: modal(close=plain("x" * n)), "must be less than 25 characters"),
    (
        "private_metadata",
        3000,
        lambda n: modal(private_metadata="x" * n),
        "must be less than 3001 characters",
    ),
    ("callback_id", 255, lambda n: modal(callback_id="x" * n), "must be less than 256 characters"),
    ("external_id", 255, lambda n: home(external_id="x" * n), "must be less than 256 characters"),
    (
        "label",
        2000,
        lambda n: modal(question(text_input(), label="x" * n)),
        "must be less than 2001 characters",
    ),
    (
        "hint",
        2000,
        lambda n: modal(question(text_input(), hint=plain("x" * n))),
        "must be less than 2001 characters",
    ),
    (
        "placeholder of an input",
        150,
        lambda n: modal(question(text_input(placeholder=plain("x" * n)))),
        "must be less than 151 characters",
    ),
    (
        "initial value of an input",
        3000,
        lambda n: modal(question(text_input(initial_value="x" * n))),
        "must be less than 3001 characters",
    ),
    (
        "max_length of an input",
        3000,
        lambda n: modal(question(text_input(max_length=n))),
        "must be less than 3001",
    ),
    (
        "files of an input",
        10,
        lambda n: modal(question({"type": "file_input", "max_files": n})),
        "must be less than 11",
    ),
]


@pytest.mark.parametrize(("what", "most", "build", "words"), IN_A_VIEW, ids=[row[0] for row in IN_A_VIEW])
def test_a_view_is_taken_at_its_limit_and_refused_one_past_it(
    what: str, most: int, build: Callable[[int], Json], words: str
) -> None:
    assert view_faults(build(most)) == []
    faults = view_faults(build(most + 1))
    assert faults[0].code == "invalid_arguments"
    assert faults[0].message == words
    assert faults[0].at.startswith("/view")


def test_a_message_holds_fifty_blocks() -> None:
    assert message_faults(message(*[section()] * 50)) == []
    fault = message_faults(message(*[section()] * 51))[0]
    assert (fault.code, fault.message, fault.at) == (
        "invalid_blocks",
        "no more than 50 items allowed",
        "/blocks",
    )


def test_a_message_text_holds_forty_thousand_characters() -> None:
    assert message_faults({"text": "x" * 40_000}) == []
    assert message_faults({"text": "x" * 40_001})[0].code == "msg_too_long"


@pytest.mark.parametrize("payload", [{}, {"text": ""}, {"text": "  "}, {"text": "", "blocks": []}])
def test_a_message_without_words_is_refused(payload: Json) -> None:
    assert [fault.code for fault in message_faults(payload)] == ["no_text"]


@pytest.mark.parametrize("blocks", ["words", {"type": "divider"}, ["divider"], [[{"type": "divider"}]]])
def test_blocks_that_are_not_a_list_of_objects_have_the_wrong_format(blocks: Any) -> None:
    assert [fault.code for fault in message_faults({"text": "a", "blocks": blocks})] == [
        "invalid_blocks_format"
    ]


def test_markdown_blocks_share_one_allowance() -> None:
    half = {"type": "markdown", "text": "x" * 6000}
    assert message_faults(message(half, half)) == []
    assert (
        message_faults(message(half, half, {"type": "markdown", "text": "x"}))[0].code
        == "msg_blocks_too_long"
    )


def test_a_message_holds_one_table() -> None:
    assert message_faults(message(table())) == []
    fault = message_faults(message(table(), table()))[0]
    assert (fault.code, fault.message) == ("invalid_attachments", "only_one_table_allowed")


EMPTY: list[tuple[str, Json]] = [
    ("section", section("")),
    ("field", {"type": "section", "fields": [marked("")]}),
    ("header", {"type": "header", "text": plain("")}),
    ("button text", actions(button(""))),
    ("button value", actions(button(value=""))),
    ("action_id", actions(button(action_id=""))),
    ("block_id", section(block_id="")),
    ("context text", {"type": "context", "elements": [marked("")]}),
    ("option text", section(accessory=select("a", options=[{"text": plain(""), "value": "a"}]))),
    ("option value", section(accessory=select("a", options=[{"text": plain("a"), "value": ""}]))),
    ("alt text", image(alt_text="")),
    ("markdown", {"type": "markdown", "text": ""}),
    ("cell", table(text="")),
    ("rich text", rich({"type": "text", "text": ""})),
    ("confirm", actions(button(confirm=confirm(title=plain(""))))),
]


@pytest.mark.parametrize("block", [row[1] for row in EMPTY], ids=[row[0] for row in EMPTY])
def test_an_empty_string_is_refused(block: Json) -> None:
    faults = message_faults(message(block))
    assert [fault.message for fault in faults] == ["must be more than 0 characters"]


NO_ITEMS: list[Json] = [
    actions(),
    {"type": "context", "elements": []},
    {"type": "section", "fields": []},
    section(accessory=chooser("static_select", 0)),
    section(accessory=chooser("overflow", 0)),
    section(accessory=chooser("checkboxes", 0)),
    section(accessory=chooser("radio_buttons", 0)),
    {"type": "table", "rows": []},
    {"type": "table", "rows": [[]]},
]


@pytest.mark.parametrize("block", NO_ITEMS)
def test_an_empty_list_is_refused(block: Json) -> None:
    assert [f.message for f in message_faults(message(block))] == ["must provide at least 1 items"]


WRONG: list[tuple[str, Json, str]] = [
    ("an unknown block", {"type": "banner"}, "unsupported type: banner"),
    ("a block without a type", {"text": plain()}, "missing required field: type"),
    ("an unknown element", actions({"type": "slider"}), "unsupported type: slider"),
    ("an element that is not allowed here", actions(image()), "unsupported type: image"),
    ("an input as an accessory", section(accessory=text_input()), "unsupported type: plain_text_input"),
    ("a button in context", {"type": "context", "elements": [button()]}, "unsupported type: button"),
    ("an unknown field", section(colour="red"), "invalid additional property: colour"),
    ("a section without words", {"type": "section"}, "must define either `text` or `fields`"),
    (
        "a header in mrkdwn",
        {"type": "header", "text": marked()},
        "unsupported type: mrkdwn",
    ),
    ("a button in mrkdwn", actions({"type": "button", "text": marked()}), "unsupported type: mrkdwn"),
    ("a bare string for text", {"type": "section", "text": "words"}, "must be an object"),
    ("a style Slack has not", actions(button(style="green")), "must be one of: primary, danger"),
    ("a url without a scheme", actions(button(url="example.org")), "must be a valid url"),
    (
        "an image without alt text",
        {"type": "image", "image_url": "https://example.org/a.png"},
        "missing required field: alt_text",
    ),
    (
        "an image from nowhere",
        {"type": "image", "alt_text": "a"},
        "missing required field: one of image_url, slack_file",
    ),
    (
        "two options of one value",
        section(accessory=select("a", options=[option("a"), option("a", "B")])),
        'value "a" already exists',
    ),
    (
        "an initial option not offered",
        section(accessory=select("a", "b", initial_option=option("c"))),
        "initial_option must be one of the options",
    ),
    (
        "an initial option worded otherwise",
        section(accessory=select("a", initial_option=option("a", "Other"))),
        "initial_option must be one of the options",
    ),
    (
        "initial boxes not offered",
        section(accessory=chooser("checkboxes", 2, initial_options=[option("z")])),
        "initial_options must be among the options",
    ),
    (
        "a confirm without deny",
        actions(button(confirm={"title": plain(), "text": plain(), "confirm": plain()})),
        "missing required field: deny",
    ),
    (
        "a date that is no day",
        section(accessory={"type": "datepicker", "action_id": "d", "initial_date": "2026-02-30"}),
        "must be a valid date in the format YYYY-MM-DD",
    ),
    (
        "options and groups at once",
        section(accessory=select("a", option_groups=[{"label": plain(), "options": [option("b")]}])),
        "only one of these fields may be given: options, option_groups",
    ),
    (
        "uneven rows",
        {
            "type": "table",
            "rows": [[{"type": "raw_text", "text": "a"}] * 2, [{"type": "raw_text", "text": "a"}]],
        },
        "all rows must have the same number of cells",
    ),
    ("an input in a message", question(text_input()), "unsupported surface for input block"),
    (
        "two actions of one id in a block",
        actions(button(), button("Other")),
        'action_id "update" already exists',
    ),
]


@pytest.mark.parametrize(("block", "words"), [row[1:] for row in WRONG], ids=[row[0] for row in WRONG])
def test_a_block_slack_would_refuse_is_refused(block: Json, words: str) -> None:
    faults = message_faults(message(block))
    assert [fault.message for fault in faults] == [words]
    assert faults[0].code == "invalid_blocks"


def test_two_blocks_of_one_id_are_refused() -> None:
    assert message_faults(message(section(block_id="a"), section(block_id="b"))) == []
    fault = message_faults(message(section(block_id="a"), section(block_id="a")))[0]
    assert (fault.message, fault.at) == ('block_id "a" already exists', "/blocks/1/block_id")


def test_the_same_action_id_may_appear_in_two_blocks() -> None:
    assert message_faults(message(actions(button()), actions(button()))) == []


@pytest.mark.parametrize("kind", ["table", "markdown"])
def test_a_block_for_messages_only_is_refused_in_views(kind: str) -> None:
    block = table() if kind == "table" else {"type": "markdown", "text": "a"}
    for view in (modal(block), home(block)):
        assert [f.message for f in view_faults(view)] == [f"unsupported surface for {kind} block"]


def test_a_file_input_is_for_modals_only() -> None:
    block = question({"type": "file_input"})
    assert view_faults(modal(block)) == []
    assert [f.message for f in view_faults(home(block))] == ["unsupported type: file_input"]


def test_a_modal_with_an_input_needs_a_submit_button() -> None:
    body = modal(question(text_input()))
    assert view_faults(body) == []
    del body["submit"]
    assert [f.message for f in view_faults(body)] == ["missing required field: submit"]


def test_a_view_needs_a_block_and_a_modal_a_title() -> None:
    assert [f.message for f in view_faults({**modal(), "blocks": []})] == ["must provide at least 1 items"]
    assert [f.message for f in view_faults({"type": "modal", "blocks": [section()]})] == [
        "missing required field: title"
    ]
    assert [f.message for f in view_faults({"type": "workflow_step"})] == ["unsupported type: workflow_step"]
    assert [f.message for f in view_faults("modal")] == ["must be an object"]


def test_a_home_tab_has_no_title_or_submit_button() -> None:
    assert [f.message for f in view_faults(home(title=plain()))] == ["invalid additional property: title"]


def test_an_initial_value_fits_the_inputs_own_limit() -> None:
    body = modal(question(text_input(max_length=5, initial_value="123456")))
    assert [f.message for f in view_faults(body)] == ["must be less than 6 characters"]


def test_only_one_element_of_a_view_takes_the_focus() -> None:
    first = question(text_input(focus_on_load=True))
    second = question(text_input(focus_on_load=True), block_id="other")
    assert view_faults(modal(first)) == []
    assert [f.message for f in view_faults(modal(first, second))] == [
        "only one element may set focus_on_load"
    ]


def test_a_view_too_large_to_send_is_refused() -> None:
    body = modal(*[section("é" * 3000) for _ in range(50)])
    assert [f.code for f in view_faults(body)] == ["view_too_large"]


@pytest.mark.parametrize("metadata", [None, {}, {"event_type": "nudge", "event_payload": {"key": "k"}}])
def test_sound_metadata_passes(metadata: Any) -> None:
    assert metadata_faults(metadata) == []


@pytest.mark.parametrize(
    ("metadata", "code"),
    [
        ("nudge", "invalid_metadata_format"),
        ({"event_type": "nudge"}, "invalid_metadata_schema"),
        ({"event_type": "nudge", "event_payload": "k"}, "invalid_metadata_schema"),
        ({"event_type": "nudge", "event_payload": {"k": "x" * 16_000}}, "metadata_too_large"),
    ],
)
def test_unsound_metadata_is_refused(metadata: Any, code: str) -> None:
    assert [fault.code for fault in metadata_faults(metadata)] == [code]


def test_every_kind_of_block_has_a_sound_example() -> None:
    sound = {
        "section": section(fields=[marked()], accessory=button(confirm=confirm(), style="danger")),
        "header": {"type": "header", "text": plain()},
        "divider": {"type": "divider"},
        "context": {"type": "context", "elements": [marked(), plain(), image()]},
        "actions": actions(button(), select("a", "b", action_id="s", initial_option=option("a"))),
        "image": image(title=plain()),
        "rich_text": rich(
            {"type": "text", "text": "a", "style": {"bold": True}}, {"type": "user", "user_id": "U1"}
        ),
        "markdown": {"type": "markdown", "text": "**a**"},
        "table": {**table(2, 2), "column_settings": [{"align": "right"}, None]},
    }
    assert set(sound) | {"input"} == set(BLOCKS)
    assert message_faults(message(*sound.values())) == []


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["type", "text", "blocks", "elements", "options", "value"]), inner)
    ),
    max_leaves=12,
)
KINDS = st.sampled_from([*BLOCKS, "button", "static_select", "plain_text"])


@given(
    st.lists(
        st.dictionaries(st.sampled_from(["type", "text", "elements", "accessory", "rows"]), anything | KINDS)
    )
)
def test_no_payload_however_odd_breaks_the_checks(blocks: list[Any]) -> None:
    for fault in message_faults({"text": "a", "blocks": blocks}):
        assert fault.code.startswith(("invalid_", "msg_"))
    assert all(fault.code for fault in view_faults({"type": "modal", "title": plain(), "blocks": blocks}))
