"""Listing actions."""

from datetime import date, timedelta
from typing import Any

from bot.rules.filtering import NotUnderstood
from bot.rules.screens import Listed
from bot.services.list_actions import list_actions
from storage.engine import Database
from tests.builders import MONDAY, RegisterBuilder


def listed(register: RegisterBuilder, words: str = "", page: int = 1) -> Listed:
    found = list_actions(register.database, register.ways, register.id, words, page, MONDAY)
    assert isinstance(found, Listed), found
    return found


def codes(register: RegisterBuilder, words: str = "") -> list[str]:
    return [line.action.code for line in listed(register, words).lines]


def test_every_action_stands_once_over_the_pages(database: Database) -> None:
    register = RegisterBuilder(database)
    made = [register.action(f"CPP-{number:02d}").code for number in range(1, 24)]

    pages = [listed(register, page=number) for number in (1, 2, 3)]

    assert [page.page.pages for page in pages] == [3, 3, 3]
    assert [line.action.code for page in pages for line in page.lines] == made


def test_a_hundredth_action_comes_after_the_ninety_ninth_over_the_pages(database: Database) -> None:
    register = RegisterBuilder(database)
    in_order = [f"CPP-{number:02d}" for number in (7, 8, 9, 10, 11, 12, 98, 99, 100, 101, 1000)]
    for code in reversed(in_order):
        register.action(code)
    pages = [listed(register, page=number) for number in (1, 2)]
    assert [line.action.code for page in pages for line in page.lines] == in_order


def test_a_page_past_the_last_is_the_last(database: Database) -> None:
    register = RegisterBuilder(database)
    register.action("CPP-01")

    assert listed(register, page=9).page.number == 1


def test_another_partnerships_actions_and_names_are_never_read(database: Database) -> None:
    register, other = RegisterBuilder(database), RegisterBuilder(database, code="cal")
    register.action("CPP-01")
    other.action("CPP-02", bodies=[other.body("Calderwick Council")])

    assert codes(register) == ["CPP-01"]
    found = list_actions(database, register.ways, register.id, "Calderwick", 1, MONDAY)
    assert isinstance(found, NotUnderstood)


def test_issues_communities_kinds_and_codes_narrow_too(database: Database) -> None:
    register = RegisterBuilder(database)
    register.group("Climate Action Forum")
    register.action("CPP-01", cross_cutting=["Cost of living"], kind="short_term_focus")
    register.action("CPP-02", cross_cutting=["Climate"], communities=["Young carers"])
    register.action("CPP-03", cross_cutting=["Cost of living"], status="off_track")

    assert codes(register, "cost of living") == ["CPP-01", "CPP-03"]
    assert codes(register, "red cost of living") == ["CPP-03"]
    assert codes(register, "short-term focus") == ["CPP-01"]
    assert codes(register, "young carers") == codes(register, "climate") == ["CPP-02"]
    assert codes(register, "CPP-02 and CPP-03") == ["CPP-02", "CPP-03"]
    found = list_actions(database, register.ways, register.id, "cost of livng", 1, MONDAY)
    assert isinstance(found, NotUnderstood)
    assert [name for name, _ in found.nearest] == ["Cost of living"]


def test_several_words_narrow_together(database: Database) -> None:
    register = RegisterBuilder(database)
    poverty, health = register.priority("Poverty", "POV"), register.priority("Health", "HEA")
    register.action("POV-01", priorities=[poverty], status="off_track")
    register.action("POV-02", priorities=[poverty], status="on_track")
    register.action("HEA-01", priorities=[health], status="off_track")

    assert codes(register, "red poverty") == ["POV-01"]
    assert codes(register, "red green poverty") == ["POV-01", "POV-02"]


def test_a_body_has_what_it_leads_and_what_it_contributes_to(database: Database) -> None:
    register = RegisterBuilder(database)
    nhs, glen = register.body("NHS Inverlath"), register.locality("Glen")
    register.action("CPP-01", lead_body_id=nhs.id)
    register.action("CPP-02", bodies=[nhs], localities=[glen])
    register.action("CPP-03")

    assert codes(register, "nhs inverlath") == ["CPP-01", "CPP-02"]
    assert codes(register, "NHS Inverlath glen") == ["CPP-02"]


def test_a_group_has_what_it_leads_and_what_its_priority_holds(database: Database) -> None:
    register = RegisterBuilder(database)
    taskforce = register.group("Anti-Poverty Taskforce", aka=["APT"])
    poverty = register.priority("Poverty", "POV", lead_group_id=taskforce.id)
    register.action("CPP-01", lead_group_id=taskforce.id)
    register.action("POV-01", priorities=[poverty])
    register.action("CPP-02")

    assert codes(register, "apt") == ["CPP-01", "POV-01"]


def test_overdue_has_passed_dates_and_passed_milestones_and_nothing_finished(database: Database) -> None:
    register = RegisterBuilder(database)
    late: dict[str, Any] = {"earliest": date(2026, 10, 30), "latest": date(2026, 10, 30), "precision": "day"}
    today: dict[str, Any] = {"earliest": MONDAY.date(), "latest": MONDAY.date(), "precision": "day"}
    register.action("CPP-01", **late)
    register.milestone(register.action("CPP-02"), "Pilot agreed", date(2026, 11, 1))
    register.action("CPP-03", status="complete", **late)
    register.action("CPP-04", **today)

    assert codes(register, "overdue") == ["CPP-01", "CPP-02"]


def test_stale_begins_the_day_after_the_limit(database: Database) -> None:
    register = RegisterBuilder(database, freshness_days=28)
    register.action("CPP-01", heard=MONDAY - timedelta(days=28))
    register.action("CPP-02", heard=MONDAY - timedelta(days=29))
    register.action("CPP-03")
    register.action("CPP-04", status="paused", heard=MONDAY - timedelta(days=90))

    assert codes(register, "stale") == ["CPP-02", "CPP-03"]


def test_a_line_has_the_officer_and_the_next_milestone(database: Database) -> None:
    register = RegisterBuilder(database)
    officer = register.contact("Ailsa Reid", post="Health Improvement Manager")
    action = register.action("CPP-01", officer=officer)
    register.milestone(action, "Second", date(2026, 12, 7))
    register.milestone(action, "First", date(2026, 11, 13))
    register.milestone(action, "Met", date(2026, 10, 1), met_on=date(2026, 10, 1))

    (line,) = listed(register).lines

    assert line.officer is not None
    assert line.officer.post == "Health Improvement Manager"
    assert line.milestone is not None
    assert line.milestone.title == "First"


def test_a_leavers_action_has_nobody_yet(database: Database) -> None:
    register = RegisterBuilder(database)
    leaver = register.contact("Rory Bell", left_on=date(2026, 10, 1))
    register.action("CPP-01", officer=leaver)

    assert listed(register).lines[0].officer is None
    assert codes(register, "unowned") == ["CPP-01"]


def test_the_totals_count_every_page_in_the_order_of_the_key(database: Database) -> None:
    register = RegisterBuilder(database)
    for number in range(12):
        register.action(f"CPP-{number:02d}", status="at_risk" if number % 3 else "not_started")

    assert listed(register).tally == (("not_started", 4), ("at_risk", 8))


def test_quick_wins_are_a_list_of_their_own(database: Database) -> None:
    register = RegisterBuilder(database)
    register.action("CPP-01", quick_win=True)
    register.action("CPP-02")

    assert codes(register, "quick wins") == ["CPP-01"]
    assert codes(register, "quick wins complete") == []
