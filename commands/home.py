"""The Home tab: published when it is opened, and again after whatever was done from it.

What may live here: which Home is shown to whom, and when. A Home is a picture of what is kept: publishing it is safe
to repeat, and where it fails nothing is lost but the picture.
"""

from typing import Any

import structlog
from slack_bolt import App, BoltContext
from slack_sdk import WebClient

from bot.rules.home import Look
from bot.services.read_home import read_home
from bot.slack.home_tab import publish_home
from bot.slack.identity import SPEAKER, Speaker
from bot.views import verbs
from bot.views.blocks import Block
from bot.views.home import closed_home, home, left_at, looked_at
from bot.views.update_buttons import asking_key
from commands import strangers
from commands.asked import Asked, Deps
from commands.tapped import Tap
from storage.engine import BusyError
from storage.records.glance import Person

OPENS_A_WINDOW = frozenset(
    (
        verbs.UPDATE,
        verbs.BLOCKED,
        verbs.NEW_DATE,
        verbs.CORRECT,
        verbs.CHANGE_STATUS,
        verbs.ASK_BOARD,
        verbs.SHOW,
        verbs.HISTORY,
        verbs.SET_UP,
        verbs.SNOOZE,
        verbs.NOT_MINE,
        verbs.SHOW_MINE,
        verbs.RECORD_FOR,
        verbs.AWAY,
        verbs.PREFERENCES,
        verbs.ASK_QUESTION,
        verbs.ASK_KINDLY,
        verbs.ANSWER_QUESTION,
        verbs.SHOW_DIGEST,
        verbs.ADD_LINE,
        verbs.ASK_FOR_MORE,
        verbs.THANK,
        verbs.TO_AGENDA,
        verbs.SETTLE_BELOW,
        verbs.AFTER_BOARD,
        verbs.REPLACE_WALK,
    )
)
"""Verbs that change nothing by themselves: the Home behind the window stays as it is."""

log = structlog.get_logger("loip.home")


def register(app: App, deps: Deps) -> None:
    """Listen for Home being opened."""

    @app.event("app_home_opened")
    def opened(event: dict[str, Any], context: BoltContext, client: WebClient) -> None:
        if event.get("tab", "home") != "home":
            return
        at, speaker = deps.clock.now(), context[SPEAKER]
        known = speaker if speaker.person else strangers.introduce(deps, speaker, at)
        if known is None or known.person is None:
            close(client, speaker, strangers.turned_away(deps, speaker))
            return
        key = f"{event.get('event_ts') or at.timestamp()} {speaker.slack_id}"
        asked = Asked(deps, known, known.person, at, submission_key=key)
        left = (event.get("view") or {}).get("private_metadata")
        publish_home(client, speaker.slack_id, _view(asked, left_at(left, asked.today)))


def turn(tap: Tap) -> None:
    """Show what a button or menu of Home asks for."""
    _publish(tap.asked, tap.client, Look.of(tap.fields))


def show_again(tap: Tap) -> None:
    """After a tap on Home that may have changed something, show it as it stands now, at the same place."""
    if tap.place.home is not None and tap.verb != verbs.HOME and tap.verb not in OPENS_A_WINDOW:
        refresh(tap.asked, tap.client, tap.place.home)


def refresh(asked: Asked, client: WebClient, showed: str) -> None:
    """Publish Home again, after something was recorded from it. What goes wrong is logged: the words are kept."""
    try:
        _publish(asked, client, looked_at(showed))
    except BusyError:
        log.warning("a Home was not published", why="the register was busy")


def close(client: WebClient, speaker: Speaker, words: Block) -> None:
    """Show somebody who is no contact what they are told, in place of a Home."""
    publish_home(client, speaker.slack_id, closed_home(words))


def _publish(asked: Asked, client: WebClient, look: Look) -> None:
    publish_home(client, asked.speaker.slack_id, _view(asked, look))


def _view(asked: Asked, look: Look) -> Block:
    """The Home of the person as it stands; its buttons belong to this showing and no other."""
    person: Person = asked.person
    shown = read_home(asked.database, asked.ways, person, look, asked.at)
    return home(shown, asked.ways, asked.today, asking_key("home", asked.submission_key, asked.at))
