"""Add a milestone, call it met, or give it a new date that keeps the old one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from bot.rules.dates import Due
from bot.rules.outcomes import MilestoneChanged, MilestoneRefused
from bot.rules.permission import Say
from bot.rules.posts import in_post
from bot.services.also import Also, nothing_else
from bot.services.bind_to_meeting import bind_to_meetings
from bot.services.record_update import answered_since, open_key
from bot.services.speaking import author_of, say_of
from bot.services.who_may import who_may
from storage.engine import Database
from storage.records import Action, Milestone, MilestoneMove, Update, id_of
from storage.records.glance import MilestoneGlance, Person
from storage.repositories import Register
from storage.unit_of_work import DuplicateError, Work, reading, working

CLOSE_ENOUGH = 80
"""How alike, out of 100, a title typed and a milestone's title have to be."""


@dataclass(frozen=True, slots=True)
class Adding:
    """A new milestone."""

    title: str
    due: Due


@dataclass(frozen=True, slots=True)
class Meeting:
    """A milestone was met on a day; `which` is its id, or its title as typed."""

    which: int | str
    on: date


@dataclass(frozen=True, slots=True)
class Moving:
    """A milestone has a new date, for a reason, agreed by somebody."""

    which: int | str
    due: Due
    reason: str | None = None
    agreed_by: str | None = None


def change_milestone(
    database: Database,
    person: Person,
    code: str,
    change: Adding | Meeting | Moving,
    submission_key: str,
    at: datetime,
    also: Also[MilestoneChanged] = nothing_else,
    seen_at: datetime | None = None,
) -> MilestoneChanged | MilestoneRefused:
    """Do it, or say why not. A re-dating is an answer too: it counts as hearing of the action.

    The same submission again is answered with the milestone as it stands, whoever has changed it since. Where
    somebody else has said something of the action after `seen_at`, nothing is done but telling so.
    """
    try:
        return _change_it(database, person, code, change, submission_key, at, also, seen_at)
    except DuplicateError:
        with reading(database) as look:
            register = look.register(person.partnership_id)
            action = register.actions.by_code(code)
            if action is None or isinstance(change, Adding) or not open_key(register, submission_key)[1]:
                raise
            row = _find(register.milestones.records_of(id_of(action)), change.which)
            if row is None:
                raise
            return _as_it_stands(register, action, row)


def _change_it(
    database: Database,
    person: Person,
    code: str,
    change: Adding | Meeting | Moving,
    submission_key: str,
    at: datetime,
    also: Also[MilestoneChanged],
    seen_at: datetime | None,
) -> MilestoneChanged | MilestoneRefused:
    author = author_of(person)
    with working(database, author, at) as work:
        register = work.register(person.partnership_id)
        action = register.actions.locked(code)
        if action is None:
            return MilestoneRefused("no_action", code, codes=tuple(register.actions.codes()))
        if say_of(register, person, action) is not Say.STATUS:
            return MilestoneRefused("not_yours", code, who_may=who_may(register, action, person, at))
        first = answered_since(register, person, action, seen_at, submission_key)
        if first is not None:
            return MilestoneRefused("first", code, first=first)
        if isinstance(change, Adding):
            changed: MilestoneChanged | MilestoneRefused = _add(work, register, action, change, at)
        else:
            changed = _change(work, register, person, action, change, submission_key, at)
        if isinstance(changed, MilestoneChanged):
            also(register, changed)
            work.commit()
        return changed


def _add(work: Work, register: Register, action: Action, adding: Adding, at: datetime) -> MilestoneChanged:
    for known in register.milestones.of_action(id_of(action)):
        same_words = bool(adding.due.words) and known.date_words == adding.due.words
        same_date = same_words or known.latest == adding.due.latest
        if known.title.casefold() == adding.title.casefold() and same_date:
            return MilestoneChanged(action.code, action.title, known, known, same=True)
    row = register.rows.add(Milestone(action_id=id_of(action), title=adding.title, **_dated(adding.due)))
    work.flush()
    _bind(work, register, adding.due, at)
    return MilestoneChanged(action.code, action.title, _glance(register, row), None)


