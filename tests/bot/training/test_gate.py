"""The gate: a reset waits for whoever is inside, and nobody goes in meanwhile."""

from collections.abc import Callable
from threading import Event, Thread
from time import sleep

from bot.training.gate import Gate

SOON = 5.0


def _runs(what: Callable[[], None]) -> Thread:
    thread = Thread(target=what, daemon=True)
    thread.start()
    return thread


def test_many_may_be_inside_at_once() -> None:
    gate, both = Gate(), Event()

    def second() -> None:
        with gate.inside():
            both.set()

    with gate.inside():
        _runs(second)
        assert both.wait(SOON)


def test_closing_waits_until_the_last_one_is_out() -> None:
    gate, seen, closed = Gate(), list[str](), Event()

    def close() -> None:
        with gate.closed():
            seen.append("closed")
            closed.set()

    with gate.inside():
        thread = _runs(close)
        assert not closed.wait(0.05)
        seen.append("out")
    thread.join(SOON)
    assert seen == ["out", "closed"]


def test_nobody_goes_in_while_somebody_waits_to_close_it() -> None:
    gate, seen, waiting = Gate(), list[str](), Event()

    def close() -> None:
        waiting.set()
        with gate.closed():
            seen.append("closed")

    def enter() -> None:
        with gate.inside():
            seen.append("entered")

    with gate.inside():
        closing = _runs(close)
        waiting.wait(SOON)
        while gate._closing is None:  # it says that it waits a moment before it does
            sleep(0.001)
        entering = _runs(enter)
        with gate.inside():  # who is inside may go further in
            seen.append("further in")
    for thread in (closing, entering):
        thread.join(SOON)
    assert seen == ["further in", "closed", "entered"]


def test_whoever_is_inside_may_close_it_themselves() -> None:
    gate = Gate()
    with gate.inside(), gate.closed(), gate.inside():
        pass
    with gate.closed():
        pass
