"""The year, played: the clock moves from one thing to the next, people read, answer, go on leave and come back.

What may live here: the order of events, and keeping the log. What people are like is `habits`, what is asked `seeing`.
"""

import heapq
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import partial
from itertools import count
from pathlib import Path
from random import Random

from bot.practice import Message, unlimited
from bot.rehearsal import Rehearsal
from bot.services.import_register import import_register
from schedules.settlement import Timing
from storage.engine import Database
from storage.migrations import migrate
from storage.records import id_of
from storage.unit_of_work import Author, reading
from tests.year.acting import ALREADY, KEPT, MET_SHARE, Hands
from tests.year.cast import (
    BEFORE_BOARD_DAYS,
    BOARDS,
    EARLY_DAYS,
    LAST_BOARD,
    LIMIT_DAYS,
    START,
    ZONE,
    Cast,
    Deed,
    Leave,
    Player,
    at,
    board_of,
    is_worked,
)
from tests.year.counting import MET, SNOOZED, Log, Question, Read, Reader, Rules, Said
from tests.year.habits import BY_PHONE, STATUSES, Habit, Week, answers_at, status_after, way_of, words_for
from tests.year.seeing import Row, buttons, questions, rows, to_call
from tests.year.telling import Played

CLERK = Author(None, by="the year")
QUICK = Timing(channel_rest=0)
ANSWERED_SHARE = 0.93
"""Whoever sits down to answer a message answers most of what it asks."""

AT_ONCE = Habit("at once", 1, 1, {})
AFTER_BOARD = ("met_or_not", "after_board")
"""The buttons that ask the support officer what came of a meeting."""

TOGETHER_SHARE = 0.2
"""Where two people have been asked about one action, how often both press at the same moment."""

Plan = Callable[[], None]


