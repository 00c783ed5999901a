"""A small Bolt app for the page to show: it does a little of everything an app can do."""

from collections.abc import Callable
from typing import Any

from slack_bolt import App
from slack_sdk import WebClient

from bot.practice import PracticeSlack, Shortcut, Team
from tests.bot.practice.examples import (
    actions,
    button,
    home,
    modal,
    option,
    question,
    section,
    select,
    text_input,
)

Json = dict[str, Any]
OVERFLOW = {
    "type": "overflow",
    "action_id": "more",
    "options": [option("snooze", "Later"), option("mine", "Not mine")],
}
NUDGE = [
    section("How is *POV-03* going?"),
    actions(button("No change", "no_change", value="POV-03"), button("Say more", "say_more"), OVERFLOW),
]
MENU = [section("How is it going?", accessory=select("amber", "green"))]
FORM = modal(
    section("Say how it goes", accessory=button("Explain", "explain")),
    question(text_input("typed"), "words", "Your words"),
    question(text_input("typed", multiline=True), "barrier", "What is in the way", optional=True),
    title="Update POV-03",
    callback_id="update",
)
SECOND = modal(question(text_input("typed"), "why", "Why"), title="Why", callback_id="why")
SHORTCUTS = (
    Shortcut("new_update", "New update", "global"),
    Shortcut("from_message", "Make it an update", "message"),
)


def small_app(team: Team, slack: PracticeSlack) -> App:
    """The app, in this workspace."""
    client = WebClient(token=team.installation.bot_token, base_url=slack.url)
    app = App(client=client, signing_secret=team.installation.signing_secret, process_before_response=True)
    app.command("/loip")(_command)
    app.event("message")(_taken)
    app.event("app_mention")(_taken)
    app.event("app_home_opened")(_home_opened)
    for action_id, listener in ACTIONS.items():
        app.action(action_id)(listener)
    app.view("update")(_updated)
    app.view("why")(lambda ack: ack())
    app.shortcut("new_update")(_opens(FORM))
    app.shortcut("from_message")(_from_message)
    team.shortcuts = SHORTCUTS
    return app


def _command(ack: Any, body: Json, client: WebClient) -> None:
    if body["text"] == "form":
        client.views_open(trigger_id=body["trigger_id"], view=FORM)
        ack()
    elif body["text"] != "silence":
        ack({"response_type": "ephemeral", "text": f"You said: {body['text']}"})


def _taken(body: Json) -> None:
    """The event is taken, and nothing is said."""


def _home_opened(body: Json, client: WebClient) -> None:
    view = home(section("Your page"), actions(button("Refresh", "refresh")))
    client.views_publish(user_id=body["event"]["user"], view=view)


def _refresh(ack: Any, body: Json, client: WebClient) -> None:
    ack()
    client.views_publish(user_id=body["user"]["id"], view=home(section("Your page, anew")))


def _no_change(ack: Any, body: Json, client: WebClient) -> None:
    ack()
    place = body["container"]
    client.chat_update(channel=place["channel_id"], ts=place["message_ts"], text="Thank you.", blocks=[])


def _more(ack: Any, body: Json, client: WebClient) -> None:
    ack()
    chosen = body["actions"][0]["selected_option"]["value"]
    client.chat_postMessage(channel=body["channel"]["id"], text=f"Chosen: {chosen}")


def _opens(view: Json) -> Callable[..., None]:
    def opening(ack: Any, body: Json, client: WebClient) -> None:
        client.views_open(trigger_id=body["trigger_id"], view=view)
        ack()

    return opening


def _explain(ack: Any, body: Json, client: WebClient) -> None:
    client.views_push(trigger_id=body["trigger_id"], view=SECOND)
    ack()


def _updated(ack: Any, body: Json, client: WebClient) -> None:
    typed = body["view"]["state"]["values"]["words"]["typed"]["value"]
    if "bad" in typed:
        ack(response_action="errors", errors={"words": "Say it <kindly>."})
        return
    ack()
    client.chat_postMessage(channel=body["user"]["id"], text=f"Recorded: {typed.replace('<', '&lt;')}")


def _from_message(ack: Any, body: Json, client: WebClient) -> None:
    ack()
    client.chat_postMessage(channel=body["user"]["id"], text=f"About: {body['message']['text']}")


ACTIONS: dict[str, Callable[..., None]] = {
    "refresh": _refresh,
    "no_change": _no_change,
    "more": _more,
    "status": _more,
    "say_more": _opens(FORM),
    "explain": _explain,
}
