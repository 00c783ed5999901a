"""Tell the support officer of a message that will not go out, within the work that puts it away."""

from datetime import datetime

from bot.rules.posts import in_post
from bot.rules.reaching import place_of
from bot.services.lose_touch import PASSING, lose_touch
from bot.views.undeliverable import given_up
from storage.records import Outbox
from storage.repositories import Register

NOTICE = "undeliverable "
"""How the keys of these notices begin; of a notice that does not get through nobody is told in turn."""


def report_undelivered(
    register: Register, message: Outbox, text: str, why: str, gone: bool, now: datetime
) -> None:
    """See that the support officer hears of it, unless nobody would miss the message or there is nobody to tell.

    `gone`: the recipient cannot be reached. That is one line in the support officer's next message, once a person or
    place, with the beginning of the `text`. Whatever else stops messages tends to stop many, and is told once a day.
    """
    if message.kind in PASSING or message.key.startswith(NOTICE):
        return
    if gone:
        lose_touch(register, message.contact_id, message.channel, why, text, now)
    else:
        _tell_once_a_day(register, message, why, now)


def _tell_once_a_day(register: Register, message: Outbox, why: str, now: datetime) -> None:
    support = register.people.support()
    if support is None or support.slack_id is None or support.slack_id == message.channel:
        return
    register.messages.put(
        Outbox(
            key=f"{NOTICE}parked {now:%Y-%m-%d}",
            channel=support.slack_id,
            contact_id=support.id,
            payload=given_up(_recipient(register, message), why, _place(message)),
            not_before=now,
            created_at=now,
        )
    )


def _place(message: Outbox) -> str:
    return place_of(message.contact_id, message.channel)


def _recipient(register: Register, message: Outbox) -> str:
    contact = register.people.glance(message.contact_id) if message.contact_id else None
    return in_post(contact) if contact else f"the channel {message.channel}"
