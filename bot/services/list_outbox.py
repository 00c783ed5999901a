"""List what stands in the outbox, for whoever runs the bot."""

from collections.abc import Mapping

from bot.rules.outbox import OutboxEntry
from bot.rules.posts import in_post
from storage.engine import Database
from storage.records import Outbox
from storage.records.glance import ContactGlance
from storage.unit_of_work import reading

UNFINISHED = ("waiting", "claimed", "parked")


def list_outbox(
    database: Database, partnership_id: int, states: tuple[str, ...] = UNFINISHED
) -> tuple[OutboxEntry, ...]:
    """The messages in these states, oldest first; by default whatever is neither sent nor withdrawn."""
    with reading(database) as look:
        register = look.register(partnership_id)
        messages = register.messages.in_states(*states)
        contacts = register.people.glances_of({each.contact_id for each in messages if each.contact_id})
        return tuple(_entry(message, contacts) for message in messages)


def _entry(message: Outbox, contacts: Mapping[int, ContactGlance]) -> OutboxEntry:
    contact = contacts.get(message.contact_id or 0)
    return OutboxEntry(
        key=message.key,
        kind=message.kind,
        state=message.state,
        to=in_post(contact) if contact else message.channel or "whoever asked",
        attempts=message.attempts,
        not_before=message.not_before,
        sent_at=message.sent_at,
        why=message.last_error,
    )
