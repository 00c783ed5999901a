"""Find when a group meets next, or when it last met."""

from datetime import datetime

from bot.rules.asked_values import MeetingAsked
from bot.rules.group_kinds import BOARD
from bot.rules.ways import Ways
from storage.engine import Database
from storage.records import Group, Meeting
from storage.unit_of_work import reading


def find_meeting(
    database: Database, ways: Ways, partnership_id: int, group_id: int, is_last: bool, at: datetime
) -> MeetingAsked | None:
    """The group's next dated meeting, or the last that was held; 0 is the Board. None for no such group."""
    with reading(database) as look:
        register = look.register(partnership_id)
        group = _group(list(register.places.groups()), group_id)
        if group is None:
            return None
        meetings = [each for each in register.rows.all(Meeting) if each.group_id == group.id and each.latest]
    return MeetingAsked(group.name, is_last, _chosen(meetings, ways, is_last, at))


def _group(groups: list[Group], group_id: int) -> Group | None:
    fits = (group for group in groups if (group.id == group_id if group_id else group.kind == BOARD))
    return next(fits, None)


def _chosen(meetings: list[Meeting], ways: Ways, is_last: bool, at: datetime) -> Meeting | None:
    today = ways.day_of(at)
    in_order = sorted(meetings, key=lambda each: each.latest or today)
    if is_last:
        held = [each for each in in_order if each.state == "held"]
        return held[-1] if held else None
    coming = (
        each for each in in_order if each.state in ("planned", "moved") and (each.latest or today) >= today
    )
    return next(coming, None)
