"""Every element a person can act on: what it shows, what it sends."""

from dataclasses import replace
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bot.practice.drawing import Ink, draw_blocks, field_name
from tests.bot.practice.drawing.kitchen import CONFIRM, ELEMENT_SAMPLES, INK, Reader, element
from tests.bot.practice.examples import actions, button, option, plain, question, section, select

Json = dict[str, Any]
ASKED = "Withdraw?\n\nPOV-03 goes off the agenda."


def acting(sample: Json, ink: Ink = INK) -> Reader:
    """The element as it stands in a message."""
    return Reader(draw_blocks([actions(sample, block_id="said")], ink))


def asked(sample: Json, ink: Ink = INK) -> Reader:
    """The element as it stands in a form."""
    return Reader(draw_blocks([question(sample)], ink))


def chosen(reader: Reader) -> list[str | None]:
    return [has["value"] for tag, has in reader.tags if "selected" in has or "checked" in has]


# --- buttons


def test_a_button_sends_where_it_stands() -> None:
    press = acting(button("Yes, met", "yes", value="7")).one("button")
    assert (press["type"], press["name"], press["value"]) == ("submit", "press", '["said","yes"]')
    assert press["class"] == "b-button"


@pytest.mark.parametrize(
    ("style", "looks"),
    [("primary", "b-button b-primary"), ("danger", "b-button b-danger"), ("other", "b-button")],
)
def test_a_buttons_style_is_a_class(style: str, looks: str) -> None:
    assert acting(button(style=style)).one("button")["class"] == looks


def test_a_button_may_have_another_name_for_screen_readers() -> None:
    press = acting(button("Yes", accessibility_label="Yes, the pilot was agreed")).one("button")
    assert press["aria-label"] == "Yes, the pilot was agreed"


def test_what_is_asked_before_a_press_is_on_the_button() -> None:
    press = acting(button(confirm=CONFIRM)).one("button")
    assert press["data-confirm"] == ASKED


def test_a_button_with_an_address_is_a_link() -> None:
    reader = acting(button("The plan", url="https://example.org/plan"))
    assert reader.all("button") == []
    link = reader.one("a", href="https://example.org/plan", target="_blank", class_="b-button")
    assert "noreferrer" in str(link["rel"])


def test_an_overflow_menu_sends_the_option() -> None:
    reader = acting({**ELEMENT_SAMPLES["overflow"], "confirm": CONFIRM})
    assert reader.text == "⋯PausePaper"
    assert reader.one("details")["class"] == "overflow b-overflow"
    assert reader.one("summary")["aria-label"] == "More actions"
    item = reader.one("button", name="choose")
    assert (item["value"], item["data-confirm"]) == ('["said","overflow","pause"]', ASKED)
    assert reader.one("a")["href"] == "https://example.org/p"


# --- menus


def test_a_menu_offers_its_options_in_their_groups() -> None:
    reader = asked(ELEMENT_SAMPLES["static_select"])
    assert [has["label"] for has in reader.all("optgroup")] == ["Going well", "Not so well"]
    assert [has["value"] for has in reader.all("option")] == ["", "green", "amber", "red"]
    assert chosen(reader) == ["amber"]
    assert "How is it going?🟢 On track🟠 At riskOff track" in reader.text


def test_a_menu_outside_a_form_acts_at_once() -> None:
    reader = acting({**select("green"), "confirm": CONFIRM})
    menu, act = reader.one("select"), reader.one("button", name="chosen")
    assert (menu["name"], menu["data-confirm"]) == (field_name("said", "status"), ASKED)
    assert "data-acts" in menu
    assert act == {
        "type": "submit",
        "name": "chosen",
        "value": '["said","status"]',
        "class": "act b-button",
        "aria-label": "Choose: Choose one",
    }


def test_a_menu_without_a_placeholder_is_called_by_the_text_beside_it() -> None:
    reader = Reader(draw_blocks([section("Status", block_id="s", accessory=select("green"))], INK))
    assert reader.one("select")["aria-labelledby"] == reader.one("div", class_="b-text")["id"]


def test_an_option_shows_its_description() -> None:
    menu = {**select(), "options": [option("north", description=plain("Four wards"))]}
    assert "North – Four wards" in asked(menu).text
    ticks = asked(ELEMENT_SAMPLES["checkboxes"])
    described = ticks.one("div", class_="b-description")
    assert ticks.all("input", type="checkbox")[0]["aria-describedby"] == described["id"]


def test_a_menu_of_several_tells_none_from_not_shown() -> None:
    reader = asked(ELEMENT_SAMPLES["multi_static_select"])
    assert "multiple" in reader.one("select")
    assert reader.one("input", type="hidden") == {
        "type": "hidden",
        "name": field_name("asked", "multi_static_select"),
        "value": "",
    }
    assert chosen(reader) == ["south"]


@pytest.mark.parametrize(
    ("kind", "begins"),
    [("users_select", ["U2"]), ("multi_users_select", ["U1"]), ("channels_select", ["C1"])],
)
def test_people_and_channels_are_chosen_by_name(kind: str, begins: list[str]) -> None:
    reader = asked(ELEMENT_SAMPLES[kind])
    assert chosen(reader) == begins
    assert ("Ailsa Reid" in reader.text) == ("users" in kind)
    assert ("general" in reader.text) == ("channel" in kind)


