"""The first run's words: every form and message within Slack's limits for anything a partnership is called."""

from datetime import UTC, datetime
from typing import Any

from hypothesis import given

from bot.practice.limits import message_faults, view_faults
from bot.rules.set_up import ActionAdded, AlreadySetUp, PeopleAdded, Postless, SetUpNow
from bot.views import set_up, set_up_forms
from bot.views.set_up_forms import SetUpMemory
from storage.records import Partnership
from tests.bot.views.samples import HOSTILE, NOW, long_words, ways
from tests.bot.views.set_up_samples import BEGUN, NOTHING_YET, WALK, partnership_called


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
        set_up_forms.form_of(step, partnership, now, SetUpMemory(walk))
        for step in set_up_forms.TITLES
        for walk in (True, False)
    ]
    return [
        *forms,
        set_up_forms.partnership_form(None, WALK),
        set_up_forms.action_form(partnership, now, WALK, added),
    ]


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
    partnership = partnership_called(words)
    assert [view_faults(form) for form in _forms(partnership, words) if view_faults(form)] == []
    told = _messages(partnership, words)
    assert [message_faults(each) for each in told if message_faults(each)] == []


def test_nothing_that_was_typed_is_markup() -> None:
    for each in (
        *_forms(partnership_called(HOSTILE), HOSTILE),
        *_messages(partnership_called(HOSTILE), HOSTILE),
    ):
        assert "<!channel>" not in _marked(each["blocks"])


def _marked(blocks: list[dict[str, Any]]) -> str:
    texts = [part for block in blocks for part in (block.get("text"), *block.get("elements", ())) if part]
    return " ".join(str(part["text"]) for part in texts if part.get("type") == "mrkdwn")


def _read(message: dict[str, Any]) -> str:
    return "\n".join(block["text"]["text"] for block in message["blocks"] if block["type"] == "section")


def test_the_end_says_what_comes_when_and_three_things_to_do() -> None:
    told = _read(set_up.finished(partnership_called(), BEGUN, ways(), datetime(2026, 11, 2, 10, tzinfo=UTC)))
    assert "4 people and 2 actions" in told
    assert "On Monday 9 November at 09:00" in told
    assert told.count("\n1. ") == told.count("\n3. ") == 1
    assert "\n4. " not in told
    assert "/loip assign POV-01 @person" in told


def test_without_an_action_the_first_thing_to_do_is_to_put_one_in() -> None:
    told = _read(set_up.finished(partnership_called(), NOTHING_YET, ways(), NOW))
    assert "1 person and 0 actions" in told
    assert "1. Put the first actions in" in told
    assert "Until there is an action, nobody hears from me at all." in told
