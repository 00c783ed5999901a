"""Forms of any subject, sent: kept, or shown again with what was typed and a sentence under what won't do.

What may live here: saving them, and saying what came of it.
"""

from typing import Any

from slack_bolt import App

from bot.rules.keeping import Crossed, KeptRow, NotTheirs, Unfit, changed_since
from bot.rules.keeping_entries import Filled
from bot.rules.numbering import canonical
from bot.rules.subjects import BY_TABLE
from bot.services.keep_by_tap import say_why_closed
from bot.services.keep_subject import Keeping, keep
from bot.services.read_row_form import Wanted
from bot.views import subject_answers
from bot.views.forms import FormMemory, typed_in
from bot.views.subject_form import (
    MERGED_FORM,
    SUBJECT_FORM,
    KeepMemory,
    entries_in,
    errors_in,
    read_merged_form,
    read_subject_form,
    typed_names,
    why_in,
)
from commands import form_submissions, pages
from commands.asked import Asked, Deps
from commands.form_submissions import UNKNOWN_FORM, turn_into
from commands.keeping import form_of, telling, terms_of
from commands.keeping_taps import why_closed_answer

Answer = dict[str, Any]


def register(app: App, deps: Deps) -> None:
    """Listen for both forms."""
    for callback_id, save in SAVES.items():
        form_submissions.listen(app, deps, callback_id, save)


def save_subject(asked: Asked, memory: FormMemory, values: dict[str, Any]) -> Answer:
    """Keep the row; errors leave the form on the screen as it is."""
    try:
        kept = KeepMemory.unpacked(memory.keep)
    except ValueError:
        return _errors(values, {"": UNKNOWN_FORM})
    filled = read_subject_form(BY_TABLE[kept.table], values)
    keeping = Keeping(kept.table, filled, asked.submission_key, kept.row_id, kept.stamp, why_in(values))
    outcome = keep(asked.database, asked.ways, asked.person, keeping, asked.at, telling(asked))
    terms = terms_of(asked)
    if isinstance(outcome, KeptRow):
        answer = pages.with_what_follows(asked, outcome, subject_answers.kept(outcome, terms))
        return turn_into("Saved", answer)
    if isinstance(outcome, Unfit):
        return _errors(values, outcome.problems)
    if isinstance(outcome, NotTheirs):
        return _errors(values, {"": subject_answers.not_theirs_briefly(outcome, terms)})
    if isinstance(outcome, Crossed):
        return _once_more(asked, memory, kept, filled, outcome, values)
    return turn_into("Not saved", subject_answers.gone(typed_in(values)))


def _errors(values: dict[str, Any], problems: Any) -> Answer:
    return {"response_action": "errors", "errors": errors_in(values, problems)}


def _once_more(
    asked: Asked,
    memory: FormMemory,
    kept: KeepMemory,
    filled: Filled,
    first: Crossed,
    values: dict[str, Any],
) -> Answer:
    """The form with what was typed over what stands now, saying who was first."""
    mine = changed_since(BY_TABLE[kept.table], kept.stamp, entries_in(filled))
    wanted = Wanted(
        kept.table, kept.row_id, is_full=kept.is_full, only=kept.only, keeping=mine, typed=typed_names(filled)
    )
    words = subject_answers.crossed(first, asked.ways, asked.at)
    view = form_of(asked, wanted, memory.home, words, kept.turn + 1, why_in(values) or "")
    if not isinstance(view, dict):
        return turn_into("Not saved", subject_answers.gone(typed_in(values)))
    return {"response_action": "update", "view": view}


def save_merged(asked: Asked, memory: FormMemory, values: dict[str, Any]) -> Answer:
    """Which action a closed one was merged into."""
    typed = read_merged_form(values)
    code = canonical(typed) or typed
    outcome = say_why_closed(
        asked.database, asked.person, memory.code, "merged", code, memory.update_id or 0, asked.at
    )
    if isinstance(outcome, str):
        return {"response_action": "errors", "errors": {"into": outcome}}
    return turn_into("Saved", why_closed_answer(memory.code, "merged", outcome))


SAVES = {SUBJECT_FORM: save_subject, MERGED_FORM: save_merged}
"""What each form saves."""
