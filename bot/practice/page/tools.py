"""The practice tools beside the workspace, as plain values for the templates: whom to act as, the clock, the steps.

Functions over a room; nothing is changed here.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from bot.practice.page.address import Where
from bot.practice.page.room import Actor, Move, Room, Step
from bot.practice.page.seen import MOST_UNREAD, can_be_acted_as, unread_words

MOST_WAITING = 8
KINDS = {"stranger": "From outside the workspace", "other_partnership": "Of another partnership"}


@dataclass(frozen=True, slots=True)
class ActorSeen:
    """Somebody to act as, with what is new to them. Without a link they are not on Slack."""

    key: str
    name: str
    role: str
    kind: str
    kind_words: str
    link: str
    unread: str
    current: bool


@dataclass(frozen=True, slots=True)
class ClockSeen:
    """Now, and where it can be moved. `typed` is what the date field starts with, `back` the page to go back to."""

    words: str
    iso: str
    typed: str
    moves: tuple[Move, ...]
    back: str


@dataclass(frozen=True, slots=True)
class StepSeen:
    """One step of "Try this"; without a link its person is not there."""

    key: str
    title: str
    how: str
    link: str
    done: bool


@dataclass(frozen=True, slots=True)
class RoleSeen:
    """The steps of one role."""

    role: str
    done: int
    open: bool
    steps: tuple[StepSeen, ...]


def see_actors(room: Room, where: Where | None) -> tuple[ActorSeen, ...]:
    """Everybody to act as; `where` is the page one is on, None for the start page."""
    return tuple(_see_actor(room, actor, where) for actor in room.actors())


def _see_actor(room: Room, actor: Actor, where: Where | None) -> ActorSeen:
    workspace = room.team.workspace
    person = can_be_acted_as(workspace, actor.person_id) if actor.person_id else None
    place = (
        Where(person.id, workspace.dm_channel(person.id).id, panel=bool(where and where.panel))
        if person
        else None
    )
    return ActorSeen(
        key=actor.key,
        name=actor.name,
        role=role_words(actor),
        kind=actor.kind.replace("_", "-"),
        kind_words=KINDS.get(actor.kind, ""),
        link=place.link() if place else "",
        unread=unread_words(workspace.unread_total(person.id, MOST_UNREAD + 1)) if person else "",
        current=bool(person and where and where.person == person.id),
    )


def role_words(actor: Actor) -> str:
    """Somebody's post and body, as far as there are any."""
    return ", ".join(part for part in (actor.post, actor.body) if part)


def waiting(actors: Sequence[ActorSeen]) -> tuple[tuple[ActorSeen, ...], int]:
    """Those others with something new, and how many more of them there are than can be listed."""
    found = [actor for actor in actors if actor.unread and not actor.current]
    return tuple(found[:MOST_WAITING]), max(0, len(found) - MOST_WAITING)


def see_clock(room: Room, back: str) -> ClockSeen:
    """The clock and its moves."""
    now = room.now().astimezone(room.zone)
    typed = f"{now:%Y-%m-%dT%H:%M}"
    return ClockSeen(room.now_in_words(), now.isoformat(timespec="minutes"), typed, room.moves(), back)


def see_steps(room: Room, person_id: str = "") -> tuple[RoleSeen, ...]:
    """What to try, by role in the order given; open are the steps of this person, or of everybody."""
    roles = groupby(room.steps(), key=lambda step: step.role)
    return tuple(_see_role(room, role, list(steps), person_id) for role, steps in roles)


def _see_role(room: Room, role: str, steps: Sequence[Step], person_id: str) -> RoleSeen:
    theirs = not person_id or any(step.person_id == person_id for step in steps)
    return RoleSeen(role, sum(step.done for step in steps), theirs, tuple(_see_step(room, steps)))


def _see_step(room: Room, steps: Iterable[Step]) -> Iterable[StepSeen]:
    for step in steps:
        there = can_be_acted_as(room.team.workspace, step.person_id)
        link = Where(step.person_id, step.place).link(draft=step.draft, anchor="composer") if there else ""
        yield StepSeen(step.key, step.title, step.how, link, step.done)
