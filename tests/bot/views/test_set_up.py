"""The first run's words: every form and message within Slack's limits for anything a partnership is called."""

from datetime import UTC, datetime
from itertools import count
from typing import Any

import pytest
from hypothesis import given

from bot.practice.drawing import Ink, draw_blocks
from bot.practice.limits import message_faults, view_faults
from bot.practice.workspace import with_ids
from bot.rules.set_up import LIMITS, ActionAdded, AlreadySetUp, InPost, PeopleAdded, Postless, SetUpNow
from bot.views import set_up
from bot.views.set_up import SetUpMemory
from storage.records import Partnership
from tests.bot.views.samples import HOSTILE, NOW, long_words, ways

WALK = SetUpMemory(walk=True, home="{}")
NOTHING_YET = SetUpNow(1, (Postless(1, "Catriona Muir", "Support officer"),), 0)
BEGUN = SetUpNow(4, (), 2, "POV-01", ("Poverty",))


def _partnership(words: str = "Glenmore Community Planning Partnership") -> Partnership:
    said = {name: words[:limit] or "–" for name, limit in LIMITS.items()}
    return Partnership(code="glenmore", created_at=NOW, **said)  # type: ignore[arg-type]  # all of these are words


def _forms(partnership: Partnership, words: str) -> list[dict[str, Any]]:
    now = SetUpNow(
        3,
        tuple(Postless(n, words[:200] or "?", words) for n in range(10)),
        1,
        "POV-01",
        (words,) * 20,
        own=words,
    )
    added = ActionAdded("POV-01", words[:200] or "?", words[:80])
    forms = [
        set_up.form_of(step, partnership, now, SetUpMemory(walk))
        for step in set_up.TITLES
        for walk in (True, False)
    ]
    return [*forms, set_up.partnership_form(None, WALK), set_up.action_form(partnership, now, WALK, added)]


def _messages(partnership: Partnership, words: str) -> list[dict[str, Any]]:
    there = AlreadySetUp(words, NOW, "U1", words)
    sample = SetUpNow(3, (), 1, is_sample=True, own=words or None)
    return [
        set_up.invitation(words),
        set_up.unsure(words),
        set_up.who_was_first(there, NOW, ways()),
        *(set_up.overview(partnership, now) for now in (NOTHING_YET, BEGUN, sample)),
        *(set_up.finished(partnership, now, ways(), NOW) for now in (NOTHING_YET, BEGUN)),
        set_up.beside_file(set_up.finished(partnership, BEGUN, ways(), NOW), partnership),
        set_up.saved(partnership, set_up.people_told(PeopleAdded((words,) * 9, (words,)), 1)),
        set_up.sample_there(partnership),
        set_up.back_again(partnership),
    ]


@given(long_words)
def test_every_form_and_message_is_one_slack_takes_whatever_is_typed(words: str) -> None:
    partnership = _partnership(words)
    assert [view_faults(form) for form in _forms(partnership, words) if view_faults(form)] == []
    told = _messages(partnership, words)
    assert [message_faults(each) for each in told if message_faults(each)] == []


def test_nothing_that_was_typed_is_markup() -> None:
    for each in (*_forms(_partnership(HOSTILE), HOSTILE), *_messages(_partnership(HOSTILE), HOSTILE)):
        assert "<!channel>" not in _marked(each["blocks"])


def _marked(blocks: list[dict[str, Any]]) -> str:
    texts = [part for block in blocks for part in (block.get("text"), *block.get("elements", ())) if part]
    return " ".join(str(part["text"]) for part in texts if part.get("type") == "mrkdwn")


@pytest.mark.parametrize("step", set_up.TITLES)
def test_every_form_can_be_drawn_on_the_practice_page(step: str) -> None:
    form = set_up.form_of(step, _partnership(), NOTHING_YET, WALK)
    assert "undrawable" not in draw_blocks(with_ids(form["blocks"], count()), Ink())


def test_a_form_remembers_the_walk_and_the_home_and_nothing_that_is_not_ours() -> None:
    assert SetUpMemory.unpacked(WALK.packed()) == WALK
    assert SetUpMemory.unpacked("not ours") == SetUpMemory.unpacked('{"walk": 1, "home": 2}') == SetUpMemory()


def test_a_step_by_itself_has_no_number_and_ends_with_save() -> None:
    alone = set_up.form_of("week", _partnership(), BEGUN, SetUpMemory())
    walked = set_up.form_of("week", _partnership(), BEGUN, WALK)
    assert (alone["title"]["text"], alone["submit"]["text"]) == ("Week", "Save")
    assert (walked["title"]["text"], walked["close"]["text"]) == ("3 of 5: Week", "Stop here")


def test_posts_are_read_by_contact_and_what_cannot_be_read_is_told_under_its_field() -> None:
    values = {
        "post 7": {"value": {"value": "Nurse, NHS Glenmore"}},
        "post 8": {"value": {"value": None}},
        "post 9": {"value": {"value": "Nurse"}},
    }
    posts, problems = set_up.read_posts(values)
    assert posts == {7: InPost("Nurse", "NHS Glenmore")}
    assert list(problems) == ["post 9"]


def test_an_action_is_read_from_the_second_form_as_from_the_first() -> None:
    values = {
        "title POV-01": {"value": {"value": " Walking\ngroups "}},
        "priority POV-01": {"value": {"value": " "}},
    }
    assert set_up.read_action(values) == ("Walking groups", None)


def _read(message: dict[str, Any]) -> str:
    return "\n".join(block["text"]["text"] for block in message["blocks"] if block["type"] == "section")


def test_the_end_says_what_comes_when_and_three_things_to_do() -> None:
    told = _read(set_up.finished(_partnership(), BEGUN, ways(), datetime(2026, 11, 2, 10, tzinfo=UTC)))
    assert "4 people and 2 actions" in told
    assert "On Monday 9 November at 09:00" in told
    assert told.count("\n1. ") == told.count("\n3. ") == 1
    assert "\n4. " not in told
    assert "/loip assign POV-01 @person" in told


def test_without_an_action_the_first_thing_to_do_is_to_put_one_in() -> None:
    told = _read(set_up.finished(_partnership(), NOTHING_YET, ways(), NOW))
    assert "1 person and 0 actions" in told
    assert "1. Put the first actions in" in told
    assert "Until there is an action, nobody hears from me at all." in told
