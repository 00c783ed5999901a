"""Read the actions of the person who asks, those that need a word first."""

from collections import defaultdict
from datetime import datetime

from bot.rules.freshness import passed, reasons
from bot.rules.meetings import boards_around
from bot.rules.screens import MyAction, MyActions
from bot.rules.ways import Ways
from storage.engine import Database
from storage.records.glance import MilestoneGlance, Person
from storage.unit_of_work import reading


def read_mine(database: Database, ways: Ways, person: Person, at: datetime) -> MyActions:
    """What the person coordinates or deputises for, by code in each half; finished ones are left out."""
    with reading(database) as look:
        register = look.register(person.partnership_id)
        actions = register.actions.of_officer(person.contact_id)
        unmet = register.milestones.unmet_of([action.id for action in actions])
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
            as_deputy=action.officer_id != person.contact_id,
        )
        for action in actions
    ]
    in_order = tuple(sorted(mine, key=lambda one: not one.reasons))
    return MyActions(in_order, now.last_board_on, coming.papers_due if coming else None)
