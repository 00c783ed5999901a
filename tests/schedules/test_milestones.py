"""Who is reminded of a milestone, and for which occasion."""

from datetime import date, timedelta
from typing import Any

from bot.rules.asking import people_on
from bot.rules.reminders import Reminder
from schedules.milestones import plan
from storage.records.glance import PlannedLine
from tests.bot.rules.glances import TODAY, action, contact, milestone, role

PILOT = milestone(3, 12, date(2026, 11, 19))
ROLES = (role(4, "lead_officer", group=7), role(9, "support"))
EVERYBODY = tuple(contact(number) for number in (1, 2, 4, 9))


def reminded(*people: Any, due_on: date = TODAY, of: Any = PILOT, **fields: Any) -> list[PlannedLine]:
    its = {12: action(12, "POV-03", "Cash First", **fields)}
    everybody = people_on(people or EVERYBODY, ROLES, TODAY)
    return plan([Reminder(of, -3, due_on)], its, everybody, TODAY, TODAY)


def test_the_coordinating_officer_is_reminded_and_the_occasion_names_the_day() -> None:
    (line,) = reminded()
    assert (line.kind, line.subject, line.contact_id) == ("milestone", "milestone 3", 1)
    assert line.occasion == "3 before 2026-11-19"
    assert line.facts == {"offset": -3, "latest": "2026-11-19"}


def test_the_deputy_is_reminded_while_the_officer_is_away() -> None:
    (line,) = reminded(contact(1, away_from=TODAY), contact(2), deputy_id=2)
    assert line.contact_id == 2


def test_nobody_is_reminded_until_the_officer_is_back() -> None:
    assert reminded(contact(1, away_from=TODAY), contact(9)) == []


def test_the_lead_officer_of_the_group_is_reminded_of_an_unowned_action() -> None:
    (line,) = reminded(officer_id=None, lead_group_id=7)
    assert line.contact_id == 4


def test_the_support_officer_is_reminded_of_what_nobody_leads_and_of_milestones_without_an_action() -> None:
    (unowned,) = reminded(officer_id=None)
    (alone,) = reminded(of=milestone(4, None, date(2026, 11, 19)))
    assert (unowned.contact_id, alone.contact_id) == (9, 9)


def test_somebody_not_on_slack_is_asked_by_the_support_officer() -> None:
    (line,) = reminded(contact(1, slack_id=None), contact(9))
    assert (line.kind, line.contact_id, line.facts["for"]) == ("phone", 9, 1)


def test_nobody_is_reminded_where_nobody_can_be_reached() -> None:
    assert reminded(contact(1, slack_id=None), contact(9, slack_id=None)) == []


def test_a_paused_action_is_silent() -> None:
    assert reminded(status="paused") == []


def test_a_reminder_that_comes_late_knows_since_when() -> None:
    (line,) = reminded(due_on=TODAY - timedelta(days=4))
    assert line.facts["late_since"] == "2026-11-12"
