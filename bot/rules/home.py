"""What a person's Home tab shows: its parts, its lists, and which actions belong in each.

What may live here: deciding that, as pure functions of values, and the values themselves. A service reads them and a
view words them; nothing here is fetched.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from bot.rules.asking import is_away
from bot.rules.board import BoardNow
from bot.rules.digest_preview import Preview
from bot.rules.digest_value import Digest
from bot.rules.freshness import Situation
from bot.rules.leavers import Leaver
from bot.rules.letter import Call, Sight
from bot.rules.nudging import (
    GROUP,
    OFF_TRACK,
    PRIORITY,
    RE_DATED,
    SLIPPED,
    UNHEARD,
    concerns_of,
    cut_offs,
    moved_by_action,
    passed_by_action,
    reasons_at,
    start_of_day,
)
from bot.rules.owed import Owed
from bot.rules.paging import Page
from bot.rules.posts import in_post
from bot.rules.reaching import Unreached
from bot.rules.screens import ActionLine, MyAction, MyActions
from bot.rules.set_up import SetUpNow
from storage.records.glance import ActionGlance, ContactGlance, MilestoneGlance, RoleGlance

FRONT = ""
NEEDS, WAITING, FINE = "needs", "waiting", "fine"
OWN = (NEEDS, WAITING, FINE)
"""The reader's own actions: those that need a word, those that wait for something, and the rest."""

UNOWNED, UNDATED, UNCONFIRMED = "unowned", "undated", "unconfirmed"
DATELESS = "dateless"
LEAVERS, UNDELIVERED, CALLS, GONE = "leavers", "undelivered", "calls", "gone"
OWED = "owed"
QUEUES = (CALLS, UNOWNED, LEAVERS, GONE, UNDATED, DATELESS, OWED, UNCONFIRMED, UNDELIVERED)
"""What a support officer sees to, in the order of the Home."""

ACTION_QUEUES = (UNOWNED, LEAVERS, UNDATED, UNCONFIRMED)
"""Those of them that hold actions."""

OTHER_QUEUES = (CALLS, GONE, DATELESS, OWED, UNDELIVERED)
"""Those that hold people to ask, to follow or who cannot be reached, milestones, or what is owed to the Board."""

FREE = "free"
"""Actions nobody coordinates that the reader's body or groups lead: theirs to take on."""

TAKEN_ON_FROM = (FREE, UNOWNED, LEAVERS)
"""Lists of actions that nobody is there to coordinate."""

STUCK = "stuck"
"""What is off track, re-dated or not heard of, as the Board's chair is told it."""

EVERY = "every"
"""Every action of the register."""

FINISHED = frozenset(("complete", "closed"))

PRESSING = (UNHEARD, SLIPPED, OFF_TRACK, RE_DATED)
"""What a lead officer or critical friend sees first: who is silent and what has slipped."""

_LONGEST = 40
"""Characters of the name of a list; anything longer is none."""

_OVERSEEING = ("lead_officer", "critical_friend")
_CHAIRING = ("chair", "deputy")


@dataclass(frozen=True, slots=True)
class Look:
    """What of Home is looked at: a list (`FRONT` for none), its page, and what it is narrowed to.

    A group or priority is the list `group 3` or `priority 4`.
    """

    list: str = FRONT
    page: int = 1
    priority: int | None = None
    status: str | None = None

    @classmethod
    def of(cls, said: Mapping[str, Any]) -> "Look":
        """From the fields of a button, or of a Home shown before; what cannot be read is the front."""
        name, page = said.get("list"), said.get("page")
        priority, status = said.get("priority"), said.get("status")
        if not isinstance(name, str) or len(name) > _LONGEST:
            return cls()
        return cls(
            name,
            page if isinstance(page, int) and page > 0 else 1,
            priority if isinstance(priority, int) else None,
            status if isinstance(status, str) else None,
        )

    @property
    def fields(self) -> dict[str, Any]:
        """What `of` reads back; None where nothing is said."""
        return {each.name: getattr(self, each.name) for each in fields(self)}

    @property
    def is_narrowed(self) -> bool:
        """Whether only some of the list is looked at."""
        return self.priority is not None or self.status is not None

    def turned(self, page: int) -> "Look":
        """The same list at another page."""
        return replace(self, page=page)

    @property
    def place(self) -> tuple[str, int] | None:
        """The group or priority whose list this is."""
        kind, _, number = self.list.partition(" ")
        return (kind, int(number)) if kind in (GROUP, PRIORITY) and number.isdecimal() else None


class Place(NamedTuple):
    """A group or priority somebody sees to. `term` is the partnership's word for it."""

    kind: str
    id: int
    term: str
    name: str

    @property
    def list(self) -> str:
        """The name of its list."""
        return f"{self.kind} {self.id}"


@dataclass(frozen=True, slots=True)
class JustSaid:
    """What the reader said a moment ago: it can be taken back, unless it was already.

    `blocked`: it told of a barrier, and left the status alone.
    """

    update_id: int
    code: str
    kind: str
    words: str
    status: str | None
    at: datetime
    taken_back: bool
    blocked: bool = False


