"""Direct messages to the bot: the same words as after `/loip`, where a slash command cannot be used."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from slack_bolt import App, BoltContext

from bot.services.put_message import put_message
from bot.slack.identity import SPEAKER, Speaker
from bot.views.blocks import Block
from bot.views.escape import unescaped
from commands import answers, strangers
from commands.asked import Asked, Deps
from commands.replying import reply
from storage.records import Outbox

WRITTEN_BY_A_PERSON = (None, "file_share", "thread_broadcast")
"""Kinds of message that hold somebody's new words: with a file or from a thread, too."""


def register(app: App, deps: Deps) -> None:
    """Listen for what people write to the bot; edits, joins and the bot's own messages are left alone."""

    @app.event("message")
    def message(event: dict[str, Any], context: BoltContext) -> None:
        if event.get("channel_type") != "im" or not is_written_by_a_person(event):
            return
        at = deps.clock.now()

        def reply_with(answer: Block) -> Outbox:
            return reply(event["channel"], answer, f"{event['channel']} {event['ts']}", at)

        answer = _answer(deps, event, context[SPEAKER], at, reply_with)
        put_message(deps.database, context[SPEAKER].partnership_id, reply_with(answer), at)
        deps.wake()


def is_written_by_a_person(event: dict[str, Any]) -> bool:
    """Whether a message event is somebody's new words: not an edit, a join or anything by a bot."""
    return not event.get("bot_id") and event.get("subtype") in WRITTEN_BY_A_PERSON


def _answer(
    deps: Deps, event: dict[str, Any], speaker: Speaker, at: datetime, reply_with: Callable[[Block], Outbox]
) -> Block:
    known = speaker if speaker.person else strangers.introduce(deps, speaker, at)
    if known is None or known.person is None:
        return strangers.turned_away(deps, speaker, unescaped(event.get("text") or ""))
    key = f"message {event['channel']} {event['ts']}"
    asked = Asked(deps, known, known.person, at, submission_key=key, way="reply", reply_with=reply_with)
    answer = answers.answer(asked, unescaped(event.get("text") or ""))
    if answer is None:
        raise LookupError("a message cannot open a form, so there is always an answer")
    return answer
