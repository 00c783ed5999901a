"""The counting itself: a made-up log in which each thing that must not happen happens, and one in which none does."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from tests.year.counting import (
    MET,
    NEW_DATE,
    SNOOZED,
    ZEROS,
    Board,
    Broken,
    Log,
    Question,
    Read,
    Reader,
    Rules,
    Said,
    acted_on,
    answering,
    asked_what_was_answered,
    broken,
    confirmed_at,
    lines,
    messages_a_week,
)

LONDON = ZoneInfo("Europe/London")
ASKED = Question("POV-03")
PILOT = Question("POV-03", "Pilot agreed")


def on(day: int, hour: int = 9, minute: int = 0, month: int = 11) -> datetime:
    """An instant of 2026, by default of November; Monday the 2nd is where it begins."""
    return datetime(2026, month, day, hour, minute, tzinfo=LONDON).astimezone(UTC)


def is_worked(day: date) -> bool:
    """Monday to Friday, but for Saint Andrew's day."""
    return day.weekday() < 5 and day != date(2026, 11, 30)


RULES = Rules(
    zone=LONDON,
    is_worked=is_worked,
    limit_days=28,
    boards=(
        Board(on(10, 14, month=9), date(2026, 8, 27)),
        Board(on(19, 14), date(2026, 11, 5)),
        Board(on(17, 14, month=12), date(2026, 12, 3)),
    ),
    readers={
        "ailsa": Reader(LONDON),
        "away": Reader(LONDON, leave=((on(3, 10), date(2026, 11, 9), date(2026, 11, 13)),)),
        "quiet": Reader(LONDON, quiet=((on(2, 8), frozenset({9, 10})),)),
        "afar": Reader(ZoneInfo("America/Halifax")),
    },
)

NUDGE = Read(
    "ailsa", on(2), (ASKED, Question("POV-04")), key="day 2026-11-02 contact 1", words="Two need a word."
)
QUIET_WEEK = Log(
    read=[
        NUDGE,
        Read("ailsa", on(2, 11), (ASKED,), prompted=True, words="What you asked for."),
        Read(
            "ailsa", on(9), (Question("POV-04"),), key="day 2026-11-09 contact 1", words="One needs a word."
        ),
        Read("afar", on(2, 13), (Question("HWB-01"),), key="day 2026-11-02 contact 4"),
    ],
    said=[Said("ailsa", on(2, 11), "POV-03", status="on_track", by="tap")],
)
"""What ought to be: one message a person a day, in hours, about what nobody has answered."""


def only(name: str, log: Log) -> list[Broken]:
    """What breaks one zero; the log breaks no other."""
    found = broken(log, RULES)
    assert [other for other, each in found.items() if each and other != name] == []
    return found[name]


def with_read(*more: Read) -> Log:
    return replace(QUIET_WEEK, read=[*QUIET_WEEK.read, *more])


def answered(*said: Said) -> Log:
    """A log of one nudge on Monday 16 November about an action, after something was said."""
    return Log([replace(NUDGE, at=on(16), asked=(ASKED,))], list(said))


def test_a_week_as_it_ought_to_be_breaks_nothing() -> None:
    assert {name: len(each) for name, each in broken(QUIET_WEEK, RULES).items()} == dict.fromkeys(ZEROS, 0)


def test_what_was_answered_last_week_and_is_asked_again_is_counted() -> None:
    again = Read("ailsa", on(9), (ASKED,), key="again")
    log = replace(QUIET_WEEK, read=[NUDGE, again])
    (found,) = only("asked about what had been answered", log)
    assert found.read is again
    assert "asked about POV-03: ailsa said word by tap on 02 Nov 2026" in str(found)


def test_it_counts_too_when_somebody_else_had_answered() -> None:
    (found,) = asked_what_was_answered(answered(Said("rory", on(13), "POV-03")), RULES)
    assert "rory" in found.why


