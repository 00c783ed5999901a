"""The HTTP edge: Slack's payloads at `POST /slack/events`, and `GET /healthz` for whoever watches the process."""

import socket
from collections.abc import Callable, Sequence
from threading import Thread
from typing import Any

import uvicorn
from anyio import CapacityLimiter, to_thread
from slack_bolt import App, BoltRequest, BoltResponse
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

DRAIN_SECONDS = 5
"""How long a request may still take after the stop is asked for."""

WORKERS = 10
"""Requests answered at a time, as many as Socket Mode answers; fewer than the database has connections, so that the
rest wait here and not for a connection that does not come."""

LARGEST_BODY = 5_000_000
"""Bytes of a request read at the most: a megabyte pasted, and what sending it as a form makes of it."""

Health = Callable[[], dict[str, Any]]
"""Says how the process is; `ok` in it decides between 200 and 503."""


def build_server(app: App | None, health: Health) -> Starlette:
    """The web application. Without `app` (Socket Mode) it answers for its health alone."""
    workers = CapacityLimiter(WORKERS)

    async def events(request: Request) -> Response:
        body = await _read(request)
        if body is None or app is None:
            return Response("too large", status_code=413)
        query = str(request.query_params)
        bolt_request = BoltRequest(body=body, query=query, headers=_headers(request))
        # On a thread: Bolt's own adapter would answer one request at a time on the event loop.
        return _response(await to_thread.run_sync(app.dispatch, bolt_request, limiter=workers))

    async def healthz(_request: Request) -> Response:
        state = await run_in_threadpool(health)
        return JSONResponse(state, status_code=200 if state["ok"] else 503)

    routes = [Route("/healthz", healthz, methods=["GET"])]
    if app is not None:
        routes.append(Route("/slack/events", events, methods=["POST"]))
    return Starlette(routes=routes)


class Server:
    """Serves the web application on a thread of its own; a request under way is answered before it stops."""

    def __init__(self, application: Starlette, host: str, port: int) -> None:
        config = uvicorn.Config(
            application,
            host=host,
            port=port,
            log_level="warning",
            lifespan="off",
            ws="none",
            server_header=False,
            timeout_graceful_shutdown=DRAIN_SECONDS,
        )
        self._address = host, port
        self._server = uvicorn.Server(config)

    def start(self) -> None:
        """Begin to listen, and return once it does. Raises `OSError` where the address cannot be had."""
        # Bound here: uvicorn would end its thread with a line of its own and tell nobody.
        family = socket.AF_INET6 if ":" in self._address[0] else socket.AF_INET
        listener = socket.create_server(self._address, family=family)
        self._thread = Thread(target=self._server.run, args=([listener],), name="http", daemon=True)
        self._thread.start()
        while not self._server.started and self._thread.is_alive():
            self._thread.join(timeout=0.02)
        if not self._server.started:
            raise OSError("the web server did not start")

    @property
    def port(self) -> int:
        """The port it listens on."""
        port: int = self._server.servers[0].sockets[0].getsockname()[1]
        return port

    def stop(self) -> bool:
        """Answer what is under way, then stop listening; False where something is under way even so."""
        self._server.should_exit = True
        self._thread.join(timeout=DRAIN_SECONDS + 1)
        return not self._thread.is_alive()


async def _read(request: Request) -> str | None:
    """The body, or None for one too large to be Slack's."""
    parts, size = [], 0
    async for part in request.stream():
        size += len(part)
        if size > LARGEST_BODY:
            return None
        parts.append(part)
    return b"".join(parts).decode("utf-8", errors="replace")


def _headers(request: Request) -> dict[str, str | Sequence[str]]:
    return dict(request.headers.items())


def _response(answer: BoltResponse) -> Response:
    return Response(
        content=answer.body,
        status_code=answer.status,
        media_type=answer.headers.get("content-type", ["text/plain;charset=utf-8"])[0],
    )
