"""The Borders paper of 8 September 2022: an improvement plan in three areas, and a work plan of four themes on its way.

The paper says who is asked to approve the work plan, not what came of it: that, and everybody here, is made up.
"""

from collections.abc import Iterator
from datetime import date

import pytest

from bot.rehearsal import Member
from bot.rules.subjects.calling import Values
from storage.records import (
    Action,
    Approval,
    Dependency,
    Evidence,
    Finding,
    Group,
    Milestone,
    Plan,
    Priority,
    Recommendation,
)
from tests.journeys.papers.desk import Desk, at, opened
from tests.journeys.papers.stated import Fact, in_words, stated

CLERK, CHAIR, MANAGER = "Greer Hume", "Lorna Fairley", "Ewan Renton"
MEMBERS = (
    Member("U1", CLERK, "greer@example.org", is_admin=True),
    Member("U2", CHAIR, "lorna@example.org"),
    Member("U3", MANAGER, "ewan@example.org"),
)
POSTS = {
    CLERK: "Participation Officer, The Council",
    CHAIR: "Director, The Health Board",
    MANAGER: "Communities and Partnership Manager, The Council",
}
PARTNERSHIP = {
    "The partnership's name": "Scottish Borders Community Planning Partnership",
    "For short": "CPP",
    "The place it plans for": "Scottish Borders",
}
WORDS = {
    "The plan": "Community Plan",
    "For short": "",
    "One of its priorities is a …": "theme",
    "One of your localities is a …": "Area Partnership",
}
SETS = {one["id"]: one for one in stated("S2", "priority_sets")}
NAMES = {each["id"]: each["name"] for one in SETS.values() for each in one["priorities"]}
ACTIONS = stated("S2", "actions")
MILESTONES = stated("S2", "milestones")
(CONSULTATION,) = stated("S2", "consultations")
EVIDENCE = stated("S2", "evidence")
PARTNERS = "individual partners through their own governance arrangements"
RECOMMENDED = (
    ("a)", "Considers and provides feedback", "to the draft Work Plan detailed at Section 4"),
    ("b)", "Notes", "that a full review of the current Community Plan is being proposed in 2023/24"),
    ("c)", "Notes", "the further actions and timetable requirements within the draft Work Plan"),
    ("d)", "Notes", "that this may/will require formal agreement of individual partners"),
)


@pytest.fixture
def desk(database_url: str) -> Iterator[Desk]:
    """An empty workspace on the day after the Board agreed its improvement plan."""
    with opened(database_url, at(2022, 3, 4), MEMBERS) as desk:
        yield desk


def test_the_borders_paper_speaks_in_its_own_words_and_waits_for_each_partner(desk: Desk) -> None:
    first = {"What is to be done?": ACTIONS[0]["title"]}
    desk.sets_up(PARTNERSHIP, WORDS, POSTS, first)
    the_landscape_is_mapped(desk)
    three_areas_and_four_themes(desk)
    the_actions_and_their_dates(desk)
    what_people_said(desk)
    the_work_plan_is_put_to_those_who_approve_it(desk)
    and_goes_round(desk)


def the_landscape_is_mapped(desk: Desk) -> None:
    desk.adds("group CPP Strategic Board", {"Kind": "Strategic Board", "Reach": "Area-wide"})
    desk.adds("role", {"Who": CHAIR, "Role": "Chair", "In the group": "CPP Strategic Board"})
    desk.adds("group Joint Programme Board", {"Kind": "programme board", "Reports to": "CPP Strategic Board"})
    desk.adds(
        "group CPP Task Group",
        {
            "Kind": "task group",
            "Reports to": "CPP Strategic Board",
            "Established": "3 March 2022",
            "Meets and reports": "monthly",
        },
    )
    desk.adds("role", {"Who": MANAGER, "Role": "Lead officer", "In the group": "CPP Task Group"})
    desk.adds("group Area Partnerships", {"Kind": "Area Partnership", "Reach": "Local"})
    desk.adds("group Area Partnership Working Groups", {"Reports to": "Area Partnerships", "Reach": "Local"})
    desk.adds("group South of Scotland delivery group", {"Reach": "Regional"})
    reaches = [row["reach"] for row in desk.rows(Group) if row["reach"]]
    assert sorted(set(reaches)) == ["area", "local", "region"]
    assert "Meets and reports: monthly" in desk.page("group", "CPP Task Group")
    landscape = desk.says("groups", CHAIR)
    assert "Joint Programme Board\nActive · reports to CPP Strategic Board" in landscape
    assert "Area Partnership Working Groups\nActive · Local · reports to Area Partnerships" in landscape
    assert "South of Scotland delivery group\nActive · Regional" in landscape
    assert "Reach: Regional" in desk.page("group", "South of Scotland delivery group")


