"""What a register file says besides actions and people comes in by the same rules: once, and then what it changed."""

from collections.abc import Callable
from typing import Any, TypeVar

import pytest

from bot.rules.register_form import ImportReport
from bot.services.import_register import import_register
from storage.engine import Database
from storage.records import (
    Action,
    ActionGroup,
    Decision,
    Dependency,
    Duty,
    Group,
    ImportedRow,
    Leaning,
    LogEntry,
    Owned,
    Plan,
    PrioritySet,
    Report,
    ReportContact,
    Resource,
    Risk,
    Succession,
    id_of,
)
from storage.repositories import Register
from storage.unit_of_work import Author, reading, working
from tests.builders import MONDAY
from tests.registers import Values, small_register

Row = TypeVar("Row", bound=Owned)

WHO = Author(None, by="loip import, run by the test")


@pytest.fixture
def database(sqlite_database_url: str) -> Any:
    opened = Database(sqlite_database_url)
    yield opened
    opened.close()


def _import(database: Database, file: Values) -> ImportReport:
    return import_register(database, [file], None, WHO, MONDAY)


def _all(database: Database, kind: type[Row]) -> list[Row]:
    with reading(database) as look:
        return list(look.register(id_of(look.everywhere.partnership("inv"))).rows.all(kind))


def _in_slack(database: Database, change: Callable[[Register], None]) -> None:
    with working(database, Author(None, by="somebody in Slack"), MONDAY) as work:
        change(work.register(id_of(work.everywhere.partnership("inv"))))
        work.commit()


def _told(report: ImportReport) -> list[str]:
    return [str(row) for one in report.partnerships for row in one.rows]


def _noted(report: ImportReport) -> list[str]:
    return [f"{one.where}: {one.not_understood}" for one in report.partnerships[0].findings]


def _whole() -> Values:
    """The small register with a row of most of what else there is."""
    file = small_register()
    file["actions"][1] |= {
        "depends_on": ["larders"],
        "needs_decision_of": "board",
        "updates_to": ["board", "taskforce"],
    }
    file["actions"][0] |= {
        "leans_on": [{"plan": "loip", "words": "its poverty part"}],
        "resources": ["a van"],
    }
    file["meetings"][0] |= {
        "decisions": ["the pilot goes ahead", {"id": "fund", "words": "the third larder is funded"}],
        "reports": [
            {"title": "Larders", "number": "G/26/1", "author": "reid", "recommendations": ["Note it"]}
        ],
    }
    file["risk_profile"] = {
        "monitored_by": "taskforce",
        "reported_to": "board",
        "risks": [{"words": "No money"}],
    }
    file["board_action_log"] = [{"words": "Tell the partners", "decision": "fund", "owner": "muir"}]
    return file


def test_all_of_it_comes_in_tied_as_the_file_ties_it(database: Database) -> None:
    report = _import(database, _whole())
    assert (report.refused, _noted(report)) == (False, [])
    larders, waiting = _all(database, Action)
    (needs,), (leans,) = _all(database, Dependency), _all(database, Leaning)
    assert (needs.action_id, needs.needs_id) == (waiting.id, larders.id)
    assert (leans.action_id, leans.words) == (larders.id, "its poverty part")
    parts = [one.part for one in _all(database, ActionGroup) if one.action_id == waiting.id]
    assert parts == ["decides", "hears", "hears"]
    assert [one.words for one in _all(database, Resource)] == ["a van"]
    (report_row,), (author,) = _all(database, Report), _all(database, ReportContact)
    assert (report_row.number, author.part) == ("G/26/1", "author")
    funded = next(one for one in _all(database, Decision) if "funded" in one.words)
    (entry,) = _all(database, LogEntry)
    assert (entry.serial, entry.decision_id) == (1, funded.id)
    assert [one.group_id for one in _all(database, Risk)] == [one.group_id for one in _all(database, Duty)]


def test_a_second_import_of_it_changes_nothing_and_undoes_nothing(database: Database) -> None:
    _import(database, _whole())
    risk = _all(database, Risk)[0]

    def assess(register: Register) -> None:
        held = register.rows.get(Risk, id_of(risk))
        assert held is not None
        held.likelihood, held.controls = 4, "asked the Board"

    _in_slack(database, assess)
    assert _import(database, _whole()).changed_nothing
    assert _all(database, Risk)[0].likelihood == 4


def test_what_an_earlier_import_did_not_hold_is_filled_in_and_what_people_said_since_stands(
    database: Database,
) -> None:
    file = small_register()
    file["groups"][0] |= {"cadence": "quarterly", "focus": []}
    _import(database, file)

    def as_if_older(register: Register) -> None:
        memory = next(one for one in register.rows.all(ImportedRow) if one.source == "board")
        memory.fields = {
            name: said for name, said in memory.fields.items() if name not in ("cadence", "focus")
        }
        board = register.rows.get(Group, memory.subject_id)
        assert board is not None
        board.cadence, board.focus = None, ["poverty"]

    _in_slack(database, as_if_older)
    assert _told(_import(database, file)) == ["changed group CPP Board: cadence none -> quarterly"]
    assert _all(database, Group)[0].focus == ["poverty"]


def test_a_known_action_may_come_to_wait_for_a_new_one_and_no_longer(database: Database) -> None:
    file = small_register()
    _import(database, file)
    file["actions"].append({"id": "fridge", "title": "A fridge"})
    file["actions"][0]["depends_on"] = [{"action": "fridge", "words": "nothing keeps without"}]
    assert "changed action POV-01 Food larders: depends on none -> fridge" in _told(_import(database, file))
    assert [one.words for one in _all(database, Dependency)] == ["nothing keeps without"]
    file["actions"][0]["depends_on"] = []
    _import(database, file)
    assert _all(database, Dependency) == []


