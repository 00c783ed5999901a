"""The bot and the practice Slack on one machine, with a clock that is moved: for the demo, training and journeys.

What may live here: joining the two, moving the clock, and letting everything that follows happen before the next act.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from types import TracebackType

from pydantic import SecretStr

from bot.assembly import Bot, build
from bot.clock import MovableClock
from bot.practice import Person, PracticeSlack, Team
from bot.rules.outcomes import NotBound
from bot.rules.ways import ways_of
from bot.services.bind_workspace import bind_workspace
from bot.settings import Settings
from bot.slack.app import build_client
from bot.slack.team import check_token
from schedules.slots import slots_between
from storage.engine import Database
from storage.records import Contact, Partnership, id_of
from storage.unit_of_work import reading

TEAM_ID = "T0LOIP"


@dataclass(slots=True)
class Rehearsal:
    """A running bot in a practice workspace. `people` are the workspace's members, by the contact's email."""

    slack: PracticeSlack
    team: Team
    bot: Bot
    clock: MovableClock
    partnership: Partnership
    people: dict[str, Person]

    @classmethod
    def begin(
        cls,
        database_url: str,
        code: str,
        start: datetime,
        not_on_slack: Iterable[str] = (),
        mode: str = "socket",
    ) -> "Rehearsal":
        """Bind a fresh workspace to the partnership and start the bot in it, as of `start`.

        Every contact with an email who has not left is a member, but for the emails in `not_on_slack`. The
        database has been migrated and holds the partnership.
        """
        clock = MovableClock(start)
        slack = PracticeSlack(clock=lambda: clock.now().timestamp()).start()
        team = slack.add_workspace(TEAM_ID, "Inverlath")
        settings = _settings(database_url, slack, team, mode)
        partnership = _bind(settings, code, start)
        people = _move_in(settings, team, partnership, set(not_on_slack))
        bot = build(settings, mode=mode, schedules=False, serve=mode == "http", clock=clock)
        bot.start()
        if bot.server is not None and mode == "http":
            team.request_url = f"http://127.0.0.1:{bot.server.port}/slack/events"
        else:
            slack.wait_for_connection(team)
        bot.match_people(id_of(partnership), start)
        return cls(slack, team, bot, clock, partnership, people)

    def settle(self) -> None:
        """Send everything that is due, at the pace Slack allows."""
        self.bot.courier.run_dry()

    def beat(self) -> None:
        """One beat of the clock, and everything that follows from it."""
        self.bot.beat()
        self.settle()

    def move_to(self, instant: datetime) -> Iterator[datetime]:
        """Move the clock; everything that falls due on the way happens in order, at its own time.

        Yields each moment once everything of it has happened.
        """
        due = {slot.due_at for slot in slots_between(ways_of(self.partnership), self.clock.now(), instant)}
        for moment in sorted({*due, instant}):
            self.clock.move_to(moment)
            self.beat()
            yield moment

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


def _bind(settings: Settings, code: str, at: datetime) -> Partnership:
    database = Database(settings.database)
    client = build_client(settings.bot_token, settings.slack_api_url)
    bound = bind_workspace(database, check_token(client, settings.bot_token).team, at, code)
    if isinstance(bound, NotBound):
        raise LookupError(f"no partnership {code!r} to rehearse with: {bound.why}")
    with reading(database) as look:
        partnership = look.everywhere.partnership(code)
    database.close()
    if partnership is None:
        raise LookupError(f"no partnership {code!r} to rehearse with")
    return partnership


def _move_in(
    settings: Settings, team: Team, partnership: Partnership, not_on_slack: set[str]
) -> dict[str, Person]:
    database = Database(settings.database)
    with reading(database) as look:
        contacts = look.register(id_of(partnership)).rows.all(Contact)
    database.close()
    return {
        contact.email: team.add_person(
            f"U{contact.id:04d}", contact.name or contact.email, email=contact.email
        )
        for contact in contacts
        if contact.email and contact.left_on is None and contact.email not in not_on_slack
    }
