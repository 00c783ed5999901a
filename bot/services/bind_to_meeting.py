"""Bind what is due at "the first meeting in 2025" to that meeting, and keep it right when the meeting moves or falls.

What may live here: giving milestones, approvals, reporting duties and actions the meeting and its day, in the unit of
work of whoever keeps the meeting. The words stay as they were given; a first day is no move. What a cancelled meeting
leaves behind goes to the next that fits, or back to its words. Which that is is judged by `bot.rules.meeting_binding`.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from textwrap import shorten
from typing import TypeAlias

from bot.rules.choosing import FINISHED
from bot.rules.meeting_binding import Sitting, Waiting, instead, is_by_meeting, lost, meant, words_mean
from bot.rules.owed import what_of
from bot.rules.ways import ways_of
from bot.services.call_rows import Called
from bot.services.carry_over import carry_asks
from storage.records import Action, Approval, Duty, Meeting, Milestone, MilestoneMove, id_of
from storage.repositories import Register

Bound: TypeAlias = Milestone | Approval | Duty | Action
"""What may be due at a meeting."""

_TIED: tuple[type[Milestone] | type[Approval] | type[Duty], ...] = (Milestone, Approval, Duty)
_MOVED = "the meeting is on another day"
_CANCELLED = "the meeting was cancelled"


@dataclass(frozen=True, slots=True)
class Binding:
    """What became due at a meeting, or with None at no meeting any more: its title, and the words of its date."""

    title: str
    words: str | None
    meeting_id: int | None


def bind_to_meetings(register: Register, at: datetime, by_id: int | None = None) -> tuple[Binding, ...]:
    """What waits for a meeting takes its day; what was bound follows the meeting, or the one that is first now.

    What was bound to one that is cancelled goes to the next that fits, or back to its words, and what it was asked
    is carried over. `by_id` is who does this. Returns what changed.
    """
    cancelled = [each for each in register.rows.all(Meeting) if each.state == "cancelled"]
    asked = carry_asks(register, cancelled, at, by_id)
    bound = [
        Binding(f"the ask “{shorten(ask.words, 120, placeholder='…')}”", None, ask.meeting_id)
        for ask in asked
    ]
    open_ = list(_open(register, {id_of(each) for each in cancelled}))
    if not open_:
        return tuple(bound)
    sittings, boards = _sittings(register), _boards(register)
    gone = [_sitting(each, each.latest or date.min, boards) for each in cancelled]
    for each in open_:
        for sitting in _settle(register, each, sittings, gone, at):
            meeting_id = sitting.id if sitting else None
            bound.append(Binding(_title(register, each), each.date_words, meeting_id))
    return tuple(bound)


def follow_day(register: Register, meeting: Meeting, was: date | None, at: datetime) -> tuple[Binding, ...]:
    """What is tied to a meeting and had its very day, by no words of its own, goes with the meeting to another day.

    While the meeting has no day, what is due there by its words is due when they say.
    """
    if was is None or meeting.latest == was:
        return ()
    tied = [each for each in _tied(register, {id_of(meeting)}) if each.latest == was]
    if meeting.latest is None or meeting.precision != "day":
        for each in filter(_by_words, tied):
            _put_on(register, each, *words_mean(_as_it_stands(each)), at, _MOVED)
        return ()
    sitting = _sitting(meeting, meeting.latest, ())
    found = [each for each in tied if not _by_words(each)]
    for each in found:
        _bind(register, each, sitting, at, _MOVED)
    return tuple(Binding(_title(register, each), None, sitting.id) for each in found)


def bound_by_words(register: Register) -> list[Binding]:
    """What is tied to a meeting because the words of its date say so, and is not over."""
    worded = (each for kind in _TIED for each in register.rows.due_at_meetings(kind))
    return [
        Binding(_title(register, each), each.date_words, each.meeting_id)
        for each in worded
        if each.meeting_id is not None and _by_words(each) and not _is_over(each)
    ]


def in_words(register: Register, bindings: Iterable[Binding], this_id: int | None = None) -> Iterator[str]:
    """A sentence a meeting on what is due there now, and one on what is due at none any more.

    `this_id` is the meeting that is spoken of anyway.
    """
    by_meeting: dict[int | None, list[str]] = {}
    for each in bindings:
        said = f"{each.title} (“{each.words}”)" if each.words else each.title
        by_meeting.setdefault(each.meeting_id, []).append(said)
    called = Called(register)
    for meeting_id, titles in by_meeting.items():
        if meeting_id is None:
            yield f"No longer due at a meeting, as it was cancelled: {'; '.join(titles)}."
        else:
            name = "this meeting" if meeting_id == this_id else called.one("meetings", meeting_id)
            yield f"Due at {name} now: {'; '.join(titles)}."


def _settle(
    register: Register, each: Bound, sittings: Sequence[Sitting], gone: Sequence[Sitting], at: datetime
) -> Iterator[Sitting | None]:
    """Bind it, or let go of a cancelled meeting; what it is bound to then, and nothing where that changes nothing."""
    waiting = _as_it_stands(each)
    sitting = meant(waiting, sittings)
    left = lost(waiting, gone) if sitting is None else None
    if left is not None:
        today = ways_of(register.places.partnership()).day_of(at)
        sitting = instead(waiting, left, sittings, today)
    if sitting is not None and _is_at(each, sitting):
        return
    if sitting is not None:
        _bind(register, each, sitting, at, _CANCELLED if left else _MOVED)
        yield sitting
    elif left is not None:
        _let_go(register, each, waiting, at)
        yield None


def _is_at(each: Bound, sitting: Sitting) -> bool:
    tied = isinstance(each, Action) or each.meeting_id == sitting.id
    return tied and (not _takes_day(each) or each.earliest == each.latest == sitting.on)


def _takes_day(each: Bound) -> bool:
    """Whether its day is the meeting's; what is tied with no date of its own has none."""
    return each.latest is not None or _by_words(each)


