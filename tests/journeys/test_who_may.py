"""Who may say what, and who is told what: kindly, by post, and never a word of the register to a stranger."""

from typing import Any

import pytest

from bot.practice import payloads
from tests.journeys.acting import Stage, labels

SECRETS = ("Cash First", "POV-03", "HWB-05", "tutors", "Walking groups")


def test_an_action_one_may_not_change_is_refused_naming_who_may_by_post(stage: Stage) -> None:
    answer = stage.told("Eilidh Strang", "update POV-03 amber waiting on funding")
    for post in (
        "Health Improvement Manager, NHS Inverlath",
        "Health Improvement Officer, NHS Inverlath",
        "lead officer of Anti-Poverty Taskforce",
        "Community Planning Manager, Inverlath Council",
    ):
        assert post in answer
    assert "Ailsa" not in answer
    assert "> update POV-03 amber waiting on funding" in answer
    assert stage.updates("POV-03") == []


@pytest.mark.parametrize("name", ["Ailsa Reid", "Rory Tulloch", "Iain Soutar", "Catriona Muir"], ids=str)
def test_officer_deputy_lead_officer_and_support_change_the_status(stage: Stage, name: str) -> None:
    stage.types(name, "update POV-03 amber waiting on funding")
    assert stage.action("POV-03").status == "at_risk"


def test_a_contributing_bodys_words_are_kept_and_the_status_stays(stage: Stage) -> None:
    answer = stage.types("Jean Halcrow", "update POV-03 red our part is stuck")
    said = stage.said("POV-03")
    assert (said.words, said.status) == ("our part is stuck", None)
    assert stage.action("POV-03").status == "on_track"
    assert "The status stays: it is for the coordinating officer" in answer.readable


def test_a_contributing_body_is_offered_no_status_it_may_not_give(stage: Stage) -> None:
    answer = stage.types("Jean Halcrow", "update POV-03 our tenants are told")
    assert answer.message is not None
    assert labels(answer.message) == ["Correct words", "Undo"]


def test_while_nobody_coordinates_it_contacts_of_its_lead_body_and_group_may(stage: Stage) -> None:
    assert "✅ Saved" in stage.told("Rory Tulloch", "update HWB-06 on track we start in December")
    assert "✅ Saved" in stage.told("Eilidh Strang", "update HWB-06 the group has met")
    refused = stage.told("Niamh Ogilvie", "update HWB-06 on track not ours")
    assert "anybody of NHS Inverlath or Health & Wellbeing Partnership while nobody" in refused


def test_a_changed_profile_needs_no_answer_of_slack_and_only_a_closed_account_is_let_go(stage: Stage) -> None:
    ailsa = stage.person("Ailsa Reid")
    stage.slack.fail("users.info", "ratelimited", times=2)
    stage.team.change_person(ailsa, tz="America/New_York")
    assert (stage.contact("Ailsa Reid").slack_id, stage.contact("Ailsa Reid").time_zone) == (
        ailsa.id,
        "America/New_York",
    )
    stage.team.change_person(ailsa, deleted=True)
    assert stage.contact("Ailsa Reid").slack_id is None


def test_somebody_slack_does_not_tell_of_is_a_stranger_until_it_does(stage: Stage) -> None:
    stage.types("Catriona Muir", "contact add Ina Bain, Nurse, NHS Inverlath, ina.bain@example.org")
    stage.team.add_person("U9001", "Ina Bain", email="ina.bain@example.org")
    stage.slack.fail("users.info", "ratelimited")
    assert "Walking groups" not in stage.told("Ina Bain", "show HWB-02")
    assert "Walking groups" in stage.told("Ina Bain", "show HWB-02")


def test_a_stranger_is_told_who_runs_the_register_and_nothing_in_it(stage: Stage) -> None:
    stage.team.add_person("U9001", "Una Moss", email="una@example.org")
    for question in (
        "help",
        "mine",
        "list",
        "show POV-03",
        "who",
        "board",
        "update",
        "update POV-03 amber x",
    ):
        answer = stage.told("Una Moss", question)
        assert "the Community Planning Manager, Inverlath Council," in answer
        seen = answer.replace(f"> {question}", "")
        assert not [word for word in SECRETS if word in seen]
    assert stage.updates("POV-03") == []
    written = stage.writes("Una Moss", "POV-03 amber waiting on funding")
    assert "Community Planning Manager" in written
    assert "> POV-03 amber waiting on funding" in written


def test_a_stranger_whose_email_is_a_contacts_is_matched_and_served(stage: Stage) -> None:
    stage.team.add_person("U9001", "Isla R.", email="Isla.Renwick@police-inverlath.example.org")
    assert "✅ Saved · CPP-05" in stage.told("Isla R.", "update CPP-05 amber evidence is late")
    assert stage.contact("Isla Renwick").slack_id == "U9001"


def test_a_stranger_with_a_contacts_name_alone_is_a_stranger(stage: Stage) -> None:
    stage.team.add_person("U9001", "Isla Renwick", email="isla@example.org")
    assert "don't have you among its contacts" in stage.told("Isla Renwick", "mine")


def test_a_leaver_is_a_stranger(stage: Stage) -> None:
    stage.leaves("Eilidh Strang")
    answer = stage.told("Eilidh Strang", "update HWB-05 amber still here")
    assert "don't have you among its contacts" in answer
    assert stage.updates("HWB-05") == []


def _forged(stage: Stage, **fields: str) -> dict[str, Any]:
    """A command as another team's app would be sent it."""
    installation, ailsa = stage.team.installation, stage.person("Ailsa Reid")
    channel = stage.team.workspace.dm_channel(ailsa.id)
    return payloads.command(installation, ailsa, channel, "/loip", "list", "1.2.3", "") | fields


def test_somebody_of_another_team_reads_nothing(stage: Stage) -> None:
    answer = stage.team.deliver("command", _forged(stage, team_id="T0OTHER"))
    assert answer.error is None
    assert not [word for word in SECRETS if word in str(answer.body)]
    stage.team.deliver("command", _forged(stage, team_id="T0OTHER", text="update POV-03 amber from afar"))
    assert stage.updates("POV-03") == []


def test_a_tap_from_another_team_through_slack_connect_changes_nothing_and_reads_nothing(
    stage: Stage,
) -> None:
    nudge = stage.monday_nudge("Ailsa Reid")
    stranger = stage.team.add_person(
        "U9009", "Foreign Officer", email="isla.renwick@police-inverlath.example.org", team_id="T0OTHER"
    )
    stage.team.workspace.channels[nudge.channel].members.add(stranger.id)
    stage.taps("Foreign Officer", nudge, "No change", near="HWB-02")
    assert stage.updates("HWB-02") == []
    told = stage.team.ephemerals(stranger)[-1].readable
    assert "people of the workspace" in told
    assert not [word for word in SECRETS if word in told]
    assert stage.contact("Isla Renwick").slack_id is None


def test_another_teams_member_is_never_matched_by_email(stage: Stage) -> None:
    stage.team.add_person(
        "U9009", "Foreign Officer", email="isla.renwick@police-inverlath.example.org", team_id="T0OTHER"
    )
    assert "Superintendent" not in stage.writes("Foreign Officer", "who")
    assert stage.contact("Isla Renwick").slack_id is None
