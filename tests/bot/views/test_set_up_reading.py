"""What was filled in while setting up, as it is read."""

from bot.rules.set_up import InPost
from bot.views import set_up_reading


def test_posts_are_read_by_contact_and_what_cannot_be_read_is_told_under_its_field() -> None:
    values = {
        "post 7": {"value": {"value": "Nurse, NHS Glenmore"}},
        "post 8": {"value": {"value": None}},
        "post 9": {"value": {"value": "Nurse"}},
    }
    posts, problems = set_up_reading.read_posts(values)
    assert posts == {7: InPost("Nurse", "NHS Glenmore")}
    assert list(problems) == ["post 9"]


def test_an_action_is_read_from_the_second_form_as_from_the_first() -> None:
    values = {
        "title POV-01": {"value": {"value": " Walking\ngroups "}},
        "priority POV-01": {"value": {"value": " "}},
    }
    assert set_up_reading.read_action(values) == ("Walking groups", None)
