"""Messages that need something made before they can go: one at a time, in a thread of its own, so that none waits.

What may live here: the thread, and giving a claimed message back as it is made. What is made is a service's.
"""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

import structlog

from bot.clock import Clock
from bot.services.prepare_sheet import Hold, LeaseLost, Payload
from storage.engine import BusyError
from storage.records import Outbox, id_of
from storage.repositories import Register

LEASE_SECONDS = 180
"""How long a message is held while it is made. Whoever dies at it is found out after that."""

log = structlog.get_logger("loip.preparing")

Prepare = Callable[[Outbox, Hold], None]


@dataclass(slots=True)
class Preparing:
    """Has messages made by `prepare`, and calls `ready` after each: it may be sent then.

    A fault leaves the message to its lease: it is tried again, and parked in the end like any other.
    """

    prepare: Prepare
    real_clock: Clock
    ready: Callable[[], None]
    _pool: ThreadPoolExecutor = field(
        default_factory=lambda: ThreadPoolExecutor(1, thread_name_prefix="preparing")
    )
    _under_way: set["Future[None]"] = field(default_factory=set)
    _stopped: bool = False

    def begin(self, row: Outbox) -> None:
        """Make what a claimed message needs, after those begun before it."""
        if self._stopped:
            return
        future = self._pool.submit(self._make, row)
        self._under_way = {each for each in self._under_way if not each.done()} | {future}

    def wait(self) -> bool:
        """Wait for whatever is under way; whether anything was."""
        under_way = self._under_way
        wait(under_way)
        self._under_way = self._under_way - under_way
        return bool(under_way)

    def stop(self, seconds: float) -> bool:
        """Begin nothing more; whether what is under way was finished within so many seconds."""
        self._stopped = True
        self._pool.shutdown(wait=False, cancel_futures=True)
        return not wait(self._under_way, timeout=seconds).not_done

    def _make(self, row: Outbox) -> None:
        try:
            self.prepare(row, self._hold(row))
        except LeaseLost:
            log.warning("the lease of a message was lost while it was made", key=row.key)
        except BusyError:
            log.info("the database is held by somebody else", key=row.key)
        except Exception:
            log.exception("a message could not be made", key=row.key, fault=uuid4().hex[:8])
        self.ready()

    def _hold(self, row: Outbox) -> Hold:
        def hold(register: Register, payload: Payload | None) -> None:
            """Give it back as it is now: waiting to be sent, its try not used up."""
            values: dict[str, Any] = {"state": "waiting", "attempts": row.attempts - 1}
            values |= {"payload": payload} if payload is not None else {"state": "withdrawn"}
            kept = register.messages.settle(id_of(row), str(row.lease_by), self.real_clock.now(), **values)
            if not kept:
                raise LeaseLost

        return hold
