"""What the support officer is told of a message that did not get through. Pure."""

from bot.views import blocks
from bot.views.blocks import Block
from bot.views.escape import mrkdwn

REASONS = {
    "user_disabled": "that Slack account has been switched off",
    "user_not_found": "Slack no longer knows that account",
    "users_not_found": "Slack no longer knows that account",
    "cannot_dm_bot": "that account is an app, not a person",
    "channel_not_found": "that channel is not there, or is closed to me",
    "is_archived": "that channel is archived",
    "not_in_channel": "I have not been invited to that channel",
    "messages_tab_disabled": "messages to me are switched off in this workspace",
}
"""Slack's codes, in words that complete "because …"."""


def undeliverable(who: str, why: str, said: str) -> Block:
    """Somebody cannot be reached on Slack. `who` is a post and body; `said` the message's own short text."""
    reason = REASONS.get(why, f"Slack says {why}")
    text = f"I could not reach {mrkdwn(who)} on Slack, because {reason}."
    kept = f"They have not had this, which you may pass on by phone or email:\n> {blocks.clip(said, 600)}"
    tried = (
        "I won't try this one again. Once the account or channel is put right, later ones go out as usual."
    )
    return blocks.message(text, [blocks.section(text), blocks.section(kept), blocks.context(tried)])


def given_up(who: str, why: str) -> Block:
    """A message was put aside after the last try, or Slack would not have it. Said once a day at most."""
    text = f"A message to {mrkdwn(who)} could not be sent, and has been put aside."
    more = (
        f"The reason: {mrkdwn(why)}. There may be others today. Whoever runs the bot can list them with "
        "`loip outbox list`, send them with `loip outbox retry` or take them out with `loip outbox drop`."
    )
    return blocks.message(text, [blocks.section(text), blocks.context(more)])
