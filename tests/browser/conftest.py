"""One browser a run, one practice workspace while these tests run; for each the sample anew, and a fresh tab.

The workspace ends with this package: a running bot's threads draw random numbers, which Hypothesis, in the tests that
come after, takes for carelessness.
"""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright

from bot.practice.page import Page
from bot.training.room import TrainingRoom
from tests.browser.chromium import FLAGS, HOW_TO_GET_ONE, chromium_path
from tests.browser.visitor import Visitor


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, without a window."""
    path = chromium_path()
    if path is None:
        pytest.skip(HOW_TO_GET_ONE)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture(scope="package")
def workspace(browser: Browser) -> Iterator[TrainingRoom]:
    """The sample partnership's workspace; only built where there is a browser to look at it."""
    with TrainingRoom() as training:
        yield training


@pytest.fixture(scope="package")
def address(workspace: TrainingRoom) -> Iterator[str]:
    """Where the page is."""
    with Page(workspace, port=0) as page:
        yield page.url


@pytest.fixture
def room(workspace: TrainingRoom) -> TrainingRoom:
    """The workspace, begun again from the sample if anything was done in it."""
    workspace.reset(empty=False)
    return workspace


@pytest.fixture
def visitor(browser: Browser, address: str, room: TrainingRoom) -> Iterator[Visitor]:
    """A newcomer at a desk. Whatever the page loads comes from the page, and its script never stumbles."""
    del room  # begun again before anybody looks
    with browser.new_context(viewport={"width": 1280, "height": 900}) as context:
        context.set_default_timeout(10_000)
        tab = context.new_page()
        elsewhere: list[str] = []
        stumbles: list[str] = []
        tab.on("request", lambda request: elsewhere.append(request.url))
        tab.on("pageerror", lambda error: stumbles.append(str(error)))
        yield Visitor(tab, address)
        assert not stumbles
        assert [url for url in elsewhere if not url.startswith((address, "data:"))] == []
