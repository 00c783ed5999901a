"""Being told to fail: which Web API calls are to go wrong next, and how.

Pure bookkeeping; the server does what an `Order` says.
"""

from dataclasses import dataclass, field
from threading import Lock

PLAIN = frozenset({"ratelimited", "drop_before", "drop_after_accepting", "slow", "slow_after_accepting"})


@dataclass(frozen=True)
class Order:
    """How one call is to go wrong.

    `how` is one of: `ratelimited` (429 with `retry_after` seconds); `http_NNN`; `drop_before` (connection
    closed, nothing done); `drop_after_accepting` (done, then the connection closed); `slow` (nothing for
    `seconds`, then done); `slow_after_accepting` (done, then silent for `seconds`); `error:CODE` (refused);
    `accept_then_error:CODE` and `accept_then_http_NNN` (done, and yet answered so).
    """

    how: str
    retry_after: int = 1
    seconds: float = 5.0

    @property
    def error(self) -> str | None:
        """Slack's error code to answer with, if that is the order."""
        return self.how.partition("error:")[2] or None

    @property
    def status(self) -> int | None:
        """The HTTP status to answer with, if that is the order."""
        number = self.how.partition("http_")[2]
        return int(number) if number else None

    @property
    def accepts(self) -> bool:
        """Whether the call is carried out all the same."""
        return self.how.startswith(("accept_then_", "drop_after", "slow"))


@dataclass
class Orders:
    """Failures asked for and not yet given, oldest first. Safe between threads."""

    _waiting: dict[str, list[Order]] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock, repr=False)

    def add(self, method: str, order: Order, times: int = 1) -> None:
        """The next `times` calls of `method` (`*` for any) fail so. Refuses an unknown `how`."""
        if order.how not in PLAIN and not order.error and not order.status:
            raise ValueError(f"no such failure: {order.how}")
        with self._lock:
            self._waiting.setdefault(method, []).extend([order] * times)

    def take(self, method: str) -> Order | None:
        """The failure for this call, if one is waiting."""
        with self._lock:
            for name in (method, "*"):
                if self._waiting.get(name):
                    return self._waiting[name].pop(0)
        return None

    def clear(self) -> None:
        """Forget every failure asked for."""
        with self._lock:
            self._waiting.clear()
