"""A call of a Web API method: its arguments, as either kind of body sends them, and how it is refused."""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from bot.practice.entities import Channel, Json, Person
from bot.practice.installation import Installation
from bot.practice.limits import Fault
from bot.practice.workspace import Workspace


class Refused(Exception):
    """Slack's `{"ok": false, "error": …}`, with whatever else belongs in the answer."""

    def __init__(self, error: str, faults: Iterable[Fault] = (), **more: Any) -> None:
        super().__init__(error)
        self.error = error
        self.faults = list(faults)
        self.more = more

    @property
    def body(self) -> Json:
        """The answer as Slack sends it."""
        body: Json = {"ok": False, "error": self.error, **self.more}
        if self.faults:
            body["errors"] = [str(fault) for fault in self.faults]
            body["response_metadata"] = {"messages": [f"[ERROR] {fault}" for fault in self.faults]}
        return body


class RateLimited(Exception):
    """The pace of a channel was passed; `retry_after` whole seconds."""

    def __init__(self, retry_after: int) -> None:
        super().__init__(retry_after)
        self.retry_after = retry_after


@dataclass(frozen=True)
class Call:
    """One call by an installed app; `now` is in seconds of the monotonic clock."""

    installation: Installation
    arguments: Json
    now: float

    @property
    def workspace(self) -> Workspace:
        """The workspace whose token was used."""
        return self.installation.workspace

    def text(self, name: str) -> str | None:
        """An argument as a string; an empty one counts as missing."""
        value = self.arguments.get(name)
        return None if value is None or value == "" else str(value)

    def required(self, name: str) -> str:
        """An argument that must be there."""
        value = self.text(name)
        if value is None:
            raise Refused(
                "invalid_arguments", [Fault("invalid_arguments", f"missing required field: {name}")]
            )
        return value

    def flag(self, name: str, default: bool = False) -> bool:
        """A yes or no in any of the ways Slack takes."""
        value = self.arguments.get(name, default)
        return value in (True, "true", "1", 1)

    def number(self, name: str, default: int, most: int) -> int:
        """A whole number from 1 to `most`."""
        value = self.arguments.get(name)
        if value in (None, ""):
            return default
        try:
            number = int(str(value))
        except ValueError:
            raise Refused("invalid_limit") from None
        if not 1 <= number <= most:
            raise Refused("invalid_limit")
        return number

    def structure(self, name: str, error: str) -> Any:
        """An argument which is JSON, given as such or as a string."""
        value = self.arguments.get(name)
        if not isinstance(value, str):
            return value
        try:
            return json.loads(value) if value else None
        except ValueError:
            raise Refused(error) from None

    def person(self, person_id: str, error: str = "user_not_found") -> Person:
        """Someone of this workspace."""
        if person_id not in self.workspace.people:
            raise Refused(error)
        return self.workspace.people[person_id]

    def channel(self, channel_id: str) -> Channel:
        """A conversation the app can know of."""
        channel = self.workspace.channels.get(channel_id)
        hidden = channel is not None and channel.private and self.workspace.bot_user_id not in channel.members
        if channel is None or hidden:
            raise Refused("channel_not_found")
        return channel

    def need(self, scope: str) -> None:
        """Refuse unless the token carries this scope."""
        if scope not in self.installation.scopes:
            provided = ",".join(sorted(self.installation.scopes))
            raise Refused("missing_scope", needed=scope, provided=provided)


def refuse_faults(faults: list[Fault]) -> None:
    """Refuse with the first fault's code, listing those that share it."""
    if faults:
        code = faults[0].code
        raise Refused(code, [fault for fault in faults if fault.code == code])


Method = Callable[[Call], Json]
