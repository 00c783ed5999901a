"""The JSON Slack sends: messages and views in answers, and what is delivered to the app.

Pure: builds dictionaries from state; nothing is sent here.
"""

import copy
import json
import re
from typing import Any

from bot.practice.entities import Channel, Json, Message, Person, Upload, View
from bot.practice.file_kinds import in_address, kind_of
from bot.practice.installation import Installation

VERIFICATION = "practice-verification"

_LINKED = re.compile(
    r"(?P<url>https?://(?:(?!&[lg]t;)[^\s<>|])*(?:(?!&[lg]t;)[\w/&=#-]))"
    r"|(?P<email>[\w.+-]+@[\w-]+(?:\.[\w-]+)+)"
)


def escaped(text: str) -> str:
    """Text as Slack hands it on: `&`, `<` and `>` written as entities."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def linked(text: str) -> str:
    """Escaped text with web and email addresses made into links, as Slack does in messages."""
    return _LINKED.sub(_link, text)


def _link(match: re.Match[str]) -> str:
    return f"<{match['url']}>" if match["url"] else f"<mailto:{match['email']}|{match['email']}>"


def message_body(
    message: Message, installation: Installation, metadata: bool = True, replies: bool = False
) -> Json:
    """A message as the Web API and the payloads of taps show it."""
    body: Json = {"type": "message", "user": message.user, "ts": message.ts, "text": message.text}
    body["team"] = installation.workspace.id
    if message.bot_id:
        body |= {"bot_id": message.bot_id, "app_id": installation.app_id}
    if message.blocks:
        body["blocks"] = copy.deepcopy(message.blocks)
    if message.thread_ts:
        body["thread_ts"] = message.thread_ts
    if message.metadata and metadata:
        body["metadata"] = copy.deepcopy(message.metadata)
    if message.edited:
        body["edited"] = {"user": message.user, "ts": message.edited}
    if message.files:
        body["files"] = files_of(message, installation)
    if replies and message.thread_ts == message.ts:
        body["reply_count"] = len(installation.workspace.thread(message.channel, message.ts)) - 1
    return body


def files_of(message: Message, installation: Installation) -> list[Json]:
    """The files of a message as Slack lists them in it."""
    uploads = installation.workspace.uploads
    return [file_body(uploads[file_id], installation) for file_id in message.files]


def file_body(upload: Upload, installation: Installation) -> Json:
    """A file as Slack shows it. Its address is for the app's token; its name is as it was given."""
    kind, slug, team = kind_of(upload.name), in_address(upload.name), installation.workspace.id
    place = f"{installation.address}/files/{team}/{upload.id}"
    return {
        "id": upload.id,
        "created": upload.created,
        "timestamp": upload.created,
        "name": upload.name,
        "title": upload.title or upload.name,
        "mimetype": kind.mimetype,
        "filetype": kind.name,
        "pretty_type": kind.pretty,
        "user": upload.user,
        "user_team": team,
        "editable": False,
        "size": upload.length,
        "mode": "hosted",
        "is_external": False,
        "external_type": "",
        "is_public": any(channel.startswith("C") for channel in upload.channels),
        "public_url_shared": False,
        "display_as_bot": False,
        "username": "",
        "url_private": f"{place}/{slug}",
        "url_private_download": f"{place}/download/{slug}",
        "permalink": f"{installation.address}/files/{upload.user}/{upload.id}/{slug}",
        "has_rich_preview": False,
        "file_access": "visible",
        **({"alt_txt": upload.alt_text} if upload.alt_text else {}),
    }


def view_body(view: View, installation: Installation) -> Json:
    """A view as Slack shows it to the app, with what the person has entered."""
    workspace = installation.workspace
    definition = copy.deepcopy(view.definition)
    usual: Json = {
        "private_metadata": "",
        "callback_id": "",
        "external_id": "",
        "title": None,
        "submit": None,
        "close": None,
        "clear_on_close": False,
        "notify_on_close": False,
    }
    return {
        **usual,
        **definition,
        "id": view.id,
        "team_id": workspace.id,
        "app_id": installation.app_id,
        "app_installed_team_id": workspace.id,
        "bot_id": workspace.bot_id,
        "hash": view.hash,
        "root_view_id": view.root,
        "previous_view_id": view.previous,
        "state": {"values": copy.deepcopy(view.values)},
    }


def command(
    installation: Installation,
    person: Person,
    channel: Channel,
    name: str,
    text: str,
    trigger_id: str,
    response_url: str,
) -> Json:
    """A slash command: the form fields, the same over Socket Mode."""
    workspace = installation.workspace
    return {
        "token": VERIFICATION,
        "team_id": workspace.id,
        "team_domain": workspace.name.lower().replace(" ", "-"),
        "channel_id": channel.id,
        "channel_name": channel.name,
        "user_id": person.id,
        "user_name": person.handle,
        "command": name,
        "text": text,
        "api_app_id": installation.app_id,
        "is_enterprise_install": "false",
        "response_url": response_url,
        "trigger_id": trigger_id,
    }


