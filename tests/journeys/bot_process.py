"""A bot in a process of its own, with a clock that stands: for journeys in which it is killed, or races another.

`python -m tests.journeys.bot_process DATABASE_URL SLACK_URL BOT_TOKEN AT LEASE`: it says `ready`, waits for a line of
input, looks at the clock once, sends everything and ends.
"""

import sys
from datetime import datetime
from typing import Any

from pydantic import SecretStr

from bot.assembly import build
from bot.clock import MovableClock
from bot.log import configure_log
from bot.settings import Settings
from schedules.settlement import Timing


def main(database_url: str, slack_url: str, token: str, at: str, lease: str) -> None:
    """Run it."""
    configure_log("error")
    own: dict[str, Any] = {"_env_file": None}
    settings = Settings(
        database_url=SecretStr(database_url),
        slack_bot_token=SecretStr(token),
        slack_signing_secret=SecretStr("unused"),
        slack_api_url=slack_url,
        **own,
    )
    clock = MovableClock(datetime.fromisoformat(at))
    bot = build(settings, mode="http", schedules=False, serve=False, clock=clock)
    bot.courier.timing = Timing(
        lease=float(lease), channel_rest=0, back_off=(0.1,) * 5, idle=float(lease) + 1
    )
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    sys.stdin.readline()
    bot.beat()
    bot.courier.run_dry()


if __name__ == "__main__":
    main(*sys.argv[1:])
