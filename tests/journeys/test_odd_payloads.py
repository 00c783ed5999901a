"""What no view of this version makes: old buttons, torn values, forms of another time. Each is answered kindly."""

import json
from dataclasses import replace
from typing import Any

import pytest

from bot.practice import Message
from tests.journeys.acting import Stage, refused_payloads


def _with_button(stage: Stage, action_id: str, value: str) -> Message:
    """A message with one button, as an earlier version might have left it."""
    ailsa = stage.person("Ailsa Reid")
    button = {"type": "button", "text": {"type": "plain_text", "text": "Press"}, "action_id": action_id}
    workspace = stage.team.workspace
    message = Message(workspace.dm_channel(ailsa.id).id, workspace.new_ts(0), workspace.bot_user_id, "Old")
    message.blocks = [{"type": "actions", "elements": [button | {"value": value}]}]
    return workspace.post(message)


@pytest.mark.parametrize(
    ("action_id", "value"),
    [
        ("verb_of_another_time", '{"code":"POV-03"}'),
        ("no_change", "not json"),
        ("no_change", "[1,2]"),
        ("no_change", "{}"),
        ("undo", '{"u":"abc"}'),
        ("undo", '{"u":999999}'),
        ("milestone_met", '{"code":"POV-03","m":"abc"}'),
        ("milestone_met", '{"code":"POV-03","m":999999}'),
        ("milestone_new_date", '{"code":"POV-03","m":999999}'),
        ("set_status:at_risk", '{"code":"POV-03","u":1,"status":"marvellous"}'),
        ("only_words", '{"code":"POV-03","u":999999}'),
        ("correct", '{"code":"POV-03","u":999999}'),
        ("ask_board", '{"code":"POV-03","u":999999}'),
        ("note_only", '{"code":"POV-03","u":999999}'),
        ("update", '{"code":"XYZ-99"}'),
        ("show", "{}"),
    ],
)
def test_an_odd_button_changes_nothing_and_is_answered(standing: Stage, action_id: str, value: str) -> None:
    before = len(standing.team.ephemerals(standing.person("Ailsa Reid")))
    answer = standing.taps("Ailsa Reid", _with_button(standing, action_id, value), "Press")
    assert answer.status == 200
    assert standing.updates("POV-03") == []
    (told,) = standing.team.ephemerals(standing.person("Ailsa Reid"))[before:]
    assert "went wrong" not in told.readable
    assert told.readable


@pytest.mark.parametrize("value", ["not json", "[1,2]", "{}", '{"list":"list","page":"x"}', '{"page":-5}'])
def test_a_torn_page_button_shows_the_first_page(standing: Stage, value: str) -> None:
    message = _with_button(standing, "page:next", value)
    standing.taps("Ailsa Reid", message, "Press")
    assert "actions" in message.readable


@pytest.mark.parametrize("memory", ["", "not json", "[1]", "{}", '{"code":7}'])
def test_a_form_of_another_time_keeps_its_words_on_the_screen(standing: Stage, memory: str) -> None:
    standing.types("Ailsa Reid", "update POV-03")
    form = standing.form("Ailsa Reid")
    form.definition["private_metadata"] = memory
    answer = standing.submits("Ailsa Reid", words="the pilot is agreed")
    assert "nothing was saved" in " ".join(answer.errors.values())
    assert "the pilot is agreed" in form.readable
    assert standing.updates("POV-03") == []
    standing.team.close(standing.person("Ailsa Reid"), form)


@pytest.mark.parametrize("code", ["CPP-01", "XYZ-99"])
def test_a_form_made_to_name_another_action_is_judged_when_it_is_sent(standing: Stage, code: str) -> None:
    standing.types("Eilidh Strang", "update HWB-05")
    memory: dict[str, Any] = {"code": code, "asked": "x"}
    form = standing.form("Eilidh Strang")
    form.definition["private_metadata"] = json.dumps(memory)
    standing.submits("Eilidh Strang", words="two tutors left")
    assert standing.updates("CPP-01") == []
    assert "> two tutors left" in standing.form("Eilidh Strang").readable
    standing.team.close(standing.person("Eilidh Strang"), form)


def test_the_gate_at_the_end_of_every_journey_sees_what_slack_would_not_show(stage: Stage) -> None:
    stage.types("Ailsa Reid", "mine")
    assert refused_payloads(stage.slack) == []
    line = stage.slack.log[-1]
    too_long = {"type": "section", "text": {"type": "mrkdwn", "text": "x" * 3001}}
    stage.slack.log.append(replace(line, response={"text": "x", "blocks": [too_long]}))
    refused = refused_payloads(stage.slack)
    stage.slack.log.pop()
    assert len(refused) == 1
    assert "must be less than 3001 characters" in refused[0]
