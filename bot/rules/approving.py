"""What stands of a plan, given what each body has said of it: in principle by all, finally by all, whose turn it is.

What may live here: pure decisions over what was entered. The order of entry does not matter: what a body said last is
found by days and places in the order. A plan's state is never changed by this; it is only compared.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

IN_PRINCIPLE, APPROVED, REFUSED, DEFERRED = "in_principle", "approved", "refused", "deferred"

_STANDS_AGAINST = (APPROVED, IN_PRINCIPLE, DEFERRED, REFUSED)
"""Of two things said on one day, the later in this row stands: a refusal until there is a later approval."""

_ENDED = ("superseded", "withdrawn", "replaced")


@dataclass(frozen=True, slots=True)
class Approval:
    """One row: whom it asks, in which place of the order, and what came of it (None: still to be asked).

    `approver` is what the body is called, `key` what tells it from others: a group or a body by id, or words.
    """

    key: str
    approver: str
    position: int
    decision: str | None = None
    day: date | None = None
    when: str = ""
    report_number: str | None = None
    condition: str | None = None


@dataclass(frozen=True, slots=True)
class Stands:
    """What one body has said last; `said` is None while it has not been asked. `asked_again`: it will be once more."""

    approver: str
    said: Approval | None
    asked_again: bool = False
    condition: str | None = None

    @property
    def decision(self) -> str | None:
        """What it said last."""
        return self.said.decision if self.said is not None else None

    @property
    def is_final(self) -> bool:
        """Whether nothing more is wanted of it."""
        return self.decision == APPROVED and not self.asked_again

    @property
    def agrees(self) -> bool:
        """Whether it has agreed, in principle at least."""
        return self.decision in (APPROVED, IN_PRINCIPLE)


@dataclass(frozen=True, slots=True)
class PlanStanding:
    """Where a plan stands with all who are asked, in their order."""

    bodies: tuple[Stands, ...]

    @property
    def is_approved(self) -> bool:
        """Whether every body in the list has approved it finally."""
        return bool(self.bodies) and all(each.is_final for each in self.bodies)

    @property
    def is_agreed_in_principle(self) -> bool:
        """Whether every body has agreed, in principle at least."""
        return bool(self.bodies) and all(each.agrees for each in self.bodies)

    @property
    def against(self) -> tuple[Stands, ...]:
        """Those whose refusal stands."""
        return tuple(each for each in self.bodies if each.decision == REFUSED)

    @property
    def turn(self) -> Stands | None:
        """Whose turn is next: the first who has not agreed, then the first who has still to approve finally."""
        waiting = (each for each in self.bodies if not each.agrees)
        unfinished = (each for each in self.bodies if not each.is_final)
        return next(waiting, None) or next(unfinished, None)

    @property
    def conditions(self) -> tuple[Stands, ...]:
        """What was agreed on a condition that still stands."""
        return tuple(each for each in self.bodies if each.agrees and each.said and each.said.condition)

    @property
    def amounts_to(self) -> str | None:
        """The state the approvals amount to: approved, in principle, or none yet."""
        if self.is_approved:
            return APPROVED
        return IN_PRINCIPLE if self.is_agreed_in_principle else None


@dataclass(frozen=True, slots=True)
class PlanPage:
    """A plan's standing as its page shows it: the state it could be given, if another, and whether the reader may."""

    plan_id: int
    standing: PlanStanding
    offer: str | None
    may_set: bool
    is_superseded: bool


def standing_of(approvals: Iterable[Approval]) -> PlanStanding:
    """Where a plan stands, given everything that was entered, in any order."""
    by_body: dict[str, list[Approval]] = {}
    for each in approvals:
        by_body.setdefault(each.key, []).append(each)
    ordered = sorted(
        by_body.values(), key=lambda rows: (min(each.position for each in rows), min(_names(rows)))
    )
    return PlanStanding(tuple(_stands(rows) for rows in ordered))


def state_to_offer(standing: PlanStanding, state: str | None) -> str | None:
    """The state a plan could be given now, where it is not there yet; nothing for one that has ended.

    `state` is the plan's own, as it was entered: `approved`, "Approved in principle".
    """
    now = " ".join((state or "").casefold().replace("_", " ").split())
    wanted = standing.amounts_to
    if wanted is None or any(now.startswith(word) for word in _ENDED):
        return None
    is_final = now in ("approved", "final", "approved finally", "in force")
    if is_final or (wanted == IN_PRINCIPLE and now.endswith("in principle")):
        return None
    return wanted


def _names(rows: Sequence[Approval]) -> Iterator[tuple[str, str]]:
    return ((each.approver.casefold(), each.key) for each in rows)


def _stands(rows: Collection[Approval]) -> Stands:
    name = min(_names_as_said(rows))
    said = [each for each in rows if each.decision is not None]
    last = max(said, key=_later(said)) if said else None
    waiting = sorted((each for each in rows if each.decision is None), key=_entry)
    open_ones = [each for each in waiting if last is None or each.position > last.position]
    condition = next((each.condition for each in open_ones if each.condition), None)
    return Stands(name, last, bool(last and open_ones), condition)


def _names_as_said(rows: Collection[Approval]) -> Iterator[str]:
    return (each.approver for each in rows)


def _entry(row: Approval) -> tuple[object, ...]:
    return row.position, row.condition or "", row.report_number or ""


def _later(said: Sequence[Approval]) -> "_Later":
    return _Later(by_day=all(each.day is not None for each in said))


@dataclass(frozen=True, slots=True)
class _Later:
    """What orders a body's sayings: by day where every one has its day, else by place in the order."""

    by_day: bool

    def __call__(self, row: Approval) -> tuple[object, ...]:
        day, against = row.day or date.min, _STANDS_AGAINST.index(row.decision or APPROVED)
        first = (day, row.position) if self.by_day else (row.position, day)
        return *first, against, row.condition or "", row.report_number or "", row.when
