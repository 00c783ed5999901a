"""The heartbeat: a tick at a short interval, in every replica. What is due is the database's to say, not this one's.

APScheduler keeps the rhythm and nothing else: its jobs live in memory and know no calendar, so that neither a change
of the clocks nor a second replica can make it skip or repeat anything.
"""

from collections.abc import Callable
from threading import Lock

import structlog
from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.jobstores.memory import MemoryJobStore
from apscheduler.schedulers.background import BackgroundScheduler

from bot.clock import SystemClock

BEAT_SECONDS = 20
"""How often the clock is looked at."""

GRACE_SECONDS = 3600
"""How late a beat may begin; APScheduler's own second would drop beats on a busy machine without a word."""

log = structlog.get_logger("loip.heartbeat")


class Heartbeat:
    """Calls `beat` at once and then every `seconds`, in a thread of its own, never twice at the same time.

    A fault in a beat is logged and the next one comes all the same.
    """

    def __init__(self, beat: Callable[[], object], seconds: float = BEAT_SECONDS) -> None:
        self._beat = beat
        self._beating = Lock()
        self._ended = False
        self._scheduler = BackgroundScheduler(
            jobstores={"default": MemoryJobStore()},
            executors={"default": ThreadPoolExecutor(1)},
            job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": GRACE_SECONDS},
            timezone="UTC",
        )
        # One job that begins now, not a second one for the first beat: a job that runs out while the
        # scheduler stops makes it raise in its own thread.
        at_once = SystemClock().now()
        self._scheduler.add_job(self._guarded, "interval", seconds=seconds, next_run_time=at_once)

    def start(self) -> None:
        """Begin; the first beat comes at once."""
        self._scheduler.start()

    def stop(self, seconds: float = 5) -> bool:
        """End, once the beat under way is through; False where it is not after so many seconds."""
        self._ended = True
        self._scheduler.shutdown(wait=False)
        ended = self._beating.acquire(timeout=seconds)
        if ended:
            self._beating.release()
        return ended

    def _guarded(self) -> None:
        with self._beating:
            if self._ended:
                return
            try:
                self._beat()
            except Exception:
                log.exception("a beat of the clock met a fault")
