"""The Web API methods Slack answers here: one table, and the checks every call passes first."""

from collections.abc import Iterable
from dataclasses import dataclass

from bot.practice.entities import Json
from bot.practice.installation import Installation
from bot.practice.methods import chat, conversations, files, users, views
from bot.practice.methods.calling import Call, Method, RateLimited, Refused

__all__ = ["METHODS", "Call", "RateLimited", "Refused", "Rule", "answer", "whose"]


@dataclass(frozen=True)
class Rule:
    """How a method is run and which scope it needs (reading a conversation asks for one of its own kind)."""

    run: Method
    scope: str | None = None


METHODS: dict[str, Rule] = {
    "auth.test": Rule(users.auth_test),
    "chat.postMessage": Rule(chat.post_message, "chat:write"),
    "chat.update": Rule(chat.update, "chat:write"),
    "chat.delete": Rule(chat.delete, "chat:write"),
    "chat.postEphemeral": Rule(chat.post_ephemeral, "chat:write"),
    "chat.getPermalink": Rule(chat.permalink),
    "conversations.open": Rule(conversations.open_conversation, "im:write"),
    "conversations.history": Rule(conversations.history),
    "conversations.replies": Rule(conversations.replies),
    "conversations.info": Rule(conversations.info),
    "files.getUploadURLExternal": Rule(files.get_upload_url, "files:write"),
    "files.completeUploadExternal": Rule(files.complete_upload, "files:write"),
    "files.info": Rule(files.info, "files:read"),
    "users.info": Rule(users.info, "users:read"),
    "users.list": Rule(users.listing, "users:read"),
    "users.lookupByEmail": Rule(users.lookup_by_email, "users:read.email"),
    "views.open": Rule(views.open_view),
    "views.push": Rule(views.push),
    "views.update": Rule(views.update),
    "views.publish": Rule(views.publish),
}


def whose(token: str | None, installations: Iterable[Installation], app_level: bool = False) -> Installation:
    """The installation a token belongs to. Refuses it missing, unknown, of the wrong kind or uninstalled."""
    if not token:
        raise Refused("not_authed")
    for installation in installations:
        if token == (installation.app_token if app_level else installation.bot_token):
            if not installation.installed and not app_level:
                raise Refused("account_inactive")
            return installation
        if token in (installation.app_token, installation.bot_token):
            raise Refused("not_allowed_token_type")
    raise Refused("invalid_auth")


def answer(name: str, installation: Installation, arguments: Json, now: float) -> Json:
    """What Slack answers to a call. Raises Refused or RateLimited."""
    rule = METHODS.get(name)
    if rule is None:
        raise Refused("unknown_method")
    call = Call(installation, arguments, now)
    if rule.scope is not None:
        call.need(rule.scope)
    with installation.workspace.lock:
        return rule.run(call)
