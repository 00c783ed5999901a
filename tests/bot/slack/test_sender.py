"""One message to Slack: what comes of it, and finding again what got lost, through the practice Slack."""

import base64
import logging
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.practice import ALL_SCOPES, PracticeSlack, Team, unlimited
from bot.slack.outcomes import InstallationGone, NotSent, Outcome, RecipientGone, Refused, Sent, Unknown
from bot.slack.sender import Letter, SlackSender, Thread
from schedules.courier import Sender
from storage.records import Outbox
from tests.bot.slack.paper import PaperSlack

TOKEN = "xoxb-sending"
HELLO = {"text": "Good morning"}


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
    team.add_person("UAILSA", "Ailsa Reid")
    team.add_channel("CBOARD", "board-support")
    return team


@pytest.fixture
def sender(slack: PracticeSlack, team: Team) -> SlackSender:
    return SlackSender(TOKEN, slack.url, timeout_seconds=1)


def letter(
    payload: dict[str, Any] | None = None,
    key: str = "nudge 1",
    kind: str = "message",
    channel: str | None = "UAILSA",
    thread: Thread | None = None,
    since: datetime | None = None,
) -> Letter:
    at = datetime.now(UTC)
    row = Outbox(key=key, kind=kind, channel=channel, not_before=at, created_at=at)
    return Letter(row, HELLO if payload is None else payload, thread, since)


def dm(team: Team) -> list[str]:
    return [message.text for message in team.dm(team.workspace.people["UAILSA"])]


# -- a contract the practice Slack and the one on paper both keep


@pytest.fixture(params=["practice", "paper"])
def either(request: pytest.FixtureRequest) -> Iterator[tuple[Sender, Any]]:
    """A sender, and what makes its next sending fail."""
    if request.param == "paper":
        paper = PaperSlack()
        yield paper, paper.fail
        return
    slack: PracticeSlack = request.getfixturevalue("slack")
    yield request.getfixturevalue("sender"), lambda how, **more: slack.fail("chat.postMessage", how, **more)


@pytest.mark.parametrize(
    ("how", "meaning", "arrives"),
    [
        ("ratelimited", NotSent, False),
        ("http_500", Unknown, False),
        ("http_503", Unknown, False),
        ("drop_before", Unknown, False),
        ("drop_after_accepting", Unknown, True),
        ("error:fatal_error", Unknown, False),
        ("accept_then_error:fatal_error", Unknown, True),
        ("accept_then_http_500", Unknown, True),
        ("error:internal_error", Unknown, False),
        ("error:user_disabled", RecipientGone, False),
        ("error:is_archived", RecipientGone, False),
        ("error:token_revoked", InstallationGone, False),
        ("error:missing_scope", InstallationGone, False),
        ("error:invalid_blocks", Refused, False),
    ],
)
def test_what_came_of_it_and_whether_it_is_found(
    either: tuple[Sender, Any], how: str, meaning: type[Outcome], arrives: bool
) -> None:
    sender, fail = either
    fail(how, retry_after=7)
    outcome = sender.send(letter())
    assert type(outcome) is meaning
    if isinstance(outcome, NotSent):
        assert outcome.retry_after == 7
    assert isinstance(sender.find_sent(letter()), Sent) is arrives
    assert sender.find_sent(letter(key="nudge 2")) is None


def test_a_message_that_arrived_is_where_it_says(either: tuple[Sender, Any]) -> None:
    sender, _ = either
    sent = sender.send(letter())
    assert isinstance(sent, Sent)
    assert sent.channel == "DAILSA"
    assert sender.find_sent(letter()) == sent


def test_a_part_goes_into_the_thread_and_is_found_there(either: tuple[Sender, Any]) -> None:
    sender, fail = either
    first = sender.send(letter())
    assert isinstance(first, Sent)
    assert first.channel is not None
    thread = Thread(first.channel, first.ts)
    fail("drop_after_accepting")
    assert isinstance(sender.send(letter(key="part 2", thread=thread)), Unknown)
    assert isinstance(sender.find_sent(letter(key="part 2", thread=thread)), Sent)
    assert sender.find_sent(letter(key="part 3", thread=thread)) is None


# -- what only a real server shows


def test_a_server_that_refuses_connections_has_received_nothing() -> None:
    slack = PracticeSlack().start()
    slack.stop()
    assert SlackSender(TOKEN, slack.url).send(letter()) == NotSent("ConnectionRefusedError")


