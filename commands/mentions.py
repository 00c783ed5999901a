"""The bot mentioned in a channel: the same words as in a direct message, and the answer goes to whoever asked, alone.

A channel may hold people who are no contacts, and nobody is shamed in one: what the register says is said in the direct
messages of the person who asked, with a line telling which channel it answers. A stranger is told there, too, who runs
the register. Nothing is posted in the channel.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from slack_bolt import App, BoltContext

from bot.services.put_message import put_message
from bot.slack.identity import SPEAKER, Speaker
from bot.views.blocks import Block, context
from bot.views.escape import unescaped
from commands import answers, strangers
from commands.asked import Asked, Deps
from commands.messages import is_written_by_a_person, without_mention
from commands.replying import reply
from storage.records import Outbox


def register(app: App, deps: Deps) -> None:
    """Listen for mentions in channels; in a direct message the message itself is heard."""

    @app.event("app_mention")
    def mentioned(event: dict[str, Any], context: BoltContext) -> None:
        if event.get("channel_type") == "im" or not event.get("user") or not is_written_by_a_person(event):
            return
        at, speaker = deps.clock.now(), context[SPEAKER]

        def reply_with(answer: Block) -> Outbox:
            key = f"mention {event['channel']} {event['ts']}"
            return reply(event["user"], said_of(answer, event["channel"]), key, at)

        answer = _answer(deps, event, speaker, at, reply_with)
        put_message(deps.database, speaker.partnership_id, reply_with(answer), at)
        deps.wake()


def _answer(
    deps: Deps, event: dict[str, Any], speaker: Speaker, at: datetime, reply_with: Callable[[Block], Outbox]
) -> Block:
    known = speaker if speaker.person else strangers.introduce(deps, speaker, at)
    text = without_mention(unescaped(event.get("text") or ""), speaker.workspace.bot_user_id)
    if known is None or known.person is None:
        return strangers.turned_away(deps, speaker, text)
    key = f"message {event['channel']} {event['ts']}"
    asked = Asked(deps, known, known.person, at, submission_key=key, way="reply", reply_with=reply_with)
    answer = answers.answer(asked, text)
    if answer is None:
        raise LookupError("a mention cannot open a form, so there is always an answer")
    return answer


def said_of(answer: Block, channel: str) -> Block:
    """The answer with a line below that tells where it was asked, and why it is not answered there."""
    where = context(f"You asked in <#{channel}>. I answer here: the register is for its contacts.")
    return answer | {"blocks": [*answer["blocks"][:49], where]}
