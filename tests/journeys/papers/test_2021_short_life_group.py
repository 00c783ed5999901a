"""The paper of 2 July 2021 (report G/21/99): a short-life group, and three actions that ask something of the Board.

It names no critical friend and no risk: those here, and everybody else, are made up.
"""

from collections.abc import Iterator

import pytest

from bot.rehearsal import Member
from storage.records import Action, Ask, Duty, LearningPoint, Priority, Recommendation, Role
from tests.journeys.papers.desk import Desk, at, opened
from tests.journeys.papers.stated import Fact, quote, stated

CLERK, CHAIR, LEAD, EXECUTIVE = "Ailie Muir", "Neil Baird", "Isobel Laing", "Ewan Forsyth"
MEMBERS = (
    Member("U1", CLERK, "ailie@example.org", is_admin=True),
    Member("U2", CHAIR, "neil@example.org"),
    Member("U3", LEAD, "isobel@example.org"),
    Member("U4", EXECUTIVE, "ewan@example.org"),
)
POSTS = {
    CLERK: "Depute Director, Communities Service, Perth and Kinross Council",
    CHAIR: "Director, NHS Tayside",
    LEAD: "Partnership Manager, Perth and Kinross Council",
    EXECUTIVE: "Area Commander, The Police",
}
PARTNERSHIP = {
    "The partnership's name": "Perth and Kinross Community Planning Partnership",
    "For short": "CPP",
    "The place it plans for": "Perth and Kinross",
}
FIVE = {
    "Poverty": "child poverty\nfuel poverty\nfood poverty",
    "Mental and physical wellbeing": "",
    "Skills, learning and development": "",
    "Employability": "",
    "Digital participation": "",
}
FRIENDS = ("Rhona Kerr", "Dougal Innes", "Mairi Todd", "Struan Rae", "Kirsty Bell")
OF_THE_GROUP = stated("S0", "actions")
ENABLING = stated("S0", "enabling_actions")
WAYS = stated("S0", "ways_of_working")
ASKED = {
    "Action 1": (
        "decide",
        "Approve mini workshops with appropriate officers and partners from existing workstreams",
    ),
    "Action 2": ("decide", "Approve a new approach to input, guidance and scrutiny from CPP Board"),
    "Action 3.1": ("direct", "Request that evidence be reviewed to identify a locality for a pilot"),
}


@pytest.fixture
def desk(database_url: str) -> Iterator[Desk]:
    """An empty workspace on the day the Board established the group."""
    with opened(database_url, at(2021, 5, 21), MEMBERS) as desk:
        yield desk


def test_the_paper_of_2021_puts_three_asks_to_the_board_and_hears_what_came_of_them(desk: Desk) -> None:
    first = {"What is to be done?": OF_THE_GROUP[0]["title"]}
    assert "is set up: 4 people and 1 action" in desk.sets_up(PARTNERSHIP, {}, POSTS, first)
    the_board_establishes_a_group(desk)
    five_priorities_each_with_a_critical_friend(desk)
    desk.stage.later(days=24)
    the_group_meets_and_agrees(desk)
    the_risk_profile_is_opened(desk)
    the_paper_asks(desk)
    the_chair_reads_it(desk)
    what_came_of_it(desk)


def the_board_establishes_a_group(desk: Desk) -> None:
    desk.adds("group CPP Board", {"Kind": "Board"})
    desk.adds("role", {"Who": CHAIR, "Role": "Chair", "In the group": "CPP Board"})
    desk.adds(
        "group CPP Executive Officer Group",
        {"Kind": "Executive Officer Group", "Also called": "CPPEOG", "Reports to": "CPP Board"},
    )
    desk.adds("role", {"Who": EXECUTIVE, "Role": "Representative", "In the group": "CPP Executive Officer"})
    desk.adds("meeting", {"Of the group": "CPP Board", "When": "21 May 2021", "State": "Held"})
    desk.adds("meeting", {"Of the group": "CPP Board", "When": "2 July 2021", "Time": "2pm"})
    desk.adds(
        "decision establish a Short Life Working Group to take this work forward",
        {"At the meeting": "CPP Board, 21 May 2021"},
    )
    desk.adds(
        "group Short Life Working Group",
        {
            "Kind": "short-life group",
            "Reports to": "CPP Board",
            "Life cycle": "Short-life",
            "Established": "21 May 2021",
            "First met": "14 June 2021",
        },
    )
    desk.adds("role", {"Who": LEAD, "Role": "Lead officer", "In the group": "Short Life"})
    page = desk.page("group", "Short Life Working Group")
    assert "Life cycle: Short-life" in page
    assert "Established: 21 May 2021" in page
    assert "First met: 14 June 2021" in page
    assert "establish a Short Life Working Group" in desk.says("decide")


