"""The bot and the practice Slack on one machine, with a clock that is moved: for the demo, training and journeys.

What may live here: joining the two, moving the clock, and letting everything that follows happen before the next act.
"""

from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from types import TracebackType

from pydantic import SecretStr

from bot.assembly import Bot, build
from bot.clock import MovableClock
from bot.practice import Pace, Person, PracticeSlack, Shortcut, Team
from bot.rules.outcomes import NotBound
from bot.rules.ways import ways_of
from bot.services.bind_workspace import bind_workspace
from bot.settings import Settings
from bot.slack.app import build_client
from bot.slack.team import check_token
from commands.shortcuts import SHORTCUTS
from schedules.settlement import Timing
from schedules.slots import slots_between
from storage.engine import Database
from storage.records import Contact, Partnership, id_of
from storage.unit_of_work import reading

TEAM_ID = "T0LOIP"

PING_SECONDS = 0.05
"""How often Slack pings the bot: the sooner it does, the sooner the bot's end of the connection sees it close."""

QUIET_SECONDS = 0.01
"""Every act waits for its answer, so hardly anything can be on its way when the bot is stopped."""


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody of the workspace: a Slack id, a name, and the email that contacts are matched by.

    `is_admin`: they administer the workspace.
    """

    slack_id: str
    name: str
    email: str
    is_admin: bool = False


@dataclass(slots=True)
class Rehearsal:
    """A running bot in a practice workspace. `people` are the workspace's members, by email."""

    slack: PracticeSlack
    team: Team
    bot: Bot
    clock: MovableClock
    people: dict[str, Person]

    @classmethod
    def begin(
        cls,
        database_url: str,
        code: str | None,
        start: datetime,
        not_on_slack: Iterable[str] = (),
        mode: str = "socket",
        members: Iterable[Member] | None = None,
        pace: Pace | None = None,
        timing: Timing | None = None,
    ) -> "Rehearsal":
        """Bind a fresh workspace to the partnership and start the bot in it, as of `start`.

        Without a `code` the workspace is bound to nothing. The `members` are, unless they are given, the contacts
        with an email who have not left; the emails in `not_on_slack` are left out of either. `pace` is what Slack
        allows, `timing` what the courier keeps to. The database has been migrated and holds the partnership.
        """
        clock = MovableClock(start)
        slack = PracticeSlack(
            clock=lambda: clock.now().timestamp(), pace=pace, ping_seconds=PING_SECONDS
        ).start()
        team = slack.add_workspace(TEAM_ID, "Inverlath")
        team.installation.events |= {"team_join"}  # as the manifest subscribes
        team.shortcuts = tuple(Shortcut(each.callback_id, each.name, each.kind) for each in SHORTCUTS)
        settings = _settings(database_url, slack, team, mode)
        with closing(Database(settings.database)) as database:
            partnership = _bind(database, settings, code, start) if code is not None else None
            if members is None:
                members = _contacts(database, partnership)
        people = _move_in(team, members, set(not_on_slack))
        bot = build(settings, mode=mode, schedules=False, serve=mode == "http", clock=clock, timing=timing)
        if bot.socket is not None:
            bot.socket.quiet_seconds = QUIET_SECONDS
        bot.start()
        if bot.server is not None and mode == "http":
            team.request_url = f"http://127.0.0.1:{bot.server.port}/slack/events"
        else:
            slack.wait_for_connection(team)
        if partnership is not None:
            bot.match_people(id_of(partnership), start)
        return cls(slack, team, bot, clock, people)

    @property
    def bound(self) -> Partnership | None:
        """The partnership whose register the workspace reaches, as it stands now; None while there is none."""
        with reading(self.bot.database) as look:
            found = look.everywhere.bound_workspace(self.team.id)
        return found[1] if found else None

    @property
    def partnership(self) -> Partnership:
        """The same, where it is known to be there. Raises LookupError where it is not."""
        partnership = self.bound
        if partnership is None:
            raise LookupError("this workspace is bound to no partnership")
        return partnership

    def settle(self) -> None:
        """Send everything that is due, at the pace Slack allows."""
        self.bot.courier.run_dry()

    def beat(self) -> None:
        """One beat of the clock, and everything that follows from it."""
        self.bot.beat()
        self.settle()

    def move_to(self, instant: datetime) -> Iterator[datetime]:
        """Move the clock; everything that falls due on the way happens in order, at its own time.

        Yields each moment once everything of it has happened: each run of the clock, each hour a message was held
        for, and `instant` itself.
        """
        partnership, now = self.bound, self.clock.now()
        slots = slots_between(ways_of(partnership), now, instant) if partnership else []
        for moment in sorted({*(slot.due_at for slot in slots), instant}):
            while (held_for := self._next_held(partnership, moment)) is not None:
                yield self._at(held_for)
            yield self._at(moment)

    def _at(self, moment: datetime) -> datetime:
        self.clock.move_to(moment)
        self.beat()
        return moment

    def _next_held(self, partnership: Partnership | None, until: datetime) -> datetime | None:
        """The first moment before `until` that a message is held for: the reader's own working hours, say."""
        if partnership is None:
            return None
        with reading(self.bot.database) as look:
            waiting = look.register(id_of(partnership)).messages.in_states("waiting")
        now = self.clock.now()
        return min((row.not_before for row in waiting if now < row.not_before < until), default=None)

    def end(self) -> None:
        """Stop the bot, then Slack."""
        self.bot.stop()
        self.slack.stop()

    def __enter__(self) -> "Rehearsal":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.end()


def _settings(database_url: str, slack: PracticeSlack, team: Team, mode: str) -> Settings:
    """Settings for this machine alone: nothing is read from the environment's own Slack."""
    installation = team.installation
    return Settings(
        _env_file=None,  # type: ignore[call-arg]  # pydantic-settings takes it; mypy cannot see it
        database_url=SecretStr(database_url),
        slack_bot_token=SecretStr(installation.bot_token),
        slack_app_token=SecretStr(installation.app_token) if mode == "socket" else None,
        slack_signing_secret=SecretStr(installation.signing_secret),
        slack_api_url=slack.url,
        loip_admins="",
        loip_host="127.0.0.1",
        loip_port=0,
    )


def _bind(database: Database, settings: Settings, code: str, at: datetime) -> Partnership:
    client = build_client(settings.bot_token, settings.slack_api_url)
    bound = bind_workspace(database, check_token(client, settings.bot_token).team, at, code)
    if isinstance(bound, NotBound):
        raise LookupError(f"no partnership {code!r} to rehearse with: {bound.why}")
    with reading(database) as look:
        partnership = look.everywhere.partnership(code)
    if partnership is None:
        raise LookupError(f"no partnership {code!r} to rehearse with")
    return partnership


def _contacts(database: Database, partnership: Partnership | None) -> list[Member]:
    """The partnership's contacts who could be members: with an email, and still there."""
    if partnership is None:
        return []
    with reading(database) as look:
        contacts = look.register(id_of(partnership)).rows.all(Contact)
    return [
        Member(slack_id_of(id_of(contact)), contact.name or contact.email, contact.email)
        for contact in contacts
        if contact.email and contact.left_on is None
    ]


def slack_id_of(contact_id: int) -> str:
    """The Slack id a contact has in a practice workspace: the same in each."""
    return f"U{contact_id:04d}"


def _move_in(team: Team, members: Iterable[Member], not_on_slack: set[str]) -> dict[str, Person]:
    return {
        member.email: team.add_person(
            member.slack_id, member.name, email=member.email, is_admin=member.is_admin
        )
        for member in members
        if member.email not in not_on_slack
    }
