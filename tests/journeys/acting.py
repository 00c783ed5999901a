"""Somebody of the sample partnership does something in Slack, and what came of it, there and in the register.

What may live here: acting and looking, for journeys. What is expected stands in the journeys themselves.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any

from bot.assembly import Bot, build
from bot.practice import (
    Answer,
    Exchange,
    Message,
    Person,
    PracticeSlack,
    Team,
    View,
    message_faults,
    view_faults,
)
from bot.rehearsal import Rehearsal
from storage.records import Action, Ask, Barrier, Contact, Milestone, MilestoneMove, Update, id_of
from storage.repositories import Register
from storage.unit_of_work import Author, reading, working

CLERK = Author(None, by="the test")

NOT_ON_SLACK = ("isla.renwick@police-inverlath.example.org",)
"""The Superintendent has no Slack account; everybody else of the sample has one."""


@dataclass
class Stage:
    """The rehearsal, its people by name, and its register."""

    rehearsal: Rehearsal

    @property
    def team(self) -> Team:
        return self.rehearsal.team

    @property
    def slack(self) -> PracticeSlack:
        return self.rehearsal.slack

    @cached_property
    def partnership_id(self) -> int:
        """The partnership's id, asked for once."""
        return id_of(self.rehearsal.partnership)

    @property
    def now(self) -> datetime:
        return self.rehearsal.clock.now()

    def unhurried(self) -> "Stage":
        """On a machine that may be busy: what is asked here is what is answered. How soon is asked elsewhere."""
        self.slack.ack_seconds = self.team.installation.triggers.lifetime = 10
        return self

    def person(self, name: str) -> Person:
        """Somebody of the workspace, by name."""
        people = self.team.workspace.people.values()
        return next(person for person in people if person.name == name)

    # -- acting

    def types(self, name: str, text: str) -> Answer:
        """Somebody types `/loip` and this."""
        return self.team.command(self.person(name), "/loip", text)

    def told(self, name: str, text: str) -> str:
        """What somebody reads in answer to what they typed."""
        return self.types(name, text).readable

    def writes(self, name: str, text: str) -> str:
        """Somebody writes to the bot; what it answers in the conversation."""
        person = self.person(name)
        before = len(self.team.dm(person))
        self.team.say(person, None, text)
        self.rehearsal.settle()
        return "\n".join(message.readable for message in self.team.dm(person)[before + 1 :])

    def taps(self, name: str, screen: Message | View, label: str, near: str = "") -> Answer:
        """Somebody presses the first button with these words in or below the block that says `near`."""
        block_id, action_id = button_of(screen, label, near)
        answer = self.team.press(self.person(name), screen, action_id, block_id=block_id)
        self.rehearsal.settle()
        return answer

    def submits(self, name: str, **fields: Any) -> Answer:
        """Somebody fills in the form on their screen and saves it."""
        person = self.person(name)
        values = {block_id: {"value": value} for block_id, value in fields.items()}
        answer = self.team.submit(person, self.form(name), values)
        self.rehearsal.settle()
        return answer

    def later(self, **time: float) -> None:
        """Time passes, and nothing that falls due in it happens."""
        self.rehearsal.clock.move_to(self.now + timedelta(**time))

    def monday_nudge(self, name: str) -> Message:
        """The nudge somebody gets as the clock moves over Monday morning."""
        for _ in self.rehearsal.move_to(self.now + timedelta(hours=1)):
            pass
        return self.team.dm(self.person(name))[-1]

    # -- looking at Slack

    def form(self, name: str) -> View:
        """The form on top of somebody's screen."""
        return self.team.views(self.person(name))[-1]

    def forms(self, name: str) -> int:
        """How many forms are on somebody's screen."""
        return len(self.team.views(self.person(name)))

    def last_seen(self, name: str) -> Message:
        """The newest message somebody sees that is not their own."""
        person = self.person(name)
        return [message for message in self.team.seen_by(person) if message.user != person.id][-1]

    # -- looking at the register

    def look(self, what: Callable[[Register], Any]) -> Any:
        """Anything of the register as it is committed now."""
        with reading(self.rehearsal.bot.database) as look:
            return what(look.register(self.partnership_id))

    def action(self, code: str) -> Action:
        found = self.look(lambda register: register.actions.by_code(code))
        assert isinstance(found, Action)
        return found

    def updates(self, code: str) -> list[Update]:
        """What was said of an action since the journey began, oldest first."""
        action_id = id_of(self.action(code))
        rows = self.look(lambda register: register.rows.all(Update))
        return [row for row in rows if row.action_id == action_id and row.way != "import"]

    def said(self, code: str) -> Update:
        """The one update of an action since the journey began."""
        (update,) = self.updates(code)
        return update

    def milestones(self, code: str) -> list[Milestone]:
        return self._of(Milestone, code)

    def moves(self) -> list[MilestoneMove]:
        rows: list[MilestoneMove] = list(self.look(lambda register: register.rows.all(MilestoneMove)))
        return rows

    def barriers(self, code: str) -> list[Barrier]:
        return self._of(Barrier, code)

    def asks(self, code: str) -> list[Ask]:
        return self._of(Ask, code)

    def contact(self, name: str) -> Contact:
        contacts: list[Contact] = self.look(lambda register: register.rows.all(Contact))
        return next(contact for contact in contacts if contact.name == name)

    def _of(self, record: type[Any], code: str) -> list[Any]:
        action_id = id_of(self.action(code))
        rows = self.look(lambda register: register.rows.all(record))
        return [row for row in rows if row.action_id == action_id]

    # -- changing the register behind the bot's back

    def changes(self, record: type[Any], row_id: int, **fields: Any) -> None:
        """Somebody changes a record elsewhere."""
        with working(self.rehearsal.bot.database, CLERK, self.now) as work:
            row = work.register(self.partnership_id).rows.get(record, row_id)
            for name, value in fields.items():
                setattr(row, name, value)
            work.commit()

    def leaves(self, name: str) -> None:
        """Somebody leaves their post."""
        self.changes(Contact, id_of(self.contact(name)), left_on=self.now.date())

    @contextmanager
    def another_replica(self) -> Iterator[Bot]:
        """A second bot on the same database, in the same workspace, for as long as this lasts."""
        settings, clock = self.rehearsal.bot.settings, self.rehearsal.clock
        bot = build(settings, mode="socket", schedules=False, serve=False, clock=clock)
        bot.start()
        self.slack.wait_for_connection(self.team, least=2)
        try:
            yield bot
        finally:
            bot.stop()


