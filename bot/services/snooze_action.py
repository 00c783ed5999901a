"""Put off being asked about an action until a day, or take that back. It is not an answer: nothing counts as heard.

The day is kept to a working day, never after the Board papers' closing; on it the question comes back by itself.
"""

from datetime import date, datetime

from bot.rules.freshness import SETTLED
from bot.rules.handing_on import may_hand_on
from bot.rules.ladder import ANNOUNCES
from bot.rules.outcomes import Lifted, NotSnoozed, Snoozed, SnoozeFacts
from bot.rules.snoozing import Bounds, is_snoozed, next_closing, offered, snoozed_until
from bot.rules.ways import Ways
from bot.services.also import Also, nothing_else
from bot.services.read_snoozes import read_snoozes
from bot.services.speaking import author_of, standings_of
from bot.services.who_may import who_may
from storage.engine import Database
from storage.records import Action, Snooze, id_of
from storage.records.glance import Person, PlannedLine
from storage.repositories import Register
from storage.unit_of_work import DuplicateError, reading, working


def read_snooze_facts(
    database: Database, ways: Ways, person: Person, code: str, at: datetime
) -> SnoozeFacts | NotSnoozed:
    """What the form shows, if the person may put the question off."""
    with reading(database) as look:
        register = look.register(person.partnership_id)
        action = register.actions.by_code(code)
        refused = _refusal(register, person, action, code, at)
        if action is None or refused is not None:
            return refused or NotSnoozed("no_action", code)
        bounds = _bounds(register, ways, at)
        days = offered(bounds, ways.calendar)
        if not days:
            return NotSnoozed("too_soon", code, action.title)
        return SnoozeFacts(register.actions.glance(id_of(action)), days, bounds.closing)


def snooze_action(
    database: Database,
    ways: Ways,
    person: Person,
    code: str,
    wished: date,
    submission_key: str,
    at: datetime,
    also: Also[Snoozed] = nothing_else,
) -> Snoozed | NotSnoozed:
    """Put it off until the day wished, or the nearest the rules allow. The same submission does it once."""
    with working(database, author_of(person), at) as work:
        register = work.register(person.partnership_id)
        action = register.actions.locked(code)
        refused = _refusal(register, person, action, code, at)
        if action is None or refused is not None:
            return refused or NotSnoozed("no_action", code)
        snoozing = snoozed_until(wished, _bounds(register, ways, at), ways.calendar)
        if snoozing is None:
            return NotSnoozed("too_soon", code, action.title)
        if register.snoozes.with_key(submission_key) is None:
            _keep(register, person, action, snoozing.until, submission_key, at)
        register.flush()
        snoozed = Snoozed(register.actions.glance(id_of(action)), *snoozing)
        also(register, snoozed)
        work.commit()
        return snoozed


def lift_snooze(
    database: Database,
    ways: Ways,
    person: Person,
    code: str,
    snooze_id: int,
    submission_key: str,
    at: datetime,
    also: Also[Lifted] = nothing_else,
) -> Lifted | NotSnoozed:
    """Take a snooze back, so that the action is asked about as ever: another row, nothing is erased."""
    try:
        with working(database, author_of(person), at) as work:
            register = work.register(person.partnership_id)
            action = register.actions.locked(code)
            refused = _refusal(register, person, action, code, at)
            if action is None or refused is not None:
                return refused or NotSnoozed("no_action", code)
            day = ways.day_of(at)
            newest = read_snoozes(register, ways, day, [id_of(action)]).get(id_of(action))
            if newest is None or newest.id != snooze_id or not is_snoozed(newest, day):
                return NotSnoozed("moved_on", code, action.title)
            _add(register, person, action, day, submission_key, at)
            register.flush()
            lifted = Lifted(register.actions.glance(id_of(action)))
            also(register, lifted)
            work.commit()
            return lifted
    except DuplicateError:
        return NotSnoozed("moved_on", code)


def end_snooze(
    register: Register, action: Action, contact_id: int, day: date, key: str, at: datetime
) -> None:
    """End a snooze that stands, when an action changes hands: it was somebody else's to put off."""
    newest = register.snoozes.newest([id_of(action)]).get(id_of(action))
    if newest is not None and is_snoozed(newest, day):
        row = Snooze(action_id=id_of(action), contact_id=contact_id, until=day, at=at, submission_key=key)
        register.rows.add(row)


def _refusal(
    register: Register, person: Person, action: Action | None, code: str, at: datetime
) -> NotSnoozed | None:
    if action is None:
        return NotSnoozed("no_action", code)
    if not may_hand_on(standings_of(register, person, action)):
        return NotSnoozed("not_yours", code, action.title, who_may(register, action, person, at))
    return NotSnoozed("settled", code, action.title) if action.status in SETTLED else None


def _bounds(register: Register, ways: Ways, at: datetime) -> Bounds:
    today = ways.day_of(at)
    boards = [board for board in register.meetings.boards() if board.state in ("planned", "moved")]
    closing = next_closing((board.papers_due for board in boards), today)
    return Bounds(today, closing, ways.partnership.freshness_days)


def _keep(
    register: Register, person: Person, action: Action, until: date, submission_key: str, at: datetime
) -> None:
    """The snooze, and the line that asks again on its day."""
    snooze = _add(register, person, action, until, submission_key, at)
    register.flush()
    asked = person.contact_id if person.contact_id == action.deputy_id else action.officer_id
    facts = {
        "heard": action.heard_at.isoformat() if action.heard_at else None,
        "reasons": [],
        "milestones": [milestone.id for milestone in register.milestones.unmet_of([id_of(action)])],
        "snooze": id_of(snooze),
        ANNOUNCES: True,
    }
    subject, occasion = f"action {action.id}", f"snooze {snooze.id}"
    line = PlannedLine("nudge", subject, occasion, asked or person.contact_id, until, facts)
    register.messages.add_lines([line])


def _add(
    register: Register, person: Person, action: Action, until: date, submission_key: str, at: datetime
) -> Snooze:
    return register.rows.add(
        Snooze(
            action_id=id_of(action),
            contact_id=person.contact_id,
            until=until,
            at=at,
            submission_key=submission_key,
        )
    )
