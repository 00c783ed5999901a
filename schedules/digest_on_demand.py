"""`loip digest`: the digest of one meeting, shown as it stands now and, where it is wanted, kept and sent.

What may live here: that one errand. When digests go out by themselves is `board_digest`.
"""

from datetime import date, datetime

from bot.rules.dates import date_in_words
from bot.rules.ways import ways_of
from bot.services.compose_digest import compose_digest
from bot.services.send_digest import carry_out_now
from bot.views.digest import digest_text
from storage.engine import Database
from storage.records import Meeting, Partnership, id_of
from storage.repositories import Register
from storage.unit_of_work import Author, reading, working


def show_digest(
    database: Database, partnership: Partnership, meeting_id: int, now: datetime
) -> tuple[list[str], bool]:
    """The digest as lines of text, and True; where there is no such meeting, those to come, and False.

    A meeting without a day, or of no group, has no digest: it is no such meeting.
    """
    with reading(database) as look:
        register = look.register(id_of(partnership))
        meeting = register.rows.get(Meeting, meeting_id)
        if meeting is None or meeting.latest is None or meeting.group_id is None:
            return _meetings(register, ways_of(partnership).day_of(now)), False
        return digest_text(compose_digest(register, ways_of(partnership), meeting, now)), True


def send_digest(
    database: Database, partnership: Partnership, meeting_id: int, now: datetime, by: Author
) -> int:
    """Keep the digest and put it into the outbox, once; how many messages. The history says who asked for it."""
    with working(database, by, now) as work:
        register = work.register(id_of(partnership))
        messages = carry_out_now(register, ways_of(partnership), meeting_id, now)
        work.commit()
        return messages


def _meetings(register: Register, today: date) -> list[str]:
    """Which meetings to come have a digest: the group's name, the day, and the id to ask for."""
    names = {group.id: group.name for group in register.places.groups()}
    lines = [
        f"  {names.get(each.group_id)}, {date_in_words(each.latest, today)}: --meeting {each.id}"
        for each in register.meetings.with_digest()
        if each.latest is not None and each.latest >= today
    ]
    if not lines:
        return ["No digest can be made for that id, and no meeting with a digest is to come."]
    return ["No digest can be made for that id. These meetings are to come:", *lines]
