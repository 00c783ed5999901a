"""A partnership's own ways: its clock, its working days, its status key, and when people are written to."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules.status import DEFAULT_KEY
from bot.rules.ways import WORKING_HOURS, Ways, ways_of, writing_time
from storage.records import Meeting, Partnership

LONDON = ZoneInfo("Europe/London")
ZONES = [
    "Europe/London",
    "Asia/Tokyo",
    "America/New_York",
    "Pacific/Auckland",
    "Asia/Kolkata",
    "Pacific/Apia",
]


def ways(**fields: Any) -> Ways:
    created = datetime(2026, 11, 2, tzinfo=UTC)
    return ways_of(Partnership(code="inv", name="Inverlath", created_at=created, **fields))


def local(moment: datetime, zone: str = "Europe/London") -> str:
    return moment.astimezone(ZoneInfo(zone)).strftime("%a %d %b %H:%M")


def test_a_partnership_without_a_key_of_its_own_has_the_default_one() -> None:
    assert ways().key == DEFAULT_KEY


def test_a_partnerships_own_words_and_closed_days_are_read() -> None:
    own = ways(
        status_key=[{"status": "at_risk", "word": "Slipping", "symbol": "🟡", "colours": ["amber"]}],
        closed_days=["2026-11-27"],
    )
    assert own.key.label("at_risk") == "🟡 Slipping"
    assert own.key.word("on_track") == "On track"
    assert not own.calendar.is_working_day(date(2026, 11, 27))


@pytest.mark.parametrize(
    "wrong",
    [
        {"closed_days": ["27 November"]},
        {"status_key": [{"status": "green", "word": "Green", "symbol": ""}]},
    ],
)
def test_what_an_import_would_have_refused_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"27 November|green"):
        ways(**wrong)


def test_the_partnerships_day_begins_at_its_own_midnight() -> None:
    assert ways().day_of(datetime(2026, 7, 1, 23, 30, tzinfo=UTC)) == date(2026, 7, 2)
    assert ways().day_of(datetime(2026, 12, 1, 23, 30, tzinfo=UTC)) == date(2026, 12, 1)


def test_an_hour_on_the_wall_is_the_same_hour_in_summer_and_winter() -> None:
    assert ways().at_hour(date(2026, 7, 6), 9) == datetime(2026, 7, 6, 8, tzinfo=UTC)
    assert ways().at_hour(date(2026, 11, 2), 9) == datetime(2026, 11, 2, 9, tzinfo=UTC)


def test_an_hour_that_is_skipped_in_spring_is_the_hour_after_it() -> None:
    assert local(ways().at_hour(date(2026, 3, 29), 1)) == "Sun 29 Mar 02:00"


def test_an_hour_that_comes_twice_in_october_is_the_first_of_them() -> None:
    assert ways().at_hour(date(2026, 10, 25), 1) == datetime(2026, 10, 25, 0, tzinfo=UTC)


def test_the_situation_of_a_day_knows_the_last_board_and_whether_papers_are_near() -> None:
    held = Meeting(latest=date(2026, 9, 10), state="held")
    coming = Meeting(latest=date(2026, 12, 3), papers_due=date(2026, 11, 19))
    now = ways(freshness_days=14).situation(datetime(2026, 11, 16, 9, tzinfo=UTC), held, coming)
    assert (now.today, now.last_board_on, now.papers_near, now.limit_days) == (
        date(2026, 11, 16),
        date(2026, 9, 10),
        True,
        14,
    )
    quiet = ways().situation(datetime(2026, 11, 16, 9, tzinfo=UTC), None, None)
    assert (quiet.last_board_on, quiet.papers_near) == (None, False)


# -- when a person is written to


def test_a_person_in_the_partnerships_own_zone_is_written_to_at_the_nudge_hour() -> None:
    monday = date(2026, 11, 16)
    assert local(writing_time(ways(), monday, None)) == "Mon 16 Nov 09:00"
    assert local(writing_time(ways(nudge_hour=14), monday, "Europe/London")) == "Mon 16 Nov 14:00"


def test_both_clock_changes_leave_the_hour_alone() -> None:
    for monday in (date(2026, 3, 23), date(2026, 3, 30), date(2026, 10, 19), date(2026, 10, 26)):
        assert local(writing_time(ways(), monday, None)).endswith("09:00")


def test_a_person_whose_clocks_change_on_another_day_is_still_written_to_in_the_morning() -> None:
    # New York goes forward three weeks before London: nine in London is five there, then four again.
    for monday in (date(2026, 3, 2), date(2026, 3, 9), date(2026, 3, 30)):
        at = writing_time(ways(), monday, "America/New_York")
        assert local(at, "America/New_York").endswith("09:00")
        assert at.astimezone(ZoneInfo("America/New_York")).date() == monday


def test_a_person_for_whom_the_day_is_over_is_written_to_the_next_morning() -> None:
    at = writing_time(ways(), date(2026, 11, 16), "Asia/Tokyo")
    assert local(at, "Asia/Tokyo") == "Tue 17 Nov 09:00"


def test_the_next_morning_is_not_a_saturday_nor_a_holiday() -> None:
    friday = date(2026, 11, 20)
    assert local(writing_time(ways(), friday, "Asia/Tokyo"), "Asia/Tokyo") == "Mon 23 Nov 09:00"
    before_saint_andrews = date(2026, 11, 27)
    assert local(writing_time(ways(nudge_hour=20), before_saint_andrews, None)) == "Tue 01 Dec 09:00"


def test_an_hour_before_work_waits_for_nine() -> None:
    assert local(writing_time(ways(nudge_hour=6), date(2026, 11, 16), None)) == "Mon 16 Nov 09:00"


@pytest.mark.parametrize("zone", ["Nowhere/Land", "", "../../etc/passwd", "US/Somewhere Else"])
def test_a_zone_this_machine_does_not_know_is_taken_for_the_partnerships_own(zone: str) -> None:
    assert local(writing_time(ways(), date(2026, 11, 16), zone)) == "Mon 16 Nov 09:00"


@given(st.dates(date(2020, 1, 1), date(2035, 12, 31)), st.integers(0, 23), st.sampled_from(ZONES))
def test_nobody_is_written_to_outside_their_own_working_hours_or_long_after(
    day: date, hour: int, zone: str
) -> None:
    own = ways(nudge_hour=hour, holidays="none")
    at = writing_time(own, day, zone)
    first, last = WORKING_HOURS
    assert first <= at.astimezone(ZoneInfo(zone)).hour < last
    assert at.utcoffset() == timedelta(0)
    assert timedelta(0) <= at - own.at_hour(day, hour) < timedelta(days=4)
