"""Forms sent: read, saved, and turned into what was saved. What was typed stays in the form on any error."""

import hashlib
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any, TypeAlias

from slack_bolt import Ack, App, BoltContext
from slack_sdk import WebClient

from bot.rules.dates import Due
from bot.rules.outcomes import AnsweredFirst, MilestoneChanged, Raised, Recorded
from bot.services.change_milestone import Moving, change_milestone
from bot.services.raise_ask import raise_ask
from bot.services.read_form_facts import read_form_facts
from bot.services.record_update import Saying, record_update
from bot.slack.identity import SPEAKER, Speaker
from bot.views import forms, nudge_answers, refusals, register_answers, update_answer
from bot.views.blocks import Block
from bot.views.forms import FormMemory, NewDate, UpdateFilledIn, milestone_named
from commands import home, strangers
from commands.asked import Asked, Deps
from commands.replying import Place
from commands.tapped import showing, tell_others
from commands.update import outcome_view, who

Save: TypeAlias = Callable[[Asked, FormMemory, dict[str, Any]], dict[str, Any]]
"""What a form is saved with: what it remembers, and what was filled in; the answer is the acknowledgement's."""

UNKNOWN_FORM = (
    "This form is from before I was last changed, and nothing was saved. Copy your words and open it anew."
)


def register(app: App, deps: Deps) -> None:
    """Listen for each form."""
    for callback_id, save in SAVES.items():
        listen(app, deps, callback_id, save)


def listen(app: App, deps: Deps, callback_id: str, save: Save) -> None:
    """Listen for one form; `save` says what becomes of it: errors under its fields, or another view."""

    @app.view(callback_id)
    def submitted(ack: Ack, view: dict[str, Any], context: BoltContext, client: WebClient) -> Any:
        asked = _asked(deps, view, context[SPEAKER])
        if asked is None:
            typed = forms.typed_in(view["state"]["values"])
            told = strangers.turned_away(deps, context[SPEAKER], typed)
            return ack(response_action="update", view=forms.done_view("We haven't met", told))
        try:
            memory = FormMemory.unpacked(view["private_metadata"])
        except ValueError:
            return ack(response_action="errors", errors={forms.first_input(view): UNKNOWN_FORM})
        ack(**save(asked, memory, view["state"]["values"]))
        if memory.home is not None:
            home.refresh(asked, client, memory.home)
        return deps.wake()


def _asked(deps: Deps, view: dict[str, Any], speaker: Speaker) -> Asked | None:
    """Who sends the form. The key is the view and what it says: other values are a correction, not a repeat."""
    if speaker.person is None:
        return None
    said = json.dumps(view["state"]["values"], sort_keys=True)
    key = f"view {view['id']} {hashlib.sha256(said.encode()).hexdigest()[:16]}"
    return Asked(deps, speaker, speaker.person, deps.clock.now(), submission_key=key, way="form")


def _save_update(asked: Asked, memory: FormMemory, values: dict[str, Any]) -> dict[str, Any]:
    facts = read_form_facts(asked.database, asked.person, memory.code)
    stands_at = getattr(getattr(facts, "action", None), "status", "")
    filled_in = forms.read_update_form(values, stands_at)
    errors = forms.update_form_errors(filled_in, forms.asks_the_board(values))
    if errors:
        return {"response_action": "errors", "errors": errors}
    return record(asked, memory, filled_in, forms.typed_in(values))


OnceMore: TypeAlias = Callable[[AnsweredFirst], dict[str, Any] | None]
"""Shows a form once more with what was filled in, saying who answered meanwhile; None where it cannot."""


def record(
    asked: Asked,
    memory: FormMemory,
    filled_in: UpdateFilledIn,
    typed: str,
    once_more: OnceMore | None = None,
    **more: Any,
) -> dict[str, Any]:
    """Record what a form said of the action it remembers; `more` are other fields of the saying.

    With `once_more`, what somebody else said after the form was opened is shown before anything is recorded.
    """
    said: dict[str, Any] = {name: getattr(filled_in, name) for name in filled_in.__slots__}
    kind = {"kind": "correction" if memory.corrects_id else "update", "corrects_id": memory.corrects_id}
    if once_more is not None and memory.seen_at:
        more |= {"shown_at": datetime.fromisoformat(memory.seen_at), "gives_way": True}
    saying = Saying(memory.code, asked.submission_key, **{"way": "form"} | kind | said | more)
    outcome = record_update(
        asked.database,
        asked.ways,
        asked.person,
        saying,
        asked.at,
        on_screen(asked, memory, _recorded(asked)),
    )
    if isinstance(outcome, Recorded):
        return turn_into(f"{memory.code} saved", _recorded(asked, offer=False)(outcome))
    again = once_more(outcome) if once_more is not None and isinstance(outcome, AnsweredFirst) else None
    return again or turn_into("Not saved", outcome_view(asked, outcome, typed))


