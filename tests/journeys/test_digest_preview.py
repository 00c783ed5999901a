"""The digest before it goes: the support officer sees it, holds it, lets it go, sends it at once or adds a line."""

from bot.practice import Message
from bot.rules.digest_preview import NOTE_LIMIT
from storage.records import DigestHold, id_of
from tests.journeys.acting import labels
from tests.journeys.board_town import (
    HOSTILE,
    Open,
    beside,
    board_register,
    digests,
    fills_in,
    meeting,
    press,
    previews,
    the_form,
)
from tests.journeys.town import Town, at, comes_in_order, november, when

SUPPORT, CHAIR = "Catriona Muir", "Moira Galbraith"
BEFORE = at(november(10), 8)
"""Tuesday 10 November, an hour before the preview of the digest of Thursday 12 November."""


def shown(town: Town) -> str:
    (preview,) = previews(town, SUPPORT)
    return preview.readable


def test_it_is_seen_two_working_days_before_held_added_to_and_let_go_at_its_time(opened: Open) -> None:
    town = opened(board_register(), BEFORE)
    town.until(november(10), 9)
    (preview,) = previews(town, SUPPORT)
    assert when(preview).strftime("%d %b %H:%M") == "10 Nov 09:00"
    assert comes_in_order(
        preview.readable,
        "The digest of the Board goes to the chair and the deputy on Thu 12 Nov, 9 am.",
        "DECIDE who pays",
        "3 actions:",
    )
    assert labels(preview) == ["Send now", "Hold", "Add a line"]

    press(town, SUPPORT, preview, "Hold")
    assert comes_in_order(
        shown(town), "is held. Its time is Thu 12 Nov, 9 am", "Held by the Planning Manager, Tue 10 Nov"
    )
    assert labels(previews(town, SUPPORT)[0]) == ["Let it go", "Send now", "Add a line"]

    press(town, SUPPORT, preview, "Add a line")
    assert fills_in(town, SUPPORT, line=" ").errors == {"line": "Write the line, or cancel."}
    fills_in(town, SUPPORT, line=f"Item 4 comes first. {HOSTILE}")
    press(town, SUPPORT, preview, "Add a line")
    fills_in(town, SUPPORT, line="x" * NOTE_LIMIT)
    assert comes_in_order(
        shown(town), 'A line from the Planning Manager: "Item 4 comes first. <script>', "xxx"
    )

    press(town, SUPPORT, previews(town, SUPPORT)[0], "Let it go")
    assert shown(town).startswith("The digest of the Board goes to the chair and the deputy")
    town.until(november(12), 9)
    (front,) = digests(town, CHAIR)
    assert when(front).strftime("%d %b %H:%M") == "12 Nov 09:00"
    assert comes_in_order(front.readable, "A line from the Planning Manager", "The Board is asked to")
    assert len(front.readable) <= 1500
    assert labels(front) == ["Ask for more", "Thank", "Put on the agenda"]
    assert "<!channel>" not in repr(front.blocks)
    whole = "\n".join(each.readable for each in town.rehearsal.team.thread(front))
    assert "x" * NOTE_LIMIT in whole
    assert shown(town) == "The digest of the Board went to the chair and the deputy on Thu 12 Nov, 9 am."

    press_too_late(town)


def press_too_late(town: Town) -> None:
    """Old buttons say that it has gone, and hand a line back."""
    (preview,) = previews(town, SUPPORT)
    old = town.rehearsal.team
    for action_id in ("digest_hold", "digest_send", "digest_let_go", "digest_add_line"):
        preview.blocks.append(_old_button(action_id, _meeting_id(town)))
        old.press(town.person(SUPPORT), preview, action_id, block_id=f"old {action_id}")
        town.rehearsal.settle()
        assert "went to the chair and the deputy on Thu 12 Nov, 9 am. Nothing was changed." in beside(
            town, SUPPORT
        )
    assert len(digests(town, CHAIR)) == 1


def _old_button(action_id: str, meeting_id: int) -> dict[str, object]:
    button = {
        "type": "button",
        "action_id": action_id,
        "value": f'{{"meeting":{meeting_id},"asked":"preview meeting 1"}}',
        "text": {"type": "plain_text", "text": action_id},
    }
    return {"type": "actions", "block_id": f"old {action_id}", "elements": [button]}


