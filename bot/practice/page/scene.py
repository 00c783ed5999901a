"""A whole page as one value for its template: the workspace as somebody sees it, and the start page.

Puts together what `seen` and `tools` say; nothing is changed here.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.practice.entities import Channel, Json, Person
from bot.practice.installation import Shortcut
from bot.practice.page.address import HOME, Where
from bot.practice.page.live import marker
from bot.practice.page.notices import Notice
from bot.practice.page.room import Room
from bot.practice.page.seen import (
    DaySeen,
    ExchangeSeen,
    HomeSeen,
    Look,
    MessageSeen,
    ModalSeen,
    PlaceSeen,
    TabSeen,
    bot_name,
    look_at,
    place_name,
    see_exchanges,
    see_home,
    see_modal,
    see_places,
    see_stream,
    see_tabs,
    see_thread,
)
from bot.practice.page.tools import (
    ActorSeen,
    ClockSeen,
    RoleSeen,
    role_words,
    see_actors,
    see_clock,
    see_steps,
    waiting,
)
from bot.practice.slack import Exchange
from bot.practice.workspace import SLACKBOT

MOST_EXCHANGES = 30


@dataclass(frozen=True, slots=True)
class PersonSeen:
    """Whoever one acts as."""

    name: str
    role: str


@dataclass(frozen=True, slots=True)
class ComposerSeen:
    """Where one writes: in a place, or with `thread` (a ts) in a thread."""

    id: str
    action: str
    label: str
    hint: str
    draft: str
    thread: str = ""
    shortcuts: tuple[Shortcut, ...] = ()
    shortcut_action: str = ""


@dataclass(frozen=True, slots=True)
class ThreadSeen:
    """The thread that is open."""

    messages: tuple[MessageSeen, ...]
    composer: ComposerSeen
    close: str


@dataclass(frozen=True, slots=True)
class Scene:
    """The workspace as somebody sees it, at a place."""

    name: str
    workspace: str
    person: PersonSeen
    place: str
    here: str
    places: tuple[PlaceSeen, ...]
    actors: tuple[ActorSeen, ...]
    waiting: tuple[ActorSeen, ...]
    more_waiting: int
    tabs: tuple[TabSeen, ...]
    at_home: bool
    home: HomeSeen | None
    days: tuple[DaySeen, ...]
    earlier: str
    later: str
    composer: ComposerSeen | None
    thread: ThreadSeen | None
    clock: ClockSeen
    steps: tuple[RoleSeen, ...]
    panel: bool
    panel_link: str
    exchanges: tuple[ExchangeSeen, ...]
    exchanged_before: int
    modal: ModalSeen | None
    events: str
    completions: Json


@dataclass(frozen=True, slots=True)
class Start:
    """The start page."""

    name: str
    actors: tuple[ActorSeen, ...]
    clock: ClockSeen
    steps: tuple[RoleSeen, ...]
    events: str


def see_start(room: Room) -> Start:
    """The start page."""
    events = f"/live?since={marker(room)}"
    return Start(room.name, see_actors(room, None), see_clock(room, "/"), see_steps(room), events)


def see_scene(
    room: Room, person: Person, place: Channel, where: Where, notice: Notice, exchanges: Sequence[Exchange]
) -> Scene:
    """The workspace as this person sees it. `exchanges` are those of their last act."""
    state = marker(room)  # before anything is looked at: what comes meanwhile is then looked for again
    workspace, at_home = room.team.workspace, where.place == HOME
    look = look_at(workspace, person, where, room.zone, _shortcuts(room, "message"))
    stream = None if at_home else see_stream(look, place)
    actors = see_actors(room, where)
    others, more = waiting(actors)
    return Scene(
        name=room.name,
        workspace=workspace.name,
        person=PersonSeen(person.name, _role(room, person)),
        place=place_name(workspace, place),
        here=where.link(),
        places=see_places(look),
        actors=actors,
        waiting=others,
        more_waiting=more,
        tabs=see_tabs(look) if place.is_im else (),
        at_home=at_home,
        home=see_home(look) if at_home else None,
        days=stream.days if stream else (),
        earlier=where.but(before=stream.before).link() if stream and stream.before else "",
        later=where.but(before="").link() if where.before else "",
        composer=None if at_home else _composer(room, look, place, notice),
        thread=_thread(look, place, notice),
        clock=see_clock(room, where.link()),
        steps=see_steps(room, person.id),
        panel=where.panel,
        panel_link=where.but(panel=not where.panel).link(),
        exchanges=see_exchanges(exchanges[-MOST_EXCHANGES:]) if where.panel else (),
        exchanged_before=max(0, len(exchanges) - MOST_EXCHANGES),
        modal=see_modal(look),
        events=f"/as/{person.id}/live?since={state}",
        completions=_completions(room, person),
    )


def _shortcuts(room: Room, kind: str) -> tuple[Shortcut, ...]:
    return tuple(shortcut for shortcut in room.team.shortcuts if shortcut.kind == kind)


def _role(room: Room, person: Person) -> str:
    return next((role_words(actor) for actor in room.actors() if actor.person_id == person.id), "")


def _composer(room: Room, look: Look, place: Channel, notice: Notice) -> ComposerSeen:
    app = bot_name(look.workspace)
    return ComposerSeen(
        id="compose",
        action=look.where.action("say"),
        label=f"Message {app}" if place.is_im else f"Message #{place.name}",
        hint=f"A message, a command such as /loip help, or @{app} to mention it."
        if not place.is_im
        else "A message, or a command such as /loip help.",
        draft="" if notice.in_thread else notice.draft,
        shortcuts=_shortcuts(room, "global"),
        shortcut_action=look.where.action("shortcut"),
    )


def _thread(look: Look, place: Channel, notice: Notice) -> ThreadSeen | None:
    thread = look.where.thread
    messages = see_thread(look, place) if thread else ()
    if not messages:
        return None
    composer = ComposerSeen(
        id="reply",
        action=look.where.action("say"),
        label="Reply in the thread",
        hint="A reply. Slack takes no commands in a thread.",
        draft=notice.draft if notice.in_thread else "",
        thread=thread,
    )
    return ThreadSeen(messages, composer, look.where.but(thread="").link())


def _completions(room: Room, person: Person) -> Json:
    known = room.completions(person.id)
    workspace = room.team.workspace
    people = [each.name for each in workspace.people.values() if not (each.deleted or each.id == SLACKBOT)]
    return {"verbs": known.verbs, "codes": known.codes, "people": sorted(people)}
