"""Take on an action that nobody coordinates, by one's own word; and give it back a moment later.

The first to say so has it: the action is locked, and whoever comes second is told who was first.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date, datetime

from bot.rules.outcomes import GivenBack, NotGivenBack, NotTakenOn, TakenOn
from bot.rules.permission import may_take_on
from bot.rules.posts import in_post
from bot.services.also import Also, nothing_else
from bot.services.hand_on import HANDED, NOT_AFTER_ALL, handings
from bot.services.offer_succession import was_offered
from bot.services.snooze_action import end_snooze
from bot.services.speaking import author_of
from bot.services.undo_update import UNDO_WITHIN
from bot.services.who_may import who_may
from storage.engine import Database
from storage.records import Action, Change, Priority, id_of
from storage.records.glance import ActionGlance, ContactGlance, Person, PlannedLine
from storage.repositories import Register
from storage.unit_of_work import working

FINISHED = ("complete", "closed")


def take_on(
    database: Database,
    person: Person,
    code: str,
    today: date,
    at: datetime,
    also: Also[TakenOn] = nothing_else,
) -> TakenOn | NotTakenOn:
    """Make the person the coordinating officer, if nobody is and they may. The support officer hears of it."""
    with working(database, author_of(person, why="taken on"), at) as work:
        register = work.register(person.partnership_id)
        action = register.actions.locked(code)
        if action is None:
            return NotTakenOn("no_action", code)
        holder = register.people.glance(action.officer_id) if action.officer_id else None
        is_theirs = holder is not None and holder.id == person.contact_id
        refused = None if is_theirs else _refusal(register, person, action, holder)
        if refused is not None:
            return refused
        if not is_theirs:
            _give(register, action, person, today, at)
        officer = register.people.glance(person.contact_id)
        if officer is None:
            raise LookupError(f"no contact {person.contact_id} in this partnership")
        taken = TakenOn(register.actions.glance(id_of(action)), officer, same=is_theirs)
        also(register, taken)
        work.commit()
        return taken


def give_back(
    database: Database, person: Person, code: str, at: datetime, also: Also[GivenBack] = nothing_else
) -> GivenBack | NotGivenBack:
    """Undo a taking-on within ten minutes. History keeps both. Doing it twice gives it back once."""
    with working(database, author_of(person, why="not taken on after all"), at) as work:
        register = work.register(person.partnership_id)
        action = register.actions.locked(code)
        taken = taking_of(register, id_of(action), person.contact_id) if action is not None else None
        if action is None or taken is None or action.officer_id != person.contact_id:
            return NotGivenBack("moved_on", code)
        if at - taken.at > UNDO_WITHIN:
            return NotGivenBack("late", code)
        action.officer_id = taken.before
        action.deputy_id = _deputy_before(register, action, taken)
        action.version += 1
        register.flush()
        given = GivenBack(register.actions.glance(id_of(action)))
        also(register, given)
        work.commit()
        return given


def taking_of(register: Register, action_id: int, contact_id: int) -> Change | None:
    """The change by which a contact took an action on themselves; None where they came to it in another way."""
    newest = next(handings(register, action_id), None)
    return newest if newest is not None and is_taking(newest, contact_id) else None


def is_taking(change: Change, contact_id: int) -> bool:
    """Whether by this change of an action's officer the contact took it on themselves."""
    by_themselves = change.contact_id == contact_id and change.after == contact_id
    return by_themselves and change.why != NOT_AFTER_ALL


def takeable(register: Register, person: Person, actions: Iterable[ActionGlance]) -> frozenset[int]:
    """Which of these actions the person may take on now. Asks for nothing where every one has its officer."""
    open_ones = [action for action in actions if action.status not in FINISHED]
    officers = register.people.glances_of({each.officer_id for each in open_ones if each.officer_id})
    unowned = [each for each in open_ones if is_unowned(officers.get(each.officer_id or 0))]
    if not unowned:
        return frozenset()
    leading = leading_groups(register, [action.id for action in unowned])
    return frozenset(
        each.id for each in unowned if may_take_on(person, each, leading.get(each.id, frozenset()), True)
    )


def leading_groups(register: Register, action_ids: Collection[int]) -> dict[int, frozenset[int]]:
    """The groups that lead the priorities of these actions, by action."""
    pairs = register.actions.priority_pairs_of(action_ids)
    return leading_in(pairs, register.places.priorities() if pairs else ())


def leading_in(pairs: Iterable[tuple[int, int]], priorities: Iterable[Priority]) -> dict[int, frozenset[int]]:
    """The same, of (action, priority) pairs that are there already; an action no group leads so is left out."""
    leads = {id_of(each): each.lead_group_id for each in priorities if each.lead_group_id is not None}
    found: dict[int, set[int]] = defaultdict(set)
    for action_id, priority_id in pairs:
        if priority_id in leads:
            found[action_id].add(leads[priority_id])
    return {action_id: frozenset(groups) for action_id, groups in found.items()}


def is_unowned(officer: ContactGlance | None) -> bool:
    """Whether nobody is there to coordinate: a leaver's actions wait for somebody to take them on."""
    return officer is None or officer.left_on is not None


def _refusal(
    register: Register, person: Person, action: Action, holder: ContactGlance | None
) -> NotTakenOn | None:
    code, title = action.code, action.title
    if action.status in FINISHED:
        return NotTakenOn("settled", code, title)
    if not is_unowned(holder) and holder is not None:
        newest = next((each for each in handings(register, id_of(action)) if each.after == holder.id), None)
        return NotTakenOn("taken", code, title, in_post(holder), newest.at if newest else None)
    leading = leading_groups(register, [id_of(action)]).get(id_of(action), frozenset())
    if may_take_on(person, action, leading, is_unowned=True):
        return None
    if was_offered(register, person.contact_id, action):  # it was their predecessor's
        return None
    return NotTakenOn("not_yours", code, title, who_may=who_may(register, action))


def _deputy_before(register: Register, action: Action, taken: Change) -> int | None:
    """The deputy as it was before somebody took the action on: the deputy themselves, it may be."""
    changes = register.history.of("actions", id_of(action))
    along = (each for each in changes if each.at == taken.at and each.field == "deputy_id")
    before = next((each.before for each in along), action.deputy_id)
    return int(before) if before is not None else None


def _give(register: Register, action: Action, person: Person, today: date, at: datetime) -> None:
    action.officer_id = person.contact_id
    if action.deputy_id == person.contact_id:
        action.deputy_id = None
    action.version += 1
    key = f"taken {action.id} {at.isoformat()}"
    end_snooze(register, action, person.contact_id, today, key, at)
    register.flush()
    support = register.people.support()
    if support is None or support.id == person.contact_id:
        return
    facts = {
        "by": ", ".join(part for part in (person.post, person.body) if part) or person.name or "",
        "to": person.contact_id,
        "taken": True,
        "heard": action.heard_at.isoformat() if action.heard_at else None,
    }
    line = PlannedLine(HANDED, f"action {action.id}", key, support.id, today, facts)
    register.messages.add_lines([line])
