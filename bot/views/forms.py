"""The forms: an action's update, a milestone's new date, an ask of the Board; and how what was filled in is read.

What may live here: modal views and the reading of their state, side by side, so that they cannot drift. Pure.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from bot.rules.outcomes import FormFacts
from bot.rules.status import StatusKey
from bot.views.blocks import Block, actions, clip, context, message, plain, section
from bot.views.escape import mrkdwn
from bot.views.update_buttons import update_buttons
from storage.records import ASK_KINDS, BARRIER_KINDS
from storage.records.glance import ActionGlance, MilestoneGlance

UPDATE_FORM = "update_form"
NEW_DATE_FORM = "new_date_form"
ASK_FORM = "ask_form"

WORDS_LIMIT = 3000
"""Slack's limit of a plain text input."""

FREE_TEXT_WARNING = "No names of service users. May be released under freedom of information."

ASK_WORDS = {
    "decide": "Decide something",
    "direct": "Give direction",
    "add_value": "Add value: open a door, lend weight",
    "note": "Note it (for information)",
}
BARRIER_WORDS = {
    "decision": "A decision",
    "data_sharing": "Data sharing",
    "resources": "Money or people",
    "another_partner": "Another partner",
    "other": "Something else",
}


@dataclass(frozen=True, slots=True)
class FormMemory:
    """What a form remembers between opening and sending: where it was asked, and what it corrects."""

    code: str
    asked: str
    corrects_id: int | None = None
    milestone_id: int | None = None
    update_id: int | None = None
    channel: str | None = None
    ts: str | None = None
    response_url: str | None = None

    def packed(self) -> str:
        """As `private_metadata` holds it."""
        return json.dumps(
            {name: getattr(self, name) for name in self.__slots__ if getattr(self, name) is not None}
        )

    @classmethod
    def unpacked(cls, said: str) -> "FormMemory":
        """From `private_metadata`. Raises `ValueError` for one that is not ours."""
        fields = json.loads(said)
        if not isinstance(fields, dict) or not isinstance(fields.get("code"), str):
            raise ValueError("not what a form of ours remembers")
        remembered: dict[str, Any] = {name: fields.get(name) for name in cls.__slots__}
        return cls(**remembered)


@dataclass(frozen=True, slots=True)
class UpdateFilledIn:
    """What an update form said. `status` is None where it was left as it is."""

    status: str | None
    words: str
    milestones_met: tuple[int, ...]
    barrier: str | None
    barrier_kind: str
    ask_kind: str | None
    ask_words: str | None
    evidence: str | None


def update_form(
    facts: FormFacts, key: StatusKey, memory: FormMemory, words: str = "", blocked: bool = False
) -> Block:
    """The form of one action. `blocked` puts what stands in the way first, and wants it; `words` are kept from before.

    Somebody who may add words and not set the status is not asked for it, nor for milestones.
    """
    action = facts.action
    barrier = [_barrier_kind(), _barrier_words(wanted=blocked)]
    status = [_status(key, action.status)] if facts.may_set_status else []
    met = _milestones_met(facts.milestones) if facts.may_set_status else []
    said = [*status, _words(words), context(FREE_TEXT_WARNING)]
    fields = [*barrier, *said] if blocked else [*said, *met, *barrier]
    return _form(
        UPDATE_FORM,
        "What's in the way?" if blocked else f"Update {action.code}",
        memory,
        [section(f"*{action.code}* {mrkdwn(action.title)}"), *fields, *_ask_fields(), _evidence()],
    )


def form_offer(action: ActionGlance, asked: str) -> Block:
    """The way to the form from where none can be opened at once: a message has no trigger, a button does."""
    title = f"{action.code} {action.title}"
    hint = f"Or write it here: `{action.code} on track first draft is out`."
    shown = section(f"*{action.code}* {mrkdwn(action.title)}\n{hint}")
    return message(f"Update {mrkdwn(title)}", [shown, actions("form", update_buttons(action.code, asked))])


def first_input(view: dict[str, Any]) -> str:
    """The block of a sent form's first input, where an error of the whole form is shown."""
    inputs = (str(block["block_id"]) for block in view["blocks"] if block["type"] == "input")
    return next(inputs, "words")


def typed_in(values: dict[str, Any]) -> str:
    """Everything typed into a form, to hand it back where it could not be saved."""
    typed = (_typed(values, block_id) for block_id in values)
    return "\n".join(words for words in typed if words)


def read_update_form(values: dict[str, Any], stands_at: str) -> UpdateFilledIn:
    """What was filled in. A status that is the one the action stands at is said too: it was confirmed."""
    barrier = _typed(values, "barrier")
    ask_words = _typed(values, "ask") or barrier
    ask_kind = _picked(values, "ask_kind")
    return UpdateFilledIn(
        status=_picked(values, "status") or (stands_at if "status" in values else None),
        words=_typed(values, "words") or "",
        milestones_met=tuple(int(value) for value in _ticked(values, "met")),
        barrier=barrier,
        barrier_kind=_picked(values, "barrier_kind") or "other",
        ask_kind=ask_kind if ask_words else None,
        ask_words=ask_words if ask_kind else None,
        evidence=_typed(values, "evidence"),
    )


def asks_the_board(values: dict[str, Any]) -> bool:
    """Whether a kind of ask was picked."""
    return _picked(values, "ask_kind") is not None


def update_form_errors(filled_in: UpdateFilledIn, asked_for_help: bool) -> dict[str, str]:
    """What is missing, by block, in words; empty where it can be saved."""
    if asked_for_help and not filled_in.ask_words:
        return {"ask": "Say in a sentence what the Board could do, or leave the kind of ask empty."}
    return {}


