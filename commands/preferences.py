"""`/loip preferences`: how somebody likes to be asked. The form opens from a command, and from a button elsewhere."""

from collections.abc import Callable
from typing import Any

from slack_bolt import App

from bot.services.set_preferences import read_preferences, set_preferences
from bot.views import preferences as view
from bot.views import verbs
from bot.views.blocks import Block
from bot.views.forms import FormMemory
from commands import form_submissions
from commands.asked import Asked, Deps
from commands.form_submissions import turn_into
from commands.requests import Preferences
from commands.tapped import Tap


def register(app: App, deps: Deps) -> None:
    """Listen for the form."""
    form_submissions.listen(app, deps, view.PREFERENCES_FORM, save)


def answer(asked: Asked, _request: Preferences) -> Block | None:
    """Open the form; where none can be opened, what is kept and a button."""
    kept = read_preferences(asked.database, asked.person)
    if asked.open_view is None:
        return view.preferences_offer(kept, asked.ways)
    asked.open_view(view.preferences_form(kept, asked.ways, FormMemory("", "")))
    return None


def open_form(tap: Tap) -> None:
    """The form behind a button."""
    asked = tap.asked
    tap.open(view.preferences_form(read_preferences(asked.database, asked.person), asked.ways, tap.memory()))


def save(asked: Asked, _memory: FormMemory, values: dict[str, Any]) -> dict[str, Any]:
    """Keep what the form says."""
    wished = view.read_preferences_form(values)
    errors = view.preferences_errors(wished)
    if errors:
        return {"response_action": "errors", "errors": errors}
    set_preferences(asked.database, asked.person, wished, asked.at)
    return turn_into("Kept", view.preferences_kept(wished, asked.ways))


TAPS: dict[str, Callable[[Tap], None]] = {verbs.PREFERENCES: open_form}
NEEDS: dict[str, tuple[str, ...]] = {verbs.PREFERENCES: ()}
