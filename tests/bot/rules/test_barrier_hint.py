"""What somebody's words say is waited for, so that help can be offered."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules.barrier_hint import barrier_in, help_is_welcome


@pytest.mark.parametrize(
    ("words", "barrier"),
    [
        ("waiting on funding", "funding"),
        ("Waiting for the data agreement.", "the data agreement"),
        ("Pilot held  up by NHS data; the rest goes well", "NHS data"),
        ("stuck on who pays!", "who pays"),
        ("it depends on the\tcollege", "the college"),
        ("all well\nblocked by two vacancies\nback soon", "two vacancies"),
        ("delayed until March, ", "March"),
    ],
)
def test_what_is_waited_for_is_found(words: str, barrier: str) -> None:
    assert barrier_in(words) == barrier


@pytest.mark.parametrize(
    "words", ["", "all well", "we are waiting", "waiting on", "await on news", "waiting on a", "dependent"]
)
def test_words_that_name_nothing_are_no_barrier(words: str) -> None:
    assert barrier_in(words) is None


@given(st.text(max_size=300))
def test_no_words_break_it_and_what_it_finds_fits_a_line(words: str) -> None:
    found = barrier_in(words)
    assert found is None or (len(found) <= 60 and "\n" not in found)


@pytest.mark.parametrize(
    ("words", "status", "welcome"),
    [
        ("waiting on funding", "on_track", True),
        ("waiting on funding", None, True),
        ("two tutors left", "off_track", True),
        ("two tutors left", "at_risk", True),
        ("two tutors left", "on_track", False),
        ("  ", "off_track", False),
        ("", None, False),
    ],
)
def test_help_is_offered_where_something_is_waited_for_or_the_status_is_troubled(
    words: str, status: str | None, welcome: bool
) -> None:
    assert help_is_welcome(words, status) == welcome
