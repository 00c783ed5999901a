"""A practice Slack for all tests, a workspace for each, and a real Bolt app reached both ways."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from itertools import count

import pytest
from slack_bolt import App
from slack_sdk import WebClient

from bot.practice import Person, PracticeSlack, Team, unlimited
from tests.bot.practice.serving import Front, over_sockets

_numbers = count(1)
Reach = Callable[[App], App]


@pytest.fixture(scope="session")
def slack() -> Iterator[PracticeSlack]:
    with PracticeSlack(pace=unlimited(), ack_seconds=1.0, event_retries=(0.0,), ping_seconds=0.05) as running:
        yield running


@pytest.fixture(scope="session")
def front() -> Iterator[Front]:
    running = Front()
    running.start()
    yield running
    running.stop()


@pytest.fixture
def team(slack: PracticeSlack) -> Iterator[Team]:
    yield slack.add_workspace(f"T{next(_numbers):04d}", "Inverlath")
    slack.recover()


@pytest.fixture
def ana(team: Team) -> Person:
    return team.add_person("U1", "Ailsa Reid", email="ailsa@example.org")


@pytest.fixture
def client(slack: PracticeSlack, team: Team) -> WebClient:
    return WebClient(token=team.installation.bot_token, base_url=slack.url, retry_handlers=[])


@pytest.fixture
def app(client: WebClient, team: Team) -> App:
    """A Bolt app without listeners, not yet reachable."""
    return App(client=client, signing_secret=team.installation.signing_secret, process_before_response=True)


@pytest.fixture(params=["sockets", "http"])
def reach(request: pytest.FixtureRequest, slack: PracticeSlack, front: Front, team: Team) -> Iterator[Reach]:
    """Makes an app reachable by Slack, one way and the other."""

    def by_either_way(app: App) -> App:
        over_http = request.param == "http"
        return stack.enter_context(front.serving(app, team) if over_http else over_sockets(app, slack, team))

    with ExitStack() as stack:
        yield by_either_way
