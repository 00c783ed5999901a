"""Where a plan stands, read from the approvals that were entered, and worded for its page."""

from datetime import date
from typing import Any

import pytest

from bot.services.keep_subject import Keeping, keep
from bot.services.read_plan_standing import plan_of_approval, read_plan_standing
from bot.views.blocks import message
from bot.views.plan_standing import on_approval, on_page, standing_words
from storage.engine import Database
from storage.records import Approval, Plan, id_of
from storage.unit_of_work import reading
from tests.builders import MONDAY, RegisterBuilder


class Town:
    """A work plan on its way through the programme board, the strategic board and each partner."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.register = register = RegisterBuilder(database)
        board, programme = register.board(), register.group("Joint Programme Board")
        self.plan = register.add(Plan(title="Work plan", state="draft"))
        plan_id = id_of(self.plan)
        on: dict[str, Any] = {
            "earliest": date(2022, 8, 4),
            "latest": date(2022, 8, 4),
            "precision": "day",
            "report_number": "G/21/99",
        }
        self.last = register.add(
            Approval(plan_id=plan_id, position=3, approver_words="Each partner", condition="required")
        )
        register.add(Approval(plan_id=plan_id, position=2, group_id=board.id, decision="approved"))
        register.add(Approval(plan_id=plan_id, group_id=programme.id, decision="approved", **on))
        support = register.contact("Catriona", "U1", post="Support Officer", roles=[("support", None)])
        self.support = register.person(support)
        self.partner = register.person(register.contact("Ailsa", "U2", post="Manager"))


@pytest.fixture
def town(database: Database) -> Town:
    return Town(database)


def test_the_page_says_who_said_what_and_whose_turn_it_is(town: Town) -> None:
    page = read_plan_standing(town.database, town.support, id_of(town.plan))
    assert page is not None
    assert standing_words(page.standing).splitlines() == [
        "*Approval, in order*",
        "✅ Joint Programme Board: approved it, Thu 4 Aug 2022, report G/21/99",
        "✅ Board: approved it",
        "◻️ Each partner: not asked yet, required",
        "Next: Each partner.",
    ]
    assert page.offer is None
    shown = on_page(page, message("Work plan", []))
    assert "Superseded by…" in str(shown)


def test_the_last_approval_offers_the_support_officer_the_state_and_others_the_news(town: Town) -> None:
    keeping = Keeping("approvals", {"decision": "approved"}, "key", id_of(town.last))
    keep(town.database, town.register.ways, town.support, keeping, MONDAY)
    found = plan_of_approval(town.database, town.support, id_of(town.last))
    assert found is not None
    assert found.offer == "approved"
    assert "All 3 who are asked have approved it now." in str(on_approval(found, message("Saved", [])))
    assert "Set the plan to “Approved”" in str(on_approval(found, message("Saved", [])))
    theirs = read_plan_standing(town.database, town.partner, id_of(town.plan))
    assert theirs is not None
    assert "Set the plan" not in str(on_approval(theirs, message("Saved", [])))


def test_a_plan_another_takes_the_place_of_is_superseded(town: Town) -> None:
    new = town.register.add(Plan(title="Next work plan"))
    keeping = Keeping("plans", {"superseded_by_id": str(id_of(new))}, "key", id_of(town.plan))
    keep(town.database, town.register.ways, town.support, keeping, MONDAY)
    with reading(town.database) as look:
        plan = look.register(town.register.id).rows.get(Plan, id_of(town.plan))
    assert plan is not None
    assert plan.state == "superseded"
    assert read_plan_standing(town.database, town.support, 999) is None


def test_an_approval_without_a_place_comes_after_those_there_are(town: Town) -> None:
    filled = {"plan_id": str(id_of(town.plan)), "approver_words": "Full Council"}
    keep(town.database, town.register.ways, town.support, Keeping("approvals", filled, "key"), MONDAY)
    page = read_plan_standing(town.database, town.support, id_of(town.plan))
    assert page is not None
    assert page.standing.bodies[-1].approver == "Full Council"
