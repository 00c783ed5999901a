"""The case study of 2024: five priorities become three, each led by a group, and nothing is lost on the way.

The paper does not say what became of three of the five, nor of any action: that is made up here, as the people are.
"""

from collections.abc import Iterator
from datetime import date

import pytest

from bot.practice import Message
from bot.rehearsal import Member
from storage.records import Action, Approval, Group, Meeting, Milestone, Priority, PrioritySet, Succession
from tests.journeys.papers.desk import Desk, at, opened
from tests.journeys.papers.stated import stated

CLERK, CHAIR, OFFICER = "Ailie Muir", "Neil Baird", "Isobel Laing"
MEMBERS = (
    Member("U1", CLERK, "ailie@example.org", is_admin=True),
    Member("U2", CHAIR, "neil@example.org"),
    Member("U3", OFFICER, "isobel@example.org"),
)
POSTS = {
    CLERK: "Community Planning Officer, Perth and Kinross Council",
    CHAIR: "Director, NHS Tayside",
    OFFICER: "Partnership Manager, Perth and Kinross Association of Voluntary Services",
}
PARTNERSHIP = {
    "The partnership's name": "Perth and Kinross Community Planning Partnership",
    "For short": "CPP",
    "The place it plans for": "Perth and Kinross",
}
OLD_PLAN, NEW_PLAN = "Local Outcomes Improvement Plan 2022-2032", "Revised LOIP"
FIVE = (
    "Poverty",
    "Mental and physical wellbeing",
    "Skills, learning and development",
    "Employability",
    "Digital participation",
)
THREE = {
    "Poverty": "Anti-Poverty Taskforce",
    "Health & wellbeing": "Health & Wellbeing Partnership",
    "Employability": "Local Employability Partnership",
}
BECAME = {
    "“Poverty” goes on in": ["Poverty"],
    "“Mental and physical wellbeing” goes on in": ["Health & wellbeing"],
    "“Skills, learning and development” goes on in": ["Employability"],
    "“Employability” goes on in": ["Employability"],
    "“Digital participation” goes on in": ["Not known"],
}
OPEN_ACTIONS = {
    "A pilot Cash First Partnership": "Poverty",
    "Cosy Spaces": "Poverty",
    "Walking groups": "Mental and physical wellbeing",
    "Open days": "Skills, learning and development",
    "A route into work": "Employability",
    "Devices for learners": "Digital participation",
}
DECISION = "To shift the CPP focus to three priorities: poverty, health & wellbeing and employability"
FOCUSES = stated("S3", "change_focus_end_2023")
LEARNT = stated("S3", "learning")
SIGN_OFF = "Final sign off of revised LOIP and governance"


@pytest.fixture
def desk(database_url: str) -> Iterator[Desk]:
    """An empty workspace as the year begins."""
    with opened(database_url, at(2024, 1, 15), MEMBERS) as desk:
        yield desk


def test_five_priorities_become_three_and_the_old_ones_can_still_be_read(desk: Desk) -> None:
    first = {
        "What is to be done?": "A pilot Cash First Partnership",
        "Which priority does it serve?": "Poverty",
    }
    assert "is set up: 3 people and 1 action" in desk.sets_up(PARTNERSHIP, {}, POSTS, first)
    five_priorities_and_what_is_under_them(desk)
    desk.stage.later(days=220)
    groups_that_exist_and_one_that_is_new(desk)
    five_become_three(desk)
    what_was_can_still_be_read(desk)
    in_principle_then_the_first_meeting_of_2025(desk)


