"""What support officers say: assign, milestone, contact add, and another's words; kindly refused to everybody else."""

from datetime import date

import pytest

from tests.journeys.acting import Stage

SUPPORT = "Catriona Muir"


def test_an_action_is_assigned_by_mention_by_email_or_by_words_of_a_post(stage: Stage) -> None:
    rory = stage.person("Rory Tulloch")
    for wanted in (f"<@{rory.id}|rory>", "@rory.tulloch", str(rory.email), "Health Improvement Officer"):
        stage.types(SUPPORT, "assign HWB-06 Group Commander")
        answer = stage.told(SUPPORT, f"assign HWB-06 {wanted}")
        assert "Now with Health Improvement Officer, NHS Inverlath" in answer, wanted
        assert stage.action("HWB-06").officer_id == stage.contact("Rory Tulloch").id


def test_words_that_fit_several_or_nobody_assign_nobody(stage: Stage) -> None:
    assert "More than one contact fits" in stage.told(SUPPORT, "assign HWB-06 NHS Inverlath")
    assert "contact add" in stage.told(SUPPORT, "assign HWB-06 somebody new")
    assert stage.action("HWB-06").officer_id is None


def test_a_milestone_is_added_moved_and_met(stage: Stage) -> None:
    assert "due Sun 13 Dec" in stage.told(SUPPORT, 'milestone POV-03 "Second pilot" by 13 Dec')
    moved = stage.told(SUPPORT, 'milestone POV-03 move "second pilot" to Jan 2027 because the data came late')
    assert "now Jan 2027, was Sun 13 Dec" in moved
    assert stage.moves()[-1].reason == "the data came late"
    assert "met, Mon 2 Nov" in stage.told("Ailsa Reid", 'milestone POV-03 met "Second pilot"')
    milestone = next(one for one in stage.milestones("POV-03") if one.title == "Second pilot")
    assert milestone.met_on == date(2026, 11, 2)


def test_a_date_or_milestone_not_understood_is_handed_back(stage: Stage) -> None:
    unread = stage.told(SUPPORT, 'milestone POV-03 move "Pilot agreed" to when the cat is back')
    assert "as a date" in unread
    assert '> milestone POV-03 move "Pilot agreed" to when the cat is back' in unread
    kept = stage.told(SUPPORT, 'milestone POV-03 "Third pilot" by when the cat is back')
    assert "can't read a date in “when the cat is back”" in kept
    which = stage.told(SUPPORT, 'milestone POV-03 met "Something else"')
    assert '"Pilot agreed"' in which
    assert '> milestone POV-03 met "Something else"' in which


def test_a_contact_is_added_once_and_matched_to_slack_by_email(stage: Stage) -> None:
    line = "contact add Ina Bain, Nurse, NHS Inverlath, ina.bain@example.org"
    assert "Added Ina Bain, Nurse, NHS Inverlath" in stage.told(SUPPORT, line)
    assert "here already" in stage.told(SUPPORT, line)
    stage.team.add_person("U9001", "Ina Bain", email="ina.bain@example.org")
    assert "Walking groups" in stage.told("Ina Bain", "show HWB-02")
    assert stage.contact("Ina Bain").slack_id == "U9001"


def test_anothers_words_are_recorded_with_whose_by_what_route_and_which_day(stage: Stage) -> None:
    answer = stage.told(
        SUPPORT,
        'for "Superintendent" by phone on 30 Oct CPP-05 amber evidence is late & “two” places stand out',
    )
    said = stage.said("CPP-05")
    assert (said.whose, said.route, said.said_on) == ("Superintendent", "phone", date(2026, 10, 30))
    assert (said.status, said.words) == ("at_risk", "evidence is late & “two” places stand out")
    assert said.on_behalf_of_id == stage.contact("Isla Renwick").id
    assert said.contact_id == stage.contact(SUPPORT).id
    assert "In the words of: Superintendent, by phone, Fri 30 Oct" in answer


def test_what_was_said_before_what_stands_is_kept_in_the_history_and_displaces_nothing(stage: Stage) -> None:
    newer, older = "every village has its map", "two villages want a say"
    stage.types(SUPPORT, f'for "Superintendent" by phone on 30 Oct CPP-05 green {newer}')
    answer = stage.told(SUPPORT, f'for "Superintendent" by phone on 5 Oct CPP-05 amber {older}')
    assert f"> {older}" in answer
    assert "What was said Fri 30 Oct is newer and stands, with its status." in answer
    how_it_stands, _, said = stage.told(SUPPORT, "show CPP-05").partition("Last updates")
    assert "🟢 On track\nLast heard of Fri 30 Oct" in how_it_stands
    assert newer in said
    assert older in said
    standing = stage.updates("CPP-05")[0]
    assert (stage.action("CPP-05").latest_update_id, standing.words) == (standing.id, newer)
    assert older in stage.told(SUPPORT, "history CPP-05")


def test_a_post_with_a_slip_in_it_is_asked_about_and_one_nobody_has_is_kept_as_typed(stage: Stage) -> None:
    asked = stage.told(SUPPORT, 'for "Superindentent" by phone CPP-05 amber evidence is late')
    assert "Did you mean `Superintendent`?" in asked
    assert '> for "Superindentent" by phone CPP-05 amber evidence is late' in asked
    assert stage.updates("CPP-05") == []
    stage.told(SUPPORT, 'for "Ward councillor" by phone CPP-05 amber evidence is late')
    said = stage.said("CPP-05")
    assert (said.whose, said.on_behalf_of_id) == ("Ward councillor", None)


def test_an_impossible_day_is_asked_again(stage: Stage) -> None:
    answer = stage.told(SUPPORT, 'for "Superintendent" on 31 Feb CPP-05 amber x')
    assert "31 Feb" in answer
    assert "CPP-05 amber x" in answer
    assert stage.updates("CPP-05") == []


@pytest.mark.parametrize(
    "line",
    [
        "assign HWB-06 Rory Tulloch",
        "contact add Ina Bain, Nurse, NHS Inverlath, ina.bain@example.org",
        'for "Superintendent" by phone on 2 Nov CPP-05 amber evidence late',
        'milestone POV-03 "Second pilot" by 13 Dec',
    ],
)
def test_others_are_kindly_told_whose_it_is_and_keep_their_line(stage: Stage, line: str) -> None:
    answer = stage.told("Eilidh Strang", line)
    assert "Community Planning Manager, Inverlath Council" in answer
    assert f"> {line}" in answer
    assert stage.action("HWB-06").officer_id is None
    assert stage.updates("CPP-05") == []
    assert len(stage.milestones("POV-03")) == 1
