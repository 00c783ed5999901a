"""The form of what somebody who is not on Slack answered, and the reading of it."""

from datetime import date

import pytest
from hypothesis import given, settings

from bot.practice.limits import view_faults
from bot.rules.home import ToCall
from bot.rules.letter import Call, Entry
from bot.views.calls import answers_form, read_answers, read_route_and_day
from bot.views.forms import FormMemory
from tests.bot.views.samples import TODAY, a_milestone, an_action, long_words, ways

MEMORY = FormMemory(code="", asked="", home="{}", contact_id=12)


def somebody(number: int, words: str = "Cash First") -> ToCall:
    entries = tuple(
        Entry(an_action(id=n, code=f"POV-{n:02d}", title=words, words=words), None, (a_milestone(words),))
        for n in range(number)
    )
    return ToCall(12, Call(words, words, None, None, entries))


@settings(max_examples=30, deadline=None)
@given(long_words)
def test_slack_takes_the_form_of_anybody(words: str) -> None:
    assert view_faults(answers_form(somebody(7, words), ways(), TODAY, MEMORY)) == []


def test_five_actions_are_asked_about_and_the_rest_counted() -> None:
    view = answers_form(somebody(7), ways(), TODAY, MEMORY)
    asked = [block["block_id"] for block in view["blocks"] if block.get("block_id", "").startswith("words ")]
    assert asked == [f"words POV-{n:02d}" for n in range(5)]
    assert "+2 more" in str(view)
    assert FormMemory.unpacked(view["private_metadata"]) == MEMORY


def test_the_day_begins_at_today_and_the_route_at_the_phone() -> None:
    by_id = {
        block.get("block_id"): block for block in answers_form(somebody(1), ways(), TODAY, MEMORY)["blocks"]
    }
    assert by_id["day"]["element"]["initial_date"] == TODAY.isoformat()
    assert by_id["route"]["element"]["initial_option"]["value"] == "phone"


def test_what_was_filled_in_is_read_action_by_action() -> None:
    values = {
        "status POV-03": {"value": {"selected_option": {"value": "at_risk"}}},
        "words POV-03": {"value": {"value": "waiting on <funding>"}},
        "met POV-03": {"value": {"selected_options": [{"value": "7"}]}},
        "words HWB-02": {"value": {"value": None}},
        "route": {"value": {"selected_option": {"value": "meeting"}}},
        "day": {"value": {"selected_date": "2026-11-01"}},
    }
    assert read_answers(values) == {
        "POV-03": ("at_risk", "waiting on <funding>", (7,)),
        "HWB-02": (None, "", ()),
    }
    assert read_route_and_day(values) == ("meeting", date(2026, 11, 1))


@pytest.mark.parametrize("number", [1, 5])
def test_every_block_has_a_name_of_its_own(number: int) -> None:
    blocks = answers_form(somebody(number), ways(), TODAY, MEMORY)["blocks"]
    names = [block["block_id"] for block in blocks if "block_id" in block]
    assert len(names) == len(set(names))
