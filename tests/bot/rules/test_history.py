"""Following rows through their changes, and putting together what was done at once."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from bot.rules.history import What, columns_about, entries_of, follow, is_about, tied_by, typed
from storage.records import Change, MilestoneMove, Update

MONDAY = datetime(2026, 11, 2, 9, tzinfo=UTC)


def _change(field: str, before: Any, after: Any, at: datetime = MONDAY, **more: Any) -> Change:
    said: dict[str, Any] = {"subject": "milestones", "subject_id": 7, "by": "Manager", "contact_id": 1} | more
    return Change(field=field, before=before, after=after, at=at, **said)


def test_a_row_is_followed_from_its_first_day_with_days_as_days() -> None:
    changes = [
        _change("*", None, {"title": "Pilot", "latest": "2026-11-13", "action_id": 3}),
        _change("latest", "2026-11-13", "2027-01-31"),
        _change("*", {"title": "Pilot", "latest": "2027-01-31", "action_id": 3}, None),
    ]
    added, moved, gone = (told for _, told in follow(changes))
    assert (added.what, added.after["latest"]) == (What.ADDED, date(2026, 11, 13))
    assert (moved.before["latest"], moved.after["latest"]) == (date(2026, 11, 13), date(2027, 1, 31))
    assert moved.after["title"] == "Pilot"
    assert (gone.what, gone.before["title"], gone.after) == (What.TAKEN_AWAY, "Pilot", {})


def test_an_id_given_again_is_another_row() -> None:
    changes = [
        _change("*", None, {"title": "Pilot", "action_id": 3}),
        _change("*", {"title": "Pilot", "action_id": 3}, None),
        _change("*", None, {"title": "Another", "action_id": 4}),
    ]
    about = [told for _, told in follow(changes) if is_about(told, ("action_id",), 3)]
    assert [told.what for told in about] == [What.ADDED, What.TAKEN_AWAY]


def test_a_row_that_pointed_here_once_is_told_of_even_when_it_points_elsewhere_now() -> None:
    (told,) = (told for _, told in follow([_change("action_id", 3, 4)]))
    assert is_about(told, ("action_id",), 3)
    assert not is_about(told, ("action_id",), 5)


def test_what_was_done_at_once_is_one_entry_and_stands_under_the_words_that_caused_it() -> None:
    update = Update(id=5, action_id=3, at=MONDAY, by="Manager", words="Under way.")
    changes = [
        _change("latest", None, "2026-11-13", update_id=5),
        _change("date_words", None, "13 Nov", update_id=5),
        _change("note", None, "Later.", at=MONDAY + timedelta(hours=1)),
    ]
    newest, oldest = entries_of(follow(changes), [update], [], {}, {})
    assert newest.update is None
    assert oldest.update is update
    (told,) = oldest.told
    assert told.columns == {"latest", "date_words"}
    assert (told.before["latest"], told.after["latest"]) == (None, date(2026, 11, 13))


def test_a_move_stands_beside_its_change_and_one_from_a_file_by_itself() -> None:
    beside = MilestoneMove(id=1, milestone_id=7, moved_at=MONDAY, reason="late")
    alone = MilestoneMove(id=2, milestone_id=7, moved_at=MONDAY - timedelta(days=9), contact_id=4)
    first, second = entries_of(
        follow([_change("latest", None, "2026-11-13")]), [], [beside, alone], {}, {4: "Clerk"}
    )
    assert first.told[0].moves == (beside,)
    assert (second.by, second.told[0].moves) == ("Clerk", (alone,))


def test_what_belongs_to_an_action_is_all_that_points_at_it_and_its_ties() -> None:
    about = columns_about("actions")
    assert {"milestones", "barriers", "asks", "risks", "action_priorities", "action_groups"} <= about.keys()
    assert set(about["dependencies"]) == {"action_id", "needs_id"}
    assert columns_about("groups")["roles"] == ("group_id",)
    assert "roles" in columns_about("contacts")


def test_two_kinds_of_tie_in_one_table_are_told_apart() -> None:
    decides, hears = (tied_by("actions", "action_groups", {"part": part}) for part in ("decides", "hears"))
    assert decides is not None
    assert hears is not None
    assert (decides.name, hears.name) == ("decided_by", "heard_by")


def test_an_instant_comes_back_as_one() -> None:
    assert typed("raised_at", "asks", "2026-10-02T11:00:00Z") == datetime(2026, 10, 2, 11, tzinfo=UTC)
