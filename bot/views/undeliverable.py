"""What the support officer is told of messages that did not get through. Pure."""

from collections.abc import Sequence

from bot.rules.reaching import ACCOUNT_GONE, LET_BE, TRIED_AGAIN, Unreached
from bot.views import blocks, verbs
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


def unreached_blocks(unreached: Sequence[Unreached], asked: str) -> list[Block]:
    """Who cannot be reached, an entry each with what can be done: in the support officer's next message, once.

    `asked` is the message's key.
    """
    if not unreached:
        return []
    found: list[Block] = []
    for each in unreached[:NAMED]:
        text = f"✅ {_settled(each)}" if each.settled else unreached_words(each)
        found.append(blocks.section(text if found else f"*I can't reach*\n{text}"))
        if not each.settled:
            found.append(
                blocks.actions(f"unreached {each.place}", settling_buttons(each.place, asked, each.kept))
            )
    more = len(unreached) - NAMED
    rest = f"+{more} more on my Home tab. " if more > 0 else ""
    return [*found, blocks.context(f"{rest}I won't mention it again.")]


def settling_buttons(place: str, asked: str | None, kept: int) -> list[Block]:
    """What can be done where messages do not get through; nothing can be tried again where nothing is kept."""
    value = verbs.value(place=place, asked=asked)
    again = [blocks.button("Try again", f"{verbs.TRY_AGAIN}:{place}", value)] if kept else []
    return [*again, blocks.button("Let it be", f"{verbs.LET_BE}:{place}", value)]


def settled(each: Unreached) -> Block:
    """What was done about it, where the message that asked does not show it."""
    return blocks.message(f"✅ {_settled(each)}", [blocks.section(f"✅ {_settled(each)}")])


def _settled(each: Unreached) -> str:
    what = {LET_BE: "left as it is", TRIED_AGAIN: "what was kept is on its way again"}
    return f"{who_in_words(each)}: {what.get(each.settled, 'can be reached again')}."


def unreached_words(each: Unreached) -> str:
    """`Student Support Manager, Glen College: that Slack account has been switched off. …`."""
    reason = reason_in_words(each.why)
    missed = f" They didn't get: {inline(each.said, _SAID)}." if each.said.strip() else ""
    by_hand = " They are on the list to ask by phone or email." if _is_gone(each) else ""
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


def given_up(who: str, why: str, place: str) -> Block:
    """A message was put aside after the last try, or Slack would not have it. Said once a day at most.

    `place` is whom or where it was for, as buttons name it.
    """
    text = f"A message to {mrkdwn(who)} could not be sent, and has been put aside."
    more = (
        f"The reason: {mrkdwn(why)}. Any others are on my Home tab. Whoever runs the bot can "
        "list them with `loip outbox list`."
    )
    row = blocks.actions("put aside", settling_buttons(place, None, kept=1))
    return blocks.message(text, [blocks.section(text), row, blocks.context(more)])


def _is_gone(each: Unreached) -> bool:
    return each.contact_id is not None and each.why in ACCOUNT_GONE