def five_priorities_each_with_a_critical_friend(desk: Desk) -> None:
    desk.adds("plan Local Outcomes Improvement Plan", {"Kind": "LOIP", "State": "draft"})
    desk.adds(
        "priority set Five new strategic priorities",
        {"Of the plan": "Local Outcomes Improvement Plan", "Agreed": "December 2020"},
    )
    for (name, including), friend in zip(FIVE.items(), FRIENDS, strict=True):
        desk.adds(f"priority {name}", {"In the set": "Five new strategic priorities", "Including": including})
        desk.says(f"contact add {friend}, Head of Service, Body of {friend}")
        desk.adds("role", {"Who": friend, "Role": "Critical friend", "For the priority": name})
    assert [row["name"] for row in desk.rows(Priority)] == list(FIVE)
    assert desk.row(Priority, name="Poverty")["sub_topics"] == FIVE["Poverty"].splitlines()
    assert len(desk.rows(Role, role="critical_friend")) == 5
    assert "Kirsty Bell, Head of Service, Body of Kirsty Bell · critical friend" in (
        desk.says("who Digital participation", CHAIR)
    )
    assert "critical friend: Rhona Kerr" in desk.says("who is the critical friend for Poverty?", CHAIR)


def the_group_meets_and_agrees(desk: Desk) -> None:
    desk.adds(
        "meeting", {"Of the group": "Short Life Working Group", "When": "14 June 2021", "State": "Held"}
    )
    desk.edits("CPP-01", action_fields(OF_THE_GROUP[0]))
    for action in OF_THE_GROUP[1:]:
        desk.adds(f"action {action['title']}", action_fields(action))
    for enabling in ENABLING:
        desk.adds(
            f"action {enabling['name']}",
            {"Kind": "Enabling", "Why it needs the partnership": quote(enabling)},
        )
    for way in WAYS:
        desk.adds(f"learning point {way['name']}", {"Kind": "A way of working"})
    kept = {row["paper_reference"]: row for row in desk.rows(Action) if row["paper_reference"]}
    assert kept.keys() == {action["ref_in_seed"] for action in OF_THE_GROUP}
    titles = [row["title"] for row in desk.rows(Action) if str(row["kind"]).casefold() == "enabling"]
    assert titles == [each["name"] for each in ENABLING]
    assert len(desk.rows(LearningPoint, kind="way_of_working")) == len(WAYS) == 4
    for reference in ASKED:
        desk.says(f"assign {kept[reference]['code']} {LEAD}")
    desk.says(f"show {kept['Action 3.1']['code']}")
    page = desk.presses("Everything held")
    assert "Number in the paper: Action 3.1" in page
    assert "Needs a decision of: CPP Board" in page


def action_fields(action: Fact) -> dict[str, object]:
    """What the paper says of an action, as the form asks for it."""
    fields: dict[str, object] = {"Number in the paper": action["ref_in_seed"]}
    if action["lead"]:
        fields["Led by the group"] = "Short Life Working Group"
    if action.get("needs_decision_of"):
        fields["Needs a decision of"] = ["CPP Board"]
    if len(action["priorities"] or ()) == 5:
        fields["Priorities it serves"] = list(FIVE)
    return fields


