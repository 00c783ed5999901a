"""Running a real Bolt app so that the practice Slack reaches it: by Socket Mode, or by signed HTTP."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager

from slack_bolt import App
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_bolt.adapter.starlette.handler import to_bolt_request, to_starlette_response
from slack_sdk import WebClient
from slack_sdk.socket_mode.client import BaseSocketModeClient
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.practice import PracticeSlack, Team
from bot.practice.server import ServerThread, bound_socket


def close_at_once(client: BaseSocketModeClient) -> None:
    """Close a client, whose thread otherwise looks only once a second whether it is closed."""
    client.closed = True
    client.enqueue_message("")
    client.close()


@contextmanager
def over_sockets(app: App, slack: PracticeSlack, team: Team) -> Iterator[App]:
    """Connected while this lasts."""
    handler = SocketModeHandler(app, team.installation.app_token, web_client=WebClient(base_url=slack.url))
    already = slack.connections(team)
    handler.client.connect()
    slack.wait_for_connection(team, least=already + 1)
    try:
        yield app
    finally:
        close_at_once(handler.client)


class Front:
    """One HTTP server for every app of a test run, each at a path of its own."""

    def __init__(self) -> None:
        self._apps: dict[str, App] = {}
        self._listener = bound_socket(0)
        self._server = ServerThread(self._application, self._forget)

    def start(self) -> None:
        self._server.start(self._listener)

    def stop(self) -> None:
        self._server.stop()
        self._listener.close()

    @contextmanager
    def serving(self, app: App, team: Team) -> Iterator[App]:
        """Served, and known to Slack, while this lasts."""
        self._apps[team.id] = app
        team.request_url = f"http://127.0.0.1:{self._listener.getsockname()[1]}/{team.id}/slack/events"
        try:
            yield app
        finally:
            team.request_url = None
            del self._apps[team.id]

    def _application(self) -> Starlette:
        return Starlette(routes=[Route("/{team}/slack/events", self._events, methods=["POST"])])

    async def _events(self, request: Request) -> Response:
        asked = to_bolt_request(request, await request.body())
        app = self._apps[request.path_params["team"]]
        return to_starlette_response(await run_in_threadpool(app.dispatch, asked))

    def _forget(self, loop: asyncio.AbstractEventLoop | None) -> None:
        """Nothing is scheduled on the loop from outside."""
