"""What somebody does on the page, done to the workspace: say, press, choose, fill in, use a shortcut, add a file.

Each act says what is to be told of it, in a `Notice`; nothing of HTTP is known here. What was typed is never
lost: it stays in the form, or is handed back as a draft.
"""

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

from bot.practice import forms
from bot.practice.answers import Answer
from bot.practice.drawing import read_entries, unfold_press
from bot.practice.entities import Channel, Message, Person, View
from bot.practice.page.intake import Posted, SentFile
from bot.practice.page.notices import Notice
from bot.practice.page.room import Room
from bot.practice.workspace import VALUE_FIELDS

Fields = Mapping[str, Sequence[str]]
NOTHING_TO_SEND = "There was nothing to send."
EMPTY_FILE = "“{name}” is empty, and Slack takes no empty files. Nothing was sent."
GONE = (
    "That is no longer there: it was changed or answered meanwhile, perhaps in another tab. Nothing was done."
)
TROUBLE = "We had some trouble connecting. Try again?"
NOT_IN_THREADS = "{name} is not supported in threads. Sorry!"
NO_COMMAND = (
    "{name} is not a valid command. In Slack, all messages that start with the “/” character are interpreted as "
    "commands. If you are trying to send a message and not run a command, try preceding the “/” with an empty space."
)
DONE = Notice()


# --- saying something


def say(room: Room, person: Person, place: Channel, posted: Posted) -> Notice:
    """Send what is in the composer: a command, a message, a reply, a file with or without words."""
    text, thread, file = posted.one("text"), posted.one("thread"), posted.files.get("file")
    if file is not None:
        return _upload(room, person, place, file, text, thread)
    if not text.strip():
        return Notice(NOTHING_TO_SEND, in_thread=bool(thread))
    if text.startswith("/"):
        return _command(room, person, place, text, thread)
    room.team.say(person, place, mentioning(room, text), thread_ts=thread or None)
    return DONE


def _upload(room: Room, person: Person, place: Channel, file: SentFile, text: str, thread: str) -> Notice:
    words = mentioning(room, text)
    answer = room.team.upload(person, place, file.name, file.content, words, thread_ts=thread or None)
    if answer.error == "file_empty":
        return Notice(EMPTY_FILE.format(name=file.name), alert=True, draft=text, in_thread=bool(thread))
    return DONE


def _command(room: Room, person: Person, place: Channel, text: str, thread: str) -> Notice:
    name, _, rest = text.partition(" ")
    if "\n" in name:
        name, _, rest = text.partition("\n")
    if thread:
        return Notice(NOT_IN_THREADS.format(name=name), alert=True, draft=text, in_thread=True)
    known = {typed.split(" ")[0] for typed, _ in room.completions(person.id).verbs}
    if known and name not in known:
        return Notice(NO_COMMAND.format(name=name), alert=True, draft=text)
    answer = room.team.command(person, name, rest.strip(), place)
    return Notice(draft=text) if answer.error else DONE


def mentioning(room: Room, text: str) -> str:
    """The text with each `@Name` of somebody here made a mention, the longest name first."""
    people = {person.name.casefold(): person.id for person in room.team.workspace.people.values()}
    names = sorted(filter(None, people), key=len, reverse=True)
    named = re.compile(rf"(?<![\w@])@({'|'.join(map(re.escape, names))})(?!\w)", re.IGNORECASE)
    return named.sub(lambda match: f"<@{people[match.group(1).casefold()]}>", text)


# --- pressing, choosing, filling in


def act_on_message(room: Room, person: Person, message: Message | None, posted: Posted) -> Notice:
    """Press or choose in a message."""
    if message is None:
        return Notice(GONE, alert=True)
    return _acted(room, person, message, posted)


def act_on_home(room: Room, person: Person, posted: Posted) -> Notice:
    """Press or choose on the Home tab."""
    view = room.team.home(person)
    return Notice(GONE, alert=True) if view is None else _acted(room, person, view, posted)


def act_on_view(room: Room, person: Person, view_id: str, posted: Posted) -> Notice:
    """Submit or close a modal, or press or choose in it."""
    view = next((view for view in room.team.views(person) if view.id == view_id), None)
    if view is None:
        return Notice(GONE, alert=True, draft=typed_words(posted.fields))
    act = posted.one("act")
    if act == "close":
        room.team.close(person, view)
        return DONE
    if act == "submit":
        return _submitted(room, person, view, posted)
    return _acted(room, person, view, posted)


def _submitted(room: Room, person: Person, view: View, posted: Posted) -> Notice:
    entries = read_entries(view.blocks, posted.fields, room.zone)
    return _trouble(room.team.submit(person, view, entries))


def _acted(room: Room, person: Person, screen: Message | View, posted: Posted) -> Notice:
    """Keep what is entered on the screen, then do the one thing that was pressed or chosen."""
    entries = read_entries(screen.blocks, posted.fields, room.zone)
    with room.team.workspace.lock:
        forms.fill(screen.blocks, screen.values, entries)
    if posted.one("press"):
        block_id, action_id = _unfolded(posted.one("press"), 2)
        return _trouble(room.team.press(person, screen, action_id, block_id=block_id))
    if posted.one("choose"):
        block_id, action_id, value = _unfolded(posted.one("choose"), 3)
        return _chose(room, person, screen, (block_id, action_id), value)
    if posted.one("chosen"):
        block_id, action_id = _unfolded(posted.one("chosen"), 2)
        chosen = entries.get(block_id, {}).get(action_id)
        return _chose(room, person, screen, (block_id, action_id), chosen)
    return DONE


def _chose(room: Room, person: Person, screen: Message | View, at: tuple[str, str], value: Any) -> Notice:
    block_id, action_id = at
    _, element = forms.find_element(screen.blocks, block_id=block_id, action_id=action_id)
    if element["type"] not in VALUE_FIELDS:
        raise forms.NotOnScreen(f"nothing can be chosen in a {element['type']}")
    return _trouble(room.team.choose(person, screen, action_id, value, block_id=block_id))


def _unfolded(text: str, length: int) -> tuple[str, ...]:
    """What was pressed, in so many parts. Raises NotOnScreen if the page has drawn no such thing."""
    try:
        parts = unfold_press(text)
    except ValueError as error:
        raise forms.NotOnScreen(str(error)) from None
    if len(parts) != length:
        raise forms.NotOnScreen(f"{length} parts are wanted")
    return parts


def use_shortcut(room: Room, person: Person, message: Message | None, posted: Posted) -> Notice:
    """Use a shortcut: a global one, or one of a message's."""
    ts, callback_id = posted.one("ts"), posted.one("callback_id")
    kind = "message" if ts else "global"
    offered = {shortcut.callback_id for shortcut in room.team.shortcuts if shortcut.kind == kind}
    if callback_id not in offered or (ts and message is None):
        return Notice(GONE, alert=True)
    return _trouble(room.team.shortcut(person, callback_id, message))


def _trouble(answer: Answer) -> Notice:
    """What Slack shows when the app did not answer, or not as it must."""
    if not answer.error:
        return DONE
    faults = "; ".join(str(fault) for fault in answer.faults)
    return Notice(f"{TROUBLE} ({answer.error}{': ' if faults else ''}{faults})", alert=True)


def typed_words(fields: Fields) -> str:
    """What somebody wrote into a form that is gone: its texts of more than a word, one below the other."""
    return "\n".join(
        text for name, texts in fields.items() if _is_field(name) for text in texts if " " in text.strip()
    )


def _is_field(name: str) -> bool:
    try:
        return isinstance(json.loads(name), list)
    except ValueError:
        return False
