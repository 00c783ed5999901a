"""What stands in the way of one action, each barrier with a tap that says it no longer does. Pure."""

from collections.abc import Sequence

from bot.rules.keeping import KeptRow
from bot.rules.outcomes import InTheWay
from bot.views import verbs
from bot.views.action_words import one_line
from bot.views.blocks import Block, actions, button, context, message, section
from bot.views.escape import inline, mrkdwn
from bot.views.refused import refused
from bot.views.update_buttons import sorted_button
from storage.records.glance import ActionGlance

_MOST = 20

_ANEW = "If it stands in the way again, say so in an update: *waiting on …*."
_STILL_SORTED = {
    "late": ("That was sorted more than ten minutes ago. Nothing was changed.", _ANEW),
    "others": ("Somebody else has said that it is sorted. Nothing was changed.", _ANEW),
    "finished": (
        "The action is finished, so nothing stands in its way. Nothing was changed.",
        "Where it is not finished, say its status first.",
    ),
}
"""Of each reason what happened, and what to do."""


def open_ones(action: ActionGlance, barriers: Sequence[InTheWay], asked: str, may_keep: bool) -> Block:
    """The open barriers of an action, and a way to add one. `asked` is the key of this asking.

    `may_keep`: the reader may say that they are gone.
    """
    named = f"*{mrkdwn(action.code)} {one_line(action.title, 200)}*"
    title = "In the way" if barriers else "Nothing stands in the way, as far as I know."
    lines = [
        section(inline(each.words, 400), sorted_button(each.id, action.code, asked) if may_keep else None)
        for each in barriers[:_MOST]
    ]
    more = len(barriers) - len(lines)
    add = verbs.value(t="barriers", g={"action_id": str(action.id)})
    return message(
        f"{mrkdwn(action.code)} · {title}",
        [
            section(f"{named}\n{title}"),
            *lines,
            *([context(f"+{more} more: `/loip list barriers`")] if more > 0 else []),
            actions("add", [button("Add", verbs.SUBJECT_ADD, add)]),
        ],
    )


def sorted_now(kept: KeptRow) -> Block:
    """The barrier is gone, and how to take that back."""
    name = one_line(kept.name, 300)
    text = (
        f"✅ Sorted already: {name}" if kept.already else f"✅ Sorted: {name}. The history keeps who said so."
    )
    undo = button("Undo", verbs.BARRIER_STANDS, verbs.value(i=kept.row_id))
    return message(text, [section(text), *([] if kept.already else [actions("undo", [undo])])])


def still_sorted(why: str) -> Block:
    """Why it stays sorted: `late`, `others` or `finished`."""
    return refused(*_STILL_SORTED[why])


def stands_again(kept: KeptRow) -> Block:
    """It stands in the way after all."""
    text = f"↩️ Taken back: {one_line(kept.name, 300)} stands in the way again."
    return message(text, [section(text)])
