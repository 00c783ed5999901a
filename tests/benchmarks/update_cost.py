"""What a whole `/loip update` costs, from the signed request to the committed answer, beside what nobody can spare.

10,000 actions and 100,000 updates on SQLite (WAL, `synchronous=FULL`). The yardsticks: the same rows written by hand
in one transaction, to a copy of the same database on the same disk; and Bolt answering a signed request with nothing.
"""

import json
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

from slack_bolt import App

from storage.engine import LOCK_SECONDS
from tests.benchmarks.large_register import large_register
from tests.benchmarks.measuring import Finding, Prepare, in_turn, milliseconds
from tests.benchmarks.slack_requests import STEP, Officers, command, empty_app

ACTIONS, OFFICERS, UPDATES = 10_000, 1_000, 100_000
ROUNDS, DEFAULT_ROUNDS, WARM_UP = 800, 200, 50

_PRAGMAS = ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON")
_INSERT_UPDATE = (
    "INSERT INTO updates (partnership_id, action_id, at, contact_id, by, kind, way, words, raw, status, status_before,"
    " submission_key) VALUES (1, ?, ?, ?, 'Improvement Manager, Body', 'update', 'command', ?, ?, 'at_risk',"
    " 'on_track', ?)"
)
_INSERT_CHANGE = (
    "INSERT INTO changes (partnership_id, subject, subject_id, field, before, after, at, contact_id, by, update_id)"
    " VALUES (1, 'actions', ?, 'status', '\"on_track\"', '\"at_risk\"', ?, ?, 'Improvement Manager, Body', ?)"
)
_UPDATE_ACTION = (
    "UPDATE actions SET status = ?, latest_update_id = ?, heard_at = ?, version = version + 1 WHERE id = ?"
)
_INSERT_OUTBOX = (
    "INSERT INTO outbox (partnership_id, key, kind, channel, payload, not_before, state, attempts, uncertain,"
    " created_at) VALUES (1, ?, 'respond', 'D1', ?, ?, 'waiting', 0, 0, ?)"
)


def measure(folder: Path) -> list[Finding]:
    """Both ratios of the update."""
    register = large_register(folder / "cost.db", ACTIONS, OFFICERS, UPDATES // ACTIONS)
    copy = folder / "by-hand.db"
    shutil.copyfile(register.path, copy)
    raw, by_hand = _by_hand(copy)
    with Officers(register) as officers:
        taken = in_turn(
            ROUNDS,
            {
                "by hand": by_hand,
                "empty": _nothing_said(empty_app(process_before_response=True)),
                "update": officers.say,
            },
            WARM_UP,
        )
        # Apart, because it sleeps: whatever came after it in turn would begin with everything gone cold.
        taken |= in_turn(
            DEFAULT_ROUNDS, {"default": _nothing_said(empty_app(process_before_response=False))}, WARM_UP
        )
        assert officers.kept() == UPDATES + ROUNDS + WARM_UP, "an update was lost or written twice"
    raw.close()
    update, default = taken["update"], taken["default"]
    yardsticks = taken["by hand"], taken["empty"]
    words = f"update {milliseconds(update)}; by hand {milliseconds(yardsticks[0])}, empty {milliseconds(yardsticks[1])}"
    in_default = (
        f"update {milliseconds(update)}; empty listener in Bolt's default mode {milliseconds(default)}"
    )
    return [
        Finding("Update : four rows by hand + empty dispatch", 8, update, yardsticks, words),
        Finding("Update : empty listener, Bolt's default mode", 0.4, update, (default,), in_default),
    ]


def _nothing_said(app: App) -> Prepare:
    def prepare(number: int) -> Callable[[], object]:
        request = command("U000001", "help", f"empty.{number}")
        return lambda: app.dispatch(request)

    return prepare


def _by_hand(path: Path) -> tuple[sqlite3.Connection, Prepare]:
    connection = sqlite3.connect(path, timeout=LOCK_SECONDS, isolation_level=None)
    for pragma in _PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")
    payload = json.dumps({"text": "Saved", "blocks": [{"type": "section", "text": "x" * 600}]})

    def prepare(number: int) -> Callable[[], object]:
        action = number * STEP % ACTIONS + 1
        contact = (action - 1) % OFFICERS + 1
        at = f"2026-11-02 {9 + number // 60 % 12:02d}:{number % 60:02d}:00.000000"
        words = (
            f"the pilot of round {number} is ready in two of three places, waiting on funding for the third"
        )
        key = f"command by hand.{number}"

        def write() -> None:
            connection.execute("BEGIN IMMEDIATE")
            update_id = connection.execute(
                _INSERT_UPDATE, (action, at, contact, words, f"update X amber {words}", key)
            ).lastrowid
            connection.execute(_INSERT_CHANGE, (action, at, contact, update_id))
            connection.execute(_UPDATE_ACTION, ("at_risk", update_id, at, action))
            connection.execute(_INSERT_OUTBOX, (key, payload, at, at))
            connection.execute("COMMIT")

        return write

    return connection, prepare
