"""The one place that builds things from settings and joins them: the bot, its clock, its courier and its way in.

What may live here: building, starting and stopping. Nothing is decided.
"""

import logging
import os
import signal
import socket as network
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from threading import Event, Thread
from typing import Any

import structlog

from bot.clock import Clock, MovableClock, SystemClock
from bot.health import Health
from bot.services.attach_file import attach_file
from bot.services.bind_workspace import bind_workspace
from bot.services.compose_letter import compose
from bot.services.match_people import MATCHER, match_people
from bot.services.prepare_sheet import Hold, prepare_sheet
from bot.settings import Settings, SettingsError
from bot.slack.app import build_app, build_client
from bot.slack.directory import Directory
from bot.slack.files import Files
from bot.slack.identity import token_digest
from bot.slack.sender import SlackSender
from bot.slack.server import Server, build_server
from bot.slack.socket import Socket
from bot.slack.team import SlackUnreachable, TokenRefused, check_token
from commands import listeners
from commands.asked import Deps
from schedules.courier import Courier
from schedules.runner import Heartbeat
from schedules.settlement import Timing
from schedules.tick import TickReport, tick
from storage.engine import Database
from storage.migrations import pending
from storage.records import Outbox, Workspace
from storage.repositories import Register
from storage.unit_of_work import Author, reading

STOP_SECONDS = 2
"""How long the clock and the courier may each take to finish what is under way, once they are to stop."""

PAUSE = timedelta(minutes=10)
"""How long, in real time, a workspace that sending paused again after it was bound anew is left alone."""

log = structlog.get_logger("loip")


@dataclass(slots=True)
class Bot:
    """The bot, built. `clock` is the partnership's time; leases, pace and health run on `real_clock`.

    `sends`: the courier runs in a thread of its own. Without, somebody else has to set it going. `keeps_time_since`:
    when the heartbeat began; None where it has not, or there is none.
    """

    settings: Settings
    database: Database
    clock: Clock
    courier: Courier
    directory: Directory
    socket: Socket | None
    server: Server | None
    heartbeat: Heartbeat | None
    client: Any
    sends: bool
    real_clock: Clock = field(default_factory=SystemClock)
    last_beat: datetime | None = None
    keeps_time_since: datetime | None = None
    _bound_at: datetime | None = None
    _stop: Event = field(default_factory=Event)
    _courier_thread: Thread | None = None

    def start(self) -> None:
        """Begin to answer, to send and to keep time. Raises `SettingsError` where nothing can listen there."""
        if self.server is not None:
            self._listen(self.server)
        if self.socket is not None:
            self.socket.start()
        if self.sends:
            self._courier_thread = Thread(
                target=self.courier.run_until, args=(self._stop,), name="courier", daemon=True
            )
            self._courier_thread.start()
        if self.heartbeat is not None:
            self.keeps_time_since = self.real_clock.now()
            self.heartbeat.start()

    def stop(self) -> bool:
        """Stop in the order that loses nothing: the clock and the courier first, the way in when it is quiet.

        False where something still waits for Slack or the database: whatever it does not finish is found again.
        """
        ended = [self._stop_sending()]
        if self.socket is not None:
            ended.append(self.socket.stop())
        if self.server is not None:
            ended.append(self.server.stop())
        self.database.close()
        return all(ended)

    def _listen(self, server: Server) -> None:
        try:
            server.start()
        except OSError as error:
            place = f"{self.settings.loip_host}:{self.settings.loip_port}"
            # A name that cannot be looked up has a number of another kind, and words of its own.
            number = error.errno or 0
            why = os.strerror(number) if number > 0 else error.strerror or str(error)
            raise SettingsError(f"LOIP_HOST and LOIP_PORT: nothing can listen on {place} ({why}).") from None

    def _stop_sending(self) -> bool:
        """Stop the clock and the courier together; a message on its way is given a moment to arrive."""
        self._stop.set()
        self.courier.wake()
        quiet = self.heartbeat is None or self.heartbeat.stop(STOP_SECONDS)
        if self._courier_thread is not None:
            self._courier_thread.join(timeout=STOP_SECONDS)
            quiet = quiet and not self._courier_thread.is_alive()
        return self.courier.rest(STOP_SECONDS) and quiet

    def beat(self) -> TickReport:
        """One beat: bind the workspace if it is not, run what is due, have the courier look."""
        self.last_beat = self.real_clock.now()
        if self._is_to_be_bound(self.last_beat):
            self.bind()
        report = tick(self.database, self.clock.now(), self.match_people)
        self.courier.wake()
        return report

    def bind(self) -> bool:
        """Ask Slack whose the token is, bind its workspace to the partnership, and match people for the first time."""
        try:
            checked = check_token(self.client, self.settings.bot_token)
        except (TokenRefused, SlackUnreachable) as error:
            log.warning("the workspace is not bound yet", why=str(error))
            return False
        bound = bind_workspace(self.database, checked.team, self.clock.now())
        if not isinstance(bound, Workspace):
            log.warning("the workspace is not bound yet", why=bound.why, to_do="loip check says what to do")
            return False
        self._bound_at = self.real_clock.now()
        self.match_people(bound.partnership_id, self.clock.now())
        return True

    def match_people(self, partnership_id: int, at: datetime) -> None:
        """Match a partnership's contacts to Slack, if it is the one this workspace is bound to."""
        workspace = self._workspace()
        if workspace is not None and workspace.partnership_id == partnership_id:
            _match(self.settings, self.database, self.directory, workspace, at)

    def _is_to_be_bound(self, real_now: datetime) -> bool:
        """Whether it is not installed; one that sending pauses time and again, for want of a scope say, may wait."""
        workspace = self._workspace()
        if workspace is None or workspace.state != "paused":
            return workspace is None or workspace.state != "installed"
        return self._bound_at is None or real_now - self._bound_at >= PAUSE

    def _workspace(self) -> Workspace | None:
        with reading(self.database) as look:
            return look.everywhere.workspace_of_token(token_digest(self.settings.bot_token))