def interaction(installation: Installation, person: Person, kind: str, **more: Any) -> Json:
    """What every interactive payload carries, and `more`."""
    workspace = installation.workspace
    return {
        "type": kind,
        "user": {
            "id": person.id,
            "username": person.handle,
            "name": person.handle,
            "team_id": person.team_id or workspace.id,
        },
        "api_app_id": installation.app_id,
        "token": VERIFICATION,
        "team": {"id": workspace.id, "domain": workspace.name.lower().replace(" ", "-")},
        "enterprise": None,
        "is_enterprise_install": False,
        **more,
    }


def in_message(message: Message, channel: Channel, installation: Installation) -> Json:
    """Where a tap on a message happened. Slack does not send the content of an ephemeral one."""
    container: Json = {"type": "message", "message_ts": message.ts, "channel_id": channel.id}
    container["is_ephemeral"] = message.ephemeral_to is not None
    if message.is_reply:
        container["thread_ts"] = message.thread_ts
    body: Json = {
        "container": container,
        "channel": {"id": channel.id, "name": channel.name},
        "state": {"values": copy.deepcopy(message.values)},
    }
    if message.ephemeral_to is None:
        body["message"] = as_tapped(message_body(message, installation))
    return body


def in_view(view: View, installation: Installation) -> Json:
    """Where a tap on a modal or Home tab happened."""
    return {"container": {"type": "view", "view_id": view.id}, "view": view_body(view, installation)}


def as_tapped(value: Any) -> Any:
    """The same content with every plain text escaped, as Slack hands back a message that was tapped."""
    if isinstance(value, list):
        return [as_tapped(each) for each in value]
    if not isinstance(value, dict):
        return value
    if value.get("type") == "plain_text" and isinstance(value.get("text"), str):
        return {**value, "text": escaped(value["text"])}
    return {name: as_tapped(each) for name, each in value.items()}


def event_callback(installation: Installation, event: Json) -> Json:
    """An event in its envelope."""
    workspace = installation.workspace
    return {
        "token": VERIFICATION,
        "team_id": workspace.id,
        "context_team_id": workspace.id,
        "context_enterprise_id": None,
        "api_app_id": installation.app_id,
        "event": event,
        "type": "event_callback",
        "event_id": f"Ev{workspace.number():010d}",
        "event_time": int(installation.epoch()),
        "authorizations": [
            {
                "enterprise_id": None,
                "team_id": workspace.id,
                "user_id": workspace.bot_user_id,
                "is_bot": True,
                "is_enterprise_install": False,
            }
        ],
        "is_ext_shared_channel": False,
    }


def message_event(installation: Installation, person: Person, channel: Channel, message: Message) -> Json:
    """Someone's message, as a `message` event."""
    event: Json = {
        "type": "message",
        "user": person.id,
        "ts": message.ts,
        "client_msg_id": f"{installation.workspace.number():032x}",
        "text": message.text,
        "team": person.team_id or installation.workspace.id,
        "channel": channel.id,
        "event_ts": message.ts,
        "channel_type": "im" if channel.is_im else "group" if channel.private else "channel",
    }
    if person.team_id and person.team_id != installation.workspace.id:
        event |= {"user_team": person.team_id, "source_team": person.team_id}
    if message.thread_ts:
        event["thread_ts"] = message.thread_ts
    return event


def file_share_event(installation: Installation, person: Person, channel: Channel, message: Message) -> Json:
    """Someone's message with files, as the `message` event of subtype `file_share` Slack makes of it."""
    event = message_event(installation, person, channel, message)
    files = files_of(message, installation)
    return {**event, "subtype": "file_share", "files": files, "upload": True, "display_as_bot": False}


def person_event(installation: Installation, person: Person, kind: str) -> Json:
    """What happened to someone's account: `team_join` or `user_change`."""
    user = {
        "id": person.id,
        "team_id": person.team_id or installation.workspace.id,
        "name": person.handle,
        "deleted": person.deleted,
        "real_name": person.name,
        "tz": person.tz,
        "is_bot": person.is_bot,
        "profile": {"real_name": person.name, "email": person.email},
    }
    return {"type": kind, "user": user, "event_ts": f"{installation.epoch():.6f}"}


def redacted(value: Any) -> Any:
    """A copy for the log, tokens taken out."""
    if isinstance(value, dict):
        return {name: "***" if name == "token" else redacted(each) for name, each in value.items()}
    if isinstance(value, list):
        return [redacted(each) for each in value]
    return value


def as_json(value: Any) -> str:
    """Compact JSON, as Slack sends it."""
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False)
