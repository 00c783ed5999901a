"""Messages and views as a person sees them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.practice.payloads import escaped
from bot.practice.reading import read_blocks, read_message, read_mrkdwn, read_view
from tests.bot.practice.examples import (
    actions,
    button,
    marked,
    modal,
    option,
    plain,
    question,
    section,
    select,
    text_input,
)

NAMES = {"U1": "Ailsa Reid", "C1": "board"}


@pytest.mark.parametrize(
    ("written", "seen"),
    [
        ("*POV-03* is _late_", "POV-03 is late"),
        ("~gone~ and *_both_*", "gone and both"),
        ("2 * 3 * 4 and snake_case_name", "2 * 3 * 4 and snake_case_name"),
        ("Tom &amp; Co &lt;tag&gt;", "Tom & Co <tag>"),
        ("&amp;lt; stays as typed", "&lt; stays as typed"),
        ("ask <@U1> in <#C1>", "ask @Ailsa Reid in #board"),
        ("ask <@U9> in <#C9|other>", "ask @U9 in #other"),
        ("<!channel> wake up", "@channel wake up"),
        ("<https://example.org/a|the paper>", "the paper"),
        ("<https://example.org/a>", "https://example.org/a"),
        ("<mailto:a@example.org>", "a@example.org"),
        ("<!date^1767225600^{date}|1 Jan>", "1 Jan"),
        ("> waiting on funding", "> waiting on funding"),
    ],
)
def test_markup_reads_as_it_looks(written: str, seen: str) -> None:
    assert read_mrkdwn(written, NAMES) == seen


@given(st.text(st.characters(codec="utf-8", exclude_characters="*_~\r\n"), max_size=60))
def test_whatever_is_typed_is_seen_as_typed_once_escaped(typed: str) -> None:
    assert read_mrkdwn(escaped(typed)) == typed


def test_a_message_without_blocks_reads_as_its_text() -> None:
    assert read_message("*2* actions", []) == "2 actions"


def test_a_message_with_blocks_reads_as_its_blocks() -> None:
    blocks = [
        {"type": "header", "text": plain("Good morning")},
        section("*POV-03* Referral route"),
        {"type": "divider"},
        actions(button("Yes, met"), button("New date"), {"type": "overflow", "options": [option()]}),
        {"type": "context", "elements": [marked("Papers close *Thu 19 Nov*"), plain("Reply below")]},
    ]
    assert read_message("ignored", blocks).splitlines() == [
        "Good morning",
        "POV-03 Referral route",
        "─" * 24,
        "[Yes, met] [New date] [⋯]",
        "Papers close Thu 19 Nov Reply below",
    ]


def test_a_section_shows_its_fields_two_by_two_and_its_button_beside() -> None:
    block = {"type": "section", "text": marked("Board"), "fields": [marked("a"), marked("b"), marked("c")]}
    assert read_blocks([block]) == "Board\na  |  b\nc"
    assert read_blocks([section("HWB-05", accessory=button("Ask kindly"))]) == "HWB-05  [Ask kindly]"


def test_menus_show_what_is_chosen_or_what_they_ask() -> None:
    asked = section("Status", accessory=select("amber", "green", placeholder=plain("Pick one")))
    chosen = section("Status", accessory=select("amber", initial_option=option("amber")))
    dated = section("Due", accessory={"type": "datepicker", "action_id": "d", "initial_date": "2026-11-13"})
    person = section("Who", accessory={"type": "users_select", "action_id": "u", "initial_user": "U1"})
    assert read_blocks([asked, chosen, dated, person], NAMES).splitlines() == [
        "Status  [Pick one ▾]",
        "Status  [Amber ▾]",
        "Due  [2026-11-13 ▾]",
        "Who  [Ailsa Reid ▾]",
    ]


def test_boxes_and_radio_buttons_show_which_are_ticked() -> None:
    met, late = option("met"), option("late")
    boxes = {"type": "checkboxes", "action_id": "b", "options": [met, late], "initial_options": [met]}
    radio = {"type": "radio_buttons", "action_id": "r", "options": [met, late], "initial_option": late}
    assert read_blocks([actions(boxes)]) == "☑ Met\n☐ Late"
    assert read_blocks([actions(radio)]) == "○ Met\n● Late"


def test_a_form_shows_labels_what_is_entered_and_what_is_wrong() -> None:
    view = modal(
        question(text_input(placeholder=plain("In your own words")), hint=plain("No names")),
        question(select("amber", "green", action_id="s"), block_id="status", label="Status", optional=True),
        close=plain("Cancel"),
    )
    assert read_view(view).splitlines() == [
        "Update",
        "Your words",
        "[In your own words]",
        "No names",
        "Status (optional)",
        "[Choose ▾]",
        "[Save] [Cancel]",
    ]
    entered = {"asked": {"words": {"type": "plain_text_input", "value": "Pilot agreed"}}}
    seen = read_view(view, values=entered, errors={"status": "Choose a status"}).splitlines()
    assert "[Pilot agreed]" in seen
    assert seen[seen.index("[Choose ▾]") + 1] == "  ! Choose a status"


def test_a_table_is_lined_up() -> None:
    rows = [
        [{"type": "raw_text", "text": text} for text in row] for row in (["Code", "State"], ["POV-03", "🟢"])
    ]
    assert read_blocks([{"type": "table", "rows": rows}]) == "Code   | State\nPOV-03 | 🟢"


def test_rich_text_lists_and_quotes_are_marked() -> None:
    def words(text: str) -> dict[str, object]:
        return {"type": "rich_text_section", "elements": [{"type": "text", "text": text}]}

    block = {
        "type": "rich_text",
        "elements": [
            words("To decide"),
            {
                "type": "rich_text_list",
                "style": "ordered",
                "elements": [words("who funds it"), words("where")],
            },
            {"type": "rich_text_list", "style": "bullet", "indent": 1, "elements": [words("here")]},
            {
                "type": "rich_text_quote",
                "elements": [{"type": "user", "user_id": "U1"}, {"type": "emoji", "name": "tada"}],
            },
        ],
    }
    assert read_blocks([block], NAMES).splitlines() == [
        "To decide",
        "1. who funds it",
        "2. where",
        "  • here",
        "> @Ailsa Reid:tada:",
    ]


def test_an_image_reads_as_its_words() -> None:
    picture = {
        "type": "image",
        "image_url": "https://example.org/a.png",
        "alt_text": "23 actions, 12 on track",
    }
    assert read_blocks([picture]) == "[image: 23 actions, 12 on track]"
