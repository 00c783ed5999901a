"""What one Slack workspace holds: people, channels, messages, modals, Home tabs, files.

Pure state and the questions asked of it. No HTTP, no JSON of Slack's methods, no clock: instants are given.
Whoever changes it from several threads holds `lock`.
"""

import copy
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import count
from threading import RLock
from typing import Any

from bot.practice import reading

Json = dict[str, Any]
SLACKBOT = "USLACKBOT"
ALL_SCOPES = frozenset(
    "commands chat:write im:write im:history im:read users:read users:read.email files:read files:write "
    "app_mentions:read channels:read groups:read channels:history groups:history".split()
)
EVENTS = frozenset(
    "app_home_opened app_mention message.im app_uninstalled tokens_revoked user_change".split()
)


@dataclass(eq=False)
class Person:
    """Someone of the workspace, or a stranger from another team met through Slack Connect."""

    id: str
    name: str
    email: str | None = None
    tz: str = "Europe/London"
    is_bot: bool = False
    deleted: bool = False
    team_id: str | None = None

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
    """A modal on a person's screen, or their Home tab, with what they have entered so far."""

    id: str
    person: str
    definition: Json
    hash: str
    root: str
    previous: str | None = None
    values: dict[str, dict[str, Json]] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict, repr=False)

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
    """A file: promised, filled, then shared."""

    id: str
    name: str
    length: int
    ticket: str
    content: bytes | None = None
    title: str = ""
    alt_text: str | None = None
    channels: list[str] = field(default_factory=list)
    completed: bool = False


class Workspace:
    """Everything one team's Slack holds. Messages keep their object for life, so an edit shows everywhere."""

    def __init__(self, team_id: str, name: str, bot_user_id: str, bot_name: str = "LOIP") -> None:
        self.id = team_id
        self.name = name
        self.bot_user_id = bot_user_id
        self.bot_id = "B" + bot_user_id[1:]
        self.lock = RLock()
        self.people: dict[str, Person] = {}
        self.channels: dict[str, Channel] = {}
        self.names: dict[str, str] = {}
        self.home_views: dict[str, View] = {}
        self.stacks: dict[str, list[View]] = {}
        self.uploads: dict[str, Upload] = {}
        self.messages_tab = True
        self._messages: list[Message] = []
        self._lasting: dict[str, list[Message]] = {}
        self._read_up_to: dict[str, str] = {}
        self._last_ts = 0
        self._numbers = count(1)
        self.add_person(Person(SLACKBOT, "Slackbot"))
        self.add_person(Person(bot_user_id, bot_name, is_bot=True))

    # people and places

    def add_person(self, person: Person) -> Person:
        """Add or replace someone."""
        with self.lock:
            self.people[person.id] = person
            self.names[person.id] = person.name
        return person

    def add_channel(self, channel: Channel) -> Channel:
        """Add or replace a channel."""
        with self.lock:
            self.channels[channel.id] = channel
            self.names[channel.id] = channel.name
        return channel

    def dm_channel(self, person_id: str) -> Channel:
        """The direct messages between the bot and this person, opened if need be."""
        with self.lock:
            channel_id = "D" + person_id[1:] if person_id[:1] in "UW" else "D" + person_id
            if channel_id not in self.channels:
                members = {person_id, self.bot_user_id}
                self.channels[channel_id] = Channel(channel_id, "directmessage", members, private=True)
            return self.channels[channel_id]

    def person_of_dm(self, channel: Channel) -> Person | None:
        """Who is at the other end of a direct message conversation."""
        others = channel.members - {self.bot_user_id}
        return self.people.get(next(iter(others))) if channel.is_im and others else None

    def numbered(self, blocks: Iterable[Json]) -> list[Json]:
        """A copy of the blocks with ids, as Slack gives them."""
        return with_ids(blocks, self._numbers)

    def number(self) -> int:
        """A number not given before in this workspace."""
        return next(self._numbers)

    # messages

    def new_ts(self, now: float) -> str:
        """A message's ts: its instant, moved on so that each is later than the last if the clock stands."""
        with self.lock:
            self._last_ts = max(self._last_ts + 1, int(now * 1_000_000))
            return f"{self._last_ts // 1_000_000}.{self._last_ts % 1_000_000:06d}"

    def post(self, message: Message) -> Message:
        """Put a message in its place, its blocks given ids."""
        message.blocks = with_ids(message.blocks, self._numbers)
        message.names = self.names
        with self.lock:
            self._messages.append(message)
            if message.ephemeral_to is None:
                self._lasting.setdefault(message.channel, []).append(message)
        return message

    def messages_in(self, channel_id: str) -> list[Message]:
        """The lasting messages of a channel, replies included, oldest first."""
        with self.lock:
            return [message for message in self._lasting.get(channel_id, []) if not message.deleted]

    def find_message(self, channel_id: str, ts: object) -> Message | None:
        """A lasting message by its place; ephemeral ones cannot be found again."""
        return next((m for m in self.messages_in(channel_id) if m.ts == ts), None)

    def thread(self, channel_id: str, ts: str) -> list[Message]:
        """A message and its replies, oldest first."""
        return [m for m in self.messages_in(channel_id) if m.ts == ts or m.thread_ts == ts]

    def ephemerals(self, person_id: str) -> list[Message]:
        """What only this person was shown, oldest first."""
        with self.lock:
            return [m for m in self._messages if m.ephemeral_to == person_id and not m.deleted]

    def seen_by(self, person_id: str) -> list[Message]:
        """Every message the person can see, in order."""
        with self.lock:
            return [m for m in self._messages if self._can_see(person_id, m) and not m.deleted]

    def unread(self, person_id: str) -> list[Message]:
        """What others sent since the person last read."""
        seen = self._read_up_to.get(person_id, "")
        return [m for m in self.seen_by(person_id) if m.ts > seen and m.user != person_id]

    def mark_read(self, person_id: str) -> None:
        """The person has read everything so far."""
        with self.lock:
            last = [m.ts for m in self.seen_by(person_id)]
            self._read_up_to[person_id] = max(last, default="")

    def _can_see(self, person_id: str, message: Message) -> bool:
        if message.ephemeral_to is not None:
            return message.ephemeral_to == person_id
        channel = self.channels.get(message.channel)
        return channel is not None and person_id in channel.members

    # views

    def new_view(self, person_id: str, definition: Json, now: float, below: View | None = None) -> View:
        """A view not yet shown: give it ids, its initial values and a hash."""
        view_id = f"V{self.number():010d}"
        view = View(view_id, person_id, {}, "", below.root if below else view_id, below.id if below else None)
        view.names = self.names
        self.redefine(view, definition, now)
        return view

    def redefine(self, view: View, definition: Json, now: float) -> None:
        """Give a view new content. What was entered stays where block_id and action_id are the same."""
        held = {**definition, "blocks": with_ids(definition["blocks"], self._numbers)}
        kept = view.values
        view.definition, view.errors = held, {}
        view.hash = f"{int(now)}.{self.number():08x}"
        view.values = initial_values(held["blocks"])
        for block_id, actions in kept.items():
            for action_id, value in actions.items():
                if _same_kind(view.values, block_id, action_id, value):
                    view.values[block_id][action_id] = value

    def stack(self, person_id: str) -> list[View]:
        """The modals open on a person's screen, the lowest first."""
        return self.stacks.setdefault(person_id, [])

    def find_view(self, view_id: object = None, external_id: object = None) -> View | None:
        """A view now on someone's screen."""
        with self.lock:
            shown = [v for stack in self.stacks.values() for v in stack] + list(self.home_views.values())
        for view in shown:
            if view_id == view.id or (external_id and external_id == view.definition.get("external_id")):
                return view
        return None


