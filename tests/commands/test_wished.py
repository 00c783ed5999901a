"""Wishes in plain words, whole: what is typed, what is shown, and that nothing is changed before a tap."""

from datetime import date, timedelta
from typing import Any

import pytest

from bot.views import verbs
from commands import answers
from commands.asked import Asked
from commands.plain_questions import answer_question
from commands.plain_words.readings import AskTyped, pack
from storage.engine import Database
from storage.records import Barrier, Update, id_of
from storage.unit_of_work import Author, reading, working
from tests.builders import RegisterBuilder
from tests.commands.asking import asking, buttons, later, texts


@pytest.fixture
def ailsa(database: Database) -> Asked:
    register = RegisterBuilder(database)
    nhs = register.body("NHS Inverlath")
    ailsa = register.contact("Ailsa Reid", "U1", nhs, post="Health Improvement Manager")
    rory = register.contact(
        "Rory Tulloch", "U2", nhs, post="Health Improvement Officer", away_from=date(2026, 11, 1)
    )
    action = register.action("POV-03", "Cash First referral route", officer=ailsa, deputy=rory)
    register.milestone(action, "Pilot agreed", date(2026, 11, 13))
    return asking(register, ailsa)


def _verbs(message: dict[str, object]) -> list[str]:
    return [each["action_id"].split(":")[0] for each in buttons(message)]


def _said(asked: Asked, text: str) -> dict[str, object]:
    answered = answers.answer(asked, text)
    assert answered is not None
    with reading(asked.database) as look:
        assert not look.register(asked.partnership_id).updates.recorded_by(
            asked.person.contact_id, asked.at - timedelta(days=1)
        )
    return answered


def test_wishes_are_answered_with_buttons_and_change_nothing(ailsa: Asked) -> None:
    for text, verb in (
        ("POV-03 not mine", verbs.READING),
        ("POV-03 new date 15 Dec because GPs", verbs.READING),
        ("cash first isn't mine any more", verbs.NOT_MINE),
        ("I've left the health board", verbs.NOT_MINE),
        ("please don't ask me about POV-03 until January", verbs.SNOOZE),
        ("change the date of the pilot on POV-03 to January", verbs.NEW_DATE),
        ("move the pilot on POV-03 to March because the forms came late", verbs.READING),
        ("milstone POV-03 met Pilot agreed", verbs.READING),
        ("udpate POV-03 amber waiting on funding", verbs.RECORD_READING),
        ("shwo POV-03", verbs.UPDATE),
    ):
        assert verb in _verbs(_said(ailsa, text)), text


def test_who_is_away_is_answered_by_post(ailsa: Asked) -> None:
    assert "Health Improvement Officer" in texts(_said(ailsa, "who is away?"))
    assert "Rory" not in texts(_said(ailsa, "is anybody off next week?"))


def test_what_was_said_last_can_be_undone_for_ten_minutes_and_then_corrected(ailsa: Asked) -> None:
    answers.answer(ailsa, "POV-03 amber waiting on funding")
    soon = later(ailsa, ailsa.at + timedelta(minutes=9), "soon")
    answered = answers.answer(soon, "undo that")
    assert answered is not None
    assert "waiting on funding" in texts(answered)
    assert verbs.UNDO in _verbs(answered)
    afterwards = answers.answer(later(ailsa, ailsa.at + timedelta(hours=1), "late"), "take that back please")
    assert afterwards is not None
    assert verbs.UNDO not in _verbs(afterwards)
    assert verbs.CORRECT in _verbs(afterwards)


def test_what_was_said_last_is_not_put_right_once_somebody_has_spoken_since(
    ailsa: Asked, database: Database
) -> None:
    answers.answer(ailsa, "POV-03 amber waiting on funding")
    with working(database, Author(None, by="the test"), ailsa.at) as work:
        register = work.register(ailsa.partnership_id)
        action = register.actions.by_code("POV-03")
        assert action is not None
        others: dict[str, Any] = {
            "kind": "update",
            "way": "command",
            "words": "funded",
            "status_before": "at_risk",
        }
        register.rows.add(
            Update(action_id=id_of(action), at=ailsa.at + timedelta(minutes=1), by="Rory", **others)
        )
        work.commit()
    answered = answers.answer(later(ailsa, ailsa.at + timedelta(minutes=5), "soon"), "undo that")
    assert answered is not None
    assert "There is newer word of it since" in texts(answered)
    assert not {verbs.UNDO, verbs.CORRECT, verbs.CHANGE_STATUS} & {*_verbs(answered)}


def test_whoever_may_not_say_that_a_barrier_is_gone_is_shown_no_button_for_it(database: Database) -> None:
    register = RegisterBuilder(database)
    officer, other = register.contact("Ailsa Reid", "U1"), register.contact("Mhairi Orr", "U3")
    action = register.action("POV-03", officer=officer)
    register.add(Barrier(action_id=id_of(action), words="funding", raised_at=register.at))
    for contact, shown in ((officer, True), (other, False)):
        told = answers.answer(asking(register, contact), "barrier POV-03")
        assert told is not None
        assert (f"{verbs.BARRIER_SORTED}" in _verbs(told)) is shown


def test_a_line_as_it_was_meant_is_done_once_it_is_tapped(ailsa: Asked) -> None:
    line = AskTyped('milestone POV-03 move "Pilot agreed" to March 2027 because the forms came late')
    assert pack(line)["ask"] == "typed"
    assert "Mar 2027" in texts(answer_question(ailsa, line))
    with reading(ailsa.database) as look:
        (milestone,) = look.register(ailsa.partnership_id).milestones.unmet_of([1])
    assert milestone.latest == date(2027, 3, 31)


def test_words_that_name_no_action_may_tell_of_one_of_the_reader_s_own(ailsa: Asked) -> None:
    assert "An update of POV-03" in texts(_said(ailsa, "the forms came back on Friday"))


def test_a_question_of_who_that_nobody_can_answer_names_no_contact(ailsa: Asked) -> None:
    said = texts(_said(ailsa, "who should I blame?"))
    assert "I couldn't read that." in said
    assert "`should`" not in said


def test_a_wish_for_a_new_date_can_be_recorded_as_words_all_the_same(ailsa: Asked) -> None:
    wish = "move the pilot on POV-03 to March because " + "😀" * 200
    for text, verb in (
        ("push the pilot on POV-03 back a month", verbs.RECORD_READING),
        (wish, verbs.NEW_DATE),
    ):
        assert verb in _verbs(_said(ailsa, text)), text
