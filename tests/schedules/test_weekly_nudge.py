"""The lines a week's nudge comes to."""

from datetime import date

import pytest

from bot.rules.freshness import BOARD_DAY, MILESTONE, SOON, STALE
from bot.rules.ladder import ANNOUNCES
from bot.rules.nudging import GROUP, Need, Nudge, Nudges, Section, ToAsk
from schedules.weekly_nudge import plan
from storage.records.glance import PlannedLine
from tests.bot.rules.glances import LONG_AGO, TODAY

NEED = Need(12, LONG_AGO, ("stale",), (3,))
MOVED = (date(2026, 11, 9), TODAY)


def lines(
    *nudges: Nudge, to_ask: tuple[ToAsk, ...] = (), support_id: int | None = 9, late: date | None = None
) -> list[PlannedLine]:
    return plan(Nudges(nudges, to_ask, support_id), "2026-W47", TODAY, MOVED, late)


def test_an_action_that_needs_a_word_is_a_line_of_its_week() -> None:
    (line,) = lines(Nudge(1, (NEED,), (), 0, 0))
    assert (line.kind, line.subject, line.occasion, line.contact_id) == ("nudge", "action 12", "2026-W47", 1)
    said = {"heard": LONG_AGO.isoformat(), "reasons": ("stale",), "milestones": (3,)}
    assert line.facts == said | {ANNOUNCES: True}


@pytest.mark.parametrize(
    ("reasons", "announces"),
    [
        ((SOON,), False),
        ((SOON, MILESTONE), True),
        ((BOARD_DAY,), True),
        ((STALE,), True),
    ],
)
def test_only_a_question_asked_early_out_of_courtesy_announces_nobody_further_up(
    reasons: tuple[str, ...], announces: bool
) -> None:
    (line,) = lines(Nudge(1, (NEED._replace(reasons=reasons),), (), 0, 0))
    assert line.facts[ANNOUNCES] is announces


def test_whoever_likes_another_day_hears_it_then() -> None:
    nudges = Nudges((Nudge(1, (NEED,), (), 0, 0), Nudge(2, (NEED,), (), 0, 0)), (), None)
    found = plan(nudges, "2026-W47", TODAY, MOVED, days={2: date(2026, 11, 18)})
    assert [line.due_on for line in found] == [TODAY, date(2026, 11, 18)]


def test_a_group_is_one_line_however_many_actions_it_shows() -> None:
    (line,) = lines(Nudge(1, (), (Section((GROUP, 7), (4, 5, 6), 2),), 0, 0))
    assert (line.kind, line.subject) == ("group", "group 7")
    assert line.facts == {
        "actions": [4, 5, 6],
        "more": 2,
        "moved_from": "2026-11-09",
        "moved_before": "2026-11-16",
    }


def test_a_person_to_ask_by_phone_is_one_line_for_the_support_officer() -> None:
    (line,) = lines(to_ask=(ToAsk(5, (NEED, NEED._replace(action_id=13))),))
    assert (line.kind, line.subject, line.contact_id) == ("phone", "contact 5", 9)
    assert line.facts["actions"] == [12, 13]


def test_where_nobody_can_ask_by_phone_nothing_is_planned() -> None:
    assert lines(to_ask=(ToAsk(5, (NEED,)),), support_id=None) == []


def test_a_late_week_says_since_when_on_every_line() -> None:
    (line,) = lines(Nudge(1, (NEED,), (), 0, 0), late=date(2026, 11, 9))
    assert line.facts["late_since"] == "2026-11-09"
