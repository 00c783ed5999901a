"""The forms: an action's update, a milestone's new date, an ask of the Board; and how what was filled in is read.

What may live here: modal views and the reading of their state, side by side, so that they cannot drift. Pure.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from bot.rules.choosing import Choice
from bot.rules.dates import Due, due_in_words
from bot.rules.outcomes import FormFacts, InTheWay
from bot.rules.status import StatusKey
from bot.views.blocks import Block, actions, clip, context, message, plain, section
from bot.views.escape import mrkdwn
from bot.views.form_fields import (
    choice_of,
    day_input,
    day_picked,
    form,
    input_block,
    picked,
    text_input,
    ticked,
    typed,
)
from bot.views.update_buttons import update_buttons
from storage.records import ASK_KINDS, BARRIER_KINDS
from storage.records.glance import ActionGlance, MilestoneGlance

UPDATE_FORM = "update_form"
NEW_DATE_FORM = "new_date_form"
ASK_FORM = "ask_form"
PICK_FORM = "pick_form"

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
    """What a form remembers between opening and sending: where it was asked, and what it corrects.

    `home` is what the Home tab showed it was opened from. `author` is the Slack account of whoever wrote the message
    it is made of, and `said_on` the ISO day of it. `contact_id` is whose answer is recorded for them;
    `subject_id` is a meeting, an ask or a question that the form is about. `officer_id` is who coordinated the action
    when the form was opened, `seen_at` the ISO instant up to which what others said was shown with it. `keep` is what
    the form of any subject takes along (`bot.views.subject_form`).
    """

    code: str
    asked: str
    corrects_id: int | None = None
    milestone_id: int | None = None
    update_id: int | None = None
    channel: str | None = None
    ts: str | None = None
    response_url: str | None = None
    home: str | None = None
    author: str | None = None
    said_on: str | None = None
    contact_id: int | None = None
    subject_id: int | None = None
    officer_id: int | None = None
    seen_at: str | None = None
    keep: str | None = None

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
class Prefilled:
    """What a form that asks "which action?" begins with: words, status and evidence, and an action's code typed.

    `remark` says, escaped, whose words they are.
    """

    words: str = ""
    status: str | None = None
    evidence: str | None = None
    code: str = ""
    remark: str = ""


@dataclass(frozen=True, slots=True)
class NewDate:
    """What the form of a new date said: the day, why, who agreed, and of which milestone."""

    day: date | None = None
    reason: str = ""
    agreed_by: str | None = None
    milestone_id: int = 0


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
    barriers_sorted: tuple[int, ...] = ()
    participation: str | None = None


def update_form(facts: FormFacts, key: StatusKey, memory: FormMemory, words: str = "") -> Block:
    """The form of one action; `words` are kept from before.

    Somebody who may add words and not set the status is not asked for it, nor for milestones.
    """
    action = facts.action
    barrier = [*_in_the_way(facts.barriers), _barrier_kind(), _barrier_words()]
    status = [_status(key, action.status)] if facts.may_set_status else []
    met = _milestones_met(facts.milestones) if facts.may_set_status else []
    fields = [*status, _words(words), context(FREE_TEXT_WARNING), *met, *barrier]
    return form(
        UPDATE_FORM,
        f"Update {action.code}",
        memory,
        [
            section(f"*{action.code}* {mrkdwn(action.title)}"),
            *fields,
            *_ask_fields(),
            _evidence(),
            _participation(),
        ],
    )


def pick_form(title: str, choice: Choice, key: StatusKey, memory: FormMemory, said: Prefilled) -> Block:
    """The form of an action still to be named: chosen from a menu, or its code typed where it is not in it.

    The status is left as it is unless one is picked, since nobody sees yet how the action stands.
    """
    labels = {action.code: f"{action.code} {' '.join(action.title.split())}" for action in choice.actions}
    named = choice.chosen.code if choice.chosen else None
    menu = [input_block("action", "Which action?", choice_of(labels, named), optional=True)] if labels else []
    other = "Or the code of another" if labels else "Which action? Its code"
    hint = f"{choice.more} more are not in the menu." if choice.more else None
    statuses = {status: key.label(status) for status in key.statuses}
    return form(
        PICK_FORM,
        title,
        memory,
        [
            *([context(said.remark)] if said.remark else []),
            *menu,
            input_block("code", other, text_input("value", 20, said.code), optional=bool(labels), hint=hint),
            input_block("status", "How is it going?", choice_of(statuses, said.status), optional=True),
            _words(said.words),
            context(FREE_TEXT_WARNING),
            _evidence(said.evidence or ""),
        ],
    )


def read_picked(values: dict[str, Any]) -> tuple[str | None, str, UpdateFilledIn]:
    """The action chosen in the menu, the code typed, and the rest; a status not picked stays as it is."""
    filled_in = replace(read_update_form(values, ""), status=picked(values, "status"))
    return picked(values, "action"), (typed(values, "code") or "").strip(), filled_in


def form_offer(action: ActionGlance, asked: str) -> Block:
    """The way to the form from where none can be opened at once: a message has no trigger, a button does."""
    title = f"{action.code} {action.title}"
    hint = f"Or write it here: `{action.code} on track next steps agreed`."
    shown = section(f"*{action.code}* {mrkdwn(action.title)}\n{hint}")
    return message(f"Update {mrkdwn(title)}", [shown, actions("form", update_buttons(action.code, asked))])


def first_input(view: dict[str, Any]) -> str:
    """The block of a sent form's first input, where an error of the whole form is shown."""
    inputs = (str(block["block_id"]) for block in view["blocks"] if block["type"] == "input")
    return next(inputs, "words")


