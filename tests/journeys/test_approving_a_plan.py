"""A plan goes through the bodies that approve it in their order, and gets its state by a tap, never by itself."""

from collections.abc import Iterator

import pytest

from storage.records import Approval, Plan, id_of
from tests.journeys.acting import Stage, labels
from tests.journeys.town import Town

SUPPORT, AILSA = "Catriona Muir", "Ailsa Reid"


@pytest.fixture
def town(database_url: str) -> Iterator[Town]:
    """A work plan the programme board has approved and the Board has still to see; and the plan after it."""
    with Town.founded(database_url) as town:
        plan = town.register.add(Plan(title="Work plan", state="draft"))
        town.register.add(Plan(title="Next work plan"))
        programme, board = town.register.group("Joint Programme Board"), town.register.board()
        first = Approval(plan_id=id_of(plan), group_id=programme.id, decision="approved")
        first.condition = "partners agree"
        town.register.add(first)
        town.register.add(Approval(plan_id=id_of(plan), position=2, group_id=board.id))
        town.contact(SUPPORT, post="Support Officer", roles=[("support", None)])
        town.contact(AILSA, post="Manager")
        yield town.open()


def the_plan(stage: Stage) -> Plan:
    plans: list[Plan] = stage.look(lambda register: register.rows.all(Plan))
    return plans[0]


def test_the_last_approval_offers_the_state_and_a_later_plan_supersedes_it(town: Town) -> None:
    stage = Stage(town.rehearsal)
    listed = stage.types(AILSA, "plan work plan")
    assert listed.message is not None
    stage.taps(AILSA, listed.message, "Open", near="*Work plan*")
    page = stage.last_seen(AILSA)
    assert "✅ Joint Programme Board: approved it, on condition: partners agree" in page.readable
    assert "Next: Board." in page.readable
    assert not {"Superseded by…", "Set the plan to “Approved”"} & set(labels(page))

    stage.types(SUPPORT, "edit approval Board")
    stage.submits(SUPPORT, decision="approved")
    saved = stage.form(SUPPORT)
    assert "All 2 who are asked have approved it now." in saved.readable
    assert the_plan(stage).state == "draft"
    stage.taps(SUPPORT, saved, "Set the plan to “Approved”")
    assert "Work plan is now “approved”" in stage.form(SUPPORT).readable.replace("*", "")
    assert the_plan(stage).state == "approved"
    stage.team.close(stage.person(SUPPORT), stage.form(SUPPORT))

    listed = stage.types(SUPPORT, "plan work plan")
    assert listed.message is not None
    stage.taps(SUPPORT, listed.message, "Open", near="*Work plan*")
    stage.taps(SUPPORT, stage.last_seen(SUPPORT), "Superseded by…")
    stage.submits(SUPPORT, superseded_by_id="Next work plan", superseded_on="2026-11-02")
    assert "Its state is “superseded” now" in stage.form(SUPPORT).readable
    assert the_plan(stage).state == "superseded"
