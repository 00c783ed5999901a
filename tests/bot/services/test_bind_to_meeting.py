"""What is due at "the first meeting in 2027" takes that meeting's day once it is entered, and follows it."""

from datetime import date
from typing import Any

from bot.rules.board_news import OUTCOME
from bot.rules.keeping import KeptRow
from storage.records import Action, Ask, Duty, Line, Meeting, Milestone, MilestoneMove, id_of
from storage.unit_of_work import reading
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


def test_what_a_cancelled_meeting_held_goes_to_the_next_that_fits_or_back_to_its_words(clerk: Keeper) -> None:
    board = id_of(clerk.register.board())
    action = clerk.register.action("CPP-01", "Redraft the plan", date_words=WORDS, **WAITING)
    sign_off = id_of(waits(clerk, action))
    march = clerk.added("meetings", group_id=str(board), when="12 March 2027")
    june = clerk.added("meetings", group_id=str(board), when="11 June 2027")

    kept = clerk.edits("meetings", march, state="cancelled")
    assert isinstance(kept, KeptRow)
    assert kept.notes == (
        f"Due at Board, 11 June 2027 now: Sign-off (“{WORDS}”); CPP-01 Redraft the plan (“{WORDS}”).",
    )
    assert clerk.one(Milestone, sign_off)["meeting_id"] == june
    assert clerk.one(Action, id_of(action))["latest"] == date(2027, 6, 11)

    kept = clerk.edits("meetings", june, state="cancelled")
    assert isinstance(kept, KeptRow)
    assert kept.notes[0].startswith("No longer due at a meeting, as it was cancelled: Sign-off")
    for row in (clerk.one(Milestone, sign_off), clerk.one(Action, id_of(action))):
        assert {name: row[name] for name in WAITING} == WAITING
        assert row["date_words"] == WORDS
    assert clerk.one(Milestone, sign_off)["meeting_id"] is None
    moves = [(each["from_latest"], each["to_latest"], each["to_words"]) for each in clerk.rows(MilestoneMove)]
    to_june = (date(2027, 3, 12), date(2027, 6, 11), None)
    assert moves == [to_june, (date(2027, 6, 11), date(2027, 12, 31), WORDS)]
    with reading(clerk.register.database) as look:
        history = look.register(clerk.register.id).history.of("milestones", sign_off)
    assert [(each.before, each.after) for each in history if each.field == "meeting_id"][1:] == [
        (march, june),
        (june, None),
    ]

    clerk.edits("meetings", june, state="planned")
    assert clerk.one(Milestone, sign_off)["meeting_id"] == june, "taken back, it is the first again"


def test_a_duty_goes_by_the_meetings_of_the_group_it_is_owed_to(clerk: Keeper) -> None:
    clerk.register.meeting(clerk.register.board(), date(2027, 1, 8))
    executive, group = id_of(clerk.register.group("Officers")), id_of(clerk.register.group("Delivery Group"))
    first = clerk.added("meetings", group_id=str(executive), when="2 February 2027")
    owed = clerk.added(
        "duties", group_id=str(group), kind="report", to_group_id=str(executive), cadence="once", when=WORDS
    )
    tied = clerk.added(
        "duties", group_id=str(group), kind="report", cadence="regular_intervals", meeting_id=str(first)
    )
    assert (clerk.one(Duty, owed)["meeting_id"], clerk.one(Duty, owed)["latest"]) == (first, date(2027, 2, 2))
    clerk.edits("meetings", first, state="cancelled")
    assert clerk.one(Duty, owed)["meeting_id"] is clerk.one(Duty, tied)["meeting_id"] is None
    assert clerk.one(Duty, owed)["latest"] == date(2027, 12, 31)


def test_a_day_given_beside_the_meeting_follows_it_and_words_wait_while_it_has_none(clerk: Keeper) -> None:
    board = id_of(clerk.register.board())
    meeting = clerk.added("meetings", group_id=str(board), when="12 March 2027")
    given = clerk.added("milestones", title="Tabled", when="12 March 2027", meeting_id=str(meeting))
    worded = clerk.added("milestones", title="Sign-off", when=WORDS)
    kept = clerk.edits("meetings", meeting, when="19 March 2027")
    assert isinstance(kept, KeptRow)
    assert kept.notes == (f"Due at this meeting now: Tabled; Sign-off (“{WORDS}”).",)
    assert {clerk.one(Milestone, each)["latest"] for each in (given, worded)} == {date(2027, 3, 19)}
    clerk.edits("meetings", meeting, when="TBC", state="moved")
    assert clerk.one(Milestone, worded)["latest"] == date(2027, 12, 31)
    assert clerk.one(Milestone, given)["latest"] == date(2027, 3, 19)
    clerk.edits("meetings", meeting, when="2 April 2027")
    assert clerk.one(Milestone, worded)["latest"] == date(2027, 4, 2)


def test_what_a_cancelled_meeting_was_asked_is_carried_to_the_next_agenda_or_back(clerk: Keeper) -> None:
    board = clerk.register.board()
    march, june = (clerk.register.meeting(board, date(2027, month, 11)) for month in (3, 6))
    asker = clerk.register.contact("Ailsa", "UA")
    ask = clerk.register.add(
        Ask(
            words="who pays",
            state="on_agenda",
            item="4",
            meeting_id=id_of(march),
            raised_by_id=asker.id,
            raised_at=clerk.register.at,
        )
    )
    kept = clerk.edits("meetings", id_of(march), state="cancelled")
    assert isinstance(kept, KeptRow)
    assert kept.notes == ("Due at Board, Fri 11 Jun 2027 now: the ask “who pays”.",)
    stands = clerk.one(Ask, id_of(ask))
    assert (stands["state"], stands["meeting_id"], stands["item"]) == ("on_agenda", june.id, None)
    clerk.edits("meetings", id_of(june), state="cancelled")
    stands = clerk.one(Ask, id_of(ask))
    assert (stands["state"], stands["meeting_id"]) == ("raised", None)
    told = [each["contact_id"] for each in clerk.rows(Line) if each["kind"] == OUTCOME]
    assert told == [asker.id] * 2


def test_a_december_board_moved_into_january_keeps_what_was_due_there(clerk: Keeper) -> None:
    board = id_of(clerk.register.board())
    sign_off = clerk.added("milestones", title="Sign-off", when="December Board")
    december = clerk.added("meetings", group_id=str(board), when="10 December 2026")
    clerk.edits("meetings", december, when="14 January 2027")
    clerk.added("meetings", group_id=str(board), when="9 December 2027")
    stands = clerk.one(Milestone, sign_off)
    assert (stands["meeting_id"], stands["latest"]) == (december, date(2027, 1, 14))
    clerk.edits("meetings", december, state="cancelled")
    assert clerk.one(Milestone, sign_off)["latest"] == date(2026, 12, 31)


def test_what_a_meeting_of_no_group_or_one_long_past_was_asked_goes_back(clerk: Keeper) -> None:
    register, board = clerk.register, clerk.register.board()
    for group, next_on in ((None, date(2027, 3, 11)), (board, date(2026, 10, 12))):
        meeting = register.meeting(group, date(2026, 10, 5))
        register.meeting(group, next_on)
        ask = register.ask("who pays", state="on_agenda", meeting_id=id_of(meeting))
        clerk.edits("meetings", id_of(meeting), state="cancelled")
        stands = clerk.one(Ask, id_of(ask))
        assert (stands["state"], stands["meeting_id"]) == ("raised", None)
