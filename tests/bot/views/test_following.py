"""A leaver's actions in the letter of whoever follows them."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.practice import message_faults
from bot.rules.letter import Ended, Following
from bot.views.following import following_blocks
from bot.views.letter import letter, notification
from storage.records.glance import ActionGlance
from tests.bot.rules.glances import action
from tests.bot.views.test_letter import ACTIONS, HOSTILE, said


def numbered(found: list[Following]) -> tuple[Following, ...]:
    """Every action with a code of its own."""
    return tuple(
        replace(each, open=tuple(one._replace(code=f"P{place}-{n:02}") for n, one in enumerate(each.open)))
        for place, each in enumerate(found)
    )


FOLLOWING = st.builds(
    Following,
    HOSTILE,
    st.lists(ACTIONS, min_size=1, max_size=30).map(tuple),
    st.lists(ACTIONS, max_size=3).map(tuple),
)


@settings(max_examples=10)
@given(st.lists(FOLLOWING, min_size=1, max_size=4).map(numbered))
def test_whatever_it_is_called_it_can_be_sent(following: tuple[Following, ...]) -> None:
    assert not message_faults(letter(said(following=following)))


def some(*codes: str) -> tuple[ActionGlance, ...]:
    return tuple(action(number, code, f"Title {number}") for number, code in enumerate(codes, 1))


def test_what_is_open_is_offered_and_what_was_taken_on_is_thanked_for() -> None:
    value = said(following=(Following("Manager, NHS", some("POV-03", "HWB-02"), some("EMP-01")),))
    words, buttons = following_blocks(value)
    assert words["text"]["text"] == (
        "*Your predecessor* (Manager, NHS) had *POV-03* Title 1 and *HWB-02* Title 2. Take them on?\n"
        "✅ You have taken on *EMP-01* Title 1. Thank you."
    )
    assert [each["text"]["text"] for each in buttons["elements"]] == ["Take on POV-03", "Take on HWB-02"]
    assert notification(value) == "2 actions to take on"
    assert "Two actions could be yours." in str(letter(value))


def test_once_all_are_taken_on_nothing_is_asked() -> None:
    value = said(following=(Following("Manager", (), some("POV-03")),))
    assert [block["type"] for block in following_blocks(value)] == ["section"]


def test_an_action_that_was_closed_says_why_and_where_it_goes_on() -> None:
    (pov,), (ski,) = some("POV-03"), some("SKI-01")
    value = said(ended=(Ended(pov, "merged", ski), Ended(ski, "not_achieved")))
    (told,) = following_blocks(value)
    assert told["text"]["text"] == (
        "*POV-03* Title 1 is closed: it goes on in *SKI-01* Title 1. Its words are kept.\n"
        "*SKI-01* Title 1 is closed: not achieved. `/loip show SKI-01` says why; its words are kept."
    )
    assert notification(value) == "2 actions closed"
