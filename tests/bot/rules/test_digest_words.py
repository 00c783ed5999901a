"""How the facts of a digest are worded."""

from datetime import date

import pytest

from bot.rules.digest_value import AskLine, Changes, Slip
from bot.rules.digest_words import (
    asked_words,
    called,
    changes_in_words,
    dates_in_words,
    elsewhere_in_words,
    hour_in_words,
    legible,
    month_in_words,
    notification,
)
from tests.digests import action, ask, digest_of

TODAY = date(2026, 11, 26)


@pytest.mark.parametrize(
    ("clock", "said"),
    [
        ("14:00", "2 pm"),
        ("09:00", "9 am"),
        ("09:30", "9.30 am"),
        ("12:00", "12 noon"),
        ("12:15", "12.15 pm"),
        ("00:00", "12 am"),
        ("23:59", "11.59 pm"),
        ("after lunch", "after lunch"),
        ("25:00", "25:00"),
    ],
)
def test_an_hour_is_said_as_people_say_it(clock: str, said: str) -> None:
    assert hour_in_words(clock) == said


@pytest.mark.parametrize(
    ("first", "now", "moves", "said"),
    [
        (date(2026, 10, 30), date(2027, 1, 29), 1, "Oct → Jan"),
        (date(2026, 10, 30), date(2027, 1, 29), 2, "Oct → Jan, second move"),
        (date(2026, 11, 13), date(2026, 11, 27), 3, "13 → 27 Nov, third move"),
        (date(2026, 10, 30), date(2027, 10, 29), 1, "Oct 2026 → Oct 2027"),
        (date(2026, 10, 30), None, 1, "Oct → no date set"),
        (date(2026, 10, 30), date(2027, 1, 29), 12, "Oct → Jan, 12th move"),
    ],
)
def test_a_slip_is_said_from_its_first_date_to_the_one_it_has_now(
    first: date, now: date | None, moves: int, said: str
) -> None:
    assert dates_in_words(Slip("HWB-01", "a title", first, now, moves), TODAY) == said


@pytest.mark.parametrize(
    ("kind", "typed", "said"),
    [
        ("decide", "who funds it", "who funds it"),
        ("decide", "Decide who funds it", "who funds it"),
        ("decide", "Decide", "Decide"),
        ("decide", "decidedly late", "decidedly late"),
        ("note", "Note: the report", "the report"),
    ],
)
def test_the_verb_of_an_ask_is_not_said_twice(kind: str, typed: str, said: str) -> None:
    assert asked_words(AskLine(1, kind, typed, None, None, None, None)) == said


def test_the_notification_carries_the_counts() -> None:
    asks = [ask("a"), ask("b"), ask("c", "direct"), ask("d", "note")]
    red = action("POV-01", "off_track")
    assert notification(digest_of(red, asks=asks)) == (
        "Board Thu 3 Dec: 2 to decide, 1 to direct, 1 to note, 1 off track"
    )
    assert notification(digest_of()) == "Board Thu 3 Dec: nothing to decide"


def test_asks_on_no_agenda_are_said_to_be_where_they_are() -> None:
    raised = [ask("x", state="raised")]
    assert elsewhere_in_words(digest_of()) is None
    assert elsewhere_in_words(digest_of(raised=raised)) == "1 ask is not on an agenda yet."
    told = digest_of(raised=raised * 2, asks=[ask("y")], executive="CPP Executive Officer Group")
    assert elsewhere_in_words(told) == "2 more asks are with the Executive Officer Group."


def test_what_was_closed_paused_or_resumed_is_said_only_where_it_happened() -> None:
    assert changes_in_words(Changes(improved=6, worsened=2, done=3)) == "6 improved, 2 worsened, 3 done"
    assert changes_in_words(Changes(closed=1)) == "1 closed"
    assert changes_in_words(Changes()) == "nothing moved"


def test_a_group_is_called_as_its_own_people_call_it() -> None:
    assert called("CPP Board", "CPP") == "Board"
    assert called("CPP", "CPP") == "CPP"
    assert called("Anti-Poverty Taskforce", "CPP") == "Anti-Poverty Taskforce"


def test_a_month_is_said_with_its_year_where_it_is_far_and_as_a_day_where_it_is_this_one() -> None:
    assert month_in_words(date(2026, 6, 11), TODAY) == "June"
    assert month_in_words(date(2025, 6, 11), TODAY) == "June 2025"
    assert month_in_words(date(2026, 11, 12), TODAY) == "Thu 12 Nov"


def test_words_are_made_legible_and_otherwise_left_alone() -> None:
    assert legible("two\n\tlines \u202ereversed\x00 \x1b[31mred") == "two lines reversed [31mred"
    assert legible("naïve 👩‍👩‍👧 & <b>") == "naïve 👩‍👩‍👧 & <b>"