def typed_in(values: dict[str, Any]) -> str:
    """Everything typed into a form, to hand it back where it could not be saved."""
    found = (typed(values, block_id) for block_id in values)
    return "\n".join(words for words in found if words)


def read_update_form(values: dict[str, Any], stands_at: str) -> UpdateFilledIn:
    """What was filled in. A status that is the one the action stands at is said too: it was confirmed."""
    barrier = typed(values, "barrier")
    ask_words = typed(values, "ask") or barrier
    ask_kind = picked(values, "ask_kind")
    return UpdateFilledIn(
        status=picked(values, "status") or (stands_at if "status" in values else None),
        words=typed(values, "words") or "",
        milestones_met=tuple(int(value) for value in ticked(values, "met")),
        barriers_sorted=tuple(int(value) for value in ticked(values, "sorted")),
        barrier=barrier,
        barrier_kind=picked(values, "barrier_kind") or "other",
        ask_kind=ask_kind if ask_words else None,
        ask_words=ask_words if ask_kind else None,
        evidence=typed(values, "evidence"),
        participation=typed(values, "participation"),
    )


def asks_the_board(values: dict[str, Any]) -> bool:
    """Whether a kind of ask was picked."""
    return picked(values, "ask_kind") is not None


def update_form_errors(filled_in: UpdateFilledIn, asked_for_help: bool) -> dict[str, str]:
    """What is missing, by block, in words; empty where it can be saved."""
    if asked_for_help and not filled_in.ask_words:
        return {"ask": "Say in a sentence what the Board could do, or leave the kind of ask empty."}
    return {}


def new_date_form(
    memory: FormMemory,
    milestones: Sequence[tuple[int, str, str]],
    said: NewDate | None = None,
    first: str = "",
) -> Block:
    """A milestone's new date: which one where there are several, the day, why, and who agreed.

    `milestones` are (id, title, when it is due in words), the most pressing first. `said` is what was filled in
    before; `first` says in words who answered meanwhile.
    """
    said = said or NewDate()
    ids = {str(number): f"{' '.join(title.split())} · {due}" for number, title, due in milestones[:100]}
    _, title, due = milestones[0]
    only = len(milestones) == 1
    head = f"{mrkdwn(title)}\nDue {mrkdwn(due)}." if only else "Which milestone has another date?"
    chosen = str(said.milestone_id or milestones[0][0])
    which = [] if only else [input_block("milestone", "Milestone", choice_of(ids, chosen))]
    agreed = text_input("value", 150, said.agreed_by or "")
    return form(
        NEW_DATE_FORM,
        "A new date",
        memory,
        [
            *said_first(first, is_sent=said != NewDate()),
            section(f"*{memory.code}* {head} The first date stays in the history."),
            *which,
            input_block("day", "When will it happen?", day_input(said.day)),
            input_block("reason", "What changed?", text_input("value", 300, said.reason)),
            input_block("agreed_by", "Who agreed?", agreed, optional=True),
        ],
    )


def milestone_named(milestone: MilestoneGlance, today: date) -> tuple[int, str, str]:
    """A milestone as that form offers it: its id, its title and when it is due."""
    due = Due(milestone.earliest, milestone.latest, milestone.precision, milestone.date_words or "")
    return milestone.id, milestone.title, due_in_words(due, today)


