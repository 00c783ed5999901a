"""Writing the meetings of a calendar: new ones, and those moved or cancelled, which is news to those it concerns.

What may live here: meetings of a calendar file.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from bot.rules.sheet_report import MEETINGS
from bot.services.bind_to_meeting import Binding, follow_day
from bot.services.letters_about import letters_about
from bot.services.sheeting.memory import Memory
from bot.services.sheeting.saying import Moment
from bot.sheets.known import Known
from bot.sheets.proposal import MeetingSaid, ProposedRow, Verb
from storage.records import Meeting, id_of
from storage.repositories import Register

Row = ProposedRow[MeetingSaid]


@dataclass(slots=True)
class MeetingWriter:
    """Writes rows of meetings. `names` is, by a row's source, what the meeting is called; `bound` moved with one."""

    register: Register
    known: Known
    moment: Moment
    names: dict[str, str] = field(default_factory=dict)
    bound: list[Binding] = field(default_factory=list)
    _memory: Memory = field(init=False)

    def __post_init__(self) -> None:
        self._memory = Memory(self.register, MEETINGS)

    def write(self, rows: Sequence[Row], tell: Callable[[int, int], None]) -> None:
        """Write them all, in the caller's unit of work. Rows that are unsure are left out."""
        sure = [row for row in rows if row.verb is not Verb.UNSURE]
        for number, row in enumerate(sure, 1):
            meeting_id = self._add(row.said) if row.verb is Verb.ADD else self._merge(row)
            self._memory.keep(row.source, meeting_id, row.saying)
            self.names[row.source] = called(row.said)
            tell(number, len(sure))
        self._memory.write()
        self.register.flush()

    def _add(self, said: MeetingSaid) -> int:
        is_its_group = said.group is not None and said.name.casefold() == said.group.name.casefold()
        meeting = self.register.rows.add(
            Meeting(
                group_id=said.group.id if said.group else None,
                name=None if is_its_group else said.name,
                local_time=said.time,
                place=said.place,
                state=said.state,
                note=said.note,
                papers_due=said.papers_due,
                **_on(said),
            )
        )
        self.register.flush()
        return id_of(meeting)

    def _merge(self, row: Row) -> int:
        meeting_id = int(row.target or 0)
        changed = {change.field for change in row.changes}
        meeting = self.register.rows.get(Meeting, meeting_id) if changed else None
        if meeting is not None:
            values: dict[str, Any] = {"local_time": row.said.time} if "time" in changed else {}
            values |= _on(row.said) if "day" in changed else {}
            values |= {"papers_due": row.said.papers_due} if "papers_due" in changed else {}
            values |= {"state": row.said.state} if "state" in changed else {}
            was = meeting.latest
            for name, value in values.items():
                setattr(meeting, name, value)
            self.bound += follow_day(self.register, meeting, was, self.moment.at)
            if changed != {"papers_due"}:
                meeting.version += 1
                letters_about(self.register, meeting_id, f"v{meeting.version}", self.moment.at)
        return meeting_id


def _on(said: MeetingSaid) -> dict[str, Any]:
    return {"earliest": said.day, "latest": said.day, "precision": "day", "date_words": None}


def called(said: MeetingSaid) -> str:
    """A meeting by name, day and time."""
    return (
        f"{said.name}, {said.day:%a} {said.day.day} {said.day:%b %Y}{f', {said.time}' if said.time else ''}"
    )
