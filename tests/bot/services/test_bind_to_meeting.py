"""What is due at "the first meeting in 2027" takes that meeting's day once it is entered, and follows it."""

from datetime import date
from typing import Any

from bot.rules.keeping import KeptRow
from storage.records import Action, Meeting, Milestone, MilestoneMove, id_of
from tests.bot.services.keeper import Keeper

WORDS = "the first meeting in 2027"
WAITING: dict[str, Any] = {"earliest": date(2027, 1, 1), "latest": date(2027, 12, 31), "precision": "meeting"}


def waits(clerk: Keeper, action: Action | None = None) -> Milestone:
    action_id = id_of(action) if action else None
    return clerk.register.add(Milestone(title="Sign-off", action_id=action_id, date_words=WORDS, **WAITING))


def test_the_first_board_gives_its_day_and_what_is_bound_to_it_follows(clerk: Keeper) -> None:
    board = id_of(clerk.register.board())
    action = clerk.register.action("CPP-01", "Redraft the plan", date_words=WORDS, **WAITING)
    sign_off = id_of(waits(clerk, action))

    kept = clerk.keeps("meetings", {"group_id": str(board), "when": "12 March 2027"})
    assert isinstance(kept, KeptRow)
    assert kept.notes == (
        f"Due at this meeting now: Sign-off (“{WORDS}”); CPP-01 Redraft the plan (“{WORDS}”).",
    )
    bound = clerk.one(Milestone, sign_off)
    assert (bound["meeting_id"], bound["earliest"], bound["latest"]) == (
        kept.row_id,
        *[date(2027, 3, 12)] * 2,
    )
    assert bound["date_words"] == clerk.one(Action, id_of(action))["date_words"] == WORDS
    assert clerk.rows(MilestoneMove) == [], "a first day is no move"

    clerk.edits("meetings", kept.row_id, when="19 March 2027")
    assert clerk.one(Milestone, sign_off)["latest"] == date(2027, 3, 19)
    assert clerk.one(Action, id_of(action))["latest"] == date(2027, 3, 19)
    (move,) = clerk.rows(MilestoneMove)
    assert (move["from_latest"], move["to_latest"]) == (date(2027, 3, 12), date(2027, 3, 19))


def test_a_later_board_another_groups_meeting_and_another_year_leave_it_alone(clerk: Keeper) -> None:
    board, other = id_of(clerk.register.board()), id_of(clerk.register.group("Task Group"))
    sign_off = id_of(waits(clerk))
    clerk.added("meetings", group_id=str(other), when="1 February 2027")
    clerk.added("meetings", group_id=str(board), when="4 December 2026")
    assert clerk.one(Milestone, sign_off)["meeting_id"] is None
    first = clerk.added("meetings", group_id=str(board), when="12 March 2027")
    clerk.added("meetings", group_id=str(board), when="11 June 2027")
    assert clerk.one(Milestone, sign_off)["meeting_id"] == first


def test_one_that_is_entered_after_its_meeting_is_bound_at_once(clerk: Keeper) -> None:
    board = clerk.register.board()
    meeting = clerk.register.meeting(board, date(2027, 3, 12))
    milestone = clerk.added("milestones", title="Sign-off", when=WORDS)
    assert clerk.one(Milestone, milestone)["meeting_id"] == id_of(meeting)
    assert clerk.one(Meeting, id_of(meeting))["latest"] == clerk.one(Milestone, milestone)["latest"]