def test_a_number_of_the_log_is_given_once_and_never_twice(database: Database) -> None:
    file = small_register()
    file["board_action_log"] = [
        {"words": "First", "serial": 7},
        {"words": "Second"},
        {"words": "Third", "serial": 7},
    ]
    report = _import(database, file)
    assert [one.serial for one in _all(database, LogEntry)] == [7, 8, 9]
    assert _noted(report) == ["log entry board_action_log/third: number 7 is another entry's"]
    file["board_action_log"][0]["serial"] = 12
    _import(database, file)
    assert [one.serial for one in _all(database, LogEntry)] == [7, 8, 9]
    file["board_action_log"].append({"words": "Fourth"})
    _import(database, file)
    assert _all(database, LogEntry)[3].serial > 9


def _with_a_later_set(file: Values) -> Values:
    file["priority_sets"][0]["replaced_by"] = "later"
    file["priority_sets"].append({"id": "later", "priorities": [{"id": "money", "name": "Money"}]})
    return file


def test_the_newest_set_is_the_one_added_last(database: Database) -> None:
    _import(database, _with_a_later_set(small_register()))
    first, second = _all(database, PrioritySet)
    assert (first.replaced_by_id, second.replaced_by_id) == (second.id, None)
    assert [one.kind for one in _all(database, Succession)] == ["unknown"]


def test_a_set_a_later_file_adds_replaces_the_one_the_register_has(database: Database) -> None:
    _import(database, small_register())
    assert not _import(database, _with_a_later_set(small_register())).refused
    first, second = _all(database, PrioritySet)
    assert first.replaced_by_id == second.id


def test_what_became_of_a_priority_is_one_line_though_people_drew_it_too(database: Database) -> None:
    file = small_register()
    file["priority_sets"].append({"id": "later", "priorities": [{"id": "money", "name": "Money"}]})
    _import(database, file)

    def draw(register: Register) -> None:
        old, new = (one.id for one in sorted(register.places.priorities(), key=id_of))
        register.rows.add(Succession(from_id=old or 0, to_id=new, kind="renamed"))

    _in_slack(database, draw)
    file["priority_sets"][0]["priorities"][0]["succeeded_by"] = "money"
    assert not _import(database, file).refused
    assert [one.kind for one in _all(database, Succession)] == ["renamed"]


def test_a_line_to_nobody_becomes_the_line_the_file_draws_later(database: Database) -> None:
    file = _with_a_later_set(small_register())
    _import(database, file)
    file["priority_sets"][0]["priorities"][0] |= {"succeeded_by": "money", "succession": "renamed"}
    _import(database, file)
    (line,) = _all(database, Succession)
    assert (line.kind, line.to_id is not None) == ("renamed", True)


def test_an_action_merged_into_another_says_which(database: Database) -> None:
    file = small_register()
    file["actions"][1] |= {"status": "closed", "closing_reason": "merged", "merged_into": "larders"}
    _import(database, file)
    larders, merged = sorted(_all(database, Action), key=lambda one: one.code, reverse=True)
    assert (merged.closing_reason, merged.merged_into_id) == ("merged", larders.id)


def test_codes_follow_the_file_though_what_others_lean_on_is_written_first(database: Database) -> None:
    file = small_register()
    file["enabling_actions"] = [
        {"id": "data", "name": "Data", "merged_into": "larders", "agreed": "2024-12"},
        {"id": "risk", "name": "Risk"},
        {"id": "place", "name": "Places", "priorities": ["poverty"]},
    ]
    _import(database, file)
    codes = {action.title: (action.code, action.kind) for action in _all(database, Action)}
    assert codes["Data"] == ("ENA-01", "enabling")
    assert codes["Risk"] == ("ENA-02", "enabling")
    assert codes["Places"] == ("POV-02", "enabling")


@pytest.mark.parametrize(
    ("section", "first", "second"),
    [
        ("plans", {"id": "a", "superseded_by": "b"}, {"id": "b", "superseded_by": "a"}),
        ("groups", {"id": "a", "name": "A", "parent": "b"}, {"id": "b", "name": "B", "replaced_by": "a"}),
        (
            "actions",
            {"id": "a", "title": "A", "merged_into": "b"},
            {"id": "b", "title": "B", "merged_into": "a"},
        ),
    ],
)
def test_rows_that_wait_for_each_other_are_an_error(
    database: Database, section: str, first: Values, second: Values
) -> None:
    file = small_register()
    file[section] = [*file[section], first, second]
    report = _import(database, file)
    assert report.refused
    assert _noted(report)[0] == f"inv: {section} a: it stands above itself"


def test_a_plan_says_which_version_revised_it_and_an_action_keeps_its_note(database: Database) -> None:
    file = small_register()
    (plan,) = file["plans"]
    plan |= {"title": "LOIP", "revised_by": "new"}
    file["plans"].append({"id": "new", "title": "Revised LOIP"})
    file["actions"][0]["note"] = "Agreed by email"
    _import(database, file)
    plans = {plan.title: plan for plan in _all(database, Plan)}
    assert plans["LOIP"].revised_by_id == plans["Revised LOIP"].id
    assert plans["LOIP"].note is None
    assert "Agreed by email" in {action.note for action in _all(database, Action)}
    assert not [line for line in _told(_import(database, file)) if not line.startswith("unchanged")]
