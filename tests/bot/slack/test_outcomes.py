"""Slack's answers, and the faults of a network, mean one of six things."""

import socket
import ssl
from http.client import IncompleteRead, RemoteDisconnected
from urllib.error import URLError

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.slack.outcomes import (
    MEANING,
    InstallationGone,
    NotSent,
    Outcome,
    RecipientGone,
    Refused,
    Sent,
    Unknown,
    outcome_of_answer,
    outcome_of_fault,
)

NAMED = {
    NotSent: ["ratelimited"],
    Unknown: ["fatal_error", "internal_error"],
    RecipientGone: [
        "user_not_found",
        "user_disabled",
        "is_archived",
        "not_in_channel",
        "channel_not_found",
        "cannot_dm_bot",
        "messages_tab_disabled",
    ],
    InstallationGone: ["account_inactive", "token_revoked", "invalid_auth", "missing_scope"],
    Refused: ["invalid_blocks", "msg_too_long", "no_text", "thread_not_found", "expired_url", "a_new_code"],
}


@pytest.mark.parametrize(
    ("code", "meaning"), [(code, meaning) for meaning, codes in NAMED.items() for code in codes]
)
def test_each_of_slacks_codes_means_one_thing(code: str, meaning: type[Outcome]) -> None:
    assert type(outcome_of_answer(200, code)) is meaning


@pytest.mark.parametrize("code", sorted(MEANING))
def test_a_code_means_the_same_whatever_the_status_it_comes_with(code: str) -> None:
    assert type(outcome_of_answer(200, code)) is type(outcome_of_answer(403, code)) is MEANING[code]


def test_no_code_is_listed_twice() -> None:
    from bot.slack.outcomes import _CODES

    listed = [code for _, codes in _CODES for code in codes.split()]
    assert len(listed) == len(set(listed))


@given(st.integers(500, 599), st.sampled_from([*sorted(MEANING), "Internal Server Error", ""]))
def test_a_server_error_is_never_taken_for_certainty(status: int, error: str) -> None:
    assert outcome_of_answer(status, error) == Unknown(f"HTTP {status}")


@given(st.text(), st.integers(200, 499), st.text() | st.none())
def test_no_answer_but_slacks_own_ok_counts_as_sent(error: str, status: int, retry_after: str | None) -> None:
    assert not isinstance(outcome_of_answer(status, error, retry_after), Sent)


@pytest.mark.parametrize(
    ("header", "seconds"), [("30", 30.0), ("0", 0.0), ("1.5", 1.5), (None, None), ("", None), ("soon", None)]
)
def test_slacks_wait_is_read_from_its_header(header: str | None, seconds: float | None) -> None:
    assert outcome_of_answer(429, "ratelimited", header) == NotSent("ratelimited", seconds)


@pytest.mark.parametrize(
    ("status", "text", "meaning"),
    [
        (407, "Proxy Authentication Required", NotSent),
        (404, "<html>", NotSent),
        (200, "Received a response in a non-JSON format: <html>", Unknown),
        (404, "expired_url", Refused),
    ],
)
def test_what_is_not_slack_speaking_is_no_verdict_on_the_message(
    status: int, text: str, meaning: type[Outcome]
) -> None:
    assert type(outcome_of_answer(status, text)) is meaning


@pytest.mark.parametrize(
    "fault",
    [ConnectionRefusedError(), socket.gaierror(-2, "unknown"), ssl.SSLCertVerificationError("self-signed")],
)
def test_a_fault_before_the_first_byte_means_not_sent(fault: Exception) -> None:
    assert isinstance(outcome_of_fault(fault), NotSent)
    assert isinstance(outcome_of_fault(URLError(fault)), NotSent)


@pytest.mark.parametrize(
    "fault",
    [
        TimeoutError(),
        URLError(TimeoutError()),
        ConnectionResetError(),
        BrokenPipeError(),
        RemoteDisconnected(""),
        IncompleteRead(b""),
        URLError("no host given"),
    ],
)
def test_any_later_fault_leaves_it_unknown(fault: Exception) -> None:
    assert isinstance(outcome_of_fault(fault), Unknown)
