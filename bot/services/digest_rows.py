"""What each decision about a digest becomes: the rows of the outbox, a message and its thread, or a correction.

What may live here: making rows of views. Nothing is read and nothing is decided.
"""

from typing import Any

from bot.papers.digest_html import digest_html, file_name
from bot.rules.digest_preview import Preview
from bot.rules.digest_sending import (
    Decision,
    Recipient,
    SayCancelled,
    Saying,
    SayMoved,
    SendDigest,
    SendPreview,
)
from bot.rules.digest_value import Digest
from bot.rules.letter import first_name
from bot.views.digest import cancelled_message, digest_messages, forward_message, moved_message
from bot.views.digest_preview import preview_message
from storage.records import Outbox


def messages_for(decision: Decision, subject: Digest | Preview | None, recipient: Recipient) -> list[Outbox]:
    """The outbox rows for one recipient of a decision; the parts after the first thread under it.

    `subject` is what is shown: a `SendDigest` needs its digest, a `SendPreview` its preview; lacking it raises
    `ValueError`.
    """
    saying = decision.saying
    if isinstance(decision, (SayCancelled, SayMoved)):
        return [_row(saying, recipient, 0, _correction(decision, recipient))]
    if isinstance(decision, SendPreview) and isinstance(subject, Preview):
        return [_row(saying, recipient, 0, preview_message(subject, _key(saying, recipient, 0)))]
    if not isinstance(decision, SendDigest) or not isinstance(subject, Digest):
        raise ValueError(f"no digest to send for {saying.occasion}")
    if recipient.passes_on:
        return [_row(saying, recipient, 0, _to_send_on(saying, subject, recipient))]
    payloads = digest_messages(subject, decision.late_since, _key(saying, recipient, 0))
    return [_row(saying, recipient, part, payload) for part, payload in enumerate(payloads)]


def _key(saying: Saying, recipient: Recipient, part: int) -> str:
    """`digest meeting 7 2026-12-03 contact 12 part 0`."""
    return f"{saying.occasion} contact {(recipient.reader or recipient.to).id} part {part}"


def _row(saying: Saying, recipient: Recipient, part: int, payload: dict[str, Any]) -> Outbox:
    return Outbox(
        key=_key(saying, recipient, part),
        kind="message",
        contact_id=recipient.to.id,
        channel=recipient.to.slack_id,
        payload=payload,
        after_key=_key(saying, recipient, 0) if part else None,
        not_before=recipient.not_before,
        not_after=saying.until,
        created_at=saying.at,
    )


def _to_send_on(saying: Saying, digest: Digest, recipient: Recipient) -> dict[str, Any]:
    address = recipient.reader.email if recipient.reader else None
    payload = forward_message(digest, _greeting(recipient), _why_you(saying, recipient), address)
    name = file_name(digest)
    return payload | {
        "file": {"name": name, "title": name.removesuffix(".html"), "content": digest_html(digest)}
    }


def _correction(decision: SayCancelled | SayMoved, recipient: Recipient) -> dict[str, Any]:
    saying = decision.saying
    why_you = _why_you(saying, recipient) if recipient.passes_on else ""
    greeting = _greeting(recipient)
    if isinstance(decision, SayCancelled):
        went = decision.digest_went
        return cancelled_message(saying.called, decision.on, saying.today, went, greeting, why_you)
    return moved_message(saying.called, decision.was, decision.now, saying.today, greeting, why_you)


def _greeting(recipient: Recipient) -> str:
    name = first_name(recipient.to.name)
    return f"Hello {name}." if name else "Hello."


def _why_you(saying: Saying, recipient: Recipient) -> str:
    """Why the support officer gets it, naming the reader by post and body."""
    reader = recipient.reader
    if reader is None:
        return f"Nobody is down as chair of the {saying.called}."
    post = ", ".join(part for part in (reader.post, reader.body) if part)
    return f"This is for the {post or f'chair of the {saying.called}'}, who is not on Slack."
