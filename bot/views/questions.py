"""A question put in private about an action, its answer, and the forms of both. Pure.

What may live here: their wording. What people typed is escaped, and nobody is named but by post.
"""

from typing import Any

from bot.rules.dates import date_in_words
from bot.rules.questions import (
    QUESTION_LIMIT,
    Answered,
    AskedLately,
    NotAnswered,
    NotPut,
    Put,
    Questioned,
    QuestionFacts,
)
from bot.views import verbs
from bot.views.action_words import aside, one_line
from bot.views.blocks import Block, actions, button, context, message, section
from bot.views.escape import mrkdwn, quote
from bot.views.form_fields import form, input_block, text_input, typed
from bot.views.forms import FREE_TEXT_WARNING, FormMemory
from bot.views.refused import refused

QUESTION_FORM = "question_form"
ANSWER_FORM = "answer_form"

_POST = 160


def question_message(put: Put, question_id: int, asked: str) -> Block:
    """The question as whoever is asked reads it; or as the support officer does, to pass it on."""
    by = one_line(put.by, _POST)
    told = f"A question from the {by}, about {mrkdwn(put.code)}"
    lines = [f"A question from the {by}:", quote(put.words, QUESTION_LIMIT)]
    if put.through:
        lines.insert(0, f"For the {one_line(put.to, _POST)}, who is not on Slack: could you pass it on?")
    value = verbs.value(q=question_id, asked=asked)
    answer_here = "Or reply in this thread. Your answer goes to them alone; it isn't an update."
    return message(
        told,
        [
            section("\n".join([_heading(put.code, put.title), *_about(put.about), *lines])),
            actions("question", [button("Answer", verbs.ANSWER_QUESTION, value)]),
            context(answer_here),
        ],
    )


