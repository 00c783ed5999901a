"""What people ask and say in plain words, in a direct message, after `/loip` and in a channel."""

from datetime import date
from typing import Any

import pytest

from bot.practice import Message
from storage.records import Milestone, id_of
from storage.unit_of_work import working
from tests.journeys.acting import CLERK, Stage, labels

QUESTIONS = (
    ("what is overdue in poverty?", "Overdue · Poverty"),
    ("anything stuck with NHS Inverlath?", "HWB-04"),
    ("who leads employability?", "Led by Local Employability Partnership"),
    ("who owns the data agreement", "coordinating officer: Iain Soutar, Welfare Rights Manager"),
    (
        "when is the next Board and what is it being asked?",
        "DECIDE who funds the referral worker after March",
    ),
    ("what changed since the last Board?", "POV-02"),
    ("my actions", "HWB-02 Walking groups"),
    ("what did we say about Cash First in August?", "> Five partners agreed a single referral form."),
    ("what was said about poverty in august?", "Third larder opened in Kilmorrow"),
    ("whats hapening with the walkin groups", "HWB-02 Walking groups"),
    ("when does the EOG next meet?", "CPP Executive Officer Group"),
    ("what is due before the next board", "Pilot agreed"),
    ("who do I speak to at Glen College?", "Student Support Manager"),
    ("what has the Welfare Rights Manager got on?", "EMP-04"),
    ("which actions have no date", "HWB-02"),
    ("who runs the register?", "Community Planning Manager"),
    ("who sits on the Board?", "Moira Galbraith, Chief Executive, Inverlath Council · chair"),
    ("history of POV-03", "POV-03"),
    ("who leads in Dunskerrie?", "chair: Jean Halcrow, Community Investment Manager"),
    ("what has been finished in poverty since the last Board?", "Complete · Poverty"),
    ("how do I update an action?", "update CODE"),
    ("thanks!", "Any time"),
)


@pytest.mark.parametrize(("question", "told"), QUESTIONS, ids=[question for question, _ in QUESTIONS])
def test_a_plain_question_is_answered_after_the_command(standing: Stage, question: str, told: str) -> None:
    answer = standing.types("Ailsa Reid", question)
    assert answer.error is None, answer.faults
    assert told in answer.readable


def test_a_plain_question_is_answered_in_a_direct_message(standing: Stage) -> None:
    assert "Overdue · Employability" in standing.writes("Moira Galbraith", "what's overdue in employability?")


def test_what_is_unsure_is_shown_as_buttons_and_a_tap_answers_it(standing: Stage) -> None:
    standing.writes("Moira Galbraith", "anything stuck with NHS Tayside?")
    asked = _last_in_dm(standing, "Moira Galbraith")
    assert labels(asked)[:2] == ["List: stuck NHS Inverlath", "List: stuck"]
    standing.taps("Moira Galbraith", asked, "List: stuck NHS Inverlath")
    assert "HWB-04" in asked.readable


def test_what_is_not_understood_is_handed_back_with_the_nearest_questions(standing: Stage) -> None:
    answer = standing.types("Eilidh Strang", "book me a room for Thursday")
    assert "> book me a room for Thursday" in answer.readable
    assert answer.message is not None
    assert "My actions" in labels(answer.message)
    standing.taps("Eilidh Strang", answer.message, "My actions")
    assert "HWB-05" in standing.last_seen("Eilidh Strang").readable


def test_an_update_whose_verb_slipped_is_shown_to_be_tapped(standing: Stage) -> None:
    answer = standing.told("Ailsa Reid", "updaet POV-03 amber the pilot “works”")
    assert "🟠 At risk\n> the pilot “works”" in answer
    assert standing.updates("POV-03") == []


def test_a_mistyped_code_is_still_the_grammar_s_business(standing: Stage) -> None:
    assert "Did you mean `POV-03`?" in standing.told("Ailsa Reid", "PVO-03 amber waiting on funding")


