"""The forms of replacing a priority set: the new set, what became of each old priority, and closing an action. Pure.

What may live here: these forms and the reading of what was filled in, side by side. What the first form said travels
in the second.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from bot.rules.replacing import MERGED_INTO, Close, NewSet, OldPriority, Replaceable, ToDecide
from bot.rules.subjects.acting import CLOSING_REASONS
from bot.rules.subjects.wording import Terms, first_up, plural_of
from bot.rules.succession import same_name
from bot.views.action_words import counted, one_line
from bot.views.blocks import Block, clip, context, plain, section
from bot.views.escape import mrkdwn
from bot.views.form_fields import choice_of, form, input_block, picked, text_input, ticked, typed
from bot.views.forms import FormMemory

SET_FORM = "replace_set_form"
BECAME_FORM = "replace_became_form"
CLOSING_FORM = "replace_closing_form"

NAME = 150
MOST_NAMES = 40
MOST_OLD = 90
"""Old priorities a form holds; of any beyond them it stays open what became of them."""

_NAMES_ROOM = 1500
_METADATA = 3000
_RETIRED, _UNKNOWN = "retired", "unknown"


@dataclass(frozen=True, slots=True)
class Draft:
    """What the first form said: the set it replaces, what the new one is called, and its priorities in order."""

    set_id: int
    label: str
    names: tuple[str, ...]
    agreed: str | None = None
    plan_id: int | None = None

    def packed(self) -> str:
        """As the second form takes it along."""
        return json.dumps(
            [self.set_id, self.label, self.names, self.agreed, self.plan_id], ensure_ascii=False
        )

    @classmethod
    def unpacked(cls, said: str | None) -> "Draft":
        """From what a form took along. Raises `ValueError` for what is not ours."""
        try:
            set_id, label, names, agreed, plan_id = json.loads(said or "")
            return cls(int(set_id), str(label), tuple(map(str, names)), agreed, plan_id)
        except TypeError:
            raise ValueError("not what a form of ours remembers") from None


# --- the new set -----------------------------------------------------------------------------------------


def set_form(found: Replaceable, terms: Terms, memory: FormMemory) -> Block:
    """What the new set is called, when it was agreed, of which plan, and its priorities."""
    many = plural_of(terms.priority)
    plans = {str(key): " ".join(title.split()) for key, title in found.plans[:100]}
    plan = [input_block("plan", "Of the plan", choice_of(plans), optional=True)] if plans else []
    return form(
        SET_FORM,
        f"New {many}",
        replace(memory, keep=str(found.set_id)),
        [
            section(_standing(found, terms)),
            input_block(
                "label", "What are the new ones called together?", text_input("value", 100), hint=_EXAMPLE
            ),
            input_block(
                "names",
                f"The new {many}, one a line",
                text_input("value", _NAMES_ROOM, multiline=True),
                hint="One that goes on stands here too, under the name it has from now on.",
            ),
            input_block("agreed", "Agreed when?", text_input("value", 80), optional=True),
            *plan,
        ],
        submit="Next",
    )


_EXAMPLE = "What they stand under in papers: how many there are, and from when."


def _standing(found: Replaceable, terms: Terms) -> str:
    """What stands now, and what is about to be asked."""
    many = plural_of(terms.priority)
    open_ones = sum(each.open_actions for each in found.old)
    names = one_line(", ".join(each.name for each in found.old), 900)
    label = f" ({one_line(found.label, 100)})" if found.label else ""
    return (
        f"*{first_up(mrkdwn(many))} now*{label}: {names}.\n"
        f"Next you say what becomes of each, and then of every open action ({open_ones}). Codes stay as they are, and "
        "everything said so far can still be read under its old name."
    )


def read_set_form(values: dict[str, Any], set_id: int) -> Draft:
    """What was filled in; blank lines and bullets are left out."""
    lines = [line.strip().lstrip("•*-–").strip() for line in (typed(values, "names") or "").splitlines()]
    plan = picked(values, "plan")
    return Draft(
        set_id=set_id,
        label=(typed(values, "label") or "").strip(),
        names=tuple(" ".join(line.split()) for line in lines if line),
        agreed=(typed(values, "agreed") or "").strip() or None,
        plan_id=int(plan) if plan else None,
    )


def set_form_errors(draft: Draft, terms: Terms, memory: FormMemory) -> dict[str, str]:
    """What will not do, by block; empty where it will."""
    if not draft.label:
        return {"label": "What are they called together? A few words."}
    problem = _names_problem(draft.names, terms)
    if problem is None and len(replace(memory, keep=draft.packed()).packed()) > _METADATA:
        problem = "These are more words than a form takes along. Shorter names, please."
    return {"names": problem} if problem else {}


def _names_problem(names: Sequence[str], terms: Terms) -> str | None:
    if not names:
        return f"Name one {terms.priority} at least, one a line."
    if len(names) > MOST_NAMES:
        return f"That is {len(names)} lines; {MOST_NAMES} at most. One name a line, please."
    long = next((name for name in names if len(name) > NAME), None)
    if long is not None:
        return (
            f"“{clip(long, 40)}” has more than {NAME} characters. What else it includes can be added later."
        )
    again = next((name for at, name in enumerate(names) if any(same_name(name, e) for e in names[:at])), None)
    return f"“{clip(again, 60)}” stands there twice." if again is not None else None


# --- what became of the old ones -------------------------------------------------------------------------


def became_form(found: Replaceable, draft: Draft, memory: FormMemory) -> Block:
    """For each old priority, what it goes on in; and the decision all this rests on."""
    meetings = {str(key): name for key, name in found.meetings[:100]}
    meeting = [input_block("meeting", "At the meeting", choice_of(meetings), optional=True)]
    return form(
        BECAME_FORM,
        "What becomes of each?",
        replace(memory, keep=draft.packed()),
        [
            *(_became(old, draft) for old in found.old[:MOST_OLD]),
            input_block(
                "decision",
                "The decision, word for word",
                text_input("value", 3000, multiline=True),
                optional=True,
                hint="As the Board took it; it stands beside what became of each.",
            ),
            *(meeting if meetings else []),
        ],
        submit="Replace them",
    )


def _became(old: OldPriority, draft: Draft) -> Block:
    words = {str(place): name for place, name in enumerate(draft.names)}
    words |= {_RETIRED: "Retired: it goes on in none", _UNKNOWN: "Not known"}
    options = [{"text": plain(text, 75), "value": value} for value, text in words.items()]
    same = [str(place) for place, name in enumerate(draft.names) if same_name(name, old.name)]
    element: Block = {"type": "multi_static_select", "action_id": "value", "options": options}
    chosen = [option for option in options if option["value"] in same]
    if chosen:
        element["initial_options"] = chosen
    label = clip(f"“{' '.join(old.name.split())}” goes on in", 300)
    return input_block(f"old {old.id}", label, element, hint=f"{counted(old.open_actions, 'open action')}.")


def read_became_form(values: dict[str, Any], draft: Draft) -> NewSet:
    """What was filled in, with what the first form said."""
    into = {int(name[4:]): _into(ticked(values, name)) for name in values if name.startswith("old ")}
    meeting = picked(values, "meeting")
    return NewSet(
        replaces_id=draft.set_id,
        label=draft.label,
        names=draft.names,
        into=into,
        agreed=draft.agreed,
        plan_id=draft.plan_id,
        meeting_id=int(meeting) if meeting else None,
        decision=typed(values, "decision"),
    )


def became_form_errors(values: dict[str, Any]) -> dict[str, str]:
    """Old priorities that are said both to go on and not to."""
    wrong = {}
    for name in values:
        said = set(ticked(values, name)) if name.startswith("old ") else set()
        if len(said) > 1 and said & {_RETIRED, _UNKNOWN}:
            wrong[name] = "Either it goes on in these, or it is retired, or it isn't known."
    return wrong


def _into(said: Sequence[str]) -> frozenset[int] | None:
    if _UNKNOWN in said:
        return None
    return frozenset(int(each) for each in said if each != _RETIRED)


# --- closing an action -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Closing:
    """What the form of closing an action takes along: why, the page it stands on, and whether that is a window."""

    reason: str
    page: int
    is_window: bool

    def packed(self) -> str:
        """As the form takes it along."""
        return json.dumps([self.reason, self.page, self.is_window])

    @classmethod
    def unpacked(cls, said: str | None) -> "Closing":
        """From what a form took along. Raises `ValueError` for what is not ours."""
        try:
            reason, page, is_window = json.loads(said or "")
            return cls(str(reason), int(page), bool(is_window))
        except TypeError:
            raise ValueError("not what a form of ours remembers") from None


def closing_form(one: ToDecide, closing: Closing, memory: FormMemory) -> Block:
    """The words an action is closed with, and into which it was merged."""
    why = dict(CLOSING_REASONS)[closing.reason].lower()
    into = [
        input_block("into", "Into which action? Its code", text_input("value", 20)),
        context("Whoever looks for the old code is told of the other."),
    ]
    hint = "They go in as you write them, as the last word on this action."
    return form(
        CLOSING_FORM,
        f"Close {one.code}",
        replace(memory, code=one.code, keep=closing.packed()),
        [
            section(f"*{mrkdwn(one.code)}* {one_line(one.title, 300)}\nClosed: {why}."),
            *(into if closing.reason == MERGED_INTO else []),
            input_block("words", "In a sentence", text_input("value", 3000, multiline=True), hint=hint),
        ],
        submit="Close it",
    )


def read_closing_form(values: dict[str, Any], code: str, closing: Closing) -> Close:
    """The words, and the code as typed."""
    into = (typed(values, "into") or "").strip() or None
    return Close(code, closing.reason, (typed(values, "words") or "").strip(), into)
