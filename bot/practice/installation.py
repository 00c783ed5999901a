"""The app as installed in one workspace: its tokens, scopes, triggers and response addresses.

Bookkeeping only; instants of the monotonic clock are arguments.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from bot.practice.entities import Message
from bot.practice.pace import Pace
from bot.practice.triggers import Triggers
from bot.practice.workspace import EVENTS, Workspace

RESPONSE_SECONDS = 30 * 60
RESPONSE_USES = 5


@dataclass
class ResponseUrl:
    """Where an app may answer one command or tap: five times in half an hour."""

    key: str
    channel: str
    person: str
    issued: float
    original: Message | None = None
    uses: int = 0

    def refusal(self, now: float) -> str | None:
        """Slack's error if it may not be used any more."""
        if now - self.issued > RESPONSE_SECONDS:
            return "expired_url"
        return "used_url" if self.uses >= RESPONSE_USES else None


@dataclass(frozen=True, slots=True)
class Shortcut:
    """Something the app offers in Slack's menus. `kind` is `global`, or `message` for one used on a message."""

    callback_id: str
    name: str
    kind: str


@dataclass
class Installation:
    """One workspace with the app in it. Payloads go signed to `request_url` if set, else by Socket Mode."""

    workspace: Workspace
    bot_token: str
    app_token: str
    signing_secret: str
    scopes: frozenset[str]
    app_id: str
    pace: Pace
    epoch: Callable[[], float]
    address: str
    request_url: str | None = None
    events: frozenset[str] = EVENTS
    installed: bool = True
    triggers: Triggers = field(default_factory=Triggers)
    response_urls: dict[str, ResponseUrl] = field(default_factory=dict)

    def response_url(self, channel: str, person: str, now: float, original: Message | None = None) -> str:
        """A new address to answer at."""
        key = f"{self.workspace.number():08x}"
        self.response_urls[key] = ResponseUrl(key, channel, person, now, original)
        return f"{self.address}/response/{self.workspace.id}/{key}"
