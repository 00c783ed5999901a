"""What one person sees of the workspace, as plain values for the templates.

Functions over the workspace; nothing is changed, sent or waited for here. What a person or the app wrote is
either drawn (and so escaped) or left to the templates to escape.
"""

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, tzinfo
from itertools import groupby

from markupsafe import Markup

from bot.practice.drawing import Ink, draw_blocks, draw_message
from bot.practice.entities import Channel, Json, Message, Person, Upload, View
from bot.practice.installation import Shortcut
from bot.practice.page.address import HOME, Where, file_link
from bot.practice.page.pictures import picture_type
from bot.practice.slack import Exchange
from bot.practice.workspace import SLACKBOT, Workspace, elements_of

PAGE = 50
MOST_UNREAD = 99
# Whatever is text in a drawing is escaped, attributes included, so that `<` and `>` are always a tag's.
_FIELD = re.compile(r'<(?:select|textarea|input(?![^>]*type="hidden"))\b(?P<rest>[^>]*)>')
DIRECTIONS = {"to_slack": "app → Slack", "to_app": "Slack → app"}


@dataclass(frozen=True, slots=True)
class PlaceSeen:
    """A channel, or the direct messages with the app."""

    id: str
    name: str
    kind: str
    sign: str
    link: str
    unread: str
    current: bool


@dataclass(frozen=True, slots=True)
class TabSeen:
    """A tab of the direct messages with the app."""

    name: str
    link: str
    current: bool


@dataclass(frozen=True, slots=True)
class FileSeen:
    """A file with a message. `picture` is whether it can be shown as one."""

    name: str
    size: str
    link: str
    picture: bool
    alt: str


@dataclass(frozen=True, slots=True)
class MessageSeen:
    """A message as one person sees it. `acts` is whether there is anything to press or choose in it."""

    ts: str
    anchor: str
    author: str
    initial: str
    is_app: bool
    mine: bool
    only_you: bool
    edited: bool
    time: str
    iso: str
    html: Markup
    acts: bool
    action: str
    thread_link: str
    replies: int
    files: tuple[FileSeen, ...]
    shortcuts: tuple[Shortcut, ...]
    shortcut_action: str


@dataclass(frozen=True, slots=True)
class DaySeen:
    """The messages of one day in the partnership's zone."""

    words: str
    iso: str
    messages: tuple[MessageSeen, ...]


@dataclass(frozen=True, slots=True)
class StreamSeen:
    """A stretch of a place's messages; `before` is what to ask for to see the stretch before it, or nothing."""

    days: tuple[DaySeen, ...]
    before: str


@dataclass(frozen=True, slots=True)
class HomeSeen:
    """The app's Home tab."""

    html: Markup
    action: str


@dataclass(frozen=True, slots=True)
class ModalSeen:
    """The modal on top of the person's screen. `below` is the title of the one under it, if any."""

    id: str
    hash: str
    title: str
    html: Markup
    action: str
    submit: str
    close: str
    below: str
    errors: str
    focused: bool


@dataclass(frozen=True, slots=True)
class ExchangeSeen:
    """One line of what was exchanged with Slack."""

    direction: str
    name: str
    status: str
    milliseconds: str
    request: str
    response: str


@dataclass(frozen=True, slots=True)
class Look:
    """Somebody looking at a place: what every function here needs to know. `ink` is common to all they see."""

    workspace: Workspace
    person: Person
    where: Where
    zone: tzinfo
    ink: Ink
    shortcuts: tuple[Shortcut, ...] = ()

    def ink_for(self, prefix: str, screen: Message | View, heading: int = 3) -> Ink:
        """What one message or view is drawn with; `heading` is the level its headers have."""
        return replace(
            self.ink,
            values=screen.values,
            errors=screen.errors if isinstance(screen, View) else {},
            prefix=prefix,
            heading=heading,
        )


def look_at(
    workspace: Workspace, person: Person, where: Where, zone: tzinfo, shortcuts: Iterable[Shortcut] = ()
) -> Look:
    """Somebody looking. `shortcuts` are those for messages."""
    people = [(p.id, p.name) for p in workspace.people.values() if not (p.is_bot or p.id == SLACKBOT)]
    channels = [(c.id, c.name) for c in workspace.channels.values() if not (c.is_im or c.private)]
    by_name = sorted(people, key=lambda pair: pair[1].casefold())
    ink = Ink(names=workspace.names, people=by_name, channels=channels, zone=zone)
    return Look(workspace, person, where, zone, ink, tuple(shortcuts))