def test_a_slow_answer_leaves_it_unknown(slack: PracticeSlack, sender: SlackSender, team: Team) -> None:
    slack.fail("chat.postMessage", "slow_after_accepting", seconds=1.3)
    assert isinstance(sender.send(letter()), Unknown)
    assert isinstance(sender.find_sent(letter()), Sent)


def test_nothing_is_tried_twice_by_itself(slack: PracticeSlack, sender: SlackSender, team: Team) -> None:
    slack.fail("chat.postMessage", "drop_before")
    sender.send(letter())
    assert len(slack.calls("chat.postMessage")) == 1


def test_the_key_travels_in_the_metadata(slack: PracticeSlack, sender: SlackSender, team: Team) -> None:
    sender.send(letter(key="nudge 2026-W45 7 1"))
    [message] = team.dm(team.workspace.people["UAILSA"])
    assert message.metadata == {"event_type": "loip_outbox", "event_payload": {"key": "nudge 2026-W45 7 1"}}


def test_a_message_may_go_to_a_channel(sender: SlackSender, team: Team) -> None:
    assert isinstance(sender.send(letter(channel="CBOARD")), Sent)
    assert isinstance(sender.find_sent(letter(channel="CBOARD")), Sent)


def test_a_message_to_nobody_is_refused(sender: SlackSender, team: Team) -> None:
    assert isinstance(sender.send(letter(channel=None)), Refused)


def test_what_slack_finds_wrong_with_the_blocks_is_a_fault_of_ours(sender: SlackSender, team: Team) -> None:
    wrong = {"text": "Good morning", "blocks": [{"type": "section", "text": {"type": "mrkdwn", "text": ""}}]}
    assert isinstance(sender.send(letter(wrong)), Refused)


def test_a_dead_token_is_the_installations_matter(slack: PracticeSlack, team: Team) -> None:
    assert SlackSender("xoxb-old", slack.url).send(letter()) == InstallationGone("invalid_auth")
    team.installation.installed = False
    assert SlackSender(TOKEN, slack.url).send(letter()) == InstallationGone("account_inactive")


def test_a_person_who_left_is_gone(sender: SlackSender, team: Team) -> None:
    team.workspace.people["UAILSA"].deleted = True
    assert sender.send(letter()) == RecipientGone("user_disabled")
    assert sender.find_sent(letter()) == RecipientGone("user_disabled")


def test_a_message_is_found_many_pages_back(slack: PracticeSlack, team: Team) -> None:
    sender = SlackSender(TOKEN, slack.url, page=2)
    sent = sender.send(letter())
    for number in range(7):
        sender.send(letter(key=f"nudge of week {number}"))
    assert sender.find_sent(letter()) == sent
    assert len(slack.calls("conversations.history")) == 4


def test_too_much_to_look_through_is_not_taken_for_absence(slack: PracticeSlack, team: Team) -> None:
    sender = SlackSender(TOKEN, slack.url, page=1)
    for number in range(12):
        sender.send(letter(key=f"nudge {number}"))
    assert isinstance(sender.find_sent(letter(key="lost")), Unknown)


def test_nothing_older_than_the_message_is_looked_through(
    slack: PracticeSlack, sender: SlackSender, team: Team
) -> None:
    sent = sender.send(letter())
    assert sender.find_sent(letter(since=datetime.now(UTC))) == sent
    assert sender.find_sent(letter(since=datetime.now(UTC) + timedelta(hours=1))) is None


def test_a_search_without_the_scope_for_it_says_so_and_blames_no_installation(
    sender: SlackSender, team: Team
) -> None:
    team.scopes = ALL_SCOPES - {"im:history"}
    assert isinstance(sender.find_sent(letter()), Refused)


@pytest.mark.parametrize(("how", "meaning"), [("http_500", Unknown), ("ratelimited", NotSent)])
def test_a_search_that_fails_is_no_search(
    slack: PracticeSlack, sender: SlackSender, team: Team, how: str, meaning: type[Outcome]
) -> None:
    slack.fail("conversations.history", how)
    assert type(sender.find_sent(letter())) is meaning


# -- edits, answers to taps, files


def test_an_edit_changes_the_message_and_may_be_repeated(sender: SlackSender, team: Team) -> None:
    sent = sender.send(letter())
    assert isinstance(sent, Sent)
    edit = {"channel": sent.channel, "ts": sent.ts, "text": "Thank you"}
    for _ in range(2):
        assert sender.send(letter(edit, kind="edit", channel=None)) == sent
    assert dm(team) == ["Thank you"]
    assert sender.find_sent(letter(edit, kind="edit", channel=None)) is None


