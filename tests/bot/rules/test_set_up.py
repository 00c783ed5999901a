"""Setting a partnership up: who may, what would do for an answer, and what follows from it."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules.set_up import (
    LIMITS,
    ZONES,
    InPost,
    SetUpNow,
    code_for,
    code_prefix_for,
    in_a_row,
    is_administrator,
    is_out_of_sight,
    is_sample,
    next_nudge,
    own_code,
    problems_of,
    read_in_post,
    renamed,
    sample_code,
    tidied,
    usual_holidays,
    zones_for,
)
from bot.rules.ways import zone_of
from bot.rules.workdays import is_known_source
from storage.records.glance import Account
from tests.bot.views.samples import ways

ADMIN = Account("U1", "Catriona Muir", "catriona@example.org", "Europe/London", is_admin=True)
MEMBER = Account("U2", "Ailsa Reid", "ailsa@example.org", "Europe/London")


def test_where_nobody_is_named_whoever_administers_the_workspace_sets_it_up() -> None:
    assert is_administrator(ADMIN, ())
    assert not is_administrator(MEMBER, ())


@pytest.mark.parametrize("named", ["U2", "u2", "ailsa@example.org", "Ailsa@Example.org"])
def test_where_somebody_is_named_it_is_they_and_nobody_else(named: str) -> None:
    assert is_administrator(MEMBER, (named,))
    assert not is_administrator(ADMIN, (named,))


def test_somebody_without_an_email_is_not_an_empty_name() -> None:
    assert not is_administrator(MEMBER._replace(email=None), ("",))


def test_words_that_would_do_are_taken_as_they_are_without_their_blanks() -> None:
    said = tidied(
        {
            "name": "  Glenmore \n Partnership ",
            "short_name": "GP",
            "area": "Glenmore",
            "plan_abbreviation": None,
        }
    )
    assert said["name"] == "Glenmore Partnership"
    assert problems_of(said) == {}


@pytest.mark.parametrize("field", [field for field in LIMITS if field != "plan_abbreviation"])
@pytest.mark.parametrize("words", ["", "-", "12 34", "x"])
def test_what_says_nothing_is_asked_for_once_more_with_an_example(field: str, words: str) -> None:
    assert "for example" in problems_of({field: words})[field]


@pytest.mark.parametrize("field", LIMITS)
def test_what_is_too_long_is_told_how_long_it_may_be(field: str) -> None:
    assert str(LIMITS[field]) in problems_of({field: "x" * (LIMITS[field] + 1)})[field]
    assert problems_of({field: "x" * LIMITS[field]}) == {}


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("Health Improvement Manager, NHS Inverlath", InPost("Health Improvement Manager", "NHS Inverlath")),
        (" Manager, Policy , Glen College ", InPost("Manager, Policy", "Glen College")),
        ("Manager", None),
        ("Manager,", None),
        (", NHS", None),
        ("", None),
    ],
)
def test_the_body_stands_after_the_last_comma(typed: str, read: InPost | None) -> None:
    assert read_in_post(typed) == read


def test_the_persons_own_zone_is_offered_first_and_every_zone_is_known_here() -> None:
    assert next(iter(zones_for("Pacific/Auckland"))) == "Pacific/Auckland"
    assert next(iter(zones_for("Africa/Nairobi"))) == "Africa/Nairobi"
    assert zones_for("Africa/Nairobi")["Africa/Nairobi"] == "Nairobi"
    assert next(iter(zones_for("Mars/Olympus"))) == next(iter(zones_for(None))) == "Europe/London"
    assert all(zone_of(name) for name in ZONES)


@pytest.mark.parametrize("zone", [*ZONES, "Africa/Nairobi"])
def test_the_bank_holidays_a_zone_suggests_are_known(zone: str) -> None:
    assert is_known_source(usual_holidays(zone))


def test_the_code_is_the_place_in_plain_letters_and_never_one_that_is_taken() -> None:
    assert code_for("Eilean Siar", ()) == "eilean-siar"
    assert code_for("Inbhir Nis à l'Est", ()) == "inbhir-nis-a-l-est"
    assert code_for("Glenmore", {"glenmore", "glenmore-2"}) == "glenmore-3"
    assert code_for("…", ()) == "cpp"
    assert not is_sample(code_for("Sample", ()))


@given(st.text(max_size=200), st.sets(st.text(max_size=5), max_size=5))
def test_any_place_has_a_code_that_a_sample_can_be_named_after(area: str, taken: set[str]) -> None:
    code = code_for(area, taken)
    assert code not in taken
    assert not is_sample(code)
    assert len(sample_code(code)) <= 40
    assert own_code(sample_code(code)) == code


@pytest.mark.parametrize(
    ("short", "prefix"), [("CPP", "CPP"), ("gp", "GP"), ("Glenmore Together", "GLE"), ("1", "ACT")]
)
def test_codes_of_no_priority_begin_with_the_short_name_where_it_would_do(short: str, prefix: str) -> None:
    assert code_prefix_for(short) == prefix


def test_the_next_nudge_is_this_weeks_until_it_has_gone_and_never_on_a_closed_day() -> None:
    usual = ways(closed_days=["2026-11-09"])
    assert next_nudge(usual, datetime(2026, 11, 2, 8, 55, tzinfo=UTC)) == datetime(2026, 11, 2, 9, tzinfo=UTC)
    assert next_nudge(usual, datetime(2026, 11, 2, 9, tzinfo=UTC)) == datetime(2026, 11, 10, 9, tzinfo=UTC)


def test_a_sample_put_away_waits_and_so_does_what_is_behind_one() -> None:
    assert is_out_of_sight("sample", set())
    assert is_out_of_sight("glenmore", {"sample-glenmore"})
    assert not is_out_of_sight("sample-glenmore", {"sample-glenmore"})
    assert not is_out_of_sight("glenmore", {"glenmore"})
    assert not is_out_of_sight("glenmore", set())


def test_a_file_is_renamed_wherever_it_refers_to_itself_and_nowhere_else() -> None:
    values = {"id": "inv", "name": "inverlath", "meetings": [{"group": "inv"}, {"group": "inv-board"}]}
    assert renamed(values, "inv", "sample") == {
        "id": "sample",
        "name": "inverlath",
        "meetings": [{"group": "sample"}, {"group": "inv-board"}],
    }


def test_what_is_most_worth_doing_next_is_people_then_actions() -> None:
    assert SetUpNow(1, (), 0).next_step == "people"
    assert SetUpNow(4, (), 0).next_step == "action"
    assert SetUpNow(4, (), 2).next_step == "words"


def test_names_are_told_in_a_row() -> None:
    assert in_a_row(()) == ""
    assert in_a_row(("Ailsa",)) == "Ailsa"
    assert in_a_row(("Ailsa", "Rory", "Jean")) == "Ailsa, Rory and Jean"
