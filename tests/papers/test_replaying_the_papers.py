"""What five published papers state of two partnerships comes into the register as they state it, and no more."""

from collections import Counter
from datetime import date
from typing import Any

import pytest
import yaml

from bot.rules.dates import Due, due_in_words
from bot.rules.register_form import ImportReport, Severity
from bot.services.import_register import import_register
from bot.services.register_file import read_register_file
from storage.engine import Database
from storage.records import Action, Contact, Group, Locality, Meeting, Milestone, Priority, Role, Update
from storage.repositories import Register
from tests.papers.conftest import AT, PAPERS, TESTER

INVENTED = {
    "Iona Tarbert",
    "Magnus Fairlie",
    "Senga Wardlaw",
    "Lorna Dunnet",
    "Ewan Strathie",
    "Greer Abernyte",
    None,
}


def test_no_real_person_is_named_in_the_replay() -> None:
    values: dict[str, Any] = yaml.safe_load(PAPERS.read_text(encoding="utf-8"))
    people = [person for one in values["partnerships"] for person in one["people"]]
    assert len(people) == 7
    assert {person["name"] for person in people} == INVENTED


def test_two_partnerships_forty_four_actions_and_thirteen_milestones_come_in_without_an_error(
    report: ImportReport,
) -> None:
    assert not report.refused
    assert report.found(Severity.ERROR) == ()
    counts = [one.counts for one in report.partnerships]
    # Four enabling actions come to the forty-four.
    assert [count["actions"].added for count in counts] == [28, 20]
    assert sum(count["milestones"].added for count in counts) == 13
    assert [count["meetings"].added for count in counts] == [22, 8]


def test_all_that_is_noted_is_what_the_papers_themselves_leave_open(report: ImportReport) -> None:
    noted = Counter(finding.not_understood for finding in report.found(Severity.NOTE))
    assert noted == {"'shadow' year": 1, "no name": 5, "'in parallel' is not a date": 1}


def test_a_second_import_changes_nothing(papers: Database, report: ImportReport) -> None:
    again = import_register(papers, read_register_file(PAPERS), None, TESTER, AT)
    assert again.changed_nothing


def test_references_stay_the_free_text_of_the_papers(perth: Register, borders: Register) -> None:
    references = {row.paper_reference for row in (*perth.rows.all(Action), *borders.rows.all(Action))}
    assert {
        "Action 1",
        "Action 2",
        "Action 3.1",
        "Working Group priority 1",
        "Item 2",
        "key action",
    } <= references


def test_no_action_has_an_officer_or_a_status(perth: Register, borders: Register) -> None:
    actions = [*perth.rows.all(Action), *borders.rows.all(Action)]
    assert {action.officer_id for action in actions} == {None}
    assert {action.status for action in actions} == {"not_started"}


def test_what_the_papers_say_of_progress_is_an_update_nobody_is_named_for(borders: Register) -> None:
    updates = borders.rows.all(Update)
    assert {update.words for update in updates} == {
        "Initial work has been undertaken",
        "proposals are still being considered",
    }
    assert {(update.status, update.contact_id, update.way) for update in updates} == {(None, None, "import")}


def test_in_due_course_is_no_date_set_with_its_words_kept(borders: Register) -> None:
    rows = [action for action in borders.rows.all(Action) if action.date_words == "in due course"]
    assert len(rows) == 2
    assert {(row.earliest, row.latest, row.precision) for row in rows} == {(None, None, "none")}


def test_from_late_may_onwards_sets_no_date(perth: Register) -> None:
    row = next(action for action in perth.rows.all(Action) if action.date_words == "from late May onwards")
    assert (row.latest, row.precision, row.starts_words) == (None, "none", "2016-05")


def test_no_action_has_a_stated_day_but_the_end_of_a_financial_year(
    perth: Register, borders: Register
) -> None:
    actions = [*perth.rows.all(Action), *borders.rows.all(Action)]
    assert {action.precision for action in actions} == {"none", "month", "year", "year_end", "financial_year"}
    ends = [action.latest for action in actions if action.precision == "year_end"]
    assert ends == [date(2023, 3, 31)] * 3


