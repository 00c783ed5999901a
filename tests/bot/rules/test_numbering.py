"""Codes: prefixes, numbers, how they are typed, and which was meant."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules.numbering import DASHES, canonical, code_order, format_code, nearest, prefix_for

CODES = ("POV-03", "POV-12", "POV-31", "HWB-01", "EMP-02")
prefixes = st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=2, max_size=4)


def test_codes_are_sorted_by_their_numbers_whatever_their_length() -> None:
    in_order = ["POV-02", "POV-99", "POV-100", "POV-101", "POV-1000", "POVX-01"]
    assert sorted(in_order[3:] + in_order[:3], key=code_order) == in_order


@pytest.mark.parametrize(
    ("name", "prefix"),
    [
        ("Poverty", "POV"),
        ("Health & wellbeing", "HWB"),
        ("Mental and physical wellbeing", "MPWB"),
        ("Employability", "EMP"),
        ("Digital participation", "DIG"),
        ("Skills, learning and development", "SLD"),
        ("Creating a safe and sustainable place for future generations", "CSSP"),
        ("Òigridh", "OIG"),
        ("IT", "IT"),
        ("儿童", "ACT"),
        ("", "ACT"),
    ],
)
def test_a_prefix_is_taken_from_the_name(name: str, prefix: str) -> None:
    assert prefix_for(name, ()) == prefix


def test_a_taken_prefix_gives_way_to_later_letters_of_the_name() -> None:
    assert prefix_for("Poverty", {"pov"}) == "POE"
    assert prefix_for("Poverty", {"POV", "POE"}) == "POR"


def test_a_thousand_priorities_of_one_name_have_a_thousand_prefixes() -> None:
    taken: set[str] = set()
    for _ in range(1000):
        taken.add(prefix_for("Poverty", taken))
    assert len(taken) == 1000
    assert all(re.fullmatch("[A-Z]{2,4}", prefix) for prefix in taken)


@given(st.text(), st.sets(prefixes, max_size=20))
def test_any_name_has_a_prefix_nobody_else_has(name: str, taken: set[str]) -> None:
    prefix = prefix_for(name, taken)
    assert re.fullmatch("[A-Z]{2,4}", prefix)
    assert prefix not in taken


def test_a_code_has_two_digits_at_least() -> None:
    assert format_code("pov", 3) == "POV-03"
    assert format_code("POV", 123) == "POV-123"


@pytest.mark.parametrize(("prefix", "number"), [("P", 1), ("POVER", 1), ("PÖV", 1), ("POV", 0), ("POV", -1)])
def test_what_cannot_be_a_code_is_refused(prefix: str, number: int) -> None:
    with pytest.raises(ValueError, match="not a code"):
        format_code(prefix, number)


@pytest.mark.parametrize(
    "typed", ["pov3", "POV 03", "POV–03", "pov_3", "Pov - 3", "POV-003", " pov\u201103 ", "POV—3"]
)
def test_a_code_is_read_as_people_type_it(typed: str) -> None:
    assert canonical(typed) == "POV-03"


@pytest.mark.parametrize(
    "typed", ["", "POV", "03", "POV-0", "POVER-03", "POV-03a", "POV--03", "P-3", "POV-٣"]
)
def test_what_has_not_the_form_of_a_code_is_none(typed: str) -> None:
    assert canonical(typed) is None


@given(prefixes, st.integers(1, 99999), st.sampled_from(["", " ", "_", *DASHES]))
def test_every_way_to_type_a_code_means_that_code(prefix: str, number: int, between: str) -> None:
    assert canonical(f"{prefix.lower()}{between}{number}") == format_code(prefix, number)


@pytest.mark.parametrize("typed", ["PVO-03", "POB-03", "pov-30", "P0V-03", "POV-O3", "POV-03", "pvo3"])
def test_a_slip_of_the_keyboard_finds_the_code_first(typed: str) -> None:
    assert nearest(typed, CODES)[0] == "POV-03"


def test_two_characters_swapped_come_before_other_slips() -> None:
    assert nearest("POV-30", CODES) == ("POV-03", "POV-31")


def test_nothing_is_near_to_what_is_far() -> None:
    assert nearest("walking groups", CODES) == ()
    assert nearest("XYZ-99", CODES) == ()


@given(st.text(st.characters(), max_size=60), st.integers(-1, 5))
def test_the_nearest_codes_are_real_few_and_never_an_error(text: str, limit: int) -> None:
    found = nearest(text, CODES, limit)
    assert set(found) <= set(CODES)
    assert len(found) <= max(limit, 0)
