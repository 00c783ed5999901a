"""What the verbs that read show: values the services return and the views put into words.

What may live here: frozen values, whole, so that a view never fetches.
"""

from dataclasses import dataclass
from datetime import date

from bot.rules.ladder import QuestionStanding
from bot.rules.paging import Page
from bot.rules.permission import Say
from storage.records import Action, Barrier, Meeting, Update
from storage.records.glance import ActionGlance, AskGlance, ContactGlance, MilestoneGlance


@dataclass(frozen=True, slots=True)
class ActionLine:
    """An action in a list, its officer (None: nobody yet), its next milestone not met yet, and what it waits for."""

    action: ActionGlance
    officer: ContactGlance | None
    milestone: MilestoneGlance | None
    waiting: str = ""


@dataclass(frozen=True, slots=True)
class Listed:
    """A page of a list. `said` is how `words` were read; `tally` counts all that fit, by status.

    `takeable` are the actions, by id, that nobody coordinates and the reader may take on.
    """

    words: str
    said: tuple[str, ...]
    page: Page
    tally: tuple[tuple[str, int], ...]
    lines: tuple[ActionLine, ...]
    takeable: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class MyAction:
    """An action of the reader's, why it needs a word (nothing: it is fine), its milestones not met yet.

    `covered` is the colleague on leave whose it is, where the reader only covers for them. `waiting` are the words
    of what stands in its way.
    """

    action: ActionGlance
    reasons: tuple[str, ...]
    milestones: tuple[MilestoneGlance, ...]
    as_deputy: bool
    covered: ContactGlance | None = None
    waiting: str = ""


@dataclass(frozen=True, slots=True)
class MyActions:
    """The reader's actions, those that need a word first. `papers_due` and `board_on` are of the next Board."""

    actions: tuple[MyAction, ...]
    last_board_on: date | None
    papers_due: date | None
    board_on: date | None = None


@dataclass(frozen=True, slots=True)
class ShownAsk:
    """An ask, and the meeting it is put to, if any."""

    ask: AskGlance
    meeting: Meeting | None
    group: str | None


@dataclass(frozen=True, slots=True)
class Shown:
    """Everything of one action. People are None where nobody has the post; `say` is what the reader may.

    `question` is how the clock's question about it stands, None where nobody is asked about such an action.
    """

    action: Action
    lead: str | None
    officer: ContactGlance | None
    deputy: ContactGlance | None
    confirmed_by: ContactGlance | None
    contributions: tuple[tuple[str, str | None], ...]
    priorities: tuple[str, ...]
    localities: tuple[str, ...]
    milestones: tuple[MilestoneGlance, ...]
    barriers: tuple[Barrier, ...]
    asks: tuple[ShownAsk, ...]
    updates: tuple[Update, ...]
    say: Say
    may_confirm: bool
    question: QuestionStanding | None = None
    may_take_on: bool = False
    merged_into: ActionGlance | None = None


@dataclass(frozen=True, slots=True)
class Seat:
    """A contact under a heading, with the roles held, in words; no contact means that nobody is named yet."""

    heading: str
    contact: ContactGlance | None
    roles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class WhoIsWho:
    """A page of contacts. `words` were read as the headings of the seats."""

    words: str
    page: Page
    seats: tuple[Seat, ...]


@dataclass(frozen=True, slots=True)
class Newcomer:
    """What help is fitted to: a code of the reader's own, else any of the register; whether they run it.

    `has_own`: the code is that of an action they coordinate or deputise for. `may_say`: they may say something of
    it. `adds` are the tables they may add a row to somewhere; None is all of them.
    """

    code: str | None
    is_support: bool
    has_own: bool = False
    may_say: bool = True
    adds: frozenset[str] | None = None
