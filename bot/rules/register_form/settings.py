"""What a register file says of the partnership itself: its own words, its calendar, how it likes to be asked.

What may live here: reading and checking those settings.
"""

from __future__ import annotations

from datetime import date
from zoneinfo import ZoneInfo

from bot.rules.date_reading import WEEKDAYS
from bot.rules.dates import read_due
from bot.rules.register_form.drafts import Draft, draft_of
from bot.rules.register_form.rows import Row
from bot.rules.status import StatusEntry, StatusKey
from bot.rules.workdays import is_known_source
from storage.records import PartnershipBase

_WORDS = ("short_name", "strapline", "area", "plan_term", "priority_term", "locality_term")


def known_zone(name: object) -> ZoneInfo | None:
    """The time zone of this name, or None where there is none."""
    try:
        return ZoneInfo(str(name)) if isinstance(name, str) else None
    except (KeyError, ValueError, OSError):
        return None


def settings(row: Row, code: str) -> Draft | None:
    """The partnership's own settings; what it does not say is as the record has it."""
    values: dict[str, object] = {name: row.text(name) for name in _WORDS}
    # A plan of its own name is not called LOIP for short unless the file says so.
    values |= {
        "plan_abbreviation": row.text("plan_abbreviation") or ("" if values["plan_term"] else None),
        "risk_scale": row.number("risk_scale"),
        "code": code,
        "name": row.text("name"),
        "time_zone": _zone(row),
        "holidays": _holidays(row),
        "closed_days": _closed_days(row),
        "nudge_day": _weekday(row),
        "nudge_hour": row.number("nudge_hour"),
        "freshness_days": row.number("freshness_days"),
        "ladder_days": row.number("ladder_days"),
        "digest_lead_days": row.number("digest_lead_working_days"),
        "status_key": _status_key(row),
        "code_prefix": _code_prefix(row),
    }
    return draft_of(row, "partnerships", PartnershipBase, values)


def _zone(row: Row) -> str | None:
    said = row.text("time_zone")
    if said is None or known_zone(said):
        return said
    row.note("time_zone", said, "Europe/London", "write it as Europe/London")
    return None


def _holidays(row: Row) -> str | None:
    said = row.text("holidays")
    if said is None or is_known_source(said):
        return said
    row.note("holidays", said, "GB-SCT", "write country and part, as GB-SCT, or none")
    return None


def _closed_days(row: Row) -> list[str]:
    days: list[date] = []
    for said in row.texts("closed_days"):
        day = read_due(said, row.setting.today).one_day
        if day:
            days.append(day)
        else:
            row.note("closed_days", said, "the other days", "write each day as YYYY-MM-DD")
    return [day.isoformat() for day in days]


def _weekday(row: Row) -> int | None:
    said = row.choice("nudge_day", WEEKDAYS)
    return WEEKDAYS.index(said) if said else None


def _code_prefix(row: Row) -> str | None:
    said = row.text("code_prefix")
    if said is None or (said.isascii() and said.isalpha() and 2 <= len(said) <= 4):
        return said.upper() if said else None
    row.note("code_prefix", said, "CPP", "write two to four letters")
    return None


def _status_key(row: Row) -> list[dict[str, object]]:
    """The partnership's own key, checked as a whole; one that cannot be used leaves the usual key."""
    entries: list[dict[str, object]] = []
    for one in row.rows("status_key", "status key"):
        names = ("status", "word", "symbol")
        entries.append({name: one.text(name) for name in names} | {"colours": one.texts("colours")})
        one.finish()
    try:
        StatusKey.of([StatusEntry.from_row(entry) for entry in entries])
    except ValueError as problem:
        row.note(
            "status_key", str(problem), "the usual key", "give each status one word, and each word one status"
        )
        return []
    return entries
