"""Read the meetings that are over and of which something is still to be said."""

from datetime import date, datetime

from bot.rules.board_news import OpenMeeting
from bot.rules.group_kinds import BOARD
from bot.rules.ways import Ways
from storage.records import Group, Meeting, id_of
from storage.repositories import Register


def read_open_meetings(register: Register, ways: Ways, now: datetime) -> list[OpenMeeting]:
    """Every dated meeting before today that was not cancelled and has something open, oldest first."""
    today, asks = ways.day_of(now), register.asks.open_by_meeting()
    groups = {id_of(group): group for group in register.places.groups()}
    past = [meeting for meeting in register.rows.all(Meeting) if _is_past(meeting, today)]
    found = [
        _open(meeting, groups.get(meeting.group_id or 0), asks.get(id_of(meeting), 0)) for meeting in past
    ]
    return sorted((each for each in found if each.is_open), key=lambda each: (each.on, each.meeting_id))


def _is_past(meeting: Meeting, today: date) -> bool:
    dated = meeting.precision == "day" and meeting.latest is not None and meeting.latest < today
    return dated and meeting.state != "cancelled"


def _open(meeting: Meeting, group: Group | None, open_asks: int) -> OpenMeeting:
    counts = group is not None and (group.digest or group.kind == BOARD)
    return OpenMeeting(id_of(meeting), meeting.latest or date.min, meeting.state == "held", counts, open_asks)