def _change(
    work: Work,
    register: Register,
    person: Person,
    action: Action,
    change: Meeting | Moving,
    submission_key: str,
    at: datetime,
) -> MilestoneChanged | MilestoneRefused:
    rows = register.milestones.records_of(id_of(action))
    row = _find(rows, change.which)
    if row is None:
        return MilestoneRefused("no_milestone", action.code, tuple(milestone.title for milestone in rows))
    before = _glance(register, row)
    same = _is_same(row, change)
    if not same and open_key(register, submission_key)[1] is not None:
        return _as_it_stands(register, action, row)
    if not same:
        say_changed(work, register, person, action, change, row, submission_key, at)
        _apply(register, row, change, person, at)
        work.flush()
        if isinstance(change, Moving):
            _bind(work, register, change.due, at)
    now = _glance(register, row)
    first = _who_met_it(register, person, now) if same and isinstance(change, Meeting) else None
    return MilestoneChanged(action.code, action.title, now, before, same, *(first or ()))


def _bind(work: Work, register: Register, due: Due, at: datetime) -> None:
    """What is due at a meeting that has its day already takes that day at once."""
    if due.precision == "meeting":
        bind_to_meetings(register, at)
        work.flush()


def _as_it_stands(register: Register, action: Action, row: Milestone) -> MilestoneChanged:
    """The answer to a submission that was done before: what stands now is what counts."""
    now = _glance(register, row)
    return MilestoneChanged(action.code, action.title, now, now, same=True)


def _who_met_it(
    register: Register, person: Person, milestone: MilestoneGlance
) -> tuple[str, datetime] | None:
    """Who called it met, and when; None where it was the person, or the history does not say."""
    changes = register.history.of("milestones", milestone.id)
    met = next((each for each in reversed(changes) if each.field == "met_on" and each.after), None)
    if met is None or met.contact_id is None or met.contact_id == person.contact_id:
        return None
    contact = register.people.glance(met.contact_id)
    return (in_post(contact), met.at) if contact else None


def _find(rows: Sequence[Milestone], which: int | str) -> Milestone | None:
    """By id, or by the title as typed where one milestone's is clearly meant."""
    if isinstance(which, int):
        return next((row for row in rows if row.id == which), None)
    from rapidfuzz import fuzz, process

    titles = {id_of(row): row.title for row in rows}
    found = process.extract(
        which, titles, scorer=fuzz.WRatio, processor=str.casefold, score_cutoff=CLOSE_ENOUGH, limit=2
    )
    if not found or (len(found) > 1 and found[0][1] == found[1][1]):
        return None
    return next(row for row in rows if row.id == found[0][2])


def _is_same(row: Milestone, change: Meeting | Moving) -> bool:
    if isinstance(change, Meeting):
        return row.met_on is not None
    return row.latest == change.due.latest and row.precision == change.due.precision


def say_changed(
    work: Work,
    register: Register,
    person: Person,
    action: Action,
    change: Meeting | Moving,
    row: Milestone,
    submission_key: str,
    at: datetime,
    way: str = "",
) -> None:
    """The change is said in an update of its own, so that it stands in the history of the action, and is heard.

    What is changed after this is put down to that update.
    """
    said = "met" if isinstance(change, Meeting) else f"a new date, {change.due.words}"
    reason = getattr(change, "reason", None)
    update = register.rows.add(
        Update(
            action_id=id_of(action),
            at=at,
            contact_id=person.contact_id,
            by=", ".join(part for part in (person.post, person.body) if part) or person.name or "",
            way=way or ("button" if isinstance(change.which, int) else "command"),
            kind="milestone",
            words=f"{row.title}: {said}" + (f" ({reason})" if reason else ""),
            status_before=action.status,
            submission_key=open_key(register, submission_key)[0],
        )
    )
    work.flush()
    work.because_of(id_of(update))
    action.heard_at = at
    action.version += 1


def _apply(
    register: Register, row: Milestone, change: Meeting | Moving, person: Person, at: datetime
) -> None:
    if isinstance(change, Meeting):
        row.met_on = change.on
        return
    register.rows.add(
        MilestoneMove(
            milestone_id=id_of(row),
            moved_at=at,
            from_latest=row.latest,
            from_words=row.date_words,
            to_latest=change.due.latest,
            to_words=change.due.words,
            reason=change.reason,
            agreed_by=change.agreed_by,
            contact_id=person.contact_id,
        )
    )
    for name, value in _dated(change.due).items():
        setattr(row, name, value)


def _dated(due: Due) -> dict[str, Any]:
    return {
        "earliest": due.earliest,
        "latest": due.latest,
        "precision": due.precision,
        "date_words": due.words,
    }


def _glance(register: Register, row: Milestone) -> MilestoneGlance:
    milestones = register.milestones.of_action(row.action_id or 0)
    return next(milestone for milestone in milestones if milestone.id == row.id)
