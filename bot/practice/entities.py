"""The things a workspace holds: people, channels, messages, views, files.

Plain values and what can be read off one of them. Nothing here knows of the others, or of a workspace.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.practice import reading

Json = dict[str, Any]


@dataclass(eq=False)
class Person:
    """Someone of the workspace, or a stranger from another team met through Slack Connect.

    `is_admin`: they administer the workspace.
    """

    id: str
    name: str
    email: str | None = None
    tz: str = "Europe/London"
    is_bot: bool = False
    deleted: bool = False
    team_id: str | None = None
    is_admin: bool = False

    @property
    def handle(self) -> str:
        """The short name Slack puts in payloads."""
        return self.name.lower().replace(" ", ".")


@dataclass(eq=False)
class Channel:
    """A public or private channel, or (`D…`) the direct messages between the bot and one person."""

    id: str
    name: str
    members: set[str] = field(default_factory=set)
    private: bool = False
    archived: bool = False

    @property
    def is_im(self) -> bool:
        """Whether it is a direct message conversation."""
        return self.id.startswith("D")


@dataclass(eq=False)
class Message:
    """One message. `ephemeral_to` names the only person who sees it; such a message has no lasting place."""

    channel: str
    ts: str
    user: str
    text: str
    blocks: list[Json] = field(default_factory=list)
    bot_id: str | None = None
    metadata: Json | None = None
    thread_ts: str | None = None
    edited: str | None = None
    deleted: bool = False
    ephemeral_to: str | None = None
    files: list[str] = field(default_factory=list)
    names: Mapping[str, str] = field(default_factory=dict, repr=False)
    values: dict[str, dict[str, Json]] = field(default_factory=dict, repr=False)

    @property
    def is_reply(self) -> bool:
        """Whether it sits in a thread below another message."""
        return self.thread_ts is not None and self.thread_ts != self.ts

    @property
    def readable(self) -> str:
        """The message as plain text, the way the person sees it."""
        return reading.read_message(self.text, self.blocks, self.names)

    def __repr__(self) -> str:
        return f"<Message {self.channel} {self.ts} {self.readable[:60]!r}>"


@dataclass(eq=False)
class View:
    """A modal on a person's screen, or their Home tab, with what they have entered so far.

    `sending` while a submission of it is on its way to the app.
    """

    id: str
    person: str
    definition: Json
    hash: str
    root: str
    previous: str | None = None
    values: dict[str, dict[str, Json]] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict, repr=False)
    sending: bool = field(default=False, repr=False)

    @property
    def type(self) -> str:
        """`modal` or `home`."""
        return str(self.definition["type"])

    @property
    def blocks(self) -> list[Json]:
        """Its blocks, each with a block_id."""
        return list(self.definition["blocks"])

    @property
    def title(self) -> str:
        """The title of a modal; nothing for a Home tab."""
        return str(self.definition.get("title", {}).get("text", ""))

    @property
    def callback_id(self) -> str:
        """The app's own name for the kind of view."""
        return str(self.definition.get("callback_id", ""))

    @property
    def private_metadata(self) -> str:
        """What the app keeps with the view."""
        return str(self.definition.get("private_metadata", ""))

    @property
    def readable(self) -> str:
        """The view as plain text, the way the person sees it, with what they entered and any errors."""
        return reading.read_view(self.definition, self.names, self.values, self.errors)


@dataclass(eq=False)
class Upload:
    """A file: promised, filled, then shared. `user` uploaded it at `created` (seconds since 1970)."""

    id: str
    name: str
    length: int
    ticket: str
    content: bytes | None = None
    title: str = ""
    alt_text: str | None = None
    channels: list[str] = field(default_factory=list)
    completed: bool = False
    user: str = ""
    created: int = 0
