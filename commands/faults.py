"""When something fails: the one listener that always answers, with the person's own words and a reference.

After an exception Socket Mode would send nothing at all, and the person would see a time-out.
"""

import json
import secrets
from collections.abc import Sequence
from typing import Any

import structlog
from slack_bolt import App, BoltResponse

from bot.views import refusals
from bot.views.blocks import Block
from storage.engine import BusyError

log = structlog.get_logger()


def register(app: App) -> None:
    """Answer every failure."""

    @app.error
    def failed(error: Exception, body: dict[str, Any]) -> BoltResponse:
        reference = secrets.token_hex(4)
        typed = _typed(body)
        if isinstance(error, BusyError):
            log.warning("busy", reference=reference)
            return _respond(
                body,
                refusals.busy(typed),
                "The register was busy and nothing was saved. Please send it again.",
            )
        log.error("failed", reference=reference, kind=type(error).__name__, exc_info=error)
        words = f"Something went wrong on my side (reference {reference}). Please send it again."
        return _respond(body, refusals.fault(reference, typed), words)


def _respond(body: dict[str, Any], answer: Block, form_words: str) -> BoltResponse:
    """The right answer for each kind of payload: words for a command, an error in the form, else an empty 200."""
    if body.get("type") == "view_submission":
        blocks = body["view"]["blocks"]
        first = next((block["block_id"] for block in blocks if block["type"] == "input"), "words")
        return _json({"response_action": "errors", "errors": {first: form_words}})
    if "command" in body:
        return _json({"response_type": "ephemeral", **answer})
    return BoltResponse(status=200, body="")


def _json(body: dict[str, Any]) -> BoltResponse:
    headers: dict[str, str | Sequence[str]] = {"content-type": ["application/json;charset=utf-8"]}
    return BoltResponse(status=200, body=json.dumps(body), headers=headers)


def _typed(body: dict[str, Any]) -> str:
    """What the person had written, wherever the payload keeps it."""
    return str(body.get("text") or "")
