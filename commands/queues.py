"""What a support officer does from Home: record what somebody answered, try a message again, let it be, welcome people.

What may live here: those taps, and the saving of the one form among them. Only a support officer may; it is asked when
it is done, not when it was shown.
"""

from collections.abc import Callable
from typing import Any

from slack_bolt import App

from bot.rules.permission import is_support
from bot.rules.reaching import Unreached
from bot.services.hand_over import hand_over
from bot.services.letter_again import show_again_about
from bot.services.list_calls import read_call
from bot.services.record_answers import Answered, NotRecorded, Told, record_answers
from bot.services.settle_unreached import let_be as leave_it
from bot.services.settle_unreached import try_again as send_again
from bot.services.welcome import welcome_everybody
from bot.services.who_may import support_post
from bot.views import calls, register_answers, undeliverable, verbs
from bot.views.blocks import Block
from bot.views.calls import ANSWERS_FORM
from bot.views.forms import FormMemory, done_view, typed_in
from commands.asked import Asked, Deps
from commands.form_submissions import listen, turn_into
from commands.tapped import LETTER, Tap
from commands.update import outcome_view
from storage.repositories import Register


def register(app: App, deps: Deps) -> None:
    """Listen for the form of what somebody answered."""
    listen(app, deps, ANSWERS_FORM, save_answers)


def record_for(tap: Tap) -> None:
    """Open the form of what one person answered."""
    asked, contact_id = tap.asked, tap.fields.get("contact")
    if not is_support(asked.person):
        return tap.say(_support_only(asked))
    call = None
    if isinstance(contact_id, int):
        call = read_call(asked.database, asked.ways, asked.partnership_id, contact_id, asked.at)
    if call is None:
        return tap.say(register_answers.nothing_to_ask())
    memory = tap.memory(contact_id=call.contact_id)
    return tap.open(calls.answers_form(call, asked.ways, asked.today, memory))


def save_answers(asked: Asked, memory: FormMemory, values: dict[str, Any]) -> dict[str, Any]:
    """Record all that was filled in, or say under its field what is amiss; nothing is saved by halves."""
    route, day = calls.read_route_and_day(values)
    answers = [Answered(code, *said) for code, said in calls.read_answers(values).items()]
    errors = {}
    if day is None or day > asked.today:
        errors["day"] = "That day is still to come. On which day did they say it?"
    if answers and not any(answer.says_something for answer in answers):
        errors[f"words {answers[0].code}"] = "Write down what they said of one at least, or cancel."
    if errors or day is None:
        return {"response_action": "errors", "errors": errors}
    told = Told(memory.contact_id or 0, route, day, asked.submission_key)
    outcome = record_answers(asked.database, asked.ways, asked.person, told, answers, asked.at)
    if isinstance(outcome, NotRecorded):
        typed = typed_in(values)
        refused = outcome.refused
        words = outcome_view(asked, refused, typed) if refused else _support_only(asked, typed)
        return turn_into("Not saved", words)
    view = done_view("Saved", register_answers.answers_recorded(outcome, asked.ways, asked.today))
    return {"response_action": "update", "view": view}


def try_again(tap: Tap) -> None:
    """Send what is kept for somebody after all."""
    _settle(tap, send_again)


def let_be(tap: Tap) -> None:
    """Leave it undelivered."""
    _settle(tap, leave_it)


def welcome(tap: Tap) -> None:
    """Welcome everybody who has heard nothing yet."""
    asked = tap.asked
    if not is_support(asked.person):
        return tap.say(_support_only(asked))
    number = welcome_everybody(asked.database, asked.person, asked.at)
    return tap.say(register_answers.welcomed(number))


def hand_over_to(tap: Tap) -> None:
    """Hand over what a leaver holds."""
    asked, (leaver, to) = tap.asked, (tap.fields.get("leaver"), tap.fields.get("to"))
    if not is_support(asked.person):
        return tap.say(_support_only(asked))
    outcome = None
    if isinstance(leaver, int) and isinstance(to, int):
        outcome = hand_over(asked.database, asked.ways, asked.person, leaver, to, asked.at)
    tap.show_again()
    if outcome is None:
        return tap.say(register_answers.settled_already())
    return tap.say(register_answers.handed_over(*outcome))


def _settle(tap: Tap, how: Callable[..., Unreached | None]) -> None:
    asked = tap.asked
    if not is_support(asked.person):
        return tap.say(_support_only(asked))

    def letters_too(register: Register, settled: Unreached) -> None:
        show_again_about(register, [settled.place], None, asked.submission_key, asked.at)

    outcome = how(asked.database, asked.person, str(tap.fields.get("place")), asked.at, letters_too)
    if outcome is None:
        tap.show_again()
        return tap.say(register_answers.settled_already())
    shows_it = tap.place.home is not None or tap.asking.startswith(LETTER)
    return None if shows_it else tap.say(undeliverable.settled(outcome))


def _support_only(asked: Asked, typed: str = "") -> Block:
    support = support_post(asked.database, asked.partnership_id, asked.person, asked.at)
    return register_answers.for_support_only(support, typed)


TAPS: dict[str, Callable[[Tap], None]] = {
    verbs.RECORD_FOR: record_for,
    verbs.TRY_AGAIN: try_again,
    verbs.LET_BE: let_be,
    verbs.HAND_OVER: hand_over_to,
    verbs.WELCOME: welcome,
}
"""What each verb does."""

NEEDS: dict[str, tuple[str, ...]] = {
    verbs.RECORD_FOR: ("contact",),
    verbs.TRY_AGAIN: ("place",),
    verbs.LET_BE: ("place",),
    verbs.HAND_OVER: ("leaver", "to"),
    verbs.WELCOME: (),
}
"""What a verb's button has to carry."""
