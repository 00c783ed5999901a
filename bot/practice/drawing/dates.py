"""Slack's formatted dates, `<!date^1767225600^{date_long} at {time}|fallback>`, in British English.

Pure: an instant and a zone in. Slack's "pretty" forms say "today" by the clock; here they are plain dates.
"""

import re
from collections.abc import Callable
from datetime import UTC, datetime, tzinfo

from markupsafe import Markup

from bot.practice.drawing.tags import link, tag

FORMATS: dict[str, Callable[[datetime], str]] = {
    "date_num": lambda when: f"{when:%Y-%m-%d}",
    "date_slash": lambda when: f"{when:%d/%m/%Y}",
    "date": lambda when: f"{when.day} {when:%B %Y}",
    "date_short": lambda when: f"{when.day} {when:%b %Y}",
    "date_long": lambda when: f"{when:%A} {when.day} {when:%B %Y}",
    "time": lambda when: f"{when:%H:%M}",
    "time_secs": lambda when: f"{when:%H:%M:%S}",
}
_FIELD = re.compile(r"\{(\w+)\}")


def draw_date(instant: str, pattern: str, address: str, fallback: str, zone: tzinfo) -> Markup:
    """A date in a pattern of Slack's, linked where an address is given; the fallback where it is no date."""
    when = _read(instant, zone)
    words = _FIELD.sub(lambda field: _written(field, when), pattern) if when else fallback or pattern
    time = tag("time", words, datetime=when.isoformat()) if when else tag("span", words)
    return link(address, time) or time


def _written(found: re.Match[str], when: datetime) -> str:
    write = FORMATS.get(found[1].removesuffix("_pretty"))
    return write(when) if write else found[0]


def _read(instant: str, zone: tzinfo) -> datetime | None:
    try:
        return datetime.fromtimestamp(int(instant), UTC).astimezone(zone)
    except (ValueError, OverflowError, OSError):
        return None
