"""A word of welcome, once in a person's life: planned here, put into words with their next message."""

from datetime import date, datetime

from bot.rules.asking import can_be_written_to
from bot.rules.permission import is_support
from bot.rules.ways import ways_of
from bot.services.speaking import author_of
from storage.engine import Database
from storage.records import Contact, id_of
from storage.records.glance import Person, PlannedLine
from storage.repositories import Register
from storage.unit_of_work import working

WELCOME = "welcome"
"""The kind of line that welcomes somebody."""

ONCE = "once"
"""Its only occasion: a line is unique by person and occasion, so that nobody is welcomed twice."""


def welcome(register: Register, contact_id: int, at: datetime) -> None:
    """Plan the welcome of a contact, unless there ever was one; it waits until they are on Slack."""
    today = ways_of(register.places.partnership()).day_of(at)
    _plan(register, [contact_id], today)


def is_new_to_slack(register: Register, contact: Contact) -> bool:
    """Whether a contact was never matched to an account before."""
    changes = register.history.of("contacts", id_of(contact))
    created = next((each.after for each in changes if each.field == "*" and each.after), None)
    return not (created or {}).get("slack_id") and not any(each.field == "slack_id" for each in changes)


def not_welcomed(register: Register, besides: int) -> list[int]:
    """Everybody who can be written to and has had neither a welcome nor any other message; one contact left out."""
    told = {besides, *register.messages.written_to()}
    told |= {line.contact_id for line in register.messages.lines_of_kind(WELCOME)}
    return [
        contact.id
        for contact in register.people.glances()
        if can_be_written_to(contact) and contact.id not in told
    ]


def welcome_everybody(database: Database, person: Person, at: datetime) -> int:
    """Plan the welcome of all who have heard nothing yet; how many they are. For a support officer; others welcome
    nobody."""
    with working(database, author_of(person), at) as work:
        register = work.register(person.partnership_id)
        if not is_support(person):
            return 0
        others = not_welcomed(register, person.contact_id)
        _plan(register, others, ways_of(register.places.partnership()).day_of(at))
        work.commit()
        return len(others)


def _plan(register: Register, contact_ids: list[int], today: date) -> None:
    register.messages.add_lines(
        PlannedLine(WELCOME, f"contact {contact_id}", ONCE, contact_id, today, {})
        for contact_id in contact_ids
    )