def test_a_line_of_the_strict_grammar_is_recorded_as_before(stage: Stage) -> None:
    assert "✅ Saved" in stage.told("Ailsa Reid", "POV-03 amber waiting on funding")
    assert "✅ Saved" in stage.writes("Ailsa Reid", "HWB-02 waiting on the council")
    assert stage.said("HWB-02").words == "waiting on the council"


def test_a_sentence_that_looks_like_an_update_is_recorded_by_one_tap_and_only_then(stage: Stage) -> None:
    answer = stage.types("Ailsa Reid", "POV-03 is amber,  waiting on “funding”")
    assert answer.message is not None
    assert "I understood: POV-03 Cash First referral route\n🟠 At risk" in answer.readable
    assert labels(answer.message) == ["Record", "Change it", "Just words"]
    assert stage.updates("POV-03") == []
    stage.taps("Ailsa Reid", answer.message, "Record")
    said = stage.said("POV-03")
    assert (said.status, said.words) == ("at_risk", "waiting on “funding”")
    assert said.raw == "POV-03 is amber,  waiting on “funding”"
    assert "✅ Saved · POV-03" in stage.last_seen("Ailsa Reid").readable


def test_the_buttons_of_one_sentence_record_it_once(stage: Stage) -> None:
    stage.writes("Ailsa Reid", "cash first is held up, no funding & <none> to come")
    asked = _last_in_dm(stage, "Ailsa Reid")
    before = list(asked.blocks)
    stage.taps("Ailsa Reid", asked, "Record")
    assert "✅ Saved" in asked.readable
    asked.blocks[:] = before
    stage.taps("Ailsa Reid", asked, "Record")
    said = stage.said("POV-03")
    assert (said.status, said.words) == (None, "cash first is held up, no funding & <none> to come")


def test_just_words_keeps_the_sentence_and_leaves_the_status(stage: Stage) -> None:
    answer = stage.types("Ailsa Reid", "cash first is red: two advisers left")
    assert answer.message is not None
    stage.taps("Ailsa Reid", answer.message, "Just words")
    said = stage.said("POV-03")
    assert (said.status, said.words) == (None, "cash first is red: two advisers left")
    assert stage.action("POV-03").status == "on_track"


def test_change_it_opens_the_form_with_what_was_understood(stage: Stage) -> None:
    answer = stage.types("Ailsa Reid", "cash first is red: two advisers left")
    assert answer.message is not None
    stage.taps("Ailsa Reid", answer.message, "Change it")
    form = stage.form("Ailsa Reid")
    assert "two advisers left" in str(form.blocks)
    stage.submits("Ailsa Reid", words="one adviser left")
    said = stage.said("POV-03")
    assert (said.status, said.words) == ("off_track", "one adviser left")


def test_who_may_is_judged_when_the_button_is_tapped(stage: Stage) -> None:
    answer = stage.types("Eilidh Strang", "cash first is red: two advisers left")
    assert answer.message is not None
    stage.taps("Eilidh Strang", answer.message, "Record")
    assert "in others' hands" in stage.last_seen("Eilidh Strang").readable
    assert stage.updates("POV-03") == []


def test_a_new_date_said_in_a_sentence_is_recorded_by_one_tap_and_once(stage: Stage) -> None:
    sentence = "move the pilot milestone on cash first to March 2027 because the forms “came” late"
    with working(stage.rehearsal.bot.database, CLERK, stage.now) as work:
        dated: dict[str, Any] = {
            "earliest": date(2027, 1, 1),
            "latest": date(2027, 1, 31),
            "precision": "month",
        }
        another = Milestone(action_id=id_of(stage.action("POV-03")), title="Pilot told of", **dated)
        work.register(stage.partnership_id).rows.add(another)
        work.commit()
    stage.writes("Ailsa Reid", sentence)
    asked = _last_in_dm(stage, "Ailsa Reid")
    assert labels(asked) == ["Move: Pilot agreed", "Move: Pilot told of", "Just words"]
    moved = len(stage.moves())
    before = list(asked.blocks)
    stage.taps("Ailsa Reid", asked, "Move: Pilot agreed")
    assert "Mar 2027" in asked.readable
    asked.blocks[:] = before
    stage.taps("Ailsa Reid", asked, "Move: Pilot agreed")
    assert len(stage.moves()) == moved + 1
    assert stage.moves()[-1].reason == "the forms “came” late"
    asked.blocks[:] = before
    stage.taps("Ailsa Reid", asked, "Move: Pilot told of")
    assert len(stage.moves()) == moved + 2