def new_date_form(title: str, now_due: str, memory: FormMemory) -> Block:
    """A milestone's new date: the day, why, and who agreed."""
    day = {"type": "datepicker", "action_id": "value"}
    return _form(
        NEW_DATE_FORM,
        "A new date",
        memory,
        [
            section(
                f"*{memory.code}* {mrkdwn(title)}\nWas due {mrkdwn(now_due)}. The first date stays in the history."
            ),
            _input("day", "When will it happen?", day),
            _input("reason", "What changed?", _text("value", 300)),
            _input("agreed_by", "Who agreed?", _text("value", 150), optional=True),
        ],
    )


def read_new_date_form(values: dict[str, Any]) -> tuple[date, str, str | None]:
    """The day, the reason and who agreed."""
    day: str = values["day"]["value"]["selected_date"]
    return date.fromisoformat(day), _typed(values, "reason") or "", _typed(values, "agreed_by")


def ask_form(action: ActionGlance, words: str, memory: FormMemory) -> Block:
    """An ask of the Board from an update just made."""
    return _form(
        ASK_FORM,
        "Ask for help",
        memory,
        [
            section(f"*{action.code}* {mrkdwn(action.title)}"),
            _input("ask_kind", "What should the Board do?", _choice(ASK_WORDS, "decide")),
            _input("ask", "In a sentence", _text("value", 500, words, multiline=True)),
            context(
                "The Executive Officer Group sees it first: it may be settled before it reaches the Board."
            ),
        ],
    )


def read_ask_form(values: dict[str, Any]) -> tuple[str, str]:
    """The kind of ask and its words."""
    return _picked(values, "ask_kind") or "decide", _typed(values, "ask") or ""


def done_view(title: str, answer: Block) -> Block:
    """What a form turns into once it is saved: the answer, and a way to close it."""
    return {
        "type": "modal",
        "title": plain(title, 24),
        "close": plain("Close", 24),
        "blocks": answer["blocks"],
    }


def _form(callback_id: str, title: str, memory: FormMemory, blocks: Sequence[Block]) -> Block:
    return {
        "type": "modal",
        "callback_id": callback_id,
        "title": plain(title, 24),
        "submit": plain("Save", 24),
        "close": plain("Cancel", 24),
        "private_metadata": memory.packed(),
        "blocks": list(blocks),
    }


def _input(
    block_id: str, label: str, element: Block, optional: bool = False, hint: str | None = None
) -> Block:
    block = {
        "type": "input",
        "block_id": block_id,
        "label": plain(label),
        "element": element,
        "optional": optional,
    }
    return block if hint is None else block | {"hint": plain(hint)}


def _text(action_id: str, limit: int, initial: str = "", multiline: bool = False) -> Block:
    element: Block = {
        "type": "plain_text_input",
        "action_id": action_id,
        "max_length": limit,
        "multiline": multiline,
    }
    return element | {"initial_value": initial[:limit]} if initial else element


def _choice(words: dict[str, str], initial: str | None = None) -> Block:
    options = [{"text": plain(text, 75), "value": value} for value, text in words.items()]
    element: Block = {"type": "static_select", "action_id": "value", "options": options}
    chosen = next((option for option in options if option["value"] == initial), None)
    return element | {"initial_option": chosen} if chosen else element


def _status(key: StatusKey, stands_at: str) -> Block:
    labels = {status: key.label(status) for status in key.statuses}
    return _input("status", "How is it going?", _choice(labels, stands_at))


def _words(words: str) -> Block:
    element = _text("value", WORDS_LIMIT, words, multiline=True)
    return _input("words", "In your own words", element, optional=True, hint="They go in as you write them.")


def _milestones_met(milestones: Sequence[MilestoneGlance]) -> list[Block]:
    open_ones = [milestone for milestone in milestones if milestone.met_on is None][:10]
    if not open_ones:
        return []
    options = [
        {"text": plain(clip(milestone.title, 75), 75), "value": str(milestone.id)} for milestone in open_ones
    ]
    element = {"type": "checkboxes", "action_id": "value", "options": options}
    return [_input("met", "Milestones met", element, optional=True)]


def _barrier_kind() -> Block:
    words = {kind: BARRIER_WORDS[kind] for kind in BARRIER_KINDS}
    return _input("barrier_kind", "What stands in the way?", _choice(words), optional=True)


def _barrier_words(wanted: bool) -> Block:
    element = _text("value", 500)
    return _input("barrier", "In a sentence: what, and who could move it", element, optional=not wanted)


def _ask_fields() -> list[Block]:
    kinds = {kind: ASK_WORDS[kind] for kind in ASK_KINDS}
    return [
        _input("ask_kind", "Ask the Board to…", _choice(kinds), optional=True),
        _input("ask", "The ask, in a sentence", _text("value", 500), optional=True),
    ]


def _evidence() -> Block:
    element = _text("value", 500)
    return _input("evidence", "Evidence", element, optional=True, hint="A link or a sentence.")


def _field(values: dict[str, Any], block_id: str) -> dict[str, Any]:
    block = values.get(block_id) or {}
    return block.get("value") or {}


def _typed(values: dict[str, Any], block_id: str) -> str | None:
    said: str | None = _field(values, block_id).get("value")
    return said if said and said.strip() else None


def _picked(values: dict[str, Any], block_id: str) -> str | None:
    option = _field(values, block_id).get("selected_option")
    return option["value"] if option else None


def _ticked(values: dict[str, Any], block_id: str) -> list[str]:
    return [option["value"] for option in _field(values, block_id).get("selected_options") or []]
