"""What a change of status means."""

from datetime import timedelta
from itertools import product

import pytest

from bot.rules.movement import LADDER, Movement, moved, movement
from storage.records import STATUSES
from storage.records.glance import StatusChange
from tests.digests import NOW, action


@pytest.mark.parametrize(
    ("before", "after", "meant"),
    [
        ("at_risk", "on_track", Movement.IMPROVED),
        ("off_track", "at_risk", Movement.IMPROVED),
        ("not_started", "on_track", Movement.IMPROVED),
        ("on_track", "at_risk", Movement.WORSENED),
        ("not_started", "at_risk", Movement.WORSENED),
        ("complete", "on_track", Movement.WORSENED),
        ("off_track", "complete", Movement.DONE),
        ("on_track", "closed", Movement.CLOSED),
        ("on_track", "paused", Movement.PAUSED),
        ("paused", "off_track", Movement.RESUMED),
        ("complete", "closed", None),
        ("on_track", "on_track", None),
    ],
)
def test_a_change_of_status_is_better_worse_or_a_decision(
    before: str, after: str, meant: Movement | None
) -> None:
    assert movement(before, after) is meant


def test_going_there_and_going_back_never_mean_the_same() -> None:
    for before, after in product(LADDER, LADDER):
        if before != after:
            assert {movement(before, after), movement(after, before)} == {
                Movement.IMPROVED,
                Movement.WORSENED,
            }


def test_every_pair_of_statuses_means_something_or_nothing_but_never_fails() -> None:
    for before, after in product(STATUSES, STATUSES):
        assert (movement(before, after) is None) == (
            before == after or (before, after) == ("complete", "closed")
        )


def test_an_action_that_moved_and_came_back_has_not_moved() -> None:
    pov3 = action("POV-03", "on_track")
    there = StatusChange(pov3.id, "on_track", "at_risk", NOW)
    back = StatusChange(pov3.id, "at_risk", "on_track", NOW + timedelta(days=1))
    assert moved([pov3], [there, back]) == {}


def test_where_an_action_began_is_what_its_earliest_change_says_whatever_the_order() -> None:
    pov3 = action("POV-03", "complete")
    early = StatusChange(pov3.id, "off_track", "at_risk", NOW)
    late = StatusChange(pov3.id, "at_risk", "complete", NOW + timedelta(days=1))
    unsaid = StatusChange(pov3.id, None, "not_started", NOW - timedelta(days=1))
    found = moved([pov3], [late, unsaid, early])[pov3.id]
    assert (found.before, found.after, found.movement) == ("off_track", "complete", Movement.DONE)
