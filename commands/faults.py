"""When something fails: the one listener that always answers, with the person's own words and a reference.

After an exception Socket Mode would send nothing at all, and the person would see a time-out. A command and a form
are answered in the acknowledgement; a tap and a message, whose acknowledgement nobody sees, by a message.
"""

import json
import secrets
from collections.abc import Sequence
from typing import Any

import structlog
from slack_bolt import App, BoltResponse
from slack_sdk import WebClient

from bot.log import where_it_failed
from bot.slack.telling import tell_at_once
from bot.views import refusals
from bot.views.blocks import Block
from bot.views.escape import unescaped
from bot.views.forms import done_view, first_input
from commands.messages import is_written_by_a_person
from storage.engine import BusyError

log = structlog.get_logger("loip.faults")


def register(app: App) -> None:
    """Answer every failure."""

    @app.error
    def failed(error: Exception, body: dict[str, Any], client: WebClient) -> BoltResponse:
        reference = secrets.token_hex(4)
        typed = _typed(body)
        if isinstance(error, BusyError):
            log.warning("busy", reference=reference)
            words = (
                f"The register was busy and nothing was saved (reference {reference}). Please send it again."
            )
            return _respond(body, refusals.busy(reference, typed), words, client)
        log.error("failed", reference=reference, **where_it_failed(error))
        words = f"Something went wrong on my side (reference {reference}). Please send it again."
        return _respond(body, refusals.fault(reference, typed), words, client)


def _respond(body: dict[str, Any], answer: Block, form_words: str, client: WebClient) -> BoltResponse:
    """The right answer for each kind of payload: words for a command, an error in the form, else a message."""
    if body.get("type") == "view_submission":
        if not any(block["type"] == "input" for block in body["view"]["blocks"]):
            return _json({"response_action": "update", "view": done_view("Not saved", answer)})
        return _json({"response_action": "errors", "errors": {first_input(body["view"]): form_words}})
    if "command" in body:
        return _json({"response_type": "ephemeral", **answer})
    event = body.get("event") or {}
    wrote = event.get("channel_type") == "im" and is_written_by_a_person(event)
    channel, thread = (event["channel"], event.get("thread_ts")) if wrote else (_acting(body), None)
    told = tell_at_once(client, answer, body.get("response_url"), channel, thread)
    # An event that is not acknowledged comes again: the person's words get another chance.
    return BoltResponse(status=200 if told or "event" not in body else 503, body="")


def _acting(body: dict[str, Any]) -> str | None:
    """Who tapped on Home, used a shortcut or mentioned the bot: nothing is answered there, so they are written to."""
    event = body.get("event") or {}
    if event.get("type") == "app_mention" and is_written_by_a_person(event):
        return event.get("user")
    return (body.get("user") or {}).get("id") if "trigger_id" in body else None


def _json(body: dict[str, Any]) -> BoltResponse:
    headers: dict[str, str | Sequence[str]] = {"content-type": ["application/json;charset=utf-8"]}
    return BoltResponse(status=200, body=json.dumps(body), headers=headers)


def _typed(body: dict[str, Any]) -> str:
    """What the person had written, wherever the payload keeps it; a form keeps its own."""
    event = body.get("event") or {}
    return str(body.get("text") or "") or unescaped(str(event.get("text") or ""))
