"""Which actions a form that asks "which one?" offers."""

from bot.rules.choosing import MOST, choice_of
from tests.bot.rules.glances import action


def test_the_one_named_comes_first_then_ones_own_then_wider_circles_each_once() -> None:
    one, two, three = (action(number, f"CPP-0{number}", "An action") for number in (1, 2, 3))
    choice = choice_of(three, [two, one], [one, three])
    assert choice.actions == (three, two, one)
    assert (choice.chosen, choice.more) == (three, 0)


def test_finished_ones_are_left_out_unless_named() -> None:
    done = action(1, "CPP-01", "An action", status="complete")
    assert choice_of(None, [done]).actions == ()
    assert choice_of(done, [done]).actions == (done,)


def test_no_more_are_offered_than_a_menu_shows_and_the_rest_is_counted() -> None:
    many = [action(number, f"CPP-{number:03d}", "An action") for number in range(1, MOST + 8)]
    choice = choice_of(None, many)
    assert len(choice.actions) == MOST
    assert choice.more == 7
