"""Which runs fall due, whatever the clocks and the calendar do."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from bot.rules.ways import Ways
from schedules.slots import CATCH_UP, MILESTONES, NUDGE, Slot, pending_slots, runs_of, slots_between
from tests.bot.rules.glances import instants
from tests.schedules.ways import some_ways

ZONES = ["Europe/London", "America/New_York", "Pacific/Auckland", "Pacific/Apia", "America/Havana", "UTC"]
INSTANTS = instants(2008, 2033)
CHANGES = st.sampled_from(
    [
        datetime(2026, 3, 29, tzinfo=UTC),  # clocks go forward
        datetime(2026, 10, 25, tzinfo=UTC),  # and back
        datetime(2028, 2, 29, tzinfo=UTC),
        datetime(2020, 12, 31, tzinfo=UTC),  # week 53
        datetime(2026, 12, 31, tzinfo=UTC),  # week 53
        datetime(2018, 12, 31, tzinfo=UTC),  # already week 1
        datetime(2011, 12, 30, tzinfo=UTC),  # a day Samoa never had
    ]
)


@st.composite
def windows(draw: st.DrawFn) -> tuple[datetime, datetime]:
    around = draw(CHANGES | INSTANTS)
    since = around - timedelta(minutes=draw(st.integers(0, 20 * 24 * 60)))
    return since, since + timedelta(minutes=draw(st.integers(1, 40 * 24 * 60)))


ways = st.builds(
    some_ways,
    time_zone=st.sampled_from(ZONES),
    nudge_day=st.integers(0, 6),
    nudge_hour=st.integers(0, 23),
    holidays=st.sampled_from(["GB-SCT", "none"]),
)


def names(slots: list[Slot], kind: str) -> list[str]:
    return [slot.name for slot in slots if slot.kind == kind]


def at(year: int, month: int, day: int, hour: int = 0, minute: int = 0) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=UTC)


@given(ways, windows(), st.data())
def test_however_a_time_is_cut_into_windows_the_same_runs_fall_due(
    its: Ways, window: tuple[datetime, datetime], data: st.DataObject
) -> None:
    since, until = window
    minutes = int((until - since).total_seconds() // 60)
    cuts = sorted(data.draw(st.sets(st.integers(1, max(1, minutes - 1)), max_size=6)))
    edges = [since, *(since + timedelta(minutes=cut) for cut in cuts if cut < minutes), until]
    pieces = [slot for a, b in pairwise(edges) for slot in slots_between(its, a, b)]
    assert pieces == slots_between(its, since, until)


@given(ways, windows())
def test_no_occasion_comes_twice(its: Ways, window: tuple[datetime, datetime]) -> None:
    counted = Counter(slot.name for slot in slots_between(its, *window))
    assert not counted or max(counted.values()) == 1


@given(st.sampled_from(ZONES), st.integers(0, 23), st.integers(0, 4), CHANGES)
def test_every_working_day_and_every_week_has_its_run_whatever_the_clocks_do(
    zone: str, hour: int, nudge_day: int, around: datetime
) -> None:
    its = some_ways(time_zone=zone, nudge_hour=hour, nudge_day=nudge_day, holidays="none")
    first = around.date() - timedelta(days=14)
    days = [first + timedelta(days=number) for number in range(28)]
    slots = slots_between(its, around - timedelta(days=20), around + timedelta(days=20))
    wanted = [f"{MILESTONES} {day}" for day in days if day.weekday() < 5]
    assert [name for name in names(slots, MILESTONES) if name in wanted] == wanted
    weeks = [day.isocalendar() for day in days if day.weekday() == nudge_day]
    nudges = [f"{NUDGE} {week.year}-W{week.week:02d}" for week in weeks]
    assert [name for name in names(slots, NUDGE) if name in nudges] == nudges


def test_a_nudge_comes_at_nine_on_the_wall_before_and_after_the_clocks_go_back() -> None:
    slots = slots_between(some_ways(), at(2026, 10, 18), at(2026, 10, 27))
    due = [slot.due_at for slot in slots if slot.kind == NUDGE]
    assert due == [at(2026, 10, 19, 8), at(2026, 10, 26, 9)]


def test_a_nudge_moves_to_tuesday_when_monday_is_a_holiday() -> None:
    slots = slots_between(some_ways(), at(2026, 8, 2), at(2026, 8, 9))
    (nudge,) = [slot for slot in slots if slot.kind == NUDGE]
    assert (nudge.name, nudge.day, nudge.nominal) == ("nudge 2026-W32", date(2026, 8, 4), date(2026, 8, 3))


def test_a_nudge_on_a_friday_may_move_into_the_next_week_and_keeps_its_name() -> None:
    its = some_ways(nudge_day=4, closed_days=["2026-11-06"])
    slots = slots_between(its, at(2026, 11, 5), at(2026, 11, 12))
    (nudge,) = [slot for slot in slots if slot.kind == NUDGE]
    assert (nudge.name, nudge.day) == ("nudge 2026-W45", date(2026, 11, 9))


def test_a_nudge_is_dropped_when_everything_is_closed_until_the_next_one() -> None:
    closed = [str(date(2026, 11, 2) + timedelta(days=number)) for number in range(7)]
    slots = slots_between(some_ways(closed_days=closed), at(2026, 10, 31), at(2026, 11, 12))
    assert names(slots, NUDGE) == ["nudge 2026-W46"]


def test_the_last_week_of_2026_is_week_53() -> None:
    slots = slots_between(some_ways(), at(2026, 12, 21), at(2027, 1, 12))
    assert names(slots, NUDGE) == ["nudge 2026-W52", "nudge 2026-W53", "nudge 2027-W01", "nudge 2027-W02"]


def test_the_bank_holidays_of_new_year_have_no_daily_run() -> None:
    slots = slots_between(some_ways(), at(2026, 12, 31), at(2027, 1, 5, 23))
    assert names(slots, MILESTONES) == ["milestones 2026-12-31", "milestones 2027-01-05"]


def test_the_people_are_matched_before_anybody_is_written_to() -> None:
    slots = slots_between(some_ways(), at(2026, 11, 16), at(2026, 11, 16, 23))
    assert [slot.kind for slot in slots] == ["people", "milestones", "nudge", "ladder", "digests"]


def test_nothing_is_due_in_a_window_of_no_length() -> None:
    assert slots_between(some_ways(), at(2026, 11, 16, 9), at(2026, 11, 16, 9)) == []


def test_a_run_belongs_to_the_window_that_ends_with_it() -> None:
    its, minute, edge = some_ways(), timedelta(minutes=1), at(2026, 11, 16, 9)
    assert names(slots_between(its, edge - minute, edge), NUDGE) == ["nudge 2026-W47"]
    assert names(slots_between(its, edge, edge + minute), NUDGE) == []


def test_of_several_missed_nudges_only_the_latest_runs_and_stands_for_the_others() -> None:
    its, now = some_ways(), at(2026, 11, 18, 12)
    pending = [slot for slot in slots_between(its, at(2026, 11, 1), now) if slot.kind == NUDGE]
    first, second, last = runs_of(pending, date(2026, 11, 18))
    assert (first.superseded_by, second.superseded_by, last.superseded_by) == (
        "nudge 2026-W47",
        "nudge 2026-W47",
        None,
    )
    assert (last.covers_from, last.late_since) == (date(2026, 11, 2), date(2026, 11, 16))


def test_a_run_in_time_is_not_late() -> None:
    pending = slots_between(some_ways(), at(2026, 11, 16, 8), at(2026, 11, 16, 23))
    assert {run.late_since for run in runs_of(pending, date(2026, 11, 16))} == {None}


def test_what_fell_due_before_the_partnership_began_is_not_caught_up() -> None:
    began = at(2026, 11, 16, 12)
    assert pending_slots(some_ways(), began, at(2026, 11, 16, 23), ()) == []


def test_a_fortnight_is_caught_up_and_no_more() -> None:
    now = at(2026, 12, 1, 9, 30)  # St Andrew's Day was the Monday
    pending = pending_slots(some_ways(), at(2026, 1, 1), now, ())
    assert pending[0].due_at > now - CATCH_UP
    assert names(pending, NUDGE) == ["nudge 2026-W48", "nudge 2026-W49"]


def test_a_run_that_was_taken_is_not_pending() -> None:
    pending = pending_slots(some_ways(), at(2026, 11, 15), at(2026, 11, 16, 10), {"nudge 2026-W47"})
    assert names(pending, NUDGE) == []
    assert names(pending, MILESTONES) == ["milestones 2026-11-16"]
