"""What docs/security.md promises, kept: what is logged, which addresses are used, what becomes of typed text."""

import io
import logging
import traceback
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

import pytest
import structlog
from slack_bolt import BoltRequest
from slack_sdk.signature import SignatureVerifier

from bot.clock import MovableClock, SystemClock
from bot.log import configure_log
from bot.slack.app import build_app, build_client
from bot.slack.directory import Directory
from bot.slack.identity import token_digest
from commands import listeners
from commands.asked import Deps
from storage.engine import Database
from storage.records import Update
from storage.unit_of_work import DuplicateError, working
from tests.builders import CLERK, MONDAY, RegisterBuilder

TOKEN, SECRET = "xoxb-security", "a signing secret"
NOWHERE = "http://127.0.0.1:1/"
TYPED, UNMISTAKABLE = "Jean is in hospital", "hospital"


@contextmanager
def _logged() -> Iterator[io.StringIO]:
    """Everything the program logs while this is open, at the level it runs at by default."""
    root, written = logging.getLogger(), io.StringIO()
    handlers, level, structured = root.handlers[:], root.level, structlog.get_config()
    # Taken off beforehand: what logging is set up with anew, it closes.
    root.handlers.clear()
    configure_log("info")
    for handler in root.handlers:
        assert isinstance(handler, logging.StreamHandler)
        handler.setStream(written)
    try:
        yield written
    finally:
        root.handlers[:] = handlers
        root.setLevel(level)
        structlog.configure(**structured)


def _request(signing_secret: str, text: str) -> BoltRequest:
    """A slash command of a stranger to the workspace, signed with this secret."""
    body = f"command=%2Floip&team_id=T1&user_id=U1&trigger_id=1.2&text={text.replace(' ', '+')}"
    now = str(int(SystemClock().now().timestamp()))
    signature = SignatureVerifier(signing_secret).generate_signature(timestamp=now, body=body)
    headers: dict[str, str | Sequence[str]] = {
        "content-type": "application/x-www-form-urlencoded",
        "x-slack-request-timestamp": now,
        "x-slack-signature": signature or "",
    }
    return BoltRequest(body=body, headers=headers)


@pytest.mark.parametrize("signing_secret", [SECRET, "a forger's secret"])
def test_no_request_is_logged_whether_its_signature_is_good_or_bad(
    sqlite_database_url: str, signing_secret: str
) -> None:
    database = Database(sqlite_database_url)
    client = build_client(TOKEN, NOWHERE)
    with _logged() as written:
        clock = MovableClock(MONDAY)
        app = build_app(database, clock, TOKEN, SECRET, client)
        listeners.register(app, Deps(database, clock, Directory(client), lambda: None))
        answer = app.dispatch(_request(signing_secret, TYPED))
    database.close()
    assert answer.status == (401 if signing_secret != SECRET else 200)
    assert UNMISTAKABLE not in written.getvalue()


def test_a_fault_of_the_database_is_logged_without_what_was_typed(database: Database) -> None:
    register = RegisterBuilder(database)
    stray = Update(action_id=404, at=datetime(2026, 11, 2, tzinfo=UTC), words=TYPED)
    with _logged() as written:
        try:
            register.add(stray)
        except Exception:
            logging.getLogger("loip").exception("failed")
    assert "failed" in written.getvalue()
    assert TYPED not in written.getvalue()


def test_a_key_that_is_taken_is_told_without_what_was_typed_into_it(database: Database) -> None:
    register = RegisterBuilder(database)
    action = register.action("POV-03", heard=MONDAY, words=TYPED)
    said: dict[str, Any] = {"action_id": action.id, "at": MONDAY, "submission_key": TYPED}
    register.add(Update(**said))
    with pytest.raises(DuplicateError) as caught:
        register.add(Update(**said))
    assert UNMISTAKABLE not in str(caught.value)
    assert "hospital" not in "".join(traceback.format_exception(caught.value))


def test_another_team_is_turned_away_before_anything_is_read(sqlite_database_url: str) -> None:
    database = Database(sqlite_database_url)
    register = RegisterBuilder(database)
    register.workspace("T1", token_digest(TOKEN))
    register.action("POV-03", "Cash First referral route")
    client = build_client(TOKEN, NOWHERE)
    app = build_app(database, MovableClock(MONDAY), TOKEN, SECRET, client)
    listeners.register(app, Deps(database, MovableClock(MONDAY), Directory(client), lambda: None))
    body = {"command": "/loip", "text": "show POV-03", "team_id": "T2", "user_id": "U1", "trigger_id": "1.2"}
    answer = app.dispatch(BoltRequest(body=body, mode="socket_mode"))
    database.close()
    assert "Cash First" not in str(answer.body)


def test_what_was_said_cannot_be_written_over_by_the_program(database: Database) -> None:
    register = RegisterBuilder(database)
    action = register.action("POV-03", heard=MONDAY, words=TYPED)
    with working(database, CLERK, MONDAY) as work:
        update = work.register(register.id).rows.get(Update, action.latest_update_id or 0)
        assert update is not None
        update.words = "something else"
        with pytest.raises(RuntimeError, match="append-only"):
            work.flush()
