"""The HTTP and websocket edge, and the thread it runs in. No rule of Slack's is decided here."""

import asyncio
import json
import socket
import time
from collections.abc import Callable
from contextlib import suppress
from threading import Thread
from typing import Any, Protocol
from urllib.parse import parse_qsl

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, Response
from starlette.routing import Route, WebSocketRoute
from starlette.types import ASGIApp, Receive, Scope, Send
from starlette.websockets import WebSocket
from wsproto.events import Ping
from wsproto.utilities import LocalProtocolError

from bot.practice.entities import Json
from bot.practice.faults import Order

HOST = "127.0.0.1"

GRACE_SECONDS = 1
"""How long what is under way may still take once the server is to stop."""

TURNS = 5
"""Turns of the loop in which a caller who was let in a moment ago becomes a connection, closed like the others."""

Answered = tuple[int, Json, dict[str, str]]


class Desk(Protocol):
    """What the edge hands requests to."""

    def order(self, method: str) -> Order | None:
        """How this call is to fail, if it is."""
        ...

    def call(self, method: str, token: str | None, arguments: Json) -> Answered:
        """Answer a Web API call: status, body, headers."""
        ...

    def respond(self, team_id: str, key: str, body: Json) -> tuple[int, str]:
        """Answer a post to a response address."""
        ...

    def receive_file(self, team_id: str, ticket: str, content: bytes) -> bool:
        """Take the bytes of an upload; whether they were expected."""
        ...

    def read_file(self, team_id: str, file_id: str, token: str | None) -> bytes | None:
        """The bytes of a file, if this token may have them."""
        ...

    async def link(self, websocket: WebSocket) -> None:
        """Serve a Socket Mode connection."""
        ...

    def note(self, method: str, arguments: Json, status: int | None, body: Json, milliseconds: float) -> None:
        """Keep a call in the log."""
        ...


def application(desk: Desk) -> ASGIApp:
    """The whole edge as an ASGI application."""
    edge = _Edge(desk)
    routes = [
        Route("/api/{method}", edge.api, methods=["GET", "POST"]),
        Route("/response/{team}/{key}", edge.response, methods=["POST"]),
        Route("/upload/v1/{team}/{ticket}", edge.upload, methods=["POST", "PUT"]),
        Route("/files/{team}/{file}/{name:path}", edge.file, methods=["GET"]),
        WebSocketRoute("/link/", desk.link),
    ]
    return _KeepTransport(Starlette(routes=routes))


class _KeepTransport:
    """Lets a handler reach the connection below ASGI, to drop it without an answer or to ping the client."""

    def __init__(self, inner: ASGIApp) -> None:
        self.inner = inner

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        below = getattr(send, "__self__", None)
        scope["practice.transport"] = getattr(below, "transport", None)
        scope["practice.websocket"] = getattr(below, "conn", None)
        await self.inner(scope, receive, send)


class _Edge:
    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    async def api(self, request: Request) -> Response:
        start = time.monotonic()
        method = request.path_params["method"]
        arguments = await _arguments(request)
        order = self.desk.order(method)
        status, body, headers = await self._obey(order, method, _token(request), arguments)
        dropped = order is not None and order.how.startswith("drop_")
        spent = (time.monotonic() - start) * 1000
        self.desk.note(method, arguments, None if dropped else status, body, spent)
        if dropped:
            await _drop(request)
        if status >= 500:
            return PlainTextResponse("Internal Server Error", status, headers)
        return JSONResponse(body, status, headers)

    async def _obey(self, order: Order | None, method: str, token: str | None, arguments: Json) -> Answered:
        if order is None:
            return self.desk.call(method, token, arguments)
        if order.how == "slow":
            await asyncio.sleep(order.seconds)
        answered = self.desk.call(method, token, arguments) if order.accepts else (200, {}, {})
        if order.how == "slow_after_accepting":
            await asyncio.sleep(order.seconds)
        if order.how == "ratelimited":
            return 429, {"ok": False, "error": "ratelimited"}, {"Retry-After": str(order.retry_after)}
        if order.status is not None:
            return order.status, {}, {}
        if order.error is not None:
            return 200, {"ok": False, "error": order.error}, {}
        return answered

    async def response(self, request: Request) -> Response:
        try:
            body: Any = await request.json()
        except ValueError:
            body = None
        if not isinstance(body, dict):
            return PlainTextResponse("invalid_payload", 400)
        path = request.path_params
        status, words = self.desk.respond(path["team"], path["key"], body)
        return PlainTextResponse(words, status)

    async def upload(self, request: Request) -> Response:
        path = request.path_params
        content = await request.body()
        if self.desk.receive_file(path["team"], path["ticket"], content):
            return PlainTextResponse(f"OK - {len(content)}")
        return PlainTextResponse("no such upload", 404)

    async def file(self, request: Request) -> Response:
        path = request.path_params
        content = self.desk.read_file(path["team"], path["file"], _token(request))
        if content is None:  # Slack shows its sign-in page, with a 200
            return HTMLResponse("<!DOCTYPE html><title>Sign in</title>")
        return Response(content, media_type="application/octet-stream")