def five_priorities_and_what_is_under_them(desk: Desk) -> None:
    desk.adds("group CPP Board", {"Kind": "Board"})
    desk.adds("role", {"Who": CHAIR, "Role": "Chair", "In the group": "CPP Board"})
    desk.adds(
        f"plan {OLD_PLAN}", {"Kind": "LOIP", "State": "approved", "From": "2022", "Planned end": "2032"}
    )
    desk.edits(
        "priority set Priorities",
        {"What they are called together": "Five strategic priorities", "Of the plan": OLD_PLAN},
    )
    for name in FIVE[1:]:
        desk.adds(f"priority {name}", {"In the set": "Five strategic priorities"})
    for title, serves in list(OPEN_ACTIONS.items())[1:]:
        desk.adds(f"action {title}", {"Priorities it serves": [serves], "In the plan": OLD_PLAN})
    for place, focus in enumerate(FOCUSES, 1):
        fields = {"Kind": "A focus of change", "Place in the order": str(place)}
        desk.adds(f"learning point {focus['name']}", fields)
    desk.says(f"assign {code(desk, 'Walking groups')} {OFFICER}")
    desk.says(f"update {code(desk, 'Walking groups')} green three groups walk each week", OFFICER)
    assert [row["name"] for row in desk.rows(Priority)] == list(FIVE)


def code(desk: Desk, title: str) -> str:
    """The code of the action of this title."""
    return str(desk.row(Action, title=title)["code"])


def groups_that_exist_and_one_that_is_new(desk: Desk) -> None:
    desk.adds("group Anti-Poverty Taskforce", {"Kind": "thematic partnership"})
    desk.adds("group Local Employability Partnership", {"Kind": "thematic partnership"})
    desk.adds(
        "meeting",
        {"When": "early 2024", "Called": "In person meeting", "Kind": "workshop", "State": "Held"},
    )
    desk.adds("meeting", {"When": "August 2024", "Called": "Health and wellbeing workshop", "State": "Held"})
    desk.adds(
        "group Health & Wellbeing Partnership",
        {
            "Kind": "thematic partnership",
            "Established": "August 2024",
            "Focus": "child health\nobesity and physical activity\nageing",
        },
    )
    desk.adds("role", {"Who": OFFICER, "Role": "Chair", "In the group": "Health & Wellbeing Partnership"})
    page = desk.page("group", "Health & Wellbeing Partnership", CHAIR)
    assert "child health" in page
    assert "Established: August 2024" in page
    assert len(desk.rows(Group)) == 4


def five_become_three(desk: Desk) -> None:
    desk.adds(f"plan {NEW_PLAN}", {"Kind": "LOIP", "State": "draft"})
    desk.stage.types(CLERK, "priority replace")
    desk.saves(
        {
            "What are the new ones called together?": "Three priorities",
            "The new priorities, one a line": "\n".join(THREE),
            "Agreed when?": "early 2024",
            "Of the plan": NEW_PLAN,
        }
    )
    desk.saves({**BECAME, "The decision, word for word": DECISION, "At the meeting": "In person meeting"})
    desk.stage.rehearsal.settle()
    desk.closes()
    walk = desk.newest("Keep these 5 as suggested")
    assert isinstance(walk, Message)
    assert "6 actions to decide on" in walk.readable
    devices = code(desk, "Devices for learners")
    decides(desk, walk, devices, "Close: business as usual now")
    desk.saves({"In a sentence": "The libraries lend them now."})
    desk.stage.rehearsal.settle()
    assert "5 actions to decide on" in walk.readable
    desk.presses("Keep these 5 as suggested")
    assert "Five priorities became three" in walk.readable
    assert "Skills, learning and development and Employability became Employability" in walk.readable
    assert "Digital participation: what became of it is not known" in walk.readable
    assert "5 actions go on (Poverty 2, Health & wellbeing 1, Employability 2)" in walk.readable
    assert "1 action was closed (business as usual now 1)" in walk.readable
    for name, group in THREE.items():
        desk.says("priority", CLERK)
        desk.presses("Open", near=name.replace("&", "&amp;"))
        desk.presses("Edit")
        desk.saves({"Led by the group": group})
        desk.closes()
    listed = desk.says("priority", CHAIR)
    assert [f"{name}\nThree priorities · {group}" in listed for name, group in THREE.items()] == [True] * 3
    assert "5 more are over and left out" in listed
    assert "Health & Wellbeing Partnership" in desk.says("who leads Health & wellbeing?", CHAIR)
    old, new = desk.rows(PrioritySet)
    assert (old["replaced_by_id"], new["replaced_by_id"], len(desk.rows(Succession))) == (new["id"], None, 5)


