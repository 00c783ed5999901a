"""`loip digest`: one meeting's digest as it stands, or the meetings there are."""

from datetime import UTC, date, datetime

from schedules.digest_on_demand import show_digest
from storage.engine import Database
from storage.records import id_of
from tests.builders import RegisterBuilder

NOW = datetime(2026, 11, 26, 9, tzinfo=UTC)


def test_a_meeting_of_no_group_or_without_a_day_has_no_digest_and_those_to_come_are_listed(
    database: Database,
) -> None:
    register = RegisterBuilder(database)
    board = register.group("CPP Board", kind="board", digest=True)
    coming = register.meeting(board, date(2026, 12, 3))
    register.meeting(board, date(2026, 9, 10), state="held")
    conference = register.meeting(None, date(2026, 12, 8))
    undated = register.meeting(board, date(2027, 3, 4), earliest=None, latest=None, precision="none")

    for wrong in (id_of(conference), id_of(undated), 0):
        lines, is_there = show_digest(database, register.partnership, wrong, NOW)
        assert not is_there
        assert lines == [
            "No digest can be made for that id. These meetings are to come:",
            f"  CPP Board, Thu 3 Dec: --meeting {id_of(coming)}",
        ]
    shown, is_there = show_digest(database, register.partnership, id_of(coming), NOW)
    assert is_there
    assert shown[0].startswith("Board · Thu 3 Dec")
