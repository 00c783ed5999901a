"""The Slack app's manifest, held against what the code listens for and calls: exactly that, and no more."""

import ast
import importlib
import inspect
import json
import pkgutil
import re
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, cast

import pytest
from slack_bolt import App, BoltRequest
from slack_sdk import WebClient

from bot import views
from bot.clock import MovableClock
from bot.practice.methods import METHODS
from bot.slack import app
from bot.slack.app import build_app, build_client
from bot.slack.directory import Directory
from bot.slack.identity import token_digest
from bot.views import verbs
from bot.views.help_verbs import VERBS
from commands import listeners
from commands.asked import Deps
from commands.shortcuts import SHORTCUTS, Shortcut
from storage.engine import Database
from tests.builders import MONDAY, RegisterBuilder
from tests.documents import ROOT, code, table, text_of

TEAM, TOKEN, NOWHERE = "T1", "xoxb-manifest", "http://127.0.0.1:1/"

SECURITY = "docs/security.md"

CODE = ("bot", "commands", "schedules")
"""Where Slack may be called from; the practice Slack plays Slack and is none of it."""

NO_SCOPE: frozenset[str] = frozenset()

SCOPES: dict[str, frozenset[str]] = {
    "auth.test": NO_SCOPE,
    # Slack asks for none: of a conversation the bot is not in it tells nothing.
    "chat.getPermalink": NO_SCOPE,
    "chat.postMessage": frozenset({"chat:write"}),
    "chat.update": frozenset({"chat:write"}),
    # Only direct messages are opened and read: each kind of conversation has scopes of its own.
    "conversations.open": frozenset({"im:write"}),
    "conversations.history": frozenset({"im:history"}),
    "conversations.replies": frozenset({"im:history"}),
    "files.completeUploadExternal": frozenset({"files:write"}),
    "files.getUploadURLExternal": frozenset({"files:write"}),
    "files.info": frozenset({"files:read"}),
    # Without the second scope a profile comes without its email.
    "users.info": frozenset({"users:read", "users:read.email"}),
    "users.list": frozenset({"users:read", "users:read.email"}),
    "views.open": NO_SCOPE,
    "views.publish": NO_SCOPE,
    "views.update": NO_SCOPE,
}
"""The scopes each method needs, as Slack documents them; a method the code begins to call is added here."""

EVENT_SCOPES: dict[str, frozenset[str]] = {
    "app_home_opened": NO_SCOPE,
    "app_mention": frozenset({"app_mentions:read"}),
    "app_uninstalled": NO_SCOPE,
    "message.im": frozenset({"im:history"}),
    "team_join": frozenset({"users:read"}),
    "tokens_revoked": NO_SCOPE,
    "user_change": frozenset({"users:read"}),
}
"""The scopes each event needs."""

CHANNEL_TYPES = {
    "im": "message.im",
    "mpim": "message.mpim",
    "channel": "message.channels",
    "group": "message.groups",
}
"""The event to subscribe to for messages of each kind of conversation."""


@cache
def _manifest() -> Any:
    return json.loads(text_of("manifest.json"))


# -- what the code listens for


@dataclass(frozen=True, slots=True)
class Heard:
    """What is registered with Bolt."""

    commands: frozenset[str]
    events: frozenset[str]
    actions: tuple[re.Pattern[str], ...]
    views: frozenset[str]
    shortcuts: frozenset[tuple[str, str]]


@dataclass(slots=True)
class Stage:
    """The real application on a register of its own, and how often the courier was woken."""

    app: App
    database: Database
    woken: int = 0

    def wake(self) -> None:
        self.woken += 1


@pytest.fixture
def stage(sqlite_database_url: str) -> Iterator[Stage]:
    database = Database(sqlite_database_url)
    clock = MovableClock(MONDAY)
    client = build_client(TOKEN, NOWHERE)
    staged = Stage(build_app(database, clock, TOKEN, "a signing secret", client), database)
    listeners.register(staged.app, Deps(database, clock, Directory(client), staged.wake))
    yield staged
    database.close()


