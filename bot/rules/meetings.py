"""The Board's meetings around a day. Pure: the meetings and the day are arguments."""

from collections.abc import Sequence
from datetime import date

from storage.records import Meeting


def boards_around(boards: Sequence[Meeting], today: date) -> tuple[Meeting | None, Meeting | None]:
    """The last meeting that was held, and the next dated one, today's included. `boards` are oldest first.

    "Last" means last *held*: planned, moved and cancelled ones do not count.
    """
    held = [meeting for meeting in boards if meeting.state == "held" and meeting.latest]
    coming = boards_from(boards, today)
    return (held[-1] if held else None, coming[0] if coming else None)


def boards_from(boards: Sequence[Meeting], today: date) -> list[Meeting]:
    """The dated meetings still to come, today's included, oldest first."""
    return [meeting for meeting in boards if _is_coming(meeting, today)]


def _is_coming(meeting: Meeting, today: date) -> bool:
    dated = meeting.precision == "day" and meeting.latest is not None and meeting.latest >= today
    return dated and meeting.state in ("planned", "moved")
