"""Socket Mode's other end, and the way over HTTP, met by slack_sdk's and Bolt's own code."""

import time
from collections.abc import Callable
from contextlib import ExitStack, closing
from http.client import HTTPConnection
from urllib.parse import urlsplit

import pytest
from slack_bolt import Ack, App
from slack_sdk import WebClient
from slack_sdk.signature import SignatureVerifier
from slack_sdk.socket_mode import SocketModeClient
from slack_sdk.socket_mode.client import BaseSocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.socket_mode.response import SocketModeResponse

from bot.practice import Person, PracticeSlack, Team, signature
from tests.bot.practice.serving import Front, close_at_once, over_sockets


def connected(slack: PracticeSlack, team: Team) -> SocketModeClient:
    """A client that acknowledges everything."""

    def acknowledge(client: BaseSocketModeClient, request: SocketModeRequest) -> None:
        client.send_socket_mode_response(SocketModeResponse(envelope_id=request.envelope_id))

    client = SocketModeClient(team.installation.app_token, web_client=WebClient(base_url=slack.url))
    client.socket_mode_request_listeners.append(acknowledge)
    client.connect()
    return client


def test_a_connection_is_greeted_counted_and_missed(slack: PracticeSlack, team: Team) -> None:
    heard: list[str] = []
    client = SocketModeClient(team.installation.app_token, web_client=WebClient(base_url=slack.url))
    client.on_message_listeners.append(heard.append)
    client.connect()
    slack.wait_for_connection(team)
    assert slack.connections(team) == 1
    _until(lambda: bool(heard))
    close_at_once(client)
    _until(lambda: slack.connections(team) == 0)
    assert '"type":"hello"' in heard[0]
    assert '"num_connections":1' in heard[0]
    with pytest.raises(TimeoutError):
        slack.wait_for_connection(team, timeout=0.01)


def test_each_payload_goes_to_one_connection_and_all_take_turns(
    app: App, slack: PracticeSlack, team: Team, ana: Person, client: WebClient
) -> None:
    took: list[int] = []

    def noting(number: int) -> Callable[[Ack], None]:
        def listen(ack: Ack) -> None:
            took.append(number)
            ack()

        return listen

    with ExitStack() as stack:
        for number in (1, 2):
            replica = App(client=client, process_before_response=True)
            replica.command("/loip")(noting(number))
            stack.enter_context(over_sockets(replica, slack, team))
        assert slack.connections(team) == 2
        for _ in range(4):
            assert team.command(ana, "/loip").status == 200
        with team.delivering_twice():
            assert team.command(ana, "/loip").again is not None
    assert sorted(took) == [1, 1, 1, 2, 2, 2]


def test_an_app_asked_to_reconnect_misses_nothing(slack: PracticeSlack, team: Team, ana: Person) -> None:
    client = connected(slack, team)
    slack.wait_for_connection(team)
    first = client.session_id()
    slack.refresh_sockets(team)
    assert team.command(ana, "/loip").status == 200
    assert client.session_id() != first
    close_at_once(client)


def test_an_address_serves_one_connection(slack: PracticeSlack, team: Team) -> None:
    client = connected(slack, team)
    slack.wait_for_connection(team)
    place = urlsplit(client.wss_uri or "")
    upgrade = {
        "Connection": "Upgrade",
        "Upgrade": "websocket",
        "Sec-WebSocket-Version": "13",
        "Sec-WebSocket-Key": "cHJhY3RpY2UgcHJhY3RpY2U=",
    }
    with closing(HTTPConnection(place.hostname or "", place.port, timeout=5)) as again:
        again.request("GET", f"{place.path}?{place.query}", headers=upgrade)
        assert again.getresponse().status == 403
    assert slack.connections(team) == 1
    close_at_once(client)


def test_slack_can_go_away_and_come_back_on_the_same_port(ana: Person) -> None:
    slack = PracticeSlack().start()
    team = slack.add_workspace()
    client = WebClient(team.installation.bot_token, base_url=slack.url, retry_handlers=[])
    assert client.auth_test()["ok"]
    slack.stop()
    with pytest.raises(OSError, match="refused"):
        client.auth_test()
    slack.start()
    assert client.auth_test()["ok"]
    slack.stop()


def test_two_workspaces_keep_apart(slack: PracticeSlack, team: Team, client: WebClient, ana: Person) -> None:
    other = slack.add_workspace(f"{team.id}X", "Other")
    ben = other.add_person("U1", "Ben Orr")
    client.chat_postMessage(channel="U1", text="for Ailsa")
    assert (len(team.dm(ana)), other.dm(ben)) == (1, [])


def test_the_signature_is_the_one_slack_sdk_expects() -> None:
    now = str(int(time.time()))
    verifier = SignatureVerifier("secret")
    assert verifier.is_valid("a=1", now, signature("secret", now, b"a=1"))
    assert not verifier.is_valid("a=2", now, signature("secret", now, b"a=1"))


def test_an_address_proves_itself(app: App, front: Front, team: Team) -> None:
    with front.serving(app, team):
        assert team.verify_request_url().error is None


def test_an_app_with_another_secret_refuses(front: Front, team: Team, ana: Person, client: WebClient) -> None:
    app = App(client=client, signing_secret="another", process_before_response=True)

    @app.command("/loip")
    def listen(ack: Ack) -> None:
        ack()

    with front.serving(app, team):
        answer = team.command(ana, "/loip")
    assert (answer.status, answer.error) == (401, "http_service_error")


def test_an_address_where_nobody_listens_is_a_failure(slack: PracticeSlack, team: Team, ana: Person) -> None:
    team.request_url = "http://127.0.0.1:9/slack/events"
    assert team.command(ana, "/loip").error == "dispatch_failed"


def _until(holds: Callable[[], bool], seconds: float = 5.0) -> None:
    deadline = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.01)
