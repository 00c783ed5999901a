"""What `loip run` takes to start, and what it holds at rest, beside a bare Bolt and SQLModel process.

Both connect to the same practice Slack by Socket Mode. Started is who is connected (and for `loip run`, says on its
health page that it is well). The memory is the resident set once the first beat of the clock is through.
"""

import json
import os
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from time import perf_counter, sleep

import psutil

from bot.practice import PracticeSlack, Team
from storage.engine import Database
from storage.migrations import migrate
from tests.benchmarks.measuring import Finding, Samples
from tests.builders import RegisterBuilder

ROUNDS, WARM_UP = 10, 1
REST_SECONDS = 2.0
PATIENCE_SECONDS = 30.0

LOIP = (sys.executable, "-m", "bot", "run", "--mode", "socket")
BARE = (sys.executable, "-m", "tests.benchmarks.bare_bot")


def measure(folder: Path) -> list[Finding]:
    """The ratios of starting and of memory."""
    url = _small_register(folder / "rest.db")
    seconds: dict[Sequence[str], list[float]] = {LOIP: [], BARE: []}
    megabytes: dict[Sequence[str], list[float]] = {LOIP: [], BARE: []}
    with PracticeSlack() as slack:
        team = slack.add_workspace()
        for number in range(WARM_UP + ROUNDS):
            for command in (BARE, LOIP):
                started, held = _one_life(command, slack, team, url, folder)
                if number >= WARM_UP:
                    seconds[command].append(started)
                    megabytes[command].append(held)
    return [
        _finding("Start of `loip run` : bare Bolt + SQLModel", "s", seconds),
        _finding("Memory of `loip run` at rest : bare Bolt + SQLModel", "MB", megabytes),
    ]


def _finding(what: str, unit: str, taken: dict[Sequence[str], list[float]]) -> Finding:
    subject, bare = Samples(tuple(taken[LOIP])), Samples(tuple(taken[BARE]))
    words = f"loip run {subject.median:.2f} {unit}; bare {bare.median:.2f} {unit}"
    return Finding(what, 1.5, subject, (bare,), words)


def _small_register(path: Path) -> str:
    url = f"sqlite:///{path}"
    migrate(url)
    database = Database(url)
    register = RegisterBuilder(database)
    register.action("POV-01", officer=register.contact("Ailsa Reid", email="ailsa@example.org"))
    database.close()
    return url


def _one_life(
    command: Sequence[str], slack: PracticeSlack, team: Team, url: str, folder: Path
) -> tuple[float, float]:
    """Seconds until it is started, and megabytes held at rest."""
    port = free_port()
    begun = perf_counter()
    with running(command, slack, team, url, folder, port) as process:
        slack.wait_for_connection(team, PATIENCE_SECONDS)
        if command is LOIP:
            _wait_until_well(port)
        started = perf_counter() - begun
        sleep(REST_SECONDS)
        held = process.memory_info().rss / 1e6
    while slack.connections(team):
        sleep(0.01)
    return started, held


@contextmanager
def running(
    command: Sequence[str], slack: PracticeSlack, team: Team, url: str, folder: Path, port: int
) -> Iterator[psutil.Process]:
    """The program as a process of its own, away from any `.env`; told to stop at the end."""
    settings = {
        "DATABASE_URL": url,
        "SLACK_API_URL": slack.url,
        "SLACK_BOT_TOKEN": team.installation.bot_token,
        "SLACK_APP_TOKEN": team.installation.app_token,
        "LOIP_PORT": str(port),
        "LOIP_LOG": "error",
        "PYTHONPATH": str(Path(__file__).parents[2]),
    }
    with subprocess.Popen(command, cwd=folder, env=os.environ | settings) as process:
        try:
            yield psutil.Process(process.pid)
        finally:
            process.terminate()


def _wait_until_well(port: int) -> None:
    """Ask the health page until it says so. Raises `TimeoutError`."""
    until = perf_counter() + PATIENCE_SECONDS
    while perf_counter() < until:
        with suppress(OSError), urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=1) as page:
            if all(json.load(page).values()):
                return
        sleep(0.005)
    raise TimeoutError("loip run did not say that it is well")


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
    return port
