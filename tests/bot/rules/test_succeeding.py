"""Who follows somebody who has left."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules.succeeding import Follows, Held, InPost, who_follows

LEFT = date(2026, 9, 30)
FIRST = date(2026, 1, 5)


def leaver(post: str | None = "Manager", body: int | None = 7) -> InPost:
    return InPost(1, post, body, FIRST, LEFT)


def other(since: date = FIRST, post: str | None = None, body: int | None = None) -> InPost:
    return InPost(2, post, body, since)


def chair(contact_id: int, entered_on: date = FIRST, group: int = 3, **days: date) -> Held:
    return Held(contact_id, "chair", group, None, entered_on, **days)


def after(days: int) -> date:
    return LEFT + timedelta(days=days)


@pytest.mark.parametrize(
    ("role", "follows"),
    [
        (chair(2, after(40)), True),
        (chair(2, after(-20)), True),
        (chair(2, after(-90)), False),
        (chair(2, FIRST), False),
        (chair(2, FIRST, starts_on=after(1)), True),
        (chair(2, after(40), starts_on=date(2025, 1, 1)), False),
        (chair(2, after(40), group=4), False),
        (Held(2, "deputy", 3, None, after(40)), False),
        (chair(2, after(-20), ends_on=after(-1)), False),
    ],
)
def test_whoever_comes_to_the_same_role_afterwards_follows(role: Held, follows: bool) -> None:
    found = who_follows([leaver(), other()], [chair(1), role])
    assert found == ((Follows(1, 2),) if follows else ())


def test_a_role_given_up_long_before_leaving_has_no_part_in_it() -> None:
    assert who_follows([leaver(), other()], [chair(1, ends_on=after(-60)), chair(2, after(5))]) == ()
    assert who_follows([leaver(), other()], [chair(1, ends_on=LEFT), chair(2, after(5))]) == (Follows(1, 2),)


@pytest.mark.parametrize(
    ("person", "follows"),
    [
        (other(after(30), "manager ", 7), True),
        (other(after(-10), "Manager", 7), True),
        (other(FIRST, "Manager", 7), False),
        (other(after(30), "Manager", 8), False),
        (other(after(30), "Director", 7), False),
    ],
)
def test_whoever_comes_to_the_same_post_of_the_same_body_follows(person: InPost, follows: bool) -> None:
    assert bool(who_follows([leaver(), person], [])) == follows


def test_no_post_or_no_body_is_nobodys_seat() -> None:
    assert who_follows([leaver(post=""), other(after(30), "", 7)], []) == ()
    assert who_follows([leaver(body=None), other(after(30), "Manager", None)], []) == ()


PEOPLE = st.lists(
    st.builds(
        InPost,
        st.integers(1, 5),
        st.sampled_from([None, "Manager", "manager", "Director"]),
        st.sampled_from([None, 7, 8]),
        st.dates(FIRST, after(60)),
        st.none() | st.dates(FIRST, after(60)),
    ),
    max_size=6,
)
DAYS = st.dates(FIRST, after(60))
ROLES = st.lists(
    st.builds(
        Held,
        st.integers(1, 6),
        st.sampled_from(["chair", "deputy"]),
        st.just(3),
        st.none(),
        st.dates(FIRST, after(60)),
    ),
    max_size=6,
)


@given(PEOPLE, ROLES)
def test_only_somebody_who_is_there_follows_somebody_who_is_not(
    people: list[InPost], roles: list[Held]
) -> None:
    by_id = {each.contact_id: each for each in people}
    found = who_follows(people, roles)
    assert len(set(found)) == len(found)
    for each in found:
        assert by_id[each.leaver_id].left_on is not None
        assert by_id[each.successor_id].left_on is None
