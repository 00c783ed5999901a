"""Plans, sets and what became of priorities, as a file says it and no further."""

from typing import Any

import pytest

from bot.rules.register_form import PartnershipForm, Severity, read_partnership
from tests.builders import MONDAY
from tests.registers import Values, small_register


def _two_sets(**said: object) -> Values:
    file = small_register()
    file["plans"] = [
        {"id": "loip", "title": "LOIP", "superseded_by": "loip-2"},
        {"id": "loip-2", "title": "Next"},
    ]
    file["priority_sets"][0]["priorities"][0] |= said
    later = [{"id": "poverty-2", "name": "Poverty"}, {"id": "wellbeing", "name": "Wellbeing"}]
    file["priority_sets"].append({"id": "set-2", "plan": "loip-2", "priorities": later})
    return file


def _lines(file: Values) -> list[tuple[str, str | None]]:
    form = read_partnership(file, MONDAY)
    assert form.findings == ()
    drafts = form.drafts["successions"]
    return [(one.said["kind"], one.said["to_id"]) for one in drafts]


@pytest.mark.parametrize(
    ("said", "lines"),
    [
        ({}, [("unknown", None)]),
        ({"succeeded_by": "poverty-2"}, [("continued", "poverty-2")]),
        ({"succeeded_by": "wellbeing"}, [("unknown", "wellbeing")]),
        ({"succeeded_by": "wellbeing", "succession_basis": "Renamed; Board, May"}, [("renamed", "wellbeing")]),
        ({"succeeded_by": "wellbeing", "succession": "merged"}, [("merged", "wellbeing")]),
        (
            {"succeeded_by": ["poverty-2", "wellbeing"], "succession": "split"},
            [("split", "poverty-2"), ("split", "wellbeing")],
        ),
        ({"succession_basis": "retired as one of its own"}, [("retired", None)]),
        ({"succession_basis": "not stated"}, [("unknown", None)]),
    ],
)  # fmt: skip
def test_what_became_of_a_priority_is_what_the_file_says(
    said: Values, lines: list[tuple[str, str | None]]
) -> None:
    assert _lines(_two_sets(**said)) == lines


def test_a_set_nothing_replaced_has_no_line_of_succession() -> None:
    assert _lines(small_register()) == []


def test_a_set_is_replaced_by_that_of_the_plan_that_follows_or_of_what_follows_its_priorities() -> None:
    def replaced_by(file: Values) -> Any:
        first = read_partnership(file, MONDAY).drafts["priority_sets"][0]
        return first.links.get("replaced_by_id")

    by_plan, by_priority = _two_sets(), _two_sets(succeeded_by="poverty-2")
    for plans in (by_priority["plans"], neither := _two_sets()["plans"]):
        del plans[0]["superseded_by"]
    assert replaced_by(by_plan) == replaced_by(by_priority) == ("priority_sets", "set-2")
    assert replaced_by(_two_sets() | {"plans": neither}) is None


def _approved(**said: object) -> PartnershipForm:
    file = small_register()
    file["plans"][0]["approvals"] = [said]
    return read_partnership(file, MONDAY)


def test_an_approval_is_tied_to_the_one_meeting_it_can_mean() -> None:
    (approval,) = _approved(by="board", date="2026-11", decision="agreed").drafts["approvals"]
    assert approval.links["meeting_id"] == ("meetings", "next")
    assert (approval.said["decision"], approval.said["note"]) == ("approved", "decision: agreed")
    (other,) = _approved(by="taskforce", date="2026-11").drafts["approvals"]
    assert "meeting_id" not in other.links


def test_who_approves_is_a_group_a_body_the_partnership_or_whoever_the_note_says() -> None:
    (group,) = _approved(by="board").drafts["approvals"]
    (body,) = _approved(by="council").drafts["approvals"]
    (whole,) = _approved(by="inv").drafts["approvals"]
    (each,) = _approved(by=None, note="each partner").drafts["approvals"]
    assert (group.links["group_id"], body.links["body_id"]) == (("groups", "board"), ("bodies", "council"))
    assert whole.said["approver_words"] == "Inverlath Community Planning Partnership"
    assert (each.said["approver_words"], each.said["note"]) == ("each partner", None)


def test_a_state_nobody_has_a_word_for_is_noted() -> None:
    file = small_register()
    file["plans"][0]["state"] = "in the drawer"
    form = read_partnership(file, MONDAY)
    assert [(one.where, one.severity) for one in form.findings] == [("inv: plan loip, state", Severity.NOTE)]


def test_whoever_chairs_a_place_does_so_in_its_own_group_or_stands_in_its_note() -> None:
    file = small_register()
    for place in file["localities"]:
        place["chair"] = "keir"
    file["groups"][1]["locality"] = "upper"
    form = read_partnership(file, MONDAY)
    assert form.findings == ()
    chairs = [one.links["group_id"] for one in form.drafts["roles"] if one.said["role"] == "chair"]
    assert chairs == [("groups", "taskforce")]
    assert [one.said["note"] for one in form.drafts["localities"]] == ["chair: Foodbank Manager", None]