def decides(desk: Desk, walk: Message, action: str, words: str) -> None:
    """The support officer decides on an action of the list."""
    block = next(
        each for each in walk.blocks if str(each.get("block_id", "")).startswith(f"decide {action} ")
    )
    menu = block["accessory"]
    value = next(each["value"] for each in menu["options"] if each["text"]["text"] == words)
    person = desk.stage.person(CLERK)
    desk.stage.team.choose(person, walk, menu["action_id"], value, block_id=block["block_id"])


def what_was_can_still_be_read(desk: Desk) -> None:
    walking, devices = code(desk, "Walking groups"), code(desk, "Devices for learners")
    history = desk.says(f"history {walking}", CHAIR)
    assert "Priorities it serves: added Health & wellbeing" in history
    assert "Priorities it serves: no longer Mental and physical wellbeing" in history
    assert "three groups walk each week" in history
    assert "Priority: Health & wellbeing" in desk.says(f"show {walking}", CHAIR)
    then = desk.says(f"show {walking} as at 1 March 2024", CHAIR)
    assert "As it stood on Friday 1 March 2024 (end of day)" in then
    assert "Priority: Mental and physical wellbeing" in then
    assert "Mental and physical wellbeing\nFive strategic priorities" in (
        desk.says("priority as at 1 March 2024", CHAIR)
    )
    closed = desk.says(f"show {devices}", CHAIR)
    assert "Closed: business as usual now" in closed
    assert "The libraries lend them now." in closed
    assert f"{devices} Devices for learners" in desk.says("list Digital participation", CHAIR)
    assert walking in desk.says("list Mental and physical wellbeing", CHAIR)


def in_principle_then_the_first_meeting_of_2025(desk: Desk) -> None:
    asked = {"Plan": NEW_PLAN, "By the group": "CPP Board"}
    said = desk.adds("approval", {**asked, "What came of it": "In principle", "When": "December 2024"})
    assert "☑️ CPP Board: approved it in principle, December 2024" in said
    assert "Next: CPP Board, for the final approval." in said
    desk.stage.types(CLERK, "edit plan Revised LOIP")
    desk.saves({"State": "in principle"})
    desk.closes()
    desk.adds("approval", {**asked, "Place in the order": "2", "When": "the first meeting in 2025"})
    desk.adds(f"milestone {SIGN_OFF}", {"When": "the first meeting in 2025"})
    assert f"{SIGN_OFF}\nthe first meeting in 2025" in desk.says("list milestones", CHAIR)
    assert due(desk) == (date(2025, 1, 1), date(2025, 12, 31), None)

    said = desk.adds("meeting", {"Of the group": "CPP Board", "When": "28 February 2025", "Time": "10:00"})
    assert f"Due at this meeting now: {SIGN_OFF} (“the first meeting in 2025”)" in said
    meeting = desk.row(Meeting, group_id=desk.row(Group, kind="board")["id"])["id"]
    assert due(desk) == (date(2025, 2, 28), date(2025, 2, 28), meeting)
    assert f"{SIGN_OFF}\nFri 28 Feb 2025 (the first meeting in 2025)" in desk.says("list milestones", CHAIR)
    _, final = desk.rows(Approval)
    assert (final["meeting_id"], final["latest"], final["decision"]) == (meeting, date(2025, 2, 28), None)
    for place, point in enumerate(LEARNT, 1):
        fields = {"Kind": "Something learnt", "Place in the order": str(place), "In full": point["text"]}
        desk.adds(f"learning point {point['name']}", fields)
    kinds = [row["Kind"] for row in desk.sheet("Learning points", CHAIR)]
    assert sorted(kinds) == ["A focus of change"] * 4 + ["Something learnt"] * 3


def due(desk: Desk) -> tuple[date, date, int | None]:
    """When the final sign off is due, and at which meeting."""
    row = desk.row(Milestone)
    return row["earliest"], row["latest"], row["meeting_id"]