def three_areas_and_four_themes(desk: Desk) -> None:
    for title, kind, state in (
        ("Community Plan", "Community Plan", "approved"),
        ("CPP Improvement Plan", "improvement plan", "approved"),
        ("CPP Work Plan", "work plan", "draft"),
        ("CPP Performance Framework", "performance framework", "draft"),
    ):
        desk.adds(f"plan {title}", {"Kind": kind, "State": state})
    for one, plan in zip(SETS.values(), ("CPP Work Plan", "CPP Improvement Plan"), strict=True):
        desk.adds(f"theme set {one['label']}", {"Of the plan": plan, "Agreed": one["agreed"]})
        for each in one["priorities"]:
            fields = {"In the set": one["label"], "Place in the order": str(each["position"])}
            if each["lead"]:
                fields["Led by the group"] = "CPP Task Group"
            desk.adds(f"theme {each['name']}", fields)
    assert [row["name"] for row in desk.rows(Priority)] == list(NAMES.values())
    themes = desk.says("themes", CHAIR)
    assert themes.startswith("Themes\nEnough money to live on\n4 themes")
    assert "Prioritise\n3 main areas of action · CPP Task Group" in themes


def the_actions_and_their_dates(desk: Desk) -> None:
    desk.edits("CPP-01", fields_of(ACTIONS[0]))
    for action in ACTIONS[1:]:
        said = desk.adds(f"action {action['title']}", fields_of(action))
        if action["ref_in_seed"] == "Item 1":
            assert "I can't read a date in “Joint Programme Board in August 2022 before" in said
    codes = {row["title"]: row["code"] for row in desk.rows(Action)}
    for milestone in MILESTONES:
        of = next((each["title"] for each in ACTIONS if each["id"] == milestone["action"]), None)
        fields = {"When": milestone["text"], **({"Of the action": codes[of]} if of else {})}
        desk.adds(f"milestone {milestone['title']}", fields)
    framework = codes["Develop a draft Performance Framework"]
    desk.says(f'milestone {framework} "Draft framework brought to the Strategic Board" by in due course')
    fields = {"Action": framework, "Waits for": codes["Develop a draft Work Plan"]}
    desk.adds("dependency Assuming that these outcomes and actions are approved", fields)
    assert {each["title"]: due(each) for each in desk.rows(Milestone)} == {
        "CPP review concluded": (date(2021, 12, 31), date(2021, 12, 31)),
        "Review outcomes presented to Strategic Board": (date(2022, 3, 1), date(2022, 5, 31)),
        "Draft Work Plan to Joint Programme Board": (date(2022, 8, 1), date(2022, 8, 31)),
        "Draft Work Plan to Strategic Board for approval": (date(2022, 9, 1), date(2022, 9, 30)),
        "Progress brought to Strategic Board": (date(2022, 11, 1), date(2022, 11, 30)),
        "Community Plan refreshed": (date(2023, 4, 1), date(2024, 3, 31)),
        "Draft framework brought to the Strategic Board": (None, None),
    }
    # In due course is no date: the framework stands among the undated, in the paper's words, and with its theme.
    assert "18 actions: 18 ⚪ Not started" in desk.says("list undated", CHAIR)
    assert 'no date set ("in due course")' in desk.says("list Performance undated", CHAIR)
    shown = desk.says(f"show {framework}", CHAIR)
    assert 'Draft framework brought to the Strategic Board · no date set ("in due course")' in shown
    assert "Theme: Performance" in shown
    assert "Develop a draft Work Plan" in desk.presses("Everything held", CHAIR)
    assert len(desk.rows(Dependency)) == 1


def due(row: Values) -> tuple[date | None, date | None]:
    """The first and the last day that are meant."""
    return row["earliest"], row["latest"]


def fields_of(action: Fact) -> dict[str, object]:
    """What the paper says of an action, as the form asks for it."""
    fields: dict[str, object] = {
        **in_words(action),
        "Themes it serves": [NAMES[each] for each in action["priorities"]],
        "In the plan": "CPP Work Plan" if action["plan"] == "sb-work-plan" else "CPP Improvement Plan",
    }
    if action["ref_in_seed"]:
        fields["Number in the paper"] = action["ref_in_seed"]
    if action["lead"]:
        fields["Led by the group"] = "CPP Task Group"
    return fields


