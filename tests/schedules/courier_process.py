"""A courier in a process of its own, for tests of processes that race and of processes that are killed.

`python -m tests.schedules.courier_process DATABASE_URL SLACK_URL TOKEN TEAM POINT LEASE`; POINT is `before_send` or
`after_send` to die there, or `race` to wait for a line of input and send until the outbox is empty.
"""

import os
import signal
import sys

from bot.clock import MovableClock, SystemClock
from bot.log import configure_log
from bot.slack.outcomes import Outcome
from bot.slack.sender import Letter, SlackSender
from schedules.courier import Courier, Sender
from schedules.settlement import Timing
from storage.engine import Database
from tests.builders import MONDAY
from tests.schedules.stage import no_file, no_words


class DyingSender:
    """Kills its own process before or after sending."""

    def __init__(self, sender: SlackSender, point: str) -> None:
        self._sender = sender
        self._point = point

    def send(self, letter: Letter) -> Outcome:
        if self._point == "after_send":
            self._sender.send(letter)
        os.kill(os.getpid(), signal.SIGKILL)
        raise AssertionError("unreachable")

    def find_sent(self, letter: Letter) -> Outcome | None:
        return self._sender.find_sent(letter)


def main(database_url: str, slack_url: str, token: str, team: str, point: str, lease: str) -> None:
    """Run it."""
    configure_log("error")
    slack = SlackSender(token, slack_url, timeout_seconds=5)
    sender: Sender = slack if point == "race" else DyingSender(slack, point)
    timing = Timing(lease=float(lease), channel_rest=0, back_off=(0.05,) * 5, idle=1)
    courier = Courier(
        Database(database_url),
        MovableClock(MONDAY),
        SystemClock(),
        lambda workspace: sender if workspace.team_id == team else None,
        f"process {os.getpid()}",
        no_words,
        no_file,
        timing,
    )
    if point == "race":
        sys.stdout.write("ready\n")
        sys.stdout.flush()
        sys.stdin.readline()
    sys.stdout.write(f"{courier.run_dry()}\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