@dataclass(frozen=True, slots=True)
class JustTaken:
    """An action the reader took on a moment ago, or handed on: it can be undone.

    `handing_id` is the change of the history that handed it on, `to` whoever has it since, by post (None: nobody).
    """

    action_id: int
    code: str
    title: str
    at: datetime
    handing_id: int | None = None
    to: str | None = None


class ToCall(NamedTuple):
    """Somebody to ask by phone or email, and what."""

    contact_id: int
    call: Call


@dataclass(frozen=True, slots=True)
class Own:
    """The reader's actions in three parts."""

    needs: tuple[MyAction, ...] = ()
    waiting: tuple[MyAction, ...] = ()
    fine: tuple[MyAction, ...] = ()

    @property
    def all(self) -> tuple[MyAction, ...]:
        """Every one, the most pressing first."""
        return (*self.needs, *self.waiting, *self.fine)

    def part(self, name: str) -> tuple[MyAction, ...]:
        """The part whose list has this name. Raises KeyError for no such list."""
        return {NEEDS: self.needs, WAITING: self.waiting, FINE: self.fine}[name]


@dataclass(frozen=True, slots=True)
class Overseen:
    """What somebody sees of a group or priority: its open actions, the most pressing first, and what a group owes."""

    place: Place
    sights: tuple[Sight, ...]
    reader_id: int
    owed: tuple[Owed, ...] = ()

    @property
    def pressing(self) -> tuple[Sight, ...]:
        """Those with something to look at; the reader's own are asked about anyway."""
        return tuple(
            sight for sight in self.sights if sight.whys and sight.action.officer_id != self.reader_id
        )

    def count(self, why: str) -> int:
        """How many are silent, slipped, off track or re-dated."""
        return sum(why in sight.whys for sight in self.sights)


Line = MyAction | Sight | ActionLine | Unreached | ToCall | Leaver | Owed
"""A line of a list: one of the reader's own, one overseen, one of the register, somebody to be seen to, or one owed."""


@dataclass(frozen=True, slots=True)
class Queue:
    """Something a support officer sees to: how many there are, and the first few."""

    name: str
    total: int
    first: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Front:
    """The first page of a Home. `board` is there for who chairs the Board, `queues` for who runs the register.

    `free` are actions the reader may take on; `not_welcomed` counts contacts who have heard nothing yet. `setting_up`
    is there for who runs a register without an action yet, or the sample. `digests` are those that go before long, or
    are held, for whoever may steer them. `askable` are the actions, by id, the reader may ask a question about;
    `to_ask` those of them that the Board's chair has most reason to. `to_decide` counts the open actions whose
    priorities were replaced, for whoever runs the register.
    """

    name: str | None
    hour: int
    just_said: tuple[JustSaid, ...]
    own: Own
    milestones: tuple[tuple[str, MilestoneGlance], ...]
    last_board_on: date | None
    board_on: date | None
    papers_due: date | None
    board: BoardNow | None = None
    places: tuple[Overseen, ...] = ()
    queues: tuple[Queue, ...] = ()
    setting_up: SetUpNow | None = None
    just_taken: tuple[JustTaken, ...] = ()
    free: Queue | None = None
    not_welcomed: int = 0
    digests: tuple[Preview, ...] = ()
    askable: frozenset[int] = frozenset()
    to_ask: tuple[ActionGlance, ...] = ()
    to_decide: int = 0

    @property
    def mine(self) -> MyActions:
        """The reader's own, as they are worded everywhere."""
        return MyActions(self.own.all, self.last_board_on, self.papers_due, self.board_on)

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing here that is the reader's to see to."""
        return not (self.own.all or self.board or self.places or self.queues or self.free)


@dataclass(frozen=True, slots=True)
class HomeList:
    """A page of one list. `place` is the group or priority it is of; `priorities` are what it can be narrowed to.

    `askable` are the actions on it, by id, the reader may ask a question about.
    """

    look: Look
    page: Page
    lines: tuple[Line, ...]
    just_said: tuple[JustSaid, ...]
    last_board_on: date | None
    papers_due: date | None
    priorities: tuple[tuple[int, str], ...] = ()
    place: Place | None = None
    just_taken: tuple[JustTaken, ...] = ()
    board_on: date | None = None
    askable: frozenset[int] = frozenset()


# -- what the Board's chair may ask about


def stuck_codes(coming: Digest | None) -> tuple[str, ...]:
    """The codes a chair is told of that may want a question: off track, re-dated, not heard of."""
    if coming is None:
        return ()
    codes = [each.code for each in coming.off_track]
    codes += [each.code for each in coming.redated if each.code]
    codes += [each.code for each in coming.silent]
    return tuple(dict.fromkeys(codes))


# -- the reader's own


def own_parts(mine: MyActions) -> Own:
    """The reader's actions in three parts; within each, those the reader only deputises for come last."""
    actions = sorted(mine.actions, key=lambda one: one.as_deputy)
    quiet = [one for one in actions if not one.reasons]
    return Own(
        needs=tuple(one for one in actions if one.reasons),
        waiting=tuple(one for one in quiet if one.waiting),
        fine=tuple(one for one in quiet if not one.waiting),
    )


