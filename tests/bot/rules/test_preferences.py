"""When a person is written to: as they like it, never outside their hours, never less than is required."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from bot.rules.preferences import (
    LEAST_HOURS,
    begins_early,
    day_for,
    hours_left,
    leaves_enough,
    open_from,
    preferred_time,
    quiet_hours,
)
from bot.rules.ways import WORKING_HOURS, zone_of
from bot.rules.workdays import Calendar
from tests.bot.rules.glances import contact, instants
from tests.schedules.ways import some_ways

MONDAY = date(2026, 11, 16)
HOURS = st.none() | st.integers(0, 23)
CHANGES = st.sampled_from([datetime(2026, 3, 29, tzinfo=UTC), datetime(2026, 10, 25, tzinfo=UTC)])
AROUND = st.builds(lambda day, minutes: day + timedelta(minutes=minutes), CHANGES, st.integers(-4000, 4000))
ZONES = st.sampled_from([None, "Europe/London", "America/New_York", "Pacific/Auckland"])


def test_quiet_hours_may_go_over_midnight() -> None:
    assert quiet_hours(22, 2) == {22, 23, 0, 1}
    assert quiet_hours(9, 9) == quiet_hours(None, 9) == frozenset()


@given(HOURS, HOURS)
def test_quiet_hours_never_leave_less_than_two_working_hours(first: int | None, last: int | None) -> None:
    left = hours_left(first, last)
    assert len(left) >= LEAST_HOURS
    assert set(left) <= set(range(*WORKING_HOURS))
    assert leaves_enough(first, last) == (
        left == tuple(h for h in range(*WORKING_HOURS) if h not in quiet_hours(first, last))
    )


@given(AROUND | instants(2026, 2027), ZONES, HOURS, HOURS, st.none() | st.integers(9, 16), st.integers(0, 23))
def test_nobody_is_written_to_in_a_quiet_hour_whatever_the_clocks_do(
    now: datetime, zone: str | None, first: int | None, last: int | None, wished: int | None, hour: int
) -> None:
    ways = some_ways(nudge_hour=hour)
    who: Any = contact(1, time_zone=zone, quiet_from=first, quiet_to=last, nudge_hour=wished)
    moment = open_from(ways, max(preferred_time(ways, ways.day_of(now), who), now), who)
    local = moment.astimezone(zone_of(zone) or ways.zone)
    assert moment >= now
    assert local.hour in hours_left(first, last)
    assert ways.calendar.is_working_day(local.date())


def test_the_hour_somebody_likes_is_on_their_own_clock() -> None:
    at = preferred_time(some_ways(), MONDAY, contact(1, nudge_hour=14))
    in_new_york = preferred_time(some_ways(), MONDAY, contact(1, nudge_hour=14, time_zone="America/New_York"))
    assert (at.hour, in_new_york.hour) == (14, 19)


def test_an_hour_before_the_partnerships_own_may_be_liked_within_working_hours() -> None:
    late = some_ways(nudge_hour=13)
    early, usual, later = (contact(1, nudge_hour=hour) for hour in (10, None, 15))
    assert [preferred_time(late, MONDAY, who).hour for who in (early, usual, later)] == [10, 13, 15]
    assert [begins_early(late, MONDAY, who) for who in (early, usual, later)] == [True, False, False]
    assert preferred_time(late, MONDAY, contact(1, nudge_hour=6)).hour == 9


def test_quiet_mornings_are_left_for_the_afternoon() -> None:
    assert preferred_time(some_ways(), MONDAY, contact(1, quiet_from=8, quiet_to=13)).hour == 13


def test_the_day_somebody_likes_is_the_next_such_day_or_the_working_day_after() -> None:
    assert day_for(contact(1), MONDAY, None, Calendar()) == MONDAY
    assert day_for(contact(1, nudge_day=2), MONDAY, None, Calendar()) == date(2026, 11, 18)
    closed = Calendar(closed=frozenset({date(2026, 11, 18)}))
    assert day_for(contact(1, nudge_day=2), MONDAY, None, closed) == date(2026, 11, 19)


def test_papers_that_close_first_bring_it_forward() -> None:
    closing = date(2026, 11, 19)
    assert day_for(contact(1, nudge_day=4), MONDAY, closing, Calendar()) == date(2026, 11, 18)
    assert day_for(contact(1, nudge_day=4), closing, closing, Calendar()) == closing


@given(st.integers(0, 6), instants(2026, 2027), st.integers(0, 20))
def test_it_never_comes_after_the_papers_have_closed_nor_before_it_was_due(
    day: int, at: datetime, days: int
) -> None:
    calendar = Calendar()
    due = calendar.next_working_day(at.date())
    closing = calendar.next_working_day(due + timedelta(days=days))
    found = day_for(contact(1, nudge_day=day), due, closing, calendar)
    assert due <= found
    assert found < closing or found == due or (closing - due).days > 7
    assert calendar.is_working_day(found)
