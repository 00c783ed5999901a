"""What people write to the bot in a direct message, where a slash command cannot be used."""

from typing import Any

import pytest

from tests.journeys.acting import Stage, labels


def test_an_update_can_be_written_without_any_verb(stage: Stage) -> None:
    answer = stage.writes("Ailsa Reid", "POV-03 pilot agreed")
    said = stage.said("POV-03")
    assert (said.words, said.way, said.status) == ("pilot agreed", "reply", None)
    assert "✅ Saved · POV-03" in answer


def test_what_slack_escapes_in_a_message_is_kept_as_it_was_typed(stage: Stage) -> None:
    words = "A & B <agreed> it’s “done” &amp;\nsecond line"
    answer = stage.writes("Ailsa Reid", f"POV-03 amber {words}")
    assert stage.said("POV-03").words == words
    assert "> A & B <agreed> it’s “done” &amp;" in answer


def test_addresses_slack_makes_links_of_are_kept_as_they_were_typed(stage: Stage) -> None:
    words = "see https://inverlath.example.org/x?a=1&b=2, or ask ina@inverlath.example.org"
    stage.writes("Ailsa Reid", f"POV-03 amber {words}")
    assert stage.said("POV-03").words == words


def test_somebody_mentioned_in_a_message_is_found(stage: Stage) -> None:
    rory = stage.person("Rory Tulloch")
    assert "Now with Health Improvement Officer" in stage.writes(
        "Catriona Muir", f"assign HWB-06 <@{rory.id}>"
    )


def test_a_form_asked_for_in_a_message_is_offered_as_a_button(stage: Stage) -> None:
    stage.writes("Eilidh Strang", "update HWB-05")
    offer = stage.team.dm(stage.person("Eilidh Strang"))[-1]
    stage.taps("Eilidh Strang", offer, "Update")
    assert stage.form("Eilidh Strang").title == "Update HWB-05"


def test_the_buttons_of_an_answer_in_a_message_work_as_under_a_command(stage: Stage) -> None:
    stage.writes("Ailsa Reid", "POV-03 a new lead has started")
    answer = stage.team.dm(stage.person("Ailsa Reid"))[-1]
    stage.taps("Ailsa Reid", answer, "🟠 At risk")
    assert "🟠 At risk (was 🟢 On track)" in answer.readable
    assert "Undo" in labels(answer)
    assert stage.action("POV-03").status == "at_risk"


@pytest.mark.parametrize(
    "more",
    [
        {"bot_id": "B1"},
        {"subtype": "message_changed"},
        {"subtype": "message_deleted"},
        {"subtype": "channel_join"},
        {"channel_type": "channel"},
    ],
    ids=lambda more: "-".join(map(str, more.values())),
)
def test_edits_joins_bots_and_other_channels_are_left_alone(stage: Stage, more: dict[str, Any]) -> None:
    answer = stage.team.event(_event(stage, "POV-03 amber not to be heard") | more)
    stage.rehearsal.settle()
    assert answer.status == 200
    assert stage.updates("POV-03") == []
    assert stage.team.dm(stage.person("Ailsa Reid")) == []


def test_words_with_a_file_are_words(stage: Stage) -> None:
    stage.team.event(_event(stage, "POV-03 the leaflet is attached") | {"subtype": "file_share"})
    assert stage.said("POV-03").words == "the leaflet is attached"


def test_a_message_delivered_again_is_one_update_and_one_answer(stage: Stage) -> None:
    stage.writes("Ailsa Reid", "POV-03 amber waiting on funding")
    stage.team.repeat_last(stage.person("Ailsa Reid"))
    stage.rehearsal.settle()
    assert stage.said("POV-03").status == "at_risk"
    assert len(stage.team.dm(stage.person("Ailsa Reid"))) == 2


def _event(stage: Stage, text: str) -> dict[str, Any]:
    ailsa = stage.person("Ailsa Reid")
    return {
        "type": "message",
        "user": ailsa.id,
        "text": text,
        "ts": "1793608200.000900",
        "channel": stage.team.workspace.dm_channel(ailsa.id).id,
        "channel_type": "im",
    }
