"""What a chair does from the digest itself: asks for more and is answered, thanks, and wishes for the agenda."""

from typing import Any

from bot.practice import Message
from storage.records import Ask, Question, Update
from tests.journeys.acting import labels
from tests.journeys.board_town import (
    DUE,
    HOSTILE,
    Open,
    beside,
    board_register,
    digests,
    fills_in,
    press,
    the_form,
)
from tests.journeys.town import Town, at, comes_in_order, november
from tests.registers import Values

SUPPORT, CHAIR, DEPUTY, OFFICER = "Catriona Muir", "Moira Galbraith", "Hamish Orr", "Ailsa Reid"
EVE = at(november(12), 8)


def with_an_ask_raised() -> Values:
    values = board_register()
    raised = {"action": "1", "kind": "direct", "words": "which streets first", "raised_by": "una"}
    values["asks"].append({"id": "raised", "raised_on": "2026-10-03", "state": "raised", **raised})
    return values


def with_the_digest(opened: Open) -> tuple[Town, Message]:
    town = opened(with_an_ask_raised(), EVE)
    town.until(DUE)
    (front,) = digests(town, CHAIR)
    return town, front


def newest(town: Town, name: str) -> Message:
    return town.messages(name)[-1]


def rows(town: Town, kind: type[Any]) -> list[Any]:
    return list(town.look(lambda register: list(register.rows.all(kind))))


def test_the_chair_asks_for_more_and_the_answer_comes_back_in_the_digests_thread(opened: Open) -> None:
    town, front = with_the_digest(opened)
    said = len(rows(town, Update))
    press(town, CHAIR, front, "Ask for more")
    assert comes_in_order(
        repr(the_form(town, CHAIR).blocks),
        "DECIDE who pays for tutors",
        "HWB-05 Drop-ins",
        "EMP-02",
        "POV-01",
    )
    fills_in(town, CHAIR, topic="ask 1", question=f"Who else could teach? {HOSTILE}")
    assert (
        "Asked about HWB-05: the Health Improvement Manager gets your question."
        in the_form(town, CHAIR).readable
    )

    question = newest(town, OFFICER)
    assert comes_in_order(
        question.readable,
        "HWB-05 Drop-ins",
        "About: DECIDE who pays for tutors",
        "A question from the Chief Executive:",
        "> Who else could teach? <script>",
        "[Answer]",
    )
    assert "<!channel>" not in repr(question.blocks)
    press(town, OFFICER, question, "Answer")
    fills_in(town, OFFICER, answer="The college has two, from January.")
    answer = town.rehearsal.team.thread(front)[-1]
    assert comes_in_order(
        answer.readable,
        "You asked: Who else could teach?",
        "The Health Improvement Manager answers your question:",
        "> The college has two, from January.",
    )
    assert "Answered:" in next(each for each in town.messages(OFFICER) if each.ts == question.ts).readable

    # A reply in its thread adds to it, and is no update of the action.
    town.rehearsal.team.say(
        town.person(OFFICER), None, "HWB-05 amber & a third by March", thread_ts=question.ts
    )
    town.rehearsal.settle()
    assert (
        "adds to the answer:\n> HWB-05 amber & a third by March"
        in town.rehearsal.team.thread(front)[-1].readable
    )
    assert len(rows(town, Update)) == said
    (kept,) = rows(town, Question)
    assert kept.answer == "The college has two, from January.\nHWB-05 amber & a third by March"

    press(town, DEPUTY, question, "Add to the answer")
    assert "That question is for the Health Improvement Manager to answer." in beside(town, DEPUTY)


