"""Whom the clock turns to."""

from datetime import date, timedelta
from typing import Any

from bot.rules.asking import is_away, people_on
from tests.bot.rules.glances import TODAY, contact, pulse, role

AWAY: dict[str, Any] = {"away_from": TODAY, "away_to": TODAY}


def asked_about(*contacts: Any, **fields: Any) -> int | None:
    return people_on(contacts, (), TODAY).coordinator(pulse(1, **fields))


def test_the_coordinating_officer_is_asked() -> None:
    assert asked_about(contact(1), contact(2), deputy_id=2) == 1


def test_whoever_covers_is_asked_while_the_officer_is_away() -> None:
    assert asked_about(contact(1, cover_id=3, **AWAY), contact(2), contact(3), deputy_id=2) == 3


def test_the_deputy_is_asked_when_the_officer_is_away_and_nobody_covers() -> None:
    assert asked_about(contact(1, **AWAY), contact(2), deputy_id=2) == 2


def test_the_deputy_is_asked_when_the_cover_is_away_too() -> None:
    assert asked_about(contact(1, cover_id=3, **AWAY), contact(2), contact(3, **AWAY), deputy_id=2) == 2


def test_nobody_is_asked_until_the_officer_is_back_where_there_is_neither_cover_nor_deputy() -> None:
    assert asked_about(contact(1, **AWAY), contact(2, **AWAY), deputy_id=2) is None


def test_the_actions_of_somebody_who_left_are_unowned_whoever_the_deputy_is() -> None:
    assert asked_about(contact(1, left_on=date(2026, 1, 1)), contact(2), deputy_id=2) is None


def test_both_days_of_a_leave_belong_to_it_and_the_days_beside_it_do_not() -> None:
    somebody = contact(1, away_from=TODAY, away_to=TODAY + timedelta(days=3))
    days = [TODAY + timedelta(days=number) for number in (-1, 0, 3, 4)]
    assert [is_away(somebody, day) for day in days] == [False, True, True, False]


def test_a_leave_without_an_end_goes_on() -> None:
    assert is_away(contact(1, away_from=TODAY), TODAY + timedelta(days=100))
    assert not is_away(contact(1), TODAY)


def test_a_lead_officer_is_told_of_an_unowned_action_and_else_the_support_officer() -> None:
    roles = (role(4, "lead_officer", group=7), role(9, "support"))
    people = people_on([contact(4), contact(9)], roles, TODAY)
    assert people.in_charge(pulse(1, officer=None, lead_group_id=7)) == 4
    assert people.in_charge(pulse(1, officer=None, lead_group_id=8)) == 9
    assert people.in_charge(None) == 9


def test_a_support_officer_of_one_group_is_not_the_partnerships() -> None:
    assert people_on([contact(1)], [role(1, "support", group=3)], TODAY).support_id is None


def test_of_two_support_officers_the_one_on_slack_is_turned_to() -> None:
    roles = (role(1, "support"), role(2, "support"))
    assert people_on([contact(1, slack_id=None), contact(2)], roles, TODAY).support_id == 2


def test_a_support_officer_on_leave_is_covered_for() -> None:
    people = people_on([contact(1, cover_id=2, **AWAY), contact(2)], [role(1, "support")], TODAY)
    assert people.support_id == 2