def read_new_date_form(values: dict[str, Any], remembered: int | None) -> NewDate:
    """What was filled in; the milestone chosen, or the one `remembered`."""
    day, reason = day_picked(values, "day"), typed(values, "reason") or ""
    return NewDate(day, reason, typed(values, "agreed_by"), read_milestone(values, remembered))


def said_first(first: str, is_sent: bool) -> list[Block]:
    """Who answered meanwhile, at the head of a form: it can be sent all the same. Nothing where nobody did.

    `is_sent`: the form was sent, and comes back with what was filled in.
    """
    if not first:
        return []
    asks = "Yours isn't saved yet: *Save* records it too, *Cancel* leaves it at theirs."
    return [section(f"{first}\n{asks if is_sent else 'What you save is recorded too.'}", block_id="first")]


def read_milestone(values: dict[str, Any], remembered: int | None) -> int:
    """The milestone chosen, or the one the form was opened for."""
    return int(picked(values, "milestone") or remembered or 0)


def ask_form(action: ActionGlance, words: str, memory: FormMemory) -> Block:
    """An ask of the Board from an update just made."""
    return form(
        ASK_FORM,
        "Ask for help",
        memory,
        [
            section(f"*{action.code}* {mrkdwn(action.title)}"),
            input_block("ask_kind", "What should the Board do?", choice_of(ASK_WORDS, "decide")),
            input_block("ask", "In a sentence", text_input("value", 500, words, multiline=True)),
            context(
                "The Executive Officer Group sees it first: it may be settled before it reaches the Board."
            ),
        ],
    )


def read_ask_form(values: dict[str, Any]) -> tuple[str, str]:
    """The kind of ask and its words."""
    return picked(values, "ask_kind") or "decide", typed(values, "ask") or ""


def done_view(title: str, answer: Block) -> Block:
    """What a form turns into once it is saved: the answer, and a way to close it."""
    return {
        "type": "modal",
        "title": plain(title, 24),
        "close": plain("Close", 24),
        "blocks": answer["blocks"],
    }


def _status(key: StatusKey, stands_at: str) -> Block:
    labels = {status: key.label(status) for status in key.statuses}
    return input_block("status", "How is it going?", choice_of(labels, stands_at))


def _words(words: str) -> Block:
    element = text_input("value", WORDS_LIMIT, words, multiline=True)
    return input_block(
        "words", "In your own words", element, optional=True, hint="They go in as you write them."
    )


def _milestones_met(milestones: Sequence[MilestoneGlance]) -> list[Block]:
    open_ones = [milestone for milestone in milestones if milestone.met_on is None][:10]
    if not open_ones:
        return []
    return [_to_tick("met", "Milestones met", [(each.id, each.title) for each in open_ones])]


def _in_the_way(barriers: Sequence[InTheWay]) -> list[Block]:
    """What stands in the way so far, each to be ticked where it no longer does."""
    return [_to_tick("sorted", "Still in the way? Tick what is sorted", barriers[:10])] if barriers else []


def _to_tick(block_id: str, label: str, rows: Sequence[tuple[int, str]]) -> Block:
    options = [
        {"text": plain(clip(" ".join(words.split()), 75), 75), "value": str(each)} for each, words in rows
    ]
    element = {"type": "checkboxes", "action_id": "value", "options": options}
    return input_block(block_id, label, element, optional=True)


def _barrier_kind() -> Block:
    words = {kind: BARRIER_WORDS[kind] for kind in BARRIER_KINDS}
    return input_block("barrier_kind", "What stands in the way?", choice_of(words), optional=True)


def _barrier_words() -> Block:
    element = text_input("value", 500)
    return input_block("barrier", "In a sentence: what, and who could move it", element, optional=True)


def _ask_fields() -> list[Block]:
    kinds = {kind: ASK_WORDS[kind] for kind in ASK_KINDS}
    return [
        input_block("ask_kind", "Ask the Board to…", choice_of(kinds), optional=True),
        input_block("ask", "The ask, in a sentence", text_input("value", 500), optional=True),
    ]


def _evidence(initial: str = "") -> Block:
    element = text_input("value", 500, initial)
    return input_block("evidence", "Evidence", element, optional=True, hint="A link or a sentence.")


def _participation() -> Block:
    hint = "The annual report has to say whether and how they did. The organisation's name is enough, no person's."
    label = "Did communities take part, and how?"
    return input_block("participation", label, text_input("value", 500), optional=True, hint=hint)
