"""The part of a letter for the support officer: whom to ask by phone or email, and about what.

What may live here: one call a person. What is read is the desk's.
"""

from collections import defaultdict
from collections.abc import Iterable
from functools import partial
from typing import Any

from bot.rules.letter import (
    Call,
    Entry,
)
from bot.rules.posts import in_post
from bot.services.compose_own import merge, open_entry, pressing, reminder
from bot.services.letter_desk import Desk, instant_of, is_of_milestone, number_of
from storage.records import AnyLine, Contact
from storage.records.glance import ActionGlance


def calls(desk: Desk) -> Iterable[Call]:
    """Whom to ask by phone or email, each with what to ask about."""
    by_person: dict[int, dict[Any, Entry]] = defaultdict(dict)
    for line in desk.of_kind("phone"):
        for contact_id, entry in _asked_by_phone(desk, line):
            merge(by_person[contact_id], entry)
    for contact_id, found in by_person.items():
        contact, glance = (
            desk.register.rows.get(Contact, contact_id),
            desk.register.people.glance(contact_id),
        )
        # Once it was sent, whoever has answered since stays there, so that one sees who has.
        stands = bool(found) or desk.sent is not None
        if stands and contact is not None and glance is not None and contact.left_on is None:
            entries = tuple(sorted(found.values(), key=partial(pressing, desk)))
            reach = (contact.name, contact.phone, contact.email)
            yield Call(in_post(glance), *reach, entries, contact_id)


def _heard_since_sent(desk: Desk, action: ActionGlance | None) -> bool:
    """Whether a word came after the message was sent: a reminder is answered by it too, where one was called."""
    if action is None or desk.sent is None:
        return False
    latest = desk.register.updates.standing(action.id, 1)
    return any(each.at >= desk.sent.at for each in latest)


def _asked_by_phone(desk: Desk, line: AnyLine) -> Iterable[tuple[int, Entry | None]]:
    if is_of_milestone(line):
        entry = reminder(desk, line)
        is_open = entry is not None and entry.answer is None and not _heard_since_sent(desk, entry.action)
        yield int(line.facts["for"]), entry if is_open else None
        return
    heard = line.facts.get("heard", {})
    for action_id in line.facts["actions"]:
        action = desk.actions.get(action_id)
        if (
            action is not None
            and instant_of(action.heard_at) == heard.get(str(action_id))
            and desk.reasons(action)
        ):
            yield number_of(line), open_entry(desk, action, desk.passed.get(action_id, ()))
