"""A small register of a town, the bot running on it, and a clock to move: for journeys of what the clock says.

What may live here: setting up, moving the clock and looking at what people saw. What is expected stands in the
journeys themselves.
"""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from bot.practice import Answer, Message, Person, unlimited
from bot.rehearsal import Rehearsal
from bot.services.import_register import import_register
from schedules.settlement import Timing
from storage.engine import Database
from storage.records import Contact, Outbox, id_of
from storage.repositories import Register
from storage.unit_of_work import reading, working
from tests.builders import CLERK, RegisterBuilder
from tests.journeys.acting import refused_payloads
from tests.registers import Values

ZONE = ZoneInfo("Europe/London")

EARLY = datetime(2026, 11, 2, 8, tzinfo=UTC)
"""Monday 2 November 2026, an hour before the first nudge."""

QUICK = Timing(lease=1, channel_rest=0, back_off=(0.02, 0.02, 0.02), idle=0.2)
"""The courier's habits at a test's speed: three tries more, and no rest between messages."""


@dataclass
class Town:
    """A partnership's register; once it is `open`, the bot runs on it.

    It is built row by row (`founded`), or imported from a register file's values (`imported`).
    """

    database_url: str
    database: Database
    partnership_id: int
    start: datetime
    builder: RegisterBuilder | None = None
    running: list[Rehearsal] = field(default_factory=list)
    strangers: set[str] = field(default_factory=set)

    @classmethod
    @contextmanager
    def founded(cls, database_url: str, start: datetime = EARLY, **settings: Any) -> "Iterator[Town]":
        """A partnership that began at `start`, and nothing in it yet."""
        with closing(Database(database_url)) as database:
            builder = RegisterBuilder(database, at=start, **settings)
            with cls(database_url, database, builder.id, start, builder)._until_closed() as town:
                yield town

    @classmethod
    @contextmanager
    def imported(cls, database_url: str, values: Values, start: datetime = EARLY) -> "Iterator[Town]":
        """The partnership of a register file, imported at `start`."""
        with closing(Database(database_url)) as database:
            _import(database, values, start)
            with reading(database) as look:
                (partnership,) = look.everywhere.partnerships()
            with cls(database_url, database, id_of(partnership), start)._until_closed() as town:
                yield town

    @contextmanager
    def _until_closed(self) -> "Iterator[Town]":
        """Whatever the bot sent must have been fit to be shown."""
        try:
            yield self
            refused = [words for each in self.running for words in refused_payloads(each.slack)]
            assert not refused
        finally:
            for rehearsal in self.running:
                rehearsal.end()

    # -- setting up

    @property
    def register(self) -> RegisterBuilder:
        """Builds the register of a town that was founded."""
        assert self.builder is not None
        return self.builder

    def imports(self, values: Values) -> None:
        """The register file is imported again, as it reads now."""
        _import(self.database, values, self.rehearsal.clock.now())

    def contact(self, name: str, slack: bool = True, **fields: Any) -> Contact:
        """Somebody with an email, and so a member of the workspace; without `slack` not a member."""
        email = f"{name.split(maxsplit=1)[0].lower()}@inverlath.example.org"
        if not slack:
            self.strangers.add(email)
        return self.register.contact(name, email=email, **fields)

    def open(self, start: datetime | None = None, mode: str = "socket") -> "Town":
        """The bot starts, in a workspace of everybody who has Slack."""
        begun = start or self.start
        rehearsal = Rehearsal.begin(self.database_url, "inv", begun, self.strangers, mode)
        rehearsal.bot.courier.timing = QUICK
        rehearsal.team.installation.pace = unlimited()
        self.running.append(rehearsal)
        return self

    @property
    def rehearsal(self) -> Rehearsal:
        return self.running[-1]

    def person(self, name: str) -> Person:
        """Somebody of the workspace, by name."""
        return next(each for each in self.rehearsal.people.values() if each.name == name)

    # -- time passes

    def until(self, day: date, hour: int = 9, minute: int = 0) -> None:
        """The partnership's wall clock moves on; everything that falls due on the way happens at its own time."""
        for _ in self.rehearsal.move_to(at(day, hour, minute)):
            pass

    def asleep_until(self, day: date, hour: int = 9, minute: int = 0) -> None:
        """The bot was down and is back at this time: nothing happened on the way."""
        self.rehearsal.clock.move_to(at(day, hour, minute))
        self.rehearsal.beat()

    # -- people act

    def types(self, name: str, text: str) -> Answer:
        """Somebody types `/loip` and this, and whatever it sets off arrives."""
        answer = self.rehearsal.team.command(self.person(name), "/loip", text)
        self.rehearsal.settle()
        return answer

    def taps(self, name: str, label: str, code: str) -> Answer:
        """Somebody presses an action's button in the newest message to them."""
        message = self.messages(name)[-1]
        block_id, action_id = _button(message, label, code)
        answer = self.rehearsal.team.press(self.person(name), message, action_id, block_id=block_id)
        self.rehearsal.settle()
        return answer

    def changes(self, record: type[Any], row_id: int, **fields: Any) -> None:
        """A record is changed elsewhere."""
        with working(self.database, CLERK, self.rehearsal.clock.now()) as work:
            row = work.register(self.partnership_id).rows.get(record, row_id)
            for name, value in fields.items():
                setattr(row, name, value)
            work.commit()

    # -- looking

    def messages(self, name: str) -> list[Message]:
        """What the bot wrote to somebody in private, threads left out."""
        person = self.person(name)
        return [each for each in self.rehearsal.team.dm(person) if each.user != person.id]

    def heard(self, name: str) -> list[str]:
        """The same, as read."""
        return [message.readable for message in self.messages(name)]

    def days(self, name: str) -> list[date]:
        """On which of the partnership's days somebody was written to."""
        return [when(message).date() for message in self.messages(name)]

    def posts(self) -> int:
        """How many messages the bot posted, to anybody."""
        return len(self.rehearsal.slack.calls("chat.postMessage"))

    def outbox(self) -> list[Outbox]:
        """Every message ever put in the outbox, oldest first."""
        found: list[Outbox] = self.look(lambda register: list(register.rows.all(Outbox)))
        return found

    def look(self, what: Any) -> Any:
        """Anything of the register as it is committed now."""
        with reading(self.database) as look:
            register: Register = look.register(self.partnership_id)
            return what(register)

    def id(self, row: Any) -> int:
        return id_of(row)


