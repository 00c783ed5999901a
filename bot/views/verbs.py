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

HOME = "home"
"""Look at another part of the Home tab, another page of it, or narrow it."""

READING = "reading"
"""Answer the question that a plain sentence was read as."""

RECORD_READING = "record_reading"
"""Record what a plain sentence was understood to say."""

CHANGE_READING = "change_reading"
"""Open the form with what was understood, to put it right first."""

WORDS_READING = "words_reading"
"""Record the sentence as words alone; the status stays."""

MORE = "more"
"""The menu beside an action's buttons; which verb was picked stands in the option's value."""

SNOOZE = "snooze"
"""Open the form that puts off being asked about an action."""

LIFT_SNOOZE = "lift_snooze"
"""Take a snooze back."""

NOT_MINE = "not_mine"
"""Open the form that hands an action on."""

SHOW_MINE = "show_mine"
"""Show the reader's own actions, those that wait and those that are fine among them."""

SEND_DIGEST = "digest_send"
"""Send a meeting's digest at once, instead of at its time."""

HOLD_DIGEST = "digest_hold"
"""Hold a meeting's digest back."""

LET_DIGEST_GO = "digest_let_go"
"""Let a digest that is held go."""

ADD_LINE = "digest_add_line"
"""Open the form that adds a line to a digest before it goes."""

ASK_FOR_MORE = "digest_ask_for_more"
"""Open the form that asks about something in a digest."""

THANK = "digest_thank"
"""Open the form that thanks for something in a digest."""

TO_AGENDA = "to_agenda"
"""Open the form that puts something on the agenda, or wishes it there."""

ON_AGENDA = "on_agenda"
"""Put an ask that somebody wishes for on the agenda, at once."""

SETTLE_BELOW = "settle_below"
"""Open the form that settles an ask below the Board."""

AFTER_BOARD = "after_board"
"""Open the form of what came of what a meeting was asked."""

MET_OR_NOT = "met_or_not"
"""Say at once whether a meeting that was asked nothing took place."""

ASK_QUESTION = "ask_question"
"""Open the form that asks an action's officer something in private."""

ANSWER_QUESTION = "answer_question"
"""Open the form that answers a question."""

AWAY = "away"
"""Open the form that says when one is away, and who covers."""

PREFERENCES = "preferences"
"""Open the form that says how one likes to be asked."""

KEEP_LEAVE = "keep_leave"
"""Be away on the days that were read in a sentence, at once."""

TAKE_ON = "take_on"
"""Become the coordinating officer of an action nobody has, at once."""

GIVE_BACK = "give_back"
"""Undo that a moment later."""

RECORD_FOR = "record_for"
"""Open the form of what somebody who is not on Slack answered."""

TRY_AGAIN = "try_again"
"""Send what could not be delivered after all."""

LET_BE = "let_it_be"
"""Leave what could not be delivered undelivered."""

WELCOME = "welcome"
"""Send everybody who has heard nothing from the bot yet a word of welcome."""

SET_UP = "set_up"
"""Open a form of the first run; which step it is stands after the colon, and in the value."""

VALUE_LIMIT = 2000
OPTION_LIMIT = 150


def value(**fields: Any) -> str:
    """The value of a button: what is needed to act on it later, as compact JSON. Fields that are None are left out."""
    said = json.dumps(
        {name: field for name, field in fields.items() if field is not None}, separators=(",", ":")
    )
    if len(said) > VALUE_LIMIT:
        raise ValueError("a button carries ids and keys, not texts")
    return said


def option(verb: str, **fields: Any) -> str:
    """The value of a menu's option: the verb and what it needs, within the 150 characters Slack allows.

    Where they do not fit, the asking message's key is left out: whoever reads it looks it up by its place.
    """
    said = value(v=verb, **fields)
    return said if len(said) <= OPTION_LIMIT else value(v=verb, **fields | {"asked": None})


def read(said: str | None) -> dict[str, Any]:
    """The fields of a button's value; empty where the value is not ours or an old form of it."""
    try:
        fields = json.loads(said or "{}")
    except ValueError:
        return {}
    return fields if isinstance(fields, dict) else {}
