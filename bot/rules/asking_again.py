"""When the clock may ask again: what somebody is told once a word is kept, so that they can put it out of mind.

What may live here: the coming nudges and what they would ask, as pure functions of days. It is a promise: nothing is
asked before the day that is told, as long as the Boards keep their days.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import NamedTuple

from bot.rules.freshness import Situation, papers_are_near, reasons_on
from bot.rules.workdays import Calendar

_WEEK = timedelta(days=7)


class BoardDay(NamedTuple):
    """A Board that is to come: its day, and the day its papers close."""

    on: date
    papers_due: date | None = None


def nudge_on(nominal: date, calendar: Calendar) -> date | None:
    """The working day of the nudge whose nudge day is `nominal`; None where closed days push it to the next one's."""
    day = calendar.next_working_day(nominal)
    return day if day < nominal + _WEEK else None


def next_ask(
    heard_on: date,
    now: Situation,
    boards: Sequence[BoardDay],
    calendar: Calendar,
    nudge_day: int,
    reminders: Iterable[date],
) -> date:
    """The first day the clock may ask again: the first nudge that has a reason to, or an earlier of the `reminders`.

    `boards` are those to come, oldest first. `reminders` are other days something may be asked, a milestone's, before
    any moving to a working day. A milestone that has passed already is asked after on its own.
    """
    nudges = _nudges_after(now.today, nudge_day, calendar)
    nudge = next(
        day for day in nudges if reasons_on(heard_on, False, _on(day, now, boards, heard_on, calendar))
    )
    moved = (calendar.next_working_day(day) for day in reminders)
    return min([nudge, *(day for day in moved if day > now.today)])


def _nudges_after(today: date, nudge_day: int, calendar: Calendar) -> Iterator[date]:
    """The days of the weekly nudges after a day."""
    nominal = today - timedelta(days=(today.weekday() - nudge_day) % 7)
    while True:
        day = nudge_on(nominal, calendar)
        if day is not None and day > today:
            yield day
        nominal += _WEEK


def _on(
    day: date, now: Situation, boards: Sequence[BoardDay], heard_on: date, calendar: Calendar
) -> Situation:
    """What the questions hang on, on a day to come. A Board whose day is over by then will have been held."""
    held = [board.on for board in boards if board.on < day]
    coming = next((board for board in boards if board.on >= day), None)
    last = held[-1] if held else now.last_board_on
    # Working days are only counted where a Board has met since: nobody who has just spoken waits for them.
    counts = coming is not None and last is not None and heard_on <= last
    return replace(
        now,
        today=day,
        last_board_on=last,
        papers_near=counts and coming is not None and papers_are_near(day, coming.papers_due, calendar),
        board_on=coming.on if coming is not None else None,
    )