@dataclass(slots=True)
class Year:
    """A run: the bot, its people, what is planned next, and the log."""

    cast: Cast
    seed: int
    rehearsal: Rehearsal
    database: Database
    hands: Hands
    log: Log
    notes: Counter[str] = field(default_factory=Counter)
    _plans: list[tuple[datetime, int, Plan]] = field(default_factory=list)
    _numbers: "count[int]" = field(default_factory=count)
    _seen: int = 0
    _open: dict[str, Message] = field(default_factory=dict)
    _told: dict[str, list[tuple[datetime, date, date]]] = field(default_factory=dict)
    _quiet: dict[str, list[tuple[datetime, frozenset[int]]]] = field(default_factory=dict)

    @classmethod
    def begin(cls, cast: Cast, seed: int, folder: Path, mode: str = "http") -> "Year":
        """Import the register half an hour before the first nudge, and start the bot on it."""
        url = f"sqlite:///{folder / 'year.db'}"
        migrate(url)
        database, start = Database(url), at(START, 8, 30)
        _import(database, cast, start)
        strangers = [player.email for player in cast.players if not player.is_on_slack]
        rehearsal = Rehearsal.begin(url, "inv", start, strangers, mode, pace=unlimited(), timing=QUICK)
        rehearsal.slack.ack_seconds = 10  # how soon it answers is asked elsewhere, on a machine at rest
        for player in cast.players:
            if player.is_on_slack and player.zone != ZONE:
                rehearsal.team.change_person(rehearsal.people[player.email], tz=str(player.zone))
        log = Log(said=[_first_word(deed, deed.heard_on) for deed in cast.deeds if deed.heard_on])
        status = {deed.code: deed.status for deed in cast.deeds}
        return cls(cast, seed, rehearsal, database, Hands(rehearsal, seed, status), log)._prepared()

    def _prepared(self) -> "Year":
        self._seen = self.rehearsal.slack.last_exchange
        for player in self.cast.players:
            if player.preferences:
                self._plan(at(START, 8, 40), partial(self._prefer, player))
            for leave in player.leaves:
                if leave.told:
                    told = at(leave.first - timedelta(days=6), 10, 17)
                    self._plan(told, partial(self._announce, player, leave))
        unowned = [deed for deed in self.cast.deeds if deed.officer is None]
        for number, deed in enumerate(unowned):
            when = at(START + timedelta(days=8 + 14 * number), 11, 23)
            self._plan(when, partial(self._assign, deed.code))
        return self

    def play_until(self, day: date) -> "Year":
        """Everything up to the end of a day, in order."""
        end = at(day, 23)
        while self.rehearsal.clock.now() < end:
            while self._plans and self._plans[0][0] <= self.rehearsal.clock.now():
                heapq.heappop(self._plans)[2]()
            self._move(min(end, self._plans[0][0]) if self._plans else end)
        return self

    def end(self) -> None:
        """Stop the bot and its Slack."""
        self.rehearsal.end()
        self.database.close()

    @property
    def rules(self) -> Rules:
        """What the year is judged by, with what people have told of themselves so far."""
        readers = {
            player.key: Reader(
                player.zone, tuple(self._told.get(player.key, ())), tuple(self._quiet.get(player.key, ()))
            )
            for player in self.cast.players
        }
        boards = tuple(map(board_of, (LAST_BOARD, *BOARDS)))
        return Rules(ZONE, is_worked, LIMIT_DAYS, boards, readers, EARLY_DAYS, BEFORE_BOARD_DAYS)

    def played(self, weeks: float) -> Played:
        """What was played so far, to be told."""
        boards = tuple(board for board in map(board_of, BOARDS) if board.at <= self.rehearsal.clock.now())
        people = tuple(player.key for player in self.cast.players if player.is_on_slack)
        codes = tuple(deed.code for deed in self.cast.deeds)
        hands, notes = (
            self.hands,
            dict(self.notes) | {"actions the register heard of on another day": self._odd()},
        )
        return Played(
            self.log, self.rules, people, codes, boards, weeks, hands.acts, tuple(hands.unkept), notes
        )

    def _odd(self) -> int:
        """Actions that the register heard of last on another day than anybody saw kept."""
        last: dict[str, datetime] = {}
        for each in self.log.said:
            if each.kind != SNOOZED:
                last[each.code] = max(each.at, last.get(each.code, each.at))
        held = self.heard_by_the_register()
        return sum(_day(held[code]) != _day(last.get(code)) for code in held)

    def heard_by_the_register(self) -> dict[str, datetime | None]:
        """When the register last heard of each action, to compare with what people saw kept."""
        with reading(self.database) as look:
            partnership = id_of(self.rehearsal.partnership)
            return {each.code: each.heard_at for each in look.register(partnership).actions.glances()}

    # -- time

    def _plan(self, when: datetime, plan: Plan) -> None:
        heapq.heappush(self._plans, (when, next(self._numbers), plan))

    def _move(self, instant: datetime) -> None:
        """Move the clock, stopping where somebody means to do something on the way."""
        for _ in self.rehearsal.move_to(max(instant, self.rehearsal.clock.now())):
            self._collect(set())
            if self._plans and self._plans[0][0] < instant:
                return

    # -- reading

    def _collect(self, actors: set[str]) -> None:
        """Read what has come since: an answer to whoever has just acted, unprompted to everybody else."""
        team = self.rehearsal.team
        for line in self.rehearsal.slack.exchanges_since(self._seen):
            self._seen = line.number
            if (
                line.name != "chat.postMessage"
                or not line.response.get("ok")
                or line.request.get("thread_ts")
            ):
                self.notes["files"] += line.name == "files.completeUploadExternal"
                continue
            channel = str(line.response["channel"])
            message = team.workspace.find_message(channel, line.response["ts"])
            person = team.workspace.person_of_dm(team.workspace.channels[channel])
            if message is not None and person is not None:
                self._read(self._player(person.email or ""), message, actors)

    def _read(self, player: Player, message: Message, actors: set[str]) -> None:
        when = datetime.fromtimestamp(float(message.ts), tz=UTC)
        key = str(((message.metadata or {}).get("event_payload") or {}).get("key") or "")
        prompted = player.key in actors
        asked = questions(message.blocks)
        self.log.read.append(Read(player.key, when, asked, prompted, key, message.readable))
        if not prompted and asked:
            self._open[player.key] = message
            self._mean_to_answer(player, message, when)
        if not prompted and any(each[1].split(":")[0] in AFTER_BOARD for each in buttons(message.blocks)):
            said_at = answers_at(AT_ONCE, self._week(player), when, self._luck(player))
            self._plan(said_at or when, partial(self._after_board, player, message))

    def _mean_to_answer(self, player: Player, message: Message, when: datetime) -> None:
        answering = answers_at(player.habit, self._week(player), when, self.hands.draw(player))
        if answering is not None and rows(message.blocks):
            self._plan(answering, lambda: self._sit_down(player, message))
        for question in to_call(message.blocks):
            asked = next(
                (each for each in self.cast.players if each.key == self._officer(question.code)), None
            )
            called = answers_at(BY_PHONE, self._week(player), when, self._luck(asked)) if asked else None
            if asked is not None and called is not None:
                self._plan(called, partial(self._record_call, player, asked, question))

    def _week(self, player: Player) -> Week:
        return Week(player.zone, is_worked, player.is_away)

    # -- acting

    def _sit_down(self, player: Player, message: Message) -> None:
        """Answer what still stands in a message, most of it."""
        draw = self.hands.draw(player)
        for row in rows(message.blocks):
            if draw.random() >= ANSWERED_SHARE:
                continue
            current = next((each for each in rows(message.blocks) if each.question == row.question), None)
            if current is None:
                continue
            if draw.random() < TOGETHER_SHARE and self._press_together(player, message, current):
                continue
            said = self.hands.answer(player, message, current, way_of(player.habit, draw))
            self._keep([said] if said else [], {player.key})
            self.rehearsal.clock.move_to(self.rehearsal.clock.now() + timedelta(seconds=37))

    def _press_together(self, player: Player, message: Message, row: Row) -> bool:
        """Have somebody else who was asked the same press at the same moment; False where nobody was."""
        beside = next(self._asked_too(player, row), None) if "no_change" in row.buttons else None
        if beside is None:
            return False
        self.notes["pressed together"] += 1
        other, theirs, same = beside
        said = list(self.hands.together((player, message, row), (other, theirs, same)))
        self._keep(said, {player.key, other.key})
        return True

    def _asked_too(self, player: Player, row: Row) -> Iterator[tuple[Player, Message, Row]]:
        for key, message in self._open.items():
            other = self._player_by_key(key)
            if other is not player and other.habit.week > 0.1 and self._week(other).works_on(self._today):
                same = (each for each in rows(message.blocks) if each.question == row.question)
                yield from ((other, message, each) for each in same if "no_change" in each.buttons)

    def _after_board(self, support: Player, message: Message) -> None:
        """Say that the meeting took place, by the button or the form behind it."""
        found = [each for each in buttons(message.blocks) if each[1].split(":")[0] in AFTER_BOARD]
        for block_id, action_id, _ in found:
            if action_id in ("met_or_not:yes", "after_board"):
                self.rehearsal.team.press(self.hands.person(support), message, action_id, block_id=block_id)
                self.rehearsal.settle()
                if action_id == "after_board":
                    self.hands.submit(support, {"met": "yes"})
                self.notes["meetings said to have been held"] += 1
                self._collect({support.key})

    def _record_call(self, support: Player, asked: Player, question: Question) -> None:
        draw, code = self._luck(asked), question.code
        if question.milestone is not None and draw.random() < MET_SHARE:
            read = self.hands.tell(support, f'milestone {code} met "{question.milestone}"')
            said = Said(support.key, self.rehearsal.clock.now(), code, MET, question.milestone, by="phone")
            is_new = KEPT in read and ALREADY not in read
            return self._keep([said] if is_new else [], {support.key})
        status = status_after(self.hands.status.get(code, "on_track"), draw)
        words = f"{STATUSES[status][0]} {words_for(status, draw, self._today.month)}"
        read = self.hands.tell(support, f'for "{asked.post}" by phone {code} {words}')
        if KEPT not in read:
            self.hands.unkept.append(f"{self._today} phone, {asked.post}, {code}: {read[:200]}")
            return self._collect({support.key})
        self.hands.status[code] = status
        said = Said(support.key, self.rehearsal.clock.now(), code, status=status, by="phone")
        return self._keep([said], {support.key})

    def _announce(self, player: Player, leave: Leave) -> None:
        cover = (
            f" cover <@{self.rehearsal.people[self._player_by_key(leave.cover).email].id}>"
            if leave.cover
            else ""
        )
        days = f"{leave.first:%-d %B %Y} to {leave.last:%-d %B %Y}"
        read = self.hands.tell(player, f"away {days}{cover}")
        if cover and "You are away" not in read:  # whoever was to cover is away too
            self.notes["cover refused"] += 1
            read = self.hands.tell(player, f"away {days}")
        if "You are away" in read:
            self.notes["leave told"] += 1
            self._told.setdefault(player.key, []).append(
                (self.rehearsal.clock.now(), leave.first, leave.last)
            )
        else:
            self.hands.unkept.append(f"{self._today} away, {player.key}: {read[:200]}")
        self._collect({player.key})

    def _prefer(self, player: Player) -> None:
        self.hands.tell(player, "preferences")
        shown = self.hands.submit(player, player.preferences)
        if KEPT not in shown:
            self.hands.unkept.append(f"{self._today} preferences, {player.key}: {shown[:200]}")
        elif "quiet_from" in player.preferences:
            hours = frozenset(
                range(int(player.preferences["quiet_from"]), int(player.preferences["quiet_to"]))
            )
            self._quiet.setdefault(player.key, []).append((self.rehearsal.clock.now(), hours))
        self._collect({player.key})

    def _assign(self, code: str) -> None:
        support = self.cast.with_role("support")
        willing = [each for each in self.cast.players if each.habit.week > 0.9 and each is not support]
        officer = Random(f"{self.seed} {code}").choice(willing)
        read = self.hands.tell(support, f"assign {code} <@{self.rehearsal.people[officer.email].id}>")
        if officer.post not in read and KEPT not in read:
            self.hands.unkept.append(f"{self._today} assign {code}: {read[:200]}")
        self._collect({support.key})

    def _keep(self, said: Sequence[Said], actors: set[str]) -> None:
        self.log.said += said
        self._collect(actors)

    # -- who

    @property
    def _today(self) -> date:
        return self.rehearsal.clock.now().astimezone(ZONE).date()

    def _player(self, email: str) -> Player:
        return next(player for player in self.cast.players if player.email == email)

    def _player_by_key(self, key: str | None) -> Player:
        return self.cast.player(str(key))

    def _luck(self, player: Player) -> Random:
        return self.hands.draw(player)

    def _officer(self, code: str) -> str | None:
        return self.cast.officers_by_code.get(code)


def _first_word(deed: Deed, heard_on: date) -> Said:
    return Said("the register", at(heard_on, 0), deed.code, status=deed.status, by="import")


def _day(instant: datetime | None) -> date | None:
    return instant.astimezone(ZONE).date() if instant else None


def _import(database: Database, cast: Cast, when: datetime) -> None:
    report = import_register(database, [cast.values()], None, CLERK, when)
    assert not report.refused, report
