"""Answers that go through the outbox: what a tap changes on the screen, and replies to messages.

What may live here: making outbox rows of views. Slack ignores the body of a tap's acknowledgement, so the changed
message is a row of the same transaction as what was recorded, sent at once.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from bot.views.blocks import Block
from storage.records import Outbox

RESPONSE_URL_LIVES = timedelta(minutes=29)
"""Slack takes a response_url back after thirty minutes."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where something was tapped. An ephemeral message has no ts of its own: it is reached by its response_url.

    On the Home tab there is no message at all: `home` is what it showed, and it is published again.
    """

    channel: str | None
    ts: str | None
    response_url: str | None
    ephemeral: bool
    home: str | None = None

    @classmethod
    def of(cls, body: dict[str, Any]) -> "Place":
        """The place in a `block_actions` payload."""
        container, view = body.get("container") or {}, body.get("view") or {}
        return cls(
            channel=container.get("channel_id"),
            ts=container.get("message_ts"),
            response_url=body.get("response_url"),
            ephemeral=bool(container.get("is_ephemeral")),
            home=str(view.get("private_metadata") or "{}") if view.get("type") == "home" else None,
        )


def replacing(place: Place, message: Block, key: str, at: datetime) -> Outbox:
    """Put the message in the place of the one that was tapped."""
    if place.ephemeral or place.ts is None:
        return _respond(place, message | {"replace_original": True}, key, at)
    payload = {"channel": place.channel, "ts": place.ts, **message}
    return Outbox(
        key=f"edit {key}", kind="edit", channel=place.channel, payload=payload, not_before=at, created_at=at
    )


def beside(place: Place, message: Block, key: str, at: datetime) -> Outbox:
    """Show the message to the person alone, leaving the one that was tapped as it is."""
    aside = message | {"replace_original": False, "response_type": "ephemeral"}
    return _respond(place, aside, key, at)


def reply(channel: str, message: Block, key: str, at: datetime) -> Outbox:
    """Answer a direct message."""
    return Outbox(
        key=f"reply {key}", kind="message", channel=channel, payload=message, not_before=at, created_at=at
    )


def _respond(place: Place, message: Block, key: str, at: datetime) -> Outbox:
    return Outbox(
        key=f"respond {key}",
        kind="respond",
        payload={"response_url": place.response_url, **message},
        not_before=at,
        not_after=at + RESPONSE_URL_LIVES,
        created_at=at,
    )
