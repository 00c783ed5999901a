"""The room: the bot in its practice workspace, as the page shows it. A reset is a wholly new one, swapped in.

What may live here: joining the rehearsal, the scene, the moves and the steps. Nothing is decided or worded twice.
"""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import count
from pathlib import Path
from shutil import rmtree
from tempfile import TemporaryDirectory
from threading import Event, Lock
from types import TracebackType
from typing import TypeVar
from zoneinfo import ZoneInfo

from bot.practice import Message, Person, PracticeSlack, Team, read_mrkdwn, unlimited
from bot.practice.page.room import Actor, Completions, Move, Moved, Step, Told
from bot.rehearsal import Rehearsal
from bot.rules.permission import is_support
from bot.rules.ways import Ways, ways_of
from bot.training.completing import completions
from bot.training.gate import Gate
from bot.training.moves import Destination, NoMove, destinations, read_destination
from bot.training.progress import read_progress
from bot.training.scene import (
    MEMBER,
    NOT_A_MEMBER,
    PARTNERSHIP,
    PLACES,
    RUNS_THE_REGISTER,
    START,
    Character,
    Scene,
    members_of,
)
from bot.training.steps import Seat, first_steps, steps
from bot.training.when import clock_in_words, moment_in_words
from bot.views.action_words import counted
from schedules.settlement import Timing
from storage.records import Partnership, id_of
from storage.records.glance import ContactGlance
from storage.repositories import Register
from storage.unit_of_work import reading

EMPTY = "An empty workspace"

HOME_ZONE = ZoneInfo("Europe/London")
"""Where the workspace is, as long as no partnership says where."""

QUICK = Timing(channel_rest=0)
"""The courier's habits where Slack sets no pace: a month goes by in seconds."""

Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True)
class _Stage:
    """One rehearsal, from one reset to the next. `folder` holds its register; `empty`: it began without one."""

    rehearsal: Rehearsal
    folder: Path
    empty: bool
    cast: tuple[Character, ...]


