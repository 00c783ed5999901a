"""Try again what could not be delivered to somebody, or let it be; all of one person's or place's together."""

from dataclasses import replace
from datetime import datetime

from bot.rules.reaching import LET_BE, TRIED_AGAIN, UNREACHED, Unreached
from bot.services.also import Also, nothing_else
from bot.services.drop_message import move_on_record
from bot.services.lose_touch import PASSING, read_unreached
from bot.services.speaking import author_of
from storage.engine import Database
from storage.records import Contact, Outbox, id_of
from storage.records.glance import Person
from storage.repositories import Register
from storage.unit_of_work import Work, working


def try_again(
    database: Database, person: Person, place: str, at: datetime, also: Also[Unreached] = nothing_else
) -> Unreached | None:
    """Send what is kept for them after all, to the account they have now. None where there is nothing any more."""
    by = author_of(person)
    with working(database, by, at) as work:
        register = work.register(person.partnership_id)
        found = _found(register, place)
        if found is None:
            return None
        note = f"tried again by {by.by} at {at:%Y-%m-%d %H:%M} UTC"
        values = {"attempts": 0, "lease_until": None, "last_error": note}
        for row in _kept(register, found):
            contact = register.rows.get(Contact, row.contact_id) if row.contact_id else None
            channel = (contact.slack_id if contact else None) or row.channel
            move_on_record(register, row, "waiting", by, at, **values, channel=channel)
        return _settled(work, register, found, TRIED_AGAIN, at, also)


def let_be(
    database: Database, person: Person, place: str, at: datetime, also: Also[Unreached] = nothing_else
) -> Unreached | None:
    """Withdraw what is kept for them and say no more of it, until a message gets through to them again."""
    by = author_of(person)
    with working(database, by, at) as work:
        register = work.register(person.partnership_id)
        found = _found(register, place)
        if found is None:
            return None
        note = f"dropped by {by.by} at {at:%Y-%m-%d %H:%M} UTC"
        for row in _kept(register, found):
            move_on_record(register, row, "withdrawn", by, at, last_error=note)
        return _settled(work, register, found, LET_BE, at, also)


def _settled(
    work: Work, register: Register, found: Unreached, how: str, at: datetime, also: Also[Unreached]
) -> Unreached:
    """Keep with the lines what came of it, have the letters that said so change, and commit."""
    for line in register.messages.lines_about(UNREACHED, found.place):
        line.facts = line.facts | {how: at.isoformat()}
    register.flush()
    settled = replace(found, settled=how)
    also(register, settled)
    work.commit()
    return settled


def _found(register: Register, place: str) -> Unreached | None:
    return next((each for each in read_unreached(register) if each.place == place), None)


def _kept(register: Register, found: Unreached) -> list[Outbox]:
    """What is parked for them, and what was parked along with it."""
    rows = {
        id_of(row): row
        for row in register.messages.parked_for(found.contact_id, found.channel)
        if row.kind not in PASSING
    }
    for row in list(rows.values()):
        rows |= {id_of(each): each for each in register.messages.following(row.key) if each.state == "parked"}
    return list(rows.values())
