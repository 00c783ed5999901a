"""Running the same thing in two processes at the same moment, as two replicas would."""

from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from threading import Barrier
from typing import Any, TypeVar

from tests import processes

Result = TypeVar("Result")

_barriers: list[Barrier] = []


def in_two_processes(function: Callable[..., Result], *arguments: Any) -> list[Result]:
    """What `function(*arguments)` returned in each; it calls `wait_for_the_other` once it is ready."""
    context = processes.context()
    barrier = context.Barrier(2, timeout=60)
    with ProcessPoolExecutor(2, context, initializer=_meet_at, initargs=(barrier,)) as pool:
        started = [pool.submit(function, *arguments) for _ in range(2)]
        return [one.result(timeout=60) for one in started]


def wait_for_the_other() -> None:
    """In one of the two processes: go on when both are here."""
    _barriers[0].wait()


def _meet_at(barrier: Barrier) -> None:
    _barriers.append(barrier)
