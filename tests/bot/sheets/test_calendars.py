"""Meeting dates from calendars read against a register."""

from dataclasses import replace
from datetime import date
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules.naming import Named
from bot.sheets.calendars import MOST_A_SERIES, read_calendar
from bot.sheets.grid import Refusal
from bot.sheets.known import Imported, Known, KnownMeeting
from bot.sheets.matching import NEW
from bot.sheets.meeting_rows import group_in, group_names
from bot.sheets.proposal import Change, MeetingSaid, Proposal, Verb
from tests.bot.sheets.workbooks import INVERLATH

LONDON = ZoneInfo("Europe/London")


def _calendar(*events: str) -> bytes:
    body = "\n".join(f"BEGIN:VEVENT\n{event.strip()}\nEND:VEVENT" for event in events)
    return f"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//Inverlath//EN\n{body}\nEND:VCALENDAR\n".replace(
        "\n", "\r\n"
    ).encode()


def _read(*events: str, known: Known = INVERLATH) -> Proposal[MeetingSaid]:
    found = read_calendar(_calendar(*events), "board.ics", known, LONDON)
    assert isinstance(found, Proposal), found
    return found


def _days(proposal: Proposal[MeetingSaid]) -> list[tuple[str, str | None]]:
    return [(row.said.day.isoformat(), row.said.time) for row in proposal.rows]


BOARD = "UID:1\nSUMMARY:Board\nDTSTART;TZID=Europe/London:20261203T140000\nLOCATION:Town House"


def test_a_meeting_has_its_day_time_place_and_group() -> None:
    (row,) = _read(BOARD).rows
    assert (row.verb, row.said.day, row.said.time, row.said.place) == (
        Verb.ADD,
        date(2026, 12, 3),
        "14:00",
        "Town House",
    )
    assert row.said.group == INVERLATH.groups[1]


@pytest.mark.parametrize(
    ("start", "day", "time"),
    [
        ("DTSTART:20260702T130000Z", "2026-07-02", "14:00"),
        ("DTSTART;TZID=America/New_York:20261203T190000", "2026-12-04", "00:00"),
        ("DTSTART:20261203T140000", "2026-12-03", "14:00"),
        ("DTSTART;VALUE=DATE:20261203", "2026-12-03", None),
    ],
)
def test_times_are_put_on_the_partnerships_clock(start: str, day: str, time: str | None) -> None:
    assert _days(_read(f"UID:1\nSUMMARY:Board\n{start}")) == [(day, time)]


def test_a_series_is_written_out_on_its_own_clock_without_what_is_left_out() -> None:
    series = (
        "UID:1\nSUMMARY:Board\nDTSTART;TZID=Europe/London:20261001T100000\nRRULE:FREQ=MONTHLY;BYDAY=1TH;COUNT=8\n"
        "EXDATE;TZID=Europe/London:20270107T100000"
    )
    moved = (
        "UID:1\nRECURRENCE-ID;TZID=Europe/London:20270204T100000\nSUMMARY:Board\n"
        "DTSTART;TZID=Europe/London:20270211T110000"
    )
    assert _days(_read(series, moved)) == [
        ("2026-10-01", "10:00"),
        ("2026-11-05", "10:00"),
        ("2026-12-03", "10:00"),
        ("2027-03-04", "10:00"),
        ("2027-04-01", "10:00"),
        ("2027-05-06", "10:00"),
        ("2027-02-11", "11:00"),
    ]


def test_a_series_without_end_is_cut_and_it_is_said() -> None:
    proposal = _read("UID:1\nSUMMARY:Stand-up\nDTSTART:20261001T100000\nRRULE:FREQ=DAILY")
    assert len(proposal.rows) + len(proposal.skipped) == MOST_A_SERIES
    assert "Stand-up" in proposal.notes[0]


@pytest.mark.parametrize(
    "rule", ["FREQ=SECONDLY", "FREQ=HOURLY;INTERVAL=5", "FREQ=DAILY;BYMONTHDAY=31;BYMONTH=2"]
)
def test_a_rule_that_is_no_meetings_is_not_written_out(rule: str) -> None:
    proposal = _read(f"UID:1\nSUMMARY:Board\nDTSTART:20261001T100000\nRRULE:{rule}")
    assert len(proposal.rows) == 1
    assert "only its first date" in proposal.notes[0]


