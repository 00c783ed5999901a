"""What belongs in each part of a Home, and what is looked at."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules.freshness import STALE
from bot.rules.home import (
    LEAVERS,
    UNCONFIRMED,
    UNDATED,
    UNOWNED,
    Look,
    Scene,
    fits,
    is_board_chair,
    next_milestones,
    overseen_ids,
    own_parts,
    queued,
    sights_of,
)
from bot.rules.nudging import GROUP, OFF_TRACK, PRIORITY, RE_DATED, SLIPPED, UNHEARD
from bot.rules.screens import MyAction, MyActions
from storage.records.glance import ActionGlance, MilestoneGlance
from tests.bot.rules.glances import LAST_WEEK, LONG_AGO, TODAY, action, contact, milestone, role, situation

BOARD = frozenset({50})


def scene(*pressing: MilestoneGlance, **contacts: Any) -> Scene:
    people = {number: contact(number) for number in (1, 2)}
    return Scene(situation(), people | {contacts.get("id", 3): contact(3, **contacts)}, pressing)


def an_action(number: int, **fields: Any) -> ActionGlance:
    return action(number, f"CPP-{number:02d}", "An action", **{"heard_at": LAST_WEEK} | fields)


def mine(number: int, *reasons: str, **fields: Any) -> MyAction:
    return MyAction(an_action(number), reasons, fields.get("milestones", ()), fields.get("as_deputy", False))


# -- what is looked at


@given(
    st.builds(
        Look,
        st.text(max_size=40),
        st.integers(1, 10**6),
        st.none() | st.integers(0, 10**6),
        st.none() | st.text(max_size=20),
    )
)
def test_what_is_looked_at_comes_back_from_the_fields_of_a_button(look: Look) -> None:
    assert Look.of(look.fields) == look


@given(
    st.dictionaries(
        st.sampled_from(["list", "page", "priority", "status"]), st.none() | st.integers() | st.text()
    )
)
def test_a_button_of_another_time_never_fails(fields: dict[str, Any]) -> None:
    look = Look.of(fields)
    assert look.page >= 1
    assert look.place is None or look.place[0] in (GROUP, PRIORITY)


@pytest.mark.parametrize("name", ["group", "group x", "group -1", "person 3", "", "needs"])
def test_only_a_group_or_priority_with_a_number_is_a_place(name: str) -> None:
    assert Look(name).place is None
    assert Look("priority 4").place == (PRIORITY, 4)


def test_an_action_fits_where_both_status_and_priority_do() -> None:
    one = an_action(1, status="at_risk")
    assert fits(one, Look(), ())
    assert fits(one, Look(status="at_risk", priority=7), {1})
    assert not fits(one, Look(status="on_track"), ())
    assert not fits(one, Look(priority=7), {2})


# -- the reader's own


def test_ones_own_are_split_into_what_needs_a_word_what_waits_and_what_is_fine() -> None:
    waits = replace(mine(4), waiting="a map")
    actions = MyActions((mine(1, STALE, as_deputy=True), mine(2, STALE), mine(3), waits), None, None)
    own = own_parts(actions)
    assert [one.action.id for one in own.needs] == [2, 1], "what one only deputises for comes last"
    assert [one.action.id for one in own.waiting] == [4]
    assert [one.action.id for one in own.fine] == [3]


def test_the_next_milestones_are_the_earliest_to_come_of_ones_own() -> None:
    later = milestone(1, 1, TODAY + timedelta(days=9))
    today = milestone(2, 2, TODAY)
    gone, undated = milestone(3, 2, TODAY - timedelta(days=1)), milestone(4, 2, None)
    met = milestone(5, 2, TODAY, met_on=TODAY)
    deputys = mine(3, milestones=(milestone(6, 3, TODAY),), as_deputy=True)
    actions = (mine(1, milestones=(later,)), mine(2, milestones=(gone, undated, today, met)), deputys)
    own = own_parts(MyActions(actions, None, None))
    assert next_milestones(own, TODAY, 5) == (("CPP-02", today), ("CPP-01", later))
    assert next_milestones(own, TODAY, 1) == (("CPP-02", today),)


# -- what somebody sees to


def test_lead_officers_and_critical_friends_see_to_their_groups_and_priorities() -> None:
    roles = [
        role(1, "lead_officer", group=3),
        role(1, "critical_friend", priority=4),
        role(1, "representative", group=5),
    ]
    assert overseen_ids([*roles, roles[0]], BOARD) == ((GROUP, 3), (PRIORITY, 4))


def test_the_chair_of_another_group_sees_to_it_and_the_boards_chair_has_the_board() -> None:
    roles = [role(1, "chair", group=6), role(1, "deputy", group=50)]
    assert overseen_ids(roles, BOARD) == ((GROUP, 6),)
    assert is_board_chair(roles, BOARD)
    assert not is_board_chair(roles[:1], BOARD)
    assert not is_board_chair([role(1, "representative", group=50)], BOARD)


def test_the_silent_come_first_then_the_slipped_then_the_rest() -> None:
    passed = milestone(1, 2, TODAY - timedelta(days=3))
    moved = milestone(2, 4, TODAY + timedelta(days=30), moves=1, last_moved_at=LAST_WEEK)
    found = sights_of(
        [
            an_action(1),
            an_action(2),
            an_action(3, status="off_track"),
            an_action(4),
            an_action(5, heard_at=LONG_AGO),
            an_action(6, heard_at=None),
            an_action(7, status="complete"),
        ],
        scene(passed, moved),
    )
    whys = {sight.action.id: sight.whys for sight in found}
    assert list(whys) == [6, 5, 2, 3, 4, 1]
    assert list(whys.values()) == [(UNHEARD,), (UNHEARD,), (SLIPPED,), (OFF_TRACK,), (RE_DATED,), ()]


def test_nobody_is_asked_about_what_is_paused() -> None:
    late = milestone(1, 1, TODAY - timedelta(days=3))
    (sight,) = sights_of([an_action(1, status="paused", heard_at=LONG_AGO)], scene(late))
    assert sight.whys == ()


@pytest.mark.parametrize(
    ("fields", "post"),
    [
        ({}, "Post 3, NHS Inverlath"),
        ({"away_from": TODAY, "cover_id": 2}, "Post 2, NHS Inverlath"),
        ({"away_from": TODAY}, "Post 3, NHS Inverlath"),
        ({"away_from": date(2027, 1, 4), "cover_id": 2}, "Post 3, NHS Inverlath"),
    ],
)
def test_the_post_to_speak_to_is_the_officers_or_the_covers(fields: dict[str, Any], post: str) -> None:
    (sight,) = sights_of([an_action(1, officer_id=3)], scene(**fields))
    assert sight.speak_to == post


def test_nobody_is_named_where_nobody_coordinates_or_the_officer_has_left() -> None:
    found = sights_of([an_action(1, officer_id=None), an_action(2, officer_id=77)], scene())
    assert [sight.speak_to for sight in found] == [None, None]


# -- what the support officer sees to


def test_each_queue_holds_what_somebody_has_to_see_to() -> None:
    soon = TODAY + timedelta(days=20)
    found = queued(
        [
            an_action(1, officer_id=None, latest=soon),
            an_action(2, officer_id=77, latest=soon),
            an_action(3),
            an_action(4, latest=soon),
            an_action(5, status="complete"),
            an_action(6, status="complete", confirmed_by_id=2),
            an_action(7, status="closed", officer_id=None),
            an_action(8),
        ],
        dated={8},
        present={1},
    )
    assert {name: [each.id for each in actions] for name, actions in found.items()} == {
        UNOWNED: [1],
        LEAVERS: [2],
        UNDATED: [3],
        UNCONFIRMED: [5],
    }
