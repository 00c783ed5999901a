"""chat.*: posting, editing and deleting messages."""

from typing import Any

from bot.practice.entities import Channel, Json, Message
from bot.practice.limits import message_faults
from bot.practice.methods.calling import Call, RateLimited, Refused, refuse_faults
from bot.practice.payloads import message_body


def post_message(call: Call) -> Json:
    """chat.postMessage: to a channel, a DM, or a person (whose DM is opened)."""
    channel = destination(call, call.required("channel"))
    content = content_of(call)
    refuse_faults(message_faults(content))
    parent = _parent(call, channel)
    wait = call.installation.pace.wait(f"{call.workspace.id}/{channel.id}", call.now)
    if wait:
        raise RateLimited(wait)
    message = put(call, channel, content, parent)
    return {
        "ok": True,
        "channel": channel.id,
        "ts": message.ts,
        "message": message_body(message, call.installation),
    }


def post_ephemeral(call: Call) -> Json:
    """chat.postEphemeral: shown to one person of a conversation."""
    channel = destination(call, call.required("channel"))
    person = call.required("user")
    if person not in channel.members:
        raise Refused("user_not_in_channel")
    content = content_of(call)
    refuse_faults(message_faults(content))
    message = put(call, channel, content, call.text("thread_ts"), ephemeral_to=person)
    return {"ok": True, "message_ts": message.ts}


def update(call: Call) -> Json:
    """chat.update: the bot's own lasting message; blocks and metadata not given are kept."""
    channel = call.channel(call.required("channel"))
    message = _own(call, channel, "cant_update_message")
    if channel.archived:
        raise Refused("is_inactive")
    content = content_of(call)
    given = {name: value for name, value in content.items() if value is not None}
    if not {"text", "blocks", "attachments"} & set(given):
        raise Refused("no_text")
    refuse_faults(message_faults({"text": message.text, "blocks": message.blocks, **given}))
    edit(call, message, given)
    body = message_body(message, call.installation)
    return {"ok": True, "channel": channel.id, "ts": message.ts, "text": message.text, "message": body}


def delete(call: Call) -> Json:
    """chat.delete: the bot's own lasting message."""
    channel = call.channel(call.required("channel"))
    message = _own(call, channel, "cant_delete_message")
    call.workspace.delete(message)
    return {"ok": True, "channel": channel.id, "ts": message.ts}


def permalink(call: Call) -> Json:
    """chat.getPermalink."""
    channel = call.channel(call.required("channel"))
    ts = call.required("message_ts")
    if call.workspace.find_message(channel.id, ts) is None:
        raise Refused("message_not_found")
    place = f"{call.installation.address}/archives/{channel.id}/p{ts.replace('.', '')}"
    return {"ok": True, "channel": channel.id, "permalink": place}


def destination(call: Call, target: str) -> Channel:
    """Where a message to `target` goes; refuses what Slack would not deliver."""
    is_person = target[:1] in "UW"
    channel = open_dm(call, target, "channel_not_found") if is_person else call.channel(target)
    if channel.is_im:
        _refuse_closed_dm(call, channel)
    elif channel.archived:
        raise Refused("is_archived")
    elif call.workspace.bot_user_id not in channel.members:
        raise Refused("not_in_channel")
    return channel


def open_dm(call: Call, person_id: str, unknown: str) -> Channel:
    """The DM with a person; refuses bots, the deactivated and the unknown."""
    person = call.person(person_id, unknown)
    if person.is_bot:
        raise Refused("cannot_dm_bot")
    if person.deleted:
        raise Refused("user_disabled")
    return call.workspace.dm_channel(person_id)


def content_of(call: Call) -> Json:
    """What a call says in a message; None for each part not given."""
    return {
        "text": call.arguments.get("text"),
        "blocks": call.structure("blocks", "invalid_blocks_format"),
        "attachments": call.structure("attachments", "invalid_attachments"),
        "metadata": call.structure("metadata", "invalid_metadata_format"),
    }


def put(
    call: Call, channel: Channel, content: Json, thread_ts: str | None, ephemeral_to: str | None = None
) -> Message:
    """Post as the bot."""
    workspace = call.workspace
    message = Message(
        channel.id,
        workspace.new_ts(call.installation.epoch()),
        workspace.bot_user_id,
        content.get("text") or "",
        content.get("blocks") or [],
        bot_id=workspace.bot_id,
        metadata=content.get("metadata") or None,
        thread_ts=thread_ts,
        ephemeral_to=ephemeral_to,
    )
    return workspace.post(message)


def edit(call: Call, message: Message, given: dict[str, Any]) -> None:
    """Change a message in place; what is not given stays."""
    if "metadata" in given:
        message.metadata = given["metadata"] or None
    at = call.workspace.new_ts(call.installation.epoch())
    call.workspace.edit(message, at, given.get("text", message.text), given.get("blocks"))


def _refuse_closed_dm(call: Call, channel: Channel) -> None:
    person = call.workspace.person_of_dm(channel)
    if person is not None and person.deleted:
        raise Refused("user_disabled")
    if not call.workspace.messages_tab:
        raise Refused("messages_tab_disabled")


def _parent(call: Call, channel: Channel) -> str | None:
    thread_ts = call.text("thread_ts")
    if thread_ts is None:
        return None
    parent = call.workspace.find_message(channel.id, thread_ts)
    if parent is None or parent.is_reply:
        raise Refused("thread_not_found")
    parent.thread_ts = parent.ts
    return thread_ts


def _own(call: Call, channel: Channel, not_own: str) -> Message:
    message = call.workspace.find_message(channel.id, call.required("ts"))
    if message is None:
        raise Refused("message_not_found")
    if message.user != call.workspace.bot_user_id:
        raise Refused(not_own)
    return message
