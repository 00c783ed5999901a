"""The practice Slack: workspaces, the failures asked of it, its log, and the server in front."""

import asyncio
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from threading import Lock
from types import TracebackType
from typing import Any

from starlette.websockets import WebSocket

from bot.practice import methods
from bot.practice.delivery import ACKNOWLEDGE_SECONDS, Parcel, Reply, deliver, deliver_event
from bot.practice.entities import Json, Message
from bot.practice.faults import Order, Orders
from bot.practice.installation import Installation, ResponseUrl
from bot.practice.limits import message_faults
from bot.practice.pace import Pace
from bot.practice.payloads import redacted
from bot.practice.server import HOST, Answered, ServerThread, application, bound_socket, ping
from bot.practice.sockets import MOST_SOCKETS, Sockets
from bot.practice.team import Team
from bot.practice.workspace import ALL_SCOPES, Workspace


@dataclass(frozen=True)
class Exchange:
    """One line of the log. `direction` is `to_slack` or `to_app`; no status means there was no answer.

    `number` grows by one from line to line, whatever was taken out of the log since.
    """

    at: float
    direction: str
    name: str
    request: Json
    response: Json
    status: int | None
    milliseconds: float
    number: int = 0


class PracticeSlack:
    """A strict Slack on a port of this machine. Use as a context manager, or `start()` and `stop()`.

    `clock` gives the seconds since 1970 that messages are stamped with; pace, triggers and time-outs use real
    time. `ack_seconds` is how long an app may take to acknowledge, `event_retries` the waits before an event
    is sent again. The log holds the last `log_most` exchanges.
    """

    def __init__(
        self,
        port: int = 0,
        clock: Callable[[], float] = time.time,
        pace: Pace | None = None,
        ack_seconds: float = ACKNOWLEDGE_SECONDS,
        event_retries: Sequence[float] = (0.0, 0.2, 0.5),
        ping_seconds: float = 0.2,
        log_most: int = 5000,
    ) -> None:
        self.clock = clock
        self.pace = pace or Pace()
        self.ack_seconds = ack_seconds
        self.event_retries = tuple(event_retries)
        self.log: list[Exchange] = []
        self.log_most = log_most
        self.last_exchange = 0
        self._log_lock = Lock()
        self.teams: dict[str, Team] = {}
        self._orders = Orders()
        self._sockets = Sockets(ping, ping_seconds)
        self._listener = bound_socket(port)
        self._port = int(self._listener.getsockname()[1])
        self._thread = ServerThread(lambda: application(self), self._set_loop)

    # --- running it

    @property
    def address(self) -> str:
        """Where the server is, without a path."""
        return f"http://{HOST}:{self._port}"

    @property
    def url(self) -> str:
        """What an app takes for Slack's API address."""
        return f"{self.address}/api/"

    def start(self) -> "PracticeSlack":
        """Begin to answer. After `stop()`, begins again on the same port."""
        if self._listener.fileno() == -1:
            self._listener = bound_socket(self._port)
        self._thread.start(self._listener)
        return self

    def stop(self) -> None:
        """Stop answering; every connection is closed."""
        self._thread.stop()
        self._listener.close()

    def __enter__(self) -> "PracticeSlack":
        return self.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def _set_loop(self, loop: asyncio.AbstractEventLoop | None) -> None:
        self._sockets.loop = loop

    # --- setting the scene

    def add_workspace(
        self,
        team_id: str = "T0PRACTICE",
        name: str = "Practice",
        *,
        bot_token: str | None = None,
        app_token: str | None = None,
        signing_secret: str | None = None,
        scopes: frozenset[str] = ALL_SCOPES,
        bot_user_id: str = "U0BOT",
        app_id: str = "A0PRACTICE",
    ) -> Team:
        """A workspace with the app installed; tokens not given are made up from the team id."""
        installation = Installation(
            Workspace(team_id, name, bot_user_id),
            bot_token or f"xoxb-{team_id}",
            app_token or f"xapp-{team_id}",
            signing_secret or f"signing-{team_id}",
            frozenset(scopes),
            app_id,
            self.pace,
            self.clock,
            self.address,
        )
        self.teams[team_id] = Team(installation, self)
        return self.teams[team_id]

    def fail(self, method: str, how: str, times: int = 1, retry_after: int = 1, seconds: float = 5.0) -> None:
        """Have the next `times` calls of a Web API method (`*`: any) fail; see `faults.Order` for how."""
        self._orders.add(method, Order(how, retry_after, seconds), times)

    def recover(self) -> None:
        """Forget the failures not yet given."""
        self._orders.clear()

    def connections(self, team: Team) -> int:
        """How many Socket Mode connections the app has open."""
        return len(self._sockets.of(team.id))

    def wait_for_connection(self, team: Team, timeout: float = 5.0, least: int = 1) -> None:
        """Wait until the app is connected. Raises TimeoutError."""
        if not self._sockets.wait(team.id, timeout, least):
            raise TimeoutError(f"{self.connections(team)} connections after {timeout} s")

    def refresh_sockets(self, team: Team | None = None) -> None:
        """Ask the app to reconnect, as Slack does every few hours."""
        self._sockets.refresh(team.id if team else None)

    def calls(self, name: str) -> list[Exchange]:
        """The log lines of one method, or of one thing delivered."""
        with self._log_lock:
            return [line for line in self.log if line.name == name]

    def exchanges_since(self, number: int) -> list[Exchange]:
        """The log lines after the one of this number, as far as the log still holds them, oldest first.

        `last_exchange` is the number of the newest line ever, 0 before the first.
        """
        with self._log_lock:
            return [line for line in self.log if line.number > number]

    # --- towards the app

    def carry(self, installation: Installation, parcel: Parcel) -> list[Reply]:
        """Deliver a payload to the app, an event with retries."""
        if parcel.kind == "event":
            replies = deliver_event(installation, self._sockets, parcel, self.ack_seconds, self.event_retries)
        else:
            replies = [deliver(installation, self._sockets, parcel, self.ack_seconds)]
        for reply in replies:
            self._note("to_app", parcel.name, parcel.payload, reply.status, reply.body, reply.milliseconds)
        return replies

    # --- what the server asks

    def order(self, method: str) -> Order | None:
        """How this call is to fail, if it is."""
        return self._orders.take(method)

    def call(self, method: str, token: str | None, arguments: Json) -> Answered:
        """Answer a Web API call: status, body and headers."""
        try:
            app_level = method == "apps.connections.open"
            found = methods.whose(token, self._installations(), app_level)
            body = (
                self._open_link(found)
                if app_level
                else methods.answer(method, found, arguments, time.monotonic())
            )
        except methods.RateLimited as limited:
            return 429, {"ok": False, "error": "ratelimited"}, {"Retry-After": str(limited.retry_after)}
        except methods.Refused as refused:
            return 200, refused.body, {}
        return 200, body, {"x-oauth-scopes": ",".join(sorted(found.scopes))}

    def respond(self, team_id: str, key: str, body: Json) -> tuple[int, str]:
        """Answer a post to a response address: a status and a word."""
        team = self.teams.get(team_id)
        place = team.installation.response_urls.get(key) if team else None
        if team is None or place is None:
            return 404, "expired_url"
        refusal = place.refusal(time.monotonic())
        faults = [] if body.get("delete_original") else message_faults(body)
        status, word = (404, refusal) if refusal else (400, faults[0].code) if faults else (200, "ok")
        if status == 200:
            place.uses += 1
            with team.workspace.lock:
                _answer_at(team, place, body)
        self._note("to_slack", "response_url", body, status, {"text": word}, 0.0)
        return status, word

    def receive_file(self, team_id: str, ticket: str, content: bytes) -> bool:
        """Take the bytes of an upload, if they were promised and as many as promised."""
        team = self.teams.get(team_id)
        if team is None:
            return False
        with team.workspace.lock:
            for upload in team.workspace.uploads.values():
                if upload.ticket == ticket and upload.content is None and upload.length == len(content):
                    upload.content = content
                    return True
        return False

    def read_file(self, team_id: str, file_id: str, token: str | None) -> bytes | None:
        """The bytes of a file, for a token of that team which may read files."""
        team = self.teams.get(team_id)
        if team is None or token != team.installation.bot_token or "files:read" not in team.scopes:
            return None
        upload = team.workspace.uploads.get(file_id)
        return upload.content if upload else None

    async def link(self, websocket: WebSocket) -> None:
        """Serve a Socket Mode connection."""
        await self._sockets.serve(websocket)

    def note(self, method: str, arguments: Json, status: int | None, body: Json, milliseconds: float) -> None:
        """Keep a Web API call in the log."""
        self._note("to_slack", method, arguments, status, body, milliseconds)

    def _note(
        self, direction: str, name: str, request: Json, status: int | None, response: Json, spent: float
    ) -> None:
        at, asked, answered = self.clock(), redacted(request), redacted(response)
        with self._log_lock:
            self.last_exchange += 1
            number = self.last_exchange
            self.log.append(Exchange(at, direction, name, asked, answered, status, spent, number))
            del self.log[: max(0, len(self.log) - self.log_most)]

    def _installations(self) -> list[Installation]:
        return [team.installation for team in self.teams.values()]

    def _open_link(self, installation: Installation) -> Json:
        team_id = installation.workspace.id
        if len(self._sockets.of(team_id)) >= MOST_SOCKETS:
            raise methods.Refused("too_many_websockets")
        query = self._sockets.ticket(team_id, installation.app_id)
        return {"ok": True, "url": f"ws://{HOST}:{self._port}/link/?{query}"}


def _answer_at(team: Team, place: ResponseUrl, body: Mapping[str, Any]) -> None:
    """What Slack does with a post to a response address: take away, replace, or post anew."""
    original, workspace = place.original, team.workspace
    if body.get("delete_original"):
        if original is not None:
            workspace.delete(original)
        return
    text, blocks = str(body.get("text") or ""), list(body.get("blocks") or [])
    ts = workspace.new_ts(team.installation.epoch())
    if body.get("replace_original") and original is not None:
        workspace.edit(original, ts, text, blocks)
        return
    public = body.get("response_type") == "in_channel"
    message = Message(place.channel, ts, workspace.bot_user_id, text, blocks, bot_id=workspace.bot_id)
    message.ephemeral_to = None if public else place.person
    workspace.post(message)
