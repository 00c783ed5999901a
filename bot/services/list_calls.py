"""List whom to ask by phone or email, and what: as the weekly note would say it now, less what was answered since."""

from collections.abc import Collection, Mapping
from datetime import date, datetime, timedelta

from bot.rules.freshness import Situation
from bot.rules.home import ToCall
from bot.rules.letter import Call, Entry
from bot.rules.meetings import boards_around
from bot.rules.nudging import Need, Picture, ToAsk, passed_by_action, plan_nudges, start_of_day
from bot.rules.posts import in_post
from bot.rules.snoozing import is_snoozed
from bot.rules.ways import Ways
from bot.services.read_snoozes import read_snoozes
from storage.engine import Database
from storage.records import Contact
from storage.records.glance import ActionGlance, MilestoneGlance
from storage.repositories import Register
from storage.unit_of_work import reading


def list_calls(register: Register, ways: Ways, at: datetime) -> tuple[ToCall, ...]:
    """Everybody who would be asked and cannot be written to, by post."""
    now = ways.situation(at, *boards_around(register.meetings.boards(), ways.day_of(at)))
    pressing = register.milestones.pressing(now.today, start_of_day(now.today, now.zone))
    planned = plan_nudges(_picture(register, ways, now, pressing)).to_ask
    answered = register.updates.written_since(start_of_day(_last_nudge(ways, now.today), now.zone))
    asked = {each.contact_id: _unanswered(each, answered) for each in planned}
    actions = register.actions.glances_of({need.action_id for needs in asked.values() for need in needs})
    passed = passed_by_action(pressing, now.today)
    calls = (_call(register, ways, contact_id, needs, actions, passed) for contact_id, needs in asked.items())
    return tuple(sorted(filter(None, calls), key=lambda each: (each.call.post, each.contact_id)))


def read_call(
    database: Database, ways: Ways, partnership_id: int, contact_id: int, at: datetime
) -> ToCall | None:
    """What one of them would be asked; None where there is nothing to ask any more."""
    with reading(database) as look:
        calls = list_calls(look.register(partnership_id), ways, at)
    return next((each for each in calls if each.contact_id == contact_id), None)


def _picture(register: Register, ways: Ways, now: Situation, pressing: list[MilestoneGlance]) -> Picture:
    """No more of the register than whom to ask takes: what lead officers see is left out."""
    snoozed = read_snoozes(register, ways, now.today).items()
    return Picture(
        now=now,
        actions=register.actions.pulses(),
        milestones=pressing,
        roles=register.people.roles_on(now.today),
        contacts=register.people.glances(),
        leads={},
        pairs=(),
        blocked={},
        moved_from=now.today,
        moved_before=now.today,
        snoozed=frozenset(action_id for action_id, snooze in snoozed if is_snoozed(snooze, now.today)),
    )


def _last_nudge(ways: Ways, today: date) -> date:
    return today - timedelta(days=(today.weekday() - ways.partnership.nudge_day) % 7)


def _unanswered(asked: ToAsk, answered: Collection[int]) -> list[Need]:
    """What has no answer since the last weekly note: a milestone that has passed is asked after once a week."""
    return [need for need in asked.needs if need.action_id not in answered]


def _call(
    register: Register,
    ways: Ways,
    contact_id: int,
    needs: list[Need],
    actions: Mapping[int, ActionGlance],
    passed: Mapping[int, tuple[MilestoneGlance, ...]],
) -> ToCall | None:
    contact, glance = register.rows.get(Contact, contact_id), register.people.glance(contact_id)
    if not needs or contact is None or glance is None:
        return None
    entries = tuple(
        Entry(
            actions[need.action_id],
            ways.day_of(need.heard_at) if need.heard_at else None,
            passed.get(need.action_id, ()),
        )
        for need in needs
    )
    return ToCall(contact_id, Call(in_post(glance), contact.name, contact.phone, contact.email, entries))