def _recorded(asked: Asked, offer: bool = True) -> Any:
    def view(recorded: Recorded) -> Block:
        return update_answer.answer(recorded, asked.ways, asked.at, who(asked.person), offer)

    return view


def _save_new_date(asked: Asked, memory: FormMemory, values: dict[str, Any]) -> dict[str, Any]:
    said = forms.read_new_date_form(values, memory.milestone_id)
    day = said.day
    if day is None or day < asked.today:
        return {"response_action": "errors", "errors": {"day": "That day is past. When will it happen?"}}
    due = Due(day, day, "day", f"{day.day} {day:%B %Y}")
    outcome = change_milestone(
        asked.database,
        asked.person,
        memory.code,
        Moving(said.milestone_id, due, said.reason, said.agreed_by),
        asked.submission_key,
        asked.at,
        on_screen(asked, memory, lambda changed: register_answers.milestone_changed(changed, asked.today)),
        datetime.fromisoformat(memory.seen_at) if memory.seen_at else None,
    )
    if isinstance(outcome, MilestoneChanged):
        return turn_into(memory.code, register_answers.milestone_changed(outcome, asked.today))
    again = _date_once_more(asked, memory, said, outcome.first) if outcome.first else None
    return again or turn_into("Not saved", register_answers.milestone_refused(outcome, said.reason))


def _date_once_more(
    asked: Asked, memory: FormMemory, said: NewDate, first: AnsweredFirst
) -> dict[str, Any] | None:
    """The form of a new date with what was filled in, saying who answered meanwhile."""
    facts = read_form_facts(asked.database, asked.person, memory.code)
    unmet = [each for each in getattr(facts, "milestones", ()) if each.met_on is None]
    among = [each for each in unmet if memory.milestone_id in (None, each.id)]
    if not among:
        return None
    words = nudge_answers.first_in_words(first, asked.ways, asked.at)
    seen = replace(memory, seen_at=asked.at.isoformat())
    offered = [milestone_named(each, asked.today) for each in among]
    return {"response_action": "update", "view": forms.new_date_form(seen, offered, said, words)}


def _save_ask(asked: Asked, memory: FormMemory, values: dict[str, Any]) -> dict[str, Any]:
    kind, words = forms.read_ask_form(values)
    if not words:
        return {"response_action": "errors", "errors": {"ask": "Say in a sentence what you ask."}}
    outcome = raise_ask(
        asked.database,
        asked.person,
        memory.update_id or 0,
        kind,
        words,
        asked.at,
        on_screen(asked, memory, register_answers.raised),
    )
    if isinstance(outcome, Raised):
        return turn_into(memory.code, register_answers.raised(outcome))
    return turn_into("Not saved", refusals.too_old(words))


def on_screen(asked: Asked, memory: FormMemory, view: Any) -> Any:
    """Changes the message the form was opened from; a form opened by a command has none, but letters may ask."""
    if memory.channel is None and memory.response_url is None:
        return lambda register, outcome: tell_others(register, outcome, None, asked)
    ephemeral = memory.ts is None
    place = Place(memory.channel, memory.ts, memory.response_url, ephemeral)
    return showing(asked, memory.asked, place, asked.submission_key, view)


def turn_into(title: str, answer: Block) -> dict[str, Any]:
    """The acknowledgement that turns a form into what came of it."""
    return {"response_action": "update", "view": forms.done_view(title, answer)}


SAVES = {
    forms.UPDATE_FORM: _save_update,
    forms.NEW_DATE_FORM: _save_new_date,
    forms.ASK_FORM: _save_ask,
}
"""What each form saves."""
