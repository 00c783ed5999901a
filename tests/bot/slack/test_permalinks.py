"""The address of a message, put together where Slack does not tell it."""

import pytest

from bot.slack.app import build_client
from bot.slack.permalinks import permalink

NOWHERE = "http://127.0.0.1:1/"


def test_of_any_other_it_is_put_together_in_slacks_form() -> None:
    client = build_client("xoxb-1", NOWHERE)
    base = "https://inverlath.slack.com/archives/C12/p1793608200000900"
    assert permalink(client, "inverlath", "C12", "1793608200.000900") == base
    in_thread = permalink(client, "inverlath", "C12", "1793608200.000900", "1793608100.000100")
    assert in_thread == f"{base}?thread_ts=1793608100.000100&cid=C12"


@pytest.mark.parametrize(
    ("domain", "channel", "ts"),
    [
        ("", "C12", "1.0"),
        ("evil.example/", "C12", "1.0"),
        ("Inverlath|x", "C12", "1.0"),
        ("inverlath", "C12/..", "1.0"),
        ("inverlath", "C12", "1.0?x"),
    ],
)
def test_nothing_but_slacks_own_form_becomes_an_address(domain: str, channel: str, ts: str) -> None:
    assert permalink(build_client("xoxb-1", NOWHERE), domain, channel, ts) is None
