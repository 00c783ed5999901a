"""Reading dates: from what a paper or a person wrote to the days it may mean.

What may live here: what is understood, whole, and what is set aside before it is looked up. The readers themselves
are `bot.rules.date_days` and `bot.rules.date_periods`. The rules:

- British order: 12/11/2026 is 12 November. Years are 1900–2199; "26" is 2026. "Mar-26", as spreadsheets write it, is a
  month; "Mar 26" may be a day, and is not read.
- A day without its year is the next such day from three months ago on: people name what has just been due.
  A weekday must agree: where it does not, the same day within ten months of today is tried ("Wed 11 Mar").
- A month, pair of months or season without its year is the one running or the next.
- "Friday" is today's or the next one; "next Friday" is the Friday of next week.
- "w/c 1 March" is the seven days from then on, "w/e 7 March" those up to then. The register has no word for a week:
  its precision is the next wider, month.
- Seasons are meteorological: spring is March to May; winter 2026 is December 2026 to February 2027.
- A quarter or half of a year ("Q3 2026") is of the calendar year; of "2026/27", of the financial year.
  Without a year ("end of Q3") it could be either, and is not read.
- "FY26" is 2025/26: accounts name a financial year by the one it ends in. An academic year is August to July.
- "The end of 2026" is 31 December, precision year_end; "the end of the financial year" likewise its last day.
- "Early 2026" and "start of 2026" are its first half, "mid-2026" April to September, "late 2026" its second half: the
  most that each can mean, so that nothing is called late too soon. Of anything shorter than a year they, and its end,
  are the whole: early March is March.
- "The first meeting in 2025" and "first Board of 2025" lie within 2025, precision meeting, and so does the "June
  Board" within June; "next meeting" has no days until it is bound to a meeting.
- "May 2016 onwards" is a start and sets no due date; nor do "in due course", "TBC", "annually", "rolling" or
  "ongoing, reviewed each year". These are understood.
- What is said besides a date is set aside: remarks in brackets, "subject to funding", "at the latest", "completed".
- What could be two things ("Nov 26", "year end") or cannot be read is not understood, and sets no date.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from bot.rules.date_days import DAYS, WEEKS, WITHOUT_YEAR
from bot.rules.date_names import (
    MONTHS,
    NOT_SET,
    ORDINAL,
    SEASONS,
    WEEKDAY,
    WEEKDAYS,
    Context,
    Match,
    Span,
    look_up,
    table,
    weekday_of,
)
from bot.rules.date_periods import EARLY_AND_LATE, PERIODS, this_period

__all__ = ["LONGEST", "MONTHS", "SEASONS", "WEEKDAYS", "WITHOUT_YEAR", "Span", "read_past", "read_span"]

LONGEST = 200
"""Characters of the longest phrase in which a date is looked for."""


def read_span(words: str, today: date, fy_start: tuple[int, int] = (4, 1)) -> Span | None:
    """The days `words` may mean; no days and "none" where they say that no date is set; None: not understood.

    `fy_start` is the month and day on which the financial year begins.
    """
    context = Context(today, fy_start)
    whole = _folded(words)
    text = _without_remarks(whole) if len(whole) <= LONGEST else whole
    bare = _without(_LEAD_IN, text)
    if any(pattern.fullmatch(said) for pattern in (_NO_DATE_WORDS, _START) for said in (whole, text, bare)):
        return NOT_SET
    if len(whole) > LONGEST:
        return None
    return look_up(EARLY_AND_LATE, bare, context) or look_up(_EVERYTHING, _without(_PART, bare), context)


def read_past(words: str, today: date) -> date | None:
    """The last day on or before today that `words` may name; None where they name no single day."""
    text = _without(_LEAD_IN, _folded(words))
    weekday = _PAST_WEEKDAY.fullmatch(text)
    if weekday:
        return today - timedelta(days=(today.weekday() - weekday_of(weekday[1]) - 1) % 7 + 1)
    last_year = today.year - 1
    for said in (text, f"{text} {today.year}", f"{text} {last_year}", f"{text}/{last_year}"):
        earliest, _, precision = read_span(said, today) or NOT_SET
        if precision == "day" and earliest and earliest <= today:
            return earliest
    return None


# --- what is set aside, and what sets no date ------------------------------------------------------------

_DASHES = str.maketrans(
    dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-") | {"‘": "'", "’": "'"}
)
_DONE = r"(?:to be )?(?:complete[ds]?|achieved|delivered|done|expected|estimated|target(?: date)?|deadline):?"
_LEAD_IN = re.compile(
    r"(?:(?:between (?:now|today) and|no later than|not later than|some ?time|before (?=the end )"
    rf"|by|in|on|at|due|during|throughout|within|the|{_DONE}) )+"
)
_PART = re.compile(r"(?:(?:early|mid|late|(?:middle|start|beginning) of)[ -](?:in )?(?:the )?)+")
_REMARKS = re.compile(
    r"(?<![ ,;:-])[ ,;:-]*(?:\([^()]*\)|\[[^\[\]]*\]"
    r"|\b(?:subject to|depend(?:ing|ent|s) (?:up)?on|conditional (?:up)?on|pending|provided|if|once|unless)\b .+"
    r"|\b(?:at (?:the )?)?latest|\bor (?:before|earlier|sooner)|\btb[acd]|\bto be confirmed|\brevised|\?+)$"
)
_NO_DATE_WORDS = re.compile(
    r"-*|\?*|n/?a|none|null|nil|no date(?: set| yet)?|not set|not stated|unknown|undated|open(?:[- ]ended)?"
    r"|tb[acd]|to be (?:agreed|announced|arranged|confirmed|decided|determined|set)|(?:in )?due course"
    r"|on[- ]?going|continuous|rolling(?: (?:basis|programme))?|(?:on )?a rolling basis"
    r"|as soon as (?:possible|practicable)|asap|immediate(?:ly)?|not applicable"
    r"|(?:bi-?)?annual(?:ly)?|(?:half-?)?yearly|quarterly|(?:six-?)?monthly|weekly|each year|every year"
)
_START = re.compile(
    r"(?:from|since|start(?:s|ed|ing)|beg[aiu]n|begins|beginning(?! of)|commenc(?:es|ed|ing)|not? (?:earlier|before)"
    r"(?: than)?) .+|.+ (?:onwards?|on-?going|at the earliest)"
    r"|on[- ]?going(?! ?-? ?(?:until|till|to|by)\b)[ /,;:(-].+"
)
_PAST_WEEKDAY = re.compile(rf"(?:last )?{WEEKDAY}")
_MOST_REMARKS = 4


def _folded(words: str) -> str:
    return " ".join(words.translate(_DASHES).casefold().split()).strip(" .,;:!")


def _without_remarks(text: str) -> str:
    """Without what stands after a date and says no other; a text of nothing else is left as it is."""
    for _ in range(_MOST_REMARKS):
        match = _REMARKS.search(text)
        if match is None or match.start() == 0:
            break
        text = text[: match.start()].rstrip(" .,;:!")
    return text


def _without(lead_in: re.Pattern[str], text: str) -> str:
    match = lead_in.match(text)
    return text[match.end() :] if match else text


# --- the table: the first row that fits and yields a date wins -------------------------------------------


def _read_end(match: Match, context: Context) -> Span | None:
    """The end of a year is its last day; the end of a shorter period is that period."""
    span = look_up(PERIODS, this_period(match[1]), context)
    if span and span[2] in ("year", "financial_year"):
        return span[1], span[1], "year_end"
    return span


def _read_meeting(match: Match, context: Context) -> Span:
    span = look_up(PERIODS, this_period(match[1] or ""), context)
    earliest, latest, _ = span or NOT_SET
    return earliest, latest, "meeting"


def _read_board(match: Match, context: Context) -> Span | None:
    """ "June Board": its meeting in that month or season; a day is that day."""
    when = match["when"] or match["later"]
    span = look_up(DAYS, when, context)
    if span:
        return span
    earliest, latest, _ = look_up(PERIODS, when, context) or NOT_SET
    return (earliest, latest, "meeting") if latest else None


_BOARD = r"(?:(?:cpp|partnership|the) )*board(?: meeting)?"
_AT_BOARD = rf"(?P<when>.+?),? (?:{_BOARD}|meeting)|{_BOARD},? (?:(?:in|of|on|-) )?(?P<later>.+)"
_WHICH, _OF_WHEN = rf"(?:{ORDINAL}|next|final)(?: [a-z]+){{0,3}}", r"(?: (?:in|of|on) (?:the )?(.+))?"
_EVERYTHING = (
    *DAYS,
    *WEEKS,
    *PERIODS,
    *table(
        (r"end(?:-| of (?:the )?| )(.+)", _read_end),
        (rf"{_WHICH} meeting{_OF_WHEN}", _read_meeting),
        (_AT_BOARD, _read_board),
        (rf"{_WHICH} board{_OF_WHEN}", _read_meeting),
    ),
)
