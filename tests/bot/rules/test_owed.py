"""What groups owe the Board: to which meeting, from when it is told, and when it is over."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules.dates import Due
from bot.rules.owed import (
    Owed,
    due_of,
    due_soon,
    falls,
    in_words,
    next_due,
    notes_on_done,
    often_of,
    owed_by,
    owed_to,
    reviews_passed,
    to_lead,
    undated,
    what_of,
    when,
)

JUNE = date(2016, 6, 10)
BOARD, MEETING = 1, 7
GROUPS = "Outcome Delivery Groups"


def duty(number: int = 1, **fields: Any) -> dict[str, Any]:
    """A six-monthly report to the Board, due on 10 June 2016."""
    dated = {"earliest": JUNE, "latest": JUNE, "precision": "day", "date_words": None}
    stands = {"id": number, "group_id": 2, "to_group_id": BOARD, "kind": "report", "words": None}
    more = {"cadence": "six_monthly", "period_words": "1 Oct to 31 Mar", "meeting_id": None, "done_on": None}
    return dated | stands | more | fields


def ids(duties: list[Any]) -> list[int]:
    return [each["id"] for each in duties]


def test_a_meeting_is_owed_what_is_tied_to_it_or_due_to_its_group_by_its_day() -> None:
    undated = {"earliest": None, "latest": None, "precision": "none"}
    duties = [
        duty(1),
        duty(2, **undated, meeting_id=MEETING),
        duty(3, **undated),
        duty(4, latest=JUNE + timedelta(days=30)),
        duty(5, done_on=JUNE),
        duty(6, to_group_id=9),
        duty(7, to_group_id=None, latest=JUNE - timedelta(days=1)),
    ]
    assert ids(owed_to(duties, MEETING, BOARD, True, JUNE)) == [7, 1, 2]
    assert ids(owed_to(duties, MEETING, 9, False, JUNE)) == [6, 2]


def test_what_is_due_is_told_from_a_month_before_until_it_is_done() -> None:
    assert ids(due_soon([duty()], date(2016, 5, 9), None)) == []
    assert ids(due_soon([duty()], date(2016, 5, 10), None)) == [1]
    assert ids(due_soon([duty()], date(2016, 8, 1), None)) == [1]
    assert ids(due_soon([duty(done_on=JUNE)], date(2016, 8, 1), None)) == []
    assert ids(due_soon([duty(meeting_id=MEETING)], date(2016, 1, 1), MEETING)) == [1]
    assert ids(owed_by([duty(), duty(2, group_id=3)], {2}, JUNE)) == [1]


@given(st.dates(date(2000, 1, 1), date(2090, 1, 1)), st.integers(-400, 400))
def test_nothing_that_is_done_is_ever_owed(latest: date, days: int) -> None:
    done = duty(latest=latest, done_on=latest, meeting_id=MEETING)
    day = latest + timedelta(days=days)
    assert not owed_to([done], MEETING, BOARD, True, day)
    assert not due_soon([done], day, MEETING)


def test_a_review_is_told_once_its_day_is_over_but_not_of_what_is_no_more() -> None:
    rows: list[dict[str, Any]] = [
        {"id": 1, "review_on": JUNE, "state": "active"},
        {"id": 2, "review_on": JUNE, "state": "wound_up"},
        {"id": 3, "review_on": None, "state": "open"},
        {"id": 4, "review_on": JUNE, "state": "closed"},
    ]
    assert ids(reviews_passed(rows, JUNE)) == []
    assert ids(reviews_passed(rows, JUNE + timedelta(days=1))) == [1]


def test_what_is_owed_is_said_in_its_own_words_with_its_day() -> None:
    assert what_of(duty()) == "A report"
    owed = Owed("duties", 1, GROUPS, what_of(duty()), due_of(duty()), "1 Oct to 31 Mar")
    assert in_words(owed) == f"{GROUPS}: a report (1 Oct to 31 Mar)"
    assert (
        to_lead(owed, JUNE)
        == f"From your group ({GROUPS}) to the Board, due Fri 10 Jun: a report (1 Oct to 31 Mar)"
    )
    assert in_words(Owed("duties", 1, "EOG", "ODG reports", owed.due)) == "EOG: ODG reports"
    assert when(owed.due, JUNE + timedelta(days=1)) == "was due Fri 10 Jun"
    assert when(Due(None, None, "none"), JUNE) == "due at the meeting"


def test_what_has_neither_a_day_nor_a_meeting_says_how_often_and_is_never_late() -> None:
    nowhere = {"earliest": None, "latest": None, "precision": "none", "cadence": "regular_intervals"}
    duties = [
        duty(),
        duty(2, **nowhere),
        duty(3, **nowhere, meeting_id=MEETING),
        duty(4, **nowhere, done_on=JUNE),
    ]
    assert ids(undated(duties)) == [2]
    assert not due_soon(duties[1:2], JUNE, MEETING)
    often = often_of(duties[1])
    assert often == "at regular intervals"
    assert often_of(duties[0]) is often_of(duties[2]) is None
    assert often_of(duties[1] | {"date_words": "in due course"}) == "in due course"
    owed = Owed("duties", 2, GROUPS, "A report", due_of(duties[1]), often=often)
    assert falls(owed, JUNE) == "at regular intervals (no day set)"
    worded = replace(owed, what="Report to the Board at regular intervals")
    assert falls(worded, JUNE) == "no day set", "what is said already is not said again"
    said = f"From your group ({GROUPS}) to the Board, at regular intervals (no day set): a report"
    assert to_lead(owed, JUNE) == said


@pytest.mark.parametrize(
    ("cadence", "following"),
    [
        ("monthly", date(2016, 7, 10)),
        ("quarterly", date(2016, 9, 10)),
        ("six_monthly", date(2016, 12, 10)),
        ("yearly", date(2017, 6, 10)),
        ("once", None),
        ("regular_intervals", None),
    ],
)
def test_after_one_is_done_the_next_is_offered_where_the_cadence_says_when(
    cadence: str, following: date | None
) -> None:
    found = next_due(duty(cadence=cadence))
    assert (found.latest if found else None) == following


def test_the_next_is_offered_once_when_it_is_called_done() -> None:
    before, done = duty(), duty(done_on=JUNE)
    (said,) = notes_on_done(done, before)
    assert said.startswith("The next would be due Sat 10 Dec 2016.")
    assert not list(notes_on_done(done, done))
    assert not list(notes_on_done(before, None))
