"""Steering a digest before it goes: what the buttons of its preview do, and the form of a line.

What may live here: those taps and that form. The preview itself changes in the transaction of whatever is done to it.
"""

from collections.abc import Callable
from typing import Any

from slack_bolt import App

from bot.rules.digest_preview import NotSteered, Steered
from bot.services.letters_about import letters_about
from bot.services.preview_digest import KEY, read_preview
from bot.services.steer_digest import add_digest_line, hold_digest, let_digest_go, send_digest_now
from bot.views import digest_preview, verbs
from bot.views.forms import FormMemory
from bot.views.home import reading_view
from commands import form_submissions
from commands.asked import Asked, Deps
from commands.form_submissions import turn_into
from commands.tapped import LETTER, Tap
from storage.repositories import Register


def register(app: App, deps: Deps) -> None:
    """Listen for the form."""
    form_submissions.listen(app, deps, digest_preview.LINE_FORM, save_line)


def hold(tap: Tap) -> None:
    """Hold it back."""
    _steer(tap, hold_digest)


def let_go(tap: Tap) -> None:
    """Let it go: at its time, or at once where that has passed."""
    _steer(tap, let_digest_go)


def send(tap: Tap) -> None:
    """Send it at once."""
    _steer(tap, send_digest_now)


def show(tap: Tap) -> None:
    """Read it as it stands, in a window over Home."""
    asked = tap.asked
    found = read_preview(asked.database, asked.ways, asked.person, number(tap, "meeting"), asked.at)
    if isinstance(found, NotSteered):
        return tap.say(digest_preview.not_steered(found))
    return tap.open(reading_view("The digest", digest_preview.preview_message(found, tap.asking)))


def add_line(tap: Tap) -> None:
    """Open the form of a line, while one can be added."""
    asked = tap.asked
    found = read_preview(asked.database, asked.ways, asked.person, number(tap, "meeting"), asked.at)
    if isinstance(found, NotSteered):
        return tap.say(digest_preview.not_steered(found))
    return tap.open(digest_preview.line_form(found, tap.memory(subject_id=found.meeting_id)))


def save_line(asked: Asked, memory: FormMemory, values: dict[str, Any]) -> dict[str, Any]:
    """Add it, unless the digest has gone meanwhile: then the words are handed back."""
    words = digest_preview.read_line_form(values)
    if not words:
        return {"response_action": "errors", "errors": {"line": "Write the line, or cancel."}}
    outcome = add_digest_line(
        asked.database,
        asked.ways,
        asked.person,
        memory.subject_id or 0,
        words,
        asked.submission_key,
        asked.at,
    )
    if isinstance(outcome, Steered):
        return turn_into("Added", digest_preview.steered(outcome))
    return turn_into("Not added", digest_preview.not_steered(outcome, words))


def number(tap: Tap, name: str) -> int:
    """An id that the button carries, or 0."""
    said = tap.fields.get(name)
    return said if isinstance(said, int) else 0


def letters_too(asked: Asked, meeting_id: int) -> Callable[[Register, object], None]:
    """Puts the letters that tell of a meeting in their places again, in the same transaction."""
    return lambda register, _outcome: letters_about(register, meeting_id, asked.submission_key, asked.at)


def _steer(tap: Tap, act: Callable[..., Steered | NotSteered]) -> None:
    asked = tap.asked
    meeting_id = number(tap, "meeting")
    shown = letters_too(asked, meeting_id)
    outcome = act(asked.database, asked.ways, asked.person, meeting_id, asked.at, shown)
    if isinstance(outcome, NotSteered):
        tap.say(digest_preview.not_steered(outcome))
    elif outcome.same or not tap.asking.startswith((KEY, LETTER)):
        # Where it was tapped shows it otherwise.
        tap.say(digest_preview.steered(outcome))


TAPS = {
    verbs.SHOW_DIGEST: show,
    verbs.HOLD_DIGEST: hold,
    verbs.LET_DIGEST_GO: let_go,
    verbs.SEND_DIGEST: send,
    verbs.ADD_LINE: add_line,
}
"""What each verb does."""

NEEDS: dict[str, tuple[str, ...]] = dict.fromkeys(TAPS, ("meeting",))
"""What a verb's button has to carry."""
