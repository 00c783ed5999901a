"""Signed requests as Slack sends them over HTTP, and the Bolt applications they are dispatched to."""

import time
from collections.abc import Callable, Sequence
from datetime import timedelta
from urllib.parse import urlencode

from slack_bolt import Ack, App, BoltRequest, BoltResponse
from slack_bolt.authorization import AuthorizeResult
from slack_sdk import WebClient
from slack_sdk.signature import SignatureVerifier

from bot.clock import MovableClock
from bot.slack.app import build_app
from bot.slack.directory import Directory
from commands import listeners
from commands.asked import Deps
from tests.benchmarks.large_register import TEAM, TOKEN, LargeRegister
from tests.builders import MONDAY

SIGNING_SECRET = "benchmark"
NOWHERE = "http://127.0.0.1:9/api/"
"""Where Slack would be. Nothing that is measured calls it."""

STEP = 7919
"""From one action to the next, a prime: every part of the tables has its turn."""

_verifier = SignatureVerifier(SIGNING_SECRET)


def command(slack_id: str, text: str, trigger_id: str) -> BoltRequest:
    """A `/loip` command, signed now."""
    body = urlencode(
        {
            "token": "verification",
            "team_id": TEAM,
            "team_domain": "benchmark",
            "channel_id": "D1",
            "channel_name": "directmessage",
            "user_id": slack_id,
            "user_name": "officer",
            "command": "/loip",
            "text": text,
            "api_app_id": "A1",
            "is_enterprise_install": "false",
            "response_url": "https://hooks.example.org/commands/1",
            "trigger_id": trigger_id,
        }
    )
    moment = str(int(time.time()))
    signature = _verifier.generate_signature(timestamp=moment, body=body)
    headers: dict[str, str | Sequence[str]] = {
        "content-type": ["application/x-www-form-urlencoded"],
        "x-slack-request-timestamp": [moment],
        "x-slack-signature": [signature or ""],
    }
    return BoltRequest(body=body, headers=headers)


def empty_app(process_before_response: bool) -> App:
    """Bolt with one listener that only acknowledges, and everything else as it comes."""

    def authorize() -> AuthorizeResult:
        return AuthorizeResult(enterprise_id=None, team_id=TEAM, bot_token=TOKEN, bot_user_id="UBOT")

    app = App(
        signing_secret=SIGNING_SECRET,
        process_before_response=process_before_response,
        authorize=authorize,
        client=WebClient(base_url=NOWHERE),
    )

    @app.command("/loip")
    def loip(ack: Ack) -> None:
        ack()

    return app


class Officers:
    """The officers of a large register, who write one update after another, each of another action.

    A minute passes between one and the next. Every update has its own words and moves the status, so that none is
    a repeat of any before.
    """

    def __init__(self, register: LargeRegister) -> None:
        self.register = register
        self._clock = MovableClock(MONDAY)
        client = WebClient(token=TOKEN, base_url=NOWHERE)
        self._app = build_app(register.database, self._clock, TOKEN, SIGNING_SECRET, client)
        listeners.register(
            self._app, Deps(register.database, self._clock, Directory(client), wake=lambda: None)
        )

    def say(self, number: int) -> Callable[[], BoltResponse]:
        """Prepare the update with this number; what is returned dispatches it."""
        self._clock.move_to(self._clock.now() + timedelta(minutes=1))
        action = number * STEP % self.register.actions
        turn = number * STEP // self.register.actions
        status = "amber" if turn % 2 == 0 and action % 7 != 1 else "green"
        words = (
            f"the pilot of round {number} is ready in two of three places, waiting on funding for the third"
        )
        text = f"update {self.register.code(action)} {status} {words}"
        slack_id = self.register.slack_id(self.register.officer_of(action))
        request = command(slack_id, text, f"trigger.{number}")
        return lambda: _saved(self._app.dispatch(request))

    def __enter__(self) -> "Officers":
        return self

    def __exit__(self, *_: object) -> None:
        self.register.database.close()

    def kept(self) -> int:
        """How many updates the register holds."""
        with self.register.database.readers.connect() as connection:
            count: int = connection.exec_driver_sql("SELECT count(*) FROM updates").scalar_one()
        return count


def _saved(response: BoltResponse) -> BoltResponse:
    if response.status != 200 or "*Saved*" not in response.body:
        raise RuntimeError(f"not saved: {response.status} {response.body}")
    return response
