"""A digest as one frozen value: everything a chair is shown before a meeting, and enough to show it again
later.

What may live here: the value, and its way to JSON and back. It carries the status key of its day, so that a
snapshot reads the same whatever the partnership changes afterwards. Bodies and posts, never officers' names.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any

from pydantic import TypeAdapter

from bot.rules.dates import Due
from bot.rules.owed import Owed


@dataclass(frozen=True, slots=True)
class KeyLine:
    """One status of the key: its code, and the partnership's word and symbol for it."""

    status: str
    word: str
    symbol: str

    @property
    def label(self) -> str:
        """Symbol and word."""
        return f"{self.symbol} {self.word}".strip()


@dataclass(frozen=True, slots=True)
class MeetingLine:
    """The meeting. `called` is the group without the partnership's short name: "Board"; `local_time` is
    HH:MM.

    `version` is the meeting's when the digest was composed, so that a later move is seen to be one.
    """

    id: int
    group: str
    called: str
    on: date
    local_time: str | None
    papers_due: date | None
    version: int


@dataclass(frozen=True, slots=True)
class AskLine:
    """One ask in the order of the agenda. `quote` are a partner's words; `held_up_since` stands where there
    are none.
    """

    number: int
    kind: str
    words: str
    code: str | None
    quote: str | None
    held_up_since: date | None
    item: str | None


@dataclass(frozen=True, slots=True)
class OffTrack:
    """An action off track: who leads it, by name of body or group, and the words last said."""

    code: str
    body: str | None
    words: str | None


@dataclass(frozen=True, slots=True)
class Slip:
    """A milestone now later than it first was, or undated. `moves` counts all its re-datings."""

    code: str | None
    title: str
    first: date
    now: date | None
    moves: int


@dataclass(frozen=True, slots=True)
class Silent:
    """An action not heard of within the limit; `heard_on` is None where nothing was ever heard.

    `asked` are the posts of all who were asked since `asked_on`, where nobody is left to ask; else it is empty.
    """

    code: str
    heard_on: date | None
    asked: tuple[str, ...] = ()
    asked_on: date | None = None


@dataclass(frozen=True, slots=True)
class Changes:
    """How many actions moved since the last held meeting, each counted once: see `bot.rules.movement`."""

    improved: int = 0
    worsened: int = 0
    done: int = 0
    closed: int = 0
    paused: int = 0
    resumed: int = 0


@dataclass(frozen=True, slots=True)
class Thanks:
    """A body whose actions were confirmed complete since the last held meeting."""

    body: str
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NextMilestone:
    """The next milestone to come; `code` is None where it belongs to no action."""

    title: str
    code: str | None
    due: Due


@dataclass(frozen=True, slots=True)
class Count:
    """How many actions have a status."""

    status: str
    number: int


@dataclass(frozen=True, slots=True)
class Overdue:
    """What should have happened by now: a milestone's title, or None for the action itself."""

    title: str | None
    due: Due


@dataclass(frozen=True, slots=True)
class ActionDetail:
    """One action in the detail. `was` is its status at the last held meeting where that was another.

    `post` is the coordinating officer's post and body; `silent` that it was not heard of within the limit;
    `confirmed` that a second person confirmed it complete. `whose` says whose `words` are, by what route and on which
    day, where somebody wrote them down for them.
    """

    code: str
    title: str
    status: str
    was: str | None
    confirmed: bool
    lead: str | None
    partners: tuple[str, ...]
    owned: bool
    post: str | None
    heard_on: date | None
    silent: bool
    words: str | None
    held_up: str | None
    overdue: tuple[Overdue, ...]
    slips: tuple[Slip, ...]
    whose: str | None = None


@dataclass(frozen=True, slots=True)
class PriorityDetail:
    """The open actions of one priority; `name` is None for actions of no priority."""

    name: str | None
    actions: tuple[ActionDetail, ...]


@dataclass(frozen=True, slots=True)
class NoteLine:
    """A line the support officer added before it went: their post, and their words."""

    post: str
    words: str


@dataclass(frozen=True, slots=True)
class Digest:
    """The digest of a meeting, as at an instant.

    `as_of` and `since`, when the group's last held meeting began, are on the partnership's clock, with its
    offset. `counts` are in the order of the key: every open action, and those finished since that meeting;
    the ones told of at an earlier meeting are only `finished_before`. `finished` holds the detail of those
    finished since. `elsewhere` names who holds the asks that are on no agenda yet, None where that is this
    group itself or nobody. They are counted in `asks_elsewhere`; to the executive group, which is to settle
    them or send them on, they are told in `raised` instead. `owed` is what other groups owe this one by then.
    """

    partnership: str
    priority_term: str
    meeting: MeetingLine
    as_of: datetime
    since: datetime | None
    limit_days: int
    asks: tuple[AskLine, ...]
    asks_elsewhere: int
    elsewhere: str | None
    off_track: tuple[OffTrack, ...]
    redated: tuple[Slip, ...]
    silent: tuple[Silent, ...]
    changes: Changes
    thanks: tuple[Thanks, ...]
    next_milestone: NextMilestone | None
    counts: tuple[Count, ...]
    finished_before: int
    key: tuple[KeyLine, ...]
    details: tuple[PriorityDetail, ...]
    finished: tuple[ActionDetail, ...]
    raised: tuple[AskLine, ...] = ()
    notes: tuple[NoteLine, ...] = ()
    owed: tuple[Owed, ...] = ()

    @property
    def today(self) -> date:
        """The partnership's day on which it was composed."""
        return self.as_of.date()

    @property
    def total(self) -> int:
        """How many actions are counted."""
        return sum(count.number for count in self.counts)

    def label(self, status: str) -> KeyLine:
        """The key's line for a status; a status the key lacks is its own word."""
        return next((line for line in self.key if line.status == status), KeyLine(status, status, ""))


@cache
def _adapter() -> TypeAdapter[Digest]:
    """Between the value and JSON. It takes a tenth of a second to build, so not before the first digest."""
    return TypeAdapter(Digest)


def to_json(digest: Digest) -> dict[str, Any]:
    """The digest as plain JSON: what a snapshot keeps."""
    value: dict[str, Any] = _adapter().dump_python(digest, mode="json")
    return value


def from_json(value: Mapping[str, Any]) -> Digest:
    """The digest a snapshot kept. Raises `ValueError` for what is no digest."""
    return _adapter().validate_python(value)