KINDS = ("command", "event", "action", "view_submission", "global_shortcut", "message_shortcut")
"""The kinds of listener there are, as Bolt calls what matches them."""


def _heard(app: App) -> Heard:
    """Read off Bolt's own listeners; one of a kind this does not know fails, so that none is overlooked."""
    found: dict[str, list[Any]] = {kind: [] for kind in KINDS}
    for listener in app._listeners:
        (matcher,) = listener.matchers
        function = cast(Any, matcher).func
        ((_, value),) = inspect.getclosurevars(function).nonlocals.items()
        found[function.__qualname__.split(".")[0]].append(value)
    shortcuts = [
        (callback_id, kind.partition("_")[0])
        for kind in ("global_shortcut", "message_shortcut")
        for callback_id in found[kind]
    ]
    return Heard(
        frozenset(found["command"]),
        frozenset(found["event"]),
        tuple(found["action"]),
        frozenset(found["view_submission"]),
        frozenset(shortcuts),
    )


def test_the_manifest_has_the_commands_the_code_answers(stage: Stage) -> None:
    commands = {command["command"] for command in _manifest()["features"]["slash_commands"]}
    assert commands == _heard(stage.app).commands


def test_the_manifest_subscribes_to_the_events_the_code_listens_for(stage: Stage) -> None:
    subscribed = _manifest()["settings"]["event_subscriptions"]["bot_events"]
    assert len(subscribed) == len(set(subscribed))
    assert {event.split(".")[0] for event in subscribed} == _heard(stage.app).events


@pytest.mark.parametrize("channel_type", CHANNEL_TYPES)
def test_the_manifest_subscribes_to_the_messages_the_code_answers(stage: Stage, channel_type: str) -> None:
    register = RegisterBuilder(stage.database)
    register.workspace(TEAM, token_digest(TOKEN))
    register.contact("Ailsa Reid", slack_id="U1", roles=[("support", None)])
    event = {
        "type": "message",
        "channel_type": channel_type,
        "channel": "D1",
        "user": "U1",
        "text": "mine",
        "ts": "1.0",
    }
    body = {"type": "event_callback", "team_id": TEAM, "event": event}
    answer = stage.app.dispatch(BoltRequest(body=body, mode="socket_mode"))
    assert answer.status == 200
    subscribed = _manifest()["settings"]["event_subscriptions"]["bot_events"]
    assert (CHANNEL_TYPES[channel_type] in subscribed) == bool(stage.woken)


def _forms() -> set[str]:
    """The form each view of the bot's calls its own: the constants whose names end so."""
    found = set()
    for module in pkgutil.iter_modules(views.__path__, f"{views.__name__}."):
        named = vars(importlib.import_module(module.name))
        found |= {value for name, value in named.items() if name.endswith("_FORM") and isinstance(value, str)}
    return found


def test_interactivity_is_on_for_the_buttons_and_forms_there_are(stage: Stage) -> None:
    heard = _heard(stage.app)
    assert _manifest()["settings"]["interactivity"] == {"is_enabled": bool(heard.actions or heard.views)}
    assert heard.views == _forms()
    spoken = [value for name, value in vars(verbs).items() if name.isupper() and isinstance(value, str)]
    assert all(any(pattern.search(verb) for pattern in heard.actions) for verb in spoken)


def test_the_manifest_has_the_shortcuts_of_the_table_and_the_code_answers_each(stage: Stage) -> None:
    said = [
        Shortcut(each["callback_id"], each["name"], each["type"], each["description"])
        for each in _manifest()["features"]["shortcuts"]
    ]
    assert tuple(said) == SHORTCUTS
    assert {(each.callback_id, each.kind) for each in SHORTCUTS} == _heard(stage.app).shortcuts


def test_slack_takes_the_names_and_descriptions_of_the_shortcuts() -> None:
    assert all(len(each.name) <= 24 and len(each.description) <= 150 for each in SHORTCUTS)
    assert len({each.callback_id for each in SHORTCUTS}) == len(SHORTCUTS) <= 10


# -- what the code calls