def with_ids(blocks: Iterable[Json], numbers: Iterator[int]) -> list[Json]:
    """A copy of the blocks in which each, and each element that acts, has an id, as Slack gives them."""
    given = copy.deepcopy(list(blocks))
    for block in given:
        block.setdefault("block_id", f"b{next(numbers):04x}")
        for element in elements_of(block):
            element.setdefault("action_id", f"a{next(numbers):04x}")
    return given


def elements_of(block: Mapping[str, Any]) -> list[Json]:
    """The elements of a block a person can act on."""
    found = [block.get("accessory"), block.get("element")]
    if block.get("type") == "actions":
        found += block.get("elements", [])
    return [element for element in found if isinstance(element, dict) and element.get("type") != "image"]


VALUE_FIELDS = {
    "plain_text_input": ("value", "initial_value"),
    "number_input": ("value", "initial_value"),
    "email_text_input": ("value", "initial_value"),
    "url_text_input": ("value", "initial_value"),
    "static_select": ("selected_option", "initial_option"),
    "external_select": ("selected_option", "initial_option"),
    "radio_buttons": ("selected_option", "initial_option"),
    "overflow": ("selected_option", ""),
    "checkboxes": ("selected_options", "initial_options"),
    "multi_static_select": ("selected_options", "initial_options"),
    "datepicker": ("selected_date", "initial_date"),
    "timepicker": ("selected_time", "initial_time"),
    "datetimepicker": ("selected_date_time", "initial_date_time"),
    "users_select": ("selected_user", "initial_user"),
    "multi_users_select": ("selected_users", "initial_users"),
    "conversations_select": ("selected_conversation", "initial_conversation"),
    "channels_select": ("selected_channel", "initial_channel"),
    "file_input": ("files", ""),
}
MANY = frozenset({"selected_options", "selected_users", "files"})
STATELESS = frozenset({"button", "overflow"})


def initial_values(blocks: Iterable[Json]) -> dict[str, dict[str, Json]]:
    """What a form holds before anybody touches it, as Slack's `state.values`."""
    values: dict[str, dict[str, Json]] = {}
    for block in blocks:
        for element in elements_of(block):
            if element["type"] not in STATELESS and element["type"] in VALUE_FIELDS:
                name, initial = VALUE_FIELDS[element["type"]]
                held = element.get(initial, [] if name in MANY else None)
                entry = {"type": element["type"], name: held}
                values.setdefault(block["block_id"], {})[element["action_id"]] = entry
    return values


def _same_kind(values: dict[str, dict[str, Json]], block_id: str, action_id: str, value: Json) -> bool:
    now = values.get(block_id, {}).get(action_id)
    return now is not None and now["type"] == value["type"]
