"""What a letter tells of the Board, the form of what came of a meeting, and its answers. Pure.

What may live here: their wording, within Block Kit's limits for any number of asks.
"""

from collections.abc import Iterator
from datetime import date
from typing import Any

from bot.rules.board_news import (
    ANSWERED,
    CARRIED,
    SETTLED,
    WITHDRAWN,
    AfterBoard,
    AfterMeeting,
    BoardNews,
    CameOfIt,
    MeetingAsks,
    NotAfterBoard,
    Said,
)
from bot.rules.chairing import WORDS_LIMIT
from bot.rules.dates import date_in_words
from bot.rules.digest_words import VERBS, counted, item_in_words, legible
from bot.views import verbs
from bot.views.action_words import aside, one_line, within
from bot.views.blocks import Block, actions, button, clip, context, message, section
from bot.views.digest_preview import held_line
from bot.views.escape import inline, mrkdwn
from bot.views.form_fields import choice_of, form, input_block, picked, text_input, typed
from bot.views.forms import FREE_TEXT_WARNING, FormMemory
from bot.views.refused import refused
from storage.records.glance import AskGlance

AFTER_FORM = "after_board_form"

MOST_ASKS = 30
"""Asks in one form, three blocks each: Slack has room for a hundred."""

SHOWN = 4
"""Outcomes, meetings and held digests shown in a letter."""

_NAME = 60
_YES, _NO = "yes", "no"
_CAME = {
    ANSWERED: "Answered",
    SETTLED: "Settled below the Board",
    CARRIED: "Carried over to the next meeting",
    WITHDRAWN: "Withdrawn",
}
_SIGNS = {
    ANSWERED: "answered",
    SETTLED: "settled below the Board",
    CARRIED: "carried over",
    WITHDRAWN: "withdrawn",
}


# --- in a letter


def news_blocks(news: BoardNews, today: date, asked: str) -> list[Block]:
    """Everything of the Board in one letter, what is to be done first; at most thirteen blocks."""
    blocks: list[Block] = []
    for meeting in news.after[:2]:
        blocks += _after(meeting, today, asked)
    for held in news.held[:2]:
        blocks += held_line(held, today, asked)
    if news.came:
        blocks.append(section(_came_text(news, today)))
    return blocks


def news_in_short(news: BoardNews) -> list[str]:
    """What a phone shows of it."""
    waiting = [meeting for meeting in news.after if not meeting.is_done]
    held = [each for each in news.held if not each.is_over]
    parts = [_in_short(meeting) for meeting in waiting[:1]]
    parts += [f"{counted(len(held), 'digest')} held"] if held else []
    return parts + ([f"what came of {counted(len(news.came), 'ask')}"] if news.came else [])


def _in_short(meeting: AfterMeeting) -> str:
    called = _called(meeting.called)
    return f"what came of the {called}?" if meeting.open_asks else f"did the {called} meet?"


def _came_text(news: BoardNews, today: date) -> str:
    lines = [came_line(each, today) for each in news.came[:SHOWN]]
    more = len(news.came) - SHOWN
    return within(["*What came of it*", *lines, *([f"+{more} more: `/loip board`"] if more > 0 else [])])


def came_line(each: CameOfIt, today: date) -> str:
    """`• DECIDE who funds the worker · POV-03: answered by the Board of Thu 19 Nov: "The council does."`."""
    code = f" · {mrkdwn(each.code)}" if each.code else ""
    by = (
        f" by the {_called(each.called)} of {date_in_words(each.on, today)}"
        if each.called and each.on
        else ""
    )
    to = f" to {date_in_words(each.carried_to, today)}" if each.carried_to else ""
    said = _SIGNS[each.state] + (to if each.state == CARRIED else by if each.state == ANSWERED else "")
    words = f": {inline(each.outcome, 300)}" if each.outcome.strip() else ""
    whom = (
        f"\n  For the {one_line(each.to, 120)}, who is not on Slack: could you tell them?" if each.to else ""
    )
    return f"• {VERBS[each.kind]} {one_line(each.words, 160)}{code}: {said}{words}{whom}"


def _after(meeting: AfterMeeting, today: date, asked: str) -> list[Block]:
    called, day = _called(meeting.called), date_in_words(meeting.on, today)
    if meeting.is_done:
        return [section(f"✅ What came of the {called} of {day} is kept.")]
    again = "Still open: what" if meeting.again else "What"
    value = verbs.value(meeting=meeting.meeting_id, asked=asked)
    if meeting.open_asks:
        took = "" if meeting.is_held else f"Did the {called} meet on {day}? "
        told = f"{took}{again} came of {counted(meeting.open_asks, 'ask')}? One short form, and partners hear it."
        buttons = [button("Say what came of it", verbs.AFTER_BOARD, value, style="primary")]
    else:
        told = f"Did the {called} meet on {day}?"
        yes, no = (verbs.value(meeting=meeting.meeting_id, asked=asked, met=met) for met in (_YES, _NO))
        buttons = [
            button("Yes, it met", f"{verbs.MET_OR_NOT}:{_YES}", yes, style="primary"),
            button("No, it did not", f"{verbs.MET_OR_NOT}:{_NO}", no),
        ]
    return [section(f"*After the {called}*\n{told}"), actions(f"after {meeting.meeting_id}", buttons)]