class TrainingRoom:
    """A practice workspace with the bot in it. Use as a context manager: at the end nothing of it is left.

    Safe from several threads: whoever reads or acts holds `reading()`, and a reset waits for them.
    """

    def __init__(self, empty: bool = False) -> None:
        self._folder = TemporaryDirectory(prefix="loip-practice-")
        self._scene = Scene(Path(self._folder.name))
        self._gate = Gate()
        self._numbers = count(1)
        self._moving, self._resetting, self._ending = Lock(), Lock(), Event()
        self._generation = 1
        self._stage = self._begin(empty)

    # -- what the page asks

    @property
    def team(self) -> Team:
        """The workspace, as its people use it."""
        return self._stage.rehearsal.team

    @property
    def slack(self) -> PracticeSlack:
        """The practice Slack it runs on."""
        return self._stage.rehearsal.slack

    @property
    def name(self) -> str:
        """The partnership's name, or that there is none."""
        partnership = self._partnership
        return partnership.name if partnership else EMPTY

    @property
    def generation(self) -> int:
        """Grows with each reset."""
        return self._generation

    @property
    def zone(self) -> ZoneInfo:
        """Where the partnership is."""
        partnership = self._partnership
        return ZoneInfo(partnership.time_zone) if partnership else HOME_ZONE

    def now(self) -> datetime:
        """The moved clock, in the zone."""
        return self._now.astimezone(self.zone)

    def now_in_words(self) -> str:
        """ "Monday 2 November 2026, 08:55 in Inverlath (GMT)"."""
        partnership = self._partnership
        return clock_in_words(self._now, self.zone, partnership.area if partnership else "")

    def actors(self) -> tuple[Actor, ...]:
        """Everybody of the scene; whoever joined meanwhile is a member. Whoever a register that was set up here knows
        is who it says they are.
        """
        here = self.team.workspace.people
        actors = tuple(_actor(each, each.member.slack_id in here) for each in self._stage.cast)
        partnership = self._partnership
        if not self._stage.empty or partnership is None:
            return actors
        found = self._look(partnership, lambda register: register.people.glances())
        known = {each.slack_id: each for each in found if each.slack_id}
        return tuple(_as_known(each, known.get(each.person_id or "")) for each in actors)

    def moves(self) -> tuple[Move, ...]:
        """The moves of the clock on offer now."""
        return tuple(each.as_move(self.zone, self._now) for each in self._destinations())

    def move(self, key: str) -> Moved:
        """Make an offered move. One that is offered no more is refused."""
        with self.reading():
            offered = {each.key: each.at for each in self._destinations()}
            if key not in offered:
                return Moved(
                    "That move is not on offer any more; the clock stands where it was.", refused=True
                )
            return self._move(offered[key])

    def move_to(self, when: str) -> Moved:
        """Move to a day, or a day and time, as typed; what cannot be read, the past and beyond a year are refused."""
        with self.reading():
            wanted = read_destination(when, self._now, self.zone)
            if isinstance(wanted, NoMove):
                return Moved(wanted.why, refused=True)
            return self._move(wanted)

    def steps(self) -> tuple[Step, ...]:
        """What to try, each with whether the register shows it done; where there was none, how to come by one."""
        partnership = self._partnership
        if self._stage.empty:
            return self._first_steps(partnership)
        if partnership is None:
            return ()
        known = self._scene.contact_ids
        progress = self._look(partnership, lambda register: read_progress(register, START, known))
        return steps(progress, self.now().date(), self._seats())

    def _first_steps(self, partnership: Partnership | None) -> tuple[Step, ...]:
        name = next(each.member.name for each in self._stage.cast if each.member.is_admin)
        has_actions = partnership is not None and bool(
            self._look(partnership, lambda register: register.actions.codes())
        )
        return first_steps(name, self._seats()[name], partnership is not None, has_actions)

    def completions(self, person_id: str) -> Completions:
        """The verbs, and the codes of the register for those who may read it."""
        partnership = self._partnership
        if partnership is None:
            return completions(None, ())
        today = self.now().date()
        person = self._look(partnership, lambda register: register.people.person(person_id, today))
        if person is None:
            return completions(None, ())
        actions = self._look(partnership, lambda register: register.actions.glances())
        return completions(is_support(person), actions)

    def settle(self) -> None:
        """Send what follows from an act."""
        with self.reading():
            self._stage.rehearsal.settle()

    def join(self, key: str) -> None:
        """Somebody not on Slack gets an account here, and the bot hears of it. Others are left alone."""
        with self.reading():
            found = next((each for each in self._stage.cast if each.key == key), None)
            if found is None or found.member.slack_id in self.team.workspace.people:
                return
            member = found.member
            self.team.join(Person(member.slack_id, member.name, email=member.email))
            _seat(self.team, self._stage.cast, self._stage.empty)

    def reset(self, empty: bool) -> None:
        """Start afresh. Asked for while another reset is under way it does nothing more."""
        if not self._resetting.acquire(blocking=False):
            return
        try:
            begun = self._begin(empty)
            with self._gate.closed():
                ended, self._stage = self._stage, begun
                self._generation += 1
            _end(ended)
        finally:
            self._resetting.release()

    def reading(self) -> AbstractContextManager[None]:
        """Held while an act or a page uses the room, so that a reset waits for it."""
        return self._gate.inside()

    # -- its beginning and end

    def close(self) -> None:
        """Stop the bot and its Slack, and remove every file. A move of the clock under way ends where it is."""
        self._ending.set()
        with self._gate.closed():
            _end(self._stage)
            self._folder.cleanup()

    def __enter__(self) -> "TrainingRoom":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _begin(self, empty: bool) -> _Stage:
        folder = Path(self._folder.name) / f"register-{next(self._numbers)}"
        folder.mkdir()
        cast = self._scene.cast(empty)
        rehearsal = Rehearsal.begin(
            self._scene.new_register(folder, empty),
            None if empty else PARTNERSHIP,
            START,
            members=[each.member for each in cast if each.kind != NOT_A_MEMBER],
            pace=unlimited(),
            timing=QUICK,
        )
        _seat(rehearsal.team, cast, empty)
        return _Stage(rehearsal, folder, empty, cast)

    # -- moving the clock

    def _destinations(self) -> tuple[Destination, ...]:
        partnership = self._partnership
        if partnership is None:
            return destinations(self._now, self.zone, None, (), ())
        ways: Ways = ways_of(partnership)
        boards = self._look(partnership, lambda register: register.meetings.boards())
        unmet = self._look(partnership, lambda register: register.milestones.unmet())
        return destinations(self._now, self.zone, ways, boards, unmet)

    def _move(self, instant: datetime) -> Moved:
        if not self._moving.acquire(blocking=False):
            return Moved("The clock is being moved already; see where it comes to rest.", refused=True)
        try:
            before = {_place(message) for message in self._sent()}
            for _ in self._stage.rehearsal.move_to(instant):
                if self._ending.is_set():
                    break
            told = [self._told(message) for message in self._sent() if _place(message) not in before]
        finally:
            self._moving.release()
        return Moved(f"It is now {self.now_in_words()}. {_sent_in_words(len(told))}", tuple(told))

    def _sent(self) -> list[Message]:
        """What the bot has sent that stands for itself: no replies in threads, which come with their message."""
        workspace = self.team.workspace
        found = [
            message
            for channel_id in list(workspace.channels)
            for message in workspace.messages_in(channel_id)
            if message.user == workspace.bot_user_id and not message.is_reply
        ]
        return sorted(found, key=lambda message: float(message.ts))

    def _told(self, message: Message) -> Told:
        workspace = self.team.workspace
        channel = workspace.channels[message.channel]
        person = workspace.person_of_dm(channel)
        names = {each.member.slack_id: each.in_post for each in self._stage.cast}
        at = datetime.fromtimestamp(float(message.ts), tz=self.zone)
        return Told(
            at=moment_in_words(at, self.zone, self._now),
            person_id=person.id if person else "",
            channel_id=channel.id,
            to=names.get(person.id, person.name) if person else f"#{channel.name}",
            what=read_mrkdwn(message.text, workspace.names),
        )

    # -- looking

    @property
    def _now(self) -> datetime:
        return self._stage.rehearsal.clock.now()

    @property
    def _partnership(self) -> Partnership | None:
        return self._stage.rehearsal.bound

    def _look(self, partnership: Partnership, what: Callable[[Register], Answer]) -> Answer:
        with reading(self._stage.rehearsal.bot.database) as look:
            return what(look.register(id_of(partnership)))

    def _seats(self) -> dict[str, Seat]:
        workspace = self.team.workspace
        members = [each.member for each in self._stage.cast if each.kind == MEMBER]
        return {
            member.name: Seat(member.slack_id, workspace.dm_channel(member.slack_id).id) for member in members
        }