def test_what_was_said_last_is_undone_by_two_words_and_a_tap(stage: Stage) -> None:
    stage.told("Ailsa Reid", "POV-03 red two advisers left")
    stage.writes("Ailsa Reid", "undo that")
    shown = _last_in_dm(stage, "Ailsa Reid")
    assert stage.action("POV-03").status == "off_track", "nothing is undone before the tap"
    stage.taps("Ailsa Reid", shown, "Undo")
    assert "Taken back · POV-03" in shown.readable
    assert stage.action("POV-03").status == "on_track"


def test_a_question_that_begins_with_a_code_is_not_recorded_as_an_update(standing: Stage) -> None:
    answer = standing.types("Ailsa Reid", "POV-03 who leads it?")
    assert answer.message is not None
    assert any(label.startswith("Who leads POV-03") for label in labels(answer.message))
    assert any(label.startswith("An update of POV-03") for label in labels(answer.message))
    assert standing.updates("POV-03") == []


def test_a_mention_in_a_channel_is_answered_to_whoever_asked_alone(standing: Stage) -> None:
    gregor, team = standing.person("Gregor Mathers"), standing.team
    channel = team.add_channel("CPOVERTY", "poverty", members=[gregor, team.workspace.bot_user_id])
    said = team.say(gregor, channel, f"<@{team.workspace.bot_user_id}> what is overdue in employability?")
    standing.rehearsal.settle()
    answered = _last_in_dm(standing, "Gregor Mathers")
    assert "Overdue · Employability" in answered.readable
    assert "You asked in" in answered.readable
    assert team.messages(channel) == [said.message]


def test_an_update_in_a_mention_is_recorded_once_however_often_it_is_delivered(stage: Stage) -> None:
    ailsa, team = stage.person("Ailsa Reid"), stage.team
    channel = team.add_channel("CPOVERTY", "poverty", members=[ailsa, team.workspace.bot_user_id])
    team.say(ailsa, channel, f"<@{team.workspace.bot_user_id}> POV-03 amber waiting on funding")
    team.repeat_last(ailsa)
    stage.rehearsal.settle()
    said = stage.said("POV-03")
    assert (said.status, said.words) == ("at_risk", "waiting on funding")
    assert "✅ Saved" in _last_in_dm(stage, "Ailsa Reid").readable


def test_a_stranger_who_mentions_the_bot_is_told_nothing_of_the_register(standing: Stage) -> None:
    team = standing.team
    stranger = team.add_person("USTRANGER", "Somebody New", email="somebody.new@example.org")
    channel = team.add_channel("COPEN", "open", members=[stranger, team.workspace.bot_user_id])
    said = team.say(stranger, channel, f"<@{team.workspace.bot_user_id}> what is overdue?")
    standing.rehearsal.settle()
    (told,) = team.dm(stranger)
    assert "I don't have you among its contacts yet" in told.readable
    assert team.messages(channel) == [said.message]


def _last_in_dm(stage: Stage, name: str) -> Message:
    return stage.team.dm(stage.person(name))[-1]


def test_one_line_about_two_actions_records_neither_and_hands_both_back(stage: Stage) -> None:
    before = len(stage.updates("POV-03"))
    for line in ("POV-03 amber, HWB-02 green", "pov3 amber waiting on funding; and hwb2: red"):
        told = stage.told("Ailsa Reid", line)
        assert "That says how 2 actions stand. Nothing is recorded yet." in told
        assert "> POV-03 amber" in told or "> pov3 amber waiting on funding" in told
        assert "> HWB-02 green" in told or "> hwb2: red" in told
    assert len(stage.updates("POV-03")) == before
    assert "✅ Saved" in stage.told("Ailsa Reid", "POV-03 amber, HWB-02 has to go first")
