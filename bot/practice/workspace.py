"""What one Slack workspace holds: people, channels, messages, modals, Home tabs, files.

Pure state and the questions asked of it. No HTTP, no JSON of Slack's methods, no clock: instants are given.
Each method is safe between threads; whoever does several things as one holds `lock`, and never while a payload
is on its way to the app, whose calls wait for the same lock.
"""

import copy
from collections.abc import Iterable, Iterator, Mapping
from itertools import count, islice
from threading import RLock
from typing import Any

from bot.practice.entities import Channel, Json, Message, Person, Upload, View
from bot.practice.read_marks import ReadMarks
from bot.practice.streams import Stream

SLACKBOT = "USLACKBOT"
ALL_SCOPES = frozenset(
    "commands chat:write im:write im:history im:read users:read users:read.email files:read files:write "
    "app_mentions:read channels:read groups:read channels:history groups:history".split()
)
EVENTS = frozenset(
    "app_home_opened app_mention message.im app_uninstalled tokens_revoked user_change".split()
)


class Workspace:
    """Everything one team's Slack holds. Messages keep their object for life, so an edit shows everywhere.

    `changes` grows with every change somebody could see: a message, an edit, a view, a member, a read mark.
    """

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
        self.changes = 0
        self._rooms: dict[str, Channel] = {}
        self._messages: list[Message] = []
        self._streams: dict[str, Stream] = {}
        self._marks = ReadMarks()
        self._last_ts = 0
        self._numbers = count(1)
        self.add_person(Person(SLACKBOT, "Slackbot"))
        self.add_person(Person(bot_user_id, bot_name, is_bot=True))

    def changed(self) -> None:
        """Somebody's screen is no longer what it was."""
        with self.lock:
            self.changes += 1

    # people and places

    def add_person(self, person: Person) -> Person:
        """Add or replace someone."""
        with self.lock:
            self.people[person.id] = person
            self.names[person.id] = person.name
            self.changed()
        return person

    def add_channel(self, channel: Channel) -> Channel:
        """Add or replace a channel."""
        with self.lock:
            self.channels[channel.id] = channel
            self.names[channel.id] = channel.name
            if not channel.is_im:
                self._rooms[channel.id] = channel
            self.changed()
        return channel

    def add_member(self, channel_id: str, person_id: str) -> None:
        """Someone joins a channel."""
        with self.lock:
            self.channels[channel_id].members.add(person_id)
            self.changed()

    def places(self, person_id: str) -> list[Channel]:
        """The channels the person is in, as they were added, and last their direct messages with the bot."""
        with self.lock:
            return [*self._rooms_of(person_id), self.dm_channel(person_id)]

    def _rooms_of(self, person_id: str) -> list[Channel]:
        return [channel for channel in self._rooms.values() if person_id in channel.members]

    def dm_channel(self, person_id: str) -> Channel:
        """The direct messages between the bot and this person, opened if need be."""
        with self.lock:
            channel_id = _dm_id(person_id)
            if channel_id not in self.channels:
                members = {person_id, self.bot_user_id}
                self.channels[channel_id] = Channel(channel_id, "directmessage", members, private=True)
            return self.channels[channel_id]

    def person_of_dm(self, channel: Channel) -> Person | None:
        """Who is at the other end of a direct message conversation."""
        others = channel.members - {self.bot_user_id}
        return self.people.get(next(iter(others))) if channel.is_im and others else None

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
            self._streams.setdefault(message.channel, Stream()).add(message)
            self.changed()
        return message

    def edit(self, message: Message, ts: str, text: str, blocks: Iterable[Json] | None = None) -> None:
        """Change a message in place, at the instant `ts`; without blocks it keeps those it has."""
        with self.lock:
            message.text, message.edited = text, ts
            if blocks is not None:
                message.blocks = with_ids(blocks, self._numbers)
            self.changed()

    def delete(self, message: Message) -> None:
        """Take a message off every screen."""
        with self.lock:
            message.deleted = True
            self.changed()

    def messages_in(self, channel_id: str) -> list[Message]:
        """The lasting messages of a channel, replies included, oldest first."""
        with self.lock:
            return self._stream(channel_id).lasting()

    def find_message(self, channel_id: str, ts: object) -> Message | None:
        """A lasting message by its place; the app cannot find ephemeral ones again."""
        with self.lock:
            return self._stream(channel_id).find(ts)

    def thread(self, channel_id: str, ts: str) -> list[Message]:
        """A message and its lasting replies, oldest first."""
        with self.lock:
            return self._stream(channel_id).thread(ts)

    def ephemerals(self, person_id: str) -> list[Message]:
        """What only this person was shown, oldest first."""
        with self.lock:
            return [m for m in self._messages if m.ephemeral_to == person_id and not m.deleted]

    def _stream(self, channel_id: str) -> Stream:
        return self._streams.get(channel_id) or Stream()

    # what one person sees

    def seen_by(self, person_id: str) -> list[Message]:
        """Every message the person can see, in order."""
        with self.lock:
            return [m for m in self._messages if self._can_see(person_id, m) and not m.deleted]

    def stream(
        self, person_id: str, channel_id: str, before: str | None = None, most: int = 50
    ) -> list[Message]:
        """What the person sees of a channel at top level, oldest first: the last `most` earlier than `before`.

        `before` is a ts, or None for the newest; what only this person was shown is among them.
        """
        with self.lock:
            member = self._is_member(person_id, channel_id)
            found = self._stream(channel_id).before(person_id, member, before)
            return list(islice(found, most))[::-1]

    def has_earlier(self, person_id: str, channel_id: str, before: str) -> bool:
        """Whether the person sees anything of a channel at top level earlier than the ts `before`."""
        return bool(self.stream(person_id, channel_id, before, most=1))

    def find_seen(self, person_id: str, channel_id: str, ts: object) -> Message | None:
        """A message the person sees, by its place: a lasting one, a reply, or one only they were shown."""
        with self.lock:
            stream = self._stream(channel_id)
            lasting = stream.find(ts) if self._is_member(person_id, channel_id) else None
            return lasting or stream.find_shown(person_id, ts)

    def thread_seen(self, person_id: str, channel_id: str, ts: str) -> list[Message]:
        """A message and the replies to it, as far as the person sees them, oldest first."""
        with self.lock:
            stream = self._stream(channel_id)
            lasting = stream.thread(ts) if self._is_member(person_id, channel_id) else []
            return sorted([*lasting, *stream.shown_in_thread(person_id, ts)], key=lambda m: m.ts)

    def file_seen_by(self, person_id: str, file_id: str) -> Upload | None:
        """A file the person may fetch: their own, or one shared where they are a member."""
        with self.lock:
            upload = self.uploads.get(file_id)
            if upload is None or not upload.completed:
                return None
            shared = any(self._is_member(person_id, channel_id) for channel_id in upload.channels)
            return upload if shared or upload.user == person_id else None

    def _can_see(self, person_id: str, message: Message) -> bool:
        if message.ephemeral_to is not None:
            return message.ephemeral_to == person_id
        return self._is_member(person_id, message.channel)

    def _is_member(self, person_id: str, channel_id: str) -> bool:
        channel = self.channels.get(channel_id)
        return channel is not None and person_id in channel.members

    # what is new to one person

    def unread(self, person_id: str) -> list[Message]:
        """What others sent since the person last read, in order."""
        with self.lock:
            seen = [message for message in self.seen_by(person_id) if message.user != person_id]
            return [m for m in seen if m.ts > self._marks.up_to(person_id, m.channel)]

    def unread_count(self, person_id: str, channel_id: str, most: int = 100) -> int:
        """How many messages of a channel the person has not read, replies included; counts no further than `most`."""
        with self.lock:
            return self._unread_count(person_id, channel_id, most)

    def unread_total(self, person_id: str, most: int = 100) -> int:
        """How many messages the person has not read in all their places; counts no further than `most`."""
        total = 0
        with self.lock:
            places = [*(room.id for room in self._rooms_of(person_id)), _dm_id(person_id)]
            for channel_id in places:
                total += self._unread_count(person_id, channel_id, most - total)
        return total

    def _unread_count(self, person_id: str, channel_id: str, most: int) -> int:
        stream = self._streams.get(channel_id)
        if stream is None:
            return 0
        after = self._marks.up_to(person_id, channel_id)
        found = stream.unread(person_id, self._is_member(person_id, channel_id), after)
        return sum(1 for _ in islice(found, most))

    def mark_channel_read(self, person_id: str, channel_id: str) -> None:
        """The person has read everything in a channel so far, threads included.

        Whoever draws the channel marks it first and reads it after, so that nothing is marked unseen.
        """
        with self.lock:
            was_unread = self._unread_count(person_id, channel_id, most=1) > 0
            last = self._stream(channel_id).last(person_id, self._is_member(person_id, channel_id))
            self._marks.advance(person_id, channel_id, last)
            if was_unread:
                self.changed()

    def mark_read(self, person_id: str) -> None:
        """The person has read everything so far."""
        with self.lock:
            for channel_id in self._streams:
                self.mark_channel_read(person_id, channel_id)

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
        with self.lock:
            view.values = _kept(initial_values(held["blocks"]), view.values)
            view.definition, view.errors = held, {}
            view.hash = f"{int(now)}.{self.number():08x}"
            self.changed()

    def stack(self, person_id: str) -> list[View]:
        """The modals open on a person's screen, the lowest first."""
        with self.lock:
            return self.stacks.setdefault(person_id, [])

    def show_alone(self, view: View) -> None:
        """Put a modal on its person's screen, in the place of all others."""
        with self.lock:
            self.stacks[view.person] = [view]
            self.changed()

    def show_above(self, view: View) -> None:
        """Put a modal on top of those on its person's screen."""
        with self.lock:
            self.stack(view.person).append(view)
            self.changed()

    def show_home(self, view: View) -> None:
        """Make a view its person's Home tab."""
        with self.lock:
            self.home_views[view.person] = view
            self.changed()

    def take_down(self, view: View) -> None:
        """Take a modal off its person's screen, if it is there; those above and below it stay."""
        with self.lock:
            stack = self.stack(view.person)
            if view in stack:
                stack.remove(view)
                self.changed()

    def clear_stack(self, person_id: str, kept: int = 0) -> None:
        """Take every modal off a person's screen but the lowest `kept`."""
        with self.lock:
            del self.stack(person_id)[kept:]
            self.changed()

    def find_view(self, view_id: object = None, external_id: object = None) -> View | None:
        """A view now on someone's screen."""
        with self.lock:
            shown = [v for stack in self.stacks.values() for v in stack] + list(self.home_views.values())
        for view in shown:
            if view_id == view.id or (external_id and external_id == view.definition.get("external_id")):
                return view
        return None


def _dm_id(person_id: str) -> str:
    return "D" + person_id[1:] if person_id[:1] in "UW" else "D" + person_id


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


def _kept(
    values: dict[str, dict[str, Json]], entered: Mapping[str, Mapping[str, Json]]
) -> dict[str, dict[str, Json]]:
    """A form's first values, and over them what was entered in elements that are still of the same kind."""
    for block_id, actions in entered.items():
        for action_id, value in actions.items():
            now = values.get(block_id, {}).get(action_id)
            if now is not None and now["type"] == value["type"]:
                values[block_id][action_id] = value
    return values
