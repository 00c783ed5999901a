"""The short forms behind a nudge's buttons: blocked, snooze, not mine, one sentence, which milestone. Pure.

What may live here: those forms and the reading of what was filled in, side by side.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from bot.rules.dates import date_in_words
from bot.rules.outcomes import HandingFacts, SnoozeFacts
from bot.rules.posts import in_post
from bot.rules.sameness import TIMES
from bot.rules.snoozing import FORTNIGHT, UNTIL_PAPERS, WEEK
from bot.views.blocks import Block, context, section
from bot.views.escape import mrkdwn
from bot.views.form_fields import (
    choice_of,
    day_input,
    day_picked,
    form,
    input_block,
    picked,
    text_input,
    typed,
)
from bot.views.forms import (
    BARRIER_WORDS,
    FREE_TEXT_WARNING,
    WORDS_LIMIT,
    FormMemory,
    UpdateFilledIn,
    said_first,
)
from storage.records import BARRIER_KINDS
from storage.records.glance import ActionGlance, MilestoneGlance

BLOCKED_FORM = "blocked_form"
SNOOZE_FORM = "snooze_form"
NOT_MINE_FORM = "not_mine_form"
SENTENCE_FORM = "sentence_form"
MET_FORM = "met_form"

NOT_ASKED = "no"
ASK_CHOICES = {
    NOT_ASKED: "No, not now",
    "decide": "Yes: decide something",
    "direct": "Yes: give direction",
    "add_value": "Yes: add value, open a door, lend weight",
}
NOBODY = "0"
"""The unowned queue, among the colleagues to choose from."""

_MOVER = "Could move it: "
_NAMED = {WEEK: "A week", FORTNIGHT: "Two weeks", UNTIL_PAPERS: "Until papers close"}
_TIMES = {3: "Three"}


@dataclass(frozen=True, slots=True)
class BlockedSaid:
    """What was filled in of a form that comes back: as it was typed and chosen."""

    barrier: str = ""
    kind: str | None = None
    mover: str = ""
    ask_kind: str = NOT_ASKED
    ask: str = ""

    @classmethod
    def of(cls, values: dict[str, Any]) -> "BlockedSaid":
        """From the values of the form."""
        barrier, mover, ask = (typed(values, name) or "" for name in ("barrier", "mover", "ask"))
        chosen = picked(values, "ask_kind") or NOT_ASKED
        return cls(barrier, picked(values, "barrier_kind"), mover, chosen, ask)


def blocked_form(
    action: ActionGlance,
    memory: FormMemory,
    said: BlockedSaid | None = None,
    first: str = "",
    written: str = "",
) -> Block:
    """What stands in the way, of what kind, who could move it, and whether the Board is asked. The status stays.

    `said` is what was filled in before, `written` what somebody had written elsewhere; `first` says in words who
    answered meanwhile.
    """
    said, is_sent = said or BlockedSaid(written), said is not None
    kinds = {kind: BARRIER_WORDS[kind] for kind in BARRIER_KINDS}
    barrier, mover = (
        text_input("value", 500, said.barrier, multiline=True),
        text_input("value", 150, said.mover),
    )
    return form(
        BLOCKED_FORM,
        "What's in the way?",
        memory,
        [
            *said_first(first, is_sent),
            _about(action),
            input_block("barrier", "What stands in the way?", barrier),
            context(FREE_TEXT_WARNING),
            input_block(
                "barrier_kind", "What kind of thing is it?", choice_of(kinds, said.kind), optional=True
            ),
            input_block(
                "mover", "Who could move it?", mover, optional=True, hint="A post, a body or a group."
            ),
            input_block("ask_kind", "Ask the Board?", choice_of(ASK_CHOICES, said.ask_kind)),
            input_block("ask", "The ask, in a sentence", text_input("value", 500, said.ask), optional=True),
            context("The status stays as it is."),
        ],
    )


def read_blocked_form(values: dict[str, Any]) -> UpdateFilledIn:
    """What was filled in: the words are the update's and the barrier's alike, who could move it the barrier's."""
    words, mover = typed(values, "barrier") or "", typed(values, "mover")
    kind = picked(values, "ask_kind")
    asks = kind not in (None, NOT_ASKED)
    return UpdateFilledIn(
        status=None,
        words=words,
        milestones_met=(),
        barrier=f"{words}\n{_MOVER}{mover}" if mover else words,
        barrier_kind=picked(values, "barrier_kind") or "other",
        ask_kind=kind if asks else None,
        ask_words=typed(values, "ask") if asks else None,
        evidence=None,
    )