def refused_payloads(slack: PracticeSlack) -> list[str]:
    """Every message or form the bot made that Slack would not have shown, as Slack's own validator says it."""
    return [f"{line.name}: {fault}" for line in slack.log for fault in _faults(line)]


def _faults(line: Exchange) -> Iterator[str]:
    body = line.response if line.direction == "to_app" else line.request
    if line.direction == "to_slack" and str(line.response.get("error", "")).startswith("invalid_"):
        yield str(line.response)
    if body.get("blocks") or (line.name == "chat.postMessage" and body.get("text")):
        yield from map(str, message_faults(body))
    if isinstance(body.get("view"), dict):
        yield from map(str, view_faults(body["view"]))


def button_of(screen: Message | View, label: str, near: str) -> tuple[str, str]:
    reached = False
    for block in screen.blocks:
        reached = reached or near in str(block)
        elements = [*block.get("elements", ()), block.get("accessory") or {}]
        for element in elements if reached else ():
            if element.get("type") == "button" and element["text"]["text"] == label:
                return str(block["block_id"]), str(element["action_id"])
    raise LookupError(f"no [{label}] at {near!r} in:\n{screen.readable}")


def labels(screen: Message | View) -> list[str]:
    """The words of every button, in order."""
    elements = [
        element
        for block in screen.blocks
        for element in (*block.get("elements", ()), block.get("accessory") or {})
    ]
    return [element["text"]["text"] for element in elements if element.get("type") == "button"]