def test_thanks_go_once_an_action_and_digest_whoever_gives_them(opened: Open) -> None:
    town, front = with_the_digest(opened)
    press(town, CHAIR, front, "Thank")
    fills_in(town, CHAIR, action="POV-01", words="The shelves look splendid.")
    thanks = newest(town, OFFICER)
    assert comes_in_order(
        thanks.readable,
        "POV-01 Foodbanks",
        "The Chief Executive thanks you and Glen College for this, on behalf of the Board.",
        "> The shelves look splendid.",
    )
    (theirs,) = digests(town, DEPUTY)
    press(town, DEPUTY, theirs, "Thank")
    fills_in(town, DEPUTY, action="POV-01")
    assert "Thanks for POV-01 have gone from this digest already" in the_form(town, DEPUTY).readable
    assert newest(town, OFFICER).ts == thanks.ts
    press(town, OFFICER, front, "Thank")
    assert "This is for whoever chairs the meeting now" in beside(town, OFFICER)


def test_what_a_chair_wishes_for_the_agenda_is_put_there_by_the_support_officer(opened: Open) -> None:
    town, front = with_the_digest(opened)
    raised = next(ask for ask in rows(town, Ask) if ask.state == "raised")
    press(town, CHAIR, front, "Put on the agenda")
    assert "item" not in {block.get("block_id") for block in the_form(town, CHAIR).blocks}
    fills_in(town, CHAIR, choice=f"ask {raised.id}")
    assert (
        "Suggested for the agenda of the Board, Thu 19 Nov, 2 pm. The Planning Manager has it."
        in the_form(town, CHAIR).readable
    )
    wish = newest(town, SUPPORT)
    assert (
        "The Chief Executive would like this on the agenda of the Board, Thu 19 Nov, 2 pm:" in wish.readable
    )
    assert labels(wish) == ["Put on the agenda", "Settle below the Board"]
    assert "which streets first" not in town.types(OFFICER, "board").readable

    press(town, CHAIR, wish, "Put on the agenda")
    assert "keep the agenda" in beside(town, CHAIR)
    press(town, SUPPORT, wish, "Put on the agenda")
    done = next(each for each in town.messages(SUPPORT) if each.ts == wish.ts)
    assert comes_in_order(
        done.readable, "On the agenda of the Board, Thu 19 Nov, 2 pm, item 5.", "DIRECT which streets first"
    )

    # What a support officer taps is done at once, and the agenda is shown in its order.
    press(town, SUPPORT, front, "Put on the agenda")
    assert fills_in(town, SUPPORT, choice="action EMP-02").errors == {
        "words": "Say in a sentence what is asked."
    }
    fills_in(town, SUPPORT, choice="action EMP-02", kind="add_value", words="open a door", item="2")
    assert comes_in_order(
        town.types(OFFICER, "board").readable,
        "1 ADD VALUE open a door",
        "item 2",
        "2 DECIDE who pays for tutors",
        "item 4",
        "3 DIRECT which streets first",
        "item 5",
    )


def test_a_wish_can_be_settled_below_the_board_and_whoever_raised_it_hears_how(opened: Open) -> None:
    town, front = with_the_digest(opened)
    raised = next(ask for ask in rows(town, Ask) if ask.state == "raised")
    press(town, CHAIR, front, "Put on the agenda")
    fills_in(town, CHAIR, choice=f"ask {raised.id}")
    wish = newest(town, SUPPORT)
    press(town, SUPPORT, wish, "Settle below the Board")
    fills_in(town, SUPPORT, how="The council starts with the High Street.")
    assert (
        "Settled below the Board"
        in next(each for each in town.messages(SUPPORT) if each.ts == wish.ts).readable
    )
    assert labels(wish) == []
    town.until(november(16), 10)  # Monday's nudge takes it along to the officer
    assert comes_in_order(
        newest(town, OFFICER).readable,
        "What came of it",
        'DIRECT which streets first · POV-01: settled below the Board: "The council starts with the High Street."',
    )
    assert town.messages("Una Weir") == []
    town.until(november(19), 10)  # nobody else wrote to whoever raised it, so it goes by itself
    assert "What came of it" in newest(town, "Una Weir").readable
