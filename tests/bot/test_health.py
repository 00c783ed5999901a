"""What the process says of itself."""

from datetime import datetime, timedelta

import pytest

from bot.clock import MovableClock
from bot.health import SILENCE, Health
from storage.engine import Database
from tests.builders import MONDAY


@pytest.mark.parametrize(
    ("last", "well"),
    [
        (None, True),
        (MONDAY, True),
        (MONDAY - SILENCE + timedelta(seconds=1), True),
        (MONDAY - SILENCE, False),
    ],
    ids=["no schedules", "now", "a while ago", "silence"],
)
def test_a_heartbeat_not_seen_for_five_minutes_is_a_fault(
    sqlite_database_url: str, last: datetime | None, well: bool
) -> None:
    database = Database(sqlite_database_url)
    state = Health(database, MovableClock(MONDAY), lambda: True, lambda: last)()
    database.close()
    assert (state["ok"], state["heartbeat"]) == (well, well)