def _by_words(each: Bound) -> bool:
    return is_by_meeting(_as_it_stands(each))


def _sittings(register: Register) -> list[Sitting]:
    boards = _boards(register)
    return [
        _sitting(each, each.latest, boards)
        for each in register.rows.all(Meeting)
        if each.latest is not None and each.precision == "day" and each.state != "cancelled"
    ]


def _boards(register: Register) -> set[int]:
    return {id_of(meeting) for meeting in register.meetings.boards()}


def _sitting(meeting: Meeting, on: date, boards: Iterable[int]) -> Sitting:
    return Sitting(id_of(meeting), on, id_of(meeting) in boards, meeting.group_id)


def _open(register: Register, cancelled: set[int]) -> Iterator[Bound]:
    """What has a meeting in the words of its date, or is tied to a cancelled one, and is not over."""
    worded: list[Bound] = [each for kind in _TIED for each in register.rows.due_at_meetings(kind)]
    worded += register.rows.due_at_meetings(Action)
    seen = {(type(each), id_of(each)) for each in worded if _by_words(each) and not _is_over(each)}
    yield from (each for each in worded if (type(each), id_of(each)) in seen)
    yield from (each for each in _tied(register, cancelled) if (type(each), id_of(each)) not in seen)


def _tied(register: Register, meeting_ids: set[int]) -> Iterator[Milestone | Approval | Duty]:
    """What is tied to one of these meetings, and is not over."""
    for kind in _TIED:
        for each in register.rows.pointing(kind, "meeting_id", meeting_ids):
            if not _is_over(each):
                yield each


def _is_over(each: Bound) -> bool:
    if isinstance(each, Action):
        return each.status in FINISHED
    if isinstance(each, Milestone):
        return each.met_on is not None
    return each.decision is not None if isinstance(each, Approval) else each.done_on is not None


def _title(register: Register, each: Bound) -> str:
    if isinstance(each, Action):
        return f"{each.code} {each.title}"
    if isinstance(each, Duty):
        return f"{what_of(each.model_dump())} ({Called(register).one('groups', each.group_id)})"
    return each.title if isinstance(each, Milestone) else "an approval"


def _as_it_stands(each: Bound) -> Waiting:
    has_tie = not isinstance(each, Action)
    tied = None if isinstance(each, Action) else each.meeting_id
    of_group = each.to_group_id if isinstance(each, Duty) else None
    return Waiting(each.earliest, each.latest, each.precision, each.date_words, tied, of_group, has_tie)


def _bind(register: Register, each: Bound, sitting: Sitting, at: datetime, why: str) -> None:
    """Give it the meeting, and its day; a milestone that had a day already keeps where it was."""
    takes_day = _takes_day(each)
    if not isinstance(each, Action):
        each.meeting_id = sitting.id
    if takes_day:
        _put_on(register, each, sitting.on, sitting.on, at, why)


def _let_go(register: Register, each: Bound, was: Waiting, at: datetime) -> None:
    """It is due at no meeting now: a date by a meeting is what its words mean again, a day that was given stays."""
    if not isinstance(each, Action):
        each.meeting_id = None
    if is_by_meeting(was):
        _put_on(register, each, *words_mean(was), at, _CANCELLED)


def _put_on(
    register: Register, each: Bound, earliest: date | None, latest: date | None, at: datetime, why: str
) -> None:
    if (each.earliest, each.latest) == (earliest, latest):
        return
    had_a_day = each.latest is not None and each.earliest == each.latest
    if isinstance(each, Milestone) and had_a_day and each.latest != latest:
        move = MilestoneMove(
            milestone_id=id_of(each),
            moved_at=at,
            from_latest=each.latest,
            to_latest=latest,
            to_words=each.date_words if earliest != latest or latest is None else None,
            reason=why,
        )
        register.rows.add(move)
    if isinstance(each, Action):
        each.version += 1
    each.earliest, each.latest = earliest, latest
