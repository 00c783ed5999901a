"""How the process is, for whoever watches it: the database, the heartbeat and the way in. It tells nothing personal."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from bot.clock import Clock
from storage.engine import BusyError, Database
from storage.unit_of_work import reading

SILENCE = timedelta(minutes=5)
"""A heartbeat not seen for this long is a fault."""


@dataclass(slots=True)
class Health:
    """What the process knows of itself.

    `last_beat` is real time: the heartbeat's last, before the first one when it was started; None where this
    replica runs no schedules.
    """

    database: Database
    clock: Clock
    is_connected: Callable[[], bool]
    last_beat: Callable[[], datetime | None]

    def __call__(self) -> dict[str, Any]:
        """The state, `ok` among it."""
        database, heartbeat = self._database_answers(), self._heart_beats()
        return {
            "ok": database and heartbeat,
            "database": database,
            "heartbeat": heartbeat,
            "connected": self.is_connected(),
        }

    def _database_answers(self) -> bool:
        try:
            with reading(self.database) as look:
                look.everywhere.workspaces()
        except BusyError:
            return False
        return True

    def _heart_beats(self) -> bool:
        beat = self.last_beat()
        return beat is None or self.clock.now() - beat < SILENCE
