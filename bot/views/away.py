"""Leave in words, and the form that asks for it. Pure.

What may live here: what is held, kept or refused of somebody's leave, and the form, beside the reading of it.
"""

import re
from datetime import date
from typing import Any

from bot.rules.leave import (
    AWAY_TOO,
    BACKWARDS,
    LEFT,
    NO_CONTACT,
    NO_COVER,
    PAST,
    SELF,
    SEVERAL,
    SUPPORT_ONLY,
    TOO_LONG,
    WHICH_DAYS,
    Held,
    Leave,
    LeaveEnded,
    LeaveKept,
    LeaveRefused,
)
from bot.views import verbs
from bot.views.action_words import aside, one_line, post_of
from bot.views.blocks import Block, actions, button, context, message, section
from bot.views.escape import mrkdwn
from bot.views.form_fields import day_input, day_picked, field, form, input_block
from bot.views.forms import FormMemory
from bot.views.ladder import days_away
from bot.views.refused import refused as said_no
from storage.records.glance import ContactGlance

AWAY_FORM = "away_form"

EXAMPLE = "`/loip away 1-14 Aug cover @colleague`"
_HOW = f"To change that: {EXAMPLE}, or *from Monday*, *until 14 Aug*. `/loip back` ends it."

_MANY_WEEKS = 6
_MENTION = re.compile(r"<?@([UW][A-Z0-9]{4,})(?:\|[^>]*)?>?")

_ASIDE = "A mention, an email or a post will do."
_NOTHING = "Nothing was changed."

_REFUSED = {
    WHICH_DAYS: (
        "I couldn't tell which days.",
        f"{EXAMPLE} will do, or *from Monday*, *until 14 Aug*, *next week*.",
    ),
    PAST: (f"Those days are over. {_NOTHING}", "Give days still to come. `/loip back` ends a leave."),
    BACKWARDS: (f"That ends before it begins. {_NOTHING}", "Say the first day, then the last."),
    TOO_LONG: (
        f"That is more than a year. {_NOTHING}",
        "If it is for good, the support officer can hand the actions on.",
    ),
    NO_COVER: (f"I know no contact called {{who}}. {_NOTHING}", _ASIDE),
    NO_CONTACT: (f"I know no contact called {{who}}. {_NOTHING}", _ASIDE),
    SEVERAL: ("More than one contact fits {who}: {among}.", "Say a little more of the name or post."),
    LEFT: (f"{{who}} has left. {_NOTHING}", "Somebody else would have to cover: say whom."),
    SELF: (f"Nobody can cover for themselves. {_NOTHING}", "Say somebody else, or leave the cover out."),
    AWAY_TOO: (f"{{who}} is away then too. {_NOTHING}", "Somebody else would have to cover: say whom."),
    SUPPORT_ONLY: (
        f"Only {{support}} can say that somebody else is away. {_NOTHING}",
        "A word with them will do it.",
    ),
}
"""Of each reason what happened, and what to do."""


def held(shown: Held, today: date, is_own: bool = True) -> Block:
    """What is held, and how to change it."""
    lines = _held_lines(shown, today, is_own)
    return message(lines[0], [section("\n".join([*lines, _HOW]))])


def understood(leave: Leave, value: str, whose: str = "", cover: str = "") -> Block:
    """The days as they were read, each with its year, to be kept on a tap; `value` is what the button carries.

    `whose` and `cover` are as typed; empty for the reader's own leave, and for nobody.
    """
    days = days_away(leave.first, leave.last, date.min)  # so far from any day that the year is always said
    who = f"{_typed(whose)} is" if whose else "you are"
    covered = f", and {_typed(cover)} covers" if cover else ""
    text = f"I understood: {who} away {days}{_how_long(leave)}{covered}. Nothing is kept yet."
    yes = button(f"Yes, away {days}"[:75], verbs.KEEP_LEAVE, value, style="primary")
    other = "Not so? Say the days again, with the year where it is far off."
    also = f"To say who covers: {EXAMPLE}."
    told = [context(other if cover else f"{other} {also}")]
    return message(text, [section(text), actions("leave", [yes]), *told])


def kept(outcome: LeaveKept, today: date) -> Block:
    """The leave as it is kept, whoever covers, and what follows."""
    shown = outcome.held
    lines = [
        f"✅ {line}" if number == 0 else line
        for number, line in enumerate(_held_lines(shown, today, outcome.is_own))
    ]
    if shown.cover is not None and outcome.is_cover_told:
        lines.append("They hear of it in their next message.")
    elif shown.cover is not None:
        lines.append(
            "They are not on Slack: please tell them yourself; the support officer asks them by phone."
        )
    lines += [_also_covers(each) for each in shown.covering]
    return message(lines[0], [section("\n".join(lines)), context("`/loip back` ends it sooner.")])