def test_an_edit_of_what_was_deleted_is_refused(sender: SlackSender, team: Team) -> None:
    edit = {"channel": "DAILSA", "ts": "1.000001", "text": "Thank you"}
    team.workspace.dm_channel("UAILSA")
    assert sender.send(letter(edit, kind="edit")) == Refused("message_not_found")


def response_url(team: Team) -> str:
    team.workspace.dm_channel("UAILSA")
    return team.installation.response_url("DAILSA", "UAILSA", time.monotonic())


def answer_at(url: str) -> Letter:
    return letter({"response_url": url, "text": "Recorded", "response_type": "ephemeral"}, kind="respond")


def test_an_answer_goes_to_the_address_a_tap_came_with(sender: SlackSender, team: Team) -> None:
    assert sender.send(answer_at(response_url(team))) == Sent()
    assert [each.text for each in team.ephemerals(team.workspace.people["UAILSA"])] == ["Recorded"]


def test_an_address_that_ran_out_is_refused(sender: SlackSender, team: Team) -> None:
    url = response_url(team)
    for _ in range(5):
        assert sender.send(answer_at(url)) == Sent()
    assert sender.send(answer_at(url)) == Refused("used_url")


@pytest.mark.parametrize(
    "url",
    [
        "http://hooks.slack.com/actions/T1/1/x",
        "https://hooks.slack.com.example/actions",
        "https://example.org/hooks.slack.com",
        "https://someone@hooks.slack.com/actions",
        "https://hooks.slack.com:8443/actions",
        "https://files.slack.com/actions",
        "file:///etc/passwd",
        "http://127.0.0.1:9/response",
        "",
    ],
)
def test_nothing_is_posted_to_an_address_that_is_not_slacks(url: str) -> None:
    assert isinstance(SlackSender(TOKEN).send(answer_at(url)), Refused)


def test_where_slack_is_played_here_answers_go_to_that_server_alone(sender: SlackSender, team: Team) -> None:
    assert isinstance(sender.send(answer_at("http://127.0.0.1:9/response")), Refused)
    assert isinstance(sender.send(answer_at("https://hooks.slack.com/actions/T1")), Refused)


def test_the_address_to_answer_at_is_in_no_log(
    sender: SlackSender, team: Team, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    url = response_url(team)
    team.installation.response_urls.clear()
    outcome = sender.send(answer_at(url))
    assert isinstance(outcome, Refused)
    assert url not in caplog.text + str(outcome)


PAGE = {"name": "Board digest 3 December.html", "title": "Board digest", "content": "<h1>Board</h1>"}


def test_a_file_goes_into_the_dm_with_its_comment(
    slack: PracticeSlack, sender: SlackSender, team: Team
) -> None:
    assert sender.send(letter({"text": "To forward", "file": PAGE})) == Sent("DAILSA")
    [message] = team.dm(team.workspace.people["UAILSA"])
    [file_id] = message.files
    upload = team.workspace.uploads[file_id]
    assert (message.text, upload.title, upload.content) == ("To forward", "Board digest", b"<h1>Board</h1>")


def test_a_file_may_be_bytes_and_go_into_a_thread(sender: SlackSender, team: Team) -> None:
    sent = sender.send(letter())
    assert isinstance(sent, Sent)
    assert sent.channel is not None
    file = {"name": "board.docx", "base64": base64.b64encode(b"\x00\xff").decode()}
    sender.send(letter({"file": file}, thread=Thread(sent.channel, sent.ts)))
    [first] = team.dm(team.workspace.people["UAILSA"])
    reply = team.thread(first)[1]
    assert team.workspace.uploads[reply.files[0]].content == b"\x00\xff"


def test_a_file_that_got_lost_is_found_by_name_and_size(
    slack: PracticeSlack, sender: SlackSender, team: Team
) -> None:
    slack.fail("files.completeUploadExternal", "drop_after_accepting")
    assert isinstance(sender.send(letter({"file": PAGE})), Unknown)
    assert isinstance(sender.find_sent(letter({"file": PAGE})), Sent)
    assert sender.find_sent(letter({"file": PAGE | {"content": "<h1>Other</h1> "}})) is None


@pytest.mark.parametrize("method", ["conversations.open", "files.getUploadURLExternal"])
def test_a_file_not_yet_shared_is_certainly_not_sent(
    slack: PracticeSlack, sender: SlackSender, team: Team, method: str
) -> None:
    slack.fail(method, "http_500")
    assert isinstance(sender.send(letter({"file": PAGE})), NotSent)
    assert dm(team) == []