def _actor(character: Character, is_here: bool) -> Actor:
    kind = MEMBER if is_here and character.kind == NOT_A_MEMBER else character.kind
    person_id = character.member.slack_id if is_here else None
    return Actor(character.key, person_id, character.member.name, character.post, character.body, kind)


def _as_known(actor: Actor, contact: ContactGlance | None) -> Actor:
    """Somebody as the register has them; one it does not know stays as they were."""
    if contact is None:
        return actor
    return replace(actor, post=contact.post or "In the register, without a post yet", body=contact.body or "")


def _seat(team: Team, cast: tuple[Character, ...], empty: bool) -> None:
    """Put whoever is a member into their channels, the bot among them."""
    here = [each for each in cast if each.member.slack_id in team.workspace.people]
    for place in PLACES[:1] if empty else PLACES:
        inside = {each.member.slack_id for each in members_of(place, here, RUNS_THE_REGISTER)}
        if place.channel_id in team.workspace.channels:
            team.workspace.channels[place.channel_id].members |= inside
        else:
            team.add_channel(place.channel_id, place.name, members=sorted(inside))


def _end(stage: _Stage) -> None:
    stage.rehearsal.end()
    rmtree(stage.folder, ignore_errors=True)


def _place(message: Message) -> tuple[str, str]:
    return message.channel, message.ts


def _sent_in_words(number: int) -> str:
    return f"{counted(number, 'message')} went out." if number else "Nobody had to be written to."
