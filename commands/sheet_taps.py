"""The buttons of a previewed file: import it, leave it, put a column right, say what a row is. Each counts once.

What is pressed puts a message in the outbox; the file is read again, and imported, when that message is made.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from hashlib import sha256
from typing import Any

from slack_bolt import App

from bot.rules.permission import is_support
from bot.services.prepare_sheet import IMPORT, PREPARE, PREVIEW, begun_key, decided_key, wish
from bot.services.press_once import press_once
from bot.services.sheet_columns import choices, put_right, shown_columns
from bot.services.who_may import support_post
from bot.views import sheet_preview, verbs
from bot.views.blocks import Block
from bot.views.forms import FormMemory
from bot.views.moments import moment_in_words
from bot.views.sheet_columns import SHEET_COLUMNS_FORM, chosen, columns_form, crossed_errors
from bot.views.sheet_preview import Dropped
from commands import form_submissions
from commands.asked import Asked, Deps
from commands.form_submissions import turn_into
from commands.replying import Place, replacing
from commands.tapped import Tap
from storage.records import Outbox

MOST_DECISIONS = 12
"""As many unsure rows as a button has room for."""


def register(app: App, deps: Deps) -> None:
    """Listen for the form."""
    form_submissions.listen(app, deps, SHEET_COLUMNS_FORM, save_columns)


def _import(tap: Tap) -> None:
    """Begin the import; the message says so, and then what came of it. Nothing is written inside the three seconds."""
    dropped = _theirs(tap)
    row = _row(tap, {PREPARE: wish(IMPORT, dropped)}, decided_key(dropped.asked))
    _press(tap, row, _row(tap, sheet_preview.importing(dropped.name), begun_key(dropped.asked)))


def _cancel(tap: Tap) -> None:
    asked, dropped = tap.asked, _theirs(tap)
    when = moment_in_words(asked.at, asked.ways.zone, asked.at)
    said = sheet_preview.cancelled(dropped.name, _who(tap), when)
    _press(tap, _row(tap, said, decided_key(dropped.asked)))


def _say_what_it_is(tap: Tap) -> None:
    """One more row is no longer unsure: the preview is made again with that."""
    dropped = _theirs(tap)
    said = {**dropped.decisions, str(tap.fields["s"]): str(tap.fields["to"])}
    decided = replace(dropped, decisions=dict(list(said.items())[-MOST_DECISIONS:]))
    _press(tap, _row(tap, {PREPARE: wish(PREVIEW, decided)}, f"{dropped.asked} {_mark(said)}"))


def _mark(said: Mapping[str, str]) -> str:
    """What tells one thing said of a file from another."""
    return sha256(repr(sorted(said.items())).encode()).hexdigest()[:16]


def _ask_columns(tap: Tap) -> None:
    """Open the form that says what the columns are; a preview too old to know them asks for the file again."""
    asked, dropped = tap.asked, _theirs(tap)
    columns = shown_columns(asked.database, asked.partnership_id, str(tap.fields["c"]))
    if not columns:
        return tap.say(sheet_preview.file_changed(dropped.name))
    memory = replace(tap.memory(), keep=dropped.value(c=str(tap.fields["c"])))
    return tap.open(columns_form(memory, dropped.name, columns, choices(columns)))


def save_columns(asked: Asked, memory: FormMemory, values: dict[str, Any]) -> dict[str, Any]:
    """Show the file anew with what was said of its columns; with nothing said, the form closes."""
    fields = verbs.read(memory.keep)
    columns = shown_columns(asked.database, asked.partnership_id, str(fields.get("c")))
    said = chosen(values, columns)
    headings, crossed = put_right(columns, said)
    if crossed:
        return {"response_action": "errors", "errors": crossed_errors(crossed, said)}
    if not is_support(asked.person):
        support = support_post(asked.database, asked.partnership_id)
        return turn_into("Not changed", sheet_preview.not_now_theirs(support))
    if not headings:
        return {}
    dropped = replace(Dropped.of(fields), by=asked.speaker.slack_id, headings=headings)
    place = Place(memory.channel, memory.ts, memory.response_url, ephemeral=memory.ts is None)
    key = f"{dropped.asked} {_mark(headings)} {asked.submission_key[-16:]}"
    row = _put_at(asked, place, {PREPARE: wish(PREVIEW, dropped)}, key)
    who = press_once(asked.database, asked.person, row, (), asked.at)
    return turn_into("Not changed", sheet_preview.pressed_already(who)) if who is not None else {}


def _theirs(tap: Tap) -> Dropped:
    """The file, now in the hands of whoever presses: they are asked about, and named in the history."""
    return replace(Dropped.of(tap.fields), by=tap.asked.speaker.slack_id)


def _press(tap: Tap, first: Outbox, *before: Outbox) -> None:
    who = press_once(tap.asked.database, tap.asked.person, first, before, tap.asked.at)
    if who is not None:
        tap.say(sheet_preview.pressed_already(who))


def _row(tap: Tap, said: Block, key: str) -> Outbox:
    return _put_at(tap.asked, tap.place, said, key)


def _put_at(asked: Asked, place: Place, said: Block, key: str) -> Outbox:
    row = replacing(place, said, key, asked.at)
    row.key, row.contact_id = key, asked.person.contact_id
    return row


def _who(tap: Tap) -> str:
    person = tap.asked.person
    return ", ".join(part for part in (person.name, person.post, person.body) if part)


def _for_support(do: Callable[[Tap], None]) -> Callable[[Tap], None]:
    """Who may is judged when the button is pressed."""

    def tapped(tap: Tap) -> None:
        if is_support(tap.asked.person):
            return do(tap)
        return tap.say(
            sheet_preview.not_now_theirs(support_post(tap.asked.database, tap.asked.partnership_id))
        )

    return tapped


TAPS: dict[str, Callable[[Tap], None]] = {
    verbs.SHEET_IMPORT: _for_support(_import),
    verbs.SHEET_CANCEL: _for_support(_cancel),
    verbs.SHEET_SAME: _for_support(_say_what_it_is),
    verbs.SHEET_COLUMNS: _for_support(_ask_columns),
}

NEEDS: dict[str, tuple[str, ...]] = {
    verbs.SHEET_IMPORT: ("f", "d", "asked"),
    verbs.SHEET_CANCEL: ("f", "asked"),
    verbs.SHEET_SAME: ("f", "d", "asked", "s", "to"),
    verbs.SHEET_COLUMNS: ("f", "asked", "c"),
}
