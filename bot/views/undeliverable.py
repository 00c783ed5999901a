"""What the support officer is told of messages that did not get through. Pure."""

from collections.abc import Sequence

from bot.rules.reaching import ACCOUNT_GONE, Unreached
from bot.views import blocks
from bot.views.blocks import Block
from bot.views.escape import inline, mrkdwn

REASONS = {
    "user_disabled": "that Slack account has been switched off",
    "user_not_found": "Slack no longer knows that account",
    "users_not_found": "Slack no longer knows that account",
    "user_not_visible": "that account is not to be seen from here",
    "cannot_dm_bot": "that account is an app, not a person",
    "channel_not_found": "that channel is not there, or is closed to me",
    "is_archived": "that channel is archived",
    "not_in_channel": "I have not been invited to that channel",
    "messages_tab_disabled": "messages to me are switched off in this workspace",
}
"""Slack's codes, in words that complete "because …"."""

NAMED = 3
"""People and places named in a letter; of more the rest is counted."""

_SAID = 120
_WHO = 160


def unreached_blocks(unreached: Sequence[Unreached]) -> list[Block]:
    """Who cannot be reached, a line each, and what can be done: in the support officer's next message, once."""
    if not unreached:
        return []
    lines = [f"• {unreached_words(each)}" for each in unreached[:NAMED]]
    more = len(unreached) - NAMED
    lines += [f"+{more} more"] if more > 0 else []
    todo = "My Home tab has them, to try again or let be. I won't say so of them again."
    return [blocks.section("\n".join(["*I can't reach*", *lines])), blocks.context(todo)]


def unreached_words(each: Unreached) -> str:
    """`Student Support Manager, Glen College: that Slack account has been switched off. …`."""
    reason = reason_in_words(each.why)
    missed = f" They have not had: {inline(each.said, _SAID)}" if each.said.strip() else ""
    by_hand = " I list them to be asked by phone or email." if _is_gone(each) else ""
    return f"{who_in_words(each)}: {reason}.{missed}{by_hand}"


def who_in_words(each: Unreached) -> str:
    """A post and body, or the channel by its name."""
    if each.who:
        return mrkdwn(blocks.clip(" ".join(each.who.split()), _WHO))
    channel = each.channel or ""
    return f"<#{channel}>" if channel[:1] in ("C", "G") and channel.isalnum() else "A conversation"


def reason_in_words(why: str) -> str:
    """Slack's reason in words, or its own word for it."""
    return REASONS.get(why) or mrkdwn(blocks.clip(" ".join(why.split()), 120))


def given_up(who: str, why: str) -> Block:
    """A message was put aside after the last try, or Slack would not have it. Said once a day at most."""
    text = f"A message to {mrkdwn(who)} could not be sent, and has been put aside."
    more = (
        f"The reason: {mrkdwn(why)}. There may be others today: my Home tab has them, to try again or let be. Whoever "
        "runs the bot can list them with `loip outbox list`."
    )
    return blocks.message(text, [blocks.section(text), blocks.context(more)])


def _is_gone(each: Unreached) -> bool:
    return each.contact_id is not None and each.why in ACCOUNT_GONE