@pytest.mark.parametrize(
    ("said", "asked_at"),
    [
        (on(1, 9, month=10), on(30, 9, month=10)),  # 29 days ago: nobody has heard for longer than the limit
        (
            on(19, 10),
            on(23),
        ),  # since before the Board of the 19th, and papers for the next close on 3 December
    ],
)
def test_what_was_reopened_since_may_be_asked_again(said: datetime, asked_at: datetime) -> None:
    log = Log([Read("ailsa", asked_at, (ASKED,))], [Said("ailsa", said, "POV-03")])
    assert asked_what_was_answered(log, RULES) == []


def test_the_twenty_eighth_day_is_within_the_limit_and_after_a_board_only_near_papers_reopens() -> None:
    on_the_day = Log([Read("ailsa", on(29, month=10), (ASKED,))], [Said("ailsa", on(1, month=10), "POV-03")])
    assert len(asked_what_was_answered(on_the_day, RULES)) == 1
    far_from_papers = replace(RULES, boards=RULES.boards[:2])
    since_the_board = Log([Read("ailsa", on(23), (ASKED,))], [Said("ailsa", on(19, 10), "POV-03")])
    assert len(asked_what_was_answered(since_the_board, far_from_papers)) == 1


def test_how_early_a_word_may_be_asked_for_anew_is_a_rule_of_its_own() -> None:
    log = Log([Read("ailsa", on(16), (ASKED,))], [Said("ailsa", on(21, month=10), "POV-03")])
    assert len(asked_what_was_answered(log, RULES)) == 1
    assert asked_what_was_answered(log, replace(RULES, early_days=3)) == []
    assert len(asked_what_was_answered(log, replace(RULES, early_days=2))) == 1
    # On the day of the Board, the 19th, it would be 29 days old.
    assert asked_what_was_answered(log, replace(RULES, before_board_days=3)) == []
    assert len(asked_what_was_answered(log, replace(RULES, before_board_days=2))) == 1


def test_a_milestone_is_answered_by_met_for_good_and_by_a_new_date_until_then() -> None:
    def asked_of_pilot(*said: Said) -> int:
        return len(asked_what_was_answered(Log([Read("ailsa", on(16), (PILOT,))], list(said)), RULES))

    moved = Said("ailsa", on(9), "POV-03", NEW_DATE, "Pilot agreed", until=date(2026, 12, 1))
    assert asked_of_pilot(Said("ailsa", on(9), "POV-03", MET, "Pilot agreed")) == 1
    assert asked_of_pilot(Said("ailsa", on(9), "POV-03", MET, "Another stage")) == 0
    assert asked_of_pilot(Said("ailsa", on(9), "POV-03")) == 0
    assert asked_of_pilot(moved) == 1
    assert asked_of_pilot(replace(moved, until=date(2026, 11, 14))) == 0
    assert asked_of_pilot(replace(moved, until=date(2026, 11, 30))) == 0, "a reminder, a fortnight before"


def test_what_was_snoozed_is_not_asked_before_its_day_unless_papers_have_closed() -> None:
    snoozed = Said("ailsa", on(2, 11), "POV-03", SNOOZED, until=date(2026, 11, 23))
    far_from_papers = replace(RULES, boards=RULES.boards[:1])
    assert len(asked_what_was_answered(answered(snoozed), far_from_papers)) == 1
    assert (
        asked_what_was_answered(answered(replace(snoozed, until=date(2026, 11, 16))), far_from_papers) == []
    )
    # Papers close on 5 November: no snooze from before passes that day.
    assert asked_what_was_answered(answered(snoozed), RULES) == []
    assert len(asked_what_was_answered(answered(replace(snoozed, at=on(6, 11))), RULES)) == 1


def test_the_same_question_twice_in_one_message_is_twice() -> None:
    double = Read(
        "ailsa", on(10), (Question("EMP-01"), Question("EMP-01", "Pilot agreed"), Question("EMP-01"))
    )
    (found,) = only("asked twice about the same thing in a day", with_read(double))
    assert found.read is double


def test_the_same_question_in_two_messages_of_a_day_is_twice_and_a_second_message() -> None:
    later = Read("ailsa", on(2, 15), (Question("POV-04"),), key="another", words="Still?")
    found = broken(with_read(later), RULES)
    assert [one.read for one in found["asked twice about the same thing in a day"]] == [later]
    assert [one.read for one in found["more than one unprompted message in a day"]] == [later]


