"""The one message a person gets for everything the clock has to say that day, as a value.

What may live here: the letter and its parts, and what follows from them. A view words it; nothing here is fetched.
"""

from dataclasses import dataclass
from datetime import date, datetime

from bot.rules.board_news import NO_NEWS, BoardNews
from bot.rules.owed import Owed
from bot.rules.reaching import Unreached
from bot.rules.status import StatusKey
from storage.records.glance import ActionGlance, MilestoneGlance


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of a question meanwhile.

    `kind` is `no_change`, `met`, `new_date` or `update`; or `snoozed` (`until` a day) or `handed` (`words` say to
    whom), which answer nothing. `by` is who it was, by post, `at` when, on the partnership's clock. Both are None
    where only the fact is known. `words` are the answer's own. `update_id` is the update the reader may still take
    back, `snooze_id` the snooze, `handing_id` the handing-on.
    """

    kind: str
    by: str | None = None
    at: datetime | None = None
    words: str = ""
    update_id: int | None = None
    snooze_id: int | None = None
    until: date | None = None
    handing_id: int | None = None


SNOOZED, HANDED = "snoozed", "handed"
PUT_BY = (SNOOZED, HANDED)
"""Kinds of what came of a question that are no answer to it."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One action of the reader's, or one milestone that belongs to none (`action` is None).

    `milestones` are asked about or reminded of, the most pressing first. `needs_word` tells an action that needs
    one from an action whose milestone is only reminded of. `unowned`: nobody coordinates it, so the reader is told.
    `unmet` are all the milestones of the action that can still be met or moved. `why` it needs a word is of
    `freshness`'s reasons; `heard_again_on` is the day of a later word without words of its own.
    """

    action: ActionGlance | None
    heard_on: date | None = None
    milestones: tuple[MilestoneGlance, ...] = ()
    needs_word: bool = True
    blocked: str | None = None
    unowned: bool = False
    answer: Answer | None = None
    unmet: tuple[MilestoneGlance, ...] = ()
    why: tuple[str, ...] = ()
    heard_again_on: date | None = None


@dataclass(frozen=True, slots=True)
class Sight:
    """One action as a lead officer sees it. `whys` are `nudging.CONCERNS`; `speak_to` is a post and body.

    `can_be_taken`: nobody coordinates it, and the reader may. `can_be_asked`: somebody else speaks for it, whom the
    reader may ask about it; `asked_on` is when somebody last did, within the week.
    """

    action: ActionGlance
    whys: tuple[str, ...]
    heard_on: date | None
    passed: tuple[MilestoneGlance, ...]
    moved: tuple[MilestoneGlance, ...]
    speak_to: str | None
    can_be_taken: bool = False
    can_be_asked: bool = False
    asked_on: date | None = None


@dataclass(frozen=True, slots=True)
class Overview:
    """What a lead officer sees of one group or priority. `term` is the partnership's word: group, priority, theme."""

    term: str
    name: str
    sights: tuple[Sight, ...]
    more: int = 0


@dataclass(frozen=True, slots=True)
class Handed:
    """An action that was handed on, told to whoever has it now, or to the support officer.

    `by` is who handed it on, by post, `why` their words. `to` is whose it is, by post: empty for the reader's own,
    None for nobody's. `answer` is what came of it since. `taken`: nobody had it, and whoever has it now took it on.
    """

    action: ActionGlance
    by: str
    why: str = ""
    to: str | None = ""
    answer: Answer | None = None
    taken: bool = False


@dataclass(frozen=True, slots=True)
class Call:
    """Somebody who is not on Slack, for the support officer to ask by phone or email.

    Once the message was sent, somebody of whom nothing is asked any more has no `entries`.
    """

    post: str
    name: str | None
    phone: str | None
    email: str | None
    entries: tuple[Entry, ...]
    contact_id: int | None = None


@dataclass(frozen=True, slots=True)
class Turned:
    """An action somebody else was asked about, of whom nothing was heard: the reader may be able to say a word.

    `rung` is what the reader is to it, of `ladder.RUNGS`. `whose` was asked, by post, on `asked_on`; `reach` is how
    they are reached outside Slack. `answer` is what came of it since. `passed` are its milestones whose day is over:
    they are what is asked then. `unmet` are all that can still be met or moved; `heard_again_on` as of an `Entry`.
    """

    action: ActionGlance
    rung: str
    whose: str
    asked_on: date
    heard_on: date | None = None
    reach: str = ""
    answer: Answer | None = None
    passed: tuple[MilestoneGlance, ...] = ()
    unmet: tuple[MilestoneGlance, ...] = ()
    heard_again_on: date | None = None


