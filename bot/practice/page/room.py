"""What the page asks of whoever runs the workspace: a room, and the plain values it speaks in.

Only shapes. The page knows nothing of the app being practised with, and the room nothing of HTML.
"""

from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import Protocol

from bot.practice.slack import PracticeSlack
from bot.practice.team import Team


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody to act as. `kind` is `member`, `not_on_slack`, `stranger` or `other_partnership`."""

    key: str
    person_id: str | None
    name: str
    post: str
    body: str
    kind: str


@dataclass(frozen=True, slots=True)
class Move:
    """An offered move of the clock: "Next weekly nudge", "Monday 9 November, 09:00"."""

    key: str
    label: str
    when: str


@dataclass(frozen=True, slots=True)
class Told:
    """One message that went out while the clock moved: when, to whom, where it stands, and what it says."""

    at: str
    person_id: str
    channel_id: str
    to: str
    what: str


@dataclass(frozen=True, slots=True)
class Moved:
    """What came of moving the clock, in words; `refused` when it did not move."""

    words: str
    told: tuple[Told, ...] = ()
    refused: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """One "Try this". `place` is a channel id or `home`; `draft` is put in the composer and not sent."""

    key: str
    role: str
    title: str
    how: str
    person_id: str
    place: str
    draft: str
    done: bool


@dataclass(frozen=True, slots=True)
class Completions:
    """What the composer can complete: ("/loip update ", "say how an action is going"), ("POV-03", its title)."""

    verbs: tuple[tuple[str, str], ...]
    codes: tuple[tuple[str, str], ...]


class Room(Protocol):
    """A workspace with an app in it and a clock that is moved."""

    @property
    def team(self) -> Team:
        """The workspace, as its people use it."""
        ...

    @property
    def slack(self) -> PracticeSlack:
        """The practice Slack it runs on."""
        ...

    @property
    def name(self) -> str:
        """The partnership's name, or "An empty workspace"."""
        ...

    @property
    def generation(self) -> int:
        """Grows with each reset: a form drawn before is refused kindly."""
        ...

    @property
    def zone(self) -> tzinfo:
        """Where the partnership is."""
        ...

    def now(self) -> datetime:
        """The moved clock, in the zone."""
        ...

    def now_in_words(self) -> str:
        """ "Monday 2 November 2026, 08:55 in Inverlath (GMT)"."""
        ...

    def actors(self) -> tuple[Actor, ...]:
        """Everybody who can be acted as, or could be once on Slack."""
        ...

    def moves(self) -> tuple[Move, ...]:
        """The moves of the clock on offer now."""
        ...

    def move(self, key: str) -> Moved:
        """Make an offered move; everything that falls due on the way happens."""
        ...

    def move_to(self, when: str) -> Moved:
        """Move to "2026-11-12" or "2026-11-12T14:30" as typed; the past and beyond a year are refused."""
        ...

    def steps(self) -> tuple[Step, ...]:
        """What to try, each with whether it was done."""
        ...

    def completions(self, person_id: str) -> Completions:
        """What this person's composer can complete."""
        ...

    def settle(self) -> None:
        """After an act: send what follows from it."""
        ...

    def join(self, key: str) -> None:
        """Somebody not on Slack joins the workspace."""
        ...

    def reset(self, empty: bool) -> None:
        """Start afresh, with the sample or with nothing."""
        ...

    def reading(self) -> AbstractContextManager[None]:
        """Held while an act or a page uses the room, so that a reset waits for it."""
        ...
