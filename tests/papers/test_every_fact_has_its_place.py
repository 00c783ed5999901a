"""Whatever the papers state is found again in the register: a fact that import drops fails here."""

import copy
from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Any

import pytest

from bot.rules.register_form import ImportReport
from bot.sample import SAMPLE_REGISTER
from bot.services.import_register import import_register
from bot.services.register_file import read_register_file
from storage.engine import Database
from storage.records import (
    Action,
    ActionGroup,
    Approval,
    AuditRecommendation,
    CrossCutting,
    Decision,
    Duty,
    Finding,
    Group,
    LearningPoint,
    Partnership,
    Plan,
    Priority,
    PrioritySet,
    Recommendation,
    Report,
    ReportContact,
    Seat,
    Succession,
)
from storage.repositories import Register
from storage.unit_of_work import reading
from tests.papers.conftest import AT, PAPERS, TESTER
from tests.papers.facts import facts, missing

KEPT_IN_OTHER_WORDS = ("nudge_day", "digest_lead_working_days", "on", "by", "chair")
"""What the sample says that stands as a number, as the instant and hand of a re-dating, or as the Board's chair."""


def _partnership(register: Register) -> Partnership:
    return register.places.partnership()


def _stated(code: str) -> dict[str, Any]:
    return next(_by_name(one) for one in read_register_file(PAPERS) if one["id"] == code)


def _by_name(values: Mapping[object, object]) -> dict[str, Any]:
    return {str(name): value for name, value in values.items()}


@pytest.mark.parametrize(("code", "number"), [("pk", 560), ("sb", 280)])
def test_every_fact_the_papers_state_is_in_the_register(papers: Database, code: str, number: int) -> None:
    stated = _stated(code)
    assert sum(1 for _ in facts(stated)) > number
    with reading(papers) as look:
        partnership = look.everywhere.partnership(code)
        assert partnership is not None
        assert missing(stated, look.register(partnership.id or 0), partnership) == []


@pytest.mark.parametrize(
    ("section", "number", "key"),
    [("groups", 0, "remit"), ("actions", 3, "lead_text"), ("meetings", 4, "place"), ("learning", 1, "text")],
)
def test_a_fact_that_was_dropped_would_be_missed(
    perth: Register, section: str, number: int, key: str
) -> None:
    stated = copy.deepcopy(_stated("pk"))
    stated[section][number][key] = "what nobody imported"
    assert missing(stated, perth, _partnership(perth)) == [
        f"/{section}[{number}]/{key}: what nobody imported"
    ]


def test_a_reference_that_was_dropped_would_be_missed(perth: Register) -> None:
    stated = copy.deepcopy(_stated("pk"))
    stated["priority_sets"][2]["priorities"][0]["lead"] = "pk-climate"
    assert missing(stated, perth, _partnership(perth)) == ["/priority_sets[2]/priorities[0]/lead: pk-climate"]


@pytest.fixture
def sample(sqlite_database_url: str) -> Iterator[Database]:
    database = Database(sqlite_database_url)
    import_register(database, read_register_file(SAMPLE_REGISTER), None, TESTER, AT)
    yield database
    database.close()


def test_every_fact_of_the_sample_is_in_its_register(sample: Database) -> None:
    for stated in read_register_file(SAMPLE_REGISTER):
        with reading(sample) as look:
            partnership = look.everywhere.partnership(str(stated["id"]))
            assert partnership is not None
            lost = missing(_by_name(stated), look.register(partnership.id or 0), partnership)
        paths = [one.partition(": ")[0] for one in lost]
        assert [one for one in paths if one.rpartition("/")[2] not in KEPT_IN_OTHER_WORDS] == []


# --- what the papers say in their own way ------------------------------------------------------------------


def test_a_ten_year_plan_holds_its_one_year_plan_and_its_short_term_focus(perth: Register) -> None:
    plans = {plan.title: plan for plan in perth.rows.all(Plan)}
    whole = plans["Local Outcomes Improvement Plan 2022-2032"]
    inside = [
        (plan.title, plan.kind, plan.period_words) for plan in plans.values() if plan.parent_id == whole.id
    ]
    assert (whole.period_start, whole.period_end) == ("2022", "2032")
    assert inside == [
        ("one-year action plan", "annual_action_plan", "initial 12 months of delivery"),
        ("initial short term focus", "short_term_focus", "between now and the end of the financial year"),
    ]


