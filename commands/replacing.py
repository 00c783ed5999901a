"""`/loip priority replace`: a new priority set, what becomes of the old one, and a walk through every open action.

What may live here: from a request, a tap or a form to the services and back to the screen. Everything said so far is
in the database, so that the walk can be left and taken up again on another day, by another support officer too.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from slack_bolt import App

from bot.rules.numbering import canonical
from bot.rules.replacing import (
    MERGED_INTO,
    REASONS,
    Decided,
    Keep,
    NotReplaced,
    Replaceable,
    ToDecide,
    Walk,
    WhichSet,
)
from bot.rules.subjects.wording import Terms
from bot.services.also import Also, nothing_else
from bot.services.decide_succession import decide_succession, read_walk
from bot.services.letter_again import tell_letters
from bot.services.replace_priorities import read_replaceable, replace_priorities
from bot.services.who_may import support_post
from bot.views import replacing, verbs
from bot.views.blocks import Block
from bot.views.forms import FormMemory, done_view
from bot.views.replacing_forms import (
    BECAME_FORM,
    CLOSING_FORM,
    SET_FORM,
    Closing,
    Draft,
    became_form,
    became_form_errors,
    closing_form,
    read_became_form,
    read_closing_form,
    read_set_form,
    set_form,
    set_form_errors,
)
from commands.asked import Asked, Deps
from commands.form_submissions import UNKNOWN_FORM, listen, turn_into
from commands.replying import Place, reply
from commands.replying import replacing as put_in_place
from commands.requests import Replace
from commands.tapped import Tap
from storage.records import id_of
from storage.repositories import Register

Answer = dict[str, Any]


def register(app: App, deps: Deps) -> None:
    """Listen for the three forms."""
    for callback_id, save in SAVES.items():
        listen(app, deps, callback_id, save)


def answer(asked: Asked, _request: Replace) -> Block | None:
    """The form of a new set; the actions still to decide on, where a replacing is under way."""
    found, terms = read_replaceable(asked.database, asked.person), _terms(asked)
    if isinstance(found, Walk):
        return replacing.walk_message(found, 1, terms, asked.key)
    if isinstance(found, NotReplaced):
        return _refused(asked, found)
    if isinstance(found, WhichSet):
        return replacing.which_set(found, terms)
    if asked.open_view is None:
        return replacing.form_offer(terms)
    asked.open_view(set_form(found, terms, FormMemory("", asked.submission_key)))
    return None


def _terms(asked: Asked) -> Terms:
    return Terms.of(asked.ways.partnership)


def _refused(asked: Asked, outcome: NotReplaced) -> Block:
    support = None
    if outcome.why == "support_only":
        support = support_post(asked.database, asked.partnership_id, asked.person, asked.at)
    return replacing.not_replaced(outcome, _terms(asked), support)


# --- the forms of a new set ------------------------------------------------------------------------------


def open_set(tap: Tap) -> None:
    """Open the form, from where the words alone could not."""
    set_id = tap.fields.get("i")
    meant = set_id if isinstance(set_id, int) else None
    found = read_replaceable(tap.asked.database, tap.asked.person, meant)
    if isinstance(found, Replaceable):
        return tap.open(set_form(found, _terms(tap.asked), FormMemory("", tap.asking)))
    return tap.say(_shown(tap.asked, found, 1))


def _shown(asked: Asked, found: Walk | WhichSet | NotReplaced, page: int) -> Block:
    if isinstance(found, NotReplaced):
        return _refused(asked, found)
    if isinstance(found, WhichSet):
        return replacing.which_set(found, _terms(asked))
    return replacing.walk_message(found, page, _terms(asked), asked.key)


def save_set(asked: Asked, memory: FormMemory, values: Answer) -> Answer:
    """What the new set is called: asked next is what becomes of each old priority."""
    terms, set_id = _terms(asked), int(memory.keep or 0)
    found = read_replaceable(asked.database, asked.person, set_id)
    if not isinstance(found, Replaceable):
        return turn_into(replacing.title(terms), _shown(asked, found, 1))
    draft = read_set_form(values, found.set_id)
    errors = set_form_errors(draft, terms, memory)
    if errors:
        return {"response_action": "errors", "errors": errors}
    return {"response_action": "update", "view": became_form(found, draft, memory)}


def save_became(asked: Asked, memory: FormMemory, values: Answer) -> Answer:
    """Keep the new set and the succession; the actions to decide on come in a message of their own."""
    terms = _terms(asked)
    try:
        draft = Draft.unpacked(memory.keep)
    except ValueError:
        return {"response_action": "errors", "errors": {next(iter(values)): UNKNOWN_FORM}}
    errors = became_form_errors(values)
    if errors:
        return {"response_action": "errors", "errors": errors}

    def send(register: Register, walk: Walk) -> None:
        if not walk.is_over:
            message = replacing.walk_message(walk, 1, terms, asked.key)
            row = reply(asked.speaker.slack_id, message, f"replaced {asked.submission_key}", asked.at)
            register.messages.put(row)

    new = read_became_form(values, draft)
    outcome = replace_priorities(asked.database, asked.person, new, asked.at, send)
    if isinstance(outcome, NotReplaced):
        return turn_into("Not saved", _refused(asked, outcome))
    return turn_into(replacing.title(terms), replacing.replaced(outcome, terms))


# --- the walk --------------------------------------------------------------------------------------------


def show_walk(tap: Tap) -> None:
    """Another page; from Home, the first in a window."""
    found = read_walk(tap.asked.database, tap.asked.person)
    shown = _shown(tap.asked, found, _page(tap))
    if tap.place.home is not None:
        return tap.open(done_view(replacing.title(_terms(tap.asked)), shown))
    return tap.say(shown) if isinstance(found, NotReplaced) else tap.turn(shown)


def _page(tap: Tap) -> int:
    page = tap.fields.get("g")
    return page if isinstance(page, int) else 1


def decide(tap: Tap) -> None:
    """Keep an action under a new priority at once; or open the form that closes it."""
    priority_id, reason = tap.fields.get("p"), tap.fields.get("r")
    if isinstance(priority_id, int):
        return _decide(tap, (Keep(tap.code, priority_id),))
    found = read_walk(tap.asked.database, tap.asked.person)
    one = found.asked(tap.code) if isinstance(found, Walk) else None
    if isinstance(found, NotReplaced):
        return tap.say(_refused(tap.asked, found))
    if one is None or reason not in REASONS:
        return tap.turn(_shown(tap.asked, found, _page(tap)))
    return _open_closing(tap, one, Closing(str(reason), _page(tap), tap.view is not None))


def _open_closing(tap: Tap, one: ToDecide, closing: Closing) -> None:
    view = closing_form(one, closing, tap.memory())
    if tap.view is not None:
        tap.client.views_update(view_id=tap.view["id"], view=view)
    else:
        tap.open(view)


def keep_suggested(tap: Tap) -> None:
    """Keep the actions of the page as it suggested."""
    said = tap.fields.get("k")
    pairs = said.items() if isinstance(said, dict) else ()
    _decide(tap, tuple(Keep(str(code), key) for code, key in pairs if isinstance(key, int)))


def _decide(tap: Tap, decided: tuple[Decided, ...]) -> None:
    asked, page = tap.asked, _page(tap)
    in_place = _in_place(asked, tap.place, page) if tap.view is None else nothing_else
    outcome = decide_succession(
        asked.database, asked.ways, asked.person, decided, asked.submission_key, asked.at, in_place
    )
    if isinstance(outcome, NotReplaced):
        return _tell_and_turn(tap, outcome, page)
    return tap.turn(_shown(asked, outcome, page)) if tap.view is not None else None


def _tell_and_turn(tap: Tap, outcome: NotReplaced, page: int) -> None:
    """Say why not; a list that somebody else was faster with is shown as it stands now."""
    if outcome.why == "decided_already":
        found = read_walk(tap.asked.database, tap.asked.person)
        if isinstance(found, Walk):
            tap.turn(_shown(tap.asked, found, page))
    if tap.view is None or outcome.why != "decided_already":
        tap.say(_refused(tap.asked, outcome))


def _in_place(asked: Asked, place: Place, page: int) -> Also[Walk]:
    """The message shows what is left, in the transaction of what was decided."""

    def show(register: Register, walk: Walk) -> None:
        message = replacing.walk_message(walk, page, _terms(asked), asked.key)
        register.messages.put(put_in_place(place, message, f"walk {asked.submission_key}", asked.at))

    return show


def save_closing(asked: Asked, memory: FormMemory, values: Answer) -> Answer:
    """Close the action, and show what is left: in the window, or in the message behind it."""
    try:
        closing = Closing.unpacked(memory.keep)
    except ValueError:
        return {"response_action": "errors", "errors": {"words": UNKNOWN_FORM}}
    typed = read_closing_form(values, memory.code, closing)
    errors = _closing_errors(typed.words, typed.merged_into, closing)
    if errors:
        return {"response_action": "errors", "errors": errors}
    close = replace(typed, merged_into=_code(typed.merged_into))
    place = Place(memory.channel, memory.ts, memory.response_url, ephemeral=memory.ts is None)
    in_place = nothing_else if closing.is_window else _in_place(asked, place, closing.page)

    def show(register: Register, walk: Walk) -> None:
        in_place(register, walk)
        action = register.actions.by_code(close.code)
        if action is not None:  # whoever was asked about it sees that it is closed
            tell_letters(register, id_of(action), None, asked.submission_key, asked.at)

    outcome = decide_succession(
        asked.database, asked.ways, asked.person, (close,), asked.submission_key, asked.at, show
    )
    if isinstance(outcome, NotReplaced):
        return _closing_refused(asked, outcome)
    if closing.is_window:
        return turn_into(replacing.title(_terms(asked)), _shown(asked, outcome, closing.page))
    return {"response_action": "clear"}


def _code(typed: str | None) -> str | None:
    return (canonical(typed) or typed) if typed else None


def _closing_errors(words: str, into: str | None, closing: Closing) -> dict[str, str]:
    errors = {} if words else {"words": "A sentence, please: it stands in the history."}
    if closing.reason == MERGED_INTO and not into:
        errors["into"] = "Which action does it go on in? Its code, please."
    return errors


def _closing_refused(asked: Asked, outcome: NotReplaced) -> Answer:
    if outcome.why in ("no_such_action", "into_itself"):
        words = replacing.not_replaced_briefly(outcome, _terms(asked))
        return {"response_action": "errors", "errors": {"into": words}}
    return turn_into("Not saved", _refused(asked, outcome))


SAVES: dict[str, Callable[[Asked, FormMemory, Answer], Answer]] = {
    SET_FORM: save_set,
    BECAME_FORM: save_became,
    CLOSING_FORM: save_closing,
}
"""What each form saves."""

TAPS: dict[str, Callable[[Tap], None]] = {
    verbs.REPLACE_SET: open_set,
    verbs.REPLACE_WALK: show_walk,
    verbs.REPLACE_DECIDE: decide,
    verbs.REPLACE_KEEP: keep_suggested,
}
"""What each button does."""

NEEDS: dict[str, tuple[str, ...]] = {
    verbs.REPLACE_SET: (),
    verbs.REPLACE_WALK: (),
    verbs.REPLACE_DECIDE: ("code",),
    verbs.REPLACE_KEEP: ("k",),
}
"""What a button has to carry."""
