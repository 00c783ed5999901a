"""Until when a question may be put off, and whether it still is."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.rules.snoozing import (
    CLOSED,
    FORTNIGHT,
    LIMIT,
    PAPERS,
    UNTIL_PAPERS,
    WEEK,
    Bounds,
    Snoozing,
    is_snoozed,
    kept_within,
    next_closing,
    offered,
    snoozed_until,
)
from bot.rules.workdays import Calendar
from storage.records.glance import SnoozeGlance

MONDAY = date(2026, 11, 2)
CLOSING = date(2026, 11, 19)
CALENDAR = Calendar("GB-SCT")


def until(day: date, closing: date | None = None, limit: int = 28) -> Snoozing | None:
    return snoozed_until(day, Bounds(MONDAY, closing, limit), CALENDAR)


def test_a_question_comes_back_on_the_day_wished() -> None:
    assert until(date(2026, 11, 12), CLOSING) == Snoozing(date(2026, 11, 12))


def test_a_snooze_never_passes_the_closing_of_the_papers() -> None:
    assert until(date(2026, 11, 20), CLOSING) == Snoozing(CLOSING, PAPERS)
    assert until(CLOSING, CLOSING) == Snoozing(CLOSING)


def test_papers_that_close_on_a_day_nobody_works_are_asked_for_before_it() -> None:
    assert until(date(2026, 11, 30), date(2026, 11, 15)) == Snoozing(date(2026, 11, 13), PAPERS)


def test_a_question_comes_back_on_a_working_day() -> None:
    assert until(date(2026, 11, 14)) == Snoozing(date(2026, 11, 16), CLOSED)


def test_without_a_board_a_question_waits_no_longer_than_the_limit() -> None:
    assert until(date(2027, 6, 1)) == Snoozing(date(2026, 11, 27), LIMIT), (
        "Monday the 30th is St Andrew's Day"
    )


def test_nothing_is_put_off_to_today_or_the_past_nor_once_papers_close_today() -> None:
    assert until(MONDAY) is None
    assert until(MONDAY - timedelta(days=3)) is None
    assert until(date(2026, 11, 12), closing=MONDAY) is None


def test_the_days_offered_by_name_are_never_two_of_one_day() -> None:
    assert offered(Bounds(MONDAY, CLOSING, 28), CALENDAR) == {
        WEEK: date(2026, 11, 9),
        FORTNIGHT: date(2026, 11, 16),
        UNTIL_PAPERS: CLOSING,
    }
    assert offered(Bounds(MONDAY, date(2026, 11, 9), 28), CALENDAR) == {WEEK: date(2026, 11, 9)}
    assert offered(Bounds(MONDAY, date(2026, 11, 5), 28), CALENDAR) == {UNTIL_PAPERS: date(2026, 11, 5)}
    assert offered(Bounds(MONDAY, MONDAY, 28), CALENDAR) == {}


def test_the_next_closing_is_the_first_still_to_come() -> None:
    days = [date(2026, 9, 1), None, CLOSING, date(2027, 2, 1)]
    assert next_closing(days, MONDAY) == CLOSING
    assert next_closing(days, CLOSING) == CLOSING
    assert next_closing([None], MONDAY) is None


def test_a_question_is_put_off_until_the_day_and_asked_on_it() -> None:
    snooze = SnoozeGlance(1, 1, 1, date(2026, 11, 12), datetime(2026, 11, 2, tzinfo=UTC))
    assert is_snoozed(snooze, date(2026, 11, 11))
    assert not is_snoozed(snooze, date(2026, 11, 12))
    assert not is_snoozed(None, MONDAY)


def test_a_snooze_ends_by_the_first_closing_since_it_was_begun() -> None:
    snooze = SnoozeGlance(1, 1, 1, date(2026, 11, 16), datetime(2026, 11, 2, tzinfo=UTC))
    closings = [date(2026, 9, 1), date(2026, 11, 10), CLOSING, None]
    assert kept_within(snooze, MONDAY, closings, CALENDAR).until == date(2026, 11, 10)
    assert kept_within(snooze, MONDAY, [date(2026, 11, 15)], CALENDAR).until == date(2026, 11, 13)
    assert kept_within(snooze, MONDAY, [CLOSING], CALENDAR) == snooze
    assert kept_within(snooze, MONDAY, [], CALENDAR) == snooze


DAYS = st.dates(date(2026, 1, 1), date(2027, 12, 31))


@given(DAYS, DAYS, st.none() | DAYS, st.integers(1, 60))
def test_every_snooze_ends_on_a_working_day_to_come_and_before_papers_close(
    today: date, wished: date, closing: date | None, limit: int
) -> None:
    snoozing = snoozed_until(wished, Bounds(today, closing, limit), CALENDAR)
    if snoozing is None:
        return
    assert snoozing.until > today
    assert CALENDAR.is_working_day(snoozing.until)
    assert closing is None or snoozing.until <= closing
    assert (snoozing.until - today).days <= limit
    assert snoozing.why is not None or snoozing.until == wished
