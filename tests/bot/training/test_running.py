"""`loip practice`: the program as whoever runs it meets it."""

import os
import re
import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.request import urlopen

import pytest
from typer.testing import CliRunner

from bot.cli import app

ROOT = Path(__file__).parents[3]
TOKENS = ("SLACK_BOT_TOKEN", "SLACK_APP_TOKEN")


@pytest.fixture
def elsewhere(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A folder without a .env, and no setting in the environment."""
    monkeypatch.chdir(tmp_path)
    for name in TOKENS:
        monkeypatch.delenv(name, raising=False)
    return tmp_path


def _practice(*arguments: str) -> tuple[int, str]:
    done = CliRunner().invoke(app, ["practice", *arguments])
    return done.exit_code, done.output


@pytest.mark.parametrize("name", TOKENS)
def test_it_keeps_away_from_a_real_slack(elsewhere: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setenv(name, "xoxb-a-real-one")
    code, said = _practice("--port", "0", "--for", "0")
    assert (code, said.count("\n")) == (2, 1)
    assert f"{name} is set" in said
    assert "a-real-one" not in said


def test_a_token_in_the_env_file_counts_as_well(elsewhere: Path) -> None:
    (elsewhere / ".env").write_text("SLACK_BOT_TOKEN=xoxb-a-real-one\n")
    assert _practice("--port", "0", "--for", "0")[0] == 2


def test_a_port_in_use_is_one_clear_line(elsewhere: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        code, said = _practice("--port", str(port), "--no-open", "--for", "0")
    assert code == 2
    assert f"port {port} is in use" in said.splitlines()[-1]


def test_it_serves_the_page_says_where_and_leaves_nothing_behind(elsewhere: Path) -> None:
    files, log = elsewhere / "files", elsewhere / "log"
    files.mkdir()
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "TMPDIR": str(files)}
    command = [sys.executable, "-W", "error", "-m", "bot", "practice", "--port", "0", "--for", "20"]
    with (
        log.open("w") as written,
        subprocess.Popen(
            command, env=environment, cwd=elsewhere, stdout=written, stderr=subprocess.STDOUT
        ) as process,
    ):
        try:
            address = _address(log, process)
            with urlopen(address) as page:
                assert b"Inverlath Community Planning Partnership" in page.read()
            assert list(files.iterdir())
            process.terminate()
            assert process.wait(20) == 0
        finally:
            process.kill()
    assert list(files.iterdir()) == []
    assert log.read_text().splitlines()[-1] == "The practice workspace is closed; nothing of it is kept."


def _address(log: Path, process: subprocess.Popen[bytes]) -> str:
    end = time.monotonic() + 30
    while time.monotonic() < end and process.poll() is None:
        found = re.search(r"http://127\.0\.0\.1:\d+", log.read_text())
        if found and "Ctrl-C" in log.read_text():
            return found[0]
        time.sleep(0.05)
    raise AssertionError(log.read_text())
