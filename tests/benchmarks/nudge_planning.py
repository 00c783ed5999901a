"""Planning a weekly nudge, from an open transaction to the lines it would write, beside reading the same rows raw.

2,000 officers, 20,000 actions and what hangs on them. The yardstick reads the columns planning needs from each table,
with sqlite3 alone and without a join, an order or a single value converted.
"""

import sqlite3
from collections.abc import Callable
from pathlib import Path

from schedules.planning import plan_nudge
from schedules.slots import Run, nudge_of_week
from storage.unit_of_work import reading
from tests.benchmarks.large_register import LargeRegister, large_register
from tests.benchmarks.measuring import Finding, Prepare, in_turn, milliseconds
from tests.builders import MONDAY

OFFICERS, ACTIONS = 2_000, 20_000
ROUNDS, WARM_UP = 40, 3

_SAME_ROWS = """
SELECT id, status, officer_id, deputy_id, lead_group_id, heard_at FROM actions
    WHERE partnership_id = 1 AND status NOT IN ('complete', 'closed', 'paused');
SELECT id, action_id, title, earliest, latest, precision, date_words, met_on FROM milestones
    WHERE partnership_id = 1 AND met_on IS NULL AND latest < '2026-11-02';
SELECT id, milestone_id, moved_at, from_latest, from_words FROM milestone_moves WHERE partnership_id = 1;
SELECT contact_id, role, group_id, priority_id FROM roles WHERE partnership_id = 1;
SELECT id, name, post, body_id, email, slack_id, time_zone, can_contact, away_from, away_to, cover_id, left_on,
    nudge_day, nudge_hour, quiet_from, quiet_to, only_when_due FROM contacts WHERE partnership_id = 1;
SELECT id, name FROM bodies WHERE partnership_id = 1;
SELECT id, lead_group_id FROM priorities WHERE partnership_id = 1;
SELECT action_id, priority_id FROM action_priorities WHERE partnership_id = 1;
SELECT action_id, words FROM barriers WHERE partnership_id = 1 AND resolved_at IS NULL;
SELECT id, group_id, latest, state, papers_due FROM meetings WHERE partnership_id = 1
""".split(";")


def measure(folder: Path) -> list[Finding]:
    """The ratio of planning to reading."""
    register = large_register(folder / "nudge.db", ACTIONS, OFFICERS, updates_each=1)
    connection = sqlite3.connect(register.path, isolation_level=None)
    taken = in_turn(ROUNDS, {"raw": _raw(connection), "plan": _plan(register)}, WARM_UP)
    connection.close()
    register.database.close()
    plan, raw = taken["plan"], taken["raw"]
    words = f"planned {milliseconds(plan)}; read raw {milliseconds(raw)}"
    return [Finding("Planning a nudge : reading its rows raw", 2, plan, (raw,), words)]


def _plan(register: LargeRegister) -> Prepare:
    slot = nudge_of_week(register.ways, MONDAY.date())
    assert slot is not None
    run = Run(slot, covers_from=slot.nominal)

    def plan() -> None:
        with reading(register.database) as look:
            planned = plan_nudge(look.register(register.partnership_id), register.ways, run, MONDAY)
        assert len(planned.lines) > OFFICERS, "hardly anybody would hear anything"

    return lambda _number: plan


def _raw(connection: sqlite3.Connection) -> Prepare:
    def read() -> None:
        connection.execute("BEGIN DEFERRED")
        rows = [connection.execute(query).fetchall() for query in _SAME_ROWS]
        connection.execute("COMMIT")
        assert len(rows[0]) == ACTIONS

    def prepare(_number: int) -> Callable[[], object]:
        return read

    return prepare