@cache
def _api_methods() -> dict[str, str]:
    """Slack's methods by the name `WebClient` has for them: `chat_postMessage` is `chat.postMessage`."""
    tree = ast.parse(textwrap.dedent(inspect.getsource(WebClient)))
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    return {
        function.name: method
        for function in functions
        for call in ast.walk(function)
        for method in _api_call(call)
    }


def _api_call(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "api_call":
        first = node.args[0]
        if isinstance(first, ast.Constant) and isinstance(first.value, str):
            yield first.value


@cache
def _called() -> frozenset[str]:
    """Every method of Slack's the code names, by a call of the client's or as text."""
    return frozenset(method for path in _sources() for method in _methods_in(path))


def _sources() -> Iterator[Path]:
    for folder in CODE:
        for path in (ROOT / folder).rglob("*.py"):
            if "practice" not in path.parts:
                yield path


def _methods_in(path: Path) -> Iterator[str]:
    by_name = _api_methods()
    methods = frozenset(by_name.values())
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in by_name:
            yield by_name[node.func.attr]
        elif isinstance(node, ast.Constant) and node.value in methods:
            yield str(node.value)


def _needed() -> frozenset[str]:
    """The scopes needed for what is called and heard; a slash command needs one of its own."""
    events = _manifest()["settings"]["event_subscriptions"]["bot_events"]
    by_method = (SCOPES[method] for method in _called())
    by_event = (EVENT_SCOPES[event] for event in events)
    return frozenset({"commands"}).union(*by_method, *by_event)


def test_the_scopes_of_every_method_the_code_calls_are_known() -> None:
    assert _called() == set(SCOPES)


def test_the_manifest_asks_for_the_scopes_the_code_needs_and_no_others() -> None:
    scopes = _manifest()["oauth_config"]["scopes"]
    assert set(scopes) == {"bot"}, "the bot never speaks as a person"
    assert sorted(scopes["bot"]) == sorted(_needed())


@pytest.mark.parametrize("method", sorted(SCOPES.keys() & METHODS.keys()))
def test_the_practice_slack_asks_for_the_same_scopes(method: str) -> None:
    wanted = METHODS[method].scope
    assert wanted is None or wanted in SCOPES[method]


def test_slack_is_called_from_its_edge_and_forms_are_opened_and_turned_from_the_commands() -> None:
    edge = ROOT / "bot" / "slack"
    elsewhere = {method for path in _sources() if edge not in path.parents for method in _methods_in(path)}
    assert elsewhere == {"views.open", "views.update"}


# -- the rest of the manifest, and the document that explains it


def test_words_after_the_slash_command_come_as_they_were_typed() -> None:
    (command,) = _manifest()["features"]["slash_commands"]
    assert command["should_escape"] is False


def test_the_hint_of_the_slash_command_names_verbs_there_are() -> None:
    (command,) = _manifest()["features"]["slash_commands"]
    hinted = [part.split()[0] for part in command["usage_hint"].split("|")]
    assert set(hinted) <= {verb.name for verb in VERBS}


def test_people_can_write_to_the_bot_and_the_home_tab_is_on_where_one_is_published(stage: Stage) -> None:
    home = _manifest()["features"]["app_home"]
    assert home["messages_tab_enabled"]
    assert not home["messages_tab_read_only_enabled"]
    assert home["home_tab_enabled"] == ("app_home_opened" in _heard(stage.app).events)


def test_the_approver_is_told_of_each_scope_and_of_no_other() -> None:
    told = [code(row[0]) for row in table(SECURITY, "Scopes")]
    assert sorted(told) == sorted(_manifest()["oauth_config"]["scopes"]["bot"])


def test_the_approver_is_told_of_each_event_and_of_no_other() -> None:
    told = [code(row[0]) for row in table(SECURITY, "Events and interactivity")]
    assert sorted(told) == sorted(_manifest()["settings"]["event_subscriptions"]["bot_events"])


def test_what_loip_check_looks_for_is_what_the_manifest_asks_for() -> None:
    manifest = json.loads((ROOT / "manifest.json").read_text(encoding="utf-8"))
    assert sorted(app.SCOPES) == sorted(manifest["oauth_config"]["scopes"]["bot"])