def _meeting_id(town: Town) -> int:
    boards = town.look(lambda register: register.meetings.boards())
    return next(id_of(each) for each in boards if each.state != "held")


def test_what_is_held_past_its_time_reminds_each_day_and_goes_when_it_is_let_go(opened: Open) -> None:
    town = opened(board_register(), BEFORE)
    town.until(november(10), 9)
    press(town, SUPPORT, previews(town, SUPPORT)[0], "Hold")
    town.until(november(13), 10)
    assert digests(town, CHAIR) == []
    reminders = [each for each in town.messages(SUPPORT) if "Held: the digest of the Board" in each.readable]
    assert [when(each).date() for each in reminders] == [november(12), november(13)]
    told = reminders[-1].readable
    assert "It was to go Thu 12 Nov, 9 am. It can still go until the meeting, Thu 19 Nov, 2 pm." in told

    press(town, CHAIR, _passed_on(town, reminders[-1].ts), "Let it go")
    assert "The Planning Manager sees to the digest before it goes." in beside(town, CHAIR)
    press(town, SUPPORT, reminders[-1], "Let it go")
    (front,) = digests(town, CHAIR)
    assert "as at Fri 13 Nov, 10 am" in front.readable
    assert "comes late" not in front.readable
    assert (
        "held no longer"
        in next(each for each in town.messages(SUPPORT) if each.ts == reminders[-1].ts).readable
    )
    town.until(november(17), 10)
    assert len(digests(town, CHAIR)) == 1
    assert not any(
        "Held: " in each.readable for each in town.messages(SUPPORT) if when(each).date() > november(13)
    )


def _passed_on(town: Town, ts: str) -> Message:
    """The same message, as somebody else might press it."""
    return next(each for each in town.messages(SUPPORT) if each.ts == ts)


def test_a_digest_held_until_its_meeting_never_goes(opened: Open) -> None:
    town = opened(board_register(), BEFORE)
    town.until(november(10), 9)
    preview = previews(town, SUPPORT)[0]
    press(town, SUPPORT, preview, "Hold")
    town.asleep_until(november(19), 14)
    held = previews(town, SUPPORT)[0]
    press(town, SUPPORT, held, "Let it go")
    assert "The Board of Thu 19 Nov is over. Its digest did not go. Nothing was changed." in beside(
        town, SUPPORT
    )
    town.until(november(20), 12)
    assert digests(town, CHAIR) == []
    assert [each.held for each in town.look(lambda register: register.rows.all(DigestHold))] == [True]


def test_a_meeting_cancelled_after_the_preview_stops_its_digest(opened: Open) -> None:
    values = board_register()
    town = opened(values, BEFORE)
    town.until(november(10), 9)
    meeting(values, "next")["state"] = "cancelled"
    town.imports(values)
    press(town, SUPPORT, previews(town, SUPPORT)[0], "Send now")
    assert "The Board of Thu 19 Nov is cancelled, so its digest does not go." in beside(town, SUPPORT)
    town.until(november(12), 12)
    assert [each.readable for each in digests(town, CHAIR)] == [
        "Hello Moira. The Board of Thu 19 Nov is cancelled.\nNo digest will be sent for it."
    ]
    assert shown(town) == "The Board of Thu 19 Nov is cancelled, so its digest does not go."


def test_send_now_sends_it_at_once_and_the_clock_not_again(opened: Open) -> None:
    town = opened(board_register(), BEFORE)
    town.until(november(10), 9)
    preview = previews(town, SUPPORT)[0]
    press(town, SUPPORT, preview, "Add a line")
    before = the_form(town, SUPPORT)
    town.rehearsal.clock.move_to(at(november(10), 15, 30))
    press(town, SUPPORT, preview, "Send now")
    (front,) = digests(town, CHAIR)
    assert when(front).strftime("%d %b %H:%M") == "10 Nov 15:30"
    assert before == the_form(town, SUPPORT)
    fills_in(town, SUPPORT, line="Too late for this")
    told = the_form(town, SUPPORT).readable
    assert comes_in_order(
        told, "went to the chair and the deputy on Tue 10 Nov, 3.30 pm", "> Too late for this"
    )
    town.until(november(13), 12)
    assert len(digests(town, CHAIR)) == 1
