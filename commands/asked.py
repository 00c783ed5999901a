"""What a verb is given to answer with: who asks, when, from where, and the things assembly built.

What may live here: these two values. A verb is a function of `Asked` and a request; it returns a message.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from bot.clock import Clock
from bot.rules.status import StatusKey
from bot.rules.ways import Ways
from bot.slack.directory import Directory
from bot.slack.identity import Speaker
from bot.views.blocks import Block
from storage.engine import Database
from storage.records import Outbox
from storage.records.glance import Person


@dataclass(frozen=True, slots=True)
class Deps:
    """What every listener is given. `wake` tells the courier that something waits to be sent.

    `admins` are the Slack ids and emails of those who set the bot up, where the settings name any.
    """

    database: Database
    clock: Clock
    directory: Directory
    wake: Callable[[], None]
    admins: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Asked:
    """One question or statement of one contact.

    `submission_key` names what Slack delivered, so that delivering it twice does nothing twice. `way` is how it
    came: command or reply. `open_view` opens a form, where the surface can (a command can, a message cannot);
    `reply_with` makes the outbox row of an answer, where the answer goes that way (to a message it does).
    """

    deps: Deps
    speaker: Speaker
    person: Person
    at: datetime
    submission_key: str
    way: str = "command"
    open_view: Callable[[dict[str, object]], None] | None = None
    reply_with: Callable[[Block], Outbox] | None = None

    @property
    def database(self) -> Database:
        """The database."""
        return self.deps.database

    @property
    def ways(self) -> Ways:
        """The partnership's ways."""
        return self.speaker.ways

    @property
    def key(self) -> StatusKey:
        """The partnership's status key."""
        return self.speaker.ways.key

    @property
    def partnership_id(self) -> int:
        """The partnership asked about: never another."""
        return self.speaker.partnership_id

    @property
    def today(self) -> date:
        """The partnership's day."""
        return self.ways.day_of(self.at)
