"""What somebody's words say stands in the way, so that help can be offered.

Pure reading; nothing is recorded by it.

What may live here: recognising "waiting on funding" and its kin in a person's own words.
"""

import re

_STANDS_IN_THE_WAY = re.compile(
    r"\b(?:waiting|held\s+up|stuck|blocked|delayed|depends?|dependent)\s+(?:on|for|by|until)\s+(?P<what>[^.;:!?\n]{2,60})",
    re.IGNORECASE,
)
_TROUBLED = ("at_risk", "off_track")


def barrier_in(words: str) -> str | None:
    """What the words say is waited for: "funding" in "waiting on funding".

    None where they say nothing of it.
    """
    match = _STANDS_IN_THE_WAY.search(words)
    return " ".join(match["what"].split()).rstrip(" ,") if match else None


def help_is_welcome(words: str, status: str | None) -> bool:
    """Whether to offer the Board's help: something is waited for, or the status is a troubled one."""
    return barrier_in(words) is not None or (status in _TROUBLED and bool(words.strip()))
