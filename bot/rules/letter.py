"""The one message a person gets for everything the clock has to say that day, as a value.

What may live here: the letter and its parts, and what follows from them. A view words it; nothing here is fetched.
"""

from dataclasses import dataclass
from datetime import date, datetime

from bot.rules.status import StatusKey
from storage.records.glance import ActionGlance, MilestoneGlance


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of a question meanwhile.

    `kind` is `no_change`, `met`, `new_date` or `update`; `by` is who answered, `at` when, on the partnership's
    clock. Both are None where only the fact is known. `words` are the answer's own.
    """

    kind: str
    by: str | None = None
    at: datetime | None = None
    words: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One action of the reader's, or one milestone that belongs to none (`action` is None).

    `milestones` are asked about or reminded of, the most pressing first. `needs_word` tells an action that needs
    one from an action whose milestone is only reminded of. `unowned`: nobody coordinates it, so the reader is told.
    """

    action: ActionGlance | None
    heard_on: date | None = None
    milestones: tuple[MilestoneGlance, ...] = ()
    needs_word: bool = True
    blocked: str | None = None
    unowned: bool = False
    answer: Answer | None = None


@dataclass(frozen=True, slots=True)
class Sight:
    """One action as a lead officer sees it. `whys` are `nudging.CONCERNS`; `speak_to` is a post and body."""

    action: ActionGlance
    whys: tuple[str, ...]
    heard_on: date | None
    passed: tuple[MilestoneGlance, ...]
    moved: tuple[MilestoneGlance, ...]
    speak_to: str | None


@dataclass(frozen=True, slots=True)
class Overview:
    """What a lead officer sees of one group or priority. `term` is the partnership's word: group, priority, theme."""

    term: str
    name: str
    sights: tuple[Sight, ...]
    more: int = 0


@dataclass(frozen=True, slots=True)
class Call:
    """Somebody who is not on Slack, for the support officer to ask by phone or email."""

    post: str
    name: str | None
    phone: str | None
    email: str | None
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Letter:
    """Everything said to one person in one message.

    `key` is the message's key in the outbox. `late_since` is the day it should have come. `counted` tells whether
    the reader's other actions are summed up: `waiting` are the words of what blocks them, `fine` a number.
    """

    key: str
    name: str | None
    today: date
    hour: int
    status_key: StatusKey
    board_on: date | None = None
    papers_due: date | None = None
    late_since: date | None = None
    entries: tuple[Entry, ...] = ()
    overviews: tuple[Overview, ...] = ()
    calls: tuple[Call, ...] = ()
    counted: bool = False
    waiting: tuple[str, ...] = ()
    fine: int = 0

    @property
    def stands(self) -> bool:
        """Whether there is still anything to say."""
        return bool(self.entries or self.overviews or self.calls)

    @property
    def own(self) -> tuple[Entry, ...]:
        """The reader's actions that need a word, answered ones among them."""
        return tuple(entry for entry in self.entries if entry.needs_word)

    @property
    def reminders(self) -> tuple[Entry, ...]:
        """What is only reminded of."""
        return tuple(entry for entry in self.entries if not entry.needs_word)

    @property
    def open_needs(self) -> int:
        """How many actions still need a word."""
        return sum(entry.answer is None for entry in self.own)

    @property
    def open_reminders(self) -> int:
        """How many milestones are reminded of and not answered yet."""
        return sum(entry.answer is None for entry in self.reminders)

    @property
    def is_open(self) -> bool:
        """Whether anything of the reader's is still asked or reminded of."""
        return any(entry.answer is None for entry in self.entries)


def first_name(name: str | None) -> str | None:
    """How a person is greeted: "Ailsa" of "Ailsa Reid"; None where no name is known."""
    words = (name or "").split()
    return words[0] if words else None


def has_passed(milestone: MilestoneGlance, today: date) -> bool:
    """Whether a milestone's latest day is over and nobody has called it met."""
    return milestone.met_on is None and milestone.latest is not None and milestone.latest < today
