"""Habits: what is drawn comes within working hours, and as often as the table says."""

from datetime import UTC, date, datetime
from random import Random
from zoneinfo import ZoneInfo

from tests.year.cast import ACTIONS, BOARDS, START, WEEKS, cast_of, is_worked
from tests.year.habits import OFFICERS, PROMPT, SILENT, Week, answers_at

MONDAY = datetime(2026, 11, 2, 9, tzinfo=UTC)
HALIFAX = ZoneInfo("America/Halifax")


def week(zone: ZoneInfo = HALIFAX) -> Week:
    """Somebody's working days, the third of November spent on leave."""
    return Week(zone, is_worked, lambda day: day == date(2026, 11, 3))


def drawn(number: int = 400) -> list[datetime | None]:
    draw = Random(7)
    return [answers_at(PROMPT, week(), MONDAY, draw) for _ in range(number)]


def test_answers_come_in_the_readers_own_hours_on_days_worked_and_after_reading() -> None:
    for answered in filter(None, drawn()):
        local = answered.astimezone(HALIFAX)
        assert 9 <= local.hour < 17
        assert is_worked(local.date())
        assert local.date() != date(2026, 11, 3)
        assert answered > MONDAY


def test_the_prompt_answer_nearly_always_and_the_silent_hardly_ever() -> None:
    answered = sum(each is not None for each in drawn())
    assert 0.91 < answered / 400 < 0.98
    draw = Random(7)
    assert sum(answers_at(SILENT, week(), MONDAY, draw) is not None for _ in range(400)) < 40


def test_about_three_in_four_of_what_is_asked_is_answered_within_a_week() -> None:
    people = sum(number for _, number in OFFICERS)
    assert 0.72 < sum(habit.week * number for habit, number in OFFICERS) / people < 0.80


def test_a_year_has_the_people_the_actions_and_the_boards_it_is_meant_to_have() -> None:
    cast = cast_of(1)
    assert (len(cast.players), len(cast.deeds), len(BOARDS), WEEKS) == (60, ACTIONS, 6, 52)
    assert sum(not player.is_on_slack for player in cast.players) == 5
    assert len({player.email for player in cast.players}) == 60
    assert all(player.is_away(leave.first) for player in cast.players for leave in player.leaves)


def test_a_year_holds_both_changes_of_the_clocks() -> None:
    last = date.fromordinal(START.toordinal() + 7 * WEEKS)
    assert all(START < change < last for change in (date(2026, 10, 25), date(2027, 3, 28)))


def test_a_cast_is_the_same_for_the_same_seed_and_another_for_another() -> None:
    assert cast_of(3) == cast_of(3)
    assert cast_of(3) != cast_of(4)