# --- the form


def after_form(asks: MeetingAsks, today: date, memory: FormMemory) -> Block:
    """Whether the meeting took place, and of each ask what came of it, in words of the minute."""
    called, day = _called(asks.called), date_in_words(asks.on, today)
    took = {_YES: f"Yes, on {day}", _NO: "No, it did not take place"}
    shown = asks.asks[:MOST_ASKS]
    more = len(asks.asks) - len(shown)
    return form(
        AFTER_FORM,
        "What came of it",
        memory,
        [
            input_block("met", f"Did the {legible(asks.called)[:_NAME]} meet?", choice_of(took, _YES)),
            *(block for ask in shown for block in _ask_fields(ask, asks.next_on, today)),
            *([context(f"+{more} more asks: save these, then open the form again.")] if more > 0 else []),
            context(f"What you leave open, I ask about again in a week. {FREE_TEXT_WARNING}"),
            context(
                f"Whoever raised an ask at the {called}, and its officer, reads your words as you write them."
            ),
        ],
    )


def _ask_fields(ask: AskGlance, next_on: date | None, today: date) -> Iterator[Block]:
    item = f" · {mrkdwn(item_in_words(ask.item))}" if ask.item else ""
    code = f" · {mrkdwn(ask.code)}" if ask.code else ""
    yield section(f"*{VERBS[ask.kind]}* {one_line(ask.words, 400)}{code}{item}")
    onward = (
        f"Carried over to {date_in_words(next_on, today)}"
        if next_on
        else "Carried over; no meeting is dated yet"
    )
    words = _CAME | {CARRIED: onward}
    yield input_block(f"came {ask.id}", "What came of it?", choice_of(words, ask.state), optional=True)
    element = text_input("value", WORDS_LIMIT, ask.outcome or "", multiline=True)
    yield input_block(f"words {ask.id}", "In words", element, optional=True)


def read_after_form(values: dict[str, Any]) -> tuple[Said, dict[str, str]]:
    """What was said, and what is missing, by block."""
    said: dict[int, tuple[str, str]] = {}
    errors = {}
    for block_id in values:
        name, _, number = block_id.partition(" ")
        if name != "came" or not number.isdecimal():
            continue
        state, words = picked(values, block_id), (typed(values, f"words {number}") or "").strip()
        if state == ANSWERED and not words:
            errors[f"words {number}"] = "Say in a sentence what was answered."
        elif state is None and words:
            errors[block_id] = "Choose what came of it, so that your words go with it."
        elif state is not None:
            said[int(number)] = (state, words)
    return Said(picked(values, "met") != _NO, said), errors


def recorded(outcome: AfterBoard, today: date) -> Block:
    """What was kept of a meeting."""
    called, day = _called(outcome.called), date_in_words(outcome.on, today)
    lines = [f"✅ The {called} of {day} {'is marked as held' if outcome.met else 'did not take place'}."]
    if outcome.recorded:
        lines.append(
            f"{counted(outcome.recorded, 'outcome')} kept. The partners concerned hear it in their next message."
        )
    if outcome.still_open:
        lines.append(f"{counted(outcome.still_open, 'ask')} still open: I ask again in a week.")
    return message(lines[0], [section("\n".join(lines))])


def not_recorded(said: NotAfterBoard) -> Block:
    """Why nothing was kept, and what to do."""
    whom = f"the {one_line(said.support, 120)}" if said.support else "a support officer"
    told = {
        "support_only": (
            f"What came of a meeting is for {aside(whom)} to enter.",
            "A word with them will do it.",
        ),
        "cancelled": (
            "That meeting was cancelled, so there is no outcome to keep.",
            "What it was asked waits for the next one: `/loip board` has it.",
        ),
        "not_yet": (
            "That meeting is still to come, so nothing was kept.",
            "I ask on the working day after it.",
        ),
    }
    gone = "That meeting is no longer in the register, or has no day, so nothing was kept."
    return refused(*told.get(said.why, (gone, "`/loip board` has the next meeting.")))


def _called(name: str) -> str:
    return mrkdwn(clip(legible(name), _NAME))
