"""Look at a register as it stood at the end of a day: the same questions, put to a copy that nothing can change.

What may live here: which instant a day means, whether the register was there, and what a digest of that day is.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.rules.chairing import reads_digest
from bot.rules.digest_value import Digest, from_json
from bot.rules.meetings import boards_around
from bot.rules.ways import Ways, ways_of
from bot.services.compose_digest import compose_digest
from storage.as_at import NotBegun, TooLarge, as_at
from storage.engine import Database
from storage.records import Meeting, id_of
from storage.records.glance import Person
from storage.unit_of_work import reading

__all__ = ["DigestThen", "Then", "TooLarge", "digest_then", "end_of", "look_back"]


@dataclass(frozen=True, slots=True)
class Then:
    """A register as it stood at an instant, and the partnership's ways as they were. Nothing can write to it."""

    database: Database
    ways: Ways
    at: datetime


@dataclass(frozen=True, slots=True)
class DigestThen:
    """A digest of a day: as it was sent and kept (`was_sent`), or as it would have read."""

    digest: Digest
    was_sent: bool


def end_of(ways: Ways, day: date, now: datetime) -> datetime:
    """The last instant of a day, or now where the day is not over."""
    last = ways.at_hour(day + timedelta(days=1), 0) - timedelta(microseconds=1)
    return min(last, now)


@contextmanager
def look_back(
    database: Database, ways: Ways, day: date, now: datetime, most: int | None = None
) -> Iterator[Then | TooLarge | date]:
    """The register as it stood at the end of a day; before it began, the day on which it did.

    `TooLarge` for one of more updates and changes than somebody can wait for: `most`, if it is said.
    """
    at = end_of(ways, day, now)
    partnership_id = id_of(ways.partnership)
    try:
        with as_at(database, partnership_id, at, most) as copy:
            with reading(copy) as look:
                partnership = look.register(partnership_id).places.partnership()
            yield Then(copy, ways_of(partnership), at)
    except NotBegun as early:
        yield ways.day_of(early.began)
    except TooLarge as large:
        yield large


def digest_then(then: Then, person: Person) -> DigestThen | None:
    """The digest of the meeting that was next: the one kept on that day, else as it would have read.

    None for somebody it would not have been for, and where no meeting was dated.
    """
    day = then.ways.day_of(then.at)
    with reading(then.database) as look:
        register = look.register(person.partnership_id)
        for meeting in reversed(register.meetings.boards()):
            kept = next(iter(register.meetings.snapshots(id_of(meeting))), None)
            if kept is not None and then.ways.day_of(kept.as_of) == day:
                return DigestThen(from_json(kept.value), True) if _reads(person, meeting) else None
        _, coming = boards_around(register.meetings.boards(), day)
        if coming is None or not _reads(person, coming):
            return None
        return DigestThen(compose_digest(register, then.ways, coming, then.at), False)


def _reads(person: Person, meeting: Meeting) -> bool:
    return reads_digest(person, meeting.group_id)
