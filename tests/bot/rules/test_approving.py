"""A plan's approvals by several bodies in their order."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules.approving import Approval, standing_of, state_to_offer

DAY = date(2022, 8, 1)


def said(
    body: str, decision: str | None = None, position: int = 1, days: int | None = None, **more: str
) -> Approval:
    day = DAY + timedelta(days=days) if days is not None else None
    return Approval(body, body, position, decision, day, **more)


def test_nobody_asked_approves_nothing() -> None:
    standing = standing_of([])
    assert not standing.is_approved
    assert not standing.is_agreed_in_principle
    assert standing.turn is None


def test_the_programme_board_goes_before_the_strategic_board() -> None:
    standing = standing_of([said("strategic board", None, 2), said("programme board", None, 1)])
    assert [each.approver for each in standing.bodies] == ["programme board", "strategic board"]
    assert standing.turn == standing.bodies[0]
    later = standing_of([said("programme board", "approved", 1, 5), said("strategic board", None, 2)])
    assert later.turn == later.bodies[1]


def test_in_principle_by_all_is_asked_for_before_the_final_approval() -> None:
    first = standing_of([said("board", "in_principle", 1, 0), said("council", None, 2)])
    assert first.turn == first.bodies[1]
    assert not first.is_agreed_in_principle
    both = standing_of([said("board", "in_principle", 1, 0), said("council", "approved", 2, 9)])
    assert both.is_agreed_in_principle
    assert not both.is_approved
    assert both.turn == both.bodies[0]
    final = standing_of(
        [
            said("board", "in_principle", 1, 0),
            said("council", "approved", 2, 9),
            said("board", "approved", 3, 20),
        ]
    )
    assert final.is_approved
    assert final.turn is None


def test_a_final_sign_off_still_to_come_keeps_the_plan_in_principle() -> None:
    standing = standing_of([said("board", "in_principle", 1, 0), said("board", None, 2, 60)])
    assert standing.amounts_to == "in_principle"
    assert standing.bodies[0].asked_again
    asked_once_more = standing_of([said("board", "approved", 1, 0), said("board", None, 2, 60)])
    assert not asked_once_more.is_approved


def test_each_partner_approves_through_its_own_governance() -> None:
    rows = [said("board", "approved", 1, 0), said("each partner", None, 2, condition="where it is required")]
    standing = standing_of(rows)
    assert not standing.is_approved
    assert standing.turn is not None
    assert standing.turn.condition == "where it is required"


def test_a_refusal_stands_until_a_later_approval() -> None:
    refused = said("council", "refused", 1, 10)
    assert standing_of([said("council", "approved", 1, 3), refused]).against
    assert standing_of([refused, said("council", "approved", 1, 10)]).against
    assert not standing_of([refused, said("council", "approved", 1, 11)]).against
    assert not standing_of([refused, said("council", "approved", 2)]).against


def test_what_was_agreed_on_a_condition_says_so() -> None:
    (each,) = standing_of([said("council", "approved", 1, 3, condition="the budget is found")]).conditions
    assert each.said is not None
    assert each.said.condition == "the budget is found"


@pytest.mark.parametrize(
    ("decision", "state", "offered"),
    [
        ("approved", "draft", "approved"),
        ("approved", "in_principle", "approved"),
        ("approved", None, "approved"),
        ("approved", "approved", None),
        ("approved", "superseded", None),
        ("approved", "withdrawn", None),
        ("in_principle", "draft", "in_principle"),
        ("in_principle", "Approved in principle", None),
        ("in_principle", "approved", None),
        ("refused", "draft", None),
        (None, "draft", None),
    ],
)
def test_a_state_is_offered_where_the_approvals_amount_to_another(
    decision: str | None, state: str | None, offered: str | None
) -> None:
    assert state_to_offer(standing_of([said("board", decision)]), state) == offered


ROWS = st.lists(
    st.builds(
        said,
        st.sampled_from(["board", "council", "college"]),
        st.sampled_from([None, "in_principle", "approved", "refused", "deferred"]),
        st.integers(1, 4),
        st.none() | st.integers(0, 40),
    ),
    max_size=8,
)


@given(ROWS, st.randoms())
def test_the_order_of_entry_does_not_matter(rows: list[Approval], random: object) -> None:
    other = list(rows)
    random.shuffle(other)  # type: ignore[attr-defined]
    assert standing_of(other) == standing_of(rows)


@given(ROWS, st.sampled_from(["board", "council", "college"]))
def test_a_later_approval_outweighs_whatever_that_body_said_before(rows: list[Approval], body: str) -> None:
    (stands,) = standing_of(
        [*(each for each in rows if each.key == body), said(body, "approved", 9, 99)]
    ).bodies
    assert stands.is_final


@given(ROWS)
def test_a_plan_is_finally_approved_only_where_nobody_is_next(rows: list[Approval]) -> None:
    standing = standing_of(rows)
    assert standing.is_approved == (bool(rows) and standing.turn is None)
    assert not (standing.is_agreed_in_principle and standing.against)
