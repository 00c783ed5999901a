"""What people get, and how often, when sending goes wrong and when several bots send at once."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from threading import Barrier, Thread

import pytest

from bot.assembly import PAUSE, build
from bot.clock import MovableClock
from bot.services.list_outbox import list_outbox
from bot.views.outbox_table import outbox_lines
from storage.records import Line, Slot, Workspace
from tests.journeys.town import QUICK, Town, at, november, when

MONDAY = november(2)
PEOPLE = ("Ailsa Reid", "Calum Orr", "Niamh Ogilvie", "Jean Halcrow", "Gregor Mathers", "Una Weir")


@pytest.fixture
def town(database_url: str) -> Iterator[Town]:
    """A support officer, and somebody who is asked about an action on Monday."""
    with Town.founded(database_url) as founded:
        founded.contact("Catriona Muir", roles=[("support", None)])
        ailsa = founded.contact("Ailsa Reid", post="Health Improvement Manager")
        founded.register.action("POV-03", "Cash First", officer=ailsa)
        yield founded


def until(holds: Callable[[], bool], act: Callable[[], object] = lambda: None, seconds: float = 15) -> float:
    """Repeat an act until something holds; how many seconds that took."""
    start = time.monotonic()
    while not holds():
        assert time.monotonic() < start + seconds, "it never came about"
        act()
        time.sleep(0.01)
    return time.monotonic() - start


@pytest.mark.parametrize(
    "how",
    [
        "drop_after_accepting",
        "drop_before",
        "http_500",
        "accept_then_http_500",
        "accept_then_error:fatal_error",
    ],
)
def test_whatever_becomes_of_the_connection_a_person_gets_the_message_once(town: Town, how: str) -> None:
    town.open()
    town.rehearsal.slack.fail("chat.postMessage", how)
    town.until(MONDAY)
    until(lambda: town.outbox()[0].state == "sent", town.rehearsal.settle)
    assert len(town.heard("Ailsa Reid")) == 1
    accepted = how.startswith(("drop_after", "accept_then"))
    assert town.posts() == (1 if accepted else 2), "what arrived is found, and not sent again"


def test_the_wait_slack_asks_for_is_obeyed(town: Town) -> None:
    town.open()
    town.rehearsal.slack.fail("chat.postMessage", "ratelimited", retry_after=1)
    start = time.monotonic()
    town.until(MONDAY)
    until(lambda: bool(town.heard("Ailsa Reid")), town.rehearsal.settle)
    assert time.monotonic() - start >= 1
    assert town.posts() == 2, "and nobody asked in between"


def test_after_the_last_try_a_message_is_parked_where_it_is_listed_and_the_support_officer_told(
    town: Town,
) -> None:
    town.open()
    town.rehearsal.slack.fail("chat.postMessage", "http_503", times=QUICK.most_tries)
    town.until(MONDAY)
    until(lambda: bool(town.heard("Catriona Muir")), town.rehearsal.settle)
    assert town.heard("Ailsa Reid") == []
    (notice,) = town.heard("Catriona Muir")
    assert "A message to Health Improvement Manager could not be sent, and has been put aside." in notice
    listed = outbox_lines(list_outbox(town.database, town.partnership_id))
    assert len(listed) == 2
    assert listed[0].startswith("parked    day 2026-11-02 contact")
    assert f"tried {QUICK.most_tries} times" in listed[0]
    assert "HTTP 503" in listed[1]


def test_while_slack_is_down_messages_wait_and_go_out_when_it_is_back(town: Town) -> None:
    town.open()
    refused: list[int] = []
    town.rehearsal.slack.stop()
    town.rehearsal.clock.move_to(at(MONDAY))
    town.rehearsal.bot.beat()
    # One try after another, for longer than a message is tried whose fate is not known.
    until(
        lambda: len(refused) > 2 * QUICK.most_tries,
        lambda: refused.append(town.rehearsal.bot.courier.run_once()),
    )
    assert [row.state for row in town.outbox()] == ["waiting"]
    town.rehearsal.slack.start()
    until(lambda: bool(town.heard("Ailsa Reid")), town.rehearsal.settle)
    assert town.posts() == 1


def test_of_somebody_whose_account_is_gone_the_support_officer_hears_in_one_line_and_never_again(
    town: Town,
) -> None:
    town.open()
    town.person("Ailsa Reid").deleted = True
    town.until(MONDAY, 10)
    (notice,) = town.heard("Catriona Muir")
    assert "I can't reach\nHealth Improvement Manager: that Slack account has been switched off." in notice
    assert "1 action needs a word" in notice
    assert town.heard("Ailsa Reid") == []
    parked = [row for row in town.outbox() if row.state == "parked"]
    assert [row.attempts for row in parked] == [1], "it is not tried again"
    town.until(november(9), 10)
    assert len(town.heard("Catriona Muir")) == 2
    assert "I can't reach" not in town.heard("Catriona Muir")[1]
    assert "To ask by phone or email" in town.heard("Catriona Muir")[1]


def test_somebody_whose_account_is_back_gets_what_they_missed_in_one_message(town: Town) -> None:
    town.open()
    ailsa = town.person("Ailsa Reid")
    town.rehearsal.team.change_person(ailsa, deleted=True)
    town.until(MONDAY, 10)
    assert "I can't reach" in town.heard("Catriona Muir")[0]
    town.rehearsal.team.change_person(ailsa, deleted=False)
    town.until(november(9), 10)
    (nudge,) = town.heard("Ailsa Reid")
    assert "POV-03" in nudge
    assert not [row for row in town.outbox() if row.state == "parked"]
    assert all("I can't reach" not in each for each in town.heard("Catriona Muir")[1:])


def state(town: Town) -> str:
    (workspace,) = town.look(lambda register: register.rows.all(Workspace))
    return str(workspace.state)


def test_an_uninstalled_app_stops_sending_at_once_and_goes_on_with_the_kept_rows_when_it_is_back(
    town: Town,
) -> None:
    town.open()
    town.rehearsal.clock.move_to(at(MONDAY))
    town.rehearsal.bot.beat()
    team = town.rehearsal.team
    team.uninstall()
    assert state(town) == "uninstalled"
    town.rehearsal.beat()
    assert town.rehearsal.slack.calls("chat.postMessage") == [], "not so much as a try"
    assert [row.state for row in town.outbox()] == ["waiting"]
    team.installation.installed = True
    town.rehearsal.beat()
    assert state(town) == "installed"
    assert len(town.heard("Ailsa Reid")) == 1


def test_a_token_that_slack_no_longer_knows_pauses_the_workspace_and_loses_nothing(town: Town) -> None:
    town.open()
    town.rehearsal.team.installation.installed = False
    town.until(MONDAY)
    assert state(town) == "paused"
    assert [(row.state, row.attempts) for row in town.outbox()] == [("waiting", 0)]
    town.rehearsal.team.installation.installed = True
    town.rehearsal.beat()
    assert len(town.heard("Ailsa Reid")) == 1


def test_a_workspace_that_lacks_a_scope_is_tried_again_every_ten_minutes_and_not_at_every_beat(
    town: Town,
) -> None:
    town.open()
    bot, real = town.rehearsal.bot, MovableClock(at(MONDAY))
    bot.real_clock = real
    bot.bind()
    town.rehearsal.team.installation.scopes -= {"chat:write"}
    town.until(MONDAY)
    for _ in range(3):
        town.rehearsal.beat()
    assert state(town) == "paused"
    assert town.posts() == 1
    real.move_to(at(MONDAY) + PAUSE)
    town.rehearsal.beat()
    assert (state(town), town.posts()) == ("paused", 2)
    town.rehearsal.team.installation.scopes |= {"chat:write"}
    real.move_to(at(MONDAY) + 2 * PAUSE)
    town.rehearsal.beat()
    assert state(town) == "installed"
    assert len(town.heard("Ailsa Reid")) == 1


# -- several bots


def crowd(town: Town) -> Town:
    """Six people with an action each and a reminder of it, and a Board with its digest due on the same morning."""
    board = town.register.board()
    town.register.meeting(board, november(9))
    for number, name in enumerate(PEOPLE, 11):
        roles = [("chair", board)] if name == "Una Weir" else []
        person = town.contact(name, roles=roles) if name != "Ailsa Reid" else None
        if person is not None:
            action = town.register.action(f"POV-{number}", officer=person)
            town.register.milestone(action, "Pilot agreed", november(5))
    return town


def everything_once(town: Town) -> None:
    heard = {name: town.heard(name) for name in PEOPLE}
    assert {name: len(read) for name, read in heard.items()} == dict.fromkeys(PEOPLE, 1)
    digest = next(each for each in town.messages("Una Weir") if not each.readable.startswith("Good"))
    assert len(town.rehearsal.team.thread(digest)) == 2
    assert town.posts() == len(PEOPLE) + 1
    slots = [slot.name for slot in town.look(lambda register: register.rows.all(Slot))]
    assert len(slots) == len(set(slots))
    lines = town.look(lambda register: register.rows.all(Line))
    loose = {(line.contact_id, line.due_on) for line in lines if line.outbox_id is None}
    una = town.look(lambda register: register.people.with_email("una@inverlath.example.org"))
    assert loose == {(town.id(una), november(3))}, "whoever got the digest hears the rest tomorrow"


def test_two_bots_that_look_at_the_clock_at_once_say_everything_once(town: Town) -> None:
    crowd(town).open()
    settings, clock = town.rehearsal.bot.settings, town.rehearsal.clock
    clock.move_to(at(MONDAY))
    with ExitStack() as stack:
        bots = [build(settings, mode="socket", schedules=False, serve=False, clock=clock) for _ in range(2)]
        together = Barrier(2)
        for bot in bots:
            bot.courier.timing = QUICK
            stack.callback(bot.database.close)

        def work(number: int) -> None:
            together.wait()
            bots[number].beat()
            bots[number].courier.run_dry()

        threads = [Thread(target=work, args=(number,)) for number in range(2)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(30)
    # Whoever found the database held leaves it to the next beat, and so does a courier to the next turn.
    until(lambda: all(row.state == "sent" for row in town.outbox()), town.rehearsal.beat)
    everything_once(town)


@contextmanager
def bot_process(town: Town, lease: float = 10) -> Iterator["subprocess.Popen[str]"]:
    """A bot in another process, on Monday at nine; it waits for a line of input."""
    team, slack = town.rehearsal.team, town.rehearsal.slack
    arguments = [
        town.database_url,
        slack.url,
        team.installation.bot_token,
        at(MONDAY).isoformat(),
        str(lease),
    ]
    command = [sys.executable, "-W", "error", "-m", "tests.journeys.bot_process", *arguments]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True) as process:
        try:
            assert process.stdout is not None
            assert process.stdout.readline() == "ready\n"
            yield process
        finally:
            process.kill()


def go(process: "subprocess.Popen[str]") -> None:
    assert process.stdin is not None
    process.stdin.write("\n")
    process.stdin.flush()


def test_two_processes_that_race_for_the_same_morning_say_everything_once(town: Town) -> None:
    crowd(town).open()
    town.rehearsal.clock.move_to(at(MONDAY))
    with bot_process(town) as one, bot_process(town) as other:
        go(one)
        go(other)
        assert (one.wait(60), other.wait(60)) == (0, 0)
    until(lambda: all(row.state == "sent" for row in town.outbox()), town.rehearsal.beat)
    everything_once(town)


@pytest.mark.parametrize("how", ["slow", "slow_after_accepting"])
def test_a_process_killed_while_it_sends_ends_with_one_message(town: Town, how: str) -> None:
    town.open()
    town.rehearsal.clock.move_to(at(MONDAY))
    town.rehearsal.slack.fail("chat.postMessage", how, seconds=0.8)
    with bot_process(town, lease=1) as process:
        go(process)
        until(lambda: bool(town.outbox()) and town.outbox()[0].state == "claimed")
        # Slack has the message already, or has the request in its hands and will carry it out.
        time.sleep(0.3)
        os.kill(process.pid, signal.SIGKILL)
        assert process.wait(10) == -signal.SIGKILL
    assert town.outbox()[0].state == "claimed"
    until(lambda: town.outbox()[0].state == "sent", town.rehearsal.settle)
    assert [when(message).date() for message in town.messages("Ailsa Reid")] == [MONDAY]
    assert town.outbox()[0].attempts == 2
    assert town.posts() == 1, "it was found, and not sent again"
