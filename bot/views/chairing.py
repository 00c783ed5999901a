"""What a chair can do from a digest: the forms, the messages that follow, and the answers. Pure.

What may live here: their wording. What people typed is escaped; people are named by post.
"""

from datetime import date
from typing import Any

from bot.rules.chairing import (
    ITEM_LIMIT,
    MOST,
    WORDS_LIMIT,
    AgendaFacts,
    Chosen,
    Coming,
    NotChairing,
    NotOnAgenda,
    NotThanked,
    OnAgenda,
    Settled,
    Thankable,
    Thanked,
    Topic,
    thankable,
    topics,
)
from bot.rules.digest_value import Digest
from bot.rules.digest_words import VERBS, item_in_words, legible, when_in_words
from bot.rules.questions import QUESTION_LIMIT
from bot.views import verbs
from bot.views.action_words import aside, one_line
from bot.views.blocks import Block, actions, button, clip, context, message, section
from bot.views.escape import mrkdwn, quote
from bot.views.form_fields import choice_of, form, input_block, picked, text_input, typed
from bot.views.forms import ASK_WORDS, FREE_TEXT_WARNING, FormMemory
from bot.views.refused import refused
from storage.records import Ask
from storage.records.glance import AskGlance

MORE_FORM = "ask_for_more_form"
THANKS_FORM = "thanks_form"
AGENDA_FORM = "agenda_form"
SETTLE_FORM = "settle_form"

_OPTION = 75
_POST = 160
_NAME = 60


# --- ask for more


def more_form(digest: Digest, memory: FormMemory) -> Block:
    """What about, and the question."""
    words = {topic.value: _option(topic.words) for topic in topics(digest)}
    element = text_input("value", QUESTION_LIMIT, multiline=True)
    return form(
        MORE_FORM,
        "Ask for more",
        memory,
        [
            input_block("topic", "About what?", choice_of(words)),
            input_block("question", "Your question", element, hint="They get it as you write it."),
            context(
                "It goes to whoever coordinates the action, in private. The answer comes back to this thread."
            ),
            context(FREE_TEXT_WARNING),
        ],
        submit="Ask",
    )


def read_more_form(values: dict[str, Any]) -> tuple[str | None, str]:
    """What was chosen, and the question."""
    return picked(values, "topic"), typed(values, "question") or ""


def about_of(topic: Topic) -> str:
    """What of an action is asked about, where it is one of its asks."""
    return "" if topic.value == topic.code else topic.words


# --- thank


def thanks_form(digest: Digest, memory: FormMemory) -> Block:
    """Whom, and a word if there is one."""
    words = {each.code: _thankable(each) for each in thankable(digest)}
    element = text_input("value", WORDS_LIMIT, multiline=True)
    return form(
        THANKS_FORM,
        "Thank",
        memory,
        [
            input_block("action", "For what?", choice_of(words, next(iter(words), None))),
            input_block("words", "A word of your own", element, optional=True),
            context("It goes to whoever coordinates it, in private, in your name."),
        ],
        submit="Thank",
    )


def read_thanks_form(values: dict[str, Any]) -> tuple[str, str]:
    """The action's code, and the words."""
    return picked(values, "action") or "", typed(values, "words") or ""


def _thankable(each: Thankable) -> str:
    after = f" · {each.body}" if each.body else ""
    done = " (confirmed)" if each.confirmed else ""
    room = _OPTION - len(done)
    return f"{clip(legible(f'{each.code} {each.title}{after}'), room)}{done}"


def nobody_to_thank() -> Block:
    """Nothing has improved or been confirmed."""
    return refused(
        "Nothing has improved or been confirmed since the last meeting, so there is nobody to thank yet.",
        "The next digest names whoever it is then.",
    )


def thanks_message(thanked: Thanked) -> Block:
    """The thanks, as whoever coordinates the action reads them; or the support officer, to pass them on."""
    by, called = one_line(thanked.by, _POST), _called(thanked.called)
    body = f" and {one_line(thanked.body, _POST)}" if thanked.body and not thanked.through else ""
    lines = [f"*{mrkdwn(thanked.code)} {one_line(thanked.title)}*"]
    if thanked.through:
        lines.append(f"This is for {one_line(thanked.to, _POST)}, who is not on Slack: could you pass it on?")
    lines.append(f"The {aside(by)} thanks you{body} for this, on behalf of the {called}.")
    lines += [quote(thanked.words, WORDS_LIMIT)] if thanked.words else []
    return message(f"Thank you for {mrkdwn(thanked.code)}, from the {by}", [section("\n".join(lines))])


