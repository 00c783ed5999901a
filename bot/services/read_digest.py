"""Read the digest of a meeting as it went out, for somebody it was for."""

from bot.rules.chairing import NotChairing, Sent, reads_digest
from bot.rules.digest_value import from_json
from storage.engine import Database
from storage.records import Meeting
from storage.records.glance import Person
from storage.repositories import Register
from storage.unit_of_work import reading


def read_digest(database: Database, person: Person, meeting_id: int) -> Sent | NotChairing:
    """The newest digest of the meeting; permission is judged now, not when it was sent."""
    with reading(database) as look:
        return sent_digest(look.register(person.partnership_id), person, meeting_id)


def sent_digest(register: Register, person: Person, meeting_id: int) -> Sent | NotChairing:
    """The same within a unit of work."""
    meeting = register.rows.get(Meeting, meeting_id)
    snapshots = register.meetings.snapshots(meeting_id) if meeting is not None else ()
    if meeting is None or not snapshots:
        return NotChairing("no_digest")
    if not reads_digest(person, meeting.group_id):
        return NotChairing("not_yours")
    return Sent(from_json(snapshots[0].value), snapshots[0].occasion)