def answered_question(answered: Answered, whole_answer: str, asked: str) -> Block:
    """The same message once it is answered: what was said, and a way to add to it."""
    question = answered.question
    text = "\n".join(
        [
            _heading(question.code, question.title),
            f"A question from the {one_line(question.by, _POST)}:",
            quote(question.words, QUESTION_LIMIT // 2),
            "✅ Answered:",
            quote(whole_answer, QUESTION_LIMIT // 2),
        ]
    )
    value = verbs.value(q=question.id, asked=asked)
    add = button("Add to the answer", verbs.ANSWER_QUESTION, value)
    row = actions("question", [add, *_as_update(answered)])
    return message(f"Answered: {mrkdwn(question.code)}", [section(text), row])


def answer_message(answered: Answered) -> Block:
    """The answer as the asker reads it, with the question over it."""
    question = answered.question
    to = one_line(question.to, _POST)
    through = f", by way of the {one_line(answered.through, _POST)}" if answered.through else ""
    verb = "adds to the answer" if answered.adds else "answers your question"
    text = "\n".join(
        [
            _heading(question.code, question.title),
            f"You asked: {one_line(question.words, 300)}",
            f"The {aside(f'{to}{through}')} {verb}:",
            quote(answered.words, QUESTION_LIMIT),
        ]
    )
    return message(f"The {aside(to)} {verb} about {mrkdwn(question.code)}", [section(text)])


# --- the forms


def kind_words(code: str) -> str:
    """What *Ask kindly* begins with: to be sent as it is, or changed."""
    return (
        f"Could you let us know how {code} is going? A sentence in your own words is plenty, and if something "
        "stands in the way I would be glad to help. Thank you."
    )


def question_form(facts: QuestionFacts, memory: FormMemory, kindly: bool = False) -> Block:
    """A question about one action; `kindly` puts a courteous sentence in it to begin with."""
    begins = kind_words(facts.action.code) if kindly else ""
    element = text_input("value", QUESTION_LIMIT, begins, multiline=True)
    return form(
        QUESTION_FORM,
        "Ask kindly" if kindly else "Ask a question",
        memory,
        [
            section(_heading(facts.action.code, facts.action.title)),
            *([context(_asked_lately(facts.lately))] if facts.lately else []),
            input_block(
                "question", "Your question", element, hint="In your own words; they get it as you write it."
            ),
            context(goes_to(facts.to)),
            context(FREE_TEXT_WARNING),
        ],
        submit="Ask",
    )


def goes_to(post: str | None) -> str:
    """Who gets a question, and who does not."""
    whom = f"the {one_line(post, _POST)}" if post else "whoever coordinates it"
    return f"It goes to {whom}, in private. The answer comes back to you alone."


def read_question_form(values: dict[str, Any]) -> str:
    """The question."""
    return typed(values, "question") or ""


def answer_form(question: Questioned, memory: FormMemory) -> Block:
    """The answer to one question."""
    element = text_input("value", QUESTION_LIMIT, multiline=True)
    return form(
        ANSWER_FORM,
        "Answer",
        memory,
        [
            section(
                f"{_heading(question.code, question.title)}\nThe {one_line(question.by, _POST)} asks:\n"
                f"{quote(question.words, QUESTION_LIMIT)}"
            ),
            input_block("answer", "Your answer", element),
            context("It goes to them alone; it isn't an update."),
            context(FREE_TEXT_WARNING),
        ],
        submit="Answer",
    )


def read_answer_form(values: dict[str, Any]) -> str:
    """The answer."""
    return typed(values, "answer") or ""


# --- what came of it


def put_answer(put: Put) -> Block:
    """The question is on its way."""
    through = f" The {aside(one_line(put.through, _POST))} passes it on." if put.through else ""
    return _told(
        f"✅ Asked about {mrkdwn(put.code)}: the {aside(one_line(put.to, _POST))} gets your question.{through} "
        "The answer comes back to you alone."
    )


def not_put(said: NotPut) -> Block:
    """Why a question was not put, and what to do."""
    code, to = mrkdwn(said.code), one_line(said.to or "", _POST)
    reach = (
        f"Their email is {one_line(said.reach, 254)}." if said.reach else "`/loip who` has whom to speak to."
    )
    whom = f"The {aside(to)} is" if said.to else "Whoever coordinates it is"
    told = {
        "no_action": (
            f"No action here is called {code}, so nobody was asked.",
            "`/loip list` shows them all.",
        ),
        "yourself": (
            f"{code} is yours to speak for, so the question would come back to you.",
            f"An update says how it is going: `/loip update {code} …`",
        ),
        "no_words": ("There was no question in that, so nobody was asked.", "Write it in a sentence."),
        "unreached": (f"{whom} not on Slack, so nobody was asked.", reach),
    }
    whose = "whoever leads it or is its critical friend, the chair and the support officers"
    not_theirs = (
        f"Questions about {code} come from {whose}. Nobody was asked.",
        "A word with any of them will get yours there.",
    )
    return refused(*told.get(said.why, not_theirs))


def answer_recorded(answered: Answered, offer: bool = True) -> Block:
    """The answer is on its way back. `offer` leaves the button out of a form, where it would not work."""
    told = _told(f"✅ Your answer goes to the {one_line(answered.question.by, _POST)}, and to nobody else.")
    buttons = _as_update(answered)
    if not buttons:
        return told
    small = "It isn't an update, so the register doesn't have it yet."
    if not offer:
        small += f" The question's message has a button: *{_RECORD_TOO}*."
    rows = [actions("as_update", buttons)] if offer else []
    return told | {"blocks": [*told["blocks"], *rows, context(small)]}


_RECORD_TOO = "Record it as an update too"


def _as_update(answered: Answered) -> list[Block]:
    """A button that offers the answer as an update; none where it was passed on in somebody's place."""
    if answered.through:
        return []
    return [button(_RECORD_TOO, verbs.ANSWER_AS_UPDATE, verbs.value(q=answered.question.id))]


def not_answered(said: NotAnswered) -> Block:
    """Why an answer was not taken, and what to do."""
    if said.why == "not_yours":
        whom = one_line(said.to or "officer", _POST)
        return refused(
            f"That question is for the {aside(whom)} to answer.", "A word with them will get yours in."
        )
    if said.why == "no_words":
        return refused("There was nothing in that answer, so nothing was sent.", "Write it in a sentence.")
    return refused(
        "That question is no longer here, so nothing was sent.", "`/loip mine` shows where things stand."
    )


def _heading(code: str, title: str) -> str:
    return f"*{mrkdwn(code)} {one_line(title)}*"


def _about(about: str) -> list[str]:
    return [f"About: {one_line(about, 300)}"] if about else []


def _asked_lately(lately: AskedLately) -> str:
    """That somebody asked already; who it was, and what came of it, is theirs."""
    day = date_in_words(lately.on, lately.on)
    if not lately.is_own:
        return f"Somebody asked about it on {day} already. Yours can still go, or wait a few days."
    answered = "and they have answered." if lately.is_answered else "and the answer is still to come."
    return f"You asked about it on {day}, {answered}"


def _told(text: str) -> Block:
    return message(text, [section(text)])
