"""Codes number on and are never used twice; updates leave an action standing where the last of them says."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.rules.register_form.codes import Numbers, prefixes_by_name
from bot.rules.register_form.standing import Said, Standing, after

DAY = datetime(2026, 9, 1, 11, tzinfo=UTC)


def _stood(*said: tuple[str | None, int | None]) -> Standing:
    standing = Standing()
    for number, (status, by) in enumerate(said):
        standing = after(standing, Said(status, by, DAY + timedelta(days=number)))
    return standing


def test_priorities_of_one_name_share_a_prefix_and_others_do_not() -> None:
    given_to = prefixes_by_name(
        ["Poverty", "poverty ", "Health & wellbeing", "Health and Wellbeing"], {}, ["CPP"]
    )
    assert given_to == {"poverty": "POV", "health and wellbeing": "HWB"}


def test_a_prefix_once_given_stays_and_is_given_to_nobody_else() -> None:
    given_to = prefixes_by_name(["Povertia"], {"poverty": "POV"}, ["CPP"])
    assert given_to["poverty"] == "POV"
    assert given_to["povertia"] != "POV"


def test_no_name_is_given_the_prefix_of_actions_without_a_priority() -> None:
    assert prefixes_by_name(["Cppa"], {}, ["CPP"])["cppa"] != "CPP"


@given(st.lists(st.integers(1, 200)))
def test_a_number_is_never_used_twice(used: list[int]) -> None:
    numbers = Numbers(f"POV-{number:02d}" for number in used)
    codes = [numbers.next("POV") for _ in range(3)]
    assert codes[0] == f"POV-{max(used, default=0) + 1:02d}"
    assert len({*codes, *(f"POV-{number:02d}" for number in used)}) == len(set(used)) + 3


def test_a_second_persons_complete_confirms_the_first() -> None:
    assert _stood(("complete", 1), ("complete", 2)).confirmed_by_id == 2


def test_nobody_confirms_their_own_complete() -> None:
    assert _stood(("complete", 1), ("complete", 1)).confirmed_by_id is None


def test_a_third_complete_leaves_the_confirmation_as_it_is() -> None:
    assert _stood(("complete", 1), ("complete", 2), ("complete", 3)).confirmed_by_id == 2


def test_another_status_takes_the_confirmation_away() -> None:
    assert _stood(("complete", 1), ("complete", 2), ("at_risk", 1)).confirmed_by_id is None


def test_words_without_a_status_are_heard_and_leave_it() -> None:
    standing = _stood(("at_risk", 1), (None, 1))
    assert (standing.status, standing.heard_at) == ("at_risk", DAY + timedelta(days=1))


def test_what_was_said_before_what_stands_changes_nothing() -> None:
    standing = _stood(("at_risk", 1))
    assert after(standing, Said("on_track", 1, DAY - timedelta(days=1))) == standing
