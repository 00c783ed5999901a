"""Buttons: each records at once or opens a form. A tap is acknowledged empty; the screen changes through the outbox.

The Home tab is the exception: what was tapped there is published anew, see `commands.home`.
"""

import re
from collections.abc import Callable
from functools import partial
from typing import Any

from slack_bolt import Ack, App, BoltContext
from slack_sdk import WebClient

from bot.rules.barrier_hint import barrier_in
from bot.rules.outcomes import (
    Confirmed,
    NotUndone,
    Raised,
    Recorded,
)
from bot.services.confirm_completion import confirm_completion
from bot.services.find_message import find_message
from bot.services.raise_ask import raise_ask
from bot.services.read_update import read_update, to_correct
from bot.services.record_update import Saying, record_update
from bot.services.undo_update import undo_update
from bot.slack.identity import SPEAKER, Speaker
from bot.views import refusals, register_answers, update_answer, verbs
from bot.views.blocks import Block
from bot.views.forms import ask_form, update_form
from commands import (
    after_board,
    away,
    chair_taps,
    digest_taps,
    history,
    home,
    keeping_taps,
    listing,
    looking_back,
    nudge_taps,
    pages,
    plainly,
    preferences,
    question_taps,
    queues,
    replacing,
    set_up,
    sheet_taps,
    show,
    strangers,
    taking_on,
)
from commands.answers import EveryCode
from commands.asked import Asked, Deps
from commands.grammar import read
from commands.nudge_taps import facts_of
from commands.plain_questions import answer_fields
from commands.replying import Place, beside
from commands.requests import Show, Update
from commands.tapped import Tap, fields_of, verb_of
from commands.update import outcome_view, who


def register(app: App, deps: Deps) -> None:
    """Listen for every button; which verb it is stands in the table."""

    @app.action(re.compile(".+"))
    def tapped(ack: Ack, body: dict[str, Any], context: BoltContext, client: WebClient) -> None:
        tap = _tap(deps, body, context[SPEAKER], client)
        if tap is not None:
            _what_to_do(tap)(tap)
            home.show_again(tap)
        ack()
        deps.wake()


def _tap(deps: Deps, body: dict[str, Any], speaker: Speaker, client: WebClient) -> Tap | None:
    """The tap, or None for one by a stranger, who is told who runs the register."""
    at = deps.clock.now()
    action = body["actions"][0]
    place = Place.of(body)
    if _is_foreign(body) or speaker.person is None:
        words = refusals.other_team() if _is_foreign(body) else strangers.turned_away(deps, speaker)
        if place.home is not None:
            home.close(client, speaker, words)
        else:
            strangers.tell(deps, speaker, beside(place, words, f"stranger {body['trigger_id']}", at), at)
        return None
    asked = Asked(deps, speaker, speaker.person, at, submission_key=f"tap {body['trigger_id']}", way="button")
    verb, fields = verb_of(action["action_id"]), fields_of(action)
    if verb == verbs.MORE:
        verb, fields = _picked(asked, place, fields)
    view = body.get("view") or {}
    window = view if view.get("type") == "modal" else None
    return Tap(asked, verb, fields, place, body["trigger_id"], client, window)