def build(
    settings: Settings,
    mode: str | None = None,
    schedules: bool = True,
    serve: bool = True,
    clock: Clock | None = None,
    sends: bool | None = None,
    timing: Timing | None = None,
) -> Bot:
    """Build it: `schedules` to keep time, `serve` to listen on `LOIP_HOST` and `LOIP_PORT`, `sends` to run the courier.

    A bot that keeps time sends, if nothing else is said. One that only answers has to send as well, or what a tap
    changes would wait for another one's courier to look. `timing` is the courier's: how long channels rest, say.

    Raises `SettingsError` for a setting that is missing, or a database that is not migrated.
    """
    database = Database(settings.database)
    if pending(database):
        raise SettingsError("The database is not at this version. Run: loip migrate")
    clock = clock or SystemClock()
    token = settings.bot_token
    client = build_client(token, settings.slack_api_url)
    courier = _courier(settings, database, clock, timing)
    mode = mode or ("socket" if settings.slack_app_token else "http")
    secret = settings.slack_signing_secret.get_secret_value() if settings.slack_signing_secret else None
    if mode == "http" and secret is None:
        raise SettingsError("Set SLACK_APP_TOKEN for Socket Mode, or SLACK_SIGNING_SECRET for HTTP.")
    app = build_app(database, clock, token, secret, client)
    directory = Directory(client)
    listeners.register(app, Deps(database, clock, directory, courier.wake, settings.admins))
    socket = _socket(settings, app) if mode == "socket" else None
    sends = schedules if sends is None else sends
    bot = Bot(settings, database, clock, courier, directory, socket, None, None, client, sends)
    health = Health(
        database,
        SystemClock(),
        lambda: socket is None or socket.is_connected,
        lambda: bot.last_beat or bot.keeps_time_since,
    )
    if serve:
        application = build_server(app if mode == "http" else None, health)
        bot.server = Server(application, settings.loip_host, settings.loip_port)
    bot.heartbeat = Heartbeat(bot.beat) if schedules else None
    return bot


