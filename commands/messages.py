"""Direct messages to the bot: the same words as after `/loip`, where a slash command cannot be used."""

from typing import Any

from slack_bolt import App, BoltContext

from bot.services.put_message import put_message
from bot.slack.identity import SPEAKER, Speaker
from bot.views.blocks import Block
from bot.views.escape import unescaped
from commands import answers, strangers
from commands.asked import Asked, Deps
from commands.replying import reply


def register(app: App, deps: Deps) -> None:
    """Listen for what people write to the bot; edits, joins and the bot's own messages are left alone."""

    @app.event("message")
    def message(event: dict[str, Any], context: BoltContext) -> None:
        if event.get("channel_type") != "im" or event.get("subtype") or event.get("bot_id"):
            return
        answer = _answer(deps, event, context[SPEAKER])
        key = f"{event['channel']} {event['ts']}"
        at = deps.clock.now()
        row = reply(event["channel"], answer, key, at)
        put_message(deps.database, context[SPEAKER].partnership_id, row, at)
        deps.wake()


def _answer(deps: Deps, event: dict[str, Any], speaker: Speaker) -> Block:
    at = deps.clock.now()
    known = speaker if speaker.person else strangers.introduce(deps, speaker, at)
    if known is None or known.person is None:
        return strangers.turned_away(deps, speaker)
    key = f"message {event['channel']} {event['ts']}"
    asked = Asked(deps, known, known.person, at, submission_key=key, way="reply")
    answer = answers.answer(asked, unescaped(event.get("text") or ""))
    assert answer is not None, "a message cannot open a form, so there is always an answer"
    return answer
