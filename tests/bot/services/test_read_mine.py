"""Reading one's own actions."""

from datetime import date, timedelta

from bot.rules.freshness import BOARD, MILESTONE, NEVER, STALE
from bot.services.read_mine import read_mine
from storage.engine import Database
from storage.records import Contact
from tests.builders import MONDAY, RegisterBuilder


def reasons_by_code(register: RegisterBuilder, contact: Contact) -> dict[str, tuple[str, ...]]:
    shown = read_mine(register.database, register.ways, register.person(contact), MONDAY)
    return {one.action.code: one.reasons for one in shown.actions}


def test_what_needs_a_word_comes_first_with_why(database: Database) -> None:
    register = RegisterBuilder(database)
    ailsa = register.contact("Ailsa Reid", "U1")
    register.action("CPP-01", officer=ailsa, heard=MONDAY - timedelta(days=2))
    register.action("CPP-02", officer=ailsa)
    register.action("CPP-03", officer=ailsa, heard=MONDAY - timedelta(days=40))
    late = register.action("CPP-04", officer=ailsa, heard=MONDAY - timedelta(days=2))
    register.milestone(late, "Pilot agreed", date(2026, 10, 30))

    found = reasons_by_code(register, ailsa)

    assert list(found) == ["CPP-02", "CPP-03", "CPP-04", "CPP-01"]
    assert found == {"CPP-01": (), "CPP-02": (NEVER,), "CPP-03": (STALE,), "CPP-04": (MILESTONE,)}


def test_papers_about_to_close_ask_for_a_word_since_the_last_board(database: Database) -> None:
    register = RegisterBuilder(database)
    ailsa, board = register.contact("Ailsa Reid", "U1"), register.board()
    register.meeting(board, date(2026, 10, 20), state="held")
    register.meeting(board, date(2026, 11, 19), papers_due=date(2026, 11, 5))
    register.action("CPP-01", officer=ailsa, heard=MONDAY - timedelta(days=14))
    register.action("CPP-02", officer=ailsa, heard=MONDAY - timedelta(days=3))

    shown = read_mine(database, register.ways, register.person(ailsa), MONDAY)

    assert [(one.action.code, one.reasons) for one in shown.actions] == [("CPP-01", (BOARD,)), ("CPP-02", ())]
    assert (shown.last_board_on, shown.papers_due) == (date(2026, 10, 20), date(2026, 11, 5))


def test_a_deputys_actions_are_theirs_too_and_finished_or_others_are_not(database: Database) -> None:
    register = RegisterBuilder(database)
    ailsa, rory = register.contact("Ailsa Reid", "U1"), register.contact("Rory Bell", "U2")
    register.action("CPP-01", officer=rory, deputy=ailsa)
    register.action("CPP-02", officer=ailsa, status="complete")
    register.action("CPP-03", officer=rory)

    shown = read_mine(database, register.ways, register.person(ailsa), MONDAY)

    assert [(one.action.code, one.as_deputy) for one in shown.actions] == [("CPP-01", True)]
