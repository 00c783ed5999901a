"""When the clock may ask again: what is told is kept, and whoever answers within the week is heard at every Board."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules.asking_again import BoardDay, next_ask, nudge_on
from bot.rules.freshness import BEFORE_BOARD_DAYS, Situation, is_unconfirmed, papers_are_near, reasons_on
from bot.rules.workdays import Calendar
from tests.bot.rules.glances import TODAY, situation

SCOTLAND = Calendar("GB-SCT")
MONDAY = 0
LIMIT = 28
_DAY = timedelta(days=1)

days = st.dates(date(2024, 1, 1), date(2030, 12, 31))
weekdays = st.integers(0, 6)


@st.composite
def board_days(draw: st.DrawFn, first: date) -> tuple[BoardDay, ...]:
    """Boards after a day, each a month or more after the one before, their papers closing up to three weeks before."""
    found, on = [], first
    for _ in range(draw(st.integers(0, 4))):
        on = SCOTLAND.next_working_day(on + timedelta(days=draw(st.integers(28, 70))))
        papers = draw(st.none() | st.integers(1, 21))
        found.append(BoardDay(on, on - timedelta(days=papers) if papers is not None else None))
    return tuple(found)


def day_to_come(day: date, now: Situation, boards: Sequence[BoardDay]) -> Situation:
    """What the bot goes by on that day, if every Board is held on its own."""
    last = max((board.on for board in boards if board.on < day), default=now.last_board_on)
    coming = next((board for board in boards if board.on >= day), None)
    near = papers_are_near(day, coming.papers_due if coming else None, SCOTLAND)
    return replace(
        now, today=day, last_board_on=last, papers_near=near, board_on=coming.on if coming else None
    )


def nudges(first: date, last: date, nudge_day: int) -> list[date]:
    """The days of the weekly nudges from one day to another."""
    nominal = first - timedelta(days=(first.weekday() - nudge_day) % 7)
    found = []
    while nominal <= last:
        day = nudge_on(nominal, SCOTLAND)
        if day is not None and first <= day <= last:
            found.append(day)
        nominal += timedelta(days=7)
    return found


# -- what is told


def test_the_next_ask_is_the_last_nudge_before_the_limit_is_over() -> None:
    # Heard of on Monday 16 November: on Monday 7 December that is 21 days ago, on the 14th it is 28.
    assert next_ask(TODAY, situation(), (), SCOTLAND, MONDAY, ()) == date(2026, 12, 14)


def test_a_nudge_put_off_by_a_holiday_asks_on_its_own_day_and_not_a_week_later() -> None:
    # Monday 28 December is a holiday in Scotland, so that week's nudge comes on the Tuesday, the 22nd day.
    heard_on = date(2026, 12, 7)
    assert next_ask(heard_on, situation(today=heard_on), (), SCOTLAND, MONDAY, ()) == date(2026, 12, 29)


def test_a_board_the_word_would_not_last_to_is_asked_for_at_the_first_nudge_near_it() -> None:
    # 18 days before Thursday 17 December is a Sunday; Monday 30 November is St Andrew's Day, so the nudge is Tuesday's.
    board = BoardDay(date(2026, 12, 17), date(2026, 12, 3))
    assert next_ask(TODAY, situation(), [board], SCOTLAND, MONDAY, ()) == date(2026, 12, 1)
    sooner = BoardDay(date(2026, 12, 10), date(2026, 11, 26))
    assert next_ask(TODAY, situation(), [sooner], SCOTLAND, MONDAY, ()) == date(2026, 12, 14)


def test_papers_of_the_next_board_are_asked_for_once_a_board_has_met_since() -> None:
    boards = [BoardDay(date(2026, 11, 19)), BoardDay(date(2027, 1, 14), date(2026, 12, 17))]
    # The window of ten working days before Thursday 17 December opens on Thursday the 3rd.
    assert next_ask(TODAY, situation(), boards, SCOTLAND, MONDAY, ()) == date(2026, 12, 7)
    after = TODAY + timedelta(days=4)
    assert next_ask(after, situation(today=after), boards, SCOTLAND, MONDAY, ()) == date(2026, 12, 14)


@pytest.mark.parametrize("reminder", [date(2026, 11, 14), date(2026, 11, 15), TODAY])
def test_a_reminder_of_today_or_before_is_not_to_come(reminder: date) -> None:
    assert next_ask(TODAY, situation(), (), SCOTLAND, MONDAY, [reminder]) == date(2026, 12, 14)


def test_a_reminder_comes_on_a_working_day_even_where_its_own_day_is_over() -> None:
    saturday, sunday = date(2026, 11, 21), date(2026, 11, 22)
    assert next_ask(TODAY, situation(), (), SCOTLAND, MONDAY, [saturday]) == date(2026, 11, 23)
    assert next_ask(sunday, situation(today=sunday), (), SCOTLAND, MONDAY, [saturday]) == date(2026, 11, 23)


@given(st.data(), days, st.integers(1, 60), weekdays, st.lists(st.integers(-30, 90), max_size=4))
def test_nobody_is_asked_before_the_day_they_were_told(
    data: st.DataObject, heard_on: date, limit: int, nudge_day: int, ahead: list[int]
) -> None:
    boards = data.draw(board_days(heard_on - timedelta(days=40)))
    held = max((board.on for board in boards if board.on < heard_on), default=None)
    to_come = [board for board in boards if board.on >= heard_on]
    now = replace(situation(limit_days=limit, last_board_on=held), today=heard_on)
    reminders = [heard_on + timedelta(days=each) for each in ahead]
    told = next_ask(heard_on, now, to_come, SCOTLAND, nudge_day, reminders)
    assert told > heard_on
    assert SCOTLAND.is_working_day(told)
    for day in nudges(heard_on + _DAY, told - _DAY, nudge_day):
        assert reasons_on(heard_on, False, day_to_come(day, now, to_come)) == ()
    assert not any(heard_on < SCOTLAND.next_working_day(day) < told for day in reminders)


@given(days, st.integers(1, 60), weekdays)
def test_without_a_board_or_a_reminder_the_day_that_is_told_is_the_day_one_is_asked(
    heard_on: date, limit: int, nudge_day: int
) -> None:
    now = situation(today=heard_on, limit_days=limit)
    told = next_ask(heard_on, now, (), SCOTLAND, nudge_day, ())
    assert reasons_on(heard_on, False, replace(now, today=told)) != ()


# -- what it is for


@given(
    st.data(), days, weekdays, st.integers(BEFORE_BOARD_DAYS, 120), st.lists(st.integers(0, 6), min_size=1)
)
def test_an_action_that_is_answered_within_a_week_of_each_asking_is_never_unconfirmed_at_a_board(
    data: st.DataObject, heard_on: date, nudge_day: int, limit: int, delays: list[int]
) -> None:
    boards = data.draw(board_days(heard_on))
    now = situation(today=heard_on, limit_days=limit)
    words = [heard_on]
    for day in nudges(heard_on + _DAY, boards[-1].on if boards else heard_on, nudge_day):
        there = words[-1] <= day
        if there and reasons_on(words[-1], False, day_to_come(day, now, boards)):
            words.append(day + timedelta(days=delays[len(words) % len(delays)]))
    for board in boards:
        last = max(word for word in words if word <= board.on)
        assert not is_unconfirmed(last, board.on, limit)


@given(days, st.lists(st.integers(0, 6), min_size=1), st.integers(12, 120))
def test_without_closed_days_every_word_is_asked_for_anew_while_the_last_one_stands(
    heard_on: date, delays: list[int], limit: int
) -> None:
    word, now = heard_on, situation(limit_days=limit)
    monday = heard_on + timedelta(days=(MONDAY - heard_on.weekday()) % 7)
    for number in range(30):
        today = monday + timedelta(days=7 * number)
        if word < today and reasons_on(word, False, replace(now, today=today)):
            assert not is_unconfirmed(word, today, limit)
            word = today + timedelta(days=delays[number % len(delays)])
