"""A tap and where it was made, and how the screen is made to show what came of it.

What may live here: the reading of a tap, and the outbox rows that change what it was made on.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from slack_sdk import WebClient

from bot.services.also import Also
from bot.services.compose_letter import recompose
from bot.services.put_message import put_message
from bot.views import verbs
from bot.views.blocks import Block
from bot.views.forms import FormMemory
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
    """A button pressed by a contact. `fields` is what its value carried; `verb` is its action id."""

    asked: Asked
    verb: str
    fields: dict[str, Any]
    place: Place
    trigger_id: str
    client: WebClient

    @property
    def code(self) -> str:
        """The action it is about, or nothing."""
        return str(self.fields.get("code") or "")

    @property
    def key(self) -> str:
        """What makes pressing it twice harmless: the asking message, the action and the verb."""
        parts = (self.fields.get("asked"), self.code, self.fields.get("m"), self.verb)
        return ":".join(str(part) for part in parts if part)

    @property
    def update_id(self) -> int:
        """The update it is about, or 0."""
        return self._number("u")

    @property
    def milestone_id(self) -> int:
        """The milestone it is about, or 0."""
        return self._number("m")

    def _number(self, name: str) -> int:
        said = self.fields.get(name)
        return said if isinstance(said, int) else 0

    def memory(self, **more: Any) -> FormMemory:
        """What a form opened by this tap remembers of it."""
        place = self.place
        return FormMemory(
            code=self.code,
            asked=str(self.fields.get("asked") or ""),
            channel=place.channel,
            ts=None if place.ephemeral else place.ts,
            response_url=place.response_url,
            **more,
        )

    def open(self, view: Block) -> None:
        """Open a form."""
        self.client.views_open(trigger_id=self.trigger_id, view=view)

    def showing(self, view: Callable[[Outcome], Block]) -> Also[Outcome]:
        """Puts what came of it on the screen, in the transaction of whatever is recorded."""
        return showing(self.asked, str(self.fields.get("asked") or ""), self.place, self.key, view)

    def say(self, message: Block) -> None:
        """Tell the person alone, when nothing was recorded. A refusal is told each time it is asked for."""
        self._put(beside(self.place, message, self._each_time, self.asked.at))

    def turn(self, message: Block) -> None:
        """Turn the message that was tapped into another: the next page of a list."""
        self._put(replacing(self.place, message, self._each_time, self.asked.at))

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

    `asking` names the message that was tapped. From a list, the answer comes beside it.
    """

    def put(register: Register, outcome: Outcome) -> None:
        register.messages.put(_row(register, asked, asking, place, key, view(outcome)))

    return put


def _row(register: Register, asked: Asked, asking: str, place: Place, key: str, message: Block) -> Outbox:
    letter = register.messages.with_key(asking) if asking.startswith(LETTER) else None
    again = _again(register, letter) if letter is not None and not place.ephemeral else None
    if again is not None:
        return replacing(place, again, key, asked.at)
    if asking.startswith(ANSWER):
        return replacing(place, message, key, asked.at)
    return beside(place, message, key, asked.at)


def _again(register: Register, letter: Outbox) -> Block | None:
    """The letter as it reads now that something in it is answered."""
    register.flush()
    return recompose(register, letter)


def verb_of(action_id: str) -> str:
    """The verb in an action id: what stands before the colon in `set_status:at_risk`."""
    return action_id.split(":", 1)[0]


def fields_of(action: dict[str, Any]) -> dict[str, Any]:
    """The fields of a pressed button."""
    return verbs.read(action.get("value"))