def thanks_sent(thanked: Thanked) -> Block:
    """The thanks are on their way, or were sent from this digest before."""
    code, to = mrkdwn(thanked.code), one_line(thanked.to, _POST)
    if thanked.already:
        return _told(f"Thanks for {code} have gone from this digest already, so nothing more was sent.")
    through = f", by way of the {one_line(thanked.through, _POST)}" if thanked.through else ""
    return _told(f"✅ Your thanks for {code} go to the {to}{through}.")


def not_thanked(said: NotThanked) -> Block:
    """Why no thanks were sent."""
    if said.why == "no_action":
        return refused(
            f"{mrkdwn(said.code)} is not among what has improved in this digest, so nothing was sent.",
            "Choose *Thank* again for one that is.",
        )
    if said.why == "unreached":
        return refused(
            "Neither whoever coordinates it nor the support officer is on Slack, so nothing was sent.",
            "`/loip who` has how they are reached.",
        )
    return not_chairing(NotChairing(said.why))


def not_chairing(said: NotChairing) -> Block:
    """Why somebody cannot act on a digest."""
    if said.why == "no_digest":
        return refused("That digest is no longer here.", "`/loip board` has the next meeting.")
    return refused(
        "This is for whoever chairs the meeting now, and for the support officers. Nothing was sent.",
        "A word with any of them will do it.",
    )


# --- the agenda


def agenda_form(facts: AgendaFacts, memory: FormMemory) -> Block:
    """What is put on the agenda, as which ask, and its number where the person gives it one."""
    asks = {f"ask {ask.id}": _option(_ask_words(ask)) for ask in facts.asks}
    stuck = {f"action {code}": _option(f"{code} {title}") for code, title in facts.stuck}
    choices = dict(list((asks | stuck).items())[:MOST])
    number, hint = text_input("value", ITEM_LIMIT), "The next one, if you leave it empty."
    item = [input_block("item", "Item number", number, optional=True, hint=hint)]
    wish = "It goes to the support officer: they and the executive group keep the agenda."
    where = f"On the agenda of the {_named(facts.coming, None)}"
    return form(
        AGENDA_FORM,
        "Put on the agenda",
        memory,
        [
            section(where),
            input_block("choice", "What?", choice_of(choices, next(iter(choices), None))),
            input_block(
                "kind", "For an action: what is asked?", choice_of(ASK_WORDS, "decide"), optional=True
            ),
            input_block(
                "words",
                "For an action: in a sentence",
                text_input("value", WORDS_LIMIT, multiline=True),
                optional=True,
                hint="An ask already raised keeps its own words.",
            ),
            *(item if facts.directly else [context(wish)]),
        ],
        submit="Put it there" if facts.directly else "Suggest it",
    )


def read_agenda_form(values: dict[str, Any]) -> Chosen:
    """What was chosen."""
    subject, _, which = (picked(values, "choice") or "").partition(" ")
    return Chosen(
        ask_id=int(which) if subject == "ask" and which.isdecimal() else None,
        code=which if subject == "action" else None,
        kind=picked(values, "kind") or "decide",
        words=typed(values, "words") or "",
        item=typed(values, "item"),
    )


def nothing_for_the_agenda() -> Block:
    """Nothing is raised and nothing is stuck."""
    return refused(
        "Nothing is raised and nothing is stuck, so there is nothing to put on the agenda.",
        "An ask is raised with an update of an action: *Ask for help* below it.",
    )


def wish_message(wish: OnAgenda, today: date, asked: str) -> Block:
    """To the support officer: what a chair wishes on the agenda, and what can be done about it."""
    by = one_line(wish.by, _POST)
    told = f"The {aside(by)} would like this on the agenda of the {_named(wish.coming, today)}:"
    return message(
        f"For the agenda of the {_named(wish.coming, today)}: a suggestion from the {by}",
        [
            section(f"{told}\n{_said(wish.kind, wish.words, wish.code)}"),
            ask_buttons(wish.ask_id, asked),
        ],
    )


