"""Reading names in text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules.naming import MOST_NEAR, Named, read_names

POVERTY = Named("priority", 1, "Poverty", ("POV",))
OLD_POVERTY = Named("priority", 2, "Poverty", ("POV",))
HEALTH = Named("priority", 3, "Health & wellbeing", ("HWB",))
NHS = Named("body", 4, "NHS Inverlath", ())
COUNCIL = Named("body", 5, "Inverlath Council", ("IC",))
TASKFORCE = Named("group", 6, "Anti-Poverty Taskforce", ("APT",))
NOT_STARTED = Named("status", 7, "Not started", (), in_part=False)
RED = Named("status", 8, "Off track", ("red", "🔴"), in_part=False)
RED_CROSS = Named("body", 9, "Red Cross", ())
DUN = Named("locality", 10, "Dùn Mòr")
POVERTY_GROUP = Named("group", 11, "Poverty")
KNOWN = (RED, NOT_STARTED, POVERTY, OLD_POVERTY, HEALTH, NHS, COUNCIL, RED_CROSS, TASKFORCE, DUN)


def named(text: str) -> list[Named]:
    heard = read_names(text, KNOWN)
    assert heard.unknown is None, heard.unknown
    return list(heard.found)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("nhs inverlath", [NHS]),
        ("HWB", [HEALTH]),
        ("health and wellbeing", [HEALTH]),
        ("Health & Wellbeing", [HEALTH]),
        ("health wellbeing", [HEALTH]),
        ("anti poverty taskforce", [TASKFORCE]),
        ("the Anti\u2011Poverty Taskforce", [TASKFORCE]),
        ("dun mor", [DUN]),
        ("🔴", [RED]),
        ("🔴\ufe0f", [RED]),
        ("", []),
        ("?!", []),
    ],
)
def test_case_accents_hyphens_and_small_words_make_no_difference(text: str, expected: list[Named]) -> None:
    assert named(text) == expected


def test_several_names_are_read_in_the_order_typed() -> None:
    assert named("red actions of NHS Inverlath, and HWB") == [RED, NHS, HEALTH]


def test_the_longest_name_wins() -> None:
    assert named("red cross") == [RED_CROSS]
    assert named("poverty taskforce") == [TASKFORCE]


def test_a_name_that_several_sets_have_means_all_of_them() -> None:
    assert named("poverty") == [POVERTY, OLD_POVERTY]


def test_a_name_of_two_kinds_means_the_kind_that_comes_first() -> None:
    assert read_names("poverty", (POVERTY_GROUP, POVERTY)).found == (POVERTY_GROUP,)
    assert read_names("poverty", (POVERTY, POVERTY_GROUP)).found == (POVERTY,)


def test_part_of_a_name_is_enough_where_it_fits_one_thing() -> None:
    assert named("wellbeing") == [HEALTH]


def test_part_of_a_name_that_fits_several_is_asked_about() -> None:
    unknown = read_names("red inverlath", KNOWN).unknown

    assert unknown is not None
    assert (unknown.typed, unknown.before, unknown.after) == ("inverlath", "red", "")
    assert unknown.near == ("NHS Inverlath", "Inverlath Council")


def test_part_of_a_status_is_never_taken_for_it() -> None:
    unknown = read_names("started", KNOWN).unknown

    assert unknown is not None
    assert unknown.near == ("Not started",)


@pytest.mark.parametrize(
    ("text", "typed", "near"),
    [
        ("povrety", "povrety", "Poverty"),
        ("red helth", "helth", "Health & wellbeing"),
        ("anti povety taskforce", "povety", "Poverty"),
        ("NHS Inverlth red", "Inverlth", "NHS Inverlath"),
    ],
)
def test_a_slip_of_the_keyboard_is_suggested_and_never_used(text: str, typed: str, near: str) -> None:
    heard = read_names(text, KNOWN)

    assert heard.unknown is not None
    assert typed in heard.unknown.typed
    assert near in heard.unknown.near


def test_words_like_nothing_have_nothing_near() -> None:
    heard = read_names("xyzzy", KNOWN)

    assert heard.unknown is not None
    assert heard.unknown.near == ()


@given(st.text(max_size=200))
def test_no_text_is_too_much(text: str) -> None:
    heard = read_names(text, KNOWN)

    assert len(set(heard.found)) == len(heard.found)
    if heard.unknown is not None:
        assert heard.unknown.typed
        assert heard.unknown.typed in text
        assert len(heard.unknown.near) <= MOST_NEAR


@given(st.lists(st.sampled_from((RED, HEALTH, NHS, COUNCIL, TASKFORCE, DUN)), min_size=1, unique=True))
def test_names_typed_whole_are_all_found(wanted: list[Named]) -> None:
    assert named(", ".join(one.name.upper() for one in wanted)) == wanted
