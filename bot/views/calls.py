"""Whom to ask by phone or email, and the form of what they answered. Pure.

What may live here: a person's lines on Home, the form, and the reading of it, side by side.
"""

from collections.abc import Iterator
from datetime import date
from typing import Any

from bot.rules.home import ToCall
from bot.rules.letter import Entry, first_name
from bot.rules.status import StatusKey
from bot.rules.ways import Ways
from bot.views import verbs
from bot.views.action_words import due_or_was, last_words, one_line, status_of, title_of
from bot.views.blocks import Block, actions, button, clip, context, plain, section
from bot.views.escape import mrkdwn, quote
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
from bot.views.forms import FREE_TEXT_WARNING, FormMemory
from bot.views.letter_calls import text_to_paste

ANSWERS_FORM = "answers_form"

MOST_ACTIONS = 5
"""Actions in one form: what a short call holds."""

ROUTES = {"phone": "By phone", "email": "By email", "meeting": "In a meeting", "letter": "By letter"}

_WORDS = 1000


def call_blocks(each: ToCall, today: date) -> list[Block]:
    """Somebody to ask: how to reach them, what to say, ready to paste, and a way to record what they answer."""
    call = each.call
    reach = "".join(f" · {one_line(way, 254)}" for way in (call.phone, call.email) if way)
    text = f"*{one_line(call.post, 160)}*{reach}\n{quote(text_to_paste(call, today), 700)}"
    record = button(
        "Record their answer", f"{verbs.RECORD_FOR}:{each.contact_id}", verbs.value(contact=each.contact_id)
    )
    return [section(clip(text, 2900)), actions(f"call {each.contact_id}", [record])]


def call_in_short(each: ToCall) -> str:
    """One bullet: the post and the codes asked about."""
    codes = [entry.action.code for entry in each.call.entries if entry.action]
    more = f" +{len(codes) - 3}" if len(codes) > 3 else ""
    return f"• {one_line(each.call.post, 120)}: {mrkdwn(', '.join(codes[:3]))}{more}"


def answers_form(each: ToCall, ways: Ways, today: date, memory: FormMemory) -> Block:
    """One short form a person: of each of their actions the status and their words; how and when they were said."""
    entries = [entry for entry in each.call.entries if entry.action is not None]
    blocks = [section(f"*{one_line(each.call.post, 160)}*\n{_what_it_is(each)}")]
    for entry in entries[:MOST_ACTIONS]:
        blocks += _of_action(entry, ways, today)
    if len(entries) > MOST_ACTIONS:
        blocks.append(context(f"+{len(entries) - MOST_ACTIONS} more: open this again once these are saved."))
    return form(
        ANSWERS_FORM,
        "Record their answer",
        memory,
        [
            *blocks,
            context(FREE_TEXT_WARNING),
            input_block("route", "How did they say it?", choice_of(ROUTES, "phone")),
            input_block("day", "On which day?", day_input(today)),
        ],
    )


def read_answers(values: dict[str, Any]) -> dict[str, tuple[str | None, str, tuple[int, ...]]]:
    """Status, words and milestones met, by the code of each action of the form."""
    codes = [block_id.split(" ", 1)[1] for block_id in values if block_id.startswith("words ")]
    return {
        code: (
            picked(values, f"status {code}"),
            typed(values, f"words {code}") or "",
            tuple(int(number) for number in ticked(values, f"met {code}")),
        )
        for code in codes
    }


def read_route_and_day(values: dict[str, Any]) -> tuple[str, date | None]:
    """By what route it came, and on which day."""
    return picked(values, "route") or "phone", day_picked(values, "day")


def _what_it_is(each: ToCall) -> str:
    name = first_name(each.call.name)
    whom = one_line(name, 40) if name else "them"
    return f"What you heard from {whom}, in their own words. What nothing was said of is left as it is."


def _of_action(entry: Entry, ways: Ways, today: date) -> Iterator[Block]:
    action = entry.action
    if action is None:
        return
    yield section(f"{title_of(action)}\n{status_of(action, ways)} · {last_words(action, ways, today)}")
    yield input_block(
        f"status {action.code}",
        "How is it going?",
        choice_of(_statuses(ways.key)),
        optional=True,
        hint="Leave it empty, and the status stays as it is.",
    )
    words = text_input("value", _WORDS, multiline=True)
    yield input_block(f"words {action.code}", "In their own words", words, optional=True)
    if entry.milestones:
        options = [
            {
                "text": plain(clip(f"{milestone.title} ({due_or_was(milestone, today)})", 75), 75),
                "value": str(milestone.id),
            }
            for milestone in entry.milestones[:10]
        ]
        boxes = {"type": "checkboxes", "action_id": "value", "options": options}
        yield input_block(f"met {action.code}", "Has it happened?", boxes, optional=True)


def _statuses(key: StatusKey) -> dict[str, str]:
    return {status: key.label(status) for status in key.statuses}
