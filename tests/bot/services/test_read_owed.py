"""What groups owe is shown on the Board's page, in its digest's thread, on Home and in their lead officers' week."""

from datetime import date, timedelta
from typing import Any

from bot.practice.reading import read_blocks
from bot.rules.digest_value import from_json, to_json
from bot.rules.home import OWED, Front, HomeList, Look
from bot.rules.keeping import KeptRow
from bot.services.compose_letter import compose
from bot.services.read_home import read_home
from bot.services.read_owed import owed_by_groups
from bot.services.read_subject import read_one
from bot.services.show_board import show_board
from bot.views.board import board_message
from bot.views.digest import digest_messages
from bot.views.home import home
from schedules.tick import tick
from storage.engine import Database
from storage.records import Duty, Group, Outbox, Risk, id_of
from storage.unit_of_work import reading
from tests.bot.services.keeper import Keeper
from tests.bot.views.samples import assert_slack_takes
from tests.builders import MONDAY, RegisterBuilder

BOARD_DAY = date(2026, 11, 27)
LINE = "Outcome Delivery Group: 6 monthly report (1 Apr to 30 Sep)"


def owing(register: RegisterBuilder, board: Group, group: Group, **fields: Any) -> Duty:
    due: dict[str, Any] = {
        "earliest": BOARD_DAY,
        "latest": BOARD_DAY,
        "precision": "day",
        "cadence": "six_monthly",
    }
    said = {"words": "6 monthly report", "period_words": "1 Apr to 30 Sep", "to_group_id": id_of(board)}
    return register.add(Duty(group_id=id_of(group), **due | said | fields))


def test_the_boards_page_and_the_digests_thread_say_what_is_owed_and_the_first_message_does_not(
    clerk: Keeper,
) -> None:
    register = clerk.register
    board, group = register.board(), register.group("Outcome Delivery Group")
    register.meeting(board, BOARD_DAY)
    owing(register, board, group)
    now = show_board(register.database, register.ways, register.at)
    assert now.coming is not None
    said = f"Owed to this Board\n• {LINE}, due Fri 27 Nov"
    assert said in read_blocks(board_message(now)["blocks"])
    assert from_json(to_json(now.coming)) == now.coming
    first, *thread = digest_messages(now.coming)
    assert "Owed" not in read_blocks(first["blocks"])
    assert said in "\n".join(read_blocks(part["blocks"]) for part in thread)


def test_the_support_officers_home_lists_reports_and_reviews_with_whom_to_speak_to(clerk: Keeper) -> None:
    register = clerk.register
    board, group = register.board(), register.group("Outcome Delivery Group", review_on=date(2026, 10, 30))
    register.contact("Rory", "U7", post="Group Lead", roles=[("lead_officer", group)])
    owing(register, board, group)
    register.add(Risk(words="The data agreement lapses", review_on=date(2026, 10, 29)))
    read = (register.database, register.ways, register.person(clerk.contact))
    front, listed = (read_home(*read, Look(name), register.at) for name in ("", OWED))
    assert isinstance(front, Front)
    assert isinstance(listed, HomeList)
    shown = home(front, register.ways, register.at.date(), "k")
    words = read_blocks(shown["blocks"])
    assert "Reports and reviews owed: 3" in words
    assert f"• {LINE}, due Fri 27 Nov. Speak to: Group Lead" in words
    assert (
        "• Outcome Delivery Group: a review of its membership, was due Fri 30 Oct. Speak to: Group Lead"
        in words
    )
    assert "• The data agreement lapses: its review, was due Thu 29 Oct" in words
    assert_slack_takes(
        {"text": "Home", "blocks": home(listed, register.ways, register.at.date(), "k")["blocks"]}
    )


