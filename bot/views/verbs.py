"""What a button says when it is pressed: action ids, and the small JSON value it carries."""

import json
from typing import Any

UPDATE = "update"
"""Open the form of one action."""

NO_CHANGE = "no_change"
"""Record that nothing changed, at once."""

BLOCKED = "blocked"
"""Open the form with the barrier first."""

MET = "milestone_met"
"""Record at once that a milestone was met."""

NEW_DATE = "milestone_new_date"
"""Ask for a milestone's new date, the reason and who agreed."""

SET_STATUS = "set_status"
"""Give an update recorded without one its status."""

ONLY_WORDS = "only_words"
"""What was read as a status was only words."""

CORRECT = "correct"
"""Open the form of an update just made, to put it right."""

CHANGE_STATUS = "change_status"
"""Open the same form, for the status."""

UNDO = "undo"
"""Take an update back, as a correction that stays in the history."""

ASK_BOARD = "ask_board"
"""Turn a barrier just told into an ask of the Board."""

NOTE_ONLY = "note_only"
"""Leave the barrier noted, and ask nothing."""

CONFIRM = "confirm_complete"
"""A second person confirms that an action is complete."""

PAGE = "page"
"""Show another page of a list."""

SHOW = "show"
"""Show one action."""

VALUE_LIMIT = 2000


def value(**fields: Any) -> str:
    """The value of a button: what is needed to act on it later, as compact JSON. Fields that are None are left out."""
    said = json.dumps(
        {name: field for name, field in fields.items() if field is not None}, separators=(",", ":")
    )
    if len(said) > VALUE_LIMIT:
        raise ValueError("a button carries ids and keys, not texts")
    return said


def read(said: str | None) -> dict[str, Any]:
    """The fields of a button's value; empty where the value is not ours or an old form of it."""
    try:
        fields = json.loads(said or "{}")
    except ValueError:
        return {}
    return fields if isinstance(fields, dict) else {}
