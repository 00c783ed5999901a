"""Who may hand an action on, and to whom."""

from datetime import date

import pytest

from bot.rules.handing_on import MOST, body_of, colleagues, may_hand_on
from bot.rules.permission import Standing
from storage.records.glance import Person
from tests.bot.rules.glances import contact


@pytest.mark.parametrize(
    ("standing", "may"),
    [
        (Standing.OFFICER, True),
        (Standing.DEPUTY, True),
        (Standing.SUPPORT, True),
        (Standing.LEAD_OFFICER, False),
        (Standing.LEADS_UNOWNED, False),
        (Standing.CONTRIBUTOR, False),
    ],
)
def test_an_action_is_handed_on_by_those_who_are_asked_about_it(standing: Standing, may: bool) -> None:
    assert may_hand_on({standing}) is may


def test_it_goes_to_a_colleague_of_the_officers_body_not_of_the_support_officers() -> None:
    support = Person(1, 9, "Support", "Support Officer", 7, "Council", "U9", ())
    assert body_of(support, contact(1, body_id=2)) == 2
    assert body_of(support, None) == 7


def test_colleagues_are_by_name_those_with_an_account_first_and_leavers_left_out() -> None:
    there = [
        contact(1, name="Zena"),
        contact(2, name="Bruno", slack_id=None),
        contact(3, name="adair"),
        contact(4, name="Carla", body_id=2),
        contact(5, name="Dod", left_on=date(2026, 1, 1)),
        contact(6, name="Mine"),
    ]
    assert [each.id for each in colleagues(there, 1, {6})] == [3, 1, 2]
    assert colleagues(there, None, ()) == ()


def test_no_more_are_offered_than_a_menu_holds_beside_the_unowned_queue() -> None:
    assert len(colleagues([contact(number) for number in range(1, 300)], 1, ())) == MOST == 99