async def _arguments(request: Request) -> Json:
    body = await request.body()
    arguments: Json = dict(request.query_params)
    if request.headers.get("content-type", "").startswith("application/json"):
        try:
            given: Any = json.loads(body)
        except ValueError:
            given = None
        return {**arguments, **given} if isinstance(given, dict) else arguments
    return {**arguments, **dict(parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True))}


def _token(request: Request) -> str | None:
    kind, _, token = request.headers.get("authorization", "").partition(" ")
    return token.strip() or None if kind.lower() == "bearer" else None


async def _drop(request: Request) -> None:
    transport = request.scope.get("practice.transport")
    if transport is not None:
        transport.close()
    await asyncio.sleep(0)  # let the loop notice, so that the answer is not sent


def ping(websocket: WebSocket) -> None:
    """Send a ping frame, which ASGI has no word for."""
    connection, transport = websocket.scope["practice.websocket"], websocket.scope["practice.transport"]
    with suppress(LocalProtocolError):  # the connection is closing
        transport.write(connection.send(Ping(payload=b"Ping from practice")))


class _PromptServer(uvicorn.Server):
    """Ends when it is told to; uvicorn itself looks ten times a second whether it was."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self._told = asyncio.Event()

    def end(self) -> None:
        """Stop serving; to be called on the server's own loop."""
        self._told.set()

    async def main_loop(self) -> None:
        await self.on_tick(0)
        await self._told.wait()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Close every connection, giving what is under way a second.

        Nobody is let in any more, and only then is the door taken away: asyncio loses whoever stands in it.
        """
        for listening in sockets or ():
            asyncio.get_running_loop().remove_reader(listening)
        for _ in range(TURNS):
            await asyncio.sleep(0)
        for door in (*self.servers, *(sockets or ())):
            door.close()
        for connection in list(self.server_state.connections):
            connection.shutdown()
        try:
            await asyncio.wait_for(self._all_gone(), GRACE_SECONDS)
        except TimeoutError:
            for task in self.server_state.tasks:
                task.cancel()

    async def _all_gone(self) -> None:
        while self.server_state.connections or self.server_state.tasks:  # noqa: ASYNC110  uvicorn tells nobody
            await asyncio.sleep(0.002)


class ServerThread:
    """Runs an application on a port of this machine, in a thread with its own event loop."""

    def __init__(
        self, make: Callable[[], ASGIApp], on_loop: Callable[[asyncio.AbstractEventLoop | None], None]
    ) -> None:
        self._make = make
        self._on_loop = on_loop
        self._server: _PromptServer | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread: Thread | None = None

    def start(self, listener: socket.socket) -> None:
        """Serve on a bound socket; returns once requests are answered."""
        config = uvicorn.Config(
            self._make(),
            log_config=None,
            access_log=False,
            lifespan="off",
            ws="wsproto",
            http="h11",
            loop="asyncio",
        )
        self._server = _PromptServer(config)
        self._thread = Thread(
            target=asyncio.run, args=(self._run(self._server, listener),), name="practice-slack", daemon=True
        )
        self._thread.start()
        deadline = time.monotonic() + 10
        while not self._server.started:
            if not self._thread.is_alive() or time.monotonic() > deadline:
                raise RuntimeError("the practice Slack did not start")
            time.sleep(0.002)

    async def _run(self, server: _PromptServer, listener: socket.socket) -> None:
        self._loop = asyncio.get_running_loop()
        self._on_loop(self._loop)
        await server.serve(sockets=[listener])

    def stop(self) -> None:
        """Stop serving and wait for the thread to end."""
        if self._server is None or self._thread is None or self._loop is None:
            return
        with suppress(RuntimeError):  # it has ended by itself
            self._loop.call_soon_threadsafe(self._server.end)
        self._thread.join(10)
        self._on_loop(None)
        self._server = self._thread = self._loop = None


def bound_socket(port: int) -> socket.socket:
    """A socket bound to this machine's own address; port 0 takes a free one."""
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((HOST, port))
    except OSError:
        listener.close()
        raise
    return listener
