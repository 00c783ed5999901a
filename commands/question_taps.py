"""Asking an action's officer something in private, and answering: taps, forms, and a reply in the question's thread.

What may live here: those three ways in. Any surface offers a question with a button of `verbs.ASK_QUESTION` that
carries the action's code.
"""

from datetime import datetime
from typing import Any

from slack_bolt import App

from bot.rules.questions import Answered, NotAnswered, NotPut, Put
from bot.services.also import Also, nothing_else
from bot.services.answer_question import answer_question, question_at, read_question
from bot.services.letter_again import letter_again
from bot.services.put_message import put_message
from bot.services.put_question import put_question, read_question_facts
from bot.slack.identity import Speaker
from bot.views import questions, verbs
from bot.views.escape import unescaped
from bot.views.forms import FormMemory
from commands import form_submissions, plainly
from commands.asked import Asked, Deps
from commands.digest_taps import number
from commands.form_submissions import turn_into
from commands.replying import reply
from commands.tapped import ANSWER, LETTER, Tap
from storage.records import id_of
from storage.repositories import Register


def register(app: App, deps: Deps) -> None:
    """Listen for each form."""
    for callback_id, save in SAVES.items():
        form_submissions.listen(app, deps, callback_id, save)


def ask(tap: Tap) -> None:
    """Open the form of a question about one action."""
    asked = tap.asked
    facts = read_question_facts(asked.database, asked.ways, asked.person, tap.code, asked.at)
    if isinstance(facts, NotPut):
        return tap.say(questions.not_put(facts))
    return tap.open(questions.question_form(facts, tap.memory(), kindly=tap.verb == verbs.ASK_KINDLY))


def save_question(asked: Asked, memory: FormMemory, values: dict[str, Any]) -> dict[str, Any]:
    """Put it; the answer comes back as a message of its own."""
    words = questions.read_question_form(values)
    if not words.strip():
        return {"response_action": "errors", "errors": {"question": "Write the question."}}
    key = asked.submission_key
    outcome = put_question(
        asked.database,
        asked.ways,
        asked.person,
        memory.code,
        words,
        key,
        asked.at,
        also=_letter_too(asked, memory.asked),
    )
    if isinstance(outcome, Put):
        return turn_into("Asked", questions.put_answer(outcome))
    return turn_into("Not asked", questions.not_put(outcome))


def _letter_too(asked: Asked, letter_key: str) -> Also[Put]:
    """Has the letter that offered to ask say that it was done, in the same transaction."""

    def show(register: Register, _put: Put) -> None:
        again = letter_again(register, letter_key, asked.submission_key, asked.at)
        if again is not None:
            register.messages.put(again)

    return show if letter_key.startswith(LETTER) else nothing_else


def answer(tap: Tap) -> None:
    """Open the form of an answer."""
    found = read_question(tap.asked.database, tap.asked.person, number(tap, "q"))
    if isinstance(found, NotAnswered):
        return tap.say(questions.not_answered(found))
    return tap.open(questions.answer_form(found, tap.memory(subject_id=found.id)))


def save_answer(asked: Asked, memory: FormMemory, values: dict[str, Any]) -> dict[str, Any]:
    """Send it back to whoever asked."""
    words = questions.read_answer_form(values)
    if not words.strip():
        return {"response_action": "errors", "errors": {"answer": "Write the answer."}}
    key, question_id = asked.submission_key, memory.subject_id or 0
    outcome = answer_question(asked.database, asked.ways, asked.person, question_id, words, key, asked.at)
    if isinstance(outcome, Answered):
        return turn_into("Answered", questions.answer_recorded(outcome, offer=False))
    return turn_into("Not sent", questions.not_answered(outcome))


def answer_in_thread(deps: Deps, event: dict[str, Any], speaker: Speaker, at: datetime) -> bool:
    """Take a reply in a question's thread as its answer; False where it is none, and for others to read."""
    channel, thread, text = event["channel"], event.get("thread_ts"), unescaped(event.get("text") or "")
    if not thread or thread == event["ts"] or speaker.person is None or not text.strip():
        return False
    question = question_at(deps.database, speaker.partnership_id, channel, thread)
    if question is None:
        return False
    name = f"{channel} {event['ts']}"
    person, key = speaker.person, f"message {name}"
    outcome = answer_question(deps.database, speaker.ways, person, id_of(question), text, key, at)
    if isinstance(outcome, Answered):
        row = reply(channel, questions.answer_recorded(outcome), name, at)
    else:
        row = reply(channel, questions.not_answered(outcome), name, at)
    row.after_key = question.outbox_key
    put_message(deps.database, speaker.partnership_id, row, at)
    return True


def as_update(tap: Tap) -> None:
    """Show the answer as the update it would be; nothing is recorded yet."""
    asked = tap.asked
    found = read_question(asked.database, asked.person, number(tap, "q"))
    if isinstance(found, NotAnswered):
        return tap.say(questions.not_answered(found))
    words = found.answer or ""
    asking = f"{ANSWER}question {found.id} {len(words)}"
    return tap.say(plainly.as_update(asked, found.code, found.title, words, asking))


TAPS = {
    verbs.ANSWER_AS_UPDATE: as_update,
    verbs.ASK_QUESTION: ask,
    verbs.ASK_KINDLY: ask,
    verbs.ANSWER_QUESTION: answer,
}
"""What each verb does."""

NEEDS: dict[str, tuple[str, ...]] = {
    verbs.ANSWER_AS_UPDATE: ("q",),
    verbs.ASK_QUESTION: ("code",),
    verbs.ASK_KINDLY: ("code",),
    verbs.ANSWER_QUESTION: ("q",),
}
"""What a verb's button has to carry."""

SAVES = {
    questions.QUESTION_FORM: save_question,
    questions.ANSWER_FORM: save_answer,
}
"""What each form saves."""
