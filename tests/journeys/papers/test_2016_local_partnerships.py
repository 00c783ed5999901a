"""The paper of 18 May 2016 to Full Council: five localities with their partnerships, and reports due at the June Board.

The paper names no locality: they are numbered here. It names people: here everybody is made up.
"""

from collections.abc import Iterator
from datetime import date

import pytest

from bot.rehearsal import Member
from storage.records import (
    Action,
    AuditRecommendation,
    Duty,
    Group,
    LearningPoint,
    Locality,
    Meeting,
    Milestone,
    Role,
    Seat,
)
from tests.journeys.papers.desk import Desk, at, opened
from tests.journeys.papers.stated import in_words, stated

UNA, HAMISH, BRYCE = "Una Sharp", "Hamish Orde", "Bryce Adie"
MEMBERS = (
    Member("U1", UNA, "una@example.org", is_admin=True),
    Member("U2", HAMISH, "hamish@example.org"),
    Member("U3", BRYCE, "bryce@example.org"),
)
POSTS = {
    UNA: "Community Planning Policy Team Leader, Perth and Kinross Council",
    HAMISH: "Director, NHS Tayside",
    BRYCE: "Locality Lead, Perth and Kinross Association of Voluntary Services",
}
PARTNERSHIP = {
    "The partnership's name": "Perth and Kinross Community Planning Partnership",
    "For short": "CPP",
    "The place it plans for": "Perth and Kinross",
}

NEXT_STEPS = stated("S4", "actions")
RULE = (
    "Each partnership will have a Chair and a Lead Officer, who will both be senior officers from CP Partners"
)
PERIOD = "1 Oct 2015 to 31 Mar 2016"
PLACES = [f"Locality {number}" for number in range(1, 6)]

LEARNING = (
    "Communities, Elected Members and Services should be equal partners",
    "Partnerships should focus on outcomes and be action-oriented",
    "We can utilise participatory budgeting to engage communities",
    "We will need to be flexible and open to change",
    "Pragmatism will be required in early days to establish partnerships",
    "We must provide all stakeholders with clarity about what we are trying to achieve, why, and how",
    "Partnerships will take time to be established, and they need the space to do this",
    "Partnerships require a strong Chair and Lead Officer",
    "We accept that there is a big learning curve for all involved",
    "There must be a manageable number of regular representatives",
    "Partnerships must make progress visible and look for quick wins",
)
AUDIT = stated("S4", "external_recommendations")


@pytest.fixture
def desk(database_url: str) -> Iterator[Desk]:
    """An empty workspace on the day of the paper."""
    with opened(database_url, at(2016, 5, 18), MEMBERS) as desk:
        yield desk


def test_the_paper_of_2016_is_kept_and_comes_back_as_it_was_written(desk: Desk) -> None:
    first = {"What is to be done?": NEXT_STEPS[0]["title"]}
    assert "is set up: 3 people and 1 action" in desk.sets_up(PARTNERSHIP, {}, POSTS, first)
    the_groups(desk)
    the_five_partnerships(desk)
    a_sixteenth_representative_is_warned_about(desk)
    the_reports_that_are_owed(desk)
    the_next_steps(desk)
    what_was_learnt_and_what_auditors_recommend(desk)
    what_the_june_board_is_told(desk)


def the_groups(desk: Desk) -> None:
    desk.edits("body Perth and Kinross Association", {"Abbreviation": "PKAVS", "Kind": "third sector"})
    desk.adds("group CPP Board", {"Kind": "Board"})
    desk.adds("role", {"Who": HAMISH, "Role": "Chair", "In the group": "CPP Board"})
    desk.adds("group Outcome Delivery Groups", {"Kind": "delivery groups", "Reports to": "CPP Board"})
    desk.adds("group Community Safety Outcome Delivery Group", {"Reports to": "Outcome Delivery Groups"})
    desk.adds("group Health and Social Care Integration Pathfinder Board", {"Kind": "delivery group"})
    desk.adds(
        "group Integrated Joint Board for Health & Social Care",
        {"Also called": "IJB", "First met": "6 November 2015", "Statutory": "Yes"},
    )
    desk.edits(
        "group Pathfinder",
        {"Life cycle": "Replaced", "Replaced by": "Integrated Joint Board", "Ended": "6 November 2015"},
        why="The IJB met for the first time on 6 November 2015, replacing it.",
    )
    desk.adds("group Community Justice Partnership", {"Life cycle": "In its shadow year", "Statutory": "Yes"})
    desk.adds("group Community Empowerment Working Group", {"Also called": "CEWG", "Kind": "working group"})
    desk.adds("group Communications Subgroup", {"Reports to": "Community Empowerment Working Group"})
    listed = desk.says("group")
    assert "Communications Subgroup\nActive · reports to Community Empowerment Working Group" in listed
    assert "Community Justice Partnership\nIn its shadow year" in listed
    assert "Pathfinder" not in listed
    assert "1 more is over and left out" in listed
    page = desk.page("group", "Pathfinder")
    assert "Replaced by: Integrated Joint Board for Health & Social Care" in page
    assert "Ended: 6 November 2015" in page
    assert "First met: 6 November 2015" in desk.page("group", "Integrated Joint Board")


