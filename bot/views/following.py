"""What changed about who has which action: a leaver's, offered to whoever follows; one's own, closed. Pure."""

from collections.abc import Sequence

from bot.rules.letter import Ended, Following, Letter
from bot.rules.subjects.acting import CLOSING_REASONS
from bot.views.action_words import one_line, within
from bot.views.blocks import Block, actions, section
from bot.views.escape import mrkdwn
from bot.views.update_buttons import take_on_button
from storage.records.glance import ActionGlance

FOLLOWING_LIMIT = 3
"""Leavers whose actions one letter offers."""

_BUTTONS = 20
_NAMED = 5


def following_blocks(said: Letter) -> list[Block]:
    """One line for each, and under them a button for each action that is offered: one tap takes it on."""
    shown = said.following[:FOLLOWING_LIMIT]
    lines = [*map(_words, shown), *map(_ended, said.ended)]
    offered = [each for following in shown for each in following.open][:_BUTTONS]
    row = [take_on_button(each.code, said.key, f"Take on {each.code}") for each in offered]
    told = [section(within(lines, 2800))] if lines else []
    return [*told, *([actions("following", row)] if row else [])]


def _ended(ended: Ended) -> str:
    """`POV-03 Cash First is closed: its priority ended, and it goes on in SKI-01 Open days.`"""
    named = _listed([ended.action])
    if ended.into is not None:
        return f"{named} is closed: it goes on in {_listed([ended.into])}. Its words are kept."
    reason = dict(CLOSING_REASONS).get(ended.reason, "").lower()
    return (
        f"{named} is closed: {reason}. `/loip show {mrkdwn(ended.action.code)}` says why; its words are kept."
    )


def _words(following: Following) -> str:
    whose = one_line(following.whose, 100)
    lines = []
    if following.open:
        them = "it" if len(following.open) == 1 else "them"
        lines.append(f"*Your predecessor* ({whose}) had {_listed(following.open)}. Take {them} on?")
    if following.taken:
        lines.append(f"✅ You have taken on {_listed(following.taken)}. Thank you.")
    return "\n".join(lines)


def _listed(some: Sequence[ActionGlance]) -> str:
    """`POV-03 Cash First and HWB-02 Walking groups`, and how many more."""
    shown = [f"*{mrkdwn(each.code)}* {one_line(each.title, 60)}" for each in some[:_NAMED]]
    more = len(some) - len(shown)
    if more:
        return f"{', '.join(shown)} and {more} more"
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} and {shown[-1]}"
