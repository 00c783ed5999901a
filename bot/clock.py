"""The only reader of the time. A clock is handed in by assembly; rules take the time as an argument."""

from datetime import UTC, datetime
from threading import Lock
from typing import Protocol


class Clock(Protocol):
    """Something that tells the time, in UTC."""

    def now(self) -> datetime:
        """This instant, with its zone."""
        ...


class SystemClock:
    """The machine's clock. Leases, pace, signatures and retries always use this one."""

    def now(self) -> datetime:
        """This instant, in UTC."""
        return datetime.now(UTC)


class MovableClock:
    """A clock that stands still until it is moved: for the demo, the practice workspace and tests."""

    def __init__(self, start: datetime) -> None:
        self._lock = Lock()
        self.move_to(start)

    def now(self) -> datetime:
        """The instant it was last moved to."""
        with self._lock:
            return self._now

    def move_to(self, instant: datetime) -> None:
        """Stand at another instant, which has to carry a zone; `ValueError` for one that does not."""
        if instant.tzinfo is None:
            raise ValueError("a clock is moved to an instant with a zone")
        with self._lock:
            self._now = instant.astimezone(UTC)
