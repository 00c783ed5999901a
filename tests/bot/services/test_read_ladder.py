"""How far a question has come, as the register has it: what was sent, to whom, and what stands between."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from bot.rules.ladder import ANNOUNCED, ANNOUNCES, DEPUTY, LEAD, SUPPORT, Climb
from bot.services.read_ladder import Ladders
from storage.engine import Database
from storage.records import Action, Contact, Line, Outbox, Snooze, id_of
from storage.unit_of_work import reading
from tests.builders import MONDAY, RegisterBuilder

TODAY = MONDAY.date() + timedelta(days=8)
"""The Tuesday after the step that follows a question of Monday the 2nd."""


@pytest.fixture
def register(database: Database) -> RegisterBuilder:
    return RegisterBuilder(database)


@pytest.fixture
def ailsa(register: RegisterBuilder) -> Contact:
    return register.contact("Ailsa Reid", "U1")


@pytest.fixture
def action(register: RegisterBuilder, ailsa: Contact) -> Action:
    taskforce = register.group("Taskforce")
    poverty = register.priority("Poverty", "POV", lead_group_id=taskforce.id)
    register.contact("Una Weir", "U3", roles=[("lead_officer", taskforce)], post="Head")
    register.contact("Iain Muir", "U9", roles=[("support", None)])
    rory = register.contact("Rory Adair", "U2")
    return register.action("POV-03", officer=ailsa, deputy=rory, priorities=[poverty])


def ask(
    register: RegisterBuilder, action: Action, who: Contact, at: datetime = MONDAY, **fields: Any
) -> None:
    """A nudge about the action, sent at an instant."""
    named: dict[str, Any] = {"state": "sent", "sent_at": at, "kind": "lines"}
    row = register.add(
        Outbox(
            key=f"day {at:%F} contact {who.id}",
            contact_id=who.id,
            not_before=at,
            created_at=at,
            **named | {name: fields[name] for name in fields.keys() & {"state", "sent_at"}},
        )
    )
    facts = {"heard": None, ANNOUNCES: True} | fields.get("facts", {})
    subject, occasion = f"action {action.id}", f"{at:%G-W%V}"
    line = Line(kind="nudge", subject=subject, occasion=occasion, contact_id=id_of(who), due_on=at.date())
    line.outbox_id, line.facts = id_of(row), facts
    register.add(line)


def climbed(register: RegisterBuilder, action: Action, today: date = TODAY) -> Climb:
    with reading(register.database) as look:
        its = look.register(register.id)
        same = its.actions.glance(id_of(action))
        return Ladders(its, register.ways, today, [same.id]).climb_of(same)


def test_a_question_that_was_sent_moves_to_the_deputy(
    register: RegisterBuilder, action: Action, ailsa: Contact
) -> None:
    ask(register, action, ailsa)
    found = climbed(register, action)
    assert found.asked_on == MONDAY.date()
    assert [(step.rung.name, step.on) for step in found.reached] == [(DEPUTY, date(2026, 11, 9))]


def test_the_group_that_leads_the_priority_comes_next(
    register: RegisterBuilder, action: Action, ailsa: Contact
) -> None:
    ask(register, action, ailsa)
    ask(register, action, ailsa, MONDAY + timedelta(days=7))
    coming = climbed(register, action).coming
    assert coming is not None
    assert (coming.rung.name, coming.on) == (LEAD, date(2026, 11, 16))


def test_a_leave_that_begins_before_its_day_is_known_when_it_is_announced(
    register: RegisterBuilder, action: Action, ailsa: Contact
) -> None:
    ask(register, action, ailsa)
    ask(register, action, ailsa, MONDAY + timedelta(days=7))
    with reading(register.database) as look:
        una = look.register(register.id).people.with_slack_id("U3")
    assert una is not None
    una.away_from = date(2026, 11, 12)
    register.add(una)
    coming = climbed(register, action).coming
    assert coming is not None
    assert coming.rung.name == SUPPORT


@pytest.mark.parametrize(
    "fields",
    [
        {"state": "withdrawn", "sent_at": None},
        {"state": "parked", "sent_at": None},
        {"facts": {ANNOUNCES: None}},
        {"facts": {"heard": "2026-10-01T09:00:00+00:00"}},
    ],
    ids=["withdrawn", "parked", "it announced nothing", "something was heard since"],
)
def test_what_did_not_go_out_or_was_answered_or_announced_nothing_does_not_count(
    register: RegisterBuilder, action: Action, ailsa: Contact, fields: dict[str, Any]
) -> None:
    ask(register, action, ailsa, **fields)
    assert climbed(register, action) == Climb()


def test_another_officer_begins_anew(register: RegisterBuilder, action: Action) -> None:
    ask(register, action, register.contact("Gavin Tosh", "U7"))
    assert climbed(register, action) == Climb()


def test_a_snooze_makes_it_wait_and_go_on_where_it_was_on_its_day(
    register: RegisterBuilder, action: Action, ailsa: Contact
) -> None:
    ask(register, action, ailsa)
    until = TODAY + timedelta(days=2)
    snooze: dict[str, Any] = {"action_id": id_of(action), "contact_id": id_of(ailsa), "submission_key": "s"}
    register.add(Snooze(until=until, at=MONDAY, **snooze))
    assert climbed(register, action) == Climb()
    ask(register, action, ailsa, MONDAY + timedelta(days=10))
    found = climbed(register, action, until)
    assert (found.asked_on, found.reached) == (MONDAY.date(), ())
    assert found.coming is not None
    assert found.coming.on == date(2026, 11, 19), "five working days, less none, after it came back"


def announced(action: Action, on: date) -> dict[str, Any]:
    """What a nudge about the action said of its deputy."""
    return {"facts": {ANNOUNCED: {"rung": DEPUTY, "contact": action.deputy_id, "on": str(on)}}}


def test_nobody_is_asked_in_place_of_somebody_announced_who_is_gone_before_their_day(
    register: RegisterBuilder, action: Action, ailsa: Contact
) -> None:
    on = MONDAY.date() + timedelta(days=7)
    ask(register, action, ailsa, **announced(action, on))
    assert climbed(register, action, on).reached[-1].on == on
    with reading(register.database) as look:
        rory = look.register(register.id).people.with_slack_id("U2")
    assert rory is not None
    rory.away_from = MONDAY.date() + timedelta(days=3)
    register.add(rory)
    found = climbed(register, action, on)
    assert (found.reached, found.coming) == ((), None)
    ask(register, action, ailsa, MONDAY + timedelta(days=7))
    found = climbed(register, action, on)
    assert found.reached == ()
    assert found.coming is not None
    assert (found.coming.rung.name, found.coming.on) == (LEAD, on + timedelta(days=1))


def test_a_deputy_who_is_back_on_the_day_that_was_announced_is_asked_on_it(
    register: RegisterBuilder, action: Action, ailsa: Contact
) -> None:
    on = MONDAY.date() + timedelta(days=7)
    with reading(register.database) as look:
        rory = look.register(register.id).people.with_slack_id("U2")
    assert rory is not None
    rory.away_from, rory.away_to = MONDAY.date(), on - timedelta(days=2)
    register.add(rory)
    ask(register, action, ailsa, **announced(action, on))
    coming = climbed(register, action, MONDAY.date() + timedelta(days=1)).coming
    assert coming is not None
    assert (coming.rung.name, coming.on) == (DEPUTY, on)


def test_whoever_is_back_from_leave_is_asked_anew(
    register: RegisterBuilder, action: Action, ailsa: Contact
) -> None:
    ask(register, action, ailsa)
    ailsa.away_from, ailsa.away_to = date(2026, 11, 4), TODAY - timedelta(days=1)
    register.add(ailsa)
    assert climbed(register, action) == Climb()


@pytest.mark.parametrize("state", ["sent", "withdrawn", "waiting"])
def test_only_whoever_was_written_to_counts_as_asked(
    register: RegisterBuilder, action: Action, ailsa: Contact, state: str
) -> None:
    on = MONDAY + timedelta(days=7)
    gone: dict[str, Any] = {"facts": {ANNOUNCED: {"rung": DEPUTY, "contact": 0, "on": str(on.date())}}}
    ask(register, action, ailsa, **gone)
    sent_at = on if state == "sent" else None
    whom: dict[str, Any] = {"contact_id": action.deputy_id, "kind": "lines", "not_before": on}
    row = register.add(Outbox(key="step", state=state, sent_at=sent_at, created_at=on, **whom))
    line = Line(
        kind="ladder",
        subject=f"action {action.id}",
        occasion=f"{MONDAY.date()} {DEPUTY}",
        contact_id=action.deputy_id or 0,
        due_on=on.date(),
        facts={"rung": DEPUTY, "on": str(on.date())},
    )
    line.outbox_id = id_of(row)
    register.add(line)
    asked = [step.rung.contact_id for step in climbed(register, action).reached]
    assert asked == ([action.deputy_id] if state == "sent" else [])
