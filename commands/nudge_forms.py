"""The short forms of a nudge, sent: what stands in the way, a snooze, not mine, one sentence, which milestone.

What may live here: saving them. What was typed stays in the form on any error.
"""

from dataclasses import replace
from typing import Any

from slack_bolt import App

from bot.rules.outcomes import (
    AnsweredFirst,
    FormFacts,
    HandedOn,
    MilestoneChanged,
    Recorded,
    Snoozed,
    SnoozeFacts,
)
from bot.services.change_milestone import Meeting, change_milestone
from bot.services.hand_on import hand_on
from bot.services.read_form_facts import read_form_facts
from bot.services.record_update import Saying, record_update
from bot.services.snooze_action import read_snooze_facts, snooze_action
from bot.views import forms, nudge_answers, nudge_forms, register_answers, update_answer
from bot.views.forms import FormMemory
from bot.views.update_buttons import shown_at
from commands import form_submissions
from commands.asked import Asked, Deps
from commands.form_submissions import on_screen, turn_into
from commands.update import outcome_view, who


def register(app: App, deps: Deps) -> None:
    """Listen for each form."""
    for callback_id, save in SAVES.items():
        form_submissions.listen(app, deps, callback_id, save)


def save_blocked(asked: Asked, memory: FormMemory, values: dict[str, Any]) -> dict[str, Any]:
    """The update, the barrier and the ask, together; the status is left alone."""
    filled_in = nudge_forms.read_blocked_form(values)
    errors = nudge_forms.blocked_form_errors(filled_in)
    if errors:
        return {"response_action": "errors", "errors": errors}
    facts = read_form_facts(asked.database, asked.person, memory.code)

    def once_more(first: AnsweredFirst) -> dict[str, Any] | None:
        if not isinstance(facts, FormFacts):
            return None
        said, seen = nudge_forms.BlockedSaid.of(values), replace(memory, seen_at=asked.at.isoformat())
        words = nudge_answers.first_in_words(first, asked.ways, asked.at)
        return {
            "response_action": "update",
            "view": nudge_forms.blocked_form(facts.action, seen, said, words),
        }

    typed = forms.typed_in(values)
    return form_submissions.record(asked, memory, filled_in, typed, once_more=once_more)


def save_sentence(asked: Asked, memory: FormMemory, values: dict[str, Any]) -> dict[str, Any]:
    """ "No change", with its sentence."""
    words = nudge_forms.read_sentence_form(values)
    if not words:
        return {
            "response_action": "errors",
            "errors": {"words": "Nothing is recorded yet. One sentence is plenty."},
        }
    saying = Saying(
        memory.code,
        asked.submission_key,
        words,
        way="form",
        kind="no_change",
        asked=memory.asked or None,
        shown_at=shown_at(memory.asked),
    )

    def view(recorded: Recorded, offer: bool = True) -> Any:
        return update_answer.answer(recorded, asked.ways, asked.at, who(asked.person), offer)

    shown = on_screen(asked, memory, view)
    outcome = record_update(asked.database, asked.ways, asked.person, saying, asked.at, shown)
    if isinstance(outcome, Recorded):
        return turn_into(f"{memory.code} saved", view(outcome, offer=False))
    return turn_into("Not saved", outcome_view(asked, outcome, words))


def save_snooze(asked: Asked, memory: FormMemory, values: dict[str, Any]) -> dict[str, Any]:
    """Put the question off."""
    facts = read_snooze_facts(asked.database, asked.ways, asked.person, memory.code, asked.at)
    if not isinstance(facts, SnoozeFacts):
        return turn_into("Not snoozed", nudge_answers.not_snoozed(facts, asked.today))
    wished = nudge_forms.read_snooze_form(values, dict(facts.offered))
    if wished is None or wished <= asked.today:
        return {
            "response_action": "errors",
            "errors": {"day": "That day is over. Choose a day still to come."},
        }
    outcome = snooze_action(
        asked.database,
        asked.ways,
        asked.person,
        memory.code,
        wished,
        asked.submission_key,
        asked.at,
        on_screen(asked, memory, lambda snoozed: nudge_answers.snoozed(snoozed, asked.today)),
    )
    if isinstance(outcome, Snoozed):
        return turn_into("Snoozed", nudge_answers.snoozed(outcome, asked.today))
    return turn_into("Not snoozed", nudge_answers.not_snoozed(outcome, asked.today, facts.closing))


def save_not_mine(asked: Asked, memory: FormMemory, values: dict[str, Any]) -> dict[str, Any]:
    """Hand the action on."""
    to_id, why = nudge_forms.read_not_mine_form(values)
    outcome = hand_on(
        asked.database,
        asked.person,
        memory.code,
        to_id,
        why,
        asked.today,
        asked.at,
        asked.submission_key,
        on_screen(asked, memory, nudge_answers.handed_on),
        shown_with=memory.officer_id,
    )
    if isinstance(outcome, HandedOn):
        return turn_into("Handed on", nudge_answers.handed_on(outcome, offer=False))
    return turn_into("Not handed on", nudge_answers.not_handed_on(outcome, asked.ways, asked.at, why))


def save_met(asked: Asked, memory: FormMemory, values: dict[str, Any]) -> dict[str, Any]:
    """The milestone chosen is met."""
    on = nudge_forms.read_met_form(values, asked.today)
    if on > asked.today:
        return {
            "response_action": "errors",
            "errors": {"day": "That day is still to come. On which day was it met?"},
        }

    def view(changed: MilestoneChanged) -> Any:
        return register_answers.milestone_changed(changed, asked.today)

    outcome = change_milestone(
        asked.database,
        asked.person,
        memory.code,
        Meeting(forms.read_milestone(values, memory.milestone_id), on),
        asked.submission_key,
        asked.at,
        on_screen(asked, memory, view),
    )
    if isinstance(outcome, MilestoneChanged):
        return turn_into(memory.code, view(outcome))
    return turn_into("Not saved", register_answers.milestone_refused(outcome, ""))


SAVES = {
    nudge_forms.BLOCKED_FORM: save_blocked,
    nudge_forms.SENTENCE_FORM: save_sentence,
    nudge_forms.SNOOZE_FORM: save_snooze,
    nudge_forms.NOT_MINE_FORM: save_not_mine,
    nudge_forms.MET_FORM: save_met,
}
"""What each form saves."""
