"""Read which questions are put off, and until when: never past the papers' closing, nor while whoever did it is away.

What may live here: the newest snoozes as they count on a day. Nothing is written.
"""

from collections.abc import Collection, Iterable
from datetime import date

from bot.rules.asking import is_away
from bot.rules.snoozing import is_snoozed, kept_within
from bot.rules.ways import Ways
from storage.records.glance import SnoozeGlance
from storage.repositories import Register


def read_snoozes(
    register: Register, ways: Ways, today: date, action_ids: Collection[int] | None = None
) -> dict[int, SnoozeGlance]:
    """The newest snooze by action, of these actions or of all, each with the day on which it ends as things are.

    The Board may have been brought forward since. One whose contact is away has ended: it binds nobody else.
    """
    newest = register.snoozes.newest(action_ids)
    if not newest:
        return {}
    closings = [board.papers_due for board in register.meetings.boards() if board.state != "cancelled"]
    away = _away(register, newest.values(), today)
    return {
        action_id: kept_within(
            snooze, ways.day_of(snooze.at), closings, ways.calendar, snooze.contact_id in away
        )
        for action_id, snooze in newest.items()
    }


def _away(register: Register, snoozes: Iterable[SnoozeGlance], today: date) -> frozenset[int]:
    """Whoever put off what still would be, and is on leave."""
    wanted = {snooze.contact_id for snooze in snoozes if is_snoozed(snooze, today)}
    contacts = register.people.glances_of(wanted).values() if wanted else ()
    return frozenset(contact.id for contact in contacts if is_away(contact, today))
