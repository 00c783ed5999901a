"""Several people, tabs and threads acting in one workspace at the same moment."""

import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from copy import deepcopy
from threading import Barrier, Event

import pytest
from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.practice import Answer, NotOnScreen, Person, PracticeSlack, Team, View
from tests.bot.practice.examples import Json, modal, question, section, text_input
from tests.bot.practice.serving import over_sockets

TYPED = {"asked": {"words": "on track"}}
GONE = "this form was already sent or closed"
PATIENCE = 5.0


@pytest.fixture
def pool() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(8) as running:
        yield running


@pytest.fixture
def connected(app: App, slack: PracticeSlack, team: Team) -> Iterator[App]:
    with over_sockets(app, slack, team):
        yield app


def opened(team: Team, person: Person) -> View:
    """A form on somebody's screen."""
    view = team.workspace.new_view(person.id, modal(question(text_input()), callback_id="update"), 1.0)
    team.workspace.show_alone(view)
    return view


class Pausing:
    """Answers a submission, in a way that may be set, once it is let go on."""

    def __init__(self, app: App, **answer: object) -> None:
        self.heard: list[Json] = []
        self.came, self.let_go = Event(), Event()
        self.answer = answer
        app.view("update")(self._listen)

    def _listen(self, ack: Ack, body: Json) -> None:
        self.heard.append(body)
        self.came.set()
        self.let_go.wait(PATIENCE)
        ack(**self.answer)  # type: ignore[arg-type]


def sent_and_waiting(pool: ThreadPoolExecutor, app: Pausing, act: Callable[[], Answer]) -> "Future[Answer]":
    waiting = pool.submit(act)
    assert app.came.wait(PATIENCE)
    return waiting


def test_a_form_sent_in_one_tab_cannot_be_sent_in_the_other(
    connected: App, team: Team, ana: Person, pool: ThreadPoolExecutor
) -> None:
    app, view = Pausing(connected), opened(team, ana)
    first = sent_and_waiting(pool, app, lambda: team.submit(ana, view, TYPED))
    with pytest.raises(NotOnScreen, match=GONE):
        team.submit(ana, view, {"asked": {"words": "off track"}})
    app.let_go.set()
    assert first.result(PATIENCE).status == 200
    with pytest.raises(NotOnScreen, match=GONE):
        team.submit(ana, view, TYPED)
    assert [body["view"]["state"]["values"]["asked"]["words"]["value"] for body in app.heard] == ["on track"]


def test_a_workspace_can_be_looked_at_while_a_form_is_on_its_way(
    connected: App, team: Team, ana: Person, pool: ThreadPoolExecutor
) -> None:
    app, view = Pausing(connected), opened(team, ana)
    first = sent_and_waiting(pool, app, lambda: team.submit(ana, view, TYPED))
    looked = pool.submit(team.workspace.unread_total, ana.id)
    assert looked.result(PATIENCE) == 0
    assert not first.done(), "the look did not wait for the answer"
    app.let_go.set()
    assert first.result(PATIENCE).status == 200


def test_of_many_submissions_at_once_the_app_hears_one(
    connected: App, team: Team, ana: Person, pool: ThreadPoolExecutor
) -> None:
    heard: list[str] = []

    @connected.view("update")
    def listen(ack: Ack, body: Json) -> None:
        heard.append(body["view"]["id"])
        ack()

    view, together = opened(team, ana), Barrier(8)

    def one_tab() -> str:
        together.wait(PATIENCE)
        try:
            return f"answered {team.submit(ana, view, TYPED).status}"
        except NotOnScreen as refusal:
            return str(refusal)

    tabs = [pool.submit(one_tab) for _ in range(8)]
    assert sorted(tab.result(PATIENCE) for tab in tabs) == ["answered 200", *[GONE] * 7]
    assert heard == [view.id]
    assert team.views(ana) == []


def test_a_form_refused_by_the_app_may_be_sent_again(
    connected: App, team: Team, ana: Person, pool: ThreadPoolExecutor
) -> None:
    app = Pausing(connected, response_action="errors", errors={"asked": "Say more"})
    app.let_go.set()
    view = opened(team, ana)
    for _ in range(2):
        assert team.submit(ana, view, TYPED).errors == {"asked": "Say more"}
    assert len(app.heard) == 2


def test_a_form_may_be_sent_again_after_a_failure_on_the_way(team: Team, ana: Person) -> None:
    team.request_url = "http://127.0.0.1:9/slack/events"
    view = opened(team, ana)
    for _ in range(2):
        assert team.submit(ana, view, TYPED).error == "dispatch_failed"


@pytest.mark.parametrize("action", ["push", "update", "clear"])
def test_what_answers_a_form_closed_meanwhile_is_not_shown(
    connected: App, team: Team, ana: Person, pool: ThreadPoolExecutor, action: str
) -> None:
    more = {} if action == "clear" else {"view": modal(section("Next"))}
    app, view = Pausing(connected, response_action=action, **more), opened(team, ana)
    sent = sent_and_waiting(pool, app, lambda: team.submit(ana, view, TYPED))
    team.close(ana, view)
    other = opened(team, ana)
    app.let_go.set()
    assert sent.result(PATIENCE).error is None
    assert team.views(ana) == [other]


def test_a_form_below_another_cannot_be_sent(team: Team, ana: Person) -> None:
    view = opened(team, ana)
    team.workspace.show_above(team.workspace.new_view(ana.id, modal(), 1.0, below=view))
    with pytest.raises(NotOnScreen, match="another form lies on top"):
        team.submit(ana, view, TYPED)


def test_half_of_a_wrong_entry_is_not_kept(team: Team, ana: Person) -> None:
    view = opened(team, ana)
    before = deepcopy(view.values)
    with pytest.raises(NotOnScreen):
        team.submit(ana, view, {**TYPED, "elsewhere": {"words": "x"}})
    assert view.values == before


def test_the_bot_writes_while_people_read_talk_and_turn_pages(
    slack: PracticeSlack, team: Team, ana: Person, pool: ThreadPoolExecutor
) -> None:
    board, start = team.add_channel("C1", "board", members=[ana]), Barrier(6)
    team.installation.events = frozenset()
    client = WebClient(team.installation.bot_token, base_url=slack.url, retry_handlers=[])

    def writes() -> None:
        start.wait(PATIENCE)
        for number in range(15):
            sent = client.chat_postMessage(channel="C1", text=f"bot {number}")
            client.chat_update(channel="C1", ts=sent["ts"], text=f"bot {number}, edited")

    def talks() -> None:
        start.wait(PATIENCE)
        for number in range(60):
            team.say(ana, board, f"said {number}")

    def looks() -> None:
        start.wait(PATIENCE)
        until = time.monotonic() + 0.1
        while time.monotonic() < until:
            page = team.workspace.stream("U1", "C1", most=5)
            stamps = [message.ts for message in page]
            assert stamps == sorted(set(stamps))
            team.workspace.mark_channel_read("U1", "C1")
            team.workspace.unread_total("U1")

    done = [pool.submit(act) for act in (writes, writes, talks, talks, looks, looks)]
    for each in done:
        each.result(PATIENCE)
    stamps = [message.ts for message in team.workspace.stream("U1", "C1", most=1000)]
    assert len(stamps) == 150
    assert stamps == sorted(set(stamps))
