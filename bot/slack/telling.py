"""Telling somebody something at once, past the outbox: for the one case that the outbox itself may be what failed."""

import structlog
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.webhook import WebhookClient

from bot.slack.addresses import may_answer_at
from bot.views.blocks import Block

TELL_SECONDS = 1
"""How long it may take: what failed took its time already, and Slack waits three seconds in all."""

log = structlog.get_logger("loip.telling")


def tell_at_once(
    client: WebClient,
    message: Block,
    response_url: str | None,
    channel: str | None,
    thread_ts: str | None = None,
) -> bool:
    """Show it to whoever tapped (`response_url`) or wrote (`channel`, in a thread there if `thread_ts` names one).

    Says whether it got there. It is never tried twice.
    """
    try:
        if response_url and not may_answer_at(response_url, client.base_url):
            log.warning("the address to answer at is not Slack's")
            return False
        if response_url:
            aside = message | {"replace_original": False, "response_type": "ephemeral"}
            return WebhookClient(response_url, TELL_SECONDS).send_dict(aside).status_code == 200
        if channel:
            brief = WebClient(client.token, client.base_url, TELL_SECONDS, ssl=client.ssl, retry_handlers=[])
            under = {"thread_ts": thread_ts} if thread_ts else {}
            brief.chat_postMessage(channel=channel, **message | under)
            return True
    except (SlackApiError, OSError) as error:
        log.warning("somebody could not be told of a failure", kind=type(error).__name__)
    return False
