"""What a list is narrowed to."""

import json
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules.filtering import LONGEST_WORDS, Narrowed, NotUnderstood, listable, read_filter
from bot.rules.status import DEFAULT_KEY, StatusEntry, StatusKey
from storage.records import Body, Group, Locality, Priority
from storage.records.glance import ActionFilter

TODAY = date(2026, 11, 2)
STALE_BEFORE = datetime(2026, 10, 5, tzinfo=UTC)
NAMES = listable(
    DEFAULT_KEY,
    [
        Priority(id=1, name="Poverty", prefix="POV", priority_set_id=2),
        Priority(id=2, name="Poverty", prefix="POV", priority_set_id=1),
        Priority(id=3, name="Health & wellbeing", prefix="HWB", priority_set_id=2),
    ],
    [Body(id=4, name="NHS Inverlath"), Body(id=5, name="Inverlath Voluntary Action", abbreviation="IVA")],
    [Group(id=6, name="Local Employability Partnership", aka=["LEP"])],
    [Locality(id=7, name="Glen")],
)


def read(words: str, key: StatusKey = DEFAULT_KEY) -> Narrowed | NotUnderstood:
    return read_filter(words, NAMES, key, TODAY, STALE_BEFORE)


def wanted(words: str) -> ActionFilter:
    found = read(words)
    assert isinstance(found, Narrowed), found
    return found.wanted


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("", ActionFilter()),
        ("all actions", ActionFilter()),
        ("red", ActionFilter(statuses=frozenset({"off_track"}))),
        ("off-track", ActionFilter(statuses=frozenset({"off_track"}))),
        ("ontrack", ActionFilter(statuses=frozenset({"on_track"}))),
        ("red amber", ActionFilter(statuses=frozenset({"off_track", "at_risk"}))),
        ("pov", ActionFilter(priority_ids=frozenset({1, 2}))),
        ("iva", ActionFilter(body_ids=frozenset({5}))),
        ("LEP", ActionFilter(group_ids=frozenset({6}))),
        ("glen", ActionFilter(locality_ids=frozenset({7}))),
        ("overdue", ActionFilter(overdue_on=TODAY)),
        ("late", ActionFilter(overdue_on=TODAY)),
        ("stale", ActionFilter(stale_before=STALE_BEFORE)),
        ("not heard of", ActionFilter(stale_before=STALE_BEFORE)),
        ("unowned", ActionFilter(unowned=True)),
        ("quick wins", ActionFilter(quick_wins=True)),
        ("NHS Inverlath overdue", ActionFilter(body_ids=frozenset({4}), overdue_on=TODAY)),
        (
            "red poverty",
            ActionFilter(statuses=frozenset({"off_track"}), priority_ids=frozenset({1, 2})),
        ),
    ],
)
def test_words_become_a_filter(words: str, expected: ActionFilter) -> None:
    assert wanted(words) == expected


def test_how_the_words_were_read_is_said_in_the_partnerships_own() -> None:
    found = read("pov RED amber nhs inverlath late")

    assert isinstance(found, Narrowed)
    assert found.said == ("Poverty", "🔴 Off track or 🟠 At risk", "NHS Inverlath", "overdue")


def test_a_partnerships_own_status_words_are_known() -> None:
    key = StatusKey.of([StatusEntry("at_risk", "Some concern", "🟡", ("yellow",))])
    names = listable(key, [], [], [], [])

    found = read_filter("some concern", names, key, TODAY, STALE_BEFORE)

    assert found == Narrowed(ActionFilter(statuses=frozenset({"at_risk"})), ("🟡 Some concern",))


def test_a_typo_is_answered_with_the_whole_words_put_right() -> None:
    assert read("red povrety overdue") == NotUnderstood(
        "red povrety overdue", "povrety", (("Poverty", "red Poverty overdue"),)
    )


def test_words_that_name_nothing_have_no_suggestion() -> None:
    assert read("red zzzzzzz") == NotUnderstood("red zzzzzzz", "zzzzzzz")


def test_too_many_words_are_not_read() -> None:
    words = "red " * 100

    assert read(words) == NotUnderstood(words, words)


@given(st.text(max_size=2 * LONGEST_WORDS))
def test_whatever_is_suggested_can_be_carried_by_a_button_and_read_again(words: str) -> None:
    found = read(words)
    suggested = [whole for _, whole in found.nearest] if isinstance(found, NotUnderstood) else [words]

    assert all(len(json.dumps(whole)) <= 12 * LONGEST_WORDS + 2 for whole in suggested)
