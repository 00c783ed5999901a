"""Tell the support officer of a message that will not go out, within the work that puts it away."""

from datetime import datetime

from bot.rules.posts import in_post
from bot.views.undeliverable import given_up, undeliverable
from storage.records import Outbox
from storage.repositories import Register

NOTICE = "undeliverable "
"""How the keys of these notices begin; of a notice that does not get through nobody is told in turn."""

_PASSING = ("edit", "respond")
"""Kinds whose loss takes nothing from anybody: what was tapped is recorded all the same."""


def report_undelivered(
    register: Register, message: Outbox, text: str, why: str, gone: bool, now: datetime
) -> None:
    """Put a notice in the outbox, unless nobody would miss the message or there is nobody to tell.

    `gone`: the recipient cannot be reached, which is told of each message, with its `text`. Whatever else
    stops messages tends to stop many, and is told once a day.
    """
    support = register.people.support()
    if message.kind in _PASSING or message.key.startswith(NOTICE):
        return
    if support is None or support.slack_id is None or support.slack_id == message.channel:
        return
    who = _recipient(register, message)
    register.messages.put(
        Outbox(
            key=f"{NOTICE}{message.key}"[:255] if gone else f"{NOTICE}parked {now:%Y-%m-%d}",
            channel=support.slack_id,
            contact_id=support.id,
            payload=undeliverable(who, why, text) if gone else given_up(who, why),
            not_before=now,
            created_at=now,
        )
    )


def _recipient(register: Register, message: Outbox) -> str:
    contact = register.people.glance(message.contact_id) if message.contact_id else None
    return in_post(contact) if contact else f"the channel {message.channel}"
