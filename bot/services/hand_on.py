"""Hand an action on: to a colleague of the same body, or back to the unowned queue. History keeps who, when and why."""

from collections.abc import Iterator
from datetime import date, datetime

from bot.rules.asking import can_be_written_to
from bot.rules.freshness import SETTLED
from bot.rules.handing_on import body_of, colleagues, may_hand_on
from bot.rules.outcomes import HandedOn, HandingFacts, NotHandedOn
from bot.rules.posts import in_post
from bot.services.also import Also, nothing_else
from bot.services.snooze_action import end_snooze
from bot.services.speaking import author_of, standings_of
from bot.services.who_may import who_may
from storage.engine import Database
from storage.records import Action, Change, id_of
from storage.records.glance import ContactGlance, Person, PlannedLine
from storage.repositories import Register
from storage.unit_of_work import reading, working

HANDED = "handed"
"""The kind of line that tells somebody an action was handed on."""

NOT_AFTER_ALL = "not handed on after all"
"""Why the history says an action went back to whoever had it."""


def read_handing_facts(
    database: Database, person: Person, code: str, at: datetime
) -> HandingFacts | NotHandedOn:
    """Whom it can be handed to, if it is the person's to hand on."""
    with reading(database) as look:
        register = look.register(person.partnership_id)
        action = register.actions.by_code(code)
        refused = _refusal(register, person, action, code, at)
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
    shown_with: int | None = None,
) -> HandedOn | NotHandedOn:
    """Hand it to a colleague, or with None to nobody: then it waits in the unowned queue.

    Whoever is concerned hears of it in their next message; `why` is what was said with it. `shown_with` is who
    coordinated it when the form was opened: where somebody else has handed it on since, they were first.
    """
    with working(database, author_of(person, why=why or None), at) as work:
        register = work.register(person.partnership_id)
        action = register.actions.locked(code)
        if action is not None and _was_handed(register, action, to_id, submission_key):
            to = register.people.glance(to_id) if to_id else None
            return HandedOn(register.actions.glance(id_of(action)), to, same=True)
        refused = _refusal(register, person, action, code, at, shown_with)
        if action is None or refused is not None:
            return refused or NotHandedOn("no_action", code)
        to = next((each for each in _colleagues(register, person, action) if each.id == to_id), None)
        if to_id is not None and to is None:
            return NotHandedOn("no_contact", code, action.title)
        _pass(register, person, action, to, today, at, submission_key)
        _tell(register, person, action, to, why, today, submission_key)
        register.flush()
        handed = HandedOn(register.actions.glance(id_of(action)), to, handing_id=_newest_id(register, action))
        also(register, handed)
        work.commit()
        return handed


def handings(register: Register, action_id: int) -> Iterator[Change]:
    """Every change of an action's officer, the newest first."""
    changes = register.history.of("actions", action_id)
    return (change for change in reversed(changes) if change.field == "officer_id")


def who_handed(register: Register, change: Change) -> str:
    """Who made a change, by post and body."""
    contact = register.people.glance(change.contact_id) if change.contact_id else None
    return in_post(contact) if contact else change.by


def _newest_id(register: Register, action: Action) -> int | None:
    newest = next(handings(register, id_of(action)), None)
    return newest.id if newest is not None else None


def _refusal(
    register: Register,
    person: Person,
    action: Action | None,
    code: str,
    at: datetime,
    shown_with: int | None = None,
) -> NotHandedOn | None:
    if action is None:
        return NotHandedOn("no_action", code)
    first = _handed_first(register, person, action, shown_with)
    if first is not None:
        return first
    if action.officer_id is None or not may_hand_on(standings_of(register, person, action)):
        return NotHandedOn("not_yours", code, action.title, who_may(register, action, person, at))
    return NotHandedOn("settled", code, action.title) if action.status in SETTLED - {"paused"} else None


def _handed_first(
    register: Register, person: Person, action: Action, shown_with: int | None
) -> NotHandedOn | None:
    """Who handed it on before the person could: while their form was open, or when it was theirs still."""
    newest = next(handings(register, id_of(action)), None)
    if newest is None or newest.before is None or newest.contact_id in (None, person.contact_id):
        return None
    was = shown_with if shown_with is not None else person.contact_id
    if action.officer_id == was or newest.before != was:
        return None
    to = register.people.glance(action.officer_id) if action.officer_id else None
    by, holder = who_handed(register, newest), in_post(to) if to else None
    return NotHandedOn("first", action.code, action.title, by=by, at=newest.at, to=holder)


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
