"""The paper of 9 September 2022 (report G/22/118): a ten-year plan, and three actions to the end of the financial year.

The paper asks for approval; that it was given is this journey's own, as everybody in it is made up.
"""

from collections.abc import Iterator
from datetime import date

import pytest

from bot.rehearsal import Member
from storage.records import Action, Approval, CrossCutting, Duty, Milestone, Plan, Priority
from tests.journeys.papers.desk import Desk, at, opened
from tests.journeys.papers.stated import Fact, in_words, stated

CLERK, CHAIR, OFFICER = "Ailie Muir", "Neil Baird", "Isobel Laing"
MEMBERS = (
    Member("U1", CLERK, "ailie@example.org", is_admin=True),
    Member("U2", CHAIR, "neil@example.org"),
    Member("U3", OFFICER, "isobel@example.org"),
)
POSTS = {
    CLERK: "Service Manager, Perth and Kinross Council",
    CHAIR: "Director, NHS Tayside",
    OFFICER: "Food Share Manager, The Larder",
}
PARTNERSHIP = {
    "The partnership's name": "Perth and Kinross Community Planning Partnership",
    "For short": "CPP",
    "The place it plans for": "Perth and Kinross",
}
LOIP = "Local Outcomes Improvement Plan 2022-2032"
FOCUS = "Initial short term focus"
AS_LISTED = (
    "Poverty",
    "Mental and physical wellbeing",
    "Digital participation",
    "Skills, learning and development",
    "Employability",
)
ACTIONS = stated("S1", "actions")
THREE = [action for action in ACTIONS if action["kind"] == "short_term_focus"]


@pytest.fixture
def desk(database_url: str) -> Iterator[Desk]:
    """An empty workspace in the week of the Board."""
    with opened(database_url, at(2022, 9, 5), MEMBERS) as desk:
        yield desk


def test_the_paper_of_2022_holds_ten_years_twelve_months_and_a_winter_in_one_plan(desk: Desk) -> None:
    first = {"What is to be done?": THREE[0]["title"]}
    assert "is set up: 3 people and 1 action" in desk.sets_up(PARTNERSHIP, {}, POSTS, first)
    the_plan_and_what_is_inside_it(desk)
    the_three_actions(desk)
    the_board_and_the_council_approve(desk)
    the_report_of_next_september(desk)
    the_winter_comes(desk)


def the_plan_and_what_is_inside_it(desk: Desk) -> None:
    desk.adds("group CPP Board", {"Kind": "Board"})
    desk.adds("role", {"Who": CHAIR, "Role": "Chair", "In the group": "CPP Board"})
    desk.adds(
        "group CPP Executive Officer Group", {"Kind": "Executive Officer Group", "Reports to": "CPP Board"}
    )
    desk.adds("group CPP Climate Change Working Group", {"Kind": "working group"})
    desk.adds("group Local Action Partnerships", {"Kind": "locality partnership"})
    desk.adds("meeting", {"Of the group": "CPP Board", "When": "9 September 2022", "Time": "10:00"})
    desk.adds(f"plan {LOIP}", {"Kind": "LOIP", "State": "draft", "From": "2022", "Planned end": "2032"})
    desk.adds(
        "plan One-year action plan",
        {
            "Kind": "Annual action plan",
            "State": "draft",
            "Inside the plan": LOIP,
            "Period, in words": "initial 12 months of delivery",
        },
    )
    desk.adds(
        f"plan {FOCUS}",
        {
            "Kind": "Short-term focus",
            "State": "draft",
            "Inside the plan": LOIP,
            "Period, in words": "between now and the end of the financial year",
        },
    )
    desk.adds("priority set Five strategic priorities", {"Of the plan": LOIP})
    for place, name in enumerate(AS_LISTED, 1):
        desk.adds(f"priority {name}", {"In the set": "Five strategic", "Place in the order": str(place)})
    desk.adds(
        "cross-cutting issue Cost of living",
        {"Of the plan": LOIP, "Raised": "September 2022", "What the paper calls it": "cross cutting issue"},
    )
    desk.adds(
        "cross-cutting issue Climate change",
        {"Of the plan": LOIP, "What the paper calls it": "additional and significant inequalities"},
    )
    assert [row["name"] for row in desk.rows(Priority)] == list(AS_LISTED)
    page = desk.page("plan", LOIP)
    assert "From: 2022\nPlanned end: 2032" in page
    assert "Plans (2)\n• One-year action plan" in page
    assert f"{FOCUS} · Short-term focus · Draft" in page
    issues = desk.says("issues", CHAIR)
    assert f"Cost of living\nSeptember 2022 · {LOIP}" in issues
    assert "Climate change" in issues
    assert len(desk.rows(CrossCutting)) == 2


def the_three_actions(desk: Desk) -> None:
    desk.edits("CPP-01", fields_of(THREE[0]))
    for action in ACTIONS:
        if action is not THREE[0]:
            desk.adds(f"action {action['title']}", fields_of(action))
    kept = desk.rows(Action)
    for row in kept[:3]:
        assert (row["latest"], row["precision"]) == (date(2023, 3, 31), "year_end")
        assert row["date_words"] == "between now and the end of the financial year"
        assert row["cross_cutting"] == ["Cost of living"]
    undated = desk.says("list undated")
    assert "1 action: 1 ⚪ Not started" in undated
    assert 'no date set ("in parallel")' in undated
    assert "nobody yet · due end of 2022/23" in desk.says("list")
    desk.says("show CPP-02")
    page = desk.presses("Everything held")
    assert "In the plan: Initial short term focus" in page
    assert "Cross-cutting issues: Cost of living" in page
    assert "Is reported to: CPP Board, CPP Executive Officer Group" in page


