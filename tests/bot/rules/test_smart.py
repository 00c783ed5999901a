"""The gentle questions of an action that does not say yet how, when, whose and why."""

from datetime import date

import pytest

from bot.rules.smart import questions

GOOD = {
    "title": "Ten community cafés opened",
    "latest": date(2027, 3, 31),
    "precision": "financial_year",
    "lead_group_id": 3,
    "why": "No single body reaches them.",
    "fairer_scotland": "Families with least hear of it first.",
}


def asked(**changes: object) -> list[str]:
    return [name for name, _ in questions(GOOD | changes)]


def test_an_action_that_says_it_all_is_asked_nothing() -> None:
    assert asked() == []


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"title": "Better food for families", "why": "Nobody reaches them alone."}, "title"),
        ({"title": "Smart one"}, "title"),
        ({"title": "Phase 2 by 31 March 2027"}, "title"),
        ({"latest": None, "precision": "none"}, "when"),
        ({"lead_group_id": None}, "lead_group_id"),
        ({"why": None}, "why"),
        ({"fairer_scotland": None}, "fairer_scotland"),
    ],
)
def test_what_it_does_not_say_is_asked(changes: dict[str, object], field: str) -> None:
    assert asked(**changes) == [field]


@pytest.mark.parametrize("title", ["12 cafés", "1,200 homes insulated", "21.5 % fewer", "Raise it to 40"])
def test_so_many_of_something_can_be_counted(title: str) -> None:
    assert asked(title=title) == []


def test_a_meeting_is_a_date_and_words_for_a_lead_are_a_lead() -> None:
    assert asked(latest=None, precision="meeting") == []
    assert asked(lead_group_id=None, lead_words="NHS and Council") == []
    assert questions({**GOOD, "title": "Better food", "why": "Together."}, has_measure=True) == ()