def _picked(asked: Asked, place: Place, fields: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    """What was picked in a menu. An option has little room: what asked is looked up where it does not say."""
    verb = str(fields.get("v") or "")
    if not fields.get("asked") and place.channel and place.ts:
        message = find_message(asked.database, asked.partnership_id, place.channel, place.ts)
        fields = fields | {"asked": message.key} if message is not None else fields
    return verb, fields


def _what_to_do(tap: Tap) -> Callable[[Tap], None]:
    """What the verb does; a button without what its verb needs is one of an earlier version."""
    if looking_back.is_of_a_day(tap):
        return partial(looking_back.tap, answer_fields=answer_fields)
    needed = NEEDS.get(tap.verb, ("code",))
    return TAPS.get(tap.verb, _too_old) if all(tap.fields.get(name) for name in needed) else _too_old


def _is_foreign(body: dict[str, Any]) -> bool:
    """Whether somebody of another team tapped a message shared with them through Slack Connect."""
    user, team = body.get("user") or {}, body.get("team") or {}
    return user.get("team_id", team.get("id")) != team.get("id")


# -- what records at once


def _record(tap: Tap, saying: Saying) -> None:
    asked = tap.asked
    outcome = record_update(
        asked.database, asked.ways, asked.person, saying, asked.at, tap.showing(_recorded_view(asked))
    )
    if not isinstance(outcome, Recorded):
        tap.say(outcome_view(asked, outcome, saying.words))


def _recorded_view(asked: Asked) -> Callable[[Recorded], Block]:
    return lambda recorded: update_answer.answer(recorded, asked.ways, asked.at, who(asked.person))


def _set_status(tap: Tap) -> None:
    """Give the update just made its status, as a correction that keeps its words."""
    update = read_update(tap.asked.database, tap.asked.partnership_id, tap.update_id)
    status = tap.fields.get("status")
    if update is None or status not in tap.asked.key.statuses:
        return _too_old(tap)
    saying = Saying(
        tap.code,
        f"{tap.key}:{status}",
        update.words,
        status,
        way="button",
        kind="correction",
        corrects_id=update.id,
    )
    return _record(tap, saying)


def _only_words(tap: Tap) -> None:
    """What was read as a status was a word: the status goes back, the words become all that was typed."""
    update = read_update(tap.asked.database, tap.asked.partnership_id, tap.update_id)
    request = read(update.raw or "", tap.asked.key, EveryCode()) if update else None
    if update is None or not isinstance(request, Update):
        return _too_old(tap)
    words = request.words_if_only_words
    saying = Saying(
        tap.code, tap.key, words, raw=update.raw, way="button", kind="correction", corrects_id=update.id
    )
    return _record(tap, saying)


def _undo(tap: Tap) -> None:
    asked = tap.asked
    outcome = undo_update(
        asked.database,
        asked.person,
        tap.update_id,
        tap.key,
        asked.at,
        tap.showing(lambda undone: update_answer.taken_back(undone, asked.ways)),
    )
    if isinstance(outcome, NotUndone):
        tap.say(refusals.not_taken_back(outcome))


def _note_only(tap: Tap) -> None:
    asked = tap.asked
    update = read_update(asked.database, asked.partnership_id, tap.update_id)
    if update is None:
        return _too_old(tap)
    outcome = raise_ask(
        asked.database,
        asked.person,
        tap.update_id,
        None,
        update.words,
        asked.at,
        tap.showing(register_answers.raised),
    )
    return None if isinstance(outcome, Raised) else _too_old(tap)


def _confirm(tap: Tap) -> None:
    asked = tap.asked
    outcome = confirm_completion(
        asked.database,
        asked.person,
        tap.code,
        asked.at,
        tap.showing(lambda confirmed: register_answers.confirmed(confirmed, asked.ways)),
    )
    if isinstance(outcome, Confirmed):
        return None if not outcome.already else tap.say(register_answers.confirmed(outcome, asked.ways))
    return tap.say(register_answers.not_confirmed(outcome))


# -- what opens a form


def _open_update(tap: Tap) -> None:
    facts = facts_of(tap)
    if facts is not None:
        tap.open(update_form(facts, tap.asked.key, tap.memory()))


def _correct(tap: Tap) -> None:
    update = read_update(tap.asked.database, tap.asked.partnership_id, tap.update_id)
    if update is None:
        return _too_old(tap)
    facts = facts_of(tap)
    if facts is not None:
        facts = to_correct(facts, update)
        tap.open(update_form(facts, tap.asked.key, tap.memory(corrects_id=update.id), update.words))
    return None


def _ask_board(tap: Tap) -> None:
    facts = facts_of(tap)
    if facts is None:
        return None
    update = read_update(tap.asked.database, tap.asked.partnership_id, tap.update_id)
    if update is None:
        return _too_old(tap)
    words = barrier_in(update.words) or update.words
    return tap.open(ask_form(facts.action, words, tap.memory(update_id=update.id)))


# -- what shows something


def _page(tap: Tap) -> None:
    tap.turn(listing.page(tap.asked, tap.fields))


def _show(tap: Tap) -> None:
    tap.say(show.answer(tap.asked, Show(tap.code)))


def _too_old(tap: Tap) -> None:
    tap.say(refusals.too_old())


TAPS: dict[str, Callable[[Tap], None]] = {
    verbs.UPDATE: _open_update,
    verbs.SET_STATUS: _set_status,
    verbs.ONLY_WORDS: _only_words,
    verbs.CORRECT: _correct,
    verbs.CHANGE_STATUS: _correct,
    verbs.UNDO: _undo,
    verbs.ASK_BOARD: _ask_board,
    verbs.NOTE_ONLY: _note_only,
    verbs.CONFIRM: _confirm,
    verbs.PAGE: _page,
    verbs.SHOW: _show,
    verbs.HOME: home.turn,
    **nudge_taps.TAPS,
    **away.TAPS,
    **preferences.TAPS,
    **set_up.TAPS,
    **taking_on.TAPS,
    **queues.TAPS,
    **digest_taps.TAPS,
    **chair_taps.TAPS,
    **question_taps.TAPS,
    **after_board.TAPS,
    **plainly.TAPS,
    **keeping_taps.TAPS,
    **replacing.TAPS,
    **pages.TAPS,
    **history.TAPS,
    **sheet_taps.TAPS,
}
"""What each verb does. A verb not listed is one of an earlier version: the person is told so."""

NEEDS: dict[str, tuple[str, ...]] = {
    verbs.SET_STATUS: ("code", "u"),
    verbs.ONLY_WORDS: ("code", "u"),
    verbs.CORRECT: ("code", "u"),
    verbs.CHANGE_STATUS: ("code", "u"),
    verbs.UNDO: ("u",),
    verbs.ASK_BOARD: ("code", "u"),
    verbs.NOTE_ONLY: ("u",),
    verbs.PAGE: (),
    **nudge_taps.NEEDS,
    **away.NEEDS,
    **preferences.NEEDS,
    **set_up.NEEDS,
    **queues.NEEDS,
    **digest_taps.NEEDS,
    **chair_taps.NEEDS,
    **question_taps.NEEDS,
    **after_board.NEEDS,
    **plainly.NEEDS,
    **keeping_taps.NEEDS,
    **replacing.NEEDS,
    **pages.NEEDS,
    **history.NEEDS,
    **sheet_taps.NEEDS,
    verbs.HOME: (),
}
"""What a verb's button has to carry; the others, the action's code."""
