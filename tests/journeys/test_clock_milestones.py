"""Milestone reminders, as the people in the workspace see them."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

import pytest

from storage.records import Action, Contact, Milestone
from tests.journeys.town import EARLY, Town, comes_in_order, november


@pytest.fixture
def town(database_url: str) -> Iterator[Town]:
    with Town.founded(database_url) as founded:
        yield founded


def pilot(town: Town, heard: datetime | None = EARLY) -> tuple[Contact, Action]:
    """Ailsa and an action of hers that is up to date, so that only milestones have anything to say."""
    town.contact("Catriona Muir", roles=[("support", None)])
    ailsa = town.contact("Ailsa Reid")
    return ailsa, town.register.action("POV-03", "Cash First", officer=ailsa, heard=heard)


def every_day(town: Town, last: int) -> None:
    """Every day of November up to this one passes, at noon."""
    today = town.rehearsal.clock.now().date()
    for number in range((november(last) - today).days + 1):
        town.until(today + timedelta(days=number), 12)


def test_a_milestone_reminds_a_fortnight_and_three_days_before_and_the_day_after(town: Town) -> None:
    _, action = pilot(town)
    town.register.milestone(action, "Pilot agreed", november(19))
    town.open()
    every_day(town, 22)
    assert town.days("Ailsa Reid") == [november(5), november(16), november(20)]
    first, second, third = town.heard("Ailsa Reid")
    assert comes_in_order(first, "One milestone to look at.", '"Pilot agreed" is due Thu 19 Nov.')
    assert '"Pilot agreed" is due Thu 19 Nov.' in second
    assert '"Pilot agreed" was due Thu 19 Nov. Did it happen?' in third
    assert "[Yes, met] [New date] [Update]" in third


def test_a_reminder_that_falls_on_a_closed_day_comes_on_the_next_working_day(town: Town) -> None:
    _, action = pilot(town)
    # The 24th less a fortnight is a Tuesday, less three days a Saturday; the day after the 27th is one, too.
    town.register.milestone(action, "Pilot agreed", november(24))
    town.register.milestone(action, "Report written", november(27))
    town.open()
    every_day(town, 30)
    town.until(date(2026, 12, 1), 12)
    # St Andrew's Day, Monday 30 November, is closed in Scotland.
    expected = [november(10), november(13), november(23), november(24), november(25), date(2026, 12, 1)]
    assert town.days("Ailsa Reid") == expected


def test_a_milestone_that_got_a_new_date_is_told_by_the_new_one_alone(town: Town) -> None:
    _, action = pilot(town)
    town.register.milestone(action, "Pilot agreed", november(20))
    town.open()
    town.until(november(3))
    answer = town.types(
        "Ailsa Reid", 'milestone POV-03 move "Pilot agreed" to 27 Nov because the clerk is ill'
    )
    assert "27 Nov" in answer.readable
    every_day(town, 29)
    assert town.days("Ailsa Reid") == [november(13), november(24)]
    assert all("Fri 27 Nov" in read for read in town.heard("Ailsa Reid"))


def test_a_milestone_that_got_a_new_date_between_planning_and_sending_is_not_told(town: Town) -> None:
    nora = town.contact("Nora Vance")
    action = town.register.action("POV-03", "Cash First", officer=nora, heard=EARLY)
    milestone = town.register.milestone(action, "Pilot agreed", november(16))
    town.open()
    town.rehearsal.team.change_person(town.person("Nora Vance"), tz="America/New_York")
    town.until(november(2), 10)
    assert [row.state for row in town.outbox()] == ["waiting"]
    town.changes(Milestone, town.id(milestone), earliest=november(26), latest=november(26))
    town.until(november(2), 20)
    assert [row.state for row in town.outbox()] == ["withdrawn"]
    assert town.heard("Nora Vance") == []


def test_a_milestone_that_is_met_reminds_nobody_any_more(town: Town) -> None:
    _, action = pilot(town)
    town.register.milestone(action, "Pilot agreed", november(19))
    town.open()
    town.until(november(5), 12)
    town.taps("Ailsa Reid", "Yes, met", "POV-03")
    (message,) = town.messages("Ailsa Reid")
    assert '✅ Met: "Pilot agreed" · Ailsa Reid' in message.readable
    every_day(town, 27)
    assert town.days("Ailsa Reid") == [november(5)]


def test_everything_of_one_day_is_one_message(town: Town) -> None:
    ailsa, action = pilot(town)
    town.register.action("POV-04", "Foodbanks", officer=ailsa)
    town.register.milestone(action, "Pilot agreed", november(16))
    town.register.milestone(action, "Money found", november(5))
    town.open().until(november(2))
    (read,) = town.heard("Ailsa Reid")
    parts = ("One needs a word from you.", "POV-04 Foodbanks", "Milestones", "POV-03 Cash First")
    assert comes_in_order(read, *parts)
    assert '"Pilot agreed" is due Mon 16 Nov.' in read
    assert '"Money found" is due Thu 5 Nov.' in read
    assert town.posts() == 1


def test_an_imprecise_milestone_reminds_from_its_latest_day(town: Town) -> None:
    _, action = pilot(town)
    month = {"earliest": november(1), "precision": "month"}
    town.register.milestone(action, "Pilot agreed", november(26), **month)
    town.open()
    every_day(town, 28)
    assert town.days("Ailsa Reid") == [november(12), november(23), november(27)]
    assert all('"Pilot agreed" is due Nov 2026.' in read for read in town.heard("Ailsa Reid")[:2])
    assert '"Pilot agreed" was due Nov 2026. Did it happen?' in town.heard("Ailsa Reid")[2]


def test_an_undated_milestone_reminds_nobody(town: Town) -> None:
    _, action = pilot(town)
    town.register.milestone(action, "Pilot agreed", None, text="in due course")
    town.open()
    every_day(town, 14)
    assert town.posts() == 0


def test_a_milestone_without_an_action_is_the_support_officers(town: Town) -> None:
    pilot(town)
    town.register.milestone(None, "Annual report before the public", november(5))
    town.open().until(november(2))
    (read,) = town.heard("Catriona Muir")
    assert '"Annual report before the public" is due Thu 5 Nov.' in read
    assert town.posts() == 1


def test_a_milestone_of_somebody_not_on_slack_is_asked_by_phone(town: Town) -> None:
    town.contact("Catriona Muir", roles=[("support", None)])
    morag = town.contact("Morag Bain", slack=False, post="Outreach Lead", phone="01632 960113")
    action = town.register.action("POV-01", "Winter food network", officer=morag, heard=EARLY)
    town.register.milestone(action, "Spaces open", november(5))
    town.open().until(november(2))
    (read,) = town.heard("Catriona Muir")
    assert "To ask by phone or email" in read
    assert '"Spaces open", which is due Thu 5 Nov' in read