def what_people_said(desk: Desk) -> None:
    desk.adds(
        f"consultation {CONSULTATION['title']}",
        {"How strong it is": CONSULTATION["strength"], "About the plan": "CPP Work Plan"},
    )
    for finding in CONSULTATION["findings"]:
        desk.adds(
            f"finding {finding['text']}",
            {"Of the consultation": CONSULTATION["title"], "Place in the order": str(finding["position"])},
        )
    for one in EVIDENCE:
        desk.adds(f"evidence {one['name']}", {"For the plan": "Community Plan"})
    page = desk.page("consultation", CONSULTATION["title"], CHAIR)
    assert "How strong it is: informative but not statistically significant" in page
    assert "Findings (3)\n• Making sure everyone has enough money to live on" in page
    assert len(desk.rows(Evidence)) == len(EVIDENCE)
    assert [row["words"] for row in desk.rows(Finding)] == [each["text"] for each in CONSULTATION["findings"]]


def the_work_plan_is_put_to_those_who_approve_it(desk: Desk) -> None:
    desk.adds(
        "approval", {"Plan": "CPP Work Plan", "Place in the order": "1", "By the group": "Joint Programme"}
    )
    desk.adds(
        "approval",
        {"Plan": "CPP Work Plan", "Place in the order": "2", "By the group": "CPP Strategic Board"},
    )
    desk.adds("approval", {"Plan": "CPP Work Plan", "Place in the order": "3", "By, in words": PARTNERS})
    desk.adds("meeting", {"Of the group": "CPP Task Group", "When": "5 July 2022", "State": "Held"})
    desk.adds("meeting", {"Of the group": "Joint Programme Board", "When": "August 2022"})
    desk.adds("meeting", {"Of the group": "CPP Strategic Board", "When": "8 September 2022", "Time": "2pm"})
    desk.adds("meeting", {"Of the group": "CPP Strategic Board", "When": "November 2022"})
    desk.adds(
        "report CPP Task Group - Improvement Plan Update",
        {
            "To the meeting": "CPP Strategic Board, 8 September 2022",
            "By": [CLERK, MANAGER],
            "Appendices": "CPP Improvement Plan\ndraft Work Plan\nconsultation findings\nCPP landscape",
        },
    )
    for reference, verb, words in RECOMMENDED:
        fields = {
            "Of the report": "CPP Task Group",
            "Number in the report": reference,
            "The meeting is asked to": verb,
        }
        desk.adds(f"recommendation {words}", fields)
    assert [row["reference"] for row in desk.rows(Recommendation)] == ["a)", "b)", "c)", "d)"]
    desk.says("assign PRI-01 Ewan Renton")
    desk.says("update PRI-01 green the Task Group met on 5 July", MANAGER)
    assert "Next: Joint Programme Board." in desk.page("plan", "CPP Work Plan")


def and_goes_round(desk: Desk) -> None:
    desk.stage.later(days=175)
    desk.until(at(2022, 9, 2))
    assert "Draft Work Plan to Joint Programme Board" in desk.written_to(MANAGER)[-1]
    desk.says('milestone PRI-01 met "Draft Work Plan to Joint Programme Board"', MANAGER)
    said = approves(desk, "Joint Programme Board", "August 2022")
    assert "Next: CPP Strategic Board." in said
    (digest,) = [said for said in desk.written_to(CHAIR) if "Board · Thu 8 Sep" in said]
    assert "Draft Work Plan to Strategic Board for approval (PRI-01), Sep 2022" in digest
    desk.until(at(2022, 9, 9))
    said = approves(desk, "CPP Strategic Board", "8 September 2022")
    assert f"Next: {PARTNERS}." in said
    assert "Set the plan to" not in said
    assert desk.row(Plan, title="CPP Work Plan")["state"] == "draft"
    said = approves(desk, "individual partners", "October 2022")
    assert "Approved by all 3 who are asked." in said
    assert "Community Plan" in desk.says("plans", CHAIR)
    assert [row["decision"] for row in desk.rows(Approval)] == ["approved"] * 3
    assert {row["Themes it serves"] for row in desk.sheet("Actions", CHAIR)} == set(NAMES.values())


def approves(desk: Desk, who: str, when: str) -> str:
    """The support officer enters that somebody approved the work plan; what they read."""
    return desk.edits(f"approval {who}", {"What came of it": "Approved", "When": when})
