"""When a question is about: "in June", "since the last Board", "over the summer", "last week", "before Christmas".

What may live here: finding a time in a sentence, as days already past or still to come. How a date is read is
`bot.rules.dates`; today is an argument.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from bot.rules.dates import read_due, read_past_day
from commands.plain_words.readings import EVER, Period


@dataclass(frozen=True, slots=True)
class When:
    """A period, and the part of the text that says it."""

    period: Period
    start: int = 0
    end: int = 0

    @property
    def is_said(self) -> bool:
        """Whether the sentence says a time at all."""
        return self.end > self.start


_MONTH = (
    r"jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?"
)
_SEASON = "spring|summer|autumn|winter"
_WEEKDAY = "monday|tuesday|wednesday|thursday|friday|saturday|sunday"
_DAY = (
    rf"(?:[0-9]{{1,2}}(?:st|nd|rd|th)?(?: of)? (?:{_MONTH})(?: [0-9]{{4}})?|(?:{_MONTH}) "
    rf"[0-9]{{1,2}}(?:st|nd|rd|th)?(?![0-9]))"
)
_NTH = r"[0-9]{1,2}(?:st|nd|rd|th)"
_NUMBERS = {
    "a": 1,
    "one": 1,
    "couple of": 2,
    "few": 3,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "fortnight": 2,
}
_BOARD = (
    r"(?:(?:last|previous) )?(?:cpp )?board(?: meeting)?|(?:last|previous) meeting|we (?:last )?met|"
    r"they (?:last )?met"
)

_Reader = Callable[[re.Match[str], date, bool], Period | None]


def find_period(text: str, today: date, to_come: bool = False) -> When:
    """The first time `text` says, past unless `to_come`; `EVER` where it says none. Text is folded words."""
    for pattern, reader in _SAID:
        match = pattern.search(text)
        period = reader(match, today, to_come) if match else None
        if match and period is not None:
            return When(period, match.start(), match.end())
    return When(EVER)


def _since_board(_: re.Match[str], __: date, ___: bool) -> Period:
    return Period(since_board=True)


def _since(match: re.Match[str], today: date, _: bool) -> Period | None:
    said = _span(match[1], today, to_come=False)
    return Period(said.first, None) if said else None


def _between(match: re.Match[str], today: date, to_come: bool) -> Period | None:
    first, last = _span(match[1], today, to_come), _span(match[2], today, to_come)
    if first is None or last is None or first.first is None or last.last is None:
        return None
    if first.first > last.last:
        first = Period(_a_year_before(first.first), first.last)
    return Period(first.first, last.last)


def _until(match: re.Match[str], today: date, _: bool) -> Period | None:
    said = _span(match[1], today, to_come=True)
    return Period(None, said.last) if said else None


def _one(match: re.Match[str], today: date, to_come: bool) -> Period | None:
    return _span(match[1], today, to_come)


def _since_start(match: re.Match[str], today: date, _: bool) -> Period:
    """ "Since the start of the month": of the financial year, from 1 April."""
    if match["unit"] == "financial year":
        return Period(date(today.year - (today.month < 4), 4, 1), None)
    first = {
        "week": today - timedelta(days=today.weekday()),
        "month": today.replace(day=1),
        "quarter": date(today.year, (today.month - 1) // 3 * 3 + 1, 1),
    }
    return Period(first[match["unit"]], None)


def _recent(match: re.Match[str], today: date, _: bool) -> Period:
    """ "In the last two weeks", "over the next month"."""
    unit = match["unit"]
    number = _NUMBERS.get((match["number"] or "").strip(), 0) or int(match["digits"] or 1)
    days = _DAYS[unit] * number
    if match["way"] in ("next", "coming", "within"):
        return Period(today, today + timedelta(days=days))
    return Period(today - timedelta(days=days), today)


def _calendar(match: re.Match[str], today: date, _: bool) -> Period:
    """ "Last week", "this month", "next year": whole ones, Monday to Sunday, first to last."""
    step = {"last": -1, "previous": -1, "this": 0, "next": 1, "coming": 1}[match[1]]
    if match[2] == "week":
        monday = today - timedelta(days=today.weekday()) + timedelta(weeks=step)
        return Period(monday, monday + timedelta(days=6))
    if match[2] == "financial year":
        began = today.year - (today.month < 4) + step
        return Period(date(began, 4, 1), date(began + 1, 3, 31))
    if match[2] == "year":
        return Period(date(today.year + step, 1, 1), date(today.year + step, 12, 31))
    months = today.year * 12 + today.month - 1 + step
    if match[2] == "quarter":
        months = (today.year * 4 + (today.month - 1) // 3 + step) * 3
        return Period(_first(months), _last(months + 2))
    return Period(_first(months), _last(months))


def _first(months: int) -> date:
    return date(months // 12, months % 12 + 1, 1)


def _last(months: int) -> date:
    first = _first(months)
    return first.replace(day=monthrange(first.year, first.month)[1])


def _christmas(match: re.Match[str], today: date, _: bool) -> Period:
    day = date(today.year, 12, 25) if match[0].endswith("christmas") else date(today.year, 12, 31)
    return Period(None, day)


def _span(said: str, today: date, to_come: bool) -> Period | None:
    """The days of a month, season or day: the last such before today, or with `to_come` the next."""
    said = re.sub("^(?:last|next|this|coming) ", "", said.strip())
    if said in ("now", "today", "tomorrow"):
        day = today + timedelta(days=said == "tomorrow")
        return Period(day, day)
    if re.fullmatch(_NTH, said):
        return _nth(int(said[:-2]), today, to_come)
    if said in ("start of the year", "new year", "beginning of the year"):
        return Period(date(today.year, 1, 1), date(today.year, 1, 31))
    if re.fullmatch(_DAY, said) or said == "yesterday" or re.fullmatch(_WEEKDAY, said):
        read = read_due(said, today).latest if to_come else read_past_day(said, today)
        return Period(read, read) if read else None
    due = read_due(said, today)
    if due.earliest is None or due.latest is None:
        return None
    period = Period(due.earliest, due.latest)
    if not to_come and not re.search("[0-9]{4}", said) and due.earliest > today:
        return Period(_a_year_before(due.earliest), _a_year_before(due.latest))
    return period


def _nth(number: int, today: date, to_come: bool) -> Period | None:
    """ "The 19th": of this month, or of the one that makes it a day past or to come."""
    months = today.year * 12 + today.month - 1
    for step in (0, 1, 2) if to_come else (0, -1, -2):
        last = _last(months + step)
        if not 0 < number <= last.day:
            continue
        day = last.replace(day=number)
        if (day >= today) if to_come else (day <= today):
            return Period(day, day)
    return None


def _ago(match: re.Match[str], today: date, _: bool) -> Period:
    """ "Since a fortnight ago", "two months ago": from then on."""
    number = _NUMBERS.get(match["number"], 0) or int(match["number"])
    return Period(today - timedelta(days=_DAYS[match["unit"]] * number), None)


_DAYS = {"day": 1, "week": 7, "fortnight": 14, "month": 30, "quarter": 91, "year": 365}


def _a_year_before(day: date) -> date:
    last = monthrange(day.year - 1, day.month)[1]
    return day.replace(year=day.year - 1, day=min(day.day, last))


_ONE = (
    rf"(?:(?:last|next|this|coming) )?(?:{_DAY}|(?:{_MONTH})(?: [0-9]{{4}})?|(?:{_SEASON})(?: [0-9]{{4}})?|[0-9]{{4}}|"
    rf"yesterday|today|tomorrow|now|(?:{_WEEKDAY})|{_NTH})"
)
_MET = r"(?:board|meeting)(?: meeting| met)?"
_START = r"(?:start|beginning) of the year|new year"
_START_OF = r"(?:start|beginning) of (?:the|this) (?P<unit>week|month|quarter|financial year)"
_AGO = rf"(?:{_ONE}|{_START})"

_SAID: tuple[tuple[re.Pattern[str], _Reader], ...] = tuple(
    (re.compile(rf"\b(?:{pattern})\b"), reader)
    for pattern, reader in (
        (rf"since (?:the )?(?:last )?{_MET} (?:in|on|of) (?:the )?({_ONE})", _since),
        (rf"(?:since|after) (?:the )?(?:{_BOARD})|from the last (?:board|meeting)", _since_board),
        (rf"(?:between|from) (?:the )?({_ONE}) (?:and|to|until) (?:the )?({_ONE})", _between),
        (
            (
                r"(?:since )?(?:about )?(?P<number>a|one|two|three|four|five|six|[0-9]{1,2}) "
                r"(?P<unit>day|week|month|quarter|year|fortnight)s? ago"
            ),
            _ago,
        ),
        (rf"(?:since|after) (?:the )?({_START_OF})", _since_start),
        (rf"(?:since|after) (?:the )?({_AGO})", _since),
        (rf"(?:the )?({_ONE}) (?:and|or|to|until|till|through) (?:the )?({_ONE})", _between),
        (r"(?:before|by) (?:the )?(?:end of the year|year end|christmas|new year)", _christmas),
        (rf"(?:before|by|until|up to) (?:the )?(?:end of )?(?:the )?({_ONE})", _until),
        (
            (
                r"(?:(?:in|over|within|for|during) )?(?:the )?(?P<way>last|past|next|coming) "
                r"(?:(?P<number>couple of|few|two|three|four|five|six) |(?P<digits>[0-9]{1,2}) )"
                r"(?P<unit>day|week|month|quarter|year|fortnight)s?"
            ),
            _recent,
        ),
        (
            (
                r"(?:in|over|within|for|during) the (?P<way>last|past|next|coming) (?P<number>)(?P<digits>)"
                r"(?P<unit>week|month|quarter|year)"
            ),
            _recent,
        ),
        (r"(?:the )?(?P<way>last|past|next|coming) (?P<number>)(?P<digits>)(?P<unit>fortnight)", _recent),
        (
            (
                r"(?P<way>within) (?:the )?(?:next )?(?:(?P<number>a|couple of|few|two|three|four|five|six) |"
                r"(?P<digits>[0-9]{1,2}) )(?P<unit>day|week|month|quarter|year|fortnight)s?"
            ),
            _recent,
        ),
        (r"(last|previous|this|next|coming) (week|month|quarter|year|financial year)s?", _calendar),
        (rf"(?:in|during|over|through|throughout|on|for|from|of|back in) (?:the )?({_ONE})", _one),
        (rf"((?:last|this|next) (?:{_SEASON}))", _one),
        (rf"((?:{_MONTH})(?: [0-9]{{4}})|(?:last )?(?:{_WEEKDAY})|yesterday|today|{_DAY})", _one),
        (rf"((?:{_MONTH}))(?: (?:update|report|meeting|actions?|milestones?|deadlines?)s?)?$", _one),
    )
)  # fmt: skip
"""The ways a time is said; the first that is found wins."""
