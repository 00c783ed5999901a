"""Everything in the outbox goes out once, in order, at a pace, or is put away where somebody sees it."""

import shutil
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import timedelta
from itertools import pairwise
from typing import Any

import pytest

from bot.practice import PracticeSlack, Team, unlimited
from bot.rules.outbox import Moved, NoSuchMessage, WrongState
from bot.rules.reaching import UNREACHED
from bot.services.drop_message import drop_message
from bot.services.list_outbox import list_outbox
from bot.services.retry_message import retry_message
from bot.slack.outcomes import Outcome
from bot.slack.sender import Letter, SlackSender
from schedules.settlement import Timing
from storage.engine import Database
from storage.records import Contact, Outbox, Workspace, id_of
from storage.repositories import Register
from storage.unit_of_work import Author, reading, working
from tests import postgres
from tests.bot.slack.paper import PaperSlack
from tests.builders import MONDAY
from tests.conftest import ENGINES, MigratedTemplates
from tests.schedules.stage import QUICK, Stage, real_now, until

TOKEN = "xoxb-sending"
ADMIN = Author(None, by="the command line, run by morag")


@pytest.fixture(scope="module", params=ENGINES)
def shared_url(
    request: pytest.FixtureRequest,
    migrated_templates: MigratedTemplates,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[str]:
    """One database an engine for all these tests: each has a partnership of its own in it."""
    if request.param == "sqlite":
        path = tmp_path_factory.mktemp("outbox") / "loip.db"
        shutil.copyfile(migrated_templates.sqlite, path)
        yield f"sqlite:///{path}"
        return
    url = postgres.fresh_database(migrated_templates.postgresql)
    yield url
    postgres.drop_database(url)


@pytest.fixture(scope="module")
def shared(shared_url: str) -> Iterator[Database]:
    database = Database(shared_url)
    yield database
    database.close()


@pytest.fixture
def stage(shared: Database) -> Stage:
    return Stage(shared)


@pytest.fixture
def paper() -> PaperSlack:
    return PaperSlack()


@pytest.fixture(scope="module")
def running() -> Iterator[PracticeSlack]:
    with PracticeSlack(pace=unlimited()) as slack:
        yield slack


@pytest.fixture
def slack(running: PracticeSlack) -> PracticeSlack:
    running.recover()
    running.log.clear()
    return running


@pytest.fixture
def team(slack: PracticeSlack) -> Team:
    team = slack.add_workspace("T1", bot_token=TOKEN)
    for number in range(6):
        team.add_person(f"U{number}", f"Officer {number}")
    team.add_person("UAILSA", "Ailsa Reid")
    return team


def everything_sent(team: Team) -> list[str]:
    people = list(team.workspace.people.values())
    return [reply.text for person in people for message in team.dm(person) for reply in team.thread(message)]


# -- the ordinary way


def test_what_is_due_is_sent_and_settled(stage: Stage, paper: PaperSlack) -> None:
    stage.put("nudge 1")
    assert stage.courier(paper).run_once() == 1
    row = stage.row("nudge 1")
    assert (row.state, row.sent_channel, row.sent_at, row.attempts) == ("sent", "DAILSA", MONDAY, 1)
    assert [each.ts for each in paper.box] == [row.sent_ts]
    assert stage.courier(paper).run_once() == 0
    assert paper.sends == ["nudge 1"]


def test_what_is_not_due_yet_waits_for_the_partnerships_clock(stage: Stage, paper: PaperSlack) -> None:
    stage.put("nudge 1", not_before=MONDAY + timedelta(minutes=1))
    assert stage.courier(paper).run_once() == 0
    stage.clock.move_to(MONDAY + timedelta(minutes=1))
    assert stage.courier(paper).run_once() == 1


def test_a_message_whose_time_has_passed_is_withdrawn(stage: Stage, paper: PaperSlack) -> None:
    stage.put("reminder 1", not_after=MONDAY)
    stage.clock.move_to(MONDAY + timedelta(seconds=1))
    assert stage.courier(paper).run_once() == 0
    assert stage.state("reminder 1") == "withdrawn"
    assert paper.sends == []


def test_edits_go_before_what_the_clock_has_to_say(stage: Stage, paper: PaperSlack) -> None:
    stage.put("nudge 1")
    later = MONDAY + timedelta(minutes=5)
    stage.put("edit 1", kind="edit", not_before=later)
    stage.clock.move_to(later)
    stage.courier(paper).run_once()
    assert paper.sends == ["edit 1", "nudge 1"]


def test_nothing_is_sent_inside_a_transaction(stage: Stage, paper: PaperSlack) -> None:
    class Writing(PaperSlack):
        def send(self, letter: Letter) -> Outcome:
            stage.builder.body("Written while the message is on its way")
            return super().send(letter)

    stage.put("nudge 1")
    assert stage.courier(Writing()).run_once() == 1


# -- parts in a thread


def test_a_part_waits_for_its_predecessor_and_goes_into_the_thread_of_the_first(
    stage: Stage, paper: PaperSlack
) -> None:
    stage.put("part 3", after_key="part 2")
    stage.put("part 2", after_key="part 1")
    stage.put("part 1")
    assert stage.courier(paper).run_dry() == 3
    first, second, third = paper.box
    assert [first.key, second.key, third.key] == ["part 1", "part 2", "part 3"]
    assert (first.thread_ts, second.thread_ts, third.thread_ts) == (None, first.ts, first.ts)


def test_parts_go_into_slacks_thread(stage: Stage, slack: PracticeSlack, team: Team) -> None:
    stage.put("part 1")
    stage.put("part 2", after_key="part 1")
    stage.put("part 3", after_key="part 2")
    assert stage.courier(SlackSender(TOKEN, slack.url)).run_dry() == 3
    [first] = team.dm(team.workspace.people["UAILSA"])
    assert [each.text for each in team.thread(first)] == [f"The words of part {n}" for n in (1, 2, 3)]


@pytest.mark.parametrize(
    ("how", "state"), [("error:invalid_blocks", "parked"), ("error:is_archived", "parked")]
)
def test_what_follows_a_parked_part_is_parked_too(
    stage: Stage, paper: PaperSlack, how: str, state: str
) -> None:
    stage.put("part 1")
    stage.put("part 2", after_key="part 1")
    stage.put("part 3", after_key="part 2")
    paper.fail(how)
    stage.courier(paper).run_once()
    assert [stage.state(f"part {number}") for number in (1, 2, 3)] == [state] * 3
    assert paper.sends == ["part 1"]


def test_what_follows_a_withdrawn_part_is_withdrawn_even_when_it_comes_late(
    stage: Stage, paper: PaperSlack
) -> None:
    stage.put("part 1", state="withdrawn")
    stage.put("correction", after_key="part 1")
    stage.courier(paper).run_once()
    assert stage.row("correction").state == "withdrawn"
    assert stage.row("correction").last_error == "the message it follows was withdrawn"


# -- lines


def test_lines_are_put_into_words_when_they_go_out(stage: Stage, paper: PaperSlack) -> None:
    stage.put("nudge 1", kind="lines", payload={})
    stage.courier(paper, lambda register, row: {"text": f"Words for {row.key}"}).run_once()
    assert [each.text for each in paper.box] == ["Words for nudge 1"]


def test_what_was_answered_meanwhile_is_withdrawn(stage: Stage, paper: PaperSlack) -> None:
    stage.put("nudge 1", kind="lines", payload={})
    assert stage.courier(paper, lambda register, row: None).run_once() == 0
    row = stage.row("nudge 1")
    assert (row.state, row.last_error) == ("withdrawn", "answered meanwhile")
    assert paper.sends == []


def test_lines_answered_after_they_got_there_count_as_sent(stage: Stage, paper: PaperSlack) -> None:
    stage.put("nudge 1", kind="lines", payload={})
    paper.fail("drop_after_accepting")
    words: list[dict[str, Any] | None] = [None, {"text": "Two need a word"}]
    courier = stage.courier(paper, lambda register, row: words.pop())
    until(lambda: stage.state("nudge 1") == "sent", courier.run_once)
    assert paper.sends == ["nudge 1"]


def test_lines_without_words_stand_in_nobodys_way_and_are_parked_at_last(
    stage: Stage, paper: PaperSlack
) -> None:
    def fail(register: Register, row: Outbox) -> dict[str, Any]:
        register.places.bodies()
        raise LookupError("a view's fault")

    stage.put("nudge 1", kind="lines", payload={})
    stage.put("nudge 2")
    courier = stage.courier(paper, fail)
    assert courier.run_once() == 1
    assert stage.state("nudge 1") == "waiting"
    until(lambda: stage.state("nudge 1") == "parked", courier.run_once)
    assert stage.row("nudge 1").attempts == QUICK.most_tries
    assert "no words could be found (fault " in str(stage.row("nudge 1").last_error)


# -- the outcomes


def test_a_message_that_surely_did_not_arrive_is_sent_again_without_a_search(
    stage: Stage, paper: PaperSlack
) -> None:
    stage.put("nudge 1")
    paper.fail("refused_connection")
    courier = stage.courier(paper, timing=replace(QUICK, back_off=(0.5,)))
    assert courier.run_once() == 0
    assert (stage.state("nudge 1"), stage.row("nudge 1").uncertain) == ("waiting", False)
    time.sleep(0.5)
    assert courier.run_dry() == 1
    assert (paper.sends, paper.looks) == (["nudge 1"] * 2, [])


@pytest.mark.parametrize(
    "how", ["drop_after_accepting", "accept_then_http_500", "accept_then_error:fatal_error"]
)
def test_a_message_that_arrived_unknown_to_us_is_found_and_not_sent_twice(
    stage: Stage, paper: PaperSlack, how: str
) -> None:
    stage.put("nudge 1")
    paper.fail(how)
    assert stage.courier(paper).run_dry() == 1
    assert (paper.sends, paper.looks) == (["nudge 1"], ["nudge 1"])
    row = stage.row("nudge 1")
    assert (row.state, row.sent_ts, row.uncertain) == ("sent", paper.box[0].ts, False)


@pytest.mark.parametrize("how", ["drop_after_accepting", "drop_before", "http_500"])
def test_slack_shows_each_message_once_whatever_became_of_the_connection(
    stage: Stage, slack: PracticeSlack, team: Team, how: str
) -> None:
    stage.put("part 1")
    stage.put("part 2", after_key="part 1")
    slack.fail("chat.postMessage", how, times=2)
    assert stage.courier(SlackSender(TOKEN, slack.url)).run_dry() == 2
    assert everything_sent(team) == ["The words of part 1", "The words of part 2"]


def test_a_search_that_fails_leaves_the_message_uncertain(stage: Stage, paper: PaperSlack) -> None:
    stage.put("nudge 1")
    paper.fail("drop_after_accepting")
    paper.fail("refused_connection", times=2, search=True)
    assert stage.courier(paper).run_dry() == 1
    assert (paper.sends, len(paper.looks)) == (["nudge 1"], 3)


def test_slacks_wait_is_obeyed_to_the_letter_by_the_whole_channel_and_uses_up_no_try(
    stage: Stage, paper: PaperSlack
) -> None:
    stage.put("nudge 1")
    stage.put("nudge 2")
    stage.put("elsewhere", channel="UROSS")
    paper.fail("ratelimited", retry_after=17)
    before = real_now()
    assert stage.courier(paper).run_once() == 1
    row = stage.row("nudge 1")
    assert row.lease_until is not None
    assert before + timedelta(seconds=17) <= row.lease_until <= real_now() + timedelta(seconds=17)
    assert (row.state, row.attempts, row.uncertain) == ("waiting", 0, False)
    assert paper.sends == ["nudge 1", "elsewhere"]


def test_nothing_is_sent_to_slack_before_its_wait_is_over(
    stage: Stage, slack: PracticeSlack, team: Team
) -> None:
    stage.put("nudge 1")
    slack.fail("chat.postMessage", "ratelimited", retry_after=1)
    timing = Timing(lease=5, channel_rest=0, back_off=(0,), idle=2)
    assert stage.courier(SlackSender(TOKEN, slack.url), timing=timing).run_dry() == 1
    first, second = slack.calls("chat.postMessage")
    assert second.at - first.at >= 1


def test_a_message_is_parked_after_its_last_try(stage: Stage, paper: PaperSlack) -> None:
    stage.put("nudge 1")
    paper.fail("http_503", times=100)
    courier = stage.courier(paper)
    until(lambda: stage.state("nudge 1") == "parked", courier.run_once)
    assert len(paper.sends) == QUICK.most_tries == 4
    assert stage.row("nudge 1").last_error == "HTTP 503, after 4 tries"
    assert courier.run_once() == 0


def test_what_slack_refuses_is_parked_at_once(stage: Stage, paper: PaperSlack) -> None:
    stage.put("nudge 1")
    paper.fail("error:invalid_blocks")
    stage.courier(paper).run_once()
    assert (stage.state("nudge 1"), stage.row("nudge 1").last_error) == ("parked", "invalid_blocks")


def test_one_message_that_waits_for_another_try_holds_up_no_other(stage: Stage, paper: PaperSlack) -> None:
    stage.put("nudge 1")
    stage.put("nudge 2")
    paper.fail("http_500")
    patient = Timing(lease=30, channel_rest=0, back_off=(600,))
    assert stage.courier(paper, timing=patient).run_once() == 1
    assert (stage.state("nudge 1"), stage.state("nudge 2")) == ("waiting", "sent")


# -- whom it does not reach


def with_support(stage: Stage) -> None:
    glen = stage.builder.body("Glen College")
    officer = stage.builder.contact("Isla Munro", "UAILSA", glen, post="Student Support Manager")
    stage.builder.contact("Morag Kerr", "UMORAG", roles=[("support", None)])
    stage.put("nudge 1", contact_id=id_of(officer), text="2 actions need a word")


def lines_for_support(stage: Stage) -> list[tuple[str, str, str]]:
    """What the support officer is to be told: about whom, why, and what did not get through."""
    with reading(stage.database) as look:
        lines = look.register(stage.builder.id).messages.lines_of_kind(UNREACHED)
        return [(line.subject, line.facts["why"], line.facts["said"]) for line in lines]


def test_the_support_officer_hears_of_somebody_who_cannot_be_reached_in_one_line(
    stage: Stage, paper: PaperSlack
) -> None:
    with_support(stage)
    stage.put("nudge 2", contact_id=stage.row("nudge 1").contact_id, text="3 actions need a word")
    paper.fail("error:user_disabled", times=2)
    assert stage.courier(paper).run_once() == 0
    assert (stage.state("nudge 1"), stage.row("nudge 1").last_error) == ("parked", "user_disabled")
    subject = f"contact {stage.row('nudge 1').contact_id}"
    assert lines_for_support(stage) == [(subject, "user_disabled", "2 actions need a word")]
    with reading(stage.database) as look:
        contact = look.register(stage.builder.id).rows.get(Contact, stage.row("nudge 1").contact_id or 0)
    assert contact is not None
    assert contact.slack_id is None, "they are asked by phone or email from now on"


def test_a_channel_that_is_archived_is_told_of_once_until_something_gets_through(
    stage: Stage, paper: PaperSlack
) -> None:
    with_support(stage)
    courier = stage.courier(paper)
    courier.run_once()
    for key in ("note 1", "note 2", "note 3"):
        stage.clock.move_to(stage.clock.now() + timedelta(days=1))
        stage.put(key, channel="C1")
        paper.fail("error:is_archived")
        courier.run_once()
    assert [subject for subject, _, _ in lines_for_support(stage)] == ["channel C1"]
    stage.put("note 4", channel="C1")
    courier.run_once()
    stage.clock.move_to(stage.clock.now() + timedelta(days=1))
    stage.put("note 5", channel="C1")
    paper.fail("error:not_in_channel")
    courier.run_once()
    assert [why for _, why, _ in lines_for_support(stage)] == ["is_archived", "not_in_channel"]


def test_of_the_support_officers_own_account_nobody_is_told(stage: Stage, paper: PaperSlack) -> None:
    with_support(stage)
    stage.put("nudge 2", channel="UMORAG", contact_id=(stage.row("nudge 1").contact_id or 0) + 1)
    paper.fail("error:messages_tab_disabled", times=2)
    stage.courier(paper).run_once()
    assert [subject for subject, _, _ in lines_for_support(stage)] == [
        f"contact {stage.row('nudge 1').contact_id}"
    ]


def test_many_parked_messages_make_one_notice_a_day(stage: Stage, paper: PaperSlack) -> None:
    with_support(stage)
    stage.put("nudge 2")
    paper.fail("error:invalid_blocks", times=2)
    stage.courier(paper).run_once()
    assert stage.row("undeliverable parked 2026-11-02").state == "sent"
    assert len(stage.everything()) == 3


def test_an_edit_that_came_to_nothing_is_no_news(stage: Stage, paper: PaperSlack) -> None:
    with_support(stage)
    stage.put("edit 1", kind="edit")
    paper.fail("error:message_not_found")
    stage.courier(paper).run_once()
    assert stage.state("edit 1") == "parked"
    assert [row.key for row in stage.everything()] == ["nudge 1", "edit 1"]


# -- workspaces


@pytest.mark.parametrize("code", ["account_inactive", "token_revoked", "missing_scope"])
def test_a_workspace_that_is_gone_is_paused_and_keeps_its_messages(
    stage: Stage, paper: PaperSlack, code: str
) -> None:
    stage.put("nudge 1")
    stage.put("nudge 2", channel="UROSS")
    paper.fail(f"error:{code}")
    courier = stage.courier(paper)
    assert courier.run_once() == 0
    assert paper.sends == ["nudge 1"]
    assert [(row.state, row.attempts) for row in stage.everything()] == [("waiting", 0)] * 2
    with reading(stage.database) as look:
        workspace = look.everywhere.workspace(stage.team_id)
        assert workspace is not None
        [*_, change] = look.register(stage.builder.id).history.of("workspaces", id_of(workspace))
    assert (workspace.state, change.before, change.after) == ("paused", "installed", "paused")
    stage.change_workspace(state="installed")
    assert courier.run_once() == 2


def test_a_token_put_in_meanwhile_is_not_paused_for_the_old_ones_sake(
    stage: Stage, paper: PaperSlack
) -> None:
    class Renewing(PaperSlack):
        def send(self, letter: Letter) -> Outcome:
            stage.change_workspace(token_digest="the new token's")
            return super().send(letter)

    stage.put("nudge 1")
    renewing = Renewing()
    renewing.fail("error:token_revoked")
    assert stage.courier(renewing).run_once() == 1
    assert stage.state("nudge 1") == "sent"


@pytest.mark.parametrize("state", ["paused", "uninstalled"])
def test_nothing_goes_to_a_workspace_that_is_not_installed(
    stage: Stage, paper: PaperSlack, state: str
) -> None:
    stage.put("nudge 1")
    stage.change_workspace(state=state)
    assert stage.courier(paper).run_dry() == 0
    assert (stage.state("nudge 1"), paper.sends) == ("waiting", [])


def test_each_partnerships_messages_go_to_its_own_workspace(shared: Database) -> None:
    here, there = Stage(shared), Stage(shared)
    here.put("nudge of one")
    there.put("nudge of another")
    papers = {here.team_id: PaperSlack(), there.team_id: PaperSlack()}
    courier = here.courier(PaperSlack())
    courier.sender_for = lambda workspace: papers.get(workspace.team_id)
    assert courier.run_once() == 2
    assert papers[here.team_id].sends == ["nudge of one"]
    assert papers[there.team_id].sends == ["nudge of another"]


def test_a_process_without_the_workspaces_token_leaves_its_messages_alone(stage: Stage) -> None:
    stage.put("nudge 1")
    courier = stage.courier(PaperSlack())
    courier.sender_for = lambda workspace: None
    assert courier.run_dry() == 0
    assert stage.row("nudge 1").attempts == 0


# -- leases and faults


def test_a_message_whose_lease_ran_out_is_looked_for_before_it_is_sent(
    stage: Stage, paper: PaperSlack
) -> None:
    stage.put("nudge 1")
    stage.claim(lease=0.2)
    courier = stage.courier(paper)
    assert courier.run_once() == 0
    until(lambda: stage.state("nudge 1") == "sent", courier.run_once)
    assert (paper.looks, paper.sends) == (["nudge 1"], ["nudge 1"])


def test_whoever_lost_the_lease_cannot_settle_any_more(stage: Stage, paper: PaperSlack) -> None:
    stage.put("nudge 1")
    lost = stage.claim(lease=0, owner="here")
    ours = stage.claim(owner="here")
    with working(stage.database, ADMIN, MONDAY) as work:
        messages = work.register(stage.builder.id).messages
        assert not messages.settle(id_of(lost), str(lost.lease_by), real_now(), state="parked")
        assert not messages.renew(id_of(lost), str(lost.lease_by), real_now(), 30)
        assert messages.settle(id_of(ours), str(ours.lease_by), real_now(), state="sent")
        work.commit()
    assert stage.state("nudge 1") == "sent"


def test_a_message_taken_over_during_a_long_search_is_left_to_the_other(stage: Stage) -> None:
    class Slow(PaperSlack):
        def find_sent(self, letter: Letter) -> Outcome | None:
            stage.claim(lease=30, owner="somebody faster")
            return super().find_sent(letter)

    slow = Slow()
    stage.put("nudge 1")
    stage.claim(lease=0)
    courier = stage.courier(slow, timing=Timing(lease=0, channel_rest=0))
    assert courier.run_once() == 0
    assert slow.sends == []
    assert str(stage.row("nudge 1").lease_by).startswith("somebody faster")


def test_a_fault_nobody_foresaw_leaves_the_message_to_its_lease_and_the_rest_goes_out(
    stage: Stage, paper: PaperSlack
) -> None:
    class Faulty(PaperSlack):
        def send(self, letter: Letter) -> Outcome:
            if letter.row.key == "nudge 1":
                raise ZeroDivisionError
            return super().send(letter)

    stage.put("nudge 1")
    stage.put("nudge 2", channel="UROSS")
    faulty = Faulty()
    courier = stage.courier(faulty, timing=Timing(lease=0.3, channel_rest=0, back_off=(0.01,)))
    assert courier.run_once() == 1
    until(lambda: stage.state("nudge 1") == "parked", courier.run_once)
    assert stage.row("nudge 1").last_error == "no word of it, after 2 tries"


def test_a_database_that_is_gone_ends_no_courier(stage: Stage, paper: PaperSlack) -> None:
    def fail(workspace: Workspace) -> PaperSlack:
        raise RuntimeError("the settings cannot be read")

    courier = stage.courier(paper)
    courier.sender_for = fail
    assert courier.run_once() == 0


# -- pace


def test_a_channel_hears_at_most_one_message_a_rest_over_all_couriers_and_channels_take_turns(
    stage: Stage,
) -> None:
    rest, watch = 0.25, Watching()
    for number in range(3):
        for channel in ("UAILSA", "UROSS"):
            stage.put(f"{channel} {number}", channel=channel)
    timing = Timing(lease=10, channel_rest=rest, idle=1)
    together([stage.courier(watch, timing=timing, owner=name).run_dry for name in ("one", "two")])
    assert len(watch.times) == 6
    for channel in ("UAILSA", "UROSS"):
        times = [at for key, at in watch.times if key.startswith(channel)]
        assert all(later - sooner >= rest * 0.9 for sooner, later in pairwise(times))
    assert {key.split()[0] for key, _ in watch.times[:2]} == {"UAILSA", "UROSS"}


def test_one_turn_sends_one_message_a_channel_and_sleeps_for_none(stage: Stage, paper: PaperSlack) -> None:
    for number in range(3):
        stage.put(f"nudge {number}")
    stage.put("elsewhere", channel="UROSS")
    assert stage.courier(paper, timing=Timing(channel_rest=60)).run_once() == 2
    assert paper.sends == ["nudge 0", "elsewhere"]


def test_an_edit_waits_for_no_channels_rest(stage: Stage, paper: PaperSlack) -> None:
    stage.put("nudge 0")
    courier = stage.courier(paper, timing=Timing(channel_rest=60))
    assert courier.run_once() == 1
    stage.put("edit 1", kind="edit")
    stage.put("nudge 1")
    assert courier.run_once() == 1
    assert paper.sends == ["nudge 0", "edit 1"]


# -- several couriers, and processes


@dataclass
class Watching(PaperSlack):
    """Notes when each message was sent, and how many were on their way to one channel at once."""

    times: list[tuple[str, float]] = field(default_factory=list)
    most_at_once: int = 0
    under_way: "Counter[str | None]" = field(default_factory=Counter)

    def send(self, letter: Letter) -> Outcome:
        self.under_way[letter.row.channel] += 1
        self.most_at_once = max(self.most_at_once, self.under_way[letter.row.channel])
        self.times.append((letter.row.key, time.monotonic()))
        time.sleep(0.003)
        outcome = super().send(letter)
        self.under_way[letter.row.channel] -= 1
        return outcome


def together(acts: list[Callable[[], object]]) -> None:
    """Do them at once, each in a thread."""
    threads = [threading.Thread(target=act) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def test_couriers_in_several_threads_send_each_message_once_and_never_two_at_once_to_a_channel(
    stage: Stage,
) -> None:
    watch = Watching()
    keys = [f"nudge {number}" for number in range(30)]
    for number, key in enumerate(keys):
        stage.put(key, channel=f"U{number % 3}")
    timing = Timing(lease=30, channel_rest=0, idle=0.2)
    couriers = [stage.courier(watch, timing=timing, owner=name) for name in ("one", "two", "three")]
    until(
        lambda: len(watch.sends) >= len(keys),
        lambda: together([courier.run_dry for courier in couriers]),
    )
    assert sorted(watch.sends) == sorted(keys)
    assert watch.most_at_once == 1
    assert {row.state for row in stage.everything()} == {"sent"}


def test_a_claim_not_yet_committed_already_holds_its_channel(stage: Stage) -> None:
    stage.put("nudge 1")
    stage.put("nudge 2")
    second: list[Outbox | None] = []

    def claim_too() -> None:
        with working(stage.database, ADMIN, MONDAY) as other:
            messages = other.register(stage.builder.id).messages
            second.append(messages.claim(MONDAY, real_now(), 30, "two"))
            other.commit()

    thread = threading.Thread(target=claim_too)
    with working(stage.database, ADMIN, MONDAY) as work:
        first = work.register(stage.builder.id).messages.claim(MONDAY, real_now(), 30, "one")
        thread.start()
        thread.join(0.3)
        work.commit()
    thread.join()
    assert first is not None
    assert (first.key, second) == ("nudge 1", [None])


@contextmanager
def courier_process(
    stage: Stage, database_url: str, slack: PracticeSlack, point: str, lease: float
) -> "Iterator[subprocess.Popen[str]]":
    program = [sys.executable, "-m", "tests.schedules.courier_process"]
    command = [*program, database_url, slack.url, TOKEN, stage.team_id, point]
    pipes: dict[str, Any] = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    with subprocess.Popen([*command, str(lease)], **pipes) as process:
        try:
            yield process
        finally:
            process.kill()


def test_two_processes_on_one_outbox_send_each_message_once(
    stage: Stage, shared_url: str, slack: PracticeSlack, team: Team
) -> None:
    keys = [f"nudge {number}" for number in range(24)]
    for number, key in enumerate(keys):
        stage.put(key, channel=f"U{number % 6}", text=key)
    with (
        courier_process(stage, shared_url, slack, "race", 30) as one,
        courier_process(stage, shared_url, slack, "race", 30) as two,
    ):
        for process in (one, two):
            assert process.stdout is not None
            assert process.stdout.readline() == "ready\n"
        for process in (one, two):
            assert process.stdin is not None
            process.stdin.write("go\n")
            process.stdin.flush()
        said = [process.communicate(timeout=30)[0] for process in (one, two)]
    assert sum(map(int, said)) == len(keys)
    assert sorted(everything_sent(team)) == sorted(keys)


@pytest.mark.parametrize("point", ["before_send", "after_send"])
def test_a_process_killed_between_claim_and_settlement_ends_with_one_message(
    stage: Stage, shared_url: str, slack: PracticeSlack, team: Team, point: str
) -> None:
    stage.put("nudge 1", text="Two need a word")
    with courier_process(stage, shared_url, slack, point, 0.3) as process:
        assert process.wait(30) == -9
    assert stage.state("nudge 1") == "claimed"
    assert everything_sent(team) == (["Two need a word"] if point == "after_send" else [])
    courier = stage.courier(SlackSender(TOKEN, slack.url))
    until(lambda: stage.state("nudge 1") == "sent", courier.run_once)
    assert everything_sent(team) == ["Two need a word"]


def test_a_courier_at_rest_is_woken_and_stops_when_told(stage: Stage, paper: PaperSlack) -> None:
    stop = threading.Event()
    courier = stage.courier(paper, timing=Timing(idle=60))
    thread = threading.Thread(target=courier.run_until, args=[stop])
    thread.start()
    time.sleep(0.1)
    stage.put("nudge 1")
    courier.wake()
    until(lambda: stage.state("nudge 1") == "sent", lambda: None, seconds=2)
    stop.set()
    thread.join(2)
    assert not thread.is_alive()


# -- by hand


def test_the_outbox_is_listed_with_who_and_why(stage: Stage, paper: PaperSlack) -> None:
    with_support(stage)
    stage.put("nudge 2", channel="CBOARD", not_before=MONDAY + timedelta(days=1))
    stage.put("answer 1", channel=None, kind="respond", not_before=MONDAY + timedelta(days=1))
    paper.fail("error:user_disabled")
    stage.courier(paper).run_once()
    listed = [(e.key, e.to, e.state, e.why) for e in list_outbox(stage.database, stage.builder.id)]
    assert listed == [
        ("nudge 1", "Student Support Manager, Glen College", "parked", "user_disabled"),
        ("nudge 2", "CBOARD", "waiting", None),
        ("answer 1", "whoever asked", "waiting", None),
    ]


def test_a_parked_message_is_sent_after_all_with_what_follows_it(stage: Stage, paper: PaperSlack) -> None:
    stage.put("part 1")
    stage.put("part 2", after_key="part 1")
    paper.fail("error:invalid_blocks")
    courier = stage.courier(paper)
    courier.run_once()
    assert retry_message(stage.database, stage.builder.id, "part 1", ADMIN, MONDAY) == Moved(
        "part 1", "waiting", 1
    )
    assert courier.run_dry() == 2
    assert stage.row("part 1").attempts == 1


def test_a_dropped_message_and_what_follows_it_never_go_out_and_the_record_says_who_dropped_it(
    stage: Stage, paper: PaperSlack
) -> None:
    first = stage.put("part 1")
    stage.put("part 2", after_key="part 1")
    dropped = drop_message(stage.database, stage.builder.id, "part 1", ADMIN, MONDAY)
    assert dropped == Moved("part 1", "withdrawn", 1)
    assert stage.courier(paper).run_once() == 0
    assert {row.state for row in stage.everything()} == {"withdrawn"}
    assert "dropped by the command line, run by morag at 2026-11-02 09:00" in str(
        stage.row("part 1").last_error
    )
    with reading(stage.database) as look:
        [change] = look.register(stage.builder.id).history.of("outbox", id_of(first))
    assert (change.before, change.after, change.by) == ("waiting", "withdrawn", ADMIN.by)


def test_what_is_sent_or_on_its_way_is_neither_dropped_nor_tried_again(
    stage: Stage, paper: PaperSlack
) -> None:
    stage.put("nudge 1")
    stage.claim(lease=0.05)
    for act in (drop_message, retry_message):
        assert act(stage.database, stage.builder.id, "nudge 1", ADMIN, MONDAY) == WrongState(
            "nudge 1", "claimed"
        )
    until(lambda: stage.state("nudge 1") == "sent", stage.courier(paper).run_once)
    for act in (drop_message, retry_message):
        assert act(stage.database, stage.builder.id, "nudge 1", ADMIN, MONDAY) == WrongState(
            "nudge 1", "sent"
        )
        assert act(stage.database, stage.builder.id, "no such", ADMIN, MONDAY) == NoSuchMessage("no such")