def _import(database: Database, values: Values, at_instant: datetime) -> None:
    report = import_register(database, [values], None, CLERK, at_instant)
    assert not report.refused, report


def at(day: date, hour: int = 9, minute: int = 0) -> datetime:
    """An instant by the partnership's wall clock."""
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=ZONE).astimezone(UTC)


def when(message: Message) -> datetime:
    """When a message was sent, by the partnership's wall clock."""
    return datetime.fromtimestamp(float(message.ts), tz=ZONE)


def comes_in_order(read: str, *parts: str) -> bool:
    """Whether the parts stand in a text, one after another."""
    place = 0
    for part in parts:
        place = read.find(part, place)
        if place < 0:
            raise AssertionError(f"no {part!r} in its place in:\n{read}")
    return True


def _button(message: Message, label: str, code: str) -> tuple[str, str]:
    for block in message.blocks:
        for element in block["elements"] if block["type"] == "actions" else ():
            is_button = element["type"] == "button" and element["text"]["text"] == label
            if is_button and f'"{code}"' in element["value"]:
                return str(block["block_id"]), str(element["action_id"])
    raise LookupError(f"no [{label}] for {code} in:\n{message.readable}")


def november(day: int) -> date:
    """A day of November 2026; the 2nd, 9th, 16th, 23rd and 30th are Mondays."""
    return date(2026, 11, 1) + timedelta(days=day - 1)
