"""The forms of setting up: drawn, and what they remember."""

from itertools import count

import pytest

from bot.practice.drawing import Ink, draw_blocks
from bot.practice.workspace import with_ids
from bot.views import set_up_forms
from bot.views.set_up_forms import SetUpMemory
from tests.bot.views.set_up_samples import BEGUN, NOTHING_YET, WALK, partnership_called


@pytest.mark.parametrize("step", set_up_forms.TITLES)
def test_every_form_can_be_drawn_on_the_practice_page(step: str) -> None:
    form = set_up_forms.form_of(step, partnership_called(), NOTHING_YET, WALK)
    assert "undrawable" not in draw_blocks(with_ids(form["blocks"], count()), Ink())


def test_a_form_remembers_the_walk_and_the_home_and_nothing_that_is_not_ours() -> None:
    assert SetUpMemory.unpacked(WALK.packed()) == WALK
    assert SetUpMemory.unpacked("not ours") == SetUpMemory.unpacked('{"walk": 1, "home": 2}') == SetUpMemory()


def test_a_step_by_itself_has_no_number_and_ends_with_save() -> None:
    alone = set_up_forms.form_of("week", partnership_called(), BEGUN, SetUpMemory())
    walked = set_up_forms.form_of("week", partnership_called(), BEGUN, WALK)
    assert (alone["title"]["text"], alone["submit"]["text"]) == ("Week", "Save")
    assert (walked["title"]["text"], walked["close"]["text"]) == ("3 of 5: Week", "Stop here")
