"""The address of a message, as evidence: asked of Slack, or put together where the bot cannot see the message."""

import re
from http.client import HTTPException

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

ASK_SECONDS = 1
"""How long it may take: a form that waits for it has to be open within three seconds."""

_DOMAIN = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?")


def permalink(
    client: WebClient, domain: str, channel: str, ts: str, thread_ts: str | None = None
) -> str | None:
    """Where a message is. None where not even the workspace's name is known.

    Slack tells of conversations the bot is in and asks for no scope. Of any other the address is put together in
    the form Slack documents; whoever may not see the conversation is shown nothing by it.
    """
    brief = WebClient(client.token, client.base_url, ASK_SECONDS, ssl=client.ssl, retry_handlers=[])
    try:
        found = brief.chat_getPermalink(channel=channel, message_ts=ts).get("permalink")
    except (SlackApiError, OSError, HTTPException):
        found = None
    return str(found) if found else _put_together(domain, channel, ts, thread_ts)


def _put_together(domain: str, channel: str, ts: str, thread_ts: str | None) -> str | None:
    if not _DOMAIN.fullmatch(domain) or not channel.isalnum() or not ts.replace(".", "").isdigit():
        return None
    address = f"https://{domain}.slack.com/archives/{channel}/p{ts.replace('.', '')}"
    in_thread = thread_ts is not None and thread_ts != ts
    return f"{address}?thread_ts={thread_ts}&cid={channel}" if in_thread else address
