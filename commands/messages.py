"""Direct messages to the bot: the same words as after `/loip`, where a slash command cannot be used."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any

from slack_bolt import App, BoltContext

from bot.services.find_message import find_message
from bot.services.put_message import put_message
from bot.slack.identity import SPEAKER, Speaker
from bot.views.blocks import Block
from bot.views.dropped_file import beside_answer
from bot.views.escape import unescaped
from commands import answers, dropped_files, question_taps, strangers, thread_replies
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
        speaker = context[SPEAKER]
        if question_taps.answer_in_thread(deps, event, speaker, at) or thread_replies.answer(
            deps, event, speaker, at
        ):
            deps.wake()
            return

        under = _thread_of(deps, event, speaker)

        def reply_with(answer: Block) -> Outbox:
            row = reply(event["channel"], answer, f"{event['channel']} {event['ts']}", at)
            row.after_key = under
            return row

        answer = _answer(deps, event, context[SPEAKER], at, reply_with)
        put_message(deps.database, context[SPEAKER].partnership_id, reply_with(answer), at)
        dropped_files.read_files(deps, event, speaker, at)
        deps.wake()


def _thread_of(deps: Deps, event: dict[str, Any], speaker: Speaker) -> str | None:
    """The key of the message of ours in whose thread it was written, so that it is answered there."""
    ts = event.get("thread_ts")
    if not ts or ts == event["ts"]:
        return None
    root = find_message(deps.database, speaker.partnership_id, event["channel"], ts)
    return root.key if root is not None else None


def is_written_by_a_person(event: dict[str, Any]) -> bool:
    """Whether a message event is somebody's new words: not an edit, a join or anything by a bot."""
    return not event.get("bot_id") and event.get("subtype") in WRITTEN_BY_A_PERSON


def without_mention(text: str, bot_user_id: str) -> str:
    """What was said to the bot: the text without the bot's own name at its beginning or end."""
    name = rf"@{re.escape(bot_user_id)}(?![A-Z0-9])"
    return re.sub(rf"^\s*{name}\s*[:,]?\s*|\s*{name}\s*$", "", text)


def _answer(
    deps: Deps, event: dict[str, Any], speaker: Speaker, at: datetime, reply_with: Callable[[Block], Outbox]
) -> Block:
    known = speaker if speaker.person else strangers.introduce(deps, speaker, at)
    if known is None or known.person is None:
        return strangers.turned_away(deps, speaker, unescaped(event.get("text") or ""))
    key = f"message {event['channel']} {event['ts']}"
    text = without_mention(unescaped(event.get("text") or ""), speaker.workspace.bot_user_id)
    asked = Asked(deps, known, known.person, at, submission_key=key, way="reply", reply_with=reply_with)
    note = dropped_files.note_of(asked, event)
    if note is not None and not text.strip():
        return note
    if note is not None:
        asked = replace(asked, reply_with=lambda answer: reply_with(beside_answer(answer, note)))
    answer = answers.answer(asked, text)
    if answer is None:
        raise LookupError("a message cannot open a form, so there is always an answer")
    return beside_answer(answer, note) if note is not None else answer