def test_the_first_meeting_in_2025_is_bound_to_that_meeting(perth: Register) -> None:
    signed = next(row for row in perth.rows.all(Milestone) if row.title.startswith("Final sign off"))
    meeting = perth.rows.get(Meeting, signed.meeting_id or 0)
    assert meeting is not None
    assert (meeting.precision, meeting.earliest, meeting.latest) == (
        "meeting",
        date(2025, 1, 1),
        date(2025, 12, 31),
    )
    assert (signed.precision, signed.latest) == ("meeting", date(2025, 12, 31))
    assert signed.date_words == "the first meeting in 2025"


@pytest.mark.parametrize(
    ("title", "earliest", "latest", "precision"),
    [
        ("New LOIP in place", date(2021, 7, 1), date(2021, 12, 31), "half_year"),
        ("CPP review concluded", date(2021, 12, 31), date(2021, 12, 31), "year_end"),
        ("Review outcomes presented to Strategic Board", date(2022, 3, 1), date(2022, 5, 31), "season"),
        ("Community Plan refreshed", date(2023, 4, 1), date(2024, 3, 31), "financial_year"),
    ],
)
def test_imprecise_milestones_keep_how_imprecise_they_are(
    perth: Register, borders: Register, title: str, earliest: date, latest: date, precision: str
) -> None:
    rows = [*perth.rows.all(Milestone), *borders.rows.all(Milestone)]
    row = next(milestone for milestone in rows if milestone.title == title)
    assert (row.earliest, row.latest, row.precision) == (earliest, latest, precision)


def test_november_december_2015_is_two_months(perth: Register) -> None:
    row = next(one for one in perth.rows.all(Meeting) if one.date_words == "November/December 2015")
    due = Due(row.earliest, row.latest, row.precision, row.date_words or "")
    assert (row.precision, due_in_words(due, AT.date())) == ("two_months", "Nov–Dec 2015")


def test_meetings_of_the_council_and_of_the_whole_partnership_have_no_group_but_a_name(
    perth: Register,
) -> None:
    loose = [meeting for meeting in perth.rows.all(Meeting) if meeting.group_id is None]
    assert len(loose) == 10
    assert Counter(meeting.name for meeting in loose)["Perth and Kinross Council"] == 5
    assert all(meeting.name for meeting in loose)


def test_priorities_of_one_name_in_two_sets_share_their_prefix(perth: Register) -> None:
    prefixes: dict[str, set[str]] = {}
    for priority in perth.rows.all(Priority):
        prefixes.setdefault(priority.name, set()).add(priority.prefix)
    assert prefixes["Poverty"] == {"POV"}
    assert all(len(given) == 1 for given in prefixes.values())
    assert len(set.union(*prefixes.values())) == len(prefixes)


def test_the_shadow_year_is_read_and_the_board_gets_a_digest(perth: Register) -> None:
    groups = {group.name: group for group in perth.rows.all(Group)}
    assert groups["Community Justice Partnership"].state == "shadow"
    assert groups["Health and Social Care Integration Pathfinder Board"].state == "replaced"
    assert {name for name, group in groups.items() if group.digest} == {
        "CPP Board",
        "CPP Executive Officer Group",
    }


def test_nobody_of_the_papers_can_be_written_to(perth: Register, borders: Register) -> None:
    contacts = [*perth.rows.all(Contact), *borders.rows.all(Contact)]
    assert len(contacts) == 7
    assert not any(contact.can_contact or contact.email for contact in contacts)


def test_a_lead_officer_named_with_a_group_holds_that_role(perth: Register) -> None:
    role = perth.rows.all(Role)
    assert [(one.role, one.group_id is not None) for one in role] == [("lead_officer", True)]


def test_five_localities_without_a_name_are_told_apart(perth: Register) -> None:
    assert [row.name for row in perth.rows.all(Locality)] == [f"Locality {number}" for number in range(1, 6)]
