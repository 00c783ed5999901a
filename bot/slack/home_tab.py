"""Publishing somebody's Home tab: a picture of what is kept, so losing one loses nothing."""

from http.client import HTTPException

import structlog
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.views.blocks import Block
from bot.views.unbroken import unbroken

PUBLISH_SECONDS = 1
"""How long it may take: after a tap it is Slack's acknowledgement that waits for it."""

log = structlog.get_logger("loip.home")


def publish_home(client: WebClient, slack_id: str, view: Block) -> bool:
    """Show somebody their Home; whether it got there. Never tried twice: the next opening shows it anyway."""
    brief = WebClient(client.token, client.base_url, PUBLISH_SECONDS, ssl=client.ssl, retry_handlers=[])
    try:
        brief.views_publish(user_id=slack_id, view=view | {"blocks": unbroken(view["blocks"])})
    except SlackApiError as error:
        log.warning("a Home was not published", why=str(error.response.get("error")))
        return False
    except (OSError, HTTPException) as error:
        log.warning("a Home was not published", why=type(error).__name__)
        return False
    return True
