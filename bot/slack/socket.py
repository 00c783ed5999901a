"""Socket Mode: a connection Slack's payloads come in by, kept up, and closed only when every answer has left.

What may live here: connecting, waiting for Slack to come back, and closing in the right order.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Condition, Event, Thread
from time import monotonic
from typing import Any

import structlog
from slack_bolt import App
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.slack.certificates import certificates

log = structlog.get_logger()

DRAIN_SECONDS = 5.0
"""How long a listener may still take after the stop is asked for."""

QUIET_SECONDS = 0.1
"""No listener runs and nothing waits for one for this long: then the connection is quiet."""

RETRY_SECONDS = (1, 2, 5, 10, 30)
"""Waits between attempts to connect while Slack is down; the last repeats."""


class Flight:
    """Counts the listeners that run, so that the last answer can be waited for."""

    def __init__(self) -> None:
        self._changed = Condition()
        self._running = 0

    @contextmanager
    def one(self) -> Iterator[None]:
        """A listener runs while this is open, its answer included."""
        with self._changed:
            self._running += 1
        try:
            yield
        finally:
            with self._changed:
                self._running -= 1
                self._changed.notify_all()

    def wait_until_landed(self, seconds: float) -> bool:
        """Wait until none runs; False where one still does after `seconds`."""
        with self._changed:
            return self._changed.wait_for(lambda: self._running == 0, timeout=seconds)


class _CountingHandler(SocketModeHandler):
    """Bolt's handler, whose every payload is counted until its answer is on the wire."""

    def __init__(self, app: App, app_token: str, client: WebClient, flight: Flight) -> None:
        super().__init__(app, app_token, web_client=client)
        self._flight = flight

    def handle(self, client: Any, req: Any) -> None:
        """Answer one payload."""
        with self._flight.one():
            super().handle(client, req)


class Socket:
    """The bot's Socket Mode connection. It starts while Slack is down, and connects when Slack is back.

    `quiet_seconds` may be less where nothing is on its way while the bot is stopped, as in a rehearsal.
    """

    def __init__(self, app: App, app_token: str, base_url: str) -> None:
        self.quiet_seconds = QUIET_SECONDS
        client = WebClient(token=app_token, base_url=base_url, ssl=certificates())
        self._flight = Flight()
        self._handler = _CountingHandler(app, app_token, client, self._flight)
        self._stopping = Event()
        self._thread = Thread(target=self._connect, name="socket", daemon=True)

    def start(self) -> None:
        """Begin to connect, and return at once."""
        self._thread.start()

    @property
    def is_connected(self) -> bool:
        """Whether payloads can come in now."""
        connected: bool = self._handler.client.is_connected()
        return connected

    def stop(self) -> bool:
        """Let the listeners that run answer over the open socket, then close it; False where one still runs."""
        self._stopping.set()
        if not self._is_quiet_within(DRAIN_SECONDS):
            log.warning("a listener was still running when the socket closed")
        # Its own thread looks only once a second whether it is closed: an empty message has it look now.
        self._handler.client.closed = True
        self._handler.client.enqueue_message("")
        # Closing waits for the listeners without end, so that somebody else has to wait for it.
        closing = Thread(target=self._handler.close, name="closing the socket", daemon=True)
        closing.start()
        closing.join(timeout=1)
        self._thread.join(timeout=1)
        return not closing.is_alive()

    def _is_quiet_within(self, seconds: float) -> bool:
        """Wait until no listener runs and no payload waits for one, as one that has just come in does."""
        end = monotonic() + seconds
        while self._flight.wait_until_landed(max(0.0, end - monotonic())):
            Event().wait(self.quiet_seconds)
            if self._handler.client.message_queue.empty() and self._flight.wait_until_landed(0):
                return True
            if monotonic() > end:
                break
        return False

    def _connect(self) -> None:
        attempt = 0
        while not self._stopping.is_set():
            try:
                self._handler.connect()  # type: ignore[no-untyped-call]  # Bolt leaves it untyped
                log.info("connected", mode="socket")
                return
            except Exception as error:  # noqa: BLE001  whatever keeps Slack away, it is tried again
                wait = RETRY_SECONDS[min(attempt, len(RETRY_SECONDS) - 1)]
                log.warning("no connection to Slack", why=_why(error), retry_in=wait)
                attempt += 1
                self._stopping.wait(wait)


def _why(error: Exception) -> str:
    """Slack's own word for it (`invalid_auth`), where it said one."""
    said = error.response.get("error") if isinstance(error, SlackApiError) else None
    return str(said or type(error).__name__)
