"""Hand an action on: to a colleague of the same body, or back to the unowned queue. History keeps who, when and why."""

from datetime import date, datetime

from bot.rules.asking import can_be_written_to
from bot.rules.freshness import SETTLED
from bot.rules.handing_on import body_of, colleagues, may_hand_on
from bot.rules.outcomes import HandedOn, HandingFacts, NotHandedOn
from bot.services.also import Also, nothing_else
from bot.services.snooze_action import end_snooze
from bot.services.speaking import author_of, standings_of
from bot.services.who_may import who_may
from storage.engine import Database
from storage.records import Action, id_of
from storage.records.glance import ContactGlance, Person, PlannedLine
from storage.repositories import Register
from storage.unit_of_work import reading, working

HANDED = "handed"
"""The kind of line that tells somebody an action was handed on."""


def read_handing_facts(database: Database, person: Person, code: str) -> HandingFacts | NotHandedOn:
    """Whom it can be handed to, if it is the person's to hand on."""
    with reading(database) as look:
        register = look.register(person.partnership_id)
        action = register.actions.by_code(code)
        refused = _refusal(register, person, action, code)
        if action is None or refused is not None:
            return refused or NotHandedOn("no_action", code)
        there = _colleagues(register, person, action)
        return HandingFacts(
            action=register.actions.glance(id_of(action)),
            officer=register.people.glance(action.officer_id) if action.officer_id else None,
            colleagues=there,
            body=next((contact.body for contact in there), person.body),
        )


def hand_on(
    database: Database,
    person: Person,
    code: str,
    to_id: int | None,
    why: str,
    today: date,
    at: datetime,
    submission_key: str,
    also: Also[HandedOn] = nothing_else,
) -> HandedOn | NotHandedOn:
    """Hand it to a colleague, or with None to nobody: then it waits in the unowned queue.

    Whoever is concerned hears of it in their next message; `why` is what was said with it.
    """
    with working(database, author_of(person, why=why or None), at) as work:
        register = work.register(person.partnership_id)
        action = register.actions.locked(code)
        if action is not None and _was_handed(register, action, to_id, submission_key):
            to = register.people.glance(to_id) if to_id else None
            return HandedOn(register.actions.glance(id_of(action)), to, same=True)
        refused = _refusal(register, person, action, code)
        if action is None or refused is not None:
            return refused or NotHandedOn("no_action", code)
        to = next((each for each in _colleagues(register, person, action) if each.id == to_id), None)
        if to_id is not None and to is None:
            return NotHandedOn("no_contact", code, action.title)
        _pass(register, person, action, to, today, at, submission_key)
        _tell(register, person, action, to, why, today, submission_key)
        register.flush()
        handed = HandedOn(register.actions.glance(id_of(action)), to)
        also(register, handed)
        work.commit()
        return handed


def _refusal(register: Register, person: Person, action: Action | None, code: str) -> NotHandedOn | None:
    if action is None:
        return NotHandedOn("no_action", code)
    if action.officer_id is None or not may_hand_on(standings_of(register, person, action)):
        return NotHandedOn("not_yours", code, action.title, who_may(register, action))
    return NotHandedOn("settled", code, action.title) if action.status in SETTLED - {"paused"} else None


def _was_handed(register: Register, action: Action, to_id: int | None, submission_key: str) -> bool:
    """Whether this very submission handed it on before."""
    told = register.messages.was_planned(HANDED, f"action {action.id}", submission_key)
    return told and action.officer_id == to_id


def _colleagues(register: Register, person: Person, action: Action) -> tuple[ContactGlance, ...]:
    officer = register.people.glance(action.officer_id) if action.officer_id else None
    return colleagues(register.people.glances(), body_of(person, officer), {action.officer_id})


def _pass(
    register: Register,
    person: Person,
    action: Action,
    to: ContactGlance | None,
    today: date,
    at: datetime,
    submission_key: str,
) -> None:
    if to is not None and action.deputy_id == to.id:
        action.deputy_id = None
    action.officer_id = to.id if to else None
    action.version += 1
    end_snooze(register, action, person.contact_id, today, submission_key, at)


def _tell(
    register: Register,
    person: Person,
    action: Action,
    to: ContactGlance | None,
    why: str,
    today: date,
    submission_key: str,
) -> None:
    """A line for the colleague; for the support officer where nobody has it, or the colleague cannot be written to."""
    support = register.people.support()
    reader = to if to is not None and can_be_written_to(to) else support
    if reader is None or reader.id == person.contact_id:
        return
    facts = {
        "by": ", ".join(part for part in (person.post, person.body) if part) or person.name or "",
        "to": to.id if to else None,
        "why": why,
        "heard": action.heard_at.isoformat() if action.heard_at else None,
    }
    line = PlannedLine(HANDED, f"action {action.id}", submission_key[:120], reader.id, today, facts)
    register.messages.add_lines([line])
