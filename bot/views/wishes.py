"""Answers to wishes in plain words: undo that, not mine, a new date; and who is away. Pure.

What may live here: those messages and their buttons. Nothing is changed by any of them until a button is tapped.
"""

from collections.abc import Sequence
from datetime import date, datetime

from bot.rules.leave import Held
from bot.rules.ways import Ways
from bot.views import verbs
from bot.views.action_words import one_line, post_of, quoted, within
from bot.views.blocks import Block, actions, button, context, message, section
from bot.views.escape import inline, mrkdwn
from bot.views.ladder import days_away
from bot.views.moments import moment_in_words
from storage.records import Update
from storage.records.glance import ActionGlance

_SHOWN = 20
_NOTHING_YET = "Nothing is changed until you tap."
_SPOKEN_SINCE = "There is newer word of it since, so nothing was changed. To put it right, just say it anew."


# --- who is away -------------------------------------------------------------------------------------------


def away(found: Sequence[Held], days: str, today: date) -> Block:
    """Who is away on these `days` in words, by post, a line each with whoever covers."""
    head = f"*Away{days}*"
    if not found:
        return message(f"Nobody is away{days}", [section(f"{head}\nNobody that I know of.")])
    more = [f"+{len(found) - _SHOWN} more"] if len(found) > _SHOWN else []
    lines = [head, *(f"• {_away(each, today)}" for each in found[:_SHOWN]), *more]
    return message(f"Away{days}: {len(found)}", [section(within(lines))])


def one_away(held: Held, today: date) -> Block:
    """Whether one contact is away, and who covers."""
    text = _away(held, today) if held.leave else f"{post_of(held.contact)} · here, as far as I know"
    return message(text, [section(text)])


def _away(held: Held, today: date) -> str:
    days = days_away(held.leave.first, held.leave.last, today) if held.leave else ""
    covers = f"{post_of(held.cover)} covers" if held.cover else "nobody covers"
    return f"{post_of(held.contact)} · {days} · {covers}"


# --- what one said last ------------------------------------------------------------------------------------


def last_said(
    update: Update, action: ActionGlance, buttons: Sequence[Block], ways: Ways, now: datetime
) -> Block:
    """What somebody said last, with the ways to take it back or put it right."""
    status = mrkdwn(ways.key.label(update.status)) if update.status else "Status: as it was"
    when = moment_in_words(update.at, ways.zone, now)
    head = f"What you said last: *{mrkdwn(action.code)}* {one_line(action.title, 200)}\n{status} · {when}"
    words = [section(quoted(update.words, 1200))] if update.words.strip() else []
    keeps = f"{_NOTHING_YET} A correction keeps both in the history."
    note = context(keeps if buttons else _SPOKEN_SINCE)
    row = [actions("again", buttons)] if buttons else []
    return message(f"What you said last: {mrkdwn(action.code)}", [section(head), *words, *row, note])


def second_thoughts(
    code: str, update_id: int, may_undo: bool, may_put_right: bool, may_set_status: bool
) -> list[Block]:
    """The buttons beside it: taking back for ten minutes, then putting right until somebody speaks since."""
    value = verbs.value(code=code, asked=f"answer {update_id}", u=update_id)
    offered = [
        (may_undo, button("Undo", verbs.UNDO, value)),
        (may_put_right, button("Correct words", verbs.CORRECT, value)),
        (may_put_right and may_set_status, button("Change status", verbs.CHANGE_STATUS, value)),
    ]
    return [each for is_open, each in offered if is_open]


def nothing_said(code: str) -> Block:
    """There is nothing of the reader's to take back."""
    about = f" about {mrkdwn(code)}" if code else ""
    text = f"You have said nothing{about} lately that I could take back, so nothing was changed."
    return message(
        text, [section(f"{text}\nTo put something else right, just say it anew: the newest word stands.")]
    )


# --- not mine, later ---------------------------------------------------------------------------------------


def none_of_yours() -> Block:
    """Somebody speaks of an action of theirs, and has none."""
    text = "You have no actions to speak for just now, so there is nothing I would ask you about."
    return message(text, [section(text)])


def rarer() -> list[Block]:
    """The way to be asked less often, whatever it is about."""
    how_often = button("How often I ask", verbs.PREFERENCES, verbs.value())
    return [section("Or say how often, and when, you like to be asked:"), actions("preferences", [how_often])]


def has_left(support: str | None, below: Sequence[Block]) -> Block:
    """Somebody says that they have left: who sees to it, and the actions they can hand on meanwhile."""
    whom = f"the {mrkdwn(support)}" if support else "whoever runs the register"
    text = f"Thank you for saying so. Please tell {whom} too: they take you out, and then I stop asking."
    return message(text, [section(text), *below])


# --- a new date --------------------------------------------------------------------------------------------


def new_date(
    action: ActionGlance, due: str, why: str, moves: Sequence[tuple[str, str, str]], as_words: str | None
) -> Block:
    """A new date: a button for each milestone that may be meant, as (title, verb, value); or the words alone.

    A reading is recorded by the tap, as the date and the reason were said; a form asks first for what is missing.
    """
    named = f"*{mrkdwn(action.code)}* {one_line(action.title, 200)}"
    said = [f"New date: {inline(due, 60)}" if due else "", f"Because: {inline(why, 300)}" if why else ""]
    none = f"No milestone of it is left to move. `/loip edit {mrkdwn(action.code)}` has its own date."
    text = "\n".join(filter(None, [f"I understood: {named}", *said, "" if moves else none]))
    buttons = [
        button(f"Move: {_short(title)}", f"{verb}:{number}", value)
        for number, (title, verb, value) in enumerate(moves)
    ]
    buttons += [button("Just words", verbs.RECORD_READING, as_words)] if as_words else []
    rows = [actions("dates", buttons)] if buttons else []
    blocks = [section(text), *rows, context(_NOTHING_YET)]
    return message(f"A new date for {mrkdwn(action.code)}?", blocks)


def _short(title: str) -> str:
    words = " ".join(title.split())
    return words if len(words) <= 60 else f"{words[:59]}…"


# --- a verb that slipped -----------------------------------------------------------------------------------


def meant(typed: str, line: str, value: str) -> Block:
    """A line as it was likely meant, to be done on a tap."""
    text = f"I couldn't read {_as_typed(typed, 40)}. Did you mean this?\n{_as_typed(line, 600)}"
    yes = button("Yes, do that", f"{verbs.READING}:0", value, style="primary")
    return message("Did you mean this?", [section(text), actions("readings", [yes]), context(_NOTHING_YET)])


def _as_typed(text: str, limit: int) -> str:
    return f"`{mrkdwn(text[:limit]).replace('`', chr(39))}`"
