"""Who may say what: the whole matrix, cell by cell, and how a person comes to stand to an action."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules.permission import (
    Say,
    Standing,
    is_support,
    may_confirm,
    may_say,
    may_take_on,
    standings,
)
from storage.records.glance import ActionGlance, ActionTies, Person, RoleGlance
from tests.bot.rules.glances import action, role

MATRIX = {
    Standing.OFFICER: Say.STATUS,
    Standing.DEPUTY: Say.STATUS,
    Standing.COVER: Say.STATUS,
    Standing.LEAD_OFFICER: Say.STATUS,
    Standing.SUPPORT: Say.STATUS,
    Standing.LEADS_UNOWNED: Say.STATUS,
    Standing.CONTRIBUTOR: Say.WORDS,
}

ME, SOMEBODY = 1, 2
MY_BODY, LEAD_BODY, OTHER_BODY = 10, 11, 12
LEAD_GROUP, PRIORITY_GROUP, OTHER_GROUP = 20, 21, 22
NO_TIES = ActionTies(frozenset(), ())


def person(*roles: RoleGlance, body: int | None = MY_BODY) -> Person:
    return Person(1, ME, "Ailsa", "Manager", body, "College", "UAILSA", roles)


def led(**fields: Any) -> ActionGlance:
    named: dict[str, Any] = {"officer_id": SOMEBODY, "lead_group_id": LEAD_GROUP, "lead_body_id": LEAD_BODY}
    return action(3, "POV-03", "Cash First", **named | fields)


def standing(
    who: Person, of: ActionGlance, ties: ActionTies = NO_TIES, leading: frozenset[int] = frozenset()
) -> frozenset[Standing]:
    return standings(who, of, ties, leading)


@pytest.mark.parametrize(("one", "say"), MATRIX.items(), ids=lambda cell: cell.name)
def test_each_standing_allows_just_this_much(one: Standing, say: Say) -> None:
    assert may_say(frozenset({one})) is say


def test_the_matrix_has_a_row_for_every_standing() -> None:
    assert MATRIX.keys() == set(Standing)


def test_whoever_stands_to_it_in_no_way_may_say_nothing() -> None:
    assert may_say(frozenset()) is Say.NOTHING
    assert standing(person(), led()) == frozenset()


@given(st.frozensets(st.sampled_from(Standing)), st.sampled_from(Standing))
def test_one_more_standing_never_allows_less(some: frozenset[Standing], more: Standing) -> None:
    order = (Say.NOTHING, Say.WORDS, Say.STATUS)
    assert order.index(may_say(some | {more})) >= order.index(may_say(some))
    assert may_say(some | {more}) in {may_say(some), MATRIX[more]}


# -- how one comes to stand to an action


def test_the_coordinating_officer_and_the_deputy_are_who_the_action_names() -> None:
    assert standing(person(), led(officer_id=ME)) == {Standing.OFFICER}
    assert standing(person(), led(deputy_id=ME)) == {Standing.DEPUTY}


def test_the_lead_officer_is_one_of_the_group_that_leads_it_or_its_priority() -> None:
    assert standing(person(role(ME, "lead_officer", LEAD_GROUP)), led()) == {Standing.LEAD_OFFICER}
    of_priority = person(role(ME, "lead_officer", PRIORITY_GROUP))
    assert standing(of_priority, led(), leading=frozenset({PRIORITY_GROUP})) == {Standing.LEAD_OFFICER}
    assert standing(of_priority, led()) == frozenset()


@pytest.mark.parametrize(
    "held", ["chair", "deputy", "representative", "substitute", "support", "critical_friend"]
)
def test_another_role_in_the_lead_group_gives_no_say_while_somebody_has_it(held: str) -> None:
    assert standing(person(role(ME, held, LEAD_GROUP)), led()) == frozenset()


def test_a_lead_officer_of_another_group_or_of_none_gives_no_say() -> None:
    elsewhere = person(role(ME, "lead_officer", OTHER_GROUP), role(ME, "lead_officer", None, 7))
    assert standing(elsewhere, led(lead_group_id=None)) == frozenset()


def test_a_support_officer_is_one_of_the_whole_partnership() -> None:
    assert standing(person(role(ME, "support")), led()) == {Standing.SUPPORT}
    assert not is_support(person(role(ME, "support", OTHER_GROUP)))
    assert not is_support(person(role(ME, "chair")))


def test_while_nobody_has_it_the_lead_bodys_contacts_and_the_groups_may_take_part() -> None:
    unowned = led(officer_id=None)
    assert Standing.LEADS_UNOWNED in standing(person(body=LEAD_BODY), unowned)
    assert standing(person(role(ME, "representative", LEAD_GROUP)), unowned) == {Standing.LEADS_UNOWNED}
    assert standing(person(role(ME, "chair", OTHER_GROUP)), unowned) == frozenset()
    assert standing(person(), unowned) == frozenset()


def test_a_contact_of_a_contributing_body_or_of_the_lead_body_adds_words() -> None:
    assert standing(person(), led(), ActionTies(frozenset({MY_BODY}), ())) == {Standing.CONTRIBUTOR}
    assert standing(person(body=LEAD_BODY), led()) == {Standing.CONTRIBUTOR}
    assert standing(person(body=OTHER_BODY), led(), ActionTies(frozenset({MY_BODY}), ())) == frozenset()


def test_somebody_of_no_body_is_not_taken_for_one_of_an_action_without_a_lead_body() -> None:
    assert standing(person(body=None), led(lead_body_id=None, officer_id=None)) == frozenset()
    assert standing(person(body=None), led(lead_group_id=None, lead_body_id=None)) == frozenset()


# -- confirming


def test_a_second_person_with_a_say_in_the_status_confirms() -> None:
    for one, say in MATRIX.items():
        assert may_confirm(person(), frozenset({one}), frozenset({SOMEBODY})) == (say is Say.STATUS)
        assert not may_confirm(person(), frozenset({one}), frozenset({SOMEBODY, ME}))
    assert not may_confirm(person(), frozenset(), frozenset({SOMEBODY}))
    assert may_confirm(person(), frozenset({Standing.OFFICER}), frozenset())


@pytest.mark.parametrize(
    ("who", "may"),
    [
        (person(body=LEAD_BODY), True),
        (person(role(ME, "representative", LEAD_GROUP)), True),
        (person(role(ME, "substitute", PRIORITY_GROUP)), True),
        (person(role(ME, "support")), True),
        (person(role(ME, "support", OTHER_GROUP)), False),
        (person(role(ME, "chair", OTHER_GROUP), body=OTHER_BODY), False),
        (person(body=None), False),
    ],
)
def test_whoever_leads_an_action_may_take_it_on_while_nobody_has_it(who: Person, may: bool) -> None:
    leading = frozenset({PRIORITY_GROUP})
    assert may_take_on(who, led(officer_id=None), leading, is_unowned=True) is may
    assert not may_take_on(who, led(), leading, is_unowned=False)
    assert may_take_on(who, led(), leading, is_unowned=True) is may, "a leaver's is nobody's"
