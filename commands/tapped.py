"""A tap and where it was made, and how the screen is made to show what came of it.

What may live here: the reading of a tap, and the outbox rows that change what it was made on.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from slack_sdk import WebClient

from bot.services.also import Also
from bot.services.letter_again import letter_again, show_letter_again, tell_letters
from bot.services.put_message import put_message
from bot.views import verbs
from bot.views.blocks import Block
from bot.views.forms import FormMemory, done_view
from bot.views.home import reading_view
from commands.asked import Asked
from commands.replying import Place, beside, replacing
from storage.records import Outbox
from storage.repositories import Register

LETTER = "day "
"""How the outbox keys of scheduled letters begin: they are composed again, so that the other actions stay."""

ANSWER = "answer "
"""How an answer to an update names itself: the new answer takes its place."""

Outcome = TypeVar("Outcome")


@dataclass(frozen=True, slots=True)
class Tap:
    """A button pressed by a contact. `fields` is what its value carried; `verb` is its action id.

    `view` is the window it stands in, with what was filled in so far; None on a message or on Home.
    """

    asked: Asked
    verb: str
    fields: dict[str, Any]
    place: Place
    trigger_id: str
    client: WebClient
    view: dict[str, Any] | None = None

    @property
    def code(self) -> str:
        """The action it is about, or nothing."""
        return str(self.fields.get("code") or "")

    @property
    def key(self) -> str:
        """What makes pressing it twice harmless: the asking message, the action and the verb."""
        parts = (*(self.fields.get(name) for name in ("asked", "code", "m", "u", "s", "h")), self.verb)
        return ":".join(str(part) for part in parts if part)

    @property
    def update_id(self) -> int:
        """The update it is about, or 0."""
        return self._number("u")

    @property
    def milestone_id(self) -> int:
        """The milestone it is about, or 0."""
        return self._number("m")

    @property
    def snooze_id(self) -> int:
        """The snooze it is about, or 0."""
        return self._number("s")

    @property
    def handing_id(self) -> int:
        """The handing-on it is about, a change of the history, or 0."""
        return self._number("h")

    @property
    def asking(self) -> str:
        """The key of the message that was tapped, or nothing."""
        return str(self.fields.get("asked") or "")

    def _number(self, name: str) -> int:
        said = self.fields.get(name)
        return said if isinstance(said, int) else 0

    def memory(self, **more: Any) -> FormMemory:
        """What a form opened by this tap remembers of it."""
        place = self.place
        return FormMemory(
            code=self.code,
            asked=self.asking,
            channel=place.channel,
            ts=None if place.ephemeral else place.ts,
            response_url=place.response_url,
            home=place.home,
            **more,
        )

    def open(self, view: Block) -> None:
        """Open a form."""
        self.client.views_open(trigger_id=self.trigger_id, view=view)

    def showing(self, view: Callable[[Outcome], Block]) -> Also[Outcome]:
        """Puts what came of it on the screen, in the transaction of whatever is recorded."""
        return showing(self.asked, self.asking, self.place, self.key, view)

    def show_again(self) -> None:
        """Show the letter that was tapped as it stands now, though this tap recorded nothing."""
        if self.asking.startswith(LETTER):
            show_letter_again(
                self.asked.database, self.asked.partnership_id, self.asking, self._each_time, self.asked.at
            )

    def say(self, message: Block) -> None:
        """Tell the person alone, when nothing was recorded. A refusal is told each time it is asked for.

        Over Home it is told in a window, and in a window in place of what it showed.
        """
        if self.view is not None:
            self.client.views_update(view_id=self.view["id"], view=done_view(self._window_title, message))
            return None
        if self.place.home is not None:
            return self.open(reading_view(self._window_title, message))
        return self._put(beside(self.place, message, self._each_time, self.asked.at))

    def turn(self, message: Block) -> None:
        """Turn the message that was tapped into another: the next page of a list. A window shows it in its place."""
        if self.view is not None:
            return self.say(message)
        return self._put(replacing(self.place, message, self._each_time, self.asked.at))

    @property
    def _window_title(self) -> str:
        partnership = self.asked.ways.partnership
        return self.code or partnership.plan_abbreviation or partnership.plan_term

    @property
    def _each_time(self) -> str:
        """A key that differs from tap to tap, for what records nothing."""
        return f"{self.verb} {self.trigger_id}"

    def _put(self, row: Outbox) -> None:
        put_message(self.asked.database, self.asked.partnership_id, row, self.asked.at)


def showing(
    asked: Asked, asking: str, place: Place, key: str, view: Callable[[Outcome], Block]
) -> Also[Outcome]:
    """What changes on the screen after a tap or a form: a letter is composed again, an answer gives way to the new.

    `asking` names the message that was tapped. From a list, the answer comes beside it. Home is published again
    after the commit. Other letters that ask about the same action change too.
    """

    def put(register: Register, outcome: Outcome) -> None:
        register.flush()
        tell_others(register, outcome, asking, asked)
        if place.home is None:
            register.messages.put(_row(register, asked, asking, place, key, outcome, view))

    return put


def _row(
    register: Register,
    asked: Asked,
    asking: str,
    place: Place,
    key: str,
    outcome: Outcome,
    view: Callable[[Outcome], Block],
) -> Outbox:
    # What was taken back and said again is another update: the screen has to change once more.
    update = getattr(outcome, "update", None)
    mark = f"{key} {update.id}" if update is not None else key
    each = f"{asking} {asked.submission_key}"  # one edit too few would leave old buttons standing
    again = letter_again(register, asking, each, asked.at) if asking.startswith(LETTER) else None
    if again is not None:
        return again
    answer = replacing if asking.startswith(ANSWER) else beside
    return answer(place, view(outcome), mark, asked.at)


def tell_others(register: Register, outcome: object, besides: str | None, asked: Asked) -> None:
    """Have the letters that ask about an action change with what came of it, wherever that was said."""
    changed = getattr(outcome, "milestone", None)
    action_id = (
        changed.action_id if changed is not None else getattr(getattr(outcome, "action", None), "id", None)
    )
    if action_id is not None:
        tell_letters(register, action_id, besides, asked.submission_key, asked.at)


def verb_of(action_id: str) -> str:
    """The verb in an action id: what stands before the colon in `set_status:at_risk`."""
    return action_id.split(":", 1)[0]


def fields_of(action: dict[str, Any]) -> dict[str, Any]:
    """The fields of a pressed button, or of the option picked in a menu."""
    picked = action.get("selected_option") or {}
    return verbs.read(action.get("value") or picked.get("value"))
