"""Working days: which days count, and counting them.

What may live here: the calendar of one partnership and arithmetic over it. The bank holidays come from the
`holidays` library, whose list is only the default: the partnership's own days win. Nothing here knows today.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, lru_cache
from importlib.util import find_spec, module_from_spec
from types import ModuleType

NO_HOLIDAYS = "none"
_ONE_DAY = timedelta(days=1)
_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Calendar:
    """One partnership's working days: Monday to Friday, less holidays, less or plus its own days.

    `source` names the bank holidays: "GB-SCT" (country, then subdivision where there is one) or "none".
    `closed` days are never worked, `open` days always are, whatever the source or the weekday says.
    Raises ValueError for a day both closed and open; an unknown source raises ValueError when first used.
    """

    source: str = "GB-SCT"
    closed: frozenset[date] = frozenset()
    open: frozenset[date] = frozenset()

    def __post_init__(self) -> None:
        both = self.closed & self.open
        if both:
            raise ValueError(f"both closed and open: {min(both).isoformat()}")

    def is_working_day(self, day: date) -> bool:
        """Whether the partnership's offices are open that day."""
        if day in self.closed:
            return False
        if day in self.open:
            return True
        return day.weekday() < _SATURDAY and day not in holidays_of(self.source, day.year)

    def next_working_day(self, day: date) -> date:
        """The day itself when it is worked, else the first worked day after it."""
        while not self.is_working_day(day):
            day += _ONE_DAY
        return day

    def previous_working_day(self, day: date) -> date:
        """The day itself when it is worked, else the last worked day before it."""
        while not self.is_working_day(day):
            day -= _ONE_DAY
        return day

    def working_days_before(self, day: date, count: int) -> date:
        """The `count`-th working day before `day`; 0 is `previous_working_day`. Raises ValueError below 0."""
        return self._step(day, count, -_ONE_DAY) if count else self.previous_working_day(day)

    def working_days_after(self, day: date, count: int) -> date:
        """The `count`-th working day after `day`; 0 is `next_working_day`. Raises ValueError below 0."""
        return self._step(day, count, _ONE_DAY) if count else self.next_working_day(day)

    def working_days_between(self, first: date, last: date) -> int:
        """How many working days lie after `first`, up to and including `last`; negative if `last` is earlier.

        From a Friday to the next Monday is 1. Counting back gives the same number with a minus.
        """
        if last < first:
            return -self.working_days_between(last, first)
        days = (first + timedelta(days=n) for n in range(1, (last - first).days + 1))
        return sum(self.is_working_day(day) for day in days)

    def _step(self, day: date, count: int, step: timedelta) -> date:
        if count < 0:
            raise ValueError(f"a number of working days is not below 0: {count}")
        while count:
            day += step
            count -= self.is_working_day(day)
        return day


@lru_cache(maxsize=512)
def holidays_of(source: str, year: int) -> frozenset[date]:
    """The bank holidays of one year. Raises ValueError for a source the `holidays` library does not know."""
    if source == NO_HOLIDAYS:
        return frozenset()
    country, _, subdivision = source.partition("-")
    try:
        return frozenset(_library().country_holidays(country, subdiv=subdivision or None, years=year))
    except NotImplementedError as error:
        raise ValueError(f"no list of holidays is called {source!r}") from error


@cache
def _library() -> ModuleType:
    """The `holidays` library, loaded by the first who counts working days, and of its countries only those asked for.

    Its package of countries imports all 250 when it is run, for 8 MB and a quarter of a second. Put in place without
    being run, it still lets the library find the one module it wants.
    """
    import holidays

    countries = find_spec("holidays.countries")
    if countries is not None:
        sys.modules.setdefault(countries.name, module_from_spec(countries))
    return holidays


def is_known_source(source: str) -> bool:
    """Whether `source` can be used for a Calendar; for checking a register before it is stored."""
    try:
        holidays_of(source, 2026)
    except ValueError:
        return False
    return True
