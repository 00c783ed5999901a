"""A lead officer asks kindly from the nudge, or from Home: it reaches the officer, and the answer comes back."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from storage.records import Contact, Question, Update
from tests.journeys.acting import labels
from tests.journeys.board_town import fills_in, home_of, press, the_form
from tests.journeys.town import EARLY, Town, comes_in_order, november, when

LEAD, OFFICER, CHAIR = "Iain Soutar", "Ailsa Reid", "Moira Galbraith"


@pytest.fixture
def town(database_url: str) -> Iterator[Town]:
    with Town.founded(database_url) as founded:
        register = founded.register
        nhs, group, board = register.body("NHS Inverlath"), register.group("Taskforce"), register.board()
        ailsa = founded.contact(OFFICER, body=nhs, post="Health Improvement Manager")
        founded.contact(LEAD, post="Head of Service", roles=[("lead_officer", group)])
        founded.contact("Sheila Orr", post="Convener", roles=[("lead_officer", group)])
        founded.contact(CHAIR, post="Chief Executive", roles=[("chair", board)])
        register.meeting(board, november(30), papers_due=november(27))
        fields: dict[str, Any] = {"officer": ailsa, "lead_group_id": founded.id(group)}
        register.action("POV-01", "Foodbanks", heard=EARLY - timedelta(days=40), **fields)
        red: dict[str, Any] = {"heard": EARLY - timedelta(days=3), "words": "two tutors left"} | fields
        register.action("POV-02", "Drop-ins", status="off_track", **red)
        register.action("POV-03", "Nobody has it", lead_group_id=founded.id(group))
        yield founded.open()


def questions(town: Town) -> list[Question]:
    return list(town.look(lambda register: list(register.rows.all(Question))))


def test_a_tap_on_the_nudge_asks_the_officer_and_the_answer_comes_back(town: Town) -> None:
    town.until(november(2))
    (nudge,) = town.messages(LEAD)
    assert (
        "POV-01: no word since 23 Sep. Speak to: Health Improvement Manager, NHS Inverlath" in nudge.readable
    )
    asking = {"Ask kindly: POV-01", "Ask kindly: POV-02", "Take on POV-03"}
    assert {each for each in labels(nudge) if "POV" in each} == asking, "nobody is to be asked about POV-03"

    press(town, LEAD, nudge, "Ask kindly: POV-01")
    form = the_form(town, LEAD)
    assert form.title == "Ask kindly"
    assert "Could you let us know how POV-01 is going?" in repr(form.blocks)
    fills_in(town, LEAD, question="How are the shelves? Thank you.")
    assert "gets your question" in the_form(town, LEAD).readable
    (nudge,) = town.messages(LEAD)
    assert "NHS Inverlath (asked Mon 2 Nov)" in nudge.readable
    assert "Ask kindly: POV-01" not in labels(nudge)

    question = town.messages(OFFICER)[-1]
    assert comes_in_order(question.readable, "A question from the Head of Service:", "> How are the shelves?")
    press(town, OFFICER, question, "Answer")
    fills_in(town, OFFICER, answer="Full since Friday.")
    assert "> Full since Friday." in town.messages(LEAD)[-1].readable
    said = town.look(lambda register: len(list(register.rows.all(Update))))
    assert said == 2, "an answer is no update"
    press(town, OFFICER, town.messages(OFFICER)[-1], "Record it as an update too")
    offer = town.rehearsal.team.seen_by(town.person(OFFICER))[-1]
    assert comes_in_order(offer.readable, "POV-01", "Status: as it was", "Full since Friday.")
    press(town, OFFICER, offer, "Record")
    assert "✅ Saved · POV-01" in offer.readable
    assert town.look(lambda register: len(list(register.rows.all(Update)))) == 3


def test_whoever_asks_within_the_week_is_told_that_somebody_has_and_not_who(town: Town) -> None:
    town.until(november(2))
    (first,), (second,) = town.messages(LEAD), town.messages("Sheila Orr")
    press(town, LEAD, first, "Ask kindly: POV-01")
    fills_in(town, LEAD, question="How are the shelves?")
    press(town, "Sheila Orr", second, "Ask kindly: POV-01")
    told = the_form(town, "Sheila Orr").readable
    assert "Somebody asked about it on Mon 2 Nov already." in told
    assert "Head of Service" not in told
    fills_in(town, "Sheila Orr", question="And the vans?")
    assert [each.words for each in questions(town)] == ["How are the shelves?", "And the vans?"]
    town.until(november(9))
    assert "Ask kindly: POV-01" not in labels(town.messages(LEAD)[-1]), "seven days are not over"
    town.until(november(16))
    assert "Ask kindly: POV-01" in labels(town.messages(LEAD)[-1])


def test_a_question_keeps_to_quiet_hours_and_never_pushes_the_nudge_away(town: Town) -> None:
    ailsa = town.look(lambda register: register.people.with_email("ailsa@inverlath.example.org"))
    town.changes(Contact, town.id(ailsa), nudge_day=1, quiet_from=9, quiet_to=11)
    town.until(november(3), 8)
    press(town, LEAD, town.messages(LEAD)[0], "Ask kindly: POV-01")
    fills_in(town, LEAD, question="How are the shelves?")
    assert town.messages(OFFICER) == []
    town.until(november(3), 18)
    read = [message.readable for message in town.messages(OFFICER)]
    assert [when(message).strftime("%a %H:%M") for message in town.messages(OFFICER)] == ["Tue 11:00"] * 2
    assert sum("A question from the Head of Service" in each for each in read) == 1
    assert sum("need a word from you" in each or "needs a word from you" in each for each in read) == 1


def test_lead_officer_and_chair_ask_from_home(town: Town) -> None:
    town.until(november(2), 10)
    asks = {each for each in labels(home_of(town, LEAD)) if each.startswith("Ask about")}
    assert asks == {"Ask about POV-01", "Ask about POV-02"}
    press(town, LEAD, home_of(town, LEAD), "Ask about POV-01")
    fills_in(town, LEAD, question="How are the shelves?")
    assert "A question from the Head of Service" in town.heard(OFFICER)[-1]

    chairs = home_of(town, CHAIR)
    assert "Ask about POV-02" in labels(chairs)
    press(town, CHAIR, chairs, "Ask about POV-02")
    fills_in(town, CHAIR, question="Who else could teach?")
    assert "A question from the Chief Executive" in town.heard(OFFICER)[-1]
    press(town, CHAIR, home_of(town, CHAIR), "Every action")
    assert labels(home_of(town, CHAIR)).count("Ask a question") == 2
    assert "Ask a question" not in labels(home_of(town, OFFICER))
