"""The slash command `/loip`. The answer is for the person alone; it leaves after whatever it reports is committed."""

from collections.abc import Callable
from typing import Any

from slack_bolt import Ack, App, BoltContext
from slack_sdk import WebClient

from bot.slack.identity import SPEAKER, Speaker
from bot.views.blocks import Block
from bot.views.unbroken import unbroken
from commands import answers, strangers
from commands.asked import Asked, Deps


def register(app: App, deps: Deps) -> None:
    """Listen for `/loip`."""

    @app.command("/loip")
    def loip(ack: Ack, command: dict[str, Any], context: BoltContext, client: WebClient) -> None:
        answer = _answer(deps, command, context[SPEAKER], client)
        if answer is None:
            ack()
        else:
            ack(response_type="ephemeral", text=answer["text"], blocks=unbroken(answer["blocks"]))


def _answer(deps: Deps, command: dict[str, Any], speaker: Speaker, client: WebClient) -> Block | None:
    at = deps.clock.now()
    known = speaker if speaker.person else strangers.introduce(deps, speaker, at)
    if known is None or known.person is None:
        return strangers.turned_away(deps, speaker, command.get("text") or "")
    asked = Asked(
        deps=deps,
        speaker=known,
        person=known.person,
        at=at,
        submission_key=f"command {command['trigger_id']}",
        open_view=opener(client, command["trigger_id"]),
    )
    return answers.answer(asked, command.get("text") or "")


def opener(client: WebClient, trigger_id: str) -> Callable[[Block], None]:
    """What opens a form: once, within three seconds of the tap or command the trigger came with."""

    def open_view(view: Block) -> None:
        client.views_open(trigger_id=trigger_id, view=view)

    return open_view
