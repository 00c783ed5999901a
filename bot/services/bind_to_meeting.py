"""Bind what is due at "the first meeting in 2025" to that meeting, once it is entered with its day.

What may live here: giving milestones, approvals and actions the meeting and its day, in the unit of work of whoever
keeps the meeting. The words stay as they were given; a first day is no move. Which meeting is meant is judged by
`bot.rules.meeting_binding`.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import TypeAlias

from bot.rules.choosing import FINISHED
from bot.rules.meeting_binding import Sitting, Waiting, is_by_meeting, meant
from storage.records import Action, Approval, Meeting, Milestone, MilestoneMove, id_of
from storage.repositories import Register

Bound: TypeAlias = Milestone | Approval | Action
"""What may be due at a meeting."""

_SAID = "meeting"
_MOVED = "the meeting is on another day"


def bind_to_meetings(register: Register, at: datetime) -> None:
    """What waits for a meeting takes its day; what was bound follows the meeting, or the one that is first now."""
    waiting = [(each, _as_it_stands(each)) for each in _open(register)]
    waiting = [(each, date) for each, date in waiting if is_by_meeting(date)]
    sittings = _sittings(register) if waiting else []
    for each, date in waiting:
        sitting = meant(date, sittings)
        if sitting is not None:
            _bind(register, each, date, sitting, at)


def bound_to(register: Register, meeting_id: int) -> list[str]:
    """What is due at a meeting by words that named none: each by its title, and the words."""
    sittings = _sittings(register)
    found = [each for each in _open(register) if _is_at(each, meeting_id, sittings)]
    return [f"{_title(each)} (“{each.date_words}”)" for each in found]


def _is_at(each: Bound, meeting_id: int, sittings: list[Sitting]) -> bool:
    sitting = meant(_as_it_stands(each), sittings)
    return sitting is not None and sitting.id == meeting_id and each.latest == sitting.on


def _sittings(register: Register) -> list[Sitting]:
    boards = {id_of(meeting) for meeting in register.meetings.boards()}
    return [
        Sitting(id_of(each), each.latest, id_of(each) in boards)
        for each in register.rows.all(Meeting)
        if each.latest is not None and each.precision == "day" and each.state != "cancelled"
    ]


def _open(register: Register) -> Iterator[Bound]:
    """What has a meeting in the words of its date and is not over."""
    yield from (each for each in register.rows.worded(Milestone, _SAID) if each.met_on is None)
    yield from (each for each in register.rows.worded(Approval, _SAID) if each.decision is None)
    yield from (each for each in register.rows.worded(Action, _SAID) if each.status not in FINISHED)


def _title(each: Bound) -> str:
    if isinstance(each, Action):
        return f"{each.code} {each.title}"
    return each.title if isinstance(each, Milestone) else "an approval"


def _as_it_stands(each: Bound) -> Waiting:
    tied = None if isinstance(each, Action) else each.meeting_id
    return Waiting(each.earliest, each.latest, each.precision, each.date_words, tied)


def _bind(register: Register, each: Bound, was: Waiting, sitting: Sitting, at: datetime) -> None:
    """Give it the meeting's day; a milestone that had a day already keeps where it was."""
    has_moved = was.latest != sitting.on and was.latest is not None and was.earliest == was.latest
    if isinstance(each, Milestone) and has_moved:
        move = MilestoneMove(
            milestone_id=id_of(each),
            moved_at=at,
            from_latest=was.latest,
            to_latest=sitting.on,
            reason=_MOVED,
        )
        register.rows.add(move)
    if not isinstance(each, Action):
        each.meeting_id = sitting.id
    if (was.earliest, was.latest) != (sitting.on, sitting.on):
        if isinstance(each, Action):
            each.version += 1
        each.earliest = each.latest = sitting.on
