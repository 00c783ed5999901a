"""When the support officer is asked what came of a meeting, and reminded of a digest that is held."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from bot.rules.board_news import OpenMeeting, rides_until
from bot.rules.digest_sending import SentDigest, Sitting
from schedules.after_board import plan, reminders
from tests.digests import BOARD_DAY, contact, meeting, ways

SUPPORT = contact(14, "Kirsty Muir", "U14", post="Community Planning Manager")
OFF_SLACK = contact(15, "Elspeth Gunn")
OVER = OpenMeeting(7, BOARD_DAY, is_held=False, counts=True, open_asks=2)
FRIDAY = datetime(2026, 12, 4, 9, tzinfo=UTC)
"""The day after the Board of Thursday 3 December."""

A_DAY = timedelta(days=1)


def asked(
    at: datetime, of: OpenMeeting = OVER, support: Any = SUPPORT, **own: Any
) -> list[tuple[str, str, bool]]:
    return [
        (line.subject, line.occasion, line.facts["again"]) for line in plan([of], support, ways(**own), at)
    ]


def test_it_is_asked_on_the_next_working_day_and_once_a_week_after() -> None:
    assert asked(FRIDAY - A_DAY) == []
    assert asked(FRIDAY) == asked(FRIDAY + 6 * A_DAY) == [("meeting 7", "week 0", False)]
    assert asked(FRIDAY + 7 * A_DAY) == [("meeting 7", "week 1", True)]
    assert asked(FRIDAY, closed_days=["2026-12-04"]) == []
    assert asked(FRIDAY + 3 * A_DAY, closed_days=["2026-12-04"]) == [("meeting 7", "week 0", False)]


def test_a_meeting_of_which_all_is_said_is_not_asked_about() -> None:
    assert asked(FRIDAY, replace(OVER, open_asks=0)) == [("meeting 7", "week 0", False)]
    assert asked(FRIDAY, replace(OVER, open_asks=0, is_held=True)) == []
    assert asked(FRIDAY, replace(OVER, open_asks=0, counts=False)) == []
    assert asked(FRIDAY, replace(OVER, is_held=True)) == [("meeting 7", "week 0", False)]


def test_a_meeting_from_before_the_register_was_kept_here_is_not_asked_about() -> None:
    assert asked(FRIDAY, created_at=FRIDAY) == []


def test_nobody_is_asked_where_the_support_officer_cannot_be_written_to() -> None:
    assert asked(FRIDAY, support=OFF_SLACK) == asked(FRIDAY, support=None) == []


def test_a_held_digest_reminds_each_day_from_its_own_until_the_meeting() -> None:
    due = datetime(2026, 11, 26, 9, tzinfo=UTC)

    def reminded(at: datetime, **fields: Any) -> list[str]:
        sitting = Sitting(meeting(), "CPP Board", (), **({"held": True} | fields))
        return [line.occasion for line in reminders([sitting], SUPPORT, ways(), at)]

    assert reminded(due - A_DAY) == []
    assert reminded(due) == ["2026-11-26"]
    assert reminded(due + A_DAY) == ["2026-11-27"]
    assert reminded(datetime(2026, 12, 3, 14, tzinfo=UTC)) == []
    assert reminded(due, held=False) == reminded(due, sent=SentDigest(BOARD_DAY, "14:00", 1)) == []


def test_an_outcome_waits_five_working_days_for_another_message() -> None:
    assert rides_until(date(2026, 11, 20), ways().calendar) == date(2026, 11, 27)