def test_a_rule_that_never_comes_true_ends() -> None:
    proposal = _read(
        "UID:1\nSUMMARY:Board\nDTSTART:20261001T100000\nRRULE:FREQ=YEARLY;BYMONTHDAY=31;BYMONTH=2"
    )
    assert proposal.rows == ()


def test_a_second_import_changes_nothing_and_a_moved_meeting_is_a_change() -> None:
    first = _read(BOARD)
    known = replace(
        INVERLATH,
        meetings=(KnownMeeting(7, "Board", date(2026, 12, 3), "14:00"),),
        imported={row.source: Imported("7", row.saying) for row in first.rows},
    )
    assert _read(BOARD, known=known).changes_nothing
    (moved,) = _read(BOARD.replace("20261203", "20261210"), known=known).rows
    assert (moved.target, moved.changes) == ("7", (Change("day", "2026-12-03", "2026-12-10"),))
    (off,) = _read(f"{BOARD}\nSTATUS:CANCELLED", known=known).rows
    assert off.changes == (Change("state", "planned", "cancelled"),)


def test_a_meeting_entered_by_hand_is_known_by_group_and_day() -> None:
    known = replace(INVERLATH, meetings=(KnownMeeting(7, "Board", date(2026, 12, 3), "14:00", "held"),))
    (row,) = _read(BOARD.replace("SUMMARY:Board", "SUMMARY:Board – December"), known=known).rows
    assert (row.verb, row.target) == (Verb.LEAVE, "7")


def test_what_is_long_past_or_cancelled_before_it_was_known_is_passed_over() -> None:
    proposal = _read(
        BOARD.replace("20261203", "20010101"),
        "UID:2\nSUMMARY:Off\nDTSTART:20261203\nSTATUS:CANCELLED",
        "UID:3\nSUMMARY:None",
    )
    assert proposal.rows == ()
    assert len(proposal.skipped) == 3


GROUPS = replace(
    INVERLATH,
    groups=(
        Named("groups", 1, "CPP Board"),
        Named("groups", 2, "CPP Executive Officer Group"),
        Named("groups", 3, "Health and Wellbeing Partnership"),
    ),
)


@pytest.mark.parametrize(
    ("title", "group"),
    [
        ("Executive Officer Group meeting", 2),
        ("EOG (Teams)", 2),
        ("Inverlath CPP Board – December", 1),
        ("Quarterly meeting of the Health & Wellbeing Partnership", 3),
        ("HWP meeting", 3),
        ("Dentist", None),
        ("Housing Board dinner", None),
    ],
)
def test_a_title_names_its_group_as_calendars_do(title: str, group: int | None) -> None:
    found = group_in(title, group_names(GROUPS.groups))
    assert (found and found.id) == group


def test_an_event_that_fits_no_group_waits_until_somebody_says_it_is_a_meeting() -> None:
    dentist = "UID:9\nSUMMARY:Dentist\nDTSTART:20261204T100000\nRRULE:FREQ=WEEKLY;COUNT=3"
    found = _read(dentist, known=GROUPS)
    (row,) = found.rows
    assert (row.verb, row.near, found.skipped_counts) == (Verb.UNSURE, (), {"fits no group": 2})
    kept = read_calendar(_calendar(dentist), "board.ics", GROUPS, LONDON, {row.source: NEW})
    assert isinstance(kept, Proposal)
    assert [one.verb for one in kept.rows] == [Verb.ADD] * 3


@pytest.mark.parametrize(
    "content", [b"", b"PK\x03\x04", b"BEGIN:VCARD\r\nEND:VCARD", b"BEGIN:VCALENDAR\r\nX"]
)
def test_what_is_no_calendar_is_refused_in_one_line(content: bytes) -> None:
    found = read_calendar(content, "board.ics", INVERLATH, LONDON)
    assert isinstance(found, Refusal) or found.rows == ()


@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_any_event_is_read_or_passed_over(content: bytes) -> None:
    wrapped = (
        b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART:20261203\r\n"
        + content
        + b"\r\nEND:VEVENT\r\nEND:VCALENDAR"
    )
    read_calendar(content, "board.ics", INVERLATH, LONDON)
    read_calendar(wrapped, "board.ics", INVERLATH, LONDON)
