"""Before there is a register: an administrator is invited to set one up, and everybody else told who can.

What may live here: that, in the shape each surface takes; the forms are `commands.set_up`'s. It goes past the outbox,
which is a register's.
"""

import json
from collections.abc import Callable
from typing import Any

from slack_bolt import App, BoltContext, BoltResponse
from slack_sdk import WebClient

from bot.slack.home_tab import publish_home
from bot.slack.identity import NOT_SET_UP
from bot.slack.team import SlackUnreachable
from bot.slack.telling import tell_at_once
from bot.views import refusals, set_up, set_up_forms, verbs
from bot.views.blocks import Block
from bot.views.escape import unescaped
from bot.views.home import closed_home
from commands.asked import Deps
from commands.messages import is_written_by_a_person
from commands.replying import Place
from commands.set_up import administrator, answer_first_form, first_form
from commands.tapped import fields_of, verb_of
from storage.unit_of_work import reading


def register(app: App, deps: Deps) -> None:
    """Answer everything that comes from a workspace without a register, before any listener does."""

    @app.middleware
    def first_run(
        body: dict[str, Any], context: BoltContext, client: WebClient, next_: Callable[[], BoltResponse]
    ) -> BoltResponse:
        if not context.get(NOT_SET_UP):
            return next_()
        return _respond(deps, body, client, context.team_id or "")


def _respond(deps: Deps, body: dict[str, Any], client: WebClient, team_id: str) -> BoltResponse:
    event = body.get("event") or {}
    if "command" in body:
        answer = _answer(deps, str(body["user_id"]), team_id, str(body.get("text") or ""))
        return _json({"response_type": "ephemeral", **answer})
    if _is_our_form(body):
        said = answer_first_form(deps, body, client)
        deps.wake()
        return _json(said)
    if event.get("type") == "app_home_opened":
        publish_home(client, str(event["user"]), closed_home(_answer(deps, str(event["user"]), team_id, "")))
    elif _is_said_to_the_bot(event):
        _reply(client, event, deps, team_id)
    elif not event and not _opened(deps, body, client, team_id):
        person = str((body.get("user") or {}).get("id"))
        tell_at_once(client, _answer(deps, person, team_id, ""), body.get("response_url"), person)
    return BoltResponse(status=200, body="")


def _json(said: dict[str, Any]) -> BoltResponse:
    return BoltResponse(status=200, body=json.dumps(said), headers={"content-type": ["application/json"]})


def _answer(deps: Deps, slack_id: str, team_id: str, typed: str) -> Block:
    """What somebody is told: an administrator of an empty workspace is invited, everybody else told who can."""
    if _has_register(deps):
        return refusals.not_set_up(True, typed)
    try:
        is_theirs = administrator(deps, slack_id, team_id) is not None
    except SlackUnreachable:
        return set_up.unsure(typed)
    return set_up.invitation(typed) if is_theirs else refusals.not_set_up(False, typed)


def _has_register(deps: Deps) -> bool:
    with reading(deps.database) as look:
        return bool(look.everywhere.partnerships())


def _is_our_form(body: dict[str, Any]) -> bool:
    view = body.get("view") or {}
    return (
        body.get("type") == "view_submission"
        and set_up_forms.step_of(str(view.get("callback_id"))) is not None
    )


def _opened(deps: Deps, body: dict[str, Any], client: WebClient, team_id: str) -> bool:
    """Open the form a button of the invitation asks for, if whoever pressed it may; whether it was opened."""
    pressed: dict[str, Any] = next(iter(body.get("actions") or ()), {})
    if verb_of(str(pressed.get("action_id"))) != verbs.SET_UP or _has_register(deps):
        return False
    try:
        if administrator(deps, str(body["user"]["id"]), team_id) is None:
            return False
    except SlackUnreachable:
        return False
    form = first_form(str(fields_of(pressed).get("step")), Place.of(body).home)
    client.views_open(trigger_id=body["trigger_id"], view=form)
    return True


def _is_said_to_the_bot(event: dict[str, Any]) -> bool:
    is_direct = event.get("type") == "message" and event.get("channel_type") == "im"
    return (is_direct or event.get("type") == "app_mention") and is_written_by_a_person(event)


def _reply(client: WebClient, event: dict[str, Any], deps: Deps, team_id: str) -> None:
    """Where it was said; in a channel in the thread, where it is in nobody's way, and for everybody who reads it."""
    if event.get("channel_type") == "im":
        answer = _answer(deps, str(event.get("user")), team_id, unescaped(str(event.get("text") or "")))
    else:
        answer = refusals.not_set_up(_has_register(deps), "") | {"thread_ts": event["ts"]}
    tell_at_once(client, answer, None, event["channel"])
