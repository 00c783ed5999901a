"""Shortcuts: *Update an action* from anywhere, and *Record as an update* on a message.

What may live here: the table of shortcuts, the form they open and what becomes of it when it is sent.
"""

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any, NamedTuple

from slack_bolt import Ack, App, BoltContext
from slack_sdk import WebClient

from bot.rules.numbering import canonical, nearest
from bot.rules.permission import is_support
from bot.rules.posts import in_post
from bot.services.find_contact import contact_of_account
from bot.services.list_codes import list_codes
from bot.services.read_choice import read_choice
from bot.slack.identity import SPEAKER, Speaker
from bot.slack.permalinks import permalink
from bot.views import forms
from bot.views.escape import mrkdwn, unescaped
from bot.views.forms import FormMemory, Prefilled
from bot.views.home import reading_view
from bot.views.moments import moment_in_words
from commands import form_submissions, strangers
from commands.answers import EveryCode
from commands.asked import Asked, Deps
from commands.grammar import read
from commands.requests import Show, Update, UpdateForm
from storage.records.glance import ContactGlance

GLOBAL, MESSAGE = "global", "message"


class Shortcut(NamedTuple):
    """One shortcut, as the manifest has it. `kind` is global, from anywhere, or of a message."""

    callback_id: str
    name: str
    kind: str
    description: str


UPDATE_ACTION = Shortcut(
    "update_action", "Update an action", GLOBAL, "Say how one of your actions is going, from anywhere."
)
RECORD_MESSAGE = Shortcut(
    "record_message",
    "Record as an update",
    MESSAGE,
    "Put the words of this message in the register, with a link to it.",
)
SHORTCUTS = (UPDATE_ACTION, RECORD_MESSAGE)
"""Every shortcut there is: the manifest is checked against it."""

ROUTE = "Slack message"
"""How another's words came, where a support officer records their message."""


def register(app: App, deps: Deps) -> None:
    """Listen for both shortcuts, and for the form they open."""

    @app.global_shortcut(UPDATE_ACTION.callback_id)
    def update_an_action(ack: Ack, body: dict[str, Any], context: BoltContext, client: WebClient) -> None:
        asked = _asked(deps, body, context[SPEAKER], client)
        if asked is not None:
            memory = FormMemory("", asked.submission_key)
            _open(asked, body, client, UPDATE_ACTION.name, memory, _Named(), Prefilled())
        ack()

    @app.message_shortcut(RECORD_MESSAGE.callback_id)
    def record_a_message(ack: Ack, body: dict[str, Any], context: BoltContext, client: WebClient) -> None:
        asked = _asked(deps, body, context[SPEAKER], client)
        if asked is not None:
            _open_for_message(asked, body, client)
        ack()

    form_submissions.listen(app, deps, forms.PICK_FORM, save)


def _asked(deps: Deps, body: dict[str, Any], speaker: Speaker, client: WebClient) -> Asked | None:
    """Who uses the shortcut; None for a stranger, who is told who runs the register."""
    at = deps.clock.now()
    known = speaker if speaker.person else strangers.introduce(deps, speaker, at)
    if known is None or known.person is None:
        told = reading_view("We haven't met", strangers.turned_away(deps, speaker))
        client.views_open(trigger_id=body["trigger_id"], view=told)
        return None
    return Asked(deps, known, known.person, at, f"shortcut {body['trigger_id']}", way="form")


# -- opening the form


@dataclass(frozen=True, slots=True)
class _Named:
    """What a text says of itself: the action it begins with, if it does, and what it says of it."""

    code: str | None = None
    status: str | None = None
    words: str = ""


def _open(
    asked: Asked,
    body: dict[str, Any],
    client: WebClient,
    title: str,
    memory: FormMemory,
    named: _Named,
    said: Prefilled,
) -> None:
    choice = read_choice(asked.database, asked.ways, asked.person, asked.at, named.code)
    if choice.chosen is not None:
        said = replace(said, status=named.status, words=named.words)
    form = forms.pick_form(title, choice, asked.key, memory, said)
    client.views_open(trigger_id=body["trigger_id"], view=form)


