"""How a refusal is said: what happened, then what to do; and nothing typed is lost. Pure.

What may live here: that one shape. Every refusal of the bot is made by it, so that none is without either.
"""

from bot.views.action_words import quoted_whole
from bot.views.blocks import Block, message, section

WHAT_HAPPENED, WHAT_TO_DO = "what_happened", "what_to_do"
"""The names of its two paragraphs."""

_HANDED_BACK = 5
"""Blocks of somebody's own text at the most: some 14,000 characters, more than Slack lets a person type."""


def refused(what: str, to_do: str, raw: str = "", title: str = "") -> Block:
    """A refusal: `what` happened, or did not, and what `to_do` about it, both escaped; `raw` is handed back whole.

    `title` is what a notification says; else the first line of what happened. Raises ValueError where either is blank.
    """
    if not what.strip() or not to_do.strip():
        raise ValueError("a refusal says what happened and what to do")
    said = title or what.replace("*", "").splitlines()[0]
    blocks = [section(what, block_id=WHAT_HAPPENED), section(to_do, block_id=WHAT_TO_DO)]
    return message(said, [*blocks, *handed_back(raw)])


def handed_back(raw: str) -> list[Block]:
    """What was typed, whole, under an answer that recorded none of it; nothing where nothing was typed."""
    if not raw.strip():
        return []
    words = [section(each) for each in quoted_whole(raw, most=_HANDED_BACK)]
    return [section("Your words, so that they aren't lost:"), *words]
