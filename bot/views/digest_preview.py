"""The digest before it goes, as the support officer sees it, and what steering it came to. Pure.

What may live here: the preview and its buttons, the form of a line, and the answers to each of those taps.
"""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from bot.rules.dates import date_in_words
from bot.rules.digest_preview import (
    CANCELLED,
    CHAIR,
    CHAIRS,
    HELD,
    NOBODY,
    NOTE_LIMIT,
    OVER,
    PASS_ON,
    STEERED,
    UNDATED,
    WENT,
    HeldDigest,
    NotSteered,
    Preview,
    Steered,
)
from bot.rules.digest_words import legible, when_in_words
from bot.views import verbs
from bot.views.action_words import aside, one_line
from bot.views.blocks import Block, actions, button, context, divider, message, section
from bot.views.digest import front_blocks
from bot.views.digest_lines import named_briefly
from bot.views.escape import mrkdwn
from bot.views.form_fields import form, input_block, text_input, typed
from bot.views.forms import FREE_TEXT_WARNING, FormMemory
from bot.views.refused import refused

LINE_FORM = "digest_line_form"

_NAME = 60
_TO = {
    CHAIR: "the chair",
    CHAIRS: "the chair and the deputy",
    PASS_ON: "you, to pass on to the chair,",
    NOBODY: "you, as nobody is down as chair,",
}


def preview_message(preview: Preview, asked: str) -> Block:
    """How the digest would stand, and what can be done about it; once it cannot be steered, what became of it."""
    told = _standing(preview)
    if preview.digest is None:
        return message(told, [section(told)])
    return message(
        told,
        [
            section(f"*{told}*"),
            context(_until_then(preview)),
            divider(),
            *front_blocks(named_briefly(preview.digest)),
            divider(),
            actions("steer", list(_buttons(preview, asked))),
        ],
    )


def digest_on_home(preview: Preview, asked: str) -> list[Block]:
    """How a digest stands, in a line, and what can be done about it; it is read by a button."""
    read = button("Preview", verbs.SHOW_DIGEST, verbs.value(meeting=preview.meeting_id, asked=asked))
    return [
        section(_standing(preview)),
        actions(f"digest {preview.meeting_id}", [read, *_buttons(preview, asked)]),
    ]


def _standing(preview: Preview) -> str:
    called = _called(preview.called)
    to, when = _TO[preview.to], _moment(preview.goes_at, preview.today)
    if preview.state == HELD:
        return f"The digest of the {called} is held. Its time {'was' if preview.is_due else 'is'} {when}."
    return {
        WENT: f"The digest of the {called} went to {to} on {_moment(preview.at, preview.today)}.",
        CANCELLED: f"The {called}{_of_day(preview)} is cancelled, so its digest does not go.",
        UNDATED: f"The {called} has no day now. Its digest waits until it has one.",
        OVER: f"The {called}{_of_day(preview)} is over. Its digest did not go.",
    }.get(preview.state, f"The digest of the {called} goes to {to} on {when}.")


def _until_then(preview: Preview) -> str:
    meets = _meets(preview.meets_on, preview.local_time, preview.today)
    if preview.state == HELD:
        by = one_line(preview.by or "somebody", 120)
        return f"Held by the {by}, {_moment(preview.at, preview.today)}. It can still go until the meeting, {meets}."
    return f"For the meeting on {meets}, as it stands now. What is said until then goes in."


def _buttons(preview: Preview, asked: str) -> Iterator[Block]:
    value = verbs.value(meeting=preview.meeting_id, asked=asked)
    if preview.state == HELD:
        yield button("Let it go", verbs.LET_DIGEST_GO, value, style="primary")
    if preview.state != HELD or not preview.is_due:
        yield button("Send now", verbs.SEND_DIGEST, value)
    if preview.state != HELD:
        yield button("Hold", verbs.HOLD_DIGEST, value)
    yield button("Add a line", verbs.ADD_LINE, value)


# --- the form of a line


def line_form(preview: Preview, memory: FormMemory) -> Block:
    """A line the support officer adds, in their own words."""
    called = _called(preview.called)
    element = text_input("value", NOTE_LIMIT, multiline=True)
    hint = "It stands at the head of the digest under your post, as you write it."
    return form(
        LINE_FORM,
        "Add a line",
        memory,
        [
            section(
                f"To the digest of the {called}, {_meets(preview.meets_on, preview.local_time, preview.today)}."
            ),
            input_block("line", "Your line", element, hint=hint),
            context(FREE_TEXT_WARNING),
        ],
        submit="Add",
    )


def read_line_form(values: dict[str, Any]) -> str:
    """The line."""
    return (typed(values, "line") or "").strip()


# --- what came of it


def steered(outcome: Steered) -> Block:
    """What was done, in a line."""
    preview = outcome.preview
    when, to = _moment(preview.goes_at, preview.today), _TO[preview.to]
    already = " already" if outcome.same else ""
    told = {
        "held": f"It is{already} held. I remind you each working day from then until the meeting.",
        "let_go": f"It goes to {to} on {when}.",
        "sent": f"✅ On its way to {to.rstrip(',')}.",
        "added": "✅ Your line stands in the digest.",
    }[outcome.did]
    return message(told, [section(told)])


def not_steered(said: NotSteered, raw: str = "") -> Block:
    """Why nothing was done, and what to do. `raw` is what was typed, handed back."""
    return refused(*_refusal(said), raw)


def _refusal(said: NotSteered) -> tuple[str, str]:
    if said.why == "support_only":
        whom = (
            f"The {aside(one_line(said.support, 120))} sees" if said.support else "The support officer sees"
        )
        return f"{whom} to the digest before it goes. Nothing was changed.", "A word with them will do it."
    if said.preview is None:
        return (
            "That meeting is no longer in the register, so there is no digest to see to.",
            "`/loip board` has the next meeting.",
        )
    if said.preview.state in STEERED:
        return (
            "There was nothing in that line, so nothing was added.",
            "Choose *Add a line* again and write it.",
        )
    what = f"{_standing(said.preview)} Nothing was changed."
    return what, "`/loip board` has what went last, and the next meeting."


# --- a hold, in the day's message


def held_line(held: HeldDigest, today: date, asked: str) -> list[Block]:
    """What is held, what it waits for, until when it makes sense, and the button that lets it go."""
    called = _called(held.called)
    if held.is_over:
        return [section(f"✅ The digest of the {called} is held no longer.")]
    told = (
        f"*Held: the digest of the {called}*\nIt was to go {_moment(held.goes_at, today)}. "
        f"It can still go until the meeting, {_meets(held.meets_on, held.local_time, today)}."
    )
    value = verbs.value(meeting=held.meeting_id, asked=asked)
    buttons = [button("Let it go", verbs.LET_DIGEST_GO, value), button("Add a line", verbs.ADD_LINE, value)]
    return [section(told), actions(f"held {held.meeting_id}", buttons)]


# --- small words


def _called(name: str) -> str:
    return mrkdwn(legible(name)[:_NAME])


def _of_day(preview: Preview) -> str:
    return f" of {date_in_words(preview.meets_on, preview.today)}" if preview.meets_on else ""


def _meets(on: date | None, local_time: str | None, today: date) -> str:
    return mrkdwn(when_in_words(on, local_time, today)) if on else "no day yet"


def _moment(at: datetime | None, today: date) -> str:
    """`Thu 12 Nov, 9 am`."""
    return when_in_words(at.date(), f"{at:%H:%M}", today) if at else "no day yet"
