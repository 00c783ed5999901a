"""A room to show on the page: a real practice Slack, a small app in it, and a clock that is moved by hand."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta, tzinfo
from itertools import count
from threading import RLock
from typing import Any
from zoneinfo import ZoneInfo

from slack_sdk import WebClient

from bot.practice import Person, PracticeSlack, Team
from bot.practice.page import Actor, Completions, Move, Moved, Step, Told

Json = dict[str, Any]
START = datetime(2026, 11, 2, 8, 55, tzinfo=UTC)
_numbers = count(1)


class TriedRoom:
    """A room whose every answer is set by the test."""

    def __init__(self, slack: PracticeSlack, team: Team) -> None:
        self.slack, self.team = slack, team
        self.name = "Inverlath <b>Partnership</b>"
        self.generation = 1
        self.zone: tzinfo = ZoneInfo("Europe/London")
        self.at = START
        self.settled = 0
        self.on_the_way: Callable[[], Iterable[Told]] = tuple
        self.newcomer("Catriona Muir")
        self.outside = [
            Actor("isla", None, "Isla Renwick", "Superintendent", "Police Inverlath", "not_on_slack")
        ]
        self.tried: set[str] = set()
        self.resets: list[bool] = []
        self._lock = RLock()

    def now(self) -> datetime:
        return self.at.astimezone(self.zone)

    def now_in_words(self) -> str:
        return f"{self.now():%A %d %B %Y, %H:%M} in Inverlath"

    def actors(self) -> tuple[Actor, ...]:
        people = [p for p in self.team.workspace.people.values() if not p.is_bot and p.id != "USLACKBOT"]
        inside = [Actor(p.id, p.id, p.name, "Manager", "NHS Inverlath", "member") for p in people]
        return (*inside, *self.outside)

    def moves(self) -> tuple[Move, ...]:
        return (Move("hour", "+ 1 hour", "Monday 2 November, 09:55"),)

    def move(self, key: str) -> Moved:
        self.at += timedelta(hours=1)
        person = next(iter(self.actors()))
        nudge = Told("09:00", str(person.person_id), "D1", person.name, "Nudge <script>")
        return Moved("It is 09:55.", (*self.on_the_way(), nudge))

    def move_to(self, when: str) -> Moved:
        return Moved(f"{when} is in the past.", refused=True)

    def steps(self) -> tuple[Step, ...]:
        person = next(actor for actor in self.actors() if actor.person_id)
        say, place = "/loip update POV-03 amber", self.team.workspace.dm_channel(str(person.person_id)).id
        return (
            Step(
                "say",
                "Partner officer",
                "Say it",
                "Send it.",
                str(person.person_id),
                place,
                say,
                "say" in self.tried,
            ),
            Step("away", "Chair", "Nobody there", "Wait.", "U404", "home", "", False),
        )

    def completions(self, person_id: str) -> Completions:
        return Completions((("/loip update ", "say </script> how it goes"),), (("POV-03", "Cash First"),))

    def settle(self) -> None:
        self.settled += 1

    def join(self, key: str) -> None:
        joined = next(actor for actor in self.outside if actor.key == key)
        self.outside.remove(joined)
        self.team.add_person(f"UJ{next(_numbers)}", joined.name)

    def reset(self, empty: bool) -> None:
        with self._lock:
            self.resets.append(empty)
            self.generation += 1

    @contextmanager
    def reading(self) -> Iterator[None]:
        with self._lock:
            yield

    # --- what tests do to it

    @contextmanager
    def moving(self, on_the_way: Callable[[], Iterable[Told]]) -> Iterator[None]:
        """While the clock moves, this happens, and that is told; then the clock stands where it was."""
        before, self.on_the_way = self.at, on_the_way
        try:
            yield
        finally:
            self.at, self.on_the_way = before, tuple

    def newcomer(self, name: str = "Ailsa Reid") -> Person:
        """Somebody nobody has met yet."""
        return self.team.add_person(f"U{next(_numbers):03d}P", name)

    def dm(self, person: Person) -> str:
        return self.team.workspace.dm_channel(person.id).id

    def tell(self, person: Person, text: str, *blocks: Json, **more: Any) -> str:
        """The app writes to somebody; the message's ts."""
        client = WebClient(token=self.team.installation.bot_token, base_url=self.slack.url)
        sent = client.chat_postMessage(
            channel=self.dm(person), text=text, blocks=list(blocks) or None, **more
        )
        return str(sent["ts"])