@dataclass(frozen=True, slots=True)
class Upcoming:
    """Who is asked next about some of the reader's actions, where nothing is heard until a day.

    `rung` is of `ladder.RUNGS`. `who` is the first name of the reader's own deputy, else a post and body; `group` the
    name of the group a lead officer leads. `codes` are the actions', `action_ids` the same by id.
    """

    on: date
    rung: str
    who: str
    codes: tuple[str, ...]
    group: str = ""
    is_own_deputy: bool = False
    contact_id: int | None = None
    action_ids: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Covering:
    """Somebody is away and named the reader as cover. `last` is None while it is open."""

    whose: str
    first: date
    last: date | None
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Following:
    """What somebody who has left coordinated, offered to the reader, who follows them. `whose` is their post.

    `open` still wait for somebody; `taken` the reader has taken on since.
    """

    whose: str
    open: tuple[ActionGlance, ...]
    taken: tuple[ActionGlance, ...] = ()


@dataclass(frozen=True, slots=True)
class Ended:
    """An action of the reader's that was closed when its priority ended: why, and what it was merged into."""

    action: ActionGlance
    reason: str
    into: ActionGlance | None = None


@dataclass(frozen=True, slots=True)
class Welcome:
    """What somebody is told who hears of all this for the first time.

    `plan` is the partnership's word for its plan, `actions` the reader's own, `support` whom to speak to, by post.
    """

    partnership: str
    plan: str
    actions: tuple[ActionGlance, ...] = ()
    support: str | None = None


@dataclass(frozen=True, slots=True)
class Letter:
    """Everything said to one person in one message.

    `key` is the message's key in the outbox. `late_since` is the day it should have come. `counted` tells whether
    the reader's other actions are summed up: `waiting` are the words of what blocks them, `fine` a number. `owed` is
    what the reader's groups owe the Board before long: said beside the rest, never for its own sake. `digest_on` is the
    day within the week on which the chair's digest would name one of the reader's actions as not heard of.
    `limit_days` is how long a word stands.
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
    handed: tuple[Handed, ...] = ()
    calls: tuple[Call, ...] = ()
    counted: bool = False
    waiting: tuple[str, ...] = ()
    fine: int = 0
    turned: tuple[Turned, ...] = ()
    upcoming: tuple[Upcoming, ...] = ()
    covering: tuple[Covering, ...] = ()
    welcome: Welcome | None = None
    unreached: tuple[Unreached, ...] = ()
    board_news: BoardNews = NO_NEWS
    following: tuple[Following, ...] = ()
    ended: tuple[Ended, ...] = ()
    owed: tuple[Owed, ...] = ()
    digest_on: date | None = None
    limit_days: int = 28

    @property
    def stands(self) -> bool:
        """Whether there is still anything to say."""
        asked = self.entries or self.handed or self.calls or self.turned or self.following
        told = (
            self.ended
            or self.overviews
            or self.covering
            or self.welcome
            or self.unreached
            or self.board_news.stands
        )
        return bool(asked or told)

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
    def open_turned(self) -> int:
        """How many actions others were asked about still wait for a word."""
        return sum(turned.answer is None for turned in self.turned)

    @property
    def open_following(self) -> int:
        """How many actions of whoever the reader follows still wait for somebody."""
        return sum(len(each.open) for each in self.following)

    @property
    def open_calls(self) -> int:
        """How many people are still to be asked by phone or email."""
        return sum(bool(call.entries) for call in self.calls)

    @property
    def open_unreached(self) -> int:
        """How many people and places that cannot be reached nobody has seen to yet."""
        return sum(not each.settled for each in self.unreached)

    @property
    def is_all_answered(self) -> bool:
        """Whether every question has an answer: one put off or handed on has none."""
        return all(entry.answer is not None and entry.answer.kind not in PUT_BY for entry in self.entries)

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
