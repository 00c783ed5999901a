"""What a good action says of itself: how anybody will see it done, by when, whose it is, why it takes the partnership.

What may live here: the gentle questions asked of an action that does not say, as a pure function of its values. They
never stop anything from being kept.
"""

import re
from collections.abc import Mapping
from typing import Any

from bot.rules.date_names import MONTH

MEASURED, DATED, OWNED, WHY, FAIRER = "title", "when", "lead_group_id", "why", "fairer_scotland"
"""The field each question is about."""

_COUNTS = re.compile(
    r"%|\bto [0-9]|(?<![\w/-])(?!(?:19|20|21)[0-9]{2}\b)[0-9][0-9,.]* "
    rf"(?!{MONTH}\b)[a-z]{{3,}}|\b(?:all|each|every|half|twice|double|halve|per cent|percent|"
    r"(?:two|three|four|five|six|ten) [a-z]+|"
    r"first|agreed|published|opened?|signed|launched?|appointed?|complete[ds]?|trained|report(?:ed|s)?)\b",
    re.IGNORECASE,
)
"""What may be seen to have happened, or be counted: so many of something, not a bare figure, a date or "one"."""


def questions(action: Mapping[str, Any], has_measure: bool = False) -> tuple[tuple[str, str], ...]:
    """(field, question) for everything an action does not say yet.

    `action` are its columns; `has_measure` where an indicator or a milestone says how it will be seen.
    """
    return tuple((name, words) for name, missing, words in _CHECKS if missing(action, has_measure))


def _not_measured(action: Mapping[str, Any], has_measure: bool) -> bool:
    said = f"{action.get('title') or ''} {action.get('why') or ''}"
    return not has_measure and _COUNTS.search(said) is None


def _not_dated(action: Mapping[str, Any], _: bool) -> bool:
    return action.get("latest") is None and action.get("precision") != "meeting"


def _not_owned(action: Mapping[str, Any], _: bool) -> bool:
    return not any(action.get(name) for name in ("officer_id", "lead_group_id", "lead_body_id", "lead_words"))


_CHECKS = (
    (
        MEASURED,
        _not_measured,
        "How will anybody see that it has happened? A milestone or an indicator says so.",
    ),
    (DATED, _not_dated, "By when? A season or a financial year is enough."),
    (OWNED, _not_owned, "Who leads it? A group or a body; an officer can be named later."),
    (WHY, lambda action, _: not action.get("why"), "Why does it take the partnership, rather than one body?"),
    (
        FAIRER,
        lambda action, _: not action.get("fairer_scotland"),
        "What does it do for those worst off? (Fairer Scotland Duty)",
    ),
)
