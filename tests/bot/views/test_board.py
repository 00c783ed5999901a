"""`/loip board` as it is shown."""

from datetime import date, timedelta

from bot.practice.limits import message_faults
from bot.practice.reading import read_blocks
from bot.rules.board import BoardNow, ChangedAction, LastDigest
from bot.rules.digest import compose
from bot.views.board import NO_MEETING, board_message
from tests.bot.views.samples import ways
from tests.digests import HELD, NOW, a_full_register, ask, digest_of, meeting

TODAY = date(2026, 11, 20)
DUE = date(2026, 11, 26)


def test_the_next_meeting_is_shown_with_its_asks_and_when_its_digest_comes() -> None:
    coming = compose(a_full_register(), HELD, NOW - timedelta(days=6))
    message = board_message(BoardNow(TODAY, coming, DUE, None))
    assert read_blocks(message["blocks"]) == (
        "Board · Thu 3 Dec, 2 pm\n"
        "The Board is asked to\n"
        "1 DECIDE who funds the referral worker after March\n"
        '  POV-03 · "waiting on funding" · item 4\n'
        "2 DECIDE whether to sign the data agreement\n"
        "  EMP-04 · held up since June · item 5\n"
        "3 DIRECT which locality pilots first · item 6\n"
        "2 more asks are with the Executive Officer Group.\n"
        "The chair's digest goes out Thu 26 Nov."
    )
    assert message["text"] == "Board · Thu 3 Dec, 2 pm: 3 asks"


def test_days_are_said_in_working_days_too_where_the_partnerships_are_known() -> None:
    coming = compose(a_full_register(), HELD, NOW - timedelta(days=6))
    shown = read_blocks(board_message(BoardNow(TODAY, coming, DUE, None), ways())["blocks"])
    assert "It meets Thu 3 Dec, in 8 working days." in shown
    assert "The chair's digest goes out Thu 26 Nov, in 4 working days." in shown


def test_the_last_digest_is_shown_with_what_changed_since() -> None:
    sent = digest_of()
    changed = [ChangedAction(f"POV-{number:02d}", "on_track", "at_risk") for number in range(1, 6)]
    now = BoardNow(date(2026, 11, 30), None, None, LastDigest(sent, tuple(changed)))
    lines = read_blocks(board_message(now)["blocks"]).splitlines()
    assert lines == [
        NO_MEETING,
        "Last digest: Thu 26 Nov, for the Board of Thu 3 Dec",
        "5 actions have changed status since:",
        "POV-01: 🟢 On track → 🟠 At risk",
        "POV-02: 🟢 On track → 🟠 At risk",
        "POV-03: 🟢 On track → 🟠 At risk",
        "+2 more",
    ]


def test_a_quiet_board_says_so() -> None:
    coming = digest_of(meeting=meeting(papers_due=date(2026, 11, 19)))
    now = BoardNow(DUE, coming, None, LastDigest(digest_of(), ()))
    shown = read_blocks(board_message(now)["blocks"])
    assert "Nothing is on the agenda for the Board to decide yet." in shown
    assert "Papers closed Thu 19 Nov." in shown
    assert "No status has changed since." in shown


def test_long_and_hostile_asks_still_fit() -> None:
    asks = [ask("<&>" * 400, update_words="<&>" * 400, item="<&>" * 400) for _ in range(30)]
    message = board_message(BoardNow(DUE, digest_of(asks=asks, group="<&>" * 400), DUE, None))
    assert message_faults(message) == []
    assert "+24 more" in read_blocks(message["blocks"])
