"""Read the actions of the person who asks, those that need a word first."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime

from bot.rules.freshness import passed, reasons
from bot.rules.meetings import boards_around
from bot.rules.screens import MyAction, MyActions
from bot.rules.ways import Ways
from storage.engine import Database
from storage.records.glance import ActionGlance, ContactGlance, MilestoneGlance, Person
from storage.repositories import Register
from storage.unit_of_work import reading


def read_mine(database: Database, ways: Ways, person: Person, at: datetime) -> MyActions:
    """What the person coordinates or deputises for, by code in each half; finished ones are left out.

    What somebody on leave has, whom the person covers for, is there too, and says so.
    """
    with reading(database) as look:
        register = look.register(person.partnership_id)
        own = register.actions.of_officer(person.contact_id)
        own_ids = {action.id for action in own}
        covered = _covered(register, person)
        actions = [*own, *(action for action in covered if action.id not in own_ids)]
        colleagues = register.people.glances_of(person.covers)
        unmet = register.milestones.unmet_of([action.id for action in actions])
        waiting = register.updates.blocked_actions() if actions else {}
        held, coming = boards_around(register.meetings.boards(), ways.day_of(at))
    now = ways.situation(at, held, coming)
    milestones: defaultdict[int | None, list[MilestoneGlance]] = defaultdict(list)
    for milestone in unmet:
        milestones[milestone.action_id].append(milestone)
    mine = [
        MyAction(
            action=action,
            reasons=reasons(action, bool(passed(milestones[action.id], now.today)), now),
            milestones=tuple(milestones[action.id]),
            as_deputy=person.contact_id != action.officer_id and action.id in own_ids,
            covered=_whose(action, person, colleagues),
            waiting=waiting.get(action.id, ""),
        )
        for action in actions
    ]
    in_order = tuple(sorted(mine, key=lambda one: (not one.reasons, not one.waiting)))
    return MyActions(in_order, now.last_board_on, coming.papers_due if coming else None, now.board_on)


def _covered(register: Register, person: Person) -> list[ActionGlance]:
    """The actions of colleagues on leave, as whoever covers is asked about them."""
    found = (register.actions.of_officer(colleague) for colleague in sorted(person.covers))
    return [action for of_one in found for action in of_one if action.officer_id in person.covers]


def _whose(
    action: ActionGlance, person: Person, colleagues: Mapping[int, ContactGlance]
) -> ContactGlance | None:
    return colleagues.get(action.officer_id or 0) if action.officer_id != person.contact_id else None
