"""What a chair does from a digest: asks for more, thanks, wishes for the agenda; and what is done about the wish.

What may live here: those taps and their forms. Who may is judged at the tap and again when a form is sent.
"""

from collections.abc import Callable
from typing import Any

from slack_bolt import App

from bot.rules.chairing import (
    AgendaFacts,
    NotChairing,
    NotOnAgenda,
    OnAgenda,
    Settled,
    Thanked,
    thankable,
    topic_of,
    topics,
)
from bot.rules.questions import Put
from bot.services.put_on_agenda import grant_wish, put_on_agenda, read_agenda_facts, read_ask, settle_below
from bot.services.put_question import put_question
from bot.services.read_digest import read_digest
from bot.services.thank import thank
from bot.views import chairing, questions, refusals, verbs
from bot.views.blocks import Block
from bot.views.forms import FormMemory
from commands import form_submissions
from commands.asked import Asked, Deps
from commands.digest_taps import number
from commands.form_submissions import turn_into
from commands.replying import Place, replacing
from commands.tapped import Tap
from storage.repositories import Register

DIGEST = "digest meeting "
"""How the outbox keys of digests begin."""


def register(app: App, deps: Deps) -> None:
    """Listen for each form."""
    for callback_id, save in SAVES.items():
        form_submissions.listen(app, deps, callback_id, save)


# -- ask for more


def ask_for_more(tap: Tap) -> None:
    """What about, and the question."""
    sent = read_digest(tap.asked.database, tap.asked.person, number(tap, "meeting"))
    if isinstance(sent, NotChairing):
        return tap.say(chairing.not_chairing(sent))
    if not topics(sent.digest):
        return tap.say(refusals.too_old())
    return tap.open(chairing.more_form(sent.digest, tap.memory(subject_id=number(tap, "meeting"))))


def save_more(asked: Asked, memory: FormMemory, values: dict[str, Any]) -> dict[str, Any]:
    """Put the question; its answer comes back in the thread of the digest."""
    value, words = chairing.read_more_form(values)
    sent = read_digest(asked.database, asked.person, memory.subject_id or 0)
    if isinstance(sent, NotChairing):
        return turn_into("Not asked", chairing.not_chairing(sent))
    topic = topic_of(sent.digest, value)
    if topic is None or not words.strip():
        missing = (
            {"topic": "Choose what it is about."} if topic is None else {"question": "Write the question."}
        )
        return {"response_action": "errors", "errors": missing}
    origin = memory.asked if memory.asked.startswith(DIGEST) else None
    outcome = put_question(
        asked.database,
        asked.ways,
        asked.person,
        topic.code,
        words,
        asked.submission_key,
        asked.at,
        about=chairing.about_of(topic),
        origin=origin,
    )
    if isinstance(outcome, Put):
        return turn_into("Asked", questions.put_answer(outcome))
    return turn_into("Not asked", questions.not_put(outcome))


# -- thank


def thank_for(tap: Tap) -> None:
    """Whom, and a word if there is one."""
    sent = read_digest(tap.asked.database, tap.asked.person, number(tap, "meeting"))
    if isinstance(sent, NotChairing):
        return tap.say(chairing.not_chairing(sent))
    if not thankable(sent.digest):
        return tap.say(chairing.nobody_to_thank())
    return tap.open(chairing.thanks_form(sent.digest, tap.memory(subject_id=number(tap, "meeting"))))


def save_thanks(asked: Asked, memory: FormMemory, values: dict[str, Any]) -> dict[str, Any]:
    """Send them, once an action and digest."""
    code, words = chairing.read_thanks_form(values)
    outcome = thank(asked.database, asked.ways, asked.person, memory.subject_id or 0, code, words, asked.at)
    if isinstance(outcome, Thanked):
        return turn_into(
            "Thanked" if not outcome.already else "Thanked before", chairing.thanks_sent(outcome)
        )
    return turn_into("Not sent", chairing.not_thanked(outcome))


# -- the agenda


def to_agenda(tap: Tap) -> None:
    """What is put on the agenda."""
    asked = tap.asked
    facts = read_agenda_facts(asked.database, asked.ways, asked.person, number(tap, "meeting"), asked.at)
    if isinstance(facts, NotOnAgenda):
        return tap.say(chairing.not_on_agenda(facts))
    if not _choices(facts):
        return tap.say(chairing.nothing_for_the_agenda())
    return tap.open(chairing.agenda_form(facts, tap.memory(subject_id=number(tap, "meeting"))))