def test_a_papers_own_word_for_a_plans_state_stands_in_its_note(perth: Register, borders: Register) -> None:
    plans = [*perth.rows.all(Plan), *borders.rows.all(Plan)]
    said = {
        (plan.note or "").partition(";")[0]: plan.state for plan in plans if "state: " in (plan.note or "")
    }
    assert said == {
        "state: put to board for approval": "draft",
        "state: approved in principle": "in_principle",
        "state: current": "approved",
        "state: agreed": "approved",
        "state: not started": "draft",
        "state: a new LOIP followed it (S1)": "superseded",
    }


def test_a_work_plan_goes_through_two_boards_and_then_each_partner(borders: Register) -> None:
    plan = next(plan for plan in borders.rows.all(Plan) if plan.kind == "work_plan")
    groups = {group.id: group.name for group in borders.rows.all(Group)}
    steps = [one for one in borders.rows.all(Approval) if one.plan_id == plan.id]
    assert [(one.position, groups.get(one.group_id), one.note) for one in steps] == [
        (1, "Joint Programme Board", "for consideration"),
        (2, "CPP Strategic Board", "to be presented for approval"),
        (3, None, None),
    ]
    assert (
        steps[2].approver_words
        == "individual partners through their own governance arrangements, if required"
    )
    assert all(one.meeting_id for one in steps[:2])


def test_final_sign_off_waits_for_the_first_board_of_the_year(perth: Register) -> None:
    approval = next(one for one in perth.rows.all(Approval) if one.note == "final sign off scheduled")
    assert (approval.decision, approval.precision, approval.date_words) == (
        None,
        "meeting",
        "first Board meeting of the year",
    )
    assert approval.meeting_id is not None


def test_report_numbers_are_the_free_text_of_the_papers(perth: Register, borders: Register) -> None:
    reports = [*perth.rows.all(Report), *borders.rows.all(Report)]
    assert {report.number for report in reports} == {"G/21/99", "G/22/118", "17/322", None}


def test_the_paper_of_no_meeting_is_a_report_all_the_same(perth: Register) -> None:
    case_study = next(one for one in perth.rows.all(Report) if "Case Study" in one.title)
    assert case_study.meeting_id is None
    assert "'December' without a year" in (case_study.note or "")


def test_what_is_odd_about_a_paper_stands_on_its_report(perth: Register, borders: Register) -> None:
    notes = [one.note or "" for one in (*perth.rows.all(Report), *borders.rows.all(Report))]
    assert any("The same five priorities come in a different order" in note for note in notes)
    assert any("Two paragraphs numbered 4.4." in note for note in notes)


def test_the_ask_and_the_recommendation_may_differ(perth: Register) -> None:
    third = next(one for one in perth.rows.all(Action) if one.paper_reference == "Action 3.1")
    decides = [one.part for one in perth.rows.all(ActionGroup) if one.action_id == third.id]
    worded = [one.words for one in perth.rows.all(Recommendation) if one.reference == "4.1"]
    assert decides == ["decides"]
    assert worded[1] == "The initial actions identified by the Working Group."


def test_two_recommendations_of_one_number_are_two(perth: Register) -> None:
    places = [
        (one.reference, one.position)
        for one in perth.rows.all(Recommendation)
        if one.verb == "discuss and agree"
    ]
    assert places == [("4.1", 1), ("4.1", 2)]


def test_a_report_has_its_authors_and_its_approver(perth: Register, borders: Register) -> None:
    parts = [one.part for one in perth.rows.all(ReportContact)]
    assert (parts.count("author"), parts.count("approver")) == (3, 1)
    assert len(borders.rows.all(ReportContact)) == 3
    update = next(one for one in borders.rows.all(Report))
    assert update.appendices[1] == "B: draft Work Plan"