def ask_buttons(ask_id: int, asked: str) -> Block:
    """What the support officer and the executive group do with an ask that waits."""
    value = verbs.value(ask=ask_id, asked=asked)
    buttons = [
        button("Put on the agenda", verbs.ON_AGENDA, value, style="primary"),
        button("Settle below the Board", verbs.SETTLE_BELOW, value),
    ]
    return actions("wish", buttons)


def on_agenda(outcome: OnAgenda, today: date) -> Block:
    """It is on the agenda, or wished there."""
    said, where = _said(outcome.kind, outcome.words, outcome.code), _named(outcome.coming, today)
    if outcome.wished:
        told = (
            f" The {aside(one_line(outcome.told, _POST))} has it."
            if outcome.told
            else " Nobody could be told on Slack."
        )
        again = " already" if outcome.already else ""
        return _told(f"✅ Suggested{again} for the agenda of the {where}.{told}\n{said}")
    item = f", {mrkdwn(item_in_words(outcome.item))}" if outcome.item else ""
    again = " already" if outcome.already else ""
    by = "" if outcome.already else f"\nBy the {one_line(outcome.by, _POST)}."
    return _told(f"✅ On the agenda of the {where}{again}{item}.\n{said}{by}")


def not_on_agenda(said: NotOnAgenda) -> Block:
    """Why it was not put there, and what to do."""
    if said.why == "moved_on":
        state = {"answered": "answered", "settled_below": "settled below the Board"}.get(
            said.state or "", "withdrawn"
        )
        what = f"That ask has been {state} meanwhile, so it was left as it is."
        return refused(what, "To ask it again, add it to an update of the action.")
    return refused(*_NOT_ON_AGENDA.get(said.why, _NOT_ON_AGENDA["not_yours"]))


_NOT_ON_AGENDA = {
    "not_yours": (
        "The support officers and the executive group keep the agenda, so nothing was changed.",
        "A word with them will do it.",
    ),
    "no_meeting": ("No meeting is dated that it could be put to.", "A support officer enters the next one."),
    "no_ask": ("That ask is no longer here, so nothing was changed.", "`/loip board` has what is asked."),
    "no_action": ("That action is no longer here, so nothing was changed.", "`/loip list` shows what is."),
    "no_words": ("There were no words in that, so nothing was changed.", "Say in a sentence what it is."),
}


# --- settled below the Board


def settle_form(ask: Ask, memory: FormMemory) -> Block:
    """How it was settled."""
    element = text_input("value", WORDS_LIMIT, multiline=True)
    return form(
        SETTLE_FORM,
        "Settle below the Board",
        memory,
        [
            section(_said(ask.kind, ask.words, None)),
            input_block(
                "how", "How is it settled?", element, hint="Whoever raised it reads it as you write it."
            ),
        ],
        submit="Settle",
    )


def read_settle_form(values: dict[str, Any]) -> str:
    """How it was settled."""
    return typed(values, "how") or ""


def settled(outcome: Settled) -> Block:
    """It is settled below the Board."""
    said = _said(outcome.kind, outcome.words, outcome.code)
    told = "Whoever raised it hears it in their next message."
    return _told(
        f"✅ Settled below the Board, by the {one_line(outcome.by, _POST)}.\n{said}\n"
        f"{quote(outcome.outcome, WORDS_LIMIT)}\n{told}"
    )


# --- small words


def _option(text: str) -> str:
    return clip(legible(text), _OPTION)


def _ask_words(ask: AskGlance) -> str:
    code = f" ({ask.code})" if ask.code else ""
    return f"{clip(f'{VERBS[ask.kind]} {legible(ask.words)}', _OPTION - len(code))}{code}"


def _said(kind: str, words: str, code: str | None) -> str:
    """`*DECIDE* who funds the referral worker · POV-03`."""
    after = f" · {mrkdwn(code)}" if code else ""
    return f"*{VERBS[kind]}* {one_line(words, WORDS_LIMIT)}{after}"


def _named(coming: Coming, today: date | None) -> str:
    """`Board, Thu 3 Dec, 2 pm`."""
    return (
        f"{_called(coming.called)}, {mrkdwn(when_in_words(coming.on, coming.local_time, today or coming.on))}"
    )


def _called(name: str) -> str:
    return mrkdwn(clip(legible(name), _NAME))


def _told(text: str) -> Block:
    return message(text.replace("*", "").splitlines()[0], [section(text)])