def the_five_partnerships(desk: Desk) -> None:
    for place in PLACES:
        desk.adds(f"locality {place}", {"Story of Place": "Drafted"})
        desk.adds(
            f"group {place} Community Planning Partnership",
            {
                "Kind": "Local Community Planning Partnership",
                "For the locality": place,
                "Most representatives": "15",
                "Open meetings": "No",
                "Who may chair and lead it": RULE,
                "Membership is reviewed": "after 12 months",
                "Next membership review": "2017-05-18",
            },
        )
        for kind in ("Partner", "Community", "Elected member"):
            desk.adds("seat", {"Group": f"{place} Community", "Kind of seat": kind})
    desk.adds(
        "group Local Community Planning Partnerships", {"Also called": "LCPPs", "How many there are": "5"}
    )
    assert len(desk.rows(Locality)) == 5
    partnerships = desk.rows(Group, kind="Local Community Planning Partnership")
    assert {row["most_representatives"] for row in partnerships} == {15}
    assert {row["open_meetings"] for row in partnerships} == {False}
    assert len(desk.rows(Seat)) == 15
    assert "Story of Place: Drafted" in desk.page("locality", "Locality 3")
    page = desk.page("group", "Locality 3")
    assert "Open meetings: No" in page
    assert RULE in page
    assert "Membership is reviewed: after 12 months" in page


def a_sixteenth_representative_is_warned_about(desk: Desk) -> None:
    group = "Locality 1 Community Planning Partnership"
    for role, who, post in (
        ("Chair", "Sorley Blane", "Area Director, NHS Tayside"),
        ("Lead officer", "Effie Marr", "Head of Service, Perth and Kinross Council"),
    ):
        desk.says(f"contact add {who}, {post}")
        desk.adds("role", {"Who": who, "Role": role, "In the group": group})
    seats = ["Partner"] * 6 + ["Community"] * 5 + ["Elected member"] * 5
    for number, seat in enumerate(seats, 1):
        desk.says(f"contact add Person {number:02d}, Representative {number:02d}, Body {number % 5}")
        said = desk.adds(
            "role",
            {
                "Who": f"Person {number:02d}",
                "Role": "Representative",
                "In the group": group,
                "Kind of seat": seat,
            },
        )
        warned = f"{group} has 16 representatives now; it may have at most 15." in said
        assert warned is (number == 16)
    assert len(desk.rows(Role, role="representative")) == 16
    who = desk.says(f"who sits on {group}?")
    assert "Sorley Blane, Area Director, NHS Tayside · chair" in who
    assert "Effie Marr, Head of Service, Perth and Kinross Council · lead officer" in who
    assert "Person 12, Representative 12, Body 2 · representative (elected member seat)" in who
    page = desk.page("group", "Locality 1")
    assert "16 of at most 15 representatives" in page
    assert "Partner · 6 filled" in page
    assert "Community · 5 filled" in page
    assert "Elected member · 5 filled" in page


def the_reports_that_are_owed(desk: Desk) -> None:
    desk.adds("meeting", {"Of the group": "CPP Board", "When": "19 February 2016", "State": "Held"})
    desk.adds(
        "meeting",
        {
            "Of the group": "CPP Board",
            "When": "10 June 2016",
            "Time": "10:00",
            "Papers close on": "2016-06-01",
        },
    )
    desk.adds("meeting", {"When": "October 2016", "Called": "Full Council"})
    desk.adds(
        "duty",
        {
            "Who owes it": "Outcome Delivery Groups",
            "What": "A report",
            "To the group": "CPP Board",
            "How often": "Every six months",
            "For the period": PERIOD,
            "Next due": "10 June 2016",
            "At the meeting": "CPP Board, 10 June 2016",
        },
    )
    desk.adds(
        "duty",
        {
            "Who owes it": "Integrated Joint Board",
            "What": "A report",
            "To the group": "CPP Board",
            "How often": "At regular intervals",
            "In words": "to ensure CPP Board has oversight of how health outcomes are improved",
        },
    )
    owed = desk.says("list reporting duties")
    for said in ("Outcome Delivery Groups", "CPP Board", "10 June 2016", PERIOD, "At regular intervals"):
        assert said in owed
    six_monthly, regular = desk.rows(Duty)
    assert (six_monthly["cadence"], six_monthly["latest"]) == ("six_monthly", date(2016, 6, 10))
    assert (regular["cadence"], regular["latest"]) == ("regular_intervals", None)
    full_council = desk.row(Meeting, name="Full Council")
    assert (full_council["precision"], full_council["date_words"]) == ("month", "October 2016")