def test_five_become_three_and_what_no_paper_says_is_not_known(perth: Register) -> None:
    names = {one.id: (one.priority_set_id, one.name) for one in perth.rows.all(Priority)}
    rows = perth.rows.all(Succession)
    lines = [(names[one.from_id][1], one.kind, names[one.to_id][1] if one.to_id else None) for one in rows]
    assert [line for line in lines if line[1] != "unknown"] == [
        ("Poverty", "continued", "Poverty"),
        ("Employability", "continued", "Employability"),
    ]
    assert len([line for line in lines if line[1:] == ("unknown", None)]) == 8
    assert (
        next(one for one in rows if one.kind == "continued").basis == "same name; the seed states only 5 to 3"
    )


def test_each_set_knows_which_replaced_it(perth: Register, borders: Register) -> None:
    sets = {one.id: one for one in perth.rows.all(PrioritySet)}
    replaced = [(one.label, sets[one.replaced_by_id].label) for one in sets.values() if one.replaced_by_id]
    assert replaced == [
        ("five broad strategic objectives", "five new strategic priorities"),
        ("five new strategic priorities", "three priorities"),
    ]
    assert {one.replaced_by_id for one in borders.rows.all(PrioritySet)} == {None}


def test_what_groups_owe_is_a_duty_where_the_paper_states_one(perth: Register, borders: Register) -> None:
    groups = {group.id: group.name for group in perth.rows.all(Group)}
    owed = {
        (groups[one.group_id], one.kind, one.cadence, groups.get(one.to_group_id))
        for one in perth.rows.all(Duty)
    }
    assert owed == {
        ("Outcome Delivery Groups", "report", "six_monthly", "CPP Board"),
        ("Integrated Joint Board for Health & Social Care", "report", "regular_intervals", "CPP Board"),
        ("Local Community Planning Partnerships", "membership_review", "once", None),
        ("CPP Executive Officer Group", "risk_profile", "regular_intervals", "CPP Board"),
    }
    # Meeting monthly is no report.
    assert borders.rows.all(Duty) == []


def test_a_locality_partnership_has_seats_of_three_kinds_and_at_most_fifteen(perth: Register) -> None:
    local = next(group for group in perth.rows.all(Group) if group.kind == "locality_partnership")
    assert (local.most_representatives, local.count, local.open_meetings) == (15, 5, False)
    assert local.officer_rule == "both senior officers from CP Partners"
    assert [(seat.kind, seat.words) for seat in perth.rows.all(Seat) if seat.group_id == local.id] == [
        ("partner", "CP partners"),
        ("community", "communities"),
        ("elected_member", "elected members"),
    ]
    assert "Local Action Partnerships in 2022: not said to be the same thing" in (local.note or "")


def test_enabling_actions_have_codes_of_their_own(perth: Register) -> None:
    enabling = [action for action in perth.rows.all(Action) if action.kind == "enabling"]
    assert [action.code for action in enabling] == ["ENA-01", "ENA-02", "ENA-03", "ENA-04"]
    assert {action.starts_words for action in enabling} == {"agreed 2020-12"}


def test_what_was_learnt_is_kept_by_kind_and_in_order(perth: Register) -> None:
    kinds = [one.kind for one in perth.rows.all(LearningPoint)]
    assert {kind: kinds.count(kind) for kind in kinds} == {
        "learning": 3,
        "way_of_working": 4,
        "approach": 1,
        "focus": 4,
    }
    focus = [one for one in perth.rows.all(LearningPoint) if one.kind == "focus"]
    assert ([one.position for one in focus], focus[0].words) == ([1, 2, 3, 4], "end 2023")


def test_auditors_findings_decisions_and_issues_have_their_places(perth: Register, borders: Register) -> None:
    assert [one.reference for one in perth.rows.all(AuditRecommendation)] == ["1)", "2)", "3)"]
    assert {one.words for one in borders.rows.all(Decision)} >= {
        "4 themes approved",
        "CPP Task Group to be formed",
    }
    assert [one.position for one in borders.rows.all(Finding)] == [1, 2, 3]
    called = {one.name: one.called for one in perth.rows.all(CrossCutting)}
    assert called == {
        "Cost of living": "cross cutting issue",
        "Climate change": "additional and significant inequalities",
    }


def test_nothing_changes_when_the_same_papers_come_in_a_year_later(
    papers: Database, report: ImportReport
) -> None:
    later = import_register(papers, read_register_file(PAPERS), None, TESTER, AT + timedelta(days=365))
    assert later.changed_nothing