def _open_for_message(asked: Asked, body: dict[str, Any], client: WebClient) -> None:
    """The form with the message's words, as they were typed, and its address as evidence."""
    message, channel = body["message"], body["channel"]["id"]
    ts, bot = str(message["ts"]), message.get("bot_id")
    own = (
        bot is not None and bot == asked.speaker.workspace.bot_id
    )  # what the bot itself said is nobody's update
    text = "" if own else unescaped(str(message.get("text") or ""))
    domain = str((body.get("team") or {}).get("domain") or "")
    link = permalink(client, domain, channel, ts, message.get("thread_ts"))
    written_at = datetime.fromtimestamp(float(ts), tz=UTC)
    author = str(message.get("user") or "") or None
    said_on = asked.ways.day_of(written_at).isoformat()
    memory = FormMemory("", asked.submission_key, author=author, said_on=said_on)
    remark = _whose(asked, author, written_at)
    named = _begins_with(asked, text)
    _open(asked, body, client, RECORD_MESSAGE.name, memory, named, Prefilled(text, None, link, "", remark))


def _begins_with(asked: Asked, text: str) -> _Named:
    """The action a text begins with, read as an update typed to the bot would be."""
    request = read(text, asked.key, EveryCode())
    if isinstance(request, Update):
        return _Named(request.code, request.status, request.words)
    return _Named(request.code) if isinstance(request, (Show, UpdateForm)) else _Named()


def _whose(asked: Asked, author: str | None, written_at: datetime) -> str:
    """Whose words are about to be recorded, where they are not the speaker's own."""
    if author is None or author == asked.speaker.slack_id:
        return ""
    when = moment_in_words(written_at, asked.ways.zone, asked.at)
    contact = _other(asked, author)
    if contact is None:
        return f"Written {when} by somebody else. It goes in under your name, with the link to who said it."
    return f"Goes in as the words of {mrkdwn(in_post(contact))}, {when}."


def _other(asked: Asked, author: str | None) -> ContactGlance | None:
    """The contact for whom the message is recorded: only a support officer records another's words as theirs."""
    if author is None or author == asked.speaker.slack_id or not is_support(asked.person):
        return None
    return contact_of_account(asked.database, asked.partnership_id, author)


# -- the form sent


def save(asked: Asked, memory: FormMemory, values: dict[str, Any]) -> dict[str, Any]:
    """Record what the form says of the action it names, or say under the field what is missing."""
    picked, typed, filled_in = forms.read_picked(values)
    code, error = _code(asked, picked, typed)
    if error:
        return {"response_action": "errors", "errors": {"code": error}}
    named = replace(memory, code=code)
    return form_submissions.record(
        asked, named, filled_in, forms.typed_in(values), **_for_another(asked, memory)
    )


def _code(asked: Asked, picked: str | None, typed: str) -> tuple[str, str]:
    """The action meant, and what is wrong with how it was named, if anything is."""
    if not typed:
        return (picked, "") if picked else ("", "Which action is it? Choose one, or type its code.")
    code = canonical(typed)
    if picked and code and code != picked:
        return "", f"The menu says {picked}, this says {code}. Which is it?"
    codes = list_codes(asked.database, asked.partnership_id)
    if code is None or code not in codes:
        near = nearest(typed, codes)
        return "", f"No action here is called {typed}." + (
            f" Did you mean {' or '.join(near)}?" if near else ""
        )
    return code, ""


def _for_another(asked: Asked, memory: FormMemory) -> dict[str, Any]:
    """The fields that say whose words they are, where a support officer records somebody else's."""
    other = _other(asked, memory.author)
    if other is None:
        return {}
    said_on = datetime.fromisoformat(memory.said_on).date() if memory.said_on else asked.today
    return {
        "way": "on_behalf",
        "whose": other.post or in_post(other),
        "on_behalf_of_id": other.id,
        "route": ROUTE,
        "said_on": said_on,
    }
