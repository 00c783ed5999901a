"""Answers to plain questions fit Slack whatever they hold, and wake nobody."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from bot.rules.asked_values import Changed, Due, Dues, Said
from bot.rules.movement import moved
from bot.views import plain_answers
from bot.views.blocks import Block
from storage.records.glance import StatusChange, UpdateGlance
from tests.bot.views.samples import NOW, TODAY, a_milestone, an_action, assert_slack_takes, ways

HOSTILE = "<!channel> & <@U1> *bold* " * 60
WAYS = ways()


def _said() -> Block:
    updates = [UpdateGlance(n, 1, NOW, HOSTILE, HOSTILE, "at_risk", None) for n in range(12)]
    return plain_answers.said(
        Said(HOSTILE, TODAY, TODAY, tuple(updates), {1: ("POV-01", HOSTILE)}, 40), WAYS, NOW
    )


def _changed() -> Block:
    named = {"title": HOSTILE, "words": HOSTILE, "status": "off_track"}
    actions = [an_action(id=number, code=f"POV-{number:02d}", **named) for number in range(1, 30)]
    moves = moved(actions, [StatusChange(each.id, "on_track", "off_track", NOW) for each in actions])
    late = a_milestone(title=HOSTILE)
    found = Changed(
        narrowed=(HOSTILE,),
        since=NOW - timedelta(days=30),
        until=NOW,
        board=None,
        moved=tuple((each, moves[each.id]) for each in actions),
        met=((actions[0], late),) * 20,
        redated=((actions[0], late),) * 20,
        heard=29,
    )
    return plain_answers.changed(found, WAYS, TODAY)


def _dues() -> Block:
    due = Due(an_action(title=HOSTILE), a_milestone(title=HOSTILE), TODAY)
    return plain_answers.dues(Dues((HOSTILE,), TODAY, TODAY, None, (due,) * 80), WAYS, TODAY)


def _understood() -> Block:
    return plain_answers.understood("POV-01", HOSTILE, "🟠 At risk", HOSTILE * 4, "{}", has_words=True)


def _choices() -> Block:
    return plain_answers.choices([("x" * 90, "{}"), ("List: late", "{}")], HOSTILE)


@pytest.mark.parametrize(
    "view", [_said, _changed, _dues, _understood, _choices], ids=lambda view: view.__name__
)
def test_an_answer_fits_and_wakes_nobody_whatever_it_holds(view: Callable[[], Block]) -> None:
    shown = view()
    assert_slack_takes(shown)
    assert "<!channel>" not in str(shown)
    assert "<@U1>" not in str(shown)
