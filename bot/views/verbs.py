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

UNDO_HANDING = "undo_handing"
"""Undo a moment later that an action was handed on."""

SHOW_MINE = "show_mine"
"""Show the reader's own actions, those that wait and those that are fine among them."""

SEND_DIGEST = "digest_send"
"""Send a meeting's digest at once, instead of at its time."""

SHOW_DIGEST = "digest_show"
"""Open a window with a meeting's digest as it stands."""

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

ASK_KINDLY = "ask_kindly"
"""Open the same form with a courteous sentence in it, to ask how an action is going."""

ANSWER_QUESTION = "answer_question"
"""Open the form that answers a question."""

ANSWER_AS_UPDATE = "answer_as_update"
"""Offer the answer to a question, `q`, as an update too: shown, and recorded on another tap."""

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

HAND_OVER = "hand_over"
"""Hand over what somebody who has left still holds to whoever follows them."""

WELCOME = "welcome"
"""Send everybody who has heard nothing from the bot yet a word of welcome."""

SET_UP = "set_up"
"""Open a form of the first run; which step it is stands after the colon, and in the value."""

SUBJECT_ADD = "subject_add"
"""Open the form that adds a row of a subject: `t` is its table, `w` words to begin with, `g` fields by name."""

SUBJECT_EDIT = "subject_edit"
"""Open the form of a row: `t` its table, `i` its id, `o` the only fields asked for."""

SUBJECT_SHOW = "subject_show"
"""Show one row and what is part of it."""

SUBJECT_MORE = "subject_more"
"""Show every field of a subject's form, keeping what was typed."""

SUBJECT_AWAY = "subject_away"
"""Take away, at once, a row that only ties others together: `t` is its table, `i` its id."""

SUBJECT_LIST = "subject_list"
"""Show the rows of a subject."""

STILL_RIGHT = "still_right"
"""Confirm, at once, that what one's body brings to an action is still as it stands."""

TAKE_BARRIER = "take_barrier"
"""Take it on, at once, to move what stands in the way."""

BARRIER_SORTED = "barrier_sorted"
"""Say, at once, that a barrier, `i`, stands in the way no more; `u` is the update that said so, where one did."""

BARRIER_STANDS = "barrier_stands"
"""Take that back."""

CLOSE_WHY = "close_why"
"""Say, at once, why an action was closed; of one merged into another, open the form that asks which."""

SHEET_IMPORT = "sheet_import"
"""Import a file that was dropped: `f` is its id, `d` a digest of what was in it, `dec` what was said of unsure rows."""

SHEET_CANCEL = "sheet_cancel"
"""Import nothing of it."""

SHEET_SAME = "sheet_same"
"""Say of an unsure row `s` what it is: `to` is a row of the register, or new."""

SHEET_COLUMNS = "sheet_columns"
"""Open the form that says what the columns of a dropped file are: `c` is the message that shows them."""

HISTORY = "history"
"""Show what changed of something, and who changed it."""

REPLACE_SET = "replace_set"
"""Open the form that replaces the priorities that stand by a new set."""

REPLACE_WALK = "replace_walk"
"""Show a page of the open actions whose priorities were replaced; after the colon, which way."""

REPLACE_DECIDE = "replace_decide"
"""Decide on one of them: keep it under a new priority (`p`) at once, or open the form that closes it (`r`)."""

REPLACE_KEEP = "replace_keep"
"""Keep those of the page under the priorities suggested, at once: `k` says which under which."""

PLAN_STATE = "plan_state"
"""Give a plan, at once, the state that its approvals amount to: `i` is its id, `s` the state."""

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


def within(words: str, room: int) -> str:
    """As much of somebody's words as takes `room` characters in a value: one of theirs may take twelve."""
    while len(json.dumps(words)) > room:
        words = words[: len(words) * 4 // 5]
    return words


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