def next_milestones(own: Own, today: date, most: int) -> tuple[tuple[str, MilestoneGlance], ...]:
    """The next dated milestones of the actions the reader coordinates, each with its code, the earliest first."""
    coming = [
        (milestone.latest, one.action.code, milestone)
        for one in own.all
        if not one.as_deputy
        for milestone in one.milestones
        if milestone.met_on is None and milestone.latest is not None and milestone.latest >= today
    ]
    coming.sort(key=lambda each: each[:2])
    return tuple((code, milestone) for _, code, milestone in coming[:most])


# -- what somebody sees to


def is_board_chair(roles: Iterable[RoleGlance], board_ids: Collection[int]) -> bool:
    """Whether somebody chairs the Board, or deputises for its chair."""
    return any(role.role in _CHAIRING and role.group_id in board_ids for role in roles)


def overseen_ids(roles: Iterable[RoleGlance], board_ids: Collection[int]) -> tuple[tuple[str, int], ...]:
    """The groups and priorities somebody sees to, each once: as lead officer, critical friend, or chair.

    The Board's own chair has the Board's page instead.
    """
    found: dict[tuple[str, int], None] = {}
    for role in roles:
        chairs = role.role in _CHAIRING and role.group_id not in board_ids
        if role.role in _OVERSEEING or chairs:
            if role.group_id is not None:
                found[GROUP, role.group_id] = None
            if role.priority_id is not None:
                found[PRIORITY, role.priority_id] = None
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Scene:
    """A day, and what judging actions on it takes. `pressing` are milestones that have passed or were re-dated."""

    now: Situation
    contacts: Mapping[int, ContactGlance]
    pressing: Sequence[MilestoneGlance]

    @property
    def moved_since(self) -> datetime:
        """Milestones re-dated from here on are told."""
        return moved_since(self.now)


def moved_since(now: Situation) -> datetime:
    """The instant from which on a new date is news: as long ago as silence becomes too long."""
    return start_of_day(now.today - timedelta(days=now.limit_days), now.zone)


def sights_of(actions: Iterable[ActionGlance], scene: Scene) -> tuple[Sight, ...]:
    """The open actions as somebody who sees to them reads them: who is silent first, then what has slipped."""
    now, cuts = scene.now, cut_offs(scene.now)
    passed = passed_by_action(scene.pressing, now.today)
    moved = moved_by_action(
        scene.pressing, scene.moved_since, start_of_day(now.today + timedelta(days=1), now.zone)
    )
    found = []
    for action in actions:
        if action.status in FINISHED:
            continue
        late, redated = passed.get(action.id, ()), moved.get(action.id, ())
        asked = () if action.status == "paused" else reasons_at(action.heard_at, bool(late), cuts)
        concerns = concerns_of(action.status, asked, bool(late) and bool(asked), bool(redated))
        whys = tuple(why for why in PRESSING if why in concerns)
        heard_on = now.day_of(action.heard_at) if action.heard_at else None
        speak_to = speaks_for(action, scene.contacts, now.today)
        found.append(Sight(action, whys, heard_on, late, redated, speak_to))
    return tuple(sorted(found, key=_pressing_first))


def speaks_for(action: ActionGlance, contacts: Mapping[int, ContactGlance], today: date) -> str | None:
    """The post to speak to: the coordinating officer's, or the cover's. None where nobody has it.

    `contacts` are those who have not left.
    """
    officer = contacts.get(action.officer_id or 0)
    if officer is None:
        return None
    cover = contacts.get(officer.cover_id or 0) if is_away(officer, today) else None
    return in_post(cover or officer)


def _pressing_first(sight: Sight) -> tuple[int, date]:
    rank = PRESSING.index(sight.whys[0]) if sight.whys else len(PRESSING)
    return rank, sight.heard_on or date.min


# -- what the support officer sees to


def queued(
    actions: Iterable[ActionGlance],
    dated: Collection[int],
    present: Collection[int],
) -> dict[str, tuple[ActionGlance, ...]]:
    """The actions of each queue of `QUEUES` that holds actions.

    `dated` are the actions with a milestone to come that has a day, `present` the contacts who have not left. An
    action nobody has taken on and one whose officer has left are two queues; undated is one without any day of its
    own or of a milestone's.
    """
    found: dict[str, list[ActionGlance]] = {name: [] for name in ACTION_QUEUES}
    for action in actions:
        if action.status == "complete" and action.confirmed_by_id is None:
            found[UNCONFIRMED].append(action)
        if action.status in FINISHED:
            continue
        if action.officer_id is None:
            found[UNOWNED].append(action)
        elif action.officer_id not in present:
            found[LEAVERS].append(action)
        if action.latest is None and action.id not in dated:
            found[UNDATED].append(action)
    return {name: tuple(each) for name, each in found.items()}


# -- narrowing


def fits(action: ActionGlance, look: Look, in_priority: Collection[int]) -> bool:
    """Whether an action belongs in what is looked at; `in_priority` are the actions of the priority it names."""
    right_status = look.status is None or action.status == look.status
    return right_status and (look.priority is None or action.id in in_priority)