def the_next_steps(desk: Desk) -> None:
    desk.edits("CPP-01", {**in_words(NEXT_STEPS[0]), "Led by the group": "Local Community Planning Partn"})
    for step in NEXT_STEPS[1:]:
        led = {"Led by the body": "Perth and Kinross Association"} if step["lead"] == "pk-pkavs" else {}
        desk.adds(f"action {step['title']}", {**in_words(step), **led})
    desk.edits("action Continue preparing Stories of Place", {"Localities": PLACES})
    desk.adds("milestone Local Community Planning Partnerships meet the six aims", {"When": "April 2017"})
    desk.says('milestone CPP-11 "Paper to Full Council" by October 2016')
    kept = {row["title"]: row for row in desk.rows(Action)}
    assert kept.keys() == {step["title"] for step in NEXT_STEPS}
    assert kept["Engagement with communities to ensure the right representation"]["date_words"] == (
        "May 2016 onwards"
    )
    october = kept["Bring paper to Full Council in October 2016"]
    assert (october["earliest"], october["latest"]) == (date(2016, 10, 1), date(2016, 10, 31))
    assert october["date_words"] == "October 2016"
    listed = desk.says("list undated")
    assert "9 actions: 9 ⚪ Not started" in listed
    assert "CPP-10 LCPPs start work" in listed
    assert 'no date set ("from late May onwards")' in listed
    assert 'no date set ("June 2016 onwards")' in listed
    unowned = desk.says("list unowned")
    assert "11 actions: 11 ⚪ Not started" in unowned
    assert "nobody yet · due May 2016" in unowned
    assert "Starts: Autumn 2016" in desk.says("show CPP-10", BRYCE)
    desk.says("show CPP-08", BRYCE)
    assert "Localities: Locality 1, Locality 2, Locality 3, Locality 4, Locality 5" in (
        desk.presses("Everything held", BRYCE)
    )
    aims, paper = desk.rows(Milestone)
    assert (aims["action_id"], aims["latest"]) == (None, date(2017, 4, 30))
    assert paper["action_id"] == october["id"]


def what_was_learnt_and_what_auditors_recommend(desk: Desk) -> None:
    for place, words in enumerate(LEARNING, 1):
        desk.adds(f"learning point {words}", {"Kind": "Something learnt", "Place in the order": str(place)})
    for one in AUDIT:
        fields = {"Who, and in which report": one["from"], "When": "March 2016", "Number": one["ref"]}
        desk.adds(f"audit recommendation {one['text']}", fields)
    desk.edits(
        "audit strong voice in planning",
        {
            "The partnership's response": "Already incorporated into the development of locality planning.",
            "State": "Accepted",
        },
    )
    assert [row["name"] for row in desk.rows(LearningPoint)] == list(LEARNING)
    assert len(desk.rows(AuditRecommendation)) == 3
    assert "1–10 of 11" in desk.says("list learning points")
    assert "Audit Scotland, Community Planning: An Update · March 2016 · Accepted" in desk.says("audit")


def what_the_june_board_is_told(desk: Desk) -> None:
    desk.says("show CPP-03", BRYCE)
    desk.presses("Take it on", BRYCE)
    desk.says("update CPP-03 green conducting engagement workshops with communities during May", BRYCE)
    desk.says("assign CPP-11 Una Sharp")
    desk.until(at(2016, 6, 6))
    (digest,) = [said for said in desk.written_to(HAMISH) if "Board · Fri 10 Jun, 10 am" in said]
    assert "Next: Paper to Full Council (CPP-11), Oct 2016" in digest
    assert "11 actions: 1 🟢 On track · 10 ⚪ Not started" in digest
    assert any("Bring paper to Full Council" in said for said in desk.written_to(UNA))
    assert not any("CPP-03" in said for said in desk.written_to(BRYCE)[1:])
    owed, _ = desk.sheet("Reporting duties", HAMISH)
    assert owed["Who owes it"] == "Outcome Delivery Groups"
    assert (owed["How often"], owed["For the period"]) == ("Every six months", PERIOD)
    assert owed["Next due"].date() == date(2016, 6, 10)
    partnerships = [row for row in desk.sheet("Groups", HAMISH) if row["Most representatives"]]
    assert [row["For the locality"] for row in partnerships] == PLACES
    assert {row["Open meetings"] for row in partnerships} == {"No"}
