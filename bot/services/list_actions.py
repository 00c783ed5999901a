"""List the actions that words describe, a page at a time."""

from collections.abc import Sequence
from datetime import datetime

from bot.rules.filtering import NotUnderstood
from bot.rules.paging import page_of
from bot.rules.screens import ActionLine, Listed
from bot.rules.ways import Ways
from bot.services.narrowing import narrowed_to
from bot.services.take_on import takeable
from storage.engine import Database
from storage.records.glance import ActionGlance, ContactGlance, Person
from storage.repositories import Register
from storage.unit_of_work import reading


def list_actions(
    database: Database,
    ways: Ways,
    partnership_id: int,
    words: str,
    page: int,
    at: datetime,
    reader: Person | None = None,
) -> Listed | NotUnderstood:
    """The page of actions that `words` describe; past the last is the last. No words: every action.

    With a `reader` it says which of them the reader may take on.
    """
    with reading(database) as look:
        register = look.register(partnership_id)
        read = narrowed_to(register, ways, words, at)
        if isinstance(read, NotUnderstood):
            return read
        tally = register.actions.tally(read.wanted)
        shown = page_of(page, sum(tally.values()))
        actions = register.actions.glances(read.wanted, limit=shown.size, offset=shown.offset)
        counts = tuple((status, tally[status]) for status in ways.key.statuses if status in tally)
        free = takeable(register, reader, actions) if reader is not None else frozenset()
        return Listed(words, read.said, shown, counts, lines_of(register, actions), free)


def lines_of(register: Register, actions: Sequence[ActionGlance]) -> tuple[ActionLine, ...]:
    """The actions with what a line says of each: officer, next milestone and what it waits for, each asked for once."""
    officers = register.people.glances_of({action.officer_id for action in actions if action.officer_id})
    # The earliest due comes first, so what is written last for an action has to be the first read.
    unmet = {one.action_id: one for one in reversed(register.milestones.unmet_of([a.id for a in actions]))}
    waiting = register.updates.blocked_actions() if actions else {}
    return tuple(
        ActionLine(
            action,
            still_here(officers.get(action.officer_id or 0)),
            unmet.get(action.id),
            waiting.get(action.id, ""),
        )
        for action in actions
    )


def still_here(contact: ContactGlance | None) -> ContactGlance | None:
    """The contact, unless they have left: a leaver's actions are nobody's until somebody takes them on."""
    return contact if contact is not None and contact.left_on is None else None