def fields_of(action: Fact) -> dict[str, object]:
    """What the paper says of an action, as the form asks for it."""
    fields: dict[str, object] = dict(in_words(action))
    if action["kind"] == "short_term_focus":
        fields |= {
            "Kind": "Short-term focus",
            "In the plan": FOCUS,
            "Cross-cutting issues": "Cost of living",
            "Number in the paper": action["ref_in_seed"],
            "Is reported to": ["CPP Board", "CPP Executive Officer Group"],
        }
    return fields


def the_board_and_the_council_approve(desk: Desk) -> None:
    desk.adds(
        f"report {LOIP}",
        {
            "Report number": "G/22/118",
            "To the meeting": "CPP Board, 9 September 2022",
            "Appendices": "Appendix 1",
        },
    )
    for reference, verb, words in (
        ("i", "Approve", f"the {LOIP} attached as Appendix 1"),
        ("ii", "Agree", "the initial short term focus as outlined in paragraph 7.2"),
    ):
        fields = {"Of the report": LOIP, "Number in the report": reference, "The meeting is asked to": verb}
        desk.adds(f"recommendation {words}", fields)
    desk.adds("approval", {"Plan": LOIP, "Place in the order": "1", "By the group": "CPP Board"})
    desk.adds(
        "approval",
        {"Plan": LOIP, "Place in the order": "2", "By the body": "Perth and Kinross Council"},
    )
    assert "Next: CPP Board." in desk.page("plan", LOIP)
    desk.until(at(2022, 9, 12))
    said = desk.edits(
        "approval CPP Board",
        {"What came of it": "Approved", "When": "9 September 2022", "Report number": "G/22/118"},
    )
    assert "✅ CPP Board: approved it, 9 September 2022, report G/22/118" in said
    assert "Next: Perth and Kinross Council." in said
    fields = {"At the meeting": "CPP Board, 9 September 2022", "About the plan": LOIP}
    desk.adds(f"decision Approve the {LOIP}", fields)
    desk.stage.types(CLERK, "edit approval Perth and Kinross Council")
    said = desk.saves({"What came of it": "Approved", "When": "October 2022"})
    assert "All 2 who are asked have approved it now." in said
    assert f"{LOIP} is now “approved”" in desk.presses("Set the plan to “Approved”")
    desk.closes()
    assert desk.row(Plan, title=LOIP)["state"] == "approved"
    assert [row["decision"] for row in desk.rows(Approval)] == ["approved", "approved"]


def the_report_of_next_september(desk: Desk) -> None:
    desk.says('milestone CPP-05 "First Annual Performance Report published" by September 2023')
    desk.adds(
        "reporting duty",
        {
            "Who owes it": "CPP Board",
            "What": "The annual report",
            "How often": "Every year",
            "For the period": "the previous 12 months",
            "Next due": "September 2023",
        },
    )
    duty, milestone = desk.row(Duty), desk.row(Milestone)
    assert (duty["kind"], duty["cadence"], duty["latest"]) == ("annual_report", "yearly", date(2023, 9, 30))
    assert (milestone["earliest"], milestone["latest"]) == (date(2023, 9, 1), date(2023, 9, 30))
    owed = desk.says("duty", CHAIR)
    for said in ("The annual report", "CPP Board", "Every year", "the previous 12 months", "September 2023"):
        assert said in owed


def the_winter_comes(desk: Desk) -> None:
    desk.edits("CPP-03", {"Led by the body": "The Larder"})
    desk.says("show CPP-03", OFFICER)
    desk.presses("Take it on", OFFICER)
    desk.says("update CPP-03 green 12 larders & 3 foodbanks are supplied", OFFICER)
    desk.adds(
        "meeting",
        {
            "Of the group": "CPP Board",
            "When": "2 December 2022",
            "Time": "10:00",
            "Papers close on": "2022-11-24",
        },
    )
    desk.stage.later(days=72)
    desk.until(at(2022, 11, 28))
    (digest,) = [said for said in desk.written_to(CHAIR) if "Board · Fri 2 Dec" in said]
    assert "1 🟢 On track" in digest
    assert "First Annual Performance Report published (CPP-05), Sep 2023" in digest
    nudge = desk.written_to(OFFICER)[-1]
    assert "CPP-03 Continue to offer direct support to foodbanks and food larders" in nudge
    assert "CPP-03 Continue to offer direct support to foodbanks" in desk.says("list Larder", CHAIR)
    plans = {row["Title"]: row for row in desk.sheet("Plans", CHAIR)}
    assert plans[FOCUS]["Inside the plan"] == LOIP
    assert (plans[LOIP]["From"], plans[LOIP]["Planned end"]) == ("2022", "2032")
    actions = desk.sheet("Actions", CHAIR)
    assert [row["Cross-cutting issues"] for row in actions] == ["Cost of living"] * 3 + [None] * 2
