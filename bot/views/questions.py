"""A question put in private about an action, its answer, and the forms of both. Pure.

What may live here: their wording. What people typed is escaped, and nobody is named but by post.
"""

from typing import Any

from bot.rules.questions import (
    QUESTION_LIMIT,
    Answered,
    NotAnswered,
    NotPut,
    Put,
    Questioned,
    QuestionFacts,
)
from bot.views import verbs
from bot.views.action_words import one_line
from bot.views.blocks import Block, actions, button, context, message, section
from bot.views.escape import mrkdwn, quote
from bot.views.form_fields import form, input_block, text_input, typed
from bot.views.forms import FREE_TEXT_WARNING, FormMemory

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
    answer_here = "Or reply in this thread. The answer goes to them alone, and is no update of the action."
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
    add = actions("question", [button("Add to the answer", verbs.ANSWER_QUESTION, value)])
    return message(f"Answered: {mrkdwn(question.code)}", [section(text), add])


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
            f"The {to}{through}, {verb}:",
            quote(answered.words, QUESTION_LIMIT),
        ]
    )
    return message(f"The {to} {verb} about {mrkdwn(question.code)}", [section(text)])


# --- the forms


def question_form(facts: QuestionFacts, memory: FormMemory) -> Block:
    """A question about one action."""
    element = text_input("value", QUESTION_LIMIT, multiline=True)
    return form(
        QUESTION_FORM,
        "Ask a question",
        memory,
        [
            section(_heading(facts.action.code, facts.action.title)),
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
            context("It goes to them alone, and is no update of the action."),
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
    through = f" The {one_line(put.through, _POST)}, passes it on." if put.through else ""
    return _told(
        f"✅ Asked about {mrkdwn(put.code)}: the {one_line(put.to, _POST)}, gets your question.{through} "
        "The answer comes back to you alone."
    )


def not_put(refused: NotPut) -> Block:
    """Why a question was not put."""
    code, to = mrkdwn(refused.code), one_line(refused.to or "", _POST)
    reach = f" Their email is {one_line(refused.reach, 254)}." if refused.reach else ""
    return _told(
        {
            "no_action": f"No action here is called {code}, so there is nobody to ask.",
            "yourself": f"{code} is yours to speak for, so the question would come back to you.",
            "no_words": "There was no question in that, so nobody was asked.",
            "unreached": f"{f'The {to}, is' if refused.to else 'Whoever coordinates it is'} not on Slack.{reach}",
        }.get(
            refused.why,
            f"Questions about {code} come from whoever leads or befriends its group or priority, the chair and the "
            "support officers. A word with any of them will get yours there.",
        )
    )


def answer_recorded(answered: Answered) -> Block:
    """The answer is on its way back."""
    return _told(f"✅ Your answer goes to the {one_line(answered.question.by, _POST)}, and to nobody else.")


def not_answered(refused: NotAnswered) -> Block:
    """Why an answer was not taken."""
    if refused.why == "not_yours":
        return _told(f"That question is for the {one_line(refused.to or 'officer', _POST)}, to answer.")
    if refused.why == "no_words":
        return _told("There was nothing in that answer, so nothing was sent.")
    return _told("That question is no longer here, so nothing was sent.")


def _heading(code: str, title: str) -> str:
    return f"*{mrkdwn(code)} {one_line(title)}*"


def _about(about: str) -> list[str]:
    return [f"About: {one_line(about, 300)}"] if about else []


def _told(text: str) -> Block:
    return message(text, [section(text)])