def blocked_form_errors(filled_in: UpdateFilledIn) -> dict[str, str]:
    """What is missing, by block; empty where it can be saved."""
    if not filled_in.words.strip():
        return {"barrier": "Say in a sentence what stands in the way."}
    if filled_in.ask_kind and not filled_in.ask_words:
        return {"ask": "Say in a sentence what the Board could do, or leave the Board out of it."}
    return {}


def snooze_form(facts: SnoozeFacts, today: date, memory: FormMemory, wished: date | None = None) -> Block:
    """Until when: one of the days offered, or a day of one's own, which may have been said already (`wished`)."""
    days = {name: f"{_NAMED[name]} ({date_in_words(day, today)})" for name, day in facts.offered.items()}
    closing = facts.closing
    latest = f" Papers close {date_in_words(closing, today)}: I ask again by then." if closing else ""
    return form(
        SNOOZE_FORM,
        "Snooze until…",
        memory,
        [
            _about(facts.action),
            input_block("choice", "When shall I ask again?", choice_of(days, next(iter(days)))),
            input_block("day", "Or on a day of your own", day_input(wished), optional=True),
            context(f"It doesn't count as an answer, and whoever leads it still sees it as it is.{latest}"),
        ],
        submit="Snooze",
    )


def read_snooze_form(values: dict[str, Any], offered: dict[str, date]) -> date | None:
    """The day wished: one's own, else the one chosen by name; None where that is no longer offered."""
    return day_picked(values, "day") or offered.get(picked(values, "choice") or "")


def not_mine_form(facts: HandingFacts, memory: FormMemory) -> Block:
    """To whom: a colleague of the same body by name and post, or the unowned queue; and a word why."""
    named = {str(each.id): _named(each.name, each.post or in_post(each)) for each in facts.colleagues}
    nobody = {NOBODY: "Nobody I know of: hand it back"}
    of_body = f" at {mrkdwn(facts.body)}" if facts.body else ""
    hears = (
        f"A colleague{of_body} hears of it in their next message and can hand it on too."
        if facts.colleagues
        else "The support officer hears of it in their next message."
    )
    return form(
        NOT_MINE_FORM,
        "Not mine",
        memory,
        [
            _about(facts.action),
            input_block("to", "Whose is it?", choice_of(named | nobody)),
            input_block("why", "A word why", text_input("value", 300), optional=True),
            context(f"{hears} The history keeps who, when and why."),
        ],
        submit="Hand on",
    )


def read_not_mine_form(values: dict[str, Any]) -> tuple[int | None, str]:
    """The contact it is handed to, None for nobody; and why."""
    to = picked(values, "to") or NOBODY
    return (int(to) if to != NOBODY and to.isdecimal() else None), typed(values, "why") or ""


def sentence_form(action: ActionGlance, memory: FormMemory) -> Block:
    """One sentence with a "no change", once it was said often enough without."""
    element = text_input("value", WORDS_LIMIT, multiline=True)
    return form(
        SENTENCE_FORM,
        "No change",
        memory,
        [
            _about(action),
            input_block(
                "words",
                f"{_TIMES[TIMES]} times without change: one sentence for the Board?",
                element,
                hint="How it stands, or what it is waiting for. It goes in as you write it.",
            ),
            context(FREE_TEXT_WARNING),
        ],
    )


def read_sentence_form(values: dict[str, Any]) -> str:
    """The sentence."""
    return typed(values, "words") or ""


def met_form(action: ActionGlance, milestones: Sequence[MilestoneGlance], memory: FormMemory) -> Block:
    """Which of several milestones was met, and on which day."""
    titles = {str(each.id): " ".join(each.title.split()) or "–" for each in milestones[:100]}
    return form(
        MET_FORM,
        "Milestone met",
        memory,
        [
            _about(action),
            input_block("milestone", "Which milestone?", choice_of(titles, next(iter(titles)))),
            input_block(
                "day", "On which day?", day_input(), optional=True, hint="Today, if you leave it empty."
            ),
        ],
    )


def read_met_form(values: dict[str, Any], today: date) -> date:
    """The day it was met."""
    return day_picked(values, "day") or today


def _about(action: ActionGlance) -> Block:
    return section(f"*{mrkdwn(action.code)}* {mrkdwn(' '.join(action.title.split())[:400])}")


def _named(name: str | None, post: str) -> str:
    return f"{name}, {post}" if name and name != post else post
