"""Carry over what a meeting that does not take place was asked: to the next meeting of its group, and tell of it.

What may live here: that, in the unit of work of whoever says that the meeting does not take place.
"""

from collections.abc import Collection
from datetime import date, datetime

from bot.rules.board_news import ANSWERED, CARRIED
from bot.rules.ways import ways_of
from bot.services.tell_outcome import tell_outcome
from storage.records import Ask, Meeting, id_of
from storage.repositories import Register


def carry_over(register: Register, meeting: Meeting, ask: Ask, today: date) -> None:
    """To the next meeting's agenda, without a number; back to the executive group where none is dated."""
    next_one = next_after(register, meeting, today)
    was_on_agenda = ask.state in ("on_agenda", ANSWERED)
    ask.state = "on_agenda" if next_one is not None and was_on_agenda else "raised"
    ask.meeting_id = id_of(next_one) if next_one is not None else None
    ask.item = None


def carry_asks(
    register: Register, cancelled: Collection[Meeting], at: datetime, by_id: int | None
) -> list[Ask]:
    """Every ask that waits on the agenda of a cancelled meeting; those concerned hear it with their next message."""
    meetings = {id_of(each): each for each in cancelled}
    waiting = register.rows.pointing(Ask, "meeting_id", meetings.keys())
    carried = [ask for ask in waiting if ask.state == "on_agenda"]
    ways = ways_of(register.places.partnership())
    today = ways.day_of(at)
    for ask in carried:
        meeting = meetings[ask.meeting_id or 0]
        carry_over(register, meeting, ask, today)
        tell_outcome(register, ways, ask, CARRIED, "", by_id, today, id_of(meeting))
    return carried


def next_after(register: Register, meeting: Meeting, today: date) -> Meeting | None:
    """The next dated meeting of the same group after this one, still to come; of no group, no other follows."""
    if meeting.group_id is None or meeting.latest is None:
        return None
    later = [
        (each.latest, id_of(each), each)
        for each in register.rows.pointing(Meeting, "group_id", (meeting.group_id,))
        if each.precision == "day" and each.state in ("planned", "moved")
        if each.latest is not None and each.latest > meeting.latest and each.latest >= today
    ]
    return min(later)[2] if later else None
