"""Socket Mode's other end: tickets, open sockets, envelopes out and acknowledgements back.

Runs on the server's event loop; `send` may be called from any thread.
"""

import asyncio
import json
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import count
from threading import Condition
from typing import Any

from starlette.websockets import WebSocket, WebSocketDisconnect

from bot.practice.entities import Json
from bot.practice.payloads import as_json

MOST_SOCKETS = 10


@dataclass(eq=False)
class Socket:
    """One open connection. `leaving` once it was told to make way for a new one."""

    websocket: WebSocket
    team_id: str
    leaving: bool = False


class NoSocket(Exception):
    """No connection is open to deliver to."""


@dataclass
class Sockets:
    """Every connection of every workspace, and the acknowledgements awaited."""

    ping: Callable[[WebSocket], None]
    ping_seconds: float
    loop: asyncio.AbstractEventLoop | None = None
    _tickets: dict[str, tuple[str, str]] = field(default_factory=dict)
    _open: list[Socket] = field(default_factory=list)
    _awaited: dict[str, "Future[Json]"] = field(default_factory=dict)
    _turn: "count[int]" = field(default_factory=count)
    _numbers: "count[int]" = field(default_factory=lambda: count(1))
    _changed: Condition = field(default_factory=Condition)

    def ticket(self, team_id: str, app_id: str) -> str:
        """The query of a new address to connect to, good for one connection."""
        ticket = f"{next(self._numbers):016x}"
        self._tickets[ticket] = (team_id, app_id)
        return f"ticket={ticket}&app_id={app_id}"

    def of(self, team_id: str) -> list[Socket]:
        """The open connections of a workspace."""
        with self._changed:
            return [socket for socket in self._open if socket.team_id == team_id]

    def wait(self, team_id: str, timeout: float, least: int = 1) -> bool:
        """Wait until at least so many connections take payloads; whether they came in time."""
        with self._changed:
            return self._changed.wait_for(lambda: len(self._staying(team_id)) >= least, timeout)

    def _staying(self, team_id: str) -> list[Socket]:
        return [socket for socket in self._open if socket.team_id == team_id and not socket.leaving]

    async def serve(self, websocket: WebSocket) -> None:
        """A connection, from handshake to end. One without a good ticket is refused."""
        found = self._tickets.pop(websocket.query_params.get("ticket", ""), None)
        if found is None or len(self.of(found[0])) >= MOST_SOCKETS:
            await websocket.close()
            return
        team_id, app_id = found
        await websocket.accept()
        socket = Socket(websocket, team_id)
        self._add(socket)
        pinging = asyncio.create_task(self._keep_pinging(websocket))
        try:
            await websocket.send_text(as_json(_hello(app_id, len(self.of(team_id)))))
            while True:
                self._acknowledge(await websocket.receive_text())
        except WebSocketDisconnect:
            pass
        finally:
            pinging.cancel()
            self._remove(socket)

    async def _keep_pinging(self, websocket: WebSocket) -> None:
        """As Slack does; besides, a client that waits to read notices sooner that it was told to close."""
        while True:
            await asyncio.sleep(self.ping_seconds)
            self.ping(websocket)

    def send(self, team_id: str, envelope: Json, patience: float) -> "Future[Json]":
        """Send to any one connection, waiting a little for one to open. The result is the acknowledgement."""
        if self.loop is None or not self.wait(team_id, patience):
            raise NoSocket
        awaited: Future[Json] = Future()
        self._awaited[envelope["envelope_id"]] = awaited
        staying = self._staying(team_id)
        if not staying:
            raise NoSocket
        socket = staying[next(self._turn) % len(staying)]
        asyncio.run_coroutine_threadsafe(_quietly_send(socket, as_json(envelope)), self.loop)
        return awaited

    def refresh(self, team_id: str | None = None) -> None:
        """Ask connections to reconnect, as Slack does now and then; they get no more payloads."""
        body = {"type": "disconnect", "reason": "refresh_requested", "debug_info": {"host": "practice"}}
        with self._changed:
            asked = [s for s in self._open if team_id in (None, s.team_id) and not s.leaving]
            for socket in asked:
                socket.leaving = True
        for socket in asked:
            if self.loop is not None:
                asyncio.run_coroutine_threadsafe(_quietly_send(socket, as_json(body)), self.loop)

    def _acknowledge(self, text: str) -> None:
        try:
            body: Any = json.loads(text)
        except ValueError:
            return
        awaited = self._awaited.pop(str(body.get("envelope_id")), None) if isinstance(body, dict) else None
        if awaited is not None and not awaited.cancelled():
            awaited.set_result(body)

    def _add(self, socket: Socket) -> None:
        with self._changed:
            self._open.append(socket)
            self._changed.notify_all()

    def _remove(self, socket: Socket) -> None:
        with self._changed:
            self._open.remove(socket)
            self._changed.notify_all()


async def _quietly_send(socket: Socket, text: str) -> None:
    # If the connection ends first the envelope is lost, as it is with Slack.
    with suppress(RuntimeError, WebSocketDisconnect):
        await socket.websocket.send_text(text)


def _hello(app_id: str, connections: int) -> Json:
    return {
        "type": "hello",
        "num_connections": connections,
        "debug_info": {"host": "practice", "build_number": 1, "approximate_connection_time": 18060},
        "connection_info": {"app_id": app_id},
    }
