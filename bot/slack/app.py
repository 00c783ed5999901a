"""The Bolt application, without a listener yet. What may live here: how Bolt is set up, and why."""

import logging

from slack_bolt import App
from slack_sdk import WebClient

from bot.clock import Clock
from bot.slack.certificates import certificates
from bot.slack.identity import authorizer
from storage.engine import Database

NOT_INSTALLED = "I'm not set up for this workspace. Whoever runs the register can say where I am."


SCOPES = frozenset(
    {
        *("commands", "chat:write", "im:write", "im:history", "app_mentions:read"),
        *("files:read", "files:write", "users:read", "users:read.email"),
    }
)
"""What the token has to be allowed; `manifest.json` asks for the same."""


ANSWERS_WITHIN = 10
"""Seconds one answer of Slack's is waited for."""


def build_client(token: str | None, base_url: str) -> WebClient:
    """A Slack client that never tries twice by itself: after a dropped connection, sent or not is unknown."""
    return WebClient(
        token=token, base_url=base_url, timeout=ANSWERS_WITHIN, ssl=certificates(), retry_handlers=[]
    )


def build_app(
    database: Database, clock: Clock, token: str, signing_secret: str | None, client: WebClient
) -> App:
    """The application. The response leaves after the listener returns: acknowledged means saved.

    `authorize` asks the database, not Slack, so that it starts and answers while Slack's Web API is down.
    """
    logger = logging.getLogger("slack_bolt")  # Bolt's own copy the root's level, and log whole request bodies
    logger.addFilter(_is_news)
    return App(
        name="slack_bolt.loip",  # Bolt sets the level of the logger with its app's name; "loip" is ours
        logger=logger,
        process_before_response=True,
        signing_secret=signing_secret or "",
        authorize=authorizer(database, clock, token),
        client=build_client(None, client.base_url),
        user_facing_authorize_error_message=NOT_INSTALLED,
    )


def _is_news(record: logging.LogRecord) -> bool:
    """Bolt finds SLACK_BOT_TOKEN in the environment by itself, and says at each start that it does not use it."""
    return "`token` will be unused" not in str(record.msg)
