"""conversations.*: opening a DM, reading what was said."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Sequence
from decimal import Decimal, InvalidOperation

from bot.practice.entities import Channel, Json, Message
from bot.practice.methods.calling import Call, Refused
from bot.practice.methods.chat import open_dm
from bot.practice.payloads import message_body


def open_conversation(call: Call) -> Json:
    """conversations.open with one person."""
    people = call.text("users")
    if people is None:
        channel = call.channel(call.required("channel"))
        return {"ok": True, "channel": {"id": channel.id}}
    if "," in people:
        raise Refused("not_enough_users")
    known = set(call.workspace.channels)
    channel = open_dm(call, people, "user_not_found")
    already = {"no_op": True, "already_open": True} if channel.id in known else {}
    return {"ok": True, **already, "channel": {"id": channel.id}}


def info(call: Call) -> Json:
    """conversations.info."""
    channel = call.channel(call.required("channel"))
    call.need(_scope(channel, "read"))
    return {"ok": True, "channel": _channel_body(call, channel)}


def history(call: Call) -> Json:
    """conversations.history: top-level messages, newest first."""
    channel = _readable(call)
    found = [message for message in call.workspace.messages_in(channel.id) if not message.is_reply]
    chosen = [message for message in reversed(found) if _within(call, message)]
    return _page(call, chosen, newest_first=True)


def replies(call: Call) -> Json:
    """conversations.replies: a thread, oldest first, its first message always on the first page."""
    channel = _readable(call)
    ts = call.required("ts")
    thread = call.workspace.thread(channel.id, ts)
    if not thread or thread[0].ts != ts:
        raise Refused("thread_not_found")
    chosen = [message for message in thread if message.ts == ts or _within(call, message)]
    return _page(call, chosen, newest_first=False)


def _readable(call: Call) -> Channel:
    channel = call.channel(call.required("channel"))
    call.need(_scope(channel, "history"))
    if call.workspace.bot_user_id not in channel.members:
        raise Refused("not_in_channel")
    return channel


def _scope(channel: Channel, verb: str) -> str:
    return f"{'im' if channel.is_im else 'groups' if channel.private else 'channels'}:{verb}"


def _within(call: Call, message: Message) -> bool:
    ts = Decimal(message.ts)
    oldest, latest = _instant(call, "oldest"), _instant(call, "latest")
    if call.flag("inclusive"):
        return (oldest is None or ts >= oldest) and (latest is None or ts <= latest)
    return (oldest is None or ts > oldest) and (latest is None or ts < latest)


def _instant(call: Call, name: str) -> Decimal | None:
    value = call.text(name)
    try:
        return None if value is None else Decimal(value)
    except InvalidOperation:
        raise Refused(f"invalid_ts_{name}") from None


def _page(call: Call, messages: Sequence[Message], newest_first: bool) -> Json:
    limit = call.number("limit", 100, 1000)
    after = _cursor(call)
    if after is not None:
        messages = [m for m in messages if (m.ts < after if newest_first else m.ts > after)]
    page, rest = messages[:limit], messages[limit:]
    whole = call.flag("include_all_metadata")
    bodies = [message_body(m, call.installation, metadata=whole, replies=True) for m in page]
    body: Json = {"ok": True, "messages": bodies, "has_more": bool(rest)}
    if rest:
        body["response_metadata"] = {"next_cursor": urlsafe_b64encode(f"ts:{page[-1].ts}".encode()).decode()}
    return body


def _cursor(call: Call) -> str | None:
    given = call.text("cursor")
    if given is None:
        return None
    try:
        kind, _, ts = urlsafe_b64decode(given.encode()).decode().partition(":")
    except ValueError:
        raise Refused("invalid_cursor") from None
    if kind != "ts":
        raise Refused("invalid_cursor")
    return ts


def _channel_body(call: Call, channel: Channel) -> Json:
    body: Json = {
        "id": channel.id,
        "is_im": channel.is_im,
        "is_channel": not channel.is_im,
        "is_private": channel.private,
        "is_archived": channel.archived,
        "is_member": call.workspace.bot_user_id in channel.members,
        "context_team_id": call.workspace.id,
    }
    person = call.workspace.person_of_dm(channel)
    return {**body, "user": person.id} if person else {**body, "name": channel.name}
