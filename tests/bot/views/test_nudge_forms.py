"""The short forms behind a nudge's buttons: fit to be shown whatever people typed, and read as they were filled in."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.practice import view_faults
from bot.practice.reading import read_blocks
from bot.rules.outcomes import HandingFacts, SnoozeFacts
from bot.rules.snoozing import FORTNIGHT, UNTIL_PAPERS, WEEK
from bot.views import nudge_forms
from bot.views.forms import FormMemory, new_date_form
from tests.bot.rules.glances import TODAY, action, contact, milestone

MEMORY = FormMemory("POV-03", "day 2026-11-16 contact 1", channel="D1", ts="1.2")
DAYS = {WEEK: date(2026, 11, 23), FORTNIGHT: date(2026, 11, 30), UNTIL_PAPERS: date(2026, 11, 19)}
ACTION = action(1, "POV-03", "Cash First")
ONE = milestone(31, 1, date(2026, 12, 1))


def forms_of(title: str) -> list[dict[str, Any]]:
    """Every form, of an action and milestones with this title."""
    about, one = action(1, "POV-03", title), ONE._replace(title=title)
    people = tuple(contact(number, name=title or None) for number in range(1, 100))
    return [
        nudge_forms.blocked_form(about, MEMORY),
        nudge_forms.sentence_form(about, MEMORY),
        nudge_forms.snooze_form(SnoozeFacts(about, DAYS, date(2026, 11, 19)), TODAY, MEMORY),
        nudge_forms.not_mine_form(HandingFacts(about, None, people, title), MEMORY),
        nudge_forms.met_form(about, [one, one._replace(id=32)], MEMORY),
        new_date_form(MEMORY, [(31, title, title[:80]), (32, title, title[:80])]),
    ]


HOSTILE = st.text(max_size=40) | st.sampled_from(
    ["&" * 5000, "<!channel>" * 400, "x" * 9000, "", "  ", "\n" * 9]
)


@given(HOSTILE)
def test_every_form_keeps_slacks_limits_and_wakes_nobody(title: str) -> None:
    for form in forms_of(title):
        assert view_faults(form) == []
        marked = [block["text"]["text"] for block in form["blocks"] if block["type"] == "section"]
        assert "<!" not in repr(marked)


def filled_in(**values: Any) -> dict[str, Any]:
    """A form's state: a menu's value as `{"selected_option": …}` where a tuple is given, else typed."""
    return {
        name: {
            "value": {"selected_option": {"value": value[0]}}
            if isinstance(value, tuple)
            else {"value": value}
        }
        for name, value in values.items()
    }


def test_what_stands_in_the_way_is_the_updates_words_and_who_could_move_it_the_barriers() -> None:
    said = nudge_forms.read_blocked_form(
        filled_in(barrier="no data", barrier_kind=("data_sharing",), mover="NHS", ask_kind=("no",), ask="x")
    )
    assert (said.words, said.barrier, said.barrier_kind) == (
        "no data",
        "no data\nCould move it: NHS",
        "data_sharing",
    )
    assert (said.status, said.ask_kind, said.ask_words) == (None, None, None), "the Board was left out of it"
    assert nudge_forms.blocked_form_errors(said) == {}


@pytest.mark.parametrize(
    ("values", "missing"),
    [
        ({"barrier": "  ", "ask_kind": ("no",)}, {"barrier"}),
        ({"barrier": "no data", "ask_kind": ("decide",), "ask": " "}, {"ask"}),
    ],
)
def test_what_is_missing_is_said_under_its_field(values: dict[str, Any], missing: set[str]) -> None:
    said = nudge_forms.read_blocked_form(filled_in(**values))
    assert set(nudge_forms.blocked_form_errors(said)) == missing


def test_a_day_of_ones_own_goes_before_one_chosen_by_name() -> None:
    own = filled_in(choice=(WEEK,)) | {"day": {"value": {"selected_date": "2026-11-18"}}}
    assert nudge_forms.read_snooze_form(own, DAYS) == date(2026, 11, 18)
    assert nudge_forms.read_snooze_form(filled_in(choice=(FORTNIGHT,)), DAYS) == date(2026, 11, 30)
    assert nudge_forms.read_snooze_form(filled_in(choice=("gone",)), DAYS) is None


def test_an_action_goes_to_a_colleague_or_to_nobody() -> None:
    facts = HandingFacts(ACTION, None, (contact(4, name="Una Weir", post="Ranger"),), "Inverlath Council")
    shown = nudge_forms.not_mine_form(facts, MEMORY)
    options = shown["blocks"][1]["element"]["options"]
    assert [(option["value"], option["text"]["text"]) for option in options] == [
        ("4", "Una Weir, Ranger"),
        ("0", "Nobody I know of: hand it back"),
    ]
    assert nudge_forms.read_not_mine_form(filled_in(to=("4",), why="moved")) == (4, "moved")
    assert nudge_forms.read_not_mine_form(filled_in(to=("0",))) == (None, "")


def test_the_days_offered_are_said_as_people_write_them() -> None:
    shown = nudge_forms.snooze_form(SnoozeFacts(ACTION, DAYS, DAYS[UNTIL_PAPERS]), TODAY, MEMORY)
    options = [option["text"]["text"] for option in shown["blocks"][1]["element"]["options"]]
    assert options == ["A week (Mon 23 Nov)", "Two weeks (Mon 30 Nov)", "Until papers close (Thu 19 Nov)"]
    assert "Papers close Thu 19 Nov: I ask again by then." in read_blocks(shown["blocks"])