def bot_name(workspace: Workspace) -> str:
    """What the app is called."""
    return workspace.people[workspace.bot_user_id].name


def can_be_acted_as(workspace: Workspace, person_id: str) -> Person | None:
    """Somebody of the workspace, but for its robots."""
    person = workspace.people.get(person_id)
    return None if person is None or person.is_bot or person.deleted or person.id == SLACKBOT else person


def place_of(workspace: Workspace, person: Person, place_id: str) -> Channel | None:
    """A place the person has; for `home` their direct messages with the app."""
    if place_id == HOME:
        return workspace.dm_channel(person.id)
    return next((place for place in workspace.places(person.id) if place.id == place_id), None)


def place_name(workspace: Workspace, place: Channel) -> str:
    """What a place is called: the app's name for its direct messages."""
    return bot_name(workspace) if place.is_im else place.name


def see_places(look: Look) -> tuple[PlaceSeen, ...]:
    """The person's places, with what is new in each."""
    return tuple(_see_place(look, place) for place in look.workspace.places(look.person.id))


def _see_place(look: Look, place: Channel) -> PlaceSeen:
    kind, sign = ("direct", "●") if place.is_im else ("private", "🔒") if place.private else ("channel", "#")
    current = look.where.place == place.id or (place.is_im and look.where.place == HOME)
    unread = look.workspace.unread_count(look.person.id, place.id, MOST_UNREAD + 1)
    name, link = place_name(look.workspace, place), look.where.at(place.id).link()
    return PlaceSeen(place.id, name, kind, sign, link, unread_words(unread), current)


def see_tabs(look: Look) -> tuple[TabSeen, ...]:
    """The tabs of the direct messages with the app."""
    dm = look.workspace.dm_channel(look.person.id).id
    tabs = (("Messages", dm), ("Home", HOME))
    return tuple(
        TabSeen(name, look.where.at(place).link(), look.where.place == place) for name, place in tabs
    )


def unread_words(count: int) -> str:
    """A number of unread messages, none as nothing and many as "99+"."""
    return "" if count == 0 else f"{MOST_UNREAD}+" if count > MOST_UNREAD else str(count)


# --- messages


def see_stream(look: Look, place: Channel) -> StreamSeen:
    """A stretch of a place, the newest one unless an earlier is asked for."""
    workspace, person_id = look.workspace, look.person.id
    found = workspace.stream(person_id, place.id, look.where.before or None, PAGE)
    earlier = bool(found) and workspace.has_earlier(person_id, place.id, found[0].ts)
    replies = Counter(m.thread_ts for m in workspace.messages_in(place.id) if m.is_reply)
    seen = [(_at(look, each), see_message(look, each, replies[each.ts])) for each in found]
    return StreamSeen(tuple(_by_day(seen)), found[0].ts if earlier else "")


def _by_day(seen: Iterable[tuple[datetime, MessageSeen]]) -> Iterator[DaySeen]:
    for day, group in groupby(seen, key=lambda pair: pair[0].date()):
        words = f"{day:%A} {day.day} {day:%B} {day.year}"
        yield DaySeen(words, day.isoformat(), tuple(message for _, message in group))


def see_thread(look: Look, place: Channel) -> tuple[MessageSeen, ...]:
    """A message and the replies to it, as far as the person sees them."""
    found = look.workspace.thread_seen(look.person.id, place.id, look.where.thread)
    return tuple(see_message(look, each, 0, in_thread=True) for each in found)


def see_message(look: Look, message: Message, replies: int, in_thread: bool = False) -> MessageSeen:
    """One message; in a thread it offers no thread of its own."""
    workspace, where = look.workspace, look.where
    at, lasting = _at(look, message), message.ephemeral_to is None
    anchor = ("t-" if in_thread else "m-") + message.ts.replace(".", "-")
    author = workspace.people.get(message.user)
    name = author.name if author else message.user
    return MessageSeen(
        ts=message.ts,
        anchor=anchor,
        author=name,
        initial=name[:1].upper(),
        is_app=message.bot_id is not None or message.user == SLACKBOT,
        mine=message.user == look.person.id,
        only_you=not lasting,
        edited=message.edited is not None and lasting,
        time=f"{at:%H:%M}",
        iso=at.isoformat(timespec="minutes"),
        html=draw_message(
            message.text, message.blocks, look.ink_for(anchor + "-", message, 3 if in_thread else 4)
        ),
        acts=any(elements_of(block) for block in message.blocks),
        action=where.action("message", message.ts),
        thread_link="" if in_thread or not lasting else where.but(thread=message.ts).link(anchor="thread"),
        replies=replies,
        files=tuple(see_files(look, message)),
        shortcuts=look.shortcuts if lasting else (),
        shortcut_action=where.action("shortcut"),
    )


