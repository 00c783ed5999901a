"""The buttons that say something of an action, and the key of one asking."""

from bot.views import verbs
from bot.views.update_buttons import asking_key, update_buttons
from tests.bot.views.samples import a_milestone


def test_a_milestone_asked_after_takes_the_place_of_no_change_and_blocked() -> None:
    plain = update_buttons("POV-03", "menu 1")
    of_milestone = update_buttons("POV-03", "menu 1", [a_milestone()])

    assert [one["action_id"] for one in plain] == [verbs.UPDATE, verbs.NO_CHANGE, verbs.BLOCKED]
    assert [one["action_id"] for one in of_milestone] == [verbs.MET, verbs.NEW_DATE, verbs.UPDATE]
    assert [verbs.read(one["value"]).get("m") for one in of_milestone] == [*[a_milestone().id] * 2, None]


def test_two_askings_have_two_keys() -> None:
    assert asking_key("menu", "trigger 1") == "menu trigger 1"
    assert asking_key("menu", "x" * 300) != asking_key("menu", "x" * 301)


def test_turning_pages_does_not_lengthen_the_key_for_ever() -> None:
    key = "trigger 1"
    for _ in range(20):
        key = asking_key("menu", f"{key} page:next")

    assert len(key) < 100
