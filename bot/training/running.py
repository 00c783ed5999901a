"""`loip practice`: the room and its page, from the first to the last moment. What may live here: that, in order."""

import os
import signal
import sys
import webbrowser
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event, Thread

from bot.practice.page.serving import Page
from bot.training.room import TrainingRoom


def practise(port: int, opens: bool, seconds: float | None, say: Callable[[str], None]) -> None:
    """Serve the practice workspace on this machine until told to stop (SIGTERM or Ctrl-C), or for so many seconds.

    `opens`: a browser is opened on it, where there is one. Every file is removed at the end. Raises `PortTaken`.
    """
    say("Setting up the practice workspace …")
    with _told_to_stop() as stop, TrainingRoom() as room, Page(room, port) as page:
        _welcome(page.url, opens, say)
        stop.wait(seconds)
    say("The practice workspace is closed; nothing of it is kept.")


@contextmanager
def _told_to_stop() -> Iterator[Event]:
    """Set when the process is told to stop, by SIGTERM or Ctrl-C."""
    stop = Event()
    numbers = (signal.SIGTERM, signal.SIGINT)
    before = [signal.signal(number, lambda *_: stop.set()) for number in numbers]
    try:
        yield stop
    finally:
        for number, handler in zip(numbers, before, strict=True):
            signal.signal(number, handler)


def _welcome(url: str, opens: bool, say: Callable[[str], None]) -> None:
    say(f"The practice workspace is open at {url}")
    say("Act as anybody in it and move its clock. Nobody outside this machine is written to.")
    say("Ctrl-C ends it.")
    if opens and _has_screen():
        Thread(target=_open, args=(url,), daemon=True).start()


def _has_screen() -> bool:
    """Whether a browser would open in a window, and not in this terminal."""
    return sys.platform in ("darwin", "win32") or any(map(os.environ.get, ("DISPLAY", "WAYLAND_DISPLAY")))


def _open(url: str) -> None:
    try:
        webbrowser.open(url)
    except (webbrowser.Error, OSError):
        return  # the address was printed
