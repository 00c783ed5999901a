"""Which meeting "the first meeting in 2025" is: the first of the Board in that year, wherever it moves to."""

from dataclasses import replace
from datetime import date
from itertools import count

from hypothesis import given
from hypothesis import strategies as st

from bot.rules.dates import read_due
from bot.rules.meeting_binding import Sitting, Waiting, instead, is_by_meeting, meant, words_mean

WORDS = "final sign off scheduled for the first meeting in 2025"
YEAR = (date(2025, 1, 1), date(2025, 12, 31))
WAITS = Waiting(*YEAR, "meeting", WORDS)


@st.composite
def sittings(draw: st.DrawFn) -> list[Sitting]:
    numbers = count(1)
    days = st.dates(date(2024, 6, 1), date(2026, 6, 30))
    return [
        Sitting(next(numbers), on, board)
        for on, board in draw(st.lists(st.tuples(days, st.booleans()), max_size=6))
    ]


@given(sittings())
def test_only_the_first_board_of_the_year_is_meant(every: list[Sitting]) -> None:
    boards = [each for each in every if each.is_board and each.on.year == 2025]
    found = meant(WAITS, every)
    assert (found is None) == (not boards)
    if found is not None:
        assert found in boards
        assert all(found.on <= each.on for each in boards)


@given(sittings(), st.dates(*YEAR))
def test_once_bound_it_stays_with_that_meeting_wherever_in_the_year_it_moves(
    every: list[Sitting], to: date
) -> None:
    found = meant(WAITS, every)
    if found is None:
        return
    bound = Waiting(found.on, found.on, "meeting", "the first meeting in 2025", found.id)
    assert meant(bound, every) == found
    only = Sitting(found.id, to, is_board=True)
    assert meant(bound, [only]) == only


def test_an_earlier_meeting_entered_later_is_the_first_then() -> None:
    march, february = Sitting(1, date(2025, 3, 14), True), Sitting(2, date(2025, 2, 14), True)
    bound = Waiting(march.on, march.on, "meeting", "first meeting in 2025", march.id)
    assert meant(bound, [march, february]) == february


def test_the_only_one_it_was_bound_to_may_move_out_of_the_year() -> None:
    moved = Sitting(1, date(2026, 1, 16), True)
    assert meant(Waiting(*(date(2025, 12, 12),) * 2, "meeting", "first meeting in 2025", 1), [moved]) == moved


def test_what_was_tied_by_hand_goes_by_that_meeting() -> None:
    task_group, board = Sitting(1, date(2025, 2, 3), False), Sitting(2, date(2025, 1, 10), True)
    assert meant(Waiting(*YEAR, "meeting", "first meeting in 2025", 1), [task_group, board]) == task_group
    assert meant(Waiting(None, None, "meeting", "next meeting", 2), [task_group, board]) == board


def test_a_day_that_was_simply_given_is_no_meetings() -> None:
    board = Sitting(1, date(2025, 1, 10), True)
    assert not is_by_meeting(Waiting(board.on, board.on, "day", "10 January 2025", 1))
    assert meant(Waiting(*YEAR, "year", "2025"), [board]) is None
    assert meant(Waiting(*YEAR, "meeting", "the last meeting of 2025"), [board]) is None


def test_a_board_in_a_month_is_the_first_of_it() -> None:
    june = Sitting(1, date(2027, 6, 10), True), Sitting(2, date(2027, 6, 24), True)
    july = Sitting(3, date(2027, 7, 8), True)
    waits = Waiting(date(2027, 6, 1), date(2027, 6, 30), "meeting", "June 2027 Board")
    assert meant(waits, [july, *june[::-1]]) == june[0]
    bound = Waiting(june[0].on, june[0].on, "meeting", "June 2027 Board", 1)
    assert meant(bound, [Sitting(1, date(2027, 7, 1), True)]) == Sitting(1, date(2027, 7, 1), True)


def test_words_without_a_year_stay_with_their_meeting_when_it_moves_into_the_next_year() -> None:
    moved, next_december = Sitting(1, date(2027, 1, 14), True), Sitting(2, date(2027, 12, 9), True)
    bound = Waiting(moved.on, moved.on, "meeting", "December Board", 1)
    assert meant(bound, [moved, next_december]) == moved
    assert words_mean(bound) == (date(2026, 12, 1), date(2026, 12, 31))
    assert words_mean(Waiting(*(date(2026, 11, 26),) * 2, "meeting", "December Board", 1))[1] == date(
        2026, 12, 31
    )


def test_the_first_board_of_a_year_is_the_first_meeting_in_it() -> None:
    boards = [Sitting(1, date(2027, 3, 12), True), Sitting(2, date(2027, 6, 11), True)]
    due = read_due("first Board of 2027", date(2026, 11, 2))
    assert due == replace(read_due("first meeting in 2027", date(2026, 11, 2)), words=due.words)
    assert meant(Waiting(due.earliest, due.latest, due.precision, due.words), boards) == boards[0]


def test_the_next_after_a_cancelled_meeting_is_of_its_group_and_still_to_come() -> None:
    gone = Sitting(1, date(2027, 3, 12), False, 5)
    april, june = Sitting(2, date(2027, 4, 2), False, 5), Sitting(3, date(2027, 6, 11), False, 5)
    due = Waiting(gone.on, gone.on, "day", None, 1)
    assert instead(due, gone, [june, april], date(2027, 3, 1)) == april
    assert instead(due, gone, [june, april], date(2027, 5, 1)) == june
    workshop, other = Sitting(1, date(2027, 3, 12), False), Sitting(2, date(2027, 4, 2), False)
    assert instead(due, workshop, [other], date(2027, 3, 1)) is None
