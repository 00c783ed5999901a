"""The page on a port of this machine, in a thread of its own."""

import asyncio
import errno
from types import TracebackType

from bot.practice.page.guard import Guard
from bot.practice.page.reception import Reception
from bot.practice.page.room import Room
from bot.practice.page.routes import application
from bot.practice.server import HOST, ServerThread, bound_socket

PORT = 8700


class PortTaken(RuntimeError):
    """Something else is on the port already."""


class Page:
    """The practice workspace in a browser. Use as a context manager, or `start()` and `stop()`.

    Bound to this machine alone; port 0 takes a free one. Raises PortTaken at once if the port is in use.
    """

    def __init__(self, room: Room, port: int = PORT) -> None:
        try:
            self._listener = bound_socket(port)
        except OSError as error:
            raise PortTaken(_port_words(port, error)) from error
        self._port = int(self._listener.getsockname()[1])
        self._reception = Reception(room)
        hosts = [f"{name}:{self._port}" for name in (HOST, "localhost")]
        self._thread = ServerThread(lambda: Guard(application(self._reception), hosts), _unscheduled)

    @property
    def url(self) -> str:
        """Where to look."""
        return f"http://{HOST}:{self._port}"

    def start(self) -> "Page":
        """Begin to answer; returns once requests are answered."""
        self._thread.start(self._listener)
        return self

    def stop(self) -> None:
        """Stop answering; open pages are told no more."""
        self._reception.stopping = True
        self._thread.stop()
        self._listener.close()

    def __enter__(self) -> "Page":
        return self.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()


def _port_words(port: int, error: OSError) -> str:
    if error.errno == errno.EADDRINUSE:
        return f"port {port} is in use; give another, or stop what is using it"
    return f"port {port} cannot be used: {error.strerror}"


def _unscheduled(loop: asyncio.AbstractEventLoop | None) -> None:
    """Nothing is scheduled on the loop from outside."""
