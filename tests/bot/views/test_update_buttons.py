"""The buttons that say something of an action, and the key of one asking."""

from datetime import UTC, datetime

from bot.views import verbs
from bot.views.update_buttons import asking_key, more_menu, shown_at, update_buttons
from tests.bot.views.samples import a_milestone


def test_a_milestone_asked_after_takes_the_place_of_no_change_and_blocked() -> None:
    plain = update_buttons("POV-03", "menu 1")
    of_milestone = update_buttons("POV-03", "menu 1", [a_milestone()])

    assert [one["action_id"] for one in plain] == [verbs.UPDATE, verbs.NO_CHANGE, verbs.BLOCKED]
    assert [one["action_id"] for one in of_milestone] == [verbs.MET, verbs.NEW_DATE, verbs.UPDATE]
    assert [verbs.read(one["value"]).get("m") for one in of_milestone] == [*[a_milestone().id] * 2, None]


def test_two_askings_have_two_keys() -> None:
    assert asking_key("menu", "trigger 1") == "menu trigger 1"
    read_at = datetime(2026, 11, 2, 8, 30, 1, 250017, UTC)
    assert shown_at(asking_key("menu", "trigger 1", read_at)) == read_at
    assert [shown_at(key) for key in ("menu trigger 1", "day 7 2026-11-02", "home 1 @soon", "")] == [None] * 4
    assert asking_key("menu", "x" * 300) != asking_key("menu", "x" * 301)


def test_turning_pages_does_not_lengthen_the_key_for_ever() -> None:
    key = "trigger 1"
    for _ in range(20):
        key = asking_key("menu", f"{key} page:next")

    assert len(key) < 100


def test_the_options_of_a_menu_keep_slacks_limit_and_leave_out_who_asked_where_there_is_no_room() -> None:
    short = more_menu("POV-03", "day 2026-11-16 contact 12", unmet=[a_milestone()])
    assert {verbs.read(option["value"])["asked"] for option in short["options"]} == {
        "day 2026-11-16 contact 12"
    }
    long = more_menu("POV-03", "menu " + "x" * 200, unmet=[a_milestone()])
    assert all(len(option["value"]) <= verbs.OPTION_LIMIT for option in long["options"])
    assert [verbs.read(option["value"]).get("asked") for option in long["options"]] == [None] * 5
    assert [verbs.read(option["value"])["code"] for option in long["options"]] == ["POV-03"] * 5


def test_a_form_asks_which_milestone_where_several_may_be_meant() -> None:
    first = a_milestone()
    several = more_menu("POV-03", "day", unmet=[first, first._replace(id=first.id + 1)])
    words = [option["text"]["text"] for option in several["options"]]
    assert words[:2] == ["Milestone met…", "New date…"]
    assert "m" not in verbs.read(several["options"][0]["value"])
    assert len(more_menu("POV-03", "day")["options"]) == 3, "nothing to meet, nothing to move"