@pytest.mark.parametrize(
    ("read", "why"),
    [
        (Read("ailsa", on(10, 8, 59)), "08:59 on the reader's own clock"),
        (Read("ailsa", on(10, 17)), "17:00 on the reader's own clock"),
        (Read("afar", on(10)), "05:00 on the reader's own clock"),
        (Read("ailsa", on(14, 10)), "Sat 14 Nov is a closed day"),
        (Read("ailsa", on(30, 10)), "Mon 30 Nov is a closed day"),
        (Read("quiet", on(10, 10)), "10:00 is in their quiet hours"),
    ],
)
def test_a_message_outside_somebodys_hours_is_counted(read: Read, why: str) -> None:
    (found,) = only("written to outside their working or quiet hours", with_read(read))
    assert found.why == why


def test_an_answer_to_what_somebody_did_in_the_evening_is_not_counted() -> None:
    assert only("sent twice", with_read(Read("ailsa", on(10, 22), prompted=True))) == []


def test_a_message_on_leave_is_counted_from_when_the_leave_was_told() -> None:
    (found,) = only("written to on leave", with_read(Read("away", on(13))))
    assert found.read.at == on(13)
    assert only("written to on leave", with_read(Read("away", on(16)))) == []
    told_late = replace(
        RULES,
        readers={
            **RULES.readers,
            "away": Reader(LONDON, ((on(13, 12), date(2026, 11, 9), date(2026, 11, 13)),)),
        },
    )
    assert broken(with_read(Read("away", on(12))), told_late)["written to on leave"] == []


def test_the_same_key_on_another_day_is_sent_twice() -> None:
    repeated = Read("ailsa", on(10), key=NUDGE.key, words="Other words.")
    (found,) = only("sent twice", with_read(repeated))
    assert "[day 2026-11-02 contact 1]: the same message again" in str(found)


def test_what_is_aimed_at_counts_unprompted_messages_alone() -> None:
    assert messages_a_week(QUIET_WEEK, people=3, weeks=2) == 0.5


def test_a_message_is_acted_on_when_anything_it_asked_is_answered_by_its_reader_in_time() -> None:
    assert acted_on(QUIET_WEEK) == (1, 3)
    assert acted_on(QUIET_WEEK, within=timedelta(hours=1)) == (0, 3)
    assert acted_on(replace(QUIET_WEEK, said=[Said("rory", on(2, 11), "POV-03")])) == (0, 3)


def test_three_in_four_answer_when_three_of_four_act_on_half_of_what_they_are_asked() -> None:
    nudges = [Read(person, on(day), (ASKED,)) for person in ("a", "b", "c", "d") for day in (2, 9)]
    said = [Said(person, on(2, 12), "POV-03") for person in ("a", "b", "c")]
    assert answering(Log(nudges, said), ("a", "b", "c", "d", "never asked")) == 0.75


def test_an_action_is_confirmed_at_a_board_by_a_word_within_the_limit() -> None:
    said = [
        Said("ailsa", on(22, month=10), "POV-01"),
        Said("ailsa", on(21, month=10), "POV-02"),
        Said("ailsa", on(18), "POV-03", SNOOZED),
        Said("ailsa", on(1, month=9), "POV-04", status="complete"),
        Said("ailsa", on(1, month=9), "POV-06", status="paused"),
        Said("ailsa", on(20), "POV-05"),
    ]
    codes = [f"POV-{number:02d}" for number in range(1, 7)]
    confirmed, of, silent = confirmed_at(said, codes, on(19, 14), RULES)
    assert (confirmed, of) == (1, 4)
    assert silent == ("POV-02", "POV-03", "POV-05")


def test_what_broke_a_zero_is_told_message_by_message_and_the_rest_is_counted() -> None:
    found = {"sent twice": [Broken(NUDGE, "the same message again")] * 3}
    first, last = list(lines(found, most=1))
    assert "Mon 02 Nov 2026 09:00 UTC to ailsa" in first
    assert last == "  sent twice: and 2 more"
