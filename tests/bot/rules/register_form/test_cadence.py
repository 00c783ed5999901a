"""A cadence in a paper's words is a duty where it states one, and stays words where it does not."""

import pytest

from bot.rules.register_form import PartnershipForm, read_partnership
from bot.rules.register_form.cadence import cadence_in, reported_to, states_a_report
from tests.builders import MONDAY
from tests.registers import small_register


@pytest.mark.parametrize(
    ("words", "cadence"),
    [
        ("6 monthly reports to CPP Board", "six_monthly"),
        ("Six-monthly", "six_monthly"),
        ("every quarter", "quarterly"),
        ("monthly", "monthly"),
        ("annual report each September", "yearly"),
        ("every 12 months", "yearly"),
        ("after 12 months", "once"),
        ("report to CPP Board at regular intervals", "regular_intervals"),
        ("reports every two months", "regular_intervals"),
        ("as needed", "regular_intervals"),
    ],
)
def test_how_often_is_read_as_far_as_the_words_say_it(words: str, cadence: str) -> None:
    assert cadence_in(words) == cadence


def test_a_report_goes_to_the_group_named_in_full_or_to_the_board() -> None:
    groups = {"eog": ["Executive Officer Group", "EOG"], "group": ["Group"]}
    assert reported_to("monthly reports to the Executive Officer Group", groups, ["board"]) == "eog"
    assert reported_to("reports to the Board", groups, ["board"]) == "board"
    assert reported_to("reports", groups, ["board"]) is None


def test_how_often_a_group_meets_is_no_report() -> None:
    assert not states_a_report("monthly")
    assert states_a_report("6 monthly reports")


def _with(**changed: object) -> PartnershipForm:
    file = small_register()
    file["groups"][1] |= changed
    return read_partnership(file, MONDAY)


def test_a_group_that_is_over_owes_nothing() -> None:
    assert len(_with(cadence="6 monthly reports to CPP Board").drafts["duties"]) == 1
    assert _with(cadence="6 monthly reports to CPP Board", ended="2026").drafts["duties"] == ()


def test_a_duty_says_to_whom_and_in_the_papers_words() -> None:
    (duty,) = _with(cadence="6 monthly reports to CPP Board").drafts["duties"]
    assert duty.links == {"group_id": ("groups", "taskforce"), "to_group_id": ("groups", "board")}
    assert duty.said["words"] == "6 monthly reports to CPP Board"