def ended(outcome: LeaveEnded) -> Block:
    """Somebody is back."""
    if outcome.is_own:
        text = (
            "✅ Welcome back."
            if outcome.had
            else f"I didn't have you as away, so nothing was changed. To say you are: {EXAMPLE}."
        )
    else:
        who = post_of(outcome.contact)
        text = f"✅ {aside(who)} is back." if outcome.had else f"I didn't have {aside(who)} as away."
    return message(text, [section(text)])


def refused(outcome: LeaveRefused) -> Block:
    """Why nothing was kept, and what would do."""
    return said_no(*refused_words(outcome))


def refused_words(outcome: LeaveRefused) -> tuple[str, str]:
    """The same as two sentences, escaped: what happened, and what to do."""
    support = (
        f"the support officer ({one_line(outcome.support)})" if outcome.support else "the support officer"
    )
    words = {
        "{who}": one_line(outcome.wanted, 100) if outcome.wanted else "that",
        "{among}": "; ".join(map(one_line, outcome.among)),
        "{support}": support,
    }
    what, to_do = _REFUSED[outcome.why]
    for mark, said in words.items():
        what = what.replace(mark, said)
    return what, to_do


def not_read(words: str) -> Block:
    """Days that could not be read."""
    what = f"I couldn't read `{mrkdwn(words[:80]).replace('`', chr(39))}` as days."
    return said_no(what, _REFUSED[WHICH_DAYS][1], title="I couldn't read those days")


def away_form(shown: Held, today: date, memory: FormMemory) -> Block:
    """From when, until when, and who covers."""
    leave = shown.leave
    first = max(leave.first, today) if leave else today
    cover: Block = {"type": "users_select", "action_id": "value"}
    if shown.cover is not None and shown.cover.slack_id is not None:
        cover["initial_user"] = shown.cover.slack_id
    now = [section("\n".join(_held_lines(shown, today, is_own=True)))] if leave else []
    return form(
        AWAY_FORM,
        "Away",
        memory,
        [
            *now,
            input_block("first", "First day away", day_input(first)),
            input_block(
                "last",
                "Last day away",
                day_input(leave.last if leave else None),
                optional=True,
                hint="Leave it empty if you don't know yet.",
            ),
            input_block(
                "cover",
                "Who covers?",
                cover,
                optional=True,
                hint="They are asked meanwhile, and I tell them so.",
            ),
        ],
    )


def read_away_form(values: dict[str, Any], today: date) -> tuple[Leave, str | None]:
    """The days, and the Slack account of whoever covers."""
    first = day_picked(values, "first") or today
    chosen: str | None = field(values, "cover").get("selected_user")
    return Leave(first, day_picked(values, "last")), chosen


def error_at(outcome: LeaveRefused) -> dict[str, str]:
    """The refusal under the field it is about, in plain text."""
    where = {PAST: "last", BACKWARDS: "last", TOO_LONG: "last", WHICH_DAYS: "first"}.get(outcome.why, "cover")
    plain = " ".join(refused_words(outcome)).replace("`", "").replace("*", "")
    return {where: plain.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")}


NO_SUCH_COVER = LeaveRefused(NO_COVER, "that account")
"""An account that is no contact's."""


def _held_lines(shown: Held, today: date, is_own: bool) -> list[str]:
    who = "You are" if is_own else f"{aside(post_of(shown.contact))} is"
    if shown.leave is None:
        return [f"{who} here, as far as I know."]
    days = days_away(shown.leave.first, shown.leave.last, today)
    lines = [f"{who} away {days}."]
    if shown.cover is not None:
        return [*lines, f"Questions go to the {post_of(shown.cover)}, who covers."]
    return [*lines, "Nobody covers: questions go to each action's deputy, or wait."]


def _how_long(leave: Leave) -> str:
    """How long it is, where that may surprise."""
    weeks = (leave.last - leave.first).days // 7 if leave.last is not None else 0
    return f" ({weeks} weeks)" if weeks >= _MANY_WEEKS else ""


def _typed(words: str) -> str:
    """A mention as Slack shows it, anything else as typed."""
    mention = _MENTION.fullmatch(words.strip())
    return f"<@{mention[1]}>" if mention else one_line(words, 100)


def _also_covers(contact: ContactGlance) -> str:
    return f"You are down as cover for {post_of(contact)}: if that is while you are away, they may want somebody else."
