"""Tell the partners concerned what came of an ask, in their next message: who raised it, and the action's officer."""

from collections.abc import Iterator
from datetime import date
from hashlib import sha256

from bot.rules.asking import can_be_written_to
from bot.rules.board_news import OUTCOME, rides_until
from bot.rules.ways import Ways
from storage.records import Ask, id_of
from storage.records.glance import ContactGlance, PlannedLine
from storage.repositories import Register


def tell_outcome(
    register: Register,
    ways: Ways,
    ask: Ask,
    state: str,
    words: str,
    by_id: int | None,
    today: date,
    meeting_id: int | None = None,
) -> None:
    """Keep a line for each, once an outcome; `by_id` recorded it and needs no telling.

    It goes with their next message, by itself after some working days. The support officer is asked to tell whoever is
    not on Slack. `state` may be `carried_over`, which is no state of an ask.
    """
    due_on = rides_until(today, ways.calendar)
    said = sha256(f"{state} {words}".encode()).hexdigest()[:12]
    facts = {"state": state, "words": words, "meeting": meeting_id, "to": ask.meeting_id}
    lines = [
        PlannedLine(
            OUTCOME,
            f"ask {id_of(ask)}",
            f"meeting {meeting_id or 0} {said}" + (f" for {told.id}" if reader.id != told.id else ""),
            reader.id,
            due_on,
            facts | ({"for": told.id} if reader.id != told.id else {}),
        )
        for told, reader in _concerned(register, ask, by_id)
    ]
    register.messages.add_lines(lines)


def _concerned(
    register: Register, ask: Ask, by_id: int | None
) -> Iterator[tuple[ContactGlance, ContactGlance]]:
    """Who is to hear it, and who reads it: themselves, or the support officer for somebody not on Slack."""
    officer_id = register.actions.glance(ask.action_id).officer_id if ask.action_id else None
    support = register.people.support()
    for contact_id in dict.fromkeys((ask.raised_by_id, officer_id)):
        told = register.people.glance(contact_id) if contact_id and contact_id != by_id else None
        if told is None or told.left_on is not None:
            continue
        if can_be_written_to(told):
            yield told, told
        elif support is not None and can_be_written_to(support):
            yield told, support
