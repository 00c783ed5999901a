"""The log: one line an event, with no secret and no password, whoever wrote it."""

import logging
from collections.abc import Iterator

import pytest
import structlog
from hypothesis import given
from hypothesis import strategies as st

from bot.log import QUIET_LOGGERS, configure_log, where_it_failed, without_secrets

SECRETS = {
    "xoxb-12-34-abcDEF": "a token xoxb-12-34-abcDEF of the bot",
    "xapp-1-A-2-b": "xapp-1-A-2-b",
    "correct-horse": "postgresql+psycopg://loip:correct-horse@db/loip",
    "p@ss/word": "cannot reach postgresql://loip:p@ss/word@db:5432/loip now",
    "hunter2": "host=db password=hunter2 dbname=loip",
    "no-user": "redis://:no-user@db/0",
    "T0/B0/abc": "posting to https://hooks.slack.com/commands/T0/B0/abc failed",
}


@pytest.fixture(autouse=True)
def _as_it_was() -> Iterator[None]:
    """Leave the program's one log as other tests had it."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    levels = {name: logging.getLogger(name).level for name in QUIET_LOGGERS}
    yield
    root.handlers[:], root.level = handlers, level
    root.setLevel(level)
    for name, before in levels.items():
        logging.getLogger(name).setLevel(before)
    structlog.reset_defaults()


@pytest.mark.parametrize(("secret", "text"), SECRETS.items(), ids=SECRETS)
def test_a_secret_is_taken_out_of_the_middle_of_a_line(secret: str, text: str) -> None:
    cleaned = without_secrets(text)
    assert secret not in cleaned
    assert "[secret]" in cleaned


def test_what_is_no_secret_stays() -> None:
    for text in (
        "http://127.0.0.1:3000/slack/events",
        "sqlite:///loip.db",
        "3 sent, 1 parked",
        "a@b.example",
    ):
        assert without_secrets(text) == text


@given(st.text())
def test_an_event_is_one_line(text: str) -> None:
    cleaned = without_secrets(text)
    assert "\n" not in cleaned
    assert "\r" not in cleaned


@pytest.mark.parametrize(("secret", "text"), SECRETS.items(), ids=SECRETS)
def test_no_logger_writes_a_secret_nor_does_a_traceback(
    capsys: pytest.CaptureFixture[str], secret: str, text: str
) -> None:
    configure_log("info")
    logging.getLogger("a library").warning("it said %s", text)
    structlog.get_logger().warning("connecting", address=text, more={"nested": text})
    try:
        raise ConnectionError(text)
    except ConnectionError:
        logging.getLogger("a library").exception("lost")
        structlog.get_logger().exception("lost")
    written = capsys.readouterr().err
    assert written.count("\n") == 4
    assert written.count("ConnectionError") >= 2
    assert secret not in written


def test_quiet_loggers_keep_request_bodies_to_themselves(capsys: pytest.CaptureFixture[str]) -> None:
    configure_log("debug")
    for name in QUIET_LOGGERS:
        logging.getLogger(f"{name}.within").info("token=abc&text=what+a+person+typed")
    assert capsys.readouterr().err == ""


def test_what_is_below_the_level_is_not_written(capsys: pytest.CaptureFixture[str]) -> None:
    configure_log("error")
    structlog.get_logger().warning("by the way")
    logging.getLogger("slack_sdk").warning("by the way")
    structlog.get_logger().error("outbox parked", key="nudge 1")
    written = capsys.readouterr().err
    assert "by the way" not in written
    assert "outbox parked" in written
    assert "nudge 1" in written


def test_of_an_error_its_kind_and_place_are_logged_and_never_its_message(
    capsys: pytest.CaptureFixture[str],
) -> None:
    configure_log("debug")
    try:
        try:
            raise ValueError("Jean is in hospital")
        except ValueError as cause:
            raise LookupError("DETAIL: Key (words)=(Jean is in hospital)") from cause
    except LookupError as error:
        structlog.get_logger().exception("failed", key="nudge 1")
        structlog.get_logger().error("failed", **where_it_failed(error))
        logging.getLogger("a library").exception("failed")
    written = capsys.readouterr().err
    assert "hospital" not in written
    assert written.count("LookupError < ValueError") == 3
    assert written.count("bot/test_log.py:") == 3
