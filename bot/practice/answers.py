"""What came of an act. What may live here: the answer, and what carries an act to the app and the answer back."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

from bot.practice.delivery import Parcel, Reply
from bot.practice.entities import Json, Message
from bot.practice.installation import Installation
from bot.practice.limits import Fault


@dataclass
class Answer:
    """What came of an act: the app's acknowledgement, and what Slack made of it.

    `error` is what Slack told the person (`operation_timeout`, `dispatch_failed`, …); `errors` are the words
    under a form's inputs; `faults` are what Slack refused in the acknowledgement; `again` answers the
    same payload when it was delivered twice.
    """

    status: int | None = None
    body: Json = field(default_factory=dict)
    milliseconds: float = 0.0
    error: str | None = None
    errors: dict[str, str] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    message: Message | None = None
    tries: int = 1
    again: "Answer | None" = None

    @property
    def text(self) -> str:
        """The acknowledgement's text."""
        return str(self.body.get("text") or "")

    @property
    def blocks(self) -> list[Json]:
        """The acknowledgement's blocks."""
        return list(self.body.get("blocks") or [])

    @property
    def timed_out(self) -> bool:
        """Whether nothing came back within three seconds."""
        return self.error == "operation_timeout"

    @property
    def readable(self) -> str:
        """What the person was shown in answer, as text."""
        return self.message.readable if self.message else ""


class Carrier(Protocol):
    """What takes a parcel to the app: the practice Slack itself."""

    def carry(self, installation: Installation, parcel: Parcel) -> list[Reply]:
        """Deliver, with retries if it is an event; every reply, the last one last."""
        ...


Finish = Callable[[Reply], Answer]


def plain_answer(reply: Reply) -> Answer:
    """The app's acknowledgement as it came, before Slack makes anything of it."""
    return Answer(reply.status, reply.body, reply.milliseconds, reply.error)
