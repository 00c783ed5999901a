"""A file is fetched with the token from Slack alone, within a size, and whatever goes wrong is one line."""

from collections.abc import Iterator
from typing import Any

import pytest

from bot.practice import PracticeSlack, Team
from bot.rules.sheet_report import FetchedFile, NotRead
from bot.slack import files
from bot.slack.addresses import may_fetch_from
from bot.slack.app import build_client
from bot.slack.files import Files

SLACK = "https://slack.com/api/"


@pytest.fixture(scope="module")
def slack() -> Iterator[PracticeSlack]:
    with PracticeSlack() as slack:
        slack.add_workspace("T1", "Inverlath").installation.events = frozenset()
        yield slack


@pytest.fixture
def team(slack: PracticeSlack) -> Team:
    return slack.teams["T1"]


@pytest.fixture
def fetching(slack: PracticeSlack, team: Team) -> Files:
    token = team.installation.bot_token
    return Files(build_client(token, slack.url), token, slack.url)


def shared(team: Team, content: bytes = b"Action,Lead\r\n") -> Any:
    """A file somebody has shared with the bot."""
    person = team.workspace.people.get("U1") or team.add_person("U1", "Ana")
    message = team.upload(person, None, "tracker.csv", content).message
    assert message is not None
    return team.workspace.uploads[message.files[0]]


def test_what_was_shared_is_fetched_byte_for_byte(fetching: Files, team: Team) -> None:
    assert fetching.fetch(shared(team).id) == FetchedFile("tracker.csv", b"Action,Lead\r\n")


@pytest.mark.parametrize(
    ("how", "line"),
    [
        ("error:file_not_found", "no longer in Slack"),
        ("error:missing_scope", "files:read"),
        ("ratelimited", "in a minute"),
        ("drop_before", "in a minute"),
        ("http_500", "in a minute"),
    ],
)
def test_what_slack_does_not_give_is_one_line(
    how: str, line: str, fetching: Files, team: Team, slack: PracticeSlack
) -> None:
    file = shared(team)
    slack.fail("files.info", how)
    said = fetching.fetch(file.id)
    assert isinstance(said, NotRead)
    assert line in said.line


def test_a_file_too_large_is_not_even_begun(
    fetching: Files, team: Team, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = shared(team)
    monkeypatch.setattr(files, "LARGEST", 5)
    monkeypatch.setattr(Files, "_download", lambda *_: pytest.fail("it was fetched"))
    said = fetching.fetch(file.id)
    assert isinstance(said, NotRead)
    assert "larger than" in said.line


def test_slacks_sign_in_page_is_not_taken_for_the_file(slack: PracticeSlack, team: Team) -> None:
    file = shared(team)
    fetching = Files(build_client(team.installation.bot_token, slack.url), "xoxb-another", slack.url)
    assert isinstance(fetching.fetch(file.id), NotRead)


@pytest.mark.parametrize(
    "url",
    [
        "https://files.slack.com.evil.example/files-pri/T1-F1/x",
        "https://evil.example/files.slack.com",
        "http://files.slack.com/x",
        "https://files.slack.com@evil.example/x",
        "https://files.slack.com:8443/x",
        "file:///etc/passwd",
        "",
        "https://[",
    ],
)
def test_the_token_is_shown_to_slack_alone(url: str) -> None:
    assert not may_fetch_from(url, SLACK)
    assert may_fetch_from("https://files.slack.com/files-pri/T1-F1/download/x", SLACK)