def test_somebody_chosen_who_is_no_longer_offered_still_shows() -> None:
    reader = asked(element("users_select", initial_user="U1"), replace(INK, people=[("U2", "Callum Weir")]))
    assert chosen(reader) == ["U1"]
    assert "Ailsa Reid" in reader.text


def test_a_menu_filled_from_elsewhere_shows_what_it_began_with() -> None:
    reader = asked(ELEMENT_SAMPLES["external_select"])
    assert [has["value"] for has in reader.all("option")] == ["", "green"]
    assert chosen(reader) == ["green"]


# --- ticks


def test_boxes_are_ticked_as_they_are_held() -> None:
    sample = ELEMENT_SAMPLES["checkboxes"]
    assert chosen(asked(sample)) == ["north"]
    held = {"asked": {"checkboxes": {"type": "checkboxes", "selected_options": []}}}
    assert chosen(asked(sample, replace(INK, values=held))) == []


def test_each_tick_has_its_own_label() -> None:
    reader = asked(ELEMENT_SAMPLES["radio_buttons"])
    ticks = reader.all("input", type="radio")
    assert [has["for"] for has in reader.all("label")] == [has["id"] for has in ticks]
    assert {has["name"] for has in ticks} == {field_name("asked", "radio_buttons")}
    assert chosen(reader) == ["amber"]
    assert reader.one("fieldset")["role"] == "radiogroup"


def test_ticks_outside_a_form_act_at_once_and_say_what_they_are() -> None:
    reader = acting(ELEMENT_SAMPLES["radio_buttons"])
    assert all("data-acts" in has for has in reader.all("input", type="radio"))
    assert reader.one("button", name="chosen")["aria-label"] == "Choose: Choose one"
    assert reader.text.startswith("Choose one🟢 On track")


# --- dates and times


@pytest.mark.parametrize(
    ("kind", "control", "value"),
    [
        ("datepicker", "date", "2026-11-12"),
        ("timepicker", "time", "14:30"),
        ("datetimepicker", "datetime-local", "2026-11-12T14:30"),
    ],
)
def test_dates_and_times_are_the_browsers_own(kind: str, control: str, value: str) -> None:
    assert asked(ELEMENT_SAMPLES[kind]).one("input", type=control)["value"] == value
    assert asked(element(kind)).one("input", type=control)["value"] == ""


def test_a_date_and_time_is_shown_in_the_pages_zone() -> None:
    picker = element("datetimepicker", initial_date_time=1_783_000_800)
    ink = replace(INK, zone=ZoneInfo("Europe/London"))
    assert asked(picker, ink).one("input")["value"] == "2026-07-02T15:00"


def test_a_time_says_its_zone() -> None:
    assert "Europe/London" in asked(ELEMENT_SAMPLES["timepicker"]).text


# --- words, numbers, files


def test_words_of_several_lines_keep_their_blank_first_line() -> None:
    sample = element("plain_text_input", multiline=True, initial_value="\nTwo")
    assert str(draw_blocks([question(sample)], INK)).count(">\n\nTwo</textarea>") == 1


def test_no_words_are_cut_by_the_browser() -> None:
    field = asked(element("plain_text_input", max_length=5, min_length=2)).one("input")
    assert not {"maxlength", "minlength", "required", "pattern"} & set(field)


@pytest.mark.parametrize(
    ("kind", "control"),
    [("email_text_input", "email"), ("url_text_input", "url"), ("number_input", "number")],
)
def test_typed_fields_say_what_they_are_for(kind: str, control: str) -> None:
    assert asked(ELEMENT_SAMPLES[kind]).one("input", type=control)


def test_a_number_is_whole_unless_it_may_be_decimal() -> None:
    assert asked(element("number_input", is_decimal_allowed=True)).one("input")["step"] == "any"
    whole = asked(ELEMENT_SAMPLES["number_input"]).one("input")
    assert (whole["step"], whole["min"], whole["value"]) == ("1", "0", "12")


def test_a_field_may_have_the_focus_when_it_is_shown() -> None:
    assert "autofocus" in asked(element("plain_text_input", focus_on_load=True)).one("input")
    assert "autofocus" not in asked(element("plain_text_input")).one("input")
    ticks = asked({**ELEMENT_SAMPLES["radio_buttons"], "focus_on_load": True}).all("input", type="radio")
    assert ["autofocus" in has for has in ticks] == [True, False]


def test_files_are_chosen_by_kind_and_those_chosen_are_named() -> None:
    held = {
        "asked": {"file_input": {"type": "file_input", "files": [{"id": "F1", "name": "plan.csv"}, "F2"]}}
    }
    reader = asked(ELEMENT_SAMPLES["file_input"], replace(INK, values=held))
    field = reader.one("input", type="file")
    assert (field["accept"], "multiple" in field) == (".csv,.pdf", True)
    assert reader.text.endswith("plan.csvF2")
    assert "multiple" not in asked(element("file_input", max_files=1)).one("input")
