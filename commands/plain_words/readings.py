"""What a sentence may mean, as values; what a button carries of them, and what a button may bring back.

What may live here: frozen values and their packing. How text becomes one of them is the rest of the package.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any, TypeAlias


@dataclass(frozen=True, slots=True)
class Period:
    """The days a question is about, both included; `since_board` begins it with the last Board that was held, and
    `until_board` ends it with the next."""

    first: date | None = None
    last: date | None = None
    since_board: bool = False
    until_board: bool = False


EVER = Period()


@dataclass(frozen=True, slots=True)
class AskMine:
    """The actions of the person who asks."""


@dataclass(frozen=True, slots=True)
class AskList:
    """The actions that fit; `words` are names and words of the register, as `/loip list` reads them."""

    words: str = ""


@dataclass(frozen=True, slots=True)
class AskDue:
    """What falls due in a period, of the actions that fit `words`."""

    words: str = ""
    period: Period = EVER


@dataclass(frozen=True, slots=True)
class AskShow:
    """One action, whole."""

    code: str


@dataclass(frozen=True, slots=True)
class AskSaid:
    """What was said in a period of one action (`code`), or of all that fit `words`."""

    code: str = ""
    words: str = ""
    period: Period = EVER


@dataclass(frozen=True, slots=True)
class AskChanges:
    """What changed in a period, of the actions that fit `words`."""

    words: str = ""
    period: Period = Period(since_board=True)


@dataclass(frozen=True, slots=True)
class AskLead:
    """Who leads an action (`code`), or a priority, group or body (`words`)."""

    code: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class AskWho:
    """Whom to speak to at a body, in a group, on a priority; no words: everybody who leads something.

    `of_chair`: who chairs it was asked, so where nobody does that is said.
    """

    words: str = ""
    of_chair: bool = False


@dataclass(frozen=True, slots=True)
class AskPerson:
    """One contact: who that is, and the actions they coordinate."""

    contact_id: int


@dataclass(frozen=True, slots=True)
class AskSupport:
    """Who runs the register."""


@dataclass(frozen=True, slots=True)
class AskBoard:
    """The next Board, its papers and what it is asked."""


@dataclass(frozen=True, slots=True)
class AskMeeting:
    """When another group meets next, or (`is_last`) last met; 0 means the Board."""

    group_id: int = 0
    is_last: bool = False


@dataclass(frozen=True, slots=True)
class AskHelp:
    """What can be said, or more of one verb."""

    topic: str = ""


@dataclass(frozen=True, slots=True)
class AskLine:
    """What a verb answers: the line that follows `/loip`, and what its button says."""

    line: str
    says: str = ""


@dataclass(frozen=True, slots=True)
class AskTyped:
    """A line of the strict grammar as it was meant, its verb put right: read as typed once somebody taps it."""

    line: str


@dataclass(frozen=True, slots=True)
class AskAway:
    """Who is away in a period, or (`contact_id`) whether one of them is, and who covers."""

    period: Period = EVER
    contact_id: int = 0


@dataclass(frozen=True, slots=True)
class AskUndo:
    """What the person who asks said last (of the action `code`, if one is named), to take back or put right."""

    code: str = ""


@dataclass(frozen=True, slots=True)
class AskHandOn:
    """How to hand an action on, or any of one's own; `has_left` where the person says that they have left."""

    code: str = ""
    has_left: bool = False


@dataclass(frozen=True, slots=True)
class AskLater:
    """How to be asked later about an action, or any of one's own; `until` is the day said, as its ISO date."""

    code: str = ""
    until: str = ""


@dataclass(frozen=True, slots=True)
class AskNewDate:
    """A new date for an action's milestone: the sentence, and the date and the reason in it, as typed."""

    code: str
    words: str = ""
    due: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class AskAlso:
    """A word of courtesy: it wants a word back, and nothing of the register."""


Question: TypeAlias = (
    AskMine
    | AskList
    | AskDue
    | AskShow
    | AskSaid
    | AskChanges
    | AskLead
    | AskWho
    | AskPerson
    | AskSupport
    | AskBoard
    | AskMeeting
    | AskHelp
    | AskLine
    | AskTyped
    | AskAway
    | AskUndo
    | AskHandOn
    | AskLater
    | AskNewDate
    | AskAlso
)
"""What can be answered without changing anything."""


@dataclass(frozen=True, slots=True)
class Offer:
    """What a sentence seems to say of an action. It is recorded by nobody's leave but a tap.

    `words` is a part of the sentence, character for character; `status` is None where none was said for certain.
    """

    code: str
    status: str | None
    words: str


@dataclass(frozen=True, slots=True)
class Sure:
    """One meaning: a question is answered, an offer is shown to be tapped. `unused` are words that told nothing."""

    meaning: Question | Offer
    unused: tuple[str, ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class Unsure:
    """The two or three meanings, the likeliest first, that the person chooses from."""

    meanings: tuple[Question | Offer, ...]


@dataclass(frozen=True, slots=True)
class NotRead:
    """No meaning. `near` are questions that can be answered and have something of the sentence in them."""

    near: tuple[Question, ...] = field(default=())


Reading: TypeAlias = Sure | Unsure | NotRead

_KINDS: dict[str, type[Any]] = {
    "mine": AskMine,
    "list": AskList,
    "due": AskDue,
    "show": AskShow,
    "said": AskSaid,
    "changes": AskChanges,
    "lead": AskLead,
    "who": AskWho,
    "person": AskPerson,
    "support": AskSupport,
    "board": AskBoard,
    "meeting": AskMeeting,
    "help": AskHelp,
    "line": AskLine,
    "typed": AskTyped,
    "away": AskAway,
    "undo": AskUndo,
    "hand": AskHandOn,
    "later": AskLater,
    "date": AskNewDate,
    "also": AskAlso,
}
_NAMES = {kind: name for name, kind in _KINDS.items()}


def pack(question: Question) -> dict[str, Any]:
    """The fields a button carries: `ask` names the question, the rest is its own; empty ones are left out."""
    fields = {name: value for name, value in asdict(question).items() if value}
    period = fields.get("period")
    if period is not None:
        fields["period"] = [day.isoformat() if isinstance(day, date) else day for day in period.values()]
    return {"ask": _NAMES[type(question)], **fields}


def unpack(fields: Mapping[str, Any]) -> Question | None:
    """The question in a button's fields; None where it is none of ours, or of an older form."""
    kind = _KINDS.get(str(fields.get("ask")))
    if kind is None:
        return None
    try:
        given = {name: _FIELDS[name](fields[name]) for name in kind.__slots__ if name in fields}
        question: Question = kind(**given)
    except (KeyError, TypeError, ValueError):
        return None
    return question


def _period(said: Any) -> Period:
    first, last, since_board, until_board = said
    return Period(_day(first), _day(last), bool(since_board), bool(until_board))


def _day(said: Any) -> date | None:
    return date.fromisoformat(said) if said else None


_FIELDS: dict[str, Callable[[Any], Any]] = {
    "words": str,
    "code": str,
    "topic": str,
    "line": str,
    "says": str,
    "period": _period,
    "contact_id": int,
    "group_id": int,
    "is_last": bool,
    "of_chair": bool,
    "has_left": bool,
    "due": str,
    "why": str,
    "until": str,
}
