"""After the Board: what came of each ask is said in one form, and the partners concerned hear it."""

from typing import Any

from bot.practice import Message
from storage.records import Ask, Meeting
from tests.journeys.acting import labels
from tests.journeys.board_town import Open, a_meeting, board_register, fills_in, press, the_form
from tests.journeys.town import Town, at, comes_in_order, november, when
from tests.registers import Values

SUPPORT, OFFICER, RAISER = "Catriona Muir", "Ailsa Reid", "Una Weir"
BOARD_DAY = at(november(19), 8)


def with_three_asks() -> Values:
    values = board_register()
    values["meetings"].append(a_meeting("later", "board", "2026-12-17"))
    common = {"raised_on": "2026-10-03", "state": "on_agenda", "meeting": "next"}
    values["asks"] += [
        {
            "id": "streets",
            "action": "1",
            "kind": "direct",
            "words": "which streets first",
            "raised_by": "una",
            "item": "5",
        }
        | common,
        {"id": "data", "kind": "decide", "words": "whether to share data", "raised_by": "una", "item": "6"}
        | common,
    ]
    return values


def of_kind(town: Town, kind: type[Any]) -> list[Any]:
    return list(town.look(lambda register: list(register.rows.all(kind))))


def ask(town: Town, words: str) -> Ask:
    found: Ask = next(each for each in of_kind(town, Ask) if words in each.words)
    return found


def asked(town: Town) -> list[Message]:
    return [each for each in town.messages(SUPPORT) if "After the Board" in each.readable]


def test_each_outcome_is_said_in_one_form_and_heard_by_those_concerned(opened: Open) -> None:
    town = opened(with_three_asks(), BOARD_DAY)
    town.until(november(20), 8, 59)
    assert asked(town) == []
    town.until(november(20), 9)
    (letter,) = asked(town)
    assert "Did the Board meet on Thu 19 Nov? What came of 3 asks?" in letter.readable
    pays, streets, data = (ask(town, words).id for words in ("who pays", "which streets", "share data"))

    press(town, SUPPORT, letter, "Say what came of it")
    form = the_form(town, SUPPORT).readable
    assert comes_in_order(form, "Did the Board meet?", "DECIDE", "item 4", "which streets", "share data")
    missing = fills_in(town, SUPPORT, **{f"came_{pays}": "answered", f"words_{streets}": "The High Street."})
    assert missing.errors == {
        f"words {pays}": "Say in a sentence what was answered.",
        f"came {streets}": "Choose what came of it, so that your words go with it.",
    }
    fills_in(
        town,
        SUPPORT,
        **{
            f"came_{pays}": "answered",
            f"words_{pays}": "The council pays <!channel> until June.",
            f"came_{data}": "carried_over",
            f"words_{streets}": "",
        },
    )
    told = the_form(town, SUPPORT).readable
    assert comes_in_order(
        told, "The Board of Thu 19 Nov is marked as held.", "2 outcomes kept.", "1 ask still open"
    )
    held = next(
        each for each in of_kind(town, Meeting) if str(each.latest) == "2026-11-19" and each.group_id == 1
    )
    later = next(each for each in of_kind(town, Meeting) if str(each.latest) == "2026-12-17")
    assert held.state == "held"
    carried = ask(town, "share data")
    assert (carried.state, carried.meeting_id, carried.item) == ("on_agenda", later.id, None)
    answered = ask(town, "who pays")
    assert (answered.state, answered.words, answered.outcome) == (
        "answered",
        "who pays for tutors <b>now</b>",
        "The council pays <!channel> until June.",
    )

    # The officer hears with Monday's nudge; nobody writes to whoever raised the other until five working days are over.
    town.until(november(23), 9)
    heard = town.messages(OFFICER)[-1]
    line = 'DECIDE who pays for tutors <b>now</b> · HWB-05: answered by the Board of Thu 19 Nov: "The council pays'
    assert comes_in_order(heard.readable, "What came of it", line)
    assert "<!channel>" not in repr(heard.blocks)
    town.until(november(26), 18)
    assert town.messages(RAISER) == []
    town.until(november(27), 9)
    assert "DECIDE whether to share data: carried over to Thu 17 Dec" in town.messages(RAISER)[-1].readable

    # What was left open is asked about again in a week, once.
    first, second = asked(town)
    assert when(second).date() == november(27)
    assert "Still open: what came of 1 ask?" in second.readable
    press(town, SUPPORT, second, "Say what came of it")
    fills_in(town, SUPPORT, **{f"came_{streets}": "settled_below", f"words_{streets}": "Both wards agreed."})
    assert "What came of the Board of Thu 19 Nov is kept." in second.readable
    assert labels(first) == labels(second) == []

    shown = town.types(OFFICER, "board").readable
    assert comes_in_order(
        shown,
        "DECIDE whether to share data",
        "What came of it, Thu 19 Nov",
        "who pays for tutors",
        "Both wards agreed.",
    )
    assert (
        "answered, CPP Board Thu 19 Nov, item 4: The council pays"
        in town.types(OFFICER, "show HWB-05").readable
    )


def test_of_a_meeting_that_was_not_everything_is_carried_over(opened: Open) -> None:
    town = opened(with_three_asks(), BOARD_DAY)
    town.until(november(20), 9)
    (letter,) = asked(town)
    press(town, SUPPORT, letter, "Say what came of it")
    fills_in(town, SUPPORT, met="no")
    assert "did not take place" in the_form(town, SUPPORT).readable
    later = next(each for each in of_kind(town, Meeting) if str(each.latest) == "2026-12-17")
    assert {each.meeting_id for each in of_kind(town, Ask)} == {later.id}
    assert labels(letter) == []
