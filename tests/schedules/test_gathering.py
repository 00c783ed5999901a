"""When a person may be written to, and which lines go together."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules.ways import WORKING_HOURS, zone_of
from schedules.gathering import CALLS_A_MESSAGE, Turn, bundles, time_to_write, turn_of
from storage.records import Line, Outbox
from tests.bot.rules.glances import contact, instants
from tests.schedules.ways import some_ways

MONDAY = date(2026, 11, 16)
NINE = datetime(2026, 11, 16, 9, tzinfo=UTC)


def line(kind: str, contact_id: int = 1) -> Line:
    return Line(kind=kind, subject="action 1", occasion="x", contact_id=contact_id, due_on=MONDAY)


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (NINE, NINE),
        (NINE + timedelta(hours=3), NINE + timedelta(hours=3)),
        (NINE + timedelta(hours=8), NINE + timedelta(days=1)),
        (NINE + timedelta(hours=20), NINE + timedelta(days=1)),
        (NINE + timedelta(days=4, hours=10), NINE + timedelta(days=7)),
        (NINE + timedelta(days=5, hours=2), NINE + timedelta(days=7)),
    ],
)
def test_a_person_is_written_to_at_once_in_working_hours_and_else_when_they_begin(
    now: datetime, expected: datetime
) -> None:
    assert time_to_write(some_ways(), MONDAY, contact(1), now) == expected


ZONES = st.sampled_from(
    ["Europe/London", "America/New_York", "Pacific/Auckland", "Asia/Kathmandu", "No/Where"]
)


@given(ZONES, st.integers(0, 23), instants(2026, 2027))
def test_nobody_is_written_to_outside_working_hours_or_in_the_past(
    zone: str, hour: int, now: datetime
) -> None:
    ways = some_ways(nudge_hour=hour)
    somebody: Any = contact(1, time_zone=zone)
    moment = time_to_write(ways, ways.day_of(now), somebody, now)
    local = moment.astimezone(zone_of(zone) or ways.zone)
    assert moment >= now
    assert WORKING_HOURS[0] <= local.hour < WORKING_HOURS[1]
    assert ways.calendar.is_working_day(local.date())


def test_everything_for_one_person_is_one_message() -> None:
    found = bundles([line("nudge"), line("milestone", 2), line("group"), line("phone")])
    assert [(bundle.contact_id, len(bundle.lines)) for bundle in found] == [(1, 3), (2, 1)]
    assert found[0].key(MONDAY) == "day 2026-11-16 contact 1"


def test_only_a_long_list_of_people_to_call_makes_another_message() -> None:
    found = bundles([line("nudge")] * 40 + [line("phone")] * (CALLS_A_MESSAGE + 1))
    assert [len(bundle.lines) for bundle in found] == [40 + CALLS_A_MESSAGE, 1]
    assert found[1].key(MONDAY) == "day 2026-11-16 contact 1 part 2"


def sent(key: str, kind: str = "message", state: str = "sent") -> Outbox:
    at = NINE - timedelta(minutes=30)
    row = Outbox(key=key, kind=kind, contact_id=1, not_before=at, created_at=at, state=state)
    row.sent_at = at if state == "sent" else None
    return row


@pytest.mark.parametrize("state", ["sent", "waiting"])
@pytest.mark.parametrize(
    "key", ["question view V1", "answer to question 7 view V2", "thanks 7", "wish view V3"]
)
def test_what_people_say_to_each_other_leaves_the_days_own_message_its_turn(key: str, state: str) -> None:
    assert turn_of(some_ways(), contact(1), NINE, [sent(key, state=state)], NINE) == Turn(at=NINE)


@pytest.mark.parametrize(
    "key", ["digest meeting 7 2026-11-26 contact 1 part 0", "preview meeting 7 2026-11-26"]
)
def test_what_the_clock_says_of_a_meeting_has_the_day_to_itself(key: str) -> None:
    assert turn_of(some_ways(), contact(1), NINE, [sent(key)], NINE) == Turn()
    assert turn_of(some_ways(), contact(1), NINE, [sent("day 2026-11-16 contact 1", "lines")], NINE) == Turn()
