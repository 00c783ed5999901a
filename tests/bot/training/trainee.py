"""Somebody who practises: does what the page would have done for them, and looks at what came of it.

What may live here: acting in a training room, for tests. What is expected stands in the tests themselves.
"""

from dataclasses import dataclass
from typing import Any

from bot.practice import Answer, Message, Person, View
from bot.training.room import TrainingRoom


@dataclass(frozen=True)
class Trainee:
    """Somebody of the workspace, by name."""

    room: TrainingRoom
    name: str

    @property
    def person(self) -> Person:
        people = self.room.team.workspace.people.values()
        return next(person for person in people if person.name == self.name)

    def enters(self, draft: str) -> Answer:
        """What stands in the composer is sent: a command, or words to the bot."""
        team = self.room.team
        if draft.startswith("/loip"):
            answer = team.command(self.person, "/loip", draft.removeprefix("/loip").strip())
        else:
            answer = team.say(self.person, None, draft)
        self.room.settle()
        return answer

    def presses(self, label: str, screen: Message | View | None = None) -> None:
        """The first button with these words is pressed, on the newest message that has one."""
        screen = screen or next(each for each in reversed(self.sees()) if _buttons(each, label))
        block_id, action_id = _buttons(screen, label)[0]
        self.room.team.press(self.person, screen, action_id, block_id=block_id)
        self.room.settle()

    def fills_in(self, **fields: Any) -> Answer:
        """The form on the screen is filled in and saved, and what it then shows is closed."""
        team = self.room.team
        values = {block_id: {"value": value} for block_id, value in fields.items()}
        answer = team.submit(self.person, team.views(self.person)[-1], values)
        for view in reversed(team.views(self.person)):
            team.close(self.person, view)
        self.room.settle()
        return answer

    def sees(self) -> list[Message]:
        """Every message they can see, the newest last."""
        return self.room.team.seen_by(self.person)

    def reads(self) -> str:
        """All of it, as text."""
        return "\n".join(message.readable for message in self.sees())


def _buttons(screen: Message | View, label: str) -> list[tuple[str, str]]:
    return [
        (str(block["block_id"]), str(element["action_id"]))
        for block in screen.blocks
        for element in (*block.get("elements", ()), block.get("accessory") or {})
        if element.get("type") == "button" and element["text"]["text"] == label
    ]
