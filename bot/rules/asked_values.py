"""What questions in plain words are answered with: values the services return and the views put into words.

What may live here: frozen values, whole, so that a view never fetches. Instants are UTC, days are dates.
"""

from dataclasses import dataclass
from datetime import date, datetime

from bot.rules.movement import Moved
from storage.records import Meeting
from storage.records.glance import ActionGlance, ContactGlance, MilestoneGlance, UpdateGlance


@dataclass(frozen=True, slots=True)
class Said:
    """What was said, newest first, with the code and title of each action by its id; `more` were left out.

    `about` is what it was narrowed to, in words; `first` and `last` are the days asked for, both included, or None.
    """

    about: str
    first: date | None
    last: date | None
    updates: tuple[UpdateGlance, ...]
    actions: dict[int, tuple[str, str]]
    more: int = 0


@dataclass(frozen=True, slots=True)
class Changed:
    """What changed since an instant: statuses, milestones met and re-dated, and how many actions were heard of.

    `board` is the meeting it is counted from, where it is; `narrowed` is how the words were read.
    """

    narrowed: tuple[str, ...]
    since: datetime
    until: datetime
    board: Meeting | None
    moved: tuple[tuple[ActionGlance, Moved], ...]
    met: tuple[tuple[ActionGlance, MilestoneGlance], ...]
    redated: tuple[tuple[ActionGlance, MilestoneGlance], ...]
    heard: int


@dataclass(frozen=True, slots=True)
class Due:
    """Something that falls due: an action, or (`milestone`) one of its milestones."""

    action: ActionGlance
    milestone: MilestoneGlance | None
    on: date


@dataclass(frozen=True, slots=True)
class Dues:
    """What falls due from one day to another, both included, the earliest first; `board` where it ends with one."""

    narrowed: tuple[str, ...]
    first: date
    last: date
    board: Meeting | None
    due: tuple[Due, ...]


@dataclass(frozen=True, slots=True)
class Led:
    """Who leads something. `name` is what; `by` the group or body that leads it, where the register says.

    `seats` pairs a role in words with who holds it; no contact means that nobody does.
    """

    name: str
    by: str | None
    seats: tuple[tuple[str, ContactGlance | None], ...]


@dataclass(frozen=True, slots=True)
class OfPerson:
    """One contact, the roles held in words, and the actions they coordinate, finished ones left out."""

    contact: ContactGlance
    roles: tuple[str, ...]
    actions: tuple[ActionGlance, ...]


@dataclass(frozen=True, slots=True)
class MeetingAsked:
    """A group's next or last meeting, or None where none is in the register."""

    group: str
    is_last: bool
    meeting: Meeting | None


@dataclass(frozen=True, slots=True)
class NoBoardYet:
    """There is no Board to count from, or to."""
