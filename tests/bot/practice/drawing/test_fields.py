"""What a form sends back, read as values for the screen."""

from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.practice.drawing import draw_blocks, field_name, read_entries, unfold_press
from bot.practice.drawing.fields import fold
from bot.practice.forms import NotOnScreen, entry, fill
from bot.practice.workspace import VALUE_FIELDS, initial_values
from tests.bot.practice.drawing.kitchen import ELEMENT_SAMPLES, INK, Reader, element
from tests.bot.practice.examples import option, question, select, text_input

ASKED = {
    kind: ELEMENT_SAMPLES[kind] for kind in ELEMENT_SAMPLES if kind not in ("button", "image", "overflow")
}


def held(sample: dict[str, Any], *sent: str) -> Any:
    """What Slack's state holds once this was sent for the element."""
    read = read_entries([question(sample)], {field_name("asked", sample["action_id"]): sent})
    found = entry(sample, read["asked"][sample["action_id"]])
    assert found["type"] == sample["type"]
    return found[VALUE_FIELDS[sample["type"]][0]]


@given(st.text(max_size=255), st.text(max_size=255), st.text(max_size=150))
def test_any_ids_come_back_from_a_press_as_they_were(block_id: str, action_id: str, value: str) -> None:
    assert unfold_press(field_name(block_id, action_id)) == (block_id, action_id)
    assert unfold_press(fold(block_id, action_id, value)) == (block_id, action_id, value)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "x",
        "[]",
        '["a"]',
        '["a","b","c","d"]',
        '["a",1]',
        '{"a":"b"}',
        "null",
        '"ab"',
        "[" * 7000,
        '["a","' + "b" * 8000 + '"]',
    ],
)
def test_what_is_no_press_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        unfold_press(text)


@pytest.mark.parametrize(
    ("kind", "sent", "value"),
    [
        ("plain_text_input", ["One\r\ntwo\rthree"], "One\ntwo\nthree"),
        ("plain_text_input", [""], None),
        ("number_input", ["12"], "12"),
        ("email_text_input", ["a@example.org"], "a@example.org"),
        ("url_text_input", ["https://example.org"], "https://example.org"),
        ("users_select", ["U1"], "U1"),
        ("users_select", [""], None),
        ("multi_users_select", ["", "U1", "U2", "U1"], ["U1", "U2"]),
        ("multi_users_select", [""], []),
        ("channels_select", ["C1"], "C1"),
        ("conversations_select", ["C1"], "C1"),
        ("datepicker", ["2026-11-12"], "2026-11-12"),
        ("datepicker", ["12 November"], None),
        ("timepicker", ["14:30"], "14:30"),
        ("timepicker", ["14:30:00"], "14:30"),
        ("timepicker", ["half past"], None),
        ("datetimepicker", ["2026-11-12T14:30"], 1_794_493_800),
        ("datetimepicker", ["soon"], None),
        ("datetimepicker", [""], None),
        ("file_input", ["F1", "F2"], ["F1", "F2"]),
    ],
)
def test_each_field_is_read_as_slack_holds_it(kind: str, sent: list[str], value: object) -> None:
    assert held(ASKED[kind], *sent) == value


def test_an_option_is_known_by_its_value_even_where_another_bears_it_as_its_words() -> None:
    menu = {**select(), "options": [option("a", "b"), option("b", "a")]}
    assert held(menu, "b") == option("b", "a")
    assert held({**menu, "type": "multi_static_select"}, "", "b", "a") == [option("b", "a"), option("a", "b")]


def test_none_ticked_is_told_from_not_shown() -> None:
    boxes = question(ASKED["checkboxes"])
    name = field_name("asked", "checkboxes")
    assert read_entries([boxes], {}) == {}
    assert held(ASKED["checkboxes"], "") == []
    assert name in [has["name"] for has in Reader(draw_blocks([boxes], INK)).all("input", type="hidden")]


def test_what_is_not_offered_is_refused_when_it_is_entered() -> None:
    blocks = [question(select("green"))]
    given_values = read_entries(blocks, {field_name("asked", "status"): ["red"]})
    with pytest.raises(NotOnScreen):
        fill(blocks, {}, given_values)


def test_an_external_menu_takes_the_option_it_began_with() -> None:
    assert held(ASKED["external_select"], "green") == ASKED["external_select"]["initial_option"]


def test_a_file_field_sent_empty_keeps_the_files_it_had() -> None:
    assert read_entries([question(ASKED["file_input"])], {field_name("asked", "file_input"): [""]}) == {}


def test_fields_of_other_forms_are_not_read() -> None:
    assert read_entries([question(text_input())], {field_name("asked", "other"): ["x"], "token": ["y"]}) == {}


def test_a_name_is_found_as_browsers_write_it_in_forms_with_files() -> None:
    assert read_entries([question(text_input())], {"[%22asked%22,%22words%22]": ["Said"]}) == {
        "asked": {"words": "Said"}
    }


def test_a_date_and_time_is_of_the_zone_the_page_was_drawn_in() -> None:
    picker = element("datetimepicker")
    fields = {field_name("asked", "datetimepicker"): ["2026-07-02T15:00"]}
    read = read_entries([question(picker)], fields, ZoneInfo("Europe/London"))
    assert read == {"asked": {"datetimepicker": 1_783_000_800}}


def _as_sent(html: str) -> dict[str, list[str]]:
    """What a browser would send for the form as it was drawn, nothing touched."""
    sent: dict[str, list[str]] = {}
    reader, menu = Reader(html), ""
    for tag, has in reader.tags:
        name, value = str(has.get("name")), str(has.get("value") or "")
        if tag == "select":
            menu = name
        if (tag == "option" and "selected" in has) or (tag == "input" and has["type"] != "file"):
            if has.get("type") in ("checkbox", "radio") and "checked" not in has:
                continue
            sent.setdefault(menu if tag == "option" else name, []).append(value)
        if tag == "textarea":
            sent[name] = ["Draft out.\r\nComments by Friday."]
    return sent


@pytest.mark.parametrize("kind", [kind for kind in ASKED if kind != "file_input"])
def test_a_form_sent_untouched_holds_what_it_began_with(kind: str) -> None:
    blocks = [question(ASKED[kind])]
    before = initial_values(blocks)
    after = initial_values(blocks)
    fill(blocks, after, read_entries(blocks, _as_sent(draw_blocks(blocks, INK))))
    assert after == before
