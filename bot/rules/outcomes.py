"""What came of something a person asked for: values the services return and the views put into words.

What may live here: frozen values. A refusal is one of them; a fault is an exception and is not.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from storage.records import Meeting, Update
from storage.records.glance import ActionGlance, ContactGlance, MilestoneGlance


@dataclass(frozen=True, slots=True)
class WhoMay:
    """Who may: officer and deputy as "post, body"; the groups that lead by name; a support officer to turn to.

    While nobody coordinates the action, `anybody_of` names the body and groups whose contacts may too.
    """

    officer: str | None
    deputy: str | None
    lead: str | None
    support: str | None
    anybody_of: str | None = None


class InTheWay(NamedTuple):
    """An open barrier, by its id and in its own words."""

    id: int
    words: str


@dataclass(frozen=True, slots=True)
class Recorded:
    """An update that is kept, and what its answer has to say.

    `already_at` is when it was first recorded, where this one repeats it; `overtaken_by` when what stands was said,
    where these words were written down late for an earlier day: they are kept, and displace nothing;
    `may_set_status` tells whether the status is the speaker's to say, `status_kept` that another one was named by
    somebody whose it is not;
    `ask_again_on` is when the clock may ask, None where the status is one nobody is asked about. `barriers` stood
    in the way before it, and nobody has said that they are gone.
    """

    update: Update
    action: ActionGlance
    status_before: str
    milestones: tuple[MilestoneGlance, ...]
    next_board: Meeting | None
    ask_again_on: date | None
    already_at: datetime | None = None
    overtaken_by: datetime | None = None
    status_kept: bool = False
    who_may: WhoMay | None = None
    may_set_status: bool = True
    barriers: tuple[InTheWay, ...] = ()


@dataclass(frozen=True, slots=True)
class UnknownCode:
    """The partnership has no action with this code; `codes` are the ones it has."""

    code: str
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NotYours:
    """The person may say nothing of this action; `who_may` names who may, by post."""

    code: str
    title: str
    who_may: WhoMay


@dataclass(frozen=True, slots=True)
class NothingSaid:
    """Neither a status nor a word, nor anything else: there is nothing to record."""

    code: str


@dataclass(frozen=True, slots=True)
class Undone:
    """The action as it stands again, and the update taken back."""

    action: ActionGlance
    update: Update


@dataclass(frozen=True, slots=True)
class NotUndone:
    """Why it stays: `late` (time is over), `others` (somebody else's), `moved_on` (more was said since)."""

    why: str
    code: str


@dataclass(frozen=True, slots=True)
class Assigned:
    """The action and its officer now; `before` is who it was, by post, and `same` that nothing changed."""

    action: ActionGlance
    officer: ContactGlance
    before: str | None
    same: bool


@dataclass(frozen=True, slots=True)
class NotAssigned:
    """Why not: `support_only`, `no_action`, `no_contact`, or `several` contacts fit (`among`, by post)."""

    why: str
    among: tuple[str, ...] = ()
    support: str | None = None
    codes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Added:
    """The contact.

    `new_body` where the body was not known and was added too, `already` where nothing changed.
    """

    contact: ContactGlance
    new_body: bool = False
    already: bool = False


@dataclass(frozen=True, slots=True)
class NotAdded:
    """Only a support officer adds contacts; `support` is whom to ask."""

    support: str | None


@dataclass(frozen=True, slots=True)
class MilestoneChanged:
    """The milestone now; `before` is how it stood, None where it is new; `same` that nothing changed.

    `first_by` is who else called it met before, by post and body, and `first_at` when.
    """

    code: str
    title: str
    milestone: MilestoneGlance
    before: MilestoneGlance | None
    same: bool = False
    first_by: str | None = None
    first_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class MilestoneRefused:
    """Why not: `no_action`, `not_yours`, `no_milestone` (`titles` are the ones the action has), or `first`.

    `first`: somebody else said something of the action while this was being filled in, and that is told before.
    """

    why: str
    code: str
    titles: tuple[str, ...] = ()
    who_may: WhoMay | None = None
    codes: tuple[str, ...] = ()
    first: "AnsweredFirst | None" = None


@dataclass(frozen=True, slots=True)
class Confirmed:
    """The action, complete and confirmed; `already` where somebody did it before."""

    action: ActionGlance
    already: bool = False


@dataclass(frozen=True, slots=True)
class NotConfirmed:
    """Why not: `not_complete` (any more), or `not_yours`: that takes a second person with a say in it."""

    why: str
    code: str


@dataclass(frozen=True, slots=True)
class Raised:
    """The ask, raised (`kind` None: the barrier was noted, nothing is asked).

    `already` where it was before.
    """

    action: ActionGlance
    kind: str | None
    words: str
    already: bool = False


@dataclass(frozen=True, slots=True)
class NotRaised:
    """The person may say nothing of this action, or the update is gone."""

    code: str


@dataclass(frozen=True, slots=True)
class Matched:
    """How many contacts with an email have an account now, and the posts of those who have none."""

    matched: int
    unmatched: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NotBound:
    """Why there is no binding.

    `no_partnership` yet, `several` to choose from or an `unknown` one (`codes` are there), or `bound_elsewhere`:
    the team is another partnership's.
    """

    why: str
    codes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MovedOn:
    """Something newer has been said of the action, so an earlier update is not put right any more."""

    code: str


@dataclass(frozen=True, slots=True)
class FormFacts:
    """What the form of an action shows, and whether the status is the person's to say. `barriers` are open."""

    action: ActionGlance
    milestones: tuple[MilestoneGlance, ...]
    may_set_status: bool = True
    barriers: tuple[InTheWay, ...] = ()


@dataclass(frozen=True, slots=True)
class AnsweredFirst:
    """Somebody else answered what was asked, before this tap: nothing more was recorded.

    `by` is their post and body, `kind` what they said it with (`no_change`, `update`, `milestone`, …), `at` when.
    """

    code: str
    title: str
    by: str
    at: datetime
    kind: str
    status: str | None
    words: str


@dataclass(frozen=True, slots=True)
class Finished:
    """The action was completed or closed since it was asked about: "no change" says nothing of it any more."""

    code: str
    title: str
    status: str


@dataclass(frozen=True, slots=True)
class SnoozeFacts:
    """What the form of a snooze shows: the action, the days offered by name, and when papers close next."""

    action: ActionGlance
    offered: Mapping[str, date]
    closing: date | None


@dataclass(frozen=True, slots=True)
class Snoozed:
    """An action nobody is asked about before `until`; `why` it is another day than was wished, if it is."""

    action: ActionGlance
    until: date
    why: str | None = None


@dataclass(frozen=True, slots=True)
class Lifted:
    """The snooze is taken back: the action is asked about as ever."""

    action: ActionGlance


@dataclass(frozen=True, slots=True)
class NotSnoozed:
    """Why not: `not_yours` (`who_may` says whose it is), `no_action`, `too_soon` (papers close, or the day is past),
    `settled` (nobody is asked about it), or `moved_on` (it is not put off any more)."""

    why: str
    code: str
    title: str = ""
    who_may: WhoMay | None = None


@dataclass(frozen=True, slots=True)
class HandingFacts:
    """What the form of handing an action on shows: the action, whose it is, and colleagues of the same body."""

    action: ActionGlance
    officer: ContactGlance | None
    colleagues: tuple[ContactGlance, ...]
    body: str | None


@dataclass(frozen=True, slots=True)
class HandedOn:
    """The action and who coordinates it now; None: it is in the unowned queue. `same` that it was so already.

    `handing_id` is the change of the history that says so: for ten minutes it can be undone.
    """

    action: ActionGlance
    to: ContactGlance | None
    same: bool = False
    handing_id: int | None = None


@dataclass(frozen=True, slots=True)
class NotHandedOn:
    """Why not: `not_yours` (`who_may` says whose it is), `no_action`, `no_contact`, `settled`, or `first`.

    `first`: somebody else handed it on before: `by` did, at `at`, and `to` has it now (None: nobody); all by post.
    """

    why: str
    code: str
    title: str = ""
    who_may: WhoMay | None = None
    by: str | None = None
    at: datetime | None = None
    to: str | None = None


@dataclass(frozen=True, slots=True)
class HandingUndone:
    """The action, and whoever coordinates it again. `same` that it was undone before."""

    action: ActionGlance
    officer: ContactGlance | None
    same: bool = False


@dataclass(frozen=True, slots=True)
class HandingNotUndone:
    """Why it stays: `late` (time is over), `others` (somebody else did it), or `moved_on` (it changed hands since: `by`
    did that, by post, at `at`)."""

    why: str
    code: str
    by: str | None = None
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class TakenOn:
    """The action, coordinated by whoever took it on; `same` that it was theirs already."""

    action: ActionGlance
    officer: ContactGlance
    same: bool = False


@dataclass(frozen=True, slots=True)
class NotTakenOn:
    """Why not: `taken` (`by` has it, since `at`), `not_yours` (`who_may` says whose it may be), `settled` or
    `no_action`."""

    why: str
    code: str
    title: str = ""
    by: str | None = None
    at: datetime | None = None
    who_may: WhoMay | None = None


@dataclass(frozen=True, slots=True)
class GivenBack:
    """The action, which is with nobody again, as it was before it was taken on."""

    action: ActionGlance


@dataclass(frozen=True, slots=True)
class NotGivenBack:
    """Why not: `late` (time is over: it is handed on instead), or `moved_on` (it is not theirs any more)."""

    why: str
    code: str


Refused = UnknownCode | NotYours | NothingSaid | MovedOn | AnsweredFirst | Finished
"""Why an update was not recorded."""