def _at(look: Look, message: Message) -> datetime:
    return datetime.fromtimestamp(float(message.ts), look.zone)


def see_files(look: Look, message: Message) -> Iterator[FileSeen]:
    """The files with a message, as far as the person may fetch them."""
    for file_id in message.files:
        upload = look.workspace.file_seen_by(look.person.id, file_id)
        if upload is not None:
            yield _see_file(look, upload)


def _see_file(look: Look, upload: Upload) -> FileSeen:
    name = upload.title or upload.name
    return FileSeen(
        name=name,
        size=size_words(upload.length),
        link=file_link(look.person.id, upload.id, upload.name),
        picture=picture_type(upload.content or b"") is not None,
        alt=upload.alt_text or name,
    )


def size_words(length: int) -> str:
    """A number of bytes, as one says it."""
    if length < 1_000:
        return f"{length} bytes" if length != 1 else "1 byte"
    if length < 1_000_000:
        return f"{length / 1_000:.0f} kB"
    return f"{length / 1_000_000:.1f} MB"


# --- views


def see_home(look: Look) -> HomeSeen | None:
    """The person's Home tab, if the app has published one."""
    view = look.workspace.home_views.get(look.person.id)
    if view is None:
        return None
    return HomeSeen(draw_blocks(view.blocks, look.ink_for("h-", view)), look.where.action("home"))


def see_modal(look: Look) -> ModalSeen | None:
    """The modal on top of the person's screen."""
    stack = list(look.workspace.stack(look.person.id))
    if not stack:
        return None
    view = stack[-1]
    html, focused = focus_first(draw_blocks(view.blocks, look.ink_for("v-", view)))
    return ModalSeen(
        id=view.id,
        hash=view.hash,
        title=view.title,
        html=html,
        action=look.where.action("view", view.id),
        submit=_words_of(view.definition, "submit", "Submit") if "submit" in view.definition else "",
        close=_words_of(view.definition, "close", "Close"),
        below=stack[-2].title if len(stack) > 1 else "",
        errors=errors_words(len(view.errors)),
        focused=focused,
    )


def _words_of(definition: Json, name: str, usual: str) -> str:
    held = definition.get(name)
    return str(held.get("text") or usual) if isinstance(held, dict) else usual


def errors_words(count: int) -> str:
    """How many entries of a form want another look."""
    if count == 0:
        return ""
    return "One entry needs another look." if count == 1 else f"{count} entries need another look."


def focus_first(html: Markup) -> tuple[Markup, bool]:
    """A drawing with the focus on the first field that was refused, or else the first; whether there was one."""
    fields = list(_FIELD.finditer(html))
    if not fields:
        return html, False
    if not any(" autofocus" in field.group() for field in fields):
        refused = [field for field in fields if 'aria-invalid="true"' in field.group()]
        at = (refused or fields)[0].start("rest")
        html = Markup(html[:at] + " autofocus" + html[at:])  # noqa: S704 - drawn, and so escaped
    return html, True


# --- exchanges


def see_exchanges(exchanges: Sequence[Exchange]) -> tuple[ExchangeSeen, ...]:
    """Lines of the log."""
    return tuple(_see_exchange(each) for each in exchanges)


def _see_exchange(exchange: Exchange) -> ExchangeSeen:
    return ExchangeSeen(
        direction=DIRECTIONS.get(exchange.direction, exchange.direction),
        name=exchange.name,
        status="no answer" if exchange.status is None else str(exchange.status),
        milliseconds=f"{exchange.milliseconds:.1f} ms",
        request=_pretty(exchange.request),
        response=_pretty(exchange.response),
    )


def _pretty(value: Json) -> str:
    return json.dumps(value, indent=2, ensure_ascii=False, default=str)
