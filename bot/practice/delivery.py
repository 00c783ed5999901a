"""Sending a payload to the app, by Socket Mode or signed HTTP, and waiting for its acknowledgement.

The one place which talks to the app. It knows nothing of what a payload means.
"""

import hashlib
import hmac
import http.client
import json
import time
from collections.abc import Sequence
from concurrent.futures import TimeoutError as NotInTime
from dataclasses import dataclass, field, replace
from itertools import count
from typing import Any
from urllib.parse import urlencode, urlsplit

from bot.practice.entities import Json
from bot.practice.installation import Installation
from bot.practice.payloads import as_json
from bot.practice.sockets import NoSocket, Sockets

ACKNOWLEDGE_SECONDS = 3.0
SOCKET_KINDS = {"command": "slash_commands", "interaction": "interactive", "event": "events_api"}
_numbers = count(1)


@dataclass(frozen=True)
class Parcel:
    """A payload on its way: `kind` is command, interaction or event; a retry says its number and reason."""

    kind: str
    name: str
    payload: Json
    retry: int = 0
    reason: str = ""


@dataclass(frozen=True)
class Reply:
    """What came back. No status when nothing did; `error` is Slack's word for a failure."""

    status: int | None
    body: Json = field(default_factory=dict)
    milliseconds: float = 0.0
    error: str | None = None
    final: bool = False

    @property
    def acknowledged(self) -> bool:
        """Whether the app took the payload, in time."""
        return self.status == 200


def deliver(
    installation: Installation, sockets: Sockets, parcel: Parcel, seconds: float = ACKNOWLEDGE_SECONDS
) -> Reply:
    """Send once and wait at most so long."""
    start = time.monotonic()
    if installation.request_url:
        reply = _by_http(installation, parcel, seconds)
    else:
        reply = _by_socket(installation, sockets, parcel, seconds)
    return replace(reply, milliseconds=(time.monotonic() - start) * 1000)


def deliver_event(
    installation: Installation,
    sockets: Sockets,
    parcel: Parcel,
    seconds: float = ACKNOWLEDGE_SECONDS,
    delays: Sequence[float] = (),
) -> list[Reply]:
    """Every reply to an event, sent again after each delay until it is taken or the app asks not to retry."""
    replies = [deliver(installation, sockets, parcel, seconds)]
    for number, delay in enumerate(delays, start=1):
        if replies[-1].acknowledged or replies[-1].final:
            break
        time.sleep(delay)
        reason = "http_timeout" if replies[-1].error == "operation_timeout" else "http_error"
        replies.append(deliver(installation, sockets, replace(parcel, retry=number, reason=reason), seconds))
    return replies


def signature(secret: str, timestamp: str, body: bytes) -> str:
    """Slack's `X-Slack-Signature` over a request body."""
    signed = b"v0:" + timestamp.encode() + b":" + body
    return "v0=" + hmac.new(secret.encode(), signed, hashlib.sha256).hexdigest()


def _by_socket(installation: Installation, sockets: Sockets, parcel: Parcel, seconds: float) -> Reply:
    envelope: Json = {
        "envelope_id": f"envelope-{next(_numbers):08x}",
        "type": SOCKET_KINDS[parcel.kind],
        "payload": parcel.payload,
        "accepts_response_payload": parcel.kind != "event",
    }
    if parcel.kind == "event":
        envelope |= {"retry_attempt": parcel.retry, "retry_reason": parcel.reason}
    try:
        awaited = sockets.send(installation.workspace.id, envelope, patience=min(1.0, seconds))
        body = awaited.result(timeout=seconds).get("payload")
    except NoSocket:
        return Reply(None, error="dispatch_failed")
    except NotInTime:
        return Reply(None, error="operation_timeout")
    return Reply(200, body if isinstance(body, dict) else {})


def _by_http(installation: Installation, parcel: Parcel, seconds: float) -> Reply:
    body, content_type = encoded(parcel)
    timestamp = str(int(time.time()))
    headers = {
        "Content-Type": content_type,
        "User-Agent": "Slackbot 1.0 (+https://api.slack.com/robots)",
        "X-Slack-Request-Timestamp": timestamp,
        "X-Slack-Signature": signature(installation.signing_secret, timestamp, body),
    }
    if parcel.retry:
        headers |= {"X-Slack-Retry-Num": str(parcel.retry), "X-Slack-Retry-Reason": parcel.reason}
    try:
        return _post(str(installation.request_url), body, headers, seconds)
    except TimeoutError:
        return Reply(None, error="operation_timeout")
    except (OSError, http.client.HTTPException):
        return Reply(None, error="dispatch_failed")


def encoded(parcel: Parcel) -> tuple[bytes, str]:
    """A payload as Slack sends it over HTTP, and its content type."""
    if parcel.kind == "event":
        return as_json(parcel.payload).encode(), "application/json"
    fields = parcel.payload if parcel.kind == "command" else {"payload": as_json(parcel.payload)}
    return urlencode(fields).encode(), "application/x-www-form-urlencoded"


def _post(url: str, body: bytes, headers: dict[str, str], seconds: float) -> Reply:
    place = urlsplit(url)
    make = http.client.HTTPSConnection if place.scheme == "https" else http.client.HTTPConnection
    connection = make(place.hostname or "", place.port, timeout=seconds)
    try:
        connection.request("POST", place.path or "/", body, headers)
        answer = connection.getresponse()
        content = answer.read().decode("utf-8", "replace")
        kind = answer.headers.get("Content-Type", "")
        final = answer.headers.get("X-Slack-No-Retry") == "1"
    finally:
        connection.close()
    error = None if answer.status == 200 else "http_service_error"
    return Reply(answer.status, _body(content, kind), error=error, final=final)


def _body(content: str, kind: str) -> Json:
    if not content.strip():
        return {}
    if kind.startswith("application/json"):
        try:
            parsed: Any = json.loads(content)
        except ValueError:
            return {"text": content}
        return parsed if isinstance(parsed, dict) else {}
    return {"text": content}