def the_risk_profile_is_opened(desk: Desk) -> None:
    desk.adds(
        "reporting duty",
        {
            "Who owes it": "CPP Executive Officer Group",
            "What": "The risk profile",
            "To the group": "CPP Board",
            "How often": "At regular intervals",
            "In words": "to be monitored by the CPPEOG and reported to the Board",
        },
    )
    desk.adds(
        "risk Partners may not be able to share appropriate data",
        {"Likelihood": "3", "Impact": "4", "Watched by the group": "CPP Executive Officer Group"},
        EXECUTIVE,
    )
    assert desk.row(Duty)["kind"] == "risk_profile"
    assert "score 12 (3 × 4)" in desk.says("risk", CHAIR)
    assert "Watched by the group: CPP Executive Officer Group" in desk.page("risk", "share appropriate data")
    assert "share appropriate data" in desk.page("group", "CPP Executive Officer Group")


def the_paper_asks(desk: Desk) -> None:
    desk.adds(
        "report Revised LOIP – Short Life Working Group Update",
        {"Report number": "G/21/99", "To the meeting": "CPP Board, 2 July 2021", "By": [CLERK]},
    )
    for words in (
        "The priorities for the Working Group",
        "The initial actions identified by the Working Group",
    ):
        fields = {"Of the report": "Revised LOIP", "Number in the report": "4.1"}
        desk.adds(f"recommendation {words}", {**fields, "The meeting is asked to": "discuss and agree"})
    codes = {row["paper_reference"]: row["code"] for row in desk.rows(Action)}
    for reference, (kind, words) in ASKED.items():
        desk.fills(f"ask {codes[reference]} {kind} {words}", {}, LEAD)
    for item, (_, words) in enumerate(ASKED.values(), 1):
        desk.page("asks", words[:20])
        assert f"On the agenda of the Board, Fri 2 Jul, 2 pm, item {item}." in desk.presses(
            "Put on the agenda"
        )
    assert [(row["kind"], row["state"], row["item"]) for row in desk.rows(Ask)] == [
        ("decide", "on_agenda", "1"),
        ("decide", "on_agenda", "2"),
        ("direct", "on_agenda", "3"),
    ]
    assert len(desk.rows(Recommendation)) == 2


def the_chair_reads_it(desk: Desk) -> None:
    desk.until(at(2021, 6, 28))
    (digest,) = [said for said in desk.written_to(CHAIR) if "Board · Fri 2 Jul" in said]
    one, two, three = (f"{kind.upper()} {words}" for kind, words in ASKED.values())
    assert f"The Board is asked to\n1 {one}" in digest
    assert f"\n2 {two}\n" in digest
    assert f"\n3 {three}\n" in digest


def what_came_of_it(desk: Desk) -> None:
    desk.until(at(2021, 7, 5, 10))
    assert "Did the Board meet on Fri 2 Jul? What came of 3 asks?" in desk.written_to(CLERK)[-1]
    desk.presses("Say what came of it")
    came: dict[object, str] = {}
    for _, words in ASKED.values():
        came[words, "What came of it?"] = "Answered"
        came[words, "In words"] = f"Agreed: {words}"
    desk.saves(came)
    desk.closes()
    desk.until(at(2021, 7, 12, 10))
    heard = desk.written_to(LEAD)[-1]
    for kind, words in ASKED.values():
        assert f"{kind.upper()} {words}" in heard
        assert f'answered by the Board of Fri 2 Jul: "Agreed: {words}"' in heard
    assert {row["state"] for row in desk.rows(Ask)} == {"answered"}
    codes = {row["paper_reference"]: row["code"] for row in desk.rows(Action)}
    assert "answered, CPP Board Fri 2 Jul, item 3: Agreed: Request" in desk.says(
        f"show {codes['Action 3.1']}"
    )
    sheet = desk.sheet("Asks", CHAIR)
    assert [row["The Board is asked to"] for row in sheet] == ["Decide", "Decide", "Direct"]
    assert [row["Item"] for row in sheet] == ["1", "2", "3"]
