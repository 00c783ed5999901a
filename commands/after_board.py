"""After a meeting: what its buttons do, and the form of what came of each ask.

What may live here: those taps and that form.
"""

from typing import Any

from slack_bolt import App

from bot.rules.board_news import AfterBoard, NotAfterBoard, Said
from bot.services.after_board import read_meeting_asks, record_after_board
from bot.views import board_news, verbs
from bot.views.forms import FormMemory
from commands import form_submissions
from commands.asked import Asked, Deps
from commands.digest_taps import letters_too, number
from commands.form_submissions import turn_into
from commands.tapped import LETTER, Tap


def register(app: App, deps: Deps) -> None:
    """Listen for the form."""
    form_submissions.listen(app, deps, board_news.AFTER_FORM, save_after)


def after(tap: Tap) -> None:
    """The form of one meeting."""
    asked = tap.asked
    found = read_meeting_asks(asked.database, asked.ways, asked.person, number(tap, "meeting"), asked.at)
    if isinstance(found, NotAfterBoard):
        return tap.say(board_news.not_recorded(found))
    return tap.open(board_news.after_form(found, asked.today, tap.memory(subject_id=found.meeting_id)))


def met_or_not(tap: Tap) -> None:
    """Whether it took place, of a meeting that was asked nothing."""
    said = Said(met=tap.fields.get("met") != "no")
    outcome = _record(tap.asked, number(tap, "meeting"), said)
    if isinstance(outcome, NotAfterBoard):
        tap.say(board_news.not_recorded(outcome))
    elif not tap.asking.startswith(LETTER):
        tap.say(board_news.recorded(outcome, tap.asked.today))


def save_after(asked: Asked, memory: FormMemory, values: dict[str, Any]) -> dict[str, Any]:
    """Keep what was said; what is left open is asked about again."""
    said, errors = board_news.read_after_form(values)
    if errors:
        return {"response_action": "errors", "errors": errors}
    outcome = _record(asked, memory.subject_id or 0, said)
    if isinstance(outcome, NotAfterBoard):
        return turn_into("Nothing kept", board_news.not_recorded(outcome))
    return turn_into("Kept", board_news.recorded(outcome, asked.today))


def _record(asked: Asked, meeting_id: int, said: Said) -> AfterBoard | NotAfterBoard:
    shown = letters_too(asked, meeting_id)
    return record_after_board(asked.database, asked.ways, asked.person, meeting_id, said, asked.at, shown)


TAPS = {verbs.AFTER_BOARD: after, verbs.MET_OR_NOT: met_or_not}
"""What each verb does."""

NEEDS: dict[str, tuple[str, ...]] = dict.fromkeys(TAPS, ("meeting",))
"""What a verb's button has to carry."""