def save_agenda(asked: Asked, memory: FormMemory, values: dict[str, Any]) -> dict[str, Any]:
    """Put it there, or keep the wish."""
    chosen = chairing.read_agenda_form(values)
    if chosen.ask_id is None and chosen.code is None:
        return {"response_action": "errors", "errors": {"choice": "Choose what goes on the agenda."}}
    if chosen.code is not None and not chosen.words.strip():
        return {"response_action": "errors", "errors": {"words": "Say in a sentence what is asked."}}
    outcome = put_on_agenda(
        asked.database, asked.ways, asked.person, memory.subject_id or 0, chosen, asked.at
    )
    if isinstance(outcome, OnAgenda):
        return turn_into("The agenda", chairing.on_agenda(outcome, asked.today))
    return turn_into("Nothing changed", chairing.not_on_agenda(outcome))


def grant(tap: Tap) -> None:
    """Put what a chair wishes on the agenda, at once; the message says so."""
    asked = tap.asked

    def view(outcome: OnAgenda) -> Block:
        return chairing.on_agenda(outcome, asked.today)

    shown = _in_place(asked, tap.place, view)
    outcome = grant_wish(asked.database, asked.ways, asked.person, number(tap, "ask"), asked.at, shown)
    if isinstance(outcome, NotOnAgenda):
        tap.say(chairing.not_on_agenda(outcome))
    elif tap.place.home is not None:
        tap.say(view(outcome))


def settle(tap: Tap) -> None:
    """How it is settled below the Board."""
    found = read_ask(tap.asked.database, tap.asked.person, number(tap, "ask"))
    if isinstance(found, NotOnAgenda):
        return tap.say(chairing.not_on_agenda(found))
    return tap.open(chairing.settle_form(found, tap.memory(subject_id=number(tap, "ask"))))


def save_settled(asked: Asked, memory: FormMemory, values: dict[str, Any]) -> dict[str, Any]:
    """Settle it; whoever raised it hears how."""
    how = chairing.read_settle_form(values)
    if not how.strip():
        return {"response_action": "errors", "errors": {"how": "Say in a sentence how it is settled."}}
    place = Place(memory.channel, memory.ts, memory.response_url, memory.ts is None, memory.home)
    outcome = settle_below(
        asked.database,
        asked.ways,
        asked.person,
        memory.subject_id or 0,
        how,
        asked.at,
        _in_place(asked, place, chairing.settled),
    )
    if isinstance(outcome, Settled):
        return turn_into("Settled", chairing.settled(outcome))
    return turn_into("Nothing changed", chairing.not_on_agenda(outcome))


def _choices(facts: AgendaFacts) -> int:
    return len(facts.asks) + len(facts.stuck)


def _in_place(asked: Asked, place: Place, view: Callable[[Any], Block]) -> Callable[[Register, Any], None]:
    """Puts what came of it in the place of the message that was tapped."""

    def put(register: Register, outcome: Any) -> None:
        if place.home is None and (place.ts or place.response_url):
            register.messages.put(replacing(place, view(outcome), asked.submission_key, asked.at))

    return put


TAPS = {
    verbs.ASK_FOR_MORE: ask_for_more,
    verbs.THANK: thank_for,
    verbs.TO_AGENDA: to_agenda,
    verbs.ON_AGENDA: grant,
    verbs.SETTLE_BELOW: settle,
}
"""What each verb does."""

NEEDS: dict[str, tuple[str, ...]] = {
    verbs.ASK_FOR_MORE: ("meeting",),
    verbs.THANK: ("meeting",),
    verbs.TO_AGENDA: ("meeting",),
    verbs.ON_AGENDA: ("ask",),
    verbs.SETTLE_BELOW: ("ask",),
}
"""What a verb's button has to carry."""

SAVES = {
    chairing.MORE_FORM: save_more,
    chairing.THANKS_FORM: save_thanks,
    chairing.AGENDA_FORM: save_agenda,
    chairing.SETTLE_FORM: save_settled,
}
"""What each form saves."""
