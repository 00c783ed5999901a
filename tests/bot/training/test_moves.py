"""Where the clock can be moved to: what is on offer, and what somebody types."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules.ways import Ways, ways_of
from bot.training.moves import FURTHEST, Destination, NoMove, destinations, read_destination
from bot.training.when import clock_in_words
from storage.records import Meeting, Partnership
from storage.records.glance import MilestoneGlance

ZONE = ZoneInfo("Europe/London")
MONDAY = datetime(2026, 11, 2, 8, 55, tzinfo=UTC)
WAYS = ways_of(
    Partnership(code="inv", name="Inverlath", created_at=MONDAY, holidays="GB-SCT", digest_lead_days=5)
)

# The nights in which the clocks change, both ways, and the days around them.
CHANGES = [datetime(2026, 10, 25, 1, tzinfo=UTC), datetime(2027, 3, 28, 1, tzinfo=UTC)]
instants = st.one_of(
    st.integers(0, 2 * 365 * 24 * 60).map(lambda minutes: CHANGES[0] + timedelta(minutes=minutes)),
    st.builds(
        lambda change, minutes: change + timedelta(minutes=minutes),
        st.sampled_from(CHANGES),
        st.integers(-3 * 24 * 60, 3 * 24 * 60),
    ),
)
days = st.dates(date(2026, 1, 1), date(2028, 12, 31))


def _milestone(day: date | None, title: str = "Pilot agreed") -> MilestoneGlance:
    return MilestoneGlance(1, 1, title, day, day, "day" if day else "none", None, None, 0, None, None, None)


def _board(day: date, state: str = "planned", **fields: Any) -> Meeting:
    return Meeting(partnership_id=1, latest=day, earliest=day, precision="day", state=state, **fields)


def _offered(now: datetime, ways: Ways | None = WAYS, **coming: Any) -> dict[str, Destination]:
    found = destinations(now, ZONE, ways, coming.get("boards", ()), coming.get("unmet", ()))
    return {each.key: each for each in found}


def _words(offered: dict[str, Destination], now: datetime = MONDAY) -> dict[str, str]:
    return {key: each.as_move(ZONE, now).when for key, each in offered.items()}


def test_the_sample_offers_each_thing_that_is_coming_in_words() -> None:
    offered = _offered(
        MONDAY,
        boards=[_board(date(2026, 9, 10), "held"), _board(date(2026, 11, 19)), _board(date(2027, 2, 25))],
        unmet=[_milestone(date(2026, 10, 16), "Placements"), _milestone(date(2026, 11, 13))],
    )
    assert _words(offered) == {
        "hour": "Monday 2 November, 09:55",
        "day": "Tuesday 3 November, 08:55",
        "nudge": "Monday 2 November, 09:00",
        "milestone": "Thursday 12 November, 09:00 (“Pilot agreed”)",
        "digest": "Thursday 12 November, 09:00",
    }
    assert [each.label for each in offered.values()][2:] == [
        "Next weekly nudge",
        "Day before the next milestone",
        "Digest day of the next Board",
    ]


def test_another_years_day_is_said_with_its_year() -> None:
    assert _words(_offered(MONDAY, boards=[_board(date(2027, 2, 25))]))["digest"] == (
        "Thursday 18 February 2027, 09:00"
    )


def test_a_nudge_on_a_holiday_is_offered_for_the_day_it_is_moved_to() -> None:
    offered = _offered(datetime(2026, 11, 24, 12, tzinfo=UTC))
    assert _words(offered)["nudge"] == "Tuesday 1 December, 09:00"  # the Monday is Saint Andrew's Day


def test_a_cancelled_board_a_met_eve_and_an_undated_milestone_are_not_offered() -> None:
    offered = _offered(
        MONDAY,
        boards=[_board(date(2026, 11, 19), "cancelled")],
        unmet=[_milestone(date(2026, 11, 3), "Tomorrow, and its eve's nine o'clock is still to come")],
    )
    assert set(offered) == {"hour", "day", "nudge", "milestone"}
    assert set(_offered(MONDAY + timedelta(minutes=5), unmet=[_milestone(date(2026, 11, 3))])) == {
        *("hour", "day", "nudge"),
    }
    assert "milestone" not in _offered(MONDAY, unmet=[_milestone(None)])


def test_without_a_register_only_an_hour_and_a_day_are_offered() -> None:
    assert list(_offered(MONDAY, ways=None)) == ["hour", "day"]


def test_a_day_is_a_day_on_the_wall_also_when_the_clocks_change() -> None:
    eve = datetime(2026, 10, 24, 8, tzinfo=UTC)  # nine in summer
    assert _words(_offered(eve), eve)["day"] == "Sunday 25 October, 09:00"
    eve = datetime(2027, 3, 27, 1, 30, tzinfo=UTC)  # half past one, which the next day has not
    assert _words(_offered(eve), eve)["day"] == "Sunday 28 March, 02:30"


def test_an_hour_is_an_hour_also_when_the_clocks_change() -> None:
    for change in CHANGES:
        before = change - timedelta(minutes=30)
        assert _offered(before)["hour"].at - before == timedelta(hours=1)


@given(instants, st.lists(days, max_size=4), st.lists(days, max_size=3))
def test_no_move_is_ever_into_the_past_or_beyond_a_year_and_the_soonest_comes_first(
    now: datetime, due: list[date], boards: list[date]
) -> None:
    found = destinations(
        now, ZONE, WAYS, [_board(day) for day in sorted(boards)], [_milestone(day) for day in sorted(due)]
    )
    assert all(now < each.at <= now + FURTHEST for each in found)
    assert [each.key for each in found[:2]] == ["hour", "day"]
    coming = [each.at for each in found[2:]]
    assert coming == sorted(coming)
    assert len({each.key for each in found}) == len(found)
    assert timedelta(hours=23) <= found[1].at - now <= timedelta(hours=25)


READ = {
    "2026-11-12": "Thursday 12 November 2026, 09:00",
    " 2026-11-12T14:30 ": "Thursday 12 November 2026, 14:30",
    "2026-11-12 14:30": "Thursday 12 November 2026, 14:30",
    "2026-11-12T14:30:00+02:00": "Thursday 12 November 2026, 12:30",
    "2026-11-02": "Monday 2 November 2026, 09:00",
    "12 Nov": "Thursday 12 November 2026, 09:00",
    "12 November 2026": "Thursday 12 November 2026, 09:00",
    "2027-07-01": "Thursday 1 July 2027, 09:00",
}


@pytest.mark.parametrize(("typed", "said"), READ.items())
def test_a_day_is_read_as_it_is_typed_and_means_nine_in_the_morning(typed: str, said: str) -> None:
    wanted = read_destination(typed, MONDAY, ZONE)
    assert isinstance(wanted, datetime)
    assert clock_in_words(wanted, ZONE, "").startswith(said)


REFUSED = {
    "2026-11-01": "That is past: the clock stands at Monday 2 November, 08:55",
    "2026-11-02T08:55": "That is past",
    "0001-01-01": "That is past",
    "2027-11-04": "more than a year ahead",
    "9999-12-31T23:59": "more than a year ahead",
    "soon": "I couldn't read “soon” as a day",
    "November": "I couldn't read",
    "2026-02-30": "I couldn't read",
    "": "I couldn't read",
}


@pytest.mark.parametrize(("typed", "why"), REFUSED.items())
def test_the_past_a_year_ahead_and_what_is_no_day_are_refused_in_words(typed: str, why: str) -> None:
    wanted = read_destination(typed, MONDAY, ZONE)
    assert isinstance(wanted, NoMove)
    assert why in wanted.why


@given(st.text(max_size=30) | st.datetimes().map(lambda when: when.isoformat()), instants)
def test_whatever_is_typed_the_clock_moves_forward_or_not_at_all(typed: str, now: datetime) -> None:
    wanted = read_destination(typed, now, ZONE)
    assert isinstance(wanted, NoMove) or now < wanted <= now + FURTHEST


def test_the_clock_is_said_with_the_place_and_what_its_zone_is_called_then() -> None:
    assert clock_in_words(MONDAY, ZONE, "Inverlath") == "Monday 2 November 2026, 08:55 in Inverlath (GMT)"
    summer = datetime(2027, 7, 1, 8, tzinfo=UTC)
    assert clock_in_words(summer, ZONE, "") == "Thursday 1 July 2027, 09:00 (BST)"
