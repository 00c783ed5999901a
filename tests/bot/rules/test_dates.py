"""Honest dates: every way the papers and the partners put them, and saying them again."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules.dates import Due, date_in_words, due_in_words, read_due, read_past_day
from storage.records.dates import PRECISIONS

MONDAY = date(2026, 11, 16)
todays = st.dates(date(1990, 1, 1), date(2150, 12, 31))
scraps = st.lists(
    st.sampled_from(
        [
            *"by in the of end first half quarter q3 h1 2026 26 '27 2026/27 24/25 30 feb november".split(),
            *"december / - – , fri friday next this year financial month meeting spring winter early".split(),
            *"autumn/winter quarter annually ongoing start w/c academic mid fy26 board & until".split(),
            *["onwards", "tbc", "and", "12th", "99", "00", "0", "nov"],
        ]
    ),
    max_size=7,
).map(" ".join)


def _read(words: str) -> tuple[str, str, str]:
    due = read_due(words, MONDAY)
    return str(due.earliest), str(due.latest), due.precision


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("2026-11-12", "2026-11-12"),
        ("2026-11-12T10:00:00Z", "2026-11-12"),
        ("12 Nov", "2026-11-12"),
        ("by 12th November", "2026-11-12"),
        ("12/11/2026", "2026-11-12"),
        ("12.11.26", "2026-11-12"),
        ("11/12", "2026-12-11"),
        ("Fri 13 Nov", "2026-11-13"),
        ("Thursday, 3 December 2026.", "2026-12-03"),
        ("on the 3rd of March, 2027", "2027-03-03"),
        ("Dec 3", "2026-12-03"),
        ("10 June 2016", "2016-06-10"),
        ("Friday", "2026-11-20"),
        ("Monday", "2026-11-16"),
        ("next Friday", "2026-11-27"),
        ("tomorrow", "2026-11-17"),
    ],
)
def test_a_day_is_read_in_british_order(words: str, day: str) -> None:
    assert _read(words) == (day, day, "day")


@pytest.mark.parametrize(
    ("words", "earliest", "latest", "precision"),
    [
        ("Nov 2026", "2026-11-01", "2026-11-30", "month"),
        ("by April 2017", "2017-04-01", "2017-04-30", "month"),
        ("Sept '27", "2027-09-01", "2027-09-30", "month"),
        ("2028-02", "2028-02-01", "2028-02-29", "month"),
        ("end of June 2027", "2027-06-01", "2027-06-30", "month"),
        ("late April 2021", "2021-04-01", "2021-04-30", "month"),
        ("next month", "2026-12-01", "2026-12-31", "month"),
        ("November/December 2015", "2015-11-01", "2015-12-31", "two_months"),
        ("Dec/Jan 2027", "2026-12-01", "2027-01-31", "two_months"),
        ("Spring 2025", "2025-03-01", "2025-05-31", "season"),
        ("in the Spring of 2022", "2022-03-01", "2022-05-31", "season"),
        ("winter 2026", "2026-12-01", "2027-02-28", "season"),
        ("winter 2027/28", "2027-12-01", "2028-02-29", "season"),
        ("Q3 2026", "2026-07-01", "2026-09-30", "quarter"),
        ("Q3 24/25", "2024-10-01", "2024-12-31", "quarter"),
        ("last quarter of 2026/27", "2027-01-01", "2027-03-31", "quarter"),
        ("the second half of 2021", "2021-07-01", "2021-12-31", "half_year"),
        ("H1 2026", "2026-01-01", "2026-06-30", "half_year"),
        ("2026/27 H2", "2026-10-01", "2027-03-31", "half_year"),
        ("Quarter 3 2024/25", "2024-10-01", "2024-12-31", "quarter"),
        ("Qtr 3 24/25", "2024-10-01", "2024-12-31", "quarter"),
        ("Autumn/Winter 2025", "2025-09-01", "2026-02-28", "half_year"),
        ("spring and summer of 2025", "2025-03-01", "2025-08-31", "half_year"),
        ("beginning of April 2025", "2025-04-01", "2025-04-30", "month"),
        ("start of 2026", "2026-01-01", "2026-06-30", "half_year"),
        ("mid-2026", "2026-04-01", "2026-09-30", "half_year"),
        ("between now and late 2026/27", "2026-10-01", "2027-03-31", "half_year"),
        ("Mar-26", "2026-03-01", "2026-03-31", "month"),
        ("w/c Mon 1 March 2027", "2027-03-01", "2027-03-07", "month"),
        ("week ending 7/3/2027", "2027-03-01", "2027-03-07", "month"),
        ("FY26", "2025-04-01", "2026-03-31", "financial_year"),
        ("Within FY 25/26", "2025-04-01", "2026-03-31", "financial_year"),
        ("end of FY", "2027-03-31", "2027-03-31", "year_end"),
        ("academic year 2025/26", "2025-08-01", "2026-07-31", "year"),
        ("end of the academic year 2025/26", "2026-07-31", "2026-07-31", "year_end"),
        ("Completed March 2024", "2024-03-01", "2024-03-31", "month"),
        ("March 2026, subject to funding (tbc)", "2026-03-01", "2026-03-31", "month"),
        ("March 2026 at the latest", "2026-03-01", "2026-03-31", "month"),
        ("31/3/26 (revised)", "2026-03-31", "2026-03-31", "day"),
        ("June Board", "2027-06-01", "2027-06-30", "meeting"),
        ("November 2025 Board meeting", "2025-11-01", "2025-11-30", "meeting"),
        ("Board meeting in March 2026", "2026-03-01", "2026-03-31", "meeting"),
        ("2021", "2021-01-01", "2021-12-31", "year"),
        ("In early 2024", "2024-01-01", "2024-06-30", "half_year"),
        ("by the end of 2021", "2021-12-31", "2021-12-31", "year_end"),
        ("by the end of the year", "2026-12-31", "2026-12-31", "year_end"),
        ("the end of the financial year", "2027-03-31", "2027-03-31", "year_end"),
        ("between now and the end of the financial year", "2027-03-31", "2027-03-31", "year_end"),
        ("2023/24", "2023-04-01", "2024-03-31", "financial_year"),
        ("FY 23/24", "2023-04-01", "2024-03-31", "financial_year"),
        ("1999/00", "1999-04-01", "2000-03-31", "financial_year"),
        ("this financial year", "2026-04-01", "2027-03-31", "financial_year"),
        ("the first meeting in 2025", "2025-01-01", "2025-12-31", "meeting"),
        ("first Board meeting of the year", "2026-01-01", "2026-12-31", "meeting"),
        ("next meeting", "None", "None", "meeting"),
    ],
)
def test_a_period_keeps_its_first_and_last_day_and_how_exact_it_is(
    words: str, earliest: str, latest: str, precision: str
) -> None:
    assert _read(words) == (earliest, latest, precision)


@pytest.mark.parametrize(
    "words",
    [
        *(
            "in due course",
            "TBC",
            "tbd",
            "ongoing",
            "",
            "-",
            "May 2016 onwards",
            "from late May onwards",
            None,
        ),
        *("on going", "rolling programme", "tbc (awaiting funding)", "March 2027 at the earliest"),
        *("annually", "Quarterly", "not applicable", "immediately", "Ongoing - annual review", "Ongoing/TBC"),
    ],
)
def test_words_that_set_no_date_are_understood_and_kept(words: str | None) -> None:
    assert read_due(words, MONDAY) == Due(None, None, "none", words or "", understood=True)


@pytest.mark.parametrize(
    "words",
    [
        "when funding allows",
        "over the next 12 months",
        "30 Feb 2026",
        "31/11/2026",
        "0 November 2026",
        "45 November 2026",
        "Thu 13 Nov",  # it is a Friday
        "Thu 13 Nov 2026",
        "Nov 26",  # a day or a year
        "29 Feb",  # none within ten months
        "Q3",  # of which kind of year
        "year end",
        "14–16 Nov",
        "2026/28",
        "spring 2026/27",
        "spring/autumn 2026",
        "Jun 25 - Sep 25",  # days, or months of a year
        "end of Q3",
        "w/c March",
        "Board",
        "short term",
        "1st Jan 0000",
        "May May May",
        "9999-01-01",
    ],
)
def test_what_may_mean_two_things_or_none_is_not_guessed(words: str) -> None:
    assert read_due(words, MONDAY) == Due(None, None, "none", words, understood=False)


@pytest.mark.parametrize(
    ("words", "earliest", "latest", "start"),
    [
        ("April 2025 – March 2026", "2026-03-01", "2026-03-31", "April 2025"),
        ("01/04/2025-31/03/2026", "2026-03-31", "2026-03-31", "01/04/2025"),
        ("Apr 25 - Mar 26", "2026-03-01", "2026-03-31", "Apr 25"),
        ("between April and December 2025", "2025-12-01", "2025-12-31", "April"),
        ("ongoing until March 2027", "2027-03-01", "2027-03-31", "ongoing"),
        ("Aug 2025 & Feb 2026", "2026-02-01", "2026-02-28", ""),
    ],
)
def test_a_period_or_several_dates_are_due_by_the_last(
    words: str, earliest: str, latest: str, start: str
) -> None:
    due = read_due(words, MONDAY)
    assert (str(due.earliest), str(due.latest), due.start, due.words) == (earliest, latest, start, words)
    assert due.one_day is None


def test_a_day_without_its_year_may_have_been_due_up_to_three_months_ago() -> None:
    assert _read("16 Aug")[0] == "2026-08-16"
    assert _read("15 Aug")[0] == "2027-08-15"


def test_a_period_still_to_begin_has_not_ended_yet() -> None:
    today = date(2026, 11, 23)
    assert read_due("1 Dec - 3 Sept", today).latest == date(2027, 9, 3)
    assert read_due("1 Dec 2026 - 3 Sept", today).latest == date(2027, 9, 3)
    assert read_due("1 Oct - 20 Nov", today).latest == date(2026, 11, 20), (
        "people name what has just been due"
    )


def test_a_month_or_season_without_its_year_is_running_or_the_next() -> None:
    assert _read("November")[0] == "2026-11-01"
    assert _read("Oct")[0] == "2027-10-01"
    assert _read("autumn")[0] == "2026-09-01"
    assert _read("next autumn")[0] == "2027-09-01"
    assert str(read_due("winter", date(2027, 1, 5)).earliest) == "2026-12-01"


def test_a_weekday_tells_which_year_is_meant() -> None:
    assert _read("Wed 11 Mar")[0] == "2026-03-11"
    assert _read("Thu 11 Mar")[0] == "2027-03-11"


def test_the_financial_year_begins_when_the_partnership_says() -> None:
    due = read_due("2026/27", MONDAY, fy_start=(8, 1))
    assert (due.earliest, due.latest) == (date(2026, 8, 1), date(2027, 7, 31))


def test_a_financial_year_has_not_begun_on_the_day_before_it_does() -> None:
    assert read_due("this financial year", date(2027, 3, 31)).earliest == date(2026, 4, 1)
    assert read_due("this financial year", date(2027, 4, 1)).earliest == date(2027, 4, 1)


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("3 Nov", date(2026, 11, 3)),
        ("on Tue 3 Nov", date(2026, 11, 3)),
        ("20 Nov", date(2025, 11, 20)),
        ("20/11", date(2025, 11, 20)),
        ("5 January", date(2026, 1, 5)),
        ("yesterday", date(2026, 11, 15)),
        ("today", MONDAY),
        ("last Friday", date(2026, 11, 13)),
        ("Monday", date(2026, 11, 9)),
        ("3/11/2026", date(2026, 11, 3)),
        ("tomorrow", None),
        ("3 Dec 2026", None),
        ("November", None),
        ("some time", None),
    ],
)
def test_the_day_something_was_said_is_never_to_come(words: str, day: date | None) -> None:
    assert read_past_day(words, MONDAY) == day


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("2026-12-03", "Thu 3 Dec"),
        ("3/12/2027", "Fri 3 Dec 2027"),
        ("november 2026", "Nov 2026"),
        ("spring 2027", "Spring 2027"),
        ("winter 2026", "Winter 2026/27"),
        ("2026/27", "2026/27"),
        ("2027", "2027"),
        ("early 2027", "early 2027"),
        ("by mid-2027", "Apr–Sep 2027"),
        ("w/c 1 March 2027", "w/c Mon 1 Mar"),
        ("end of academic year 2025/26", "end of academic year 2025/26"),
        ("end of 2026", "end of 2026"),
        ("end of the financial year", "end of 2026/27"),
        ("second half of 2021", "Jul–Dec 2021"),
        ("2026/27 H2", "Oct 2026–Mar 2027"),
        ("Q3 24/25", "Oct–Dec 2024"),
        ("Nov/Dec 2015", "Nov–Dec 2015"),
        ("the first meeting in 2025", "the first meeting in 2025"),
        ("TBC", "no date set"),
        ("when we can", "no date set"),
    ],
)
def test_a_due_date_is_said_as_exactly_as_it_is_known(words: str, said: str) -> None:
    assert due_in_words(read_due(words, MONDAY), MONDAY) == said


def test_a_meeting_without_words_is_said_by_its_year() -> None:
    due = Due(date(2025, 1, 1), date(2025, 12, 31), "meeting")
    assert due_in_words(due, MONDAY) == "a meeting in 2025"
    assert due_in_words(Due(None, None, "meeting"), MONDAY) == "a meeting to come"


@given(st.text(max_size=80) | scraps, todays)
def test_any_words_are_kept_and_give_days_in_order(words: str, today: date) -> None:
    due = read_due(words, today)
    assert due.words == words
    assert due.precision in PRECISIONS
    assert (due.earliest is None) == (due.latest is None)
    assert due.earliest is None or due.latest is None or due.earliest <= due.latest
    assert (due.precision != "none") or due.earliest is None
    assert due_in_words(due, today)
    past = read_past_day(words, today)
    assert past is None or past <= today


@given(scraps, todays)
def test_what_is_said_of_a_due_date_is_read_back_to_the_same_days(words: str, today: date) -> None:
    due = read_due(words, today)
    if due.precision in ("none", "meeting"):
        return
    again = read_due(due_in_words(due, today), today)
    assert (again.earliest, again.latest) == (due.earliest, due.latest)


@given(todays, st.integers(-5000, 5000))
def test_a_day_in_words_is_read_back_as_that_day(today: date, away: int) -> None:
    day = today + timedelta(days=away)
    due = read_due(date_in_words(day, today), today)
    assert (due.earliest, due.latest, due.precision) == (day, day, "day")


@given(todays, st.dates(date(1950, 1, 1), date(2190, 12, 31)))
def test_the_iso_and_the_british_form_name_the_same_day(today: date, day: date) -> None:
    iso, british = read_due(day.isoformat(), today), read_due(f"{day.day}/{day.month}/{day.year}", today)
    assert iso.earliest == british.earliest == day


def test_a_very_long_text_is_not_understood_quickly() -> None:
    assert not read_due("end of " * 5000 + "2026", MONDAY).understood
    assert not read_due("q1 " * 5000, MONDAY).understood
    assert not read_due("the - " * 5000 + "(", MONDAY).understood


def test_a_meeting_that_has_its_day_is_said_by_day_and_words() -> None:
    day = date(2027, 3, 12)
    assert due_in_words(Due(day, day, "meeting", "first meeting in 2027"), date(2027, 1, 4)) == (
        "Fri 12 Mar (first meeting in 2027)"
    )
