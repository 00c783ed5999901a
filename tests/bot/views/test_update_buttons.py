"""The key of one asking."""

from bot.views.update_buttons import asking_key


def test_two_askings_have_two_keys() -> None:
    assert asking_key("menu", "trigger 1") == "menu trigger 1"
    assert asking_key("menu", "x" * 300) != asking_key("menu", "x" * 301)


def test_turning_pages_does_not_lengthen_the_key_for_ever() -> None:
    key = "trigger 1"
    for _ in range(20):
        key = asking_key("menu", f"{key} page:next")

    assert len(key) < 100