def test_it_is_gone_once_it_is_done_and_the_next_is_offered(clerk: Keeper) -> None:
    board, group = clerk.register.board(), clerk.register.group("Outcome Delivery Group")
    row = id_of(owing(clerk.register, board, group))
    kept = clerk.edits("duties", row, done_on="2 November 2026")
    assert isinstance(kept, KeptRow)
    assert kept.notes[0].startswith("The next would be due Thu 27 May 2027.")
    read = (clerk.register.database, clerk.register.ways, clerk.register.person(clerk.contact))
    front = read_home(*read, Look(), clerk.register.at)
    assert isinstance(front, Front)
    assert next(queue.total for queue in front.queues if queue.name == OWED) == 0
    clerk.edits("duties", row, done_on="", when="3 June 2027")
    assert clerk.one(Duty, row)["done_on"] is None


def test_the_groups_lead_officer_reads_of_it_in_the_weeks_message_and_gets_none_for_it_alone(
    database: Database,
) -> None:
    register = RegisterBuilder(database, at=MONDAY - timedelta(hours=1))
    board, group = register.board(), register.group("Outcome Delivery Group")
    owing(register, board, group)
    lead = register.contact("Rory Baird", "U1", post="Group Lead", roles=[("lead_officer", group)])
    register.contact("Una Weir", "U2", roles=[("lead_officer", group)])
    register.action("CPP-01", "Cash First", officer=lead)
    tick(database, MONDAY)
    with reading(database) as look:
        of_register = look.register(register.id)
        (row,) = of_register.rows.all(Outbox)
        letter = compose(of_register, row, MONDAY)
    assert row.contact_id == lead.id
    assert letter is not None
    said = "• From your group (Outcome Delivery Group) to the Board, due Fri 27 Nov: 6 monthly report (1 Apr to 30 Sep)"
    assert said in read_blocks(letter["blocks"])


def test_a_page_does_not_say_a_no_that_nobody_said(clerk: Keeper) -> None:
    action, group = clerk.register.action("CPP-01"), clerk.register.group("Task Group")
    quick, board = clerk.register.action("CPP-02", quick_win=True), clerk.register.board()

    def labels(table: str, row_id: int) -> dict[str, str]:
        person = clerk.register.person(clerk.contact)
        read = read_one(
            clerk.register.database, clerk.register.ways, person, table, row_id, clerk.register.at
        )
        assert read is not None
        return dict(read.fields)

    assert "A quick win" not in labels("actions", id_of(action))
    assert labels("actions", id_of(quick))["A quick win"] == "Yes"
    assert "Its chair gets the digest" not in labels("groups", id_of(group))
    assert labels("groups", id_of(board))["Its chair gets the digest"] in ("Yes", "No")
    assert clerk.form("actions", id_of(action), is_full=True).entries["quick_win"] == "no"


def test_what_has_no_day_stands_on_home_and_is_told_the_lead_officer_only_as_a_board_comes(
    clerk: Keeper,
) -> None:
    register = clerk.register
    board, group = register.board(), register.group("Outcome Delivery Group")
    lead = register.contact("Rory", "U7", post="Group Lead", roles=[("lead_officer", group)])
    nowhere = {"earliest": None, "latest": None, "precision": "none", "cadence": "regular_intervals"}
    owing(register, board, group, **nowhere, words="A report", period_words=None)
    fronts = [
        read_home(register.database, register.ways, register.person(each), Look(), register.at)
        for each in (clerk.contact, lead)
    ]
    whole = [read_blocks(home(each, register.ways, register.at.date(), "k")["blocks"]) for each in fronts]
    assert (
        "• Outcome Delivery Group: a report, at regular intervals (no day set). Speak to: Group Lead"
        in whole[0]
    )
    assert "• To the Board: a report, at regular intervals (no day set)" in whole[1]
    register.meeting(board, BOARD_DAY)
    with reading(register.database) as look:
        led = {id_of(group)}
        told = [
            len(owed_by_groups(look.register(register.id), led, BOARD_DAY - timedelta(days=days)))
            for days in (15, 14, 0, -1)
        ]
    assert told == [0, 1, 1, 0]
