"""One started page for the tests of a module, people of its own for each, and a browser on it.

Not for the whole session: the threads of a running app draw random numbers, which Hypothesis takes for the test's."""

from collections.abc import Iterator

import pytest

from bot.practice import Person, PracticeSlack, unlimited
from bot.practice.page import Page
from tests.bot.practice.page.browsing import Browser
from tests.bot.practice.page.rooms import START, TriedRoom
from tests.bot.practice.page.small_app import small_app
from tests.bot.practice.serving import over_sockets


@pytest.fixture(scope="module")
def room() -> Iterator[TriedRoom]:
    held: list[TriedRoom] = []

    def clock() -> float:
        return held[0].at.timestamp() if held else START.timestamp()

    with PracticeSlack(pace=unlimited(), ack_seconds=0.5, event_retries=(), clock=clock) as slack:
        team = slack.add_workspace("T0PAGE", "Inverlath")
        held.append(TriedRoom(slack, team))
        with over_sockets(small_app(team, slack), slack, team):
            yield held[0]


@pytest.fixture(scope="module")
def page(room: TriedRoom) -> Iterator[Page]:
    with Page(room, port=0) as running:
        yield running


@pytest.fixture
def browser(page: Page) -> Browser:
    return Browser(page.url)


@pytest.fixture
def ailsa(room: TriedRoom) -> Person:
    return room.newcomer()
