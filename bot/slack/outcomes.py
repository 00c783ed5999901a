"""What can come of sending a message, and which of Slack's answers means which: a table before branches.

There is no idempotency key in Slack, so the one question that matters is whether a message may have arrived.
"""

import re
import socket
import ssl
from dataclasses import dataclass
from urllib.error import URLError


@dataclass(frozen=True, slots=True)
class Sent:
    """It is there. `channel` and `ts` say where, as far as Slack told; of an answer to a tap it does not."""

    channel: str | None = None
    ts: str | None = None


@dataclass(frozen=True, slots=True)
class NotSent:
    """It certainly did not arrive; later it may. `retry_after`: seconds to wait, if Slack said so."""

    why: str
    retry_after: float | None = None


@dataclass(frozen=True, slots=True)
class Unknown:
    """It may have arrived or not: it has to be looked for before it is sent again."""

    why: str


@dataclass(frozen=True, slots=True)
class RecipientGone:
    """It cannot reach this person or channel, however often it is tried."""

    why: str


@dataclass(frozen=True, slots=True)
class InstallationGone:
    """The workspace no longer has the app as it has to be: nothing can be sent there."""

    why: str


@dataclass(frozen=True, slots=True)
class Refused:
    """Slack does not accept the message itself: a fault of ours, which no second try puts right."""

    why: str


Outcome = Sent | NotSent | Unknown | RecipientGone | InstallationGone | Refused
Failure = type[NotSent] | type[Unknown] | type[RecipientGone] | type[InstallationGone] | type[Refused]

_CODES: tuple[tuple[Failure, str], ...] = (
    (NotSent, "ratelimited rate_limited message_limit_exceeded accesslimited team_added_to_org"),
    (NotSent, "request_timeout"),
    (Unknown, "fatal_error internal_error service_unavailable"),
    (RecipientGone, "user_not_found users_not_found user_disabled user_not_visible cannot_dm_bot"),
    (RecipientGone, "channel_not_found is_archived is_inactive not_in_channel messages_tab_disabled"),
    (RecipientGone, "restricted_action restricted_action_read_only_channel"),
    (RecipientGone, "restricted_action_thread_only_channel restricted_action_non_threadable_channel"),
    (InstallationGone, "account_inactive token_revoked token_expired invalid_auth not_authed missing_scope"),
    (InstallationGone, "not_allowed_token_type no_permission org_login_required ekm_access_denied"),
    (InstallationGone, "access_denied team_access_not_granted two_factor_setup_required"),
)

MEANING: dict[str, Failure] = {code: failure for failure, codes in _CODES for code in codes.split()}
"""Slack's error codes; any other is about the message itself, and so `Refused`."""

NEVER_LEFT = (ConnectionRefusedError, socket.gaierror, ssl.SSLCertVerificationError)
"""Faults before a byte of the message is on its way. Any other fault of the network leaves it unknown."""

_CODE = re.compile(r"[a-z][a-z0-9_]{2,60}")


def outcome_of_answer(status: int, error: str, retry_after: str | None = None) -> Outcome:
    """What an answer other than "ok" means. `error` is Slack's code, or whatever text stands in its place."""
    if status == 429:
        return NotSent("ratelimited", _seconds(retry_after))
    if status >= 500:
        return Unknown(f"HTTP {status}")
    if _CODE.fullmatch(error):
        failure = MEANING.get(error, Refused)
        return NotSent(error, _seconds(retry_after)) if failure is NotSent else failure(error)
    # Not Slack speaking, but something on the way: it let nothing through (4xx), or there is no telling.
    return NotSent(f"HTTP {status}") if status >= 400 else Unknown("an answer that is not Slack's")


def outcome_of_fault(fault: Exception) -> Outcome:
    """What it means that no answer came."""
    cause = fault.reason if isinstance(fault, URLError) and isinstance(fault.reason, Exception) else fault
    why = type(cause).__name__
    return NotSent(why) if isinstance(cause, NEVER_LEFT) else Unknown(why)


def _seconds(retry_after: str | None) -> float | None:
    try:
        return max(0.0, float(retry_after)) if retry_after else None
    except ValueError:
        return None
