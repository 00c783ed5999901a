"""Entries read and written: numbers, days, times and names as people type them; and what a stamp tells."""

from contextlib import suppress
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules.keeping import changed_since, editable, merge, stamp_of
from bot.rules.keeping_entries import (
    Names,
    Option,
    Reading,
    Unreadable,
    entries_of,
    named,
    reading_of,
    tidied,
    value_of,
)
from bot.rules.subjects import BY_TABLE

TODAY = date(2026, 11, 2)
GROUPS = [
    Option(1, "CPP Board"),
    Option(2, "Anti-Poverty Taskforce"),
    Option(3, "Health & Wellbeing Partnership"),
]
RISK = BY_TABLE["risks"]


def read(table: str, name: str, entry: str) -> dict[str, Any]:
    subject = BY_TABLE[table]
    field = subject.field(name)
    return value_of(field, entry, reading_of(Reading(TODAY, 5, {"groups": GROUPS}), subject, field))


@pytest.mark.parametrize(
    ("table", "name", "entry", "value"),
    [
        ("meetings", "local_time", "2 pm", "14:00"),
        ("meetings", "local_time", "12am", "00:00"),
        ("meetings", "local_time", "9.30", "09:30"),
        ("meetings", "local_time", "14:00", "14:00"),
        ("indicators", "baseline", "£1,200.5", 1200.5),
        ("indicators", "baseline", "21.5%", 21.5),
        ("indicators", "baseline", "−3", -3.0),  # noqa: RUF001 - as word processors write it
        ("engagements", "people", "1,204", 1204),
        ("risks", "likelihood", " 5 ", 5),
        ("risks", "review_on", "3 Dec 2026", date(2026, 12, 3)),
        ("groups", "aka", "The CPP\n\nCPP\nThe CPP", ["The CPP", "CPP"]),
        ("groups", "aka", "", []),
        ("groups", "state", "", "active"),
        ("groups", "digest", "", False),
        ("groups", "statutory", "", None),
        ("groups", "statutory", "no", False),
        ("groups", "remit", "", None),
        ("contacts", "email", "<mailto:Ailsa@Example.org|Ailsa@Example.org>", "ailsa@example.org"),
        ("risks", "group_id", "2", 2),
    ],
)
def test_what_people_type_is_read(table: str, name: str, entry: str, value: object) -> None:
    assert read(table, name, entry) == {name: value}


@pytest.mark.parametrize(
    ("table", "name", "entry"),
    [
        ("indicators", "baseline", "nan"),
        ("indicators", "baseline", "1e999"),
        ("indicators", "baseline", "about 3"),
        ("engagements", "people", "99999999999"),
        ("engagements", "people", "-1"),
        ("meetings", "local_time", "25:00"),
        ("meetings", "local_time", "noon-ish"),
        ("risks", "review_on", "spring 2027"),
        ("risks", "group_id", "7"),
        ("risks", "trend", "sideways"),
        ("groups", "name", "   "),
        ("groups", "most_representatives", "0"),
    ],
)
def test_what_cannot_be_read_is_said(table: str, name: str, entry: str) -> None:
    with pytest.raises(Unreadable):
        read(table, name, entry)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("cpp board", "1"),
        ("Taskforce", "2"),
        ("health and wellbeing partnership", "3"),
        ("anti poverty", "2"),
    ],
)
def test_a_name_or_a_clear_part_of_it_is_enough(typed: str, meant: str) -> None:
    assert named(RISK.field("group_id"), Names((typed,)), GROUPS) == meant


def test_a_slip_is_answered_with_the_nearest_name() -> None:
    with pytest.raises(Unreadable, match="“Anti-Poverty Taskforce”"):
        named(RISK.field("group_id"), Names(("Anti-Povrety Taskfroce",)), GROUPS)
    with pytest.raises(Unreadable, match="More than one"):
        named(RISK.field("group_id"), Names(("p",)), GROUPS)


def test_an_action_is_meant_by_its_code_however_it_is_typed() -> None:
    actions = [Option(5, "POV-03 Cash First"), Option(6, "POV-30 Cafés")]
    assert named(RISK.field("action_id"), Names(("pov 3",)), actions) == "5"


@given(st.text(max_size=40))
def test_any_text_is_read_or_answered_with_a_sentence(entry: str) -> None:
    for table, name in (
        ("risks", "cause"),
        ("indicators", "target"),
        ("engagements", "when"),
        ("groups", "aka"),
    ):
        said = None
        with suppress(Unreadable):
            said = read(table, name, entry)
        assert said is None or set(said) == set(BY_TABLE[table].field(name).columns)


@given(st.text(max_size=40), st.text(max_size=40))
def test_a_stamp_tells_who_changed_what(before: str, after: str) -> None:
    stood = {"words": before, "cause": "as it was"}
    stamp = stamp_of(RISK, stood)
    sent = stood | {"words": after}
    changed = tidied(before) != tidied(after)
    assert set(changed_since(RISK, stamp, sent)) == ({"words"} if changed else set())
    assert merge(RISK, stamp, sent, stood).mine == (("words",) if changed else ())
    assert merge(RISK, stamp, sent, stood).crossed == ()


def test_a_change_crosses_only_where_both_changed_the_same_to_something_else() -> None:
    stood = {"words": "a", "cause": "b", "effect": "c"}
    stamp = stamp_of(RISK, stood)
    sent = {"words": "mine", "cause": "b", "effect": "same"}
    now = {"words": "theirs", "cause": "theirs", "effect": "same"}
    merged = merge(RISK, stamp, sent, now)
    assert (merged.mine, merged.crossed) == (("words",), ("words",))
    assert merge(RISK, "of another version", sent, now).crossed == ()


def test_a_date_without_words_is_shown_in_words_that_read_back() -> None:
    meeting = BY_TABLE["meetings"]
    values = {
        "earliest": date(2027, 3, 1),
        "latest": date(2027, 5, 31),
        "precision": "season",
        "date_words": None,
    }
    entry = entries_of([meeting.field("when")], values, {})["when"]
    assert entry == "Spring 2027"
    assert read("meetings", "when", str(entry))["latest"] == date(2027, 5, 31)
    assert {field.name for field in editable(meeting)} >= {"when", "group_id"}
