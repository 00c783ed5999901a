"""How fast an app may post in a channel."""

from hypothesis import given
from hypothesis import strategies as st

from bot.practice.pace import Pace, unlimited


def test_a_burst_is_tolerated_and_the_next_message_told_to_wait() -> None:
    pace = Pace(per_second=1, burst=3)
    assert [pace.wait("C1", 0) for _ in range(4)] == [0, 0, 0, 1]


def test_a_message_a_second_is_always_taken() -> None:
    pace = Pace(per_second=1, burst=1)
    assert [pace.wait("C1", float(second)) for second in range(60)] == [0] * 60


def test_another_channel_has_a_pace_of_its_own() -> None:
    pace = Pace(per_second=1, burst=1)
    assert [pace.wait("C1", 0), pace.wait("C2", 0), pace.wait("C1", 0)] == [0, 0, 1]


def test_a_slow_pace_names_all_the_seconds_to_wait() -> None:
    pace = Pace(per_second=0.1, burst=1)
    assert [pace.wait("C1", 0), pace.wait("C1", 0), pace.wait("C1", 4.5)] == [0, 10, 6]


def test_an_unlimited_pace_refuses_nothing() -> None:
    pace = unlimited()
    assert {pace.wait("C1", 0) for _ in range(100)} == {0}


@given(st.lists(st.floats(0, 3), min_size=1, max_size=50), st.integers(1, 5))
def test_no_more_than_the_burst_and_one_a_second_ever_pass(gaps: list[float], burst: int) -> None:
    pace, now, passed = Pace(per_second=1, burst=burst), 0.0, 0
    for gap in gaps:
        now += gap
        passed += pace.wait("C1", now) == 0
    assert passed <= burst + now + 1e-6


@given(st.floats(0, 1000), st.integers(1, 5))
def test_whoever_waits_as_told_is_taken(start: float, burst: int) -> None:
    pace = Pace(per_second=0.7, burst=burst)
    while not (wait := pace.wait("C1", start)):
        pass
    assert pace.wait("C1", start + wait) == 0
