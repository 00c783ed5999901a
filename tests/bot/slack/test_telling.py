"""Telling somebody at once: only where Slack itself gave the address."""

import pytest

from bot.practice import PracticeSlack
from bot.slack.addresses import may_answer_at, may_upload_to
from bot.slack.app import build_client
from bot.slack.telling import tell_at_once

SLACK = "https://slack.com/api/"


@pytest.mark.parametrize(
    ("url", "answer", "upload"),
    [
        ("https://hooks.slack.com/actions/T1/1/x", True, True),
        ("https://files.slack.com/upload", False, True),
        ("http://hooks.slack.com/actions", False, False),
        ("https://hooks.slack.com:8443/actions", False, False),
        ("https://someone@hooks.slack.com/actions", False, False),
        ("https://hooks.slack.com.example/actions", False, False),
        ("http://[nowhere", False, False),
    ],
)
def test_only_slacks_own_hosts_over_https_are_used(url: str, answer: bool, upload: bool) -> None:
    assert (may_answer_at(url, SLACK), may_upload_to(url, SLACK)) == (answer, upload)


def test_where_slack_is_played_here_only_that_server_is_used() -> None:
    here = "http://127.0.0.1:9000/api/"
    assert may_answer_at("http://127.0.0.1:9000/response/1", here)
    assert not may_answer_at("http://127.0.0.1:9001/response/1", here)


def test_nobody_is_told_at_an_address_that_is_not_slacks() -> None:
    with PracticeSlack() as other:
        client = build_client("xoxb-1", SLACK)
        assert not tell_at_once(client, {"text": "It failed"}, f"{other.url}response/1", None)
        assert other.log == []
