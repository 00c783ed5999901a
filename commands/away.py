"""`/loip away`, `/loip back` and the [Away] button: when somebody is not there, and who covers."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any

from slack_bolt import App

from bot.rules.leave import (
    Leave,
    LeaveEnded,
    LeaveKept,
    LeaveRefused,
    is_to_be_confirmed,
    problem_with,
    read_leave,
)
from bot.services.find_contact import contact_with
from bot.services.set_leave import Named, end_leave, read_leave_held, set_leave, why_not_kept
from bot.views import away, refusals, verbs
from bot.views.blocks import Block
from bot.views.forms import FormMemory
from bot.views.update_buttons import asking_key
from commands import form_submissions
from commands.asked import Asked, Deps
from commands.form_submissions import turn_into
from commands.requests import Away, Back, email_in, mention_in
from commands.tapped import Tap

_LEAVE_SAID = re.compile(
    r"\s*(?:(?:i['’]?m|i am|i['’]?ll be|i will be)\s+)?(?:going\s+)?"
    r"(?:(?:(?:away|off|out)(?: sick| ill| work| of (?:the )?office)?|sick|ill|unwell|poorly"
    r"|on (?:(?:annual|sick) )?(?:leave|holiday))\s+(?=\S)|(?=back\s))",
    re.IGNORECASE,
)
"""What leave begins with in a sentence."""

_ROOM = 600


def register(app: App, deps: Deps) -> None:
    """Listen for the form."""
    form_submissions.listen(app, deps, away.AWAY_FORM, save)


def answer(asked: Asked, request: Away) -> Block:
    """Keep the days and the cover; where neither is said, show what is held."""
    whose = _named(asked, request.whose)
    if not request.days_words and not request.cover:
        shown = read_leave_held(asked.database, asked.person, whose, asked.today)
        return (
            away.refused(shown)
            if isinstance(shown, LeaveRefused)
            else away.held(shown, asked.today, whose is None)
        )
    leave = _read(asked, request.days_words) if request.days_words else None
    if request.days_words and leave is None:
        return away.not_read(request.days_words)
    if leave is not None and is_to_be_confirmed(leave, asked.today) and not problem_with(leave, asked.today):
        return _shown(asked, leave, request.whose, request.cover)
    cover = _named(asked, request.cover)
    outcome = set_leave(asked.database, asked.person, whose, leave, cover, asked.today, asked.at)
    return away.kept(outcome, asked.today) if isinstance(outcome, LeaveKept) else away.refused(outcome)


def answer_back(asked: Asked, request: Back) -> Block:
    """Somebody is back."""
    whose = _named(asked, request.whose)
    outcome = end_leave(asked.database, asked.person, whose, asked.today, asked.at)
    return away.ended(outcome) if isinstance(outcome, LeaveEnded) else away.refused(outcome)


def offer(asked: Asked, text: str) -> Block | None:
    """A sentence such as "I'm away next week", to be kept on a tap; None where it says nothing of the kind."""
    said = _LEAVE_SAID.match(text)
    leave = _read(asked, text[said.end() :]) if said else None
    if leave is None or problem_with(leave, asked.today) is not None:
        return None
    return _shown(asked, leave)


def keep(tap: Tap) -> None:
    """Keep the days that were read, for whoever taps."""
    asked = tap.asked
    try:
        last = tap.fields.get("last")
        leave = Leave(date.fromisoformat(tap.fields["first"]), date.fromisoformat(last) if last else None)
    except (TypeError, ValueError):
        return tap.say(refusals.too_old())
    whose, cover = _named(asked, _words(tap, "w")), _named(asked, _words(tap, "c"))
    outcome = set_leave(asked.database, asked.person, whose, leave, cover, asked.today, asked.at)
    if isinstance(outcome, LeaveRefused):
        return tap.say(away.refused(outcome))
    return tap.turn(away.kept(outcome, asked.today))


def open_form(tap: Tap) -> None:
    """The form behind [Away]."""
    asked = tap.asked
    shown = read_leave_held(asked.database, asked.person, None, asked.today)
    if isinstance(shown, LeaveRefused):
        return tap.say(away.refused(shown))
    return tap.open(away.away_form(shown, asked.today, tap.memory()))


def save(asked: Asked, _memory: FormMemory, values: dict[str, Any]) -> dict[str, Any]:
    """Keep what the form says; what cannot be kept stands under its field."""
    leave, account = away.read_away_form(values, asked.today)
    cover = contact_with(asked.database, asked.partnership_id, account, None) if account else None
    if account and cover is None:
        return {"response_action": "errors", "errors": away.error_at(away.NO_SUCH_COVER)}
    outcome = set_leave(asked.database, asked.person, None, leave, cover, asked.today, asked.at)
    if isinstance(outcome, LeaveRefused):
        return {"response_action": "errors", "errors": away.error_at(outcome)}
    return turn_into("Away", away.kept(outcome, asked.today))


def _read(asked: Asked, words: str) -> Leave | None:
    return read_leave(words, asked.today, asked.ways.calendar)


def _shown(asked: Asked, leave: Leave, whose: str = "", cover: str = "") -> Block:
    """The days as they were read, to be kept on a tap, or why they cannot be; `whose` and `cover` as typed."""
    named = (_named(asked, whose), leave, _named(asked, cover))
    refusal = why_not_kept(asked.database, asked.person, *named, asked.today)
    if refusal is not None:
        return away.refused(refusal)
    value = verbs.value(
        asked=asking_key("answer", asked.submission_key),
        first=leave.first.isoformat(),
        last=leave.last.isoformat() if leave.last else None,
        w=verbs.within(whose, _ROOM) or None,
        c=verbs.within(cover, _ROOM) or None,
    )
    return away.understood(leave, value, whose, cover)


def _words(tap: Tap, name: str) -> str:
    said = tap.fields.get(name)
    return said if isinstance(said, str) else ""


def _named(asked: Asked, words: str) -> Named:
    """The contact of a mention or an email, else the words themselves; None for nobody."""
    account, email = mention_in(words), email_in(words)
    if account or email:
        return contact_with(asked.database, asked.partnership_id, account, email) or words
    return words or None


TAPS: dict[str, Callable[[Tap], None]] = {verbs.AWAY: open_form, verbs.KEEP_LEAVE: keep}
NEEDS: dict[str, tuple[str, ...]] = {verbs.AWAY: (), verbs.KEEP_LEAVE: ("first",)}
