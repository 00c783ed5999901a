"""What stands in the outbox and what becomes of it when somebody steps in, as values.

What may live here: the values the services of the outbox return and its views word. Nothing is decided.
"""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class OutboxEntry:
    """One message. `to` is a post and body, or a channel; `why` what was last said of it; instants are UTC."""

    key: str
    kind: str
    state: str
    to: str
    attempts: int
    not_before: datetime
    sent_at: datetime | None
    why: str | None


@dataclass(frozen=True, slots=True)
class Moved:
    """The message is in another state now; `along`: how many that follow it went with it."""

    key: str
    state: str
    along: int


@dataclass(frozen=True, slots=True)
class NoSuchMessage:
    """The outbox holds no message with this key."""

    key: str


@dataclass(frozen=True, slots=True)
class WrongState:
    """Its state does not allow it: what is sent is sent, what is on its way cannot be stopped."""

    key: str
    state: str