def _socket(settings: Settings, app: Any) -> Socket:
    if settings.slack_app_token is None:
        raise SettingsError(
            "SLACK_APP_TOKEN is not set: it is the token beginning xapp-, under Basic Information."
        )
    return Socket(app, settings.slack_app_token.get_secret_value(), settings.slack_api_url)


def _courier(settings: Settings, database: Database, clock: Clock, timing: Timing | None = None) -> Courier:
    """Sends with this process's token, to the workspace that is the token's own and to no other."""
    own = token_digest(settings.bot_token)
    sender = SlackSender(settings.bot_token, settings.slack_api_url)

    def sender_for(workspace: Workspace) -> SlackSender | None:
        return sender if workspace.token_digest == own else None

    def words(register: Register, row: Any) -> dict[str, Any] | None:
        return compose(register, row, clock.now(), to_send=True)

    def file(partnership_id: int, payload: dict[str, Any]) -> dict[str, Any]:
        return attach_file(database, partnership_id, payload, clock.now())

    files = Files(
        build_client(settings.bot_token, settings.slack_api_url), settings.bot_token, settings.slack_api_url
    )

    def prepare(row: Outbox, hold: Hold) -> None:
        prepare_sheet(database, files.fetch, clock, row, hold)

    owner = f"{network.gethostname()} {os.getpid()}"
    return Courier(
        database, clock, SystemClock(), sender_for, owner, words, file, timing or Timing(), prepare
    )


def run_until_stopped(bot: Bot) -> None:
    """Start it, wait for SIGTERM or Ctrl-C, and stop it in order.

    A thread that still waits for an answer, from Slack or the database, does not keep the process from ending.
    """
    stop = Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    bot.start()
    log.info("running", mode="socket" if bot.socket else "http", schedules=bot.heartbeat is not None)
    stop.wait()
    log.info("stopping")
    ended = bot.stop()
    log.info("stopped")
    if not ended:
        logging.shutdown()
        os._exit(0)


def tick_once(
    settings: Settings, database: Database, until: datetime, dry_run: bool, author: Author
) -> Iterator[str]:
    """`loip tick`: plan and send everything due up to `until`, and say what was done, a line each.

    Where people are matched on the way, the history names `author`.
    """
    from schedules.tick_report import report_lines

    if dry_run:
        yield from report_lines(tick(database, until, dry_run=True))
        return
    clock = MovableClock(until)
    courier = _courier(settings, database, clock)
    matching = _matcher(settings, database, author)
    yield from report_lines(tick(database, until, matching))
    yield f"Sent: {courier.run_dry()}"


def _matcher(settings: Settings, database: Database, author: Author) -> Callable[[int, datetime], None]:
    """Matches people for a command that runs no bot."""
    client = build_client(settings.bot_token, settings.slack_api_url)
    directory = Directory(client)

    def match(partnership_id: int, at: datetime) -> None:
        with reading(database) as look:
            own = look.everywhere.workspace_of_token(token_digest(settings.bot_token))
        if own is not None and own.partnership_id == partnership_id:
            _match(settings, database, directory, own, at, author)

    return match


def _match(
    settings: Settings,
    database: Database,
    directory: Directory,
    workspace: Workspace,
    at: datetime,
    author: Author = MATCHER,
) -> None:
    """Match people, if Slack tells who they are; else whoever speaks is matched then, and the rest tomorrow."""
    try:
        accounts = list(directory.everybody(workspace.team_id))
    except SlackUnreachable as error:
        log.warning("people could not be matched", why=str(error))
        return
    match_people(database, workspace.partnership_id, accounts, settings.admins, at, author)
