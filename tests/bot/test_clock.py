"""The clocks: the machine's own, and one that stands still until it is moved."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.clock import Clock, MovableClock, SystemClock

START = datetime(2026, 11, 2, 9, tzinfo=ZoneInfo("Europe/London"))


def test_the_machines_clock_tells_the_time_in_utc() -> None:
    clock: Clock = SystemClock()
    before = datetime.now(UTC)
    told = clock.now()
    assert before <= told <= datetime.now(UTC)
    assert told.tzinfo is UTC


def test_a_movable_clock_stands_still_until_it_is_moved() -> None:
    clock = MovableClock(START)
    assert clock.now() == clock.now() == START
    assert clock.now().tzinfo is UTC
    clock.move_to(START + timedelta(days=1))
    assert clock.now() == START + timedelta(days=1)


def test_a_movable_clock_refuses_an_instant_without_a_zone() -> None:
    naive = START.replace(tzinfo=None)
    with pytest.raises(ValueError, match="zone"):
        MovableClock(naive)
    clock = MovableClock(START)
    with pytest.raises(ValueError, match="zone"):
        clock.move_to(naive)
    assert clock.now() == START
