"""People and places that messages do not get through to."""

from datetime import UTC, datetime, timedelta

from bot.rules.reaching import Unreached, by_place, place_of

MONDAY = datetime(2026, 11, 2, 9, tzinfo=UTC)
LATER = MONDAY + timedelta(days=7)


def test_of_one_person_there_is_one_entry_from_the_first_time_with_the_newest_reason() -> None:
    found = by_place(
        [
            Unreached("contact 3", "Manager", "user_disabled", LATER, "second", kept=1),
            Unreached("contact 3", "Manager", "user_not_found", MONDAY, "first", kept=2),
            Unreached("channel C1", None, "is_archived", LATER),
        ]
    )
    assert [(each.place, each.since, each.why, each.said, each.kept) for each in found] == [
        ("channel C1", LATER, "is_archived", "", 0),
        ("contact 3", MONDAY, "user_disabled", "first", 3),
    ]


def test_a_place_is_a_contact_or_else_a_channel() -> None:
    assert place_of(3, "U1") == "contact 3"
    assert place_of(None, "C1") == "channel C1"
    assert Unreached("contact 3", None, "", MONDAY).contact_id == 3
    assert Unreached("channel C1", None, "", MONDAY).channel == "C1"
    assert Unreached("contact x", None, "", MONDAY).contact_id is None
