"""Weeks of downtime, both changes of the clocks and closed fortnights, through the running bot."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from schedules.slots import CATCH_UP
from storage.records import Slot
from tests.journeys.town import EARLY, Town, november, when

Founding = Callable[..., Town]


@pytest.fixture
def found(database_url: str) -> Iterator[Founding]:
    with ExitStack() as towns:

        def found_one(start: datetime = EARLY, **settings: Any) -> Town:
            return towns.enter_context(Town.founded(database_url, start, **settings))

        yield found_one


def notes(town: Town) -> dict[str, str | None]:
    """What was noted of each week's nudge that was taken."""
    slots = town.look(lambda register: register.rows.all(Slot))
    return {slot.name.removeprefix("nudge "): slot.note for slot in slots if slot.name.startswith("nudge ")}


def test_after_three_weeks_of_downtime_one_nudge_comes_and_says_that_it_is_late(found: Founding) -> None:
    town = found()
    town.register.action("POV-03", "Cash First", officer=town.contact("Ailsa Reid"))
    town.open()
    town.until(november(2), 8, 30)
    town.asleep_until(november(25), 10)
    (read,) = town.heard("Ailsa Reid")
    assert "This is late: it should have come on Mon 23 Nov." in read
    assert town.posts() == 1
    assert notes(town) == {
        "2026-W47": "superseded by nudge 2026-W48",
        "2026-W48": "late since 2026-11-23",
    }
    town.until(november(29), 20)
    assert town.posts() == 1
    town.until(date(2026, 12, 1))
    assert len(town.heard("Ailsa Reid")) == 2
    assert "late" not in town.heard("Ailsa Reid")[-1]


def an_annual_report(town: Town) -> None:
    """A milestone of no action, due on Wednesday 4 November, and whoever is reminded of it the day after."""
    town.contact("Catriona Muir", roles=[("support", None)])
    town.register.milestone(None, "Annual report", november(4))
    town.open()


def test_what_fell_due_before_the_limit_of_catching_up_is_not_said_any_more(found: Founding) -> None:
    town = found()
    an_annual_report(town)
    missed = datetime(2026, 11, 5, 9, tzinfo=UTC)
    town.asleep_until((missed + CATCH_UP).date(), 9, 1)
    assert town.posts() == 0


def test_just_within_the_limit_the_last_of_several_missed_reminders_is_said_late(found: Founding) -> None:
    town = found()
    an_annual_report(town)
    missed = datetime(2026, 11, 5, 9, tzinfo=UTC)
    town.asleep_until((missed + CATCH_UP).date(), 8, 59)
    town.until((missed + CATCH_UP).date(), 9, 5)
    (read,) = town.heard("Catriona Muir")
    assert "This is late: it should have come on Thu 5 Nov." in read
    assert '"Annual report" was due Wed 4 Nov. Did it happen?' in read


def test_a_nudge_planned_before_the_downtime_and_sent_after_it_says_that_it_is_late(found: Founding) -> None:
    town = found()
    town.register.action("POV-03", officer=town.contact("Ailsa Reid"))
    town.open()
    # Planned at nine, and the courier went down before it sent it.
    town.rehearsal.clock.move_to(datetime(2026, 11, 2, 9, tzinfo=UTC))
    town.rehearsal.bot.beat()
    town.asleep_until(november(4), 10)
    (read,) = town.heard("Ailsa Reid")
    assert "This is late: it should have come on Mon 2 Nov." in read


@pytest.mark.parametrize(
    ("sunday", "hours"),
    [(date(2026, 10, 25), {"before": 8, "after": 9}), (date(2027, 3, 28), {"before": 9, "after": 8})],
    ids=["autumn", "spring"],
)
def test_a_nudge_comes_at_nine_on_the_wall_and_once_whatever_the_clocks_do(
    found: Founding, sunday: date, hours: dict[str, int]
) -> None:
    start = datetime.combine(sunday - timedelta(days=8), datetime.min.time(), tzinfo=UTC)
    town = found(start)
    town.register.action("POV-03", officer=town.contact("Ailsa Reid"))
    town.open()
    town.until(sunday, 0)
    for quarter in range(16):
        town.until(sunday, quarter // 4, quarter % 4 * 15)
    town.until(sunday + timedelta(days=4), 18)
    sent = [when(message) for message in town.messages("Ailsa Reid")]
    assert [moment.hour for moment in sent] == [9, 9]
    assert [moment.astimezone(UTC).hour for moment in sent] == [hours["before"], hours["after"]]
    assert [moment.date() for moment in sent] == [sunday - timedelta(days=6), sunday + timedelta(days=1)]


def test_over_a_closed_fortnight_at_christmas_nobody_is_written_to_and_one_nudge_comes_after(
    found: Founding,
) -> None:
    closed = [date(2026, 12, 19) + timedelta(days=number) for number in range(16)]
    town = found(datetime(2026, 12, 14, 8, tzinfo=UTC), closed_days=[day.isoformat() for day in closed])
    ailsa = town.contact("Ailsa Reid")
    action = town.register.action("POV-03", "Cash First", officer=ailsa)
    town.register.milestone(action, "Spaces open", date(2026, 12, 28))
    town.open()
    for number in range(24):
        town.until(date(2026, 12, 14) + timedelta(days=number), 12)
    # New Year's bank holidays of Scotland end on Monday 4 January 2027 (the 2nd is a Saturday).
    assert town.days("Ailsa Reid") == [date(2026, 12, 14), date(2027, 1, 5)]
    read = town.heard("Ailsa Reid")[-1]
    assert "POV-03" in read
    assert read.count("Spaces open") == 1
    assert "late" not in read
