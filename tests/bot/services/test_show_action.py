"""Showing one action."""

from datetime import date, timedelta
from typing import Any

from bot.rules.outcomes import UnknownCode
from bot.rules.permission import Say
from bot.rules.screens import Shown
from bot.services.show_action import LAST_UPDATES, show_action
from storage.engine import Database
from storage.records import Contact
from tests.builders import MONDAY, RegisterBuilder


def shown(register: RegisterBuilder, contact: Contact, code: str = "POV-01") -> Shown:
    found = show_action(register.database, register.ways, register.person(contact), code, MONDAY)
    assert isinstance(found, Shown), found
    return found


def test_everything_of_an_action_is_read(database: Database) -> None:
    register = RegisterBuilder(database)
    nhs, board = register.body("NHS Inverlath"), register.board()
    taskforce = register.group("Anti-Poverty Taskforce")
    ailsa, rory = (
        register.contact("Ailsa Reid", "U1", post="Manager"),
        register.contact("Rory Bell", post="Deputy"),
    )
    action = register.action(
        "POV-01",
        officer=ailsa,
        deputy=rory,
        priorities=[register.priority("Poverty", "POV")],
        bodies=[nhs],
        localities=[register.locality("Glen")],
        lead_group_id=taskforce.id,
    )
    register.milestone(action, "Pilot agreed", date(2026, 11, 13))
    register.barrier(action, "two tutors left")
    meeting = register.meeting(board, date(2026, 12, 3))
    register.ask("who funds the worker", action=action, state="on_agenda", meeting_id=meeting.id, item="4")

    found = shown(register, ailsa)

    assert found.lead == "Anti-Poverty Taskforce"
    assert found.officer is not None
    assert found.officer.post == "Manager"
    assert found.deputy is not None
    assert found.deputy.post == "Deputy"
    assert found.contributions == (("NHS Inverlath", None),)
    assert (found.priorities, found.localities) == (("Poverty",), ("Glen",))
    assert [milestone.title for milestone in found.milestones] == ["Pilot agreed"]
    assert [barrier.words for barrier in found.barriers] == ["two tutors left"]
    (ask,) = found.asks
    assert (ask.ask.words, ask.group) == ("who funds the worker", "Board")
    assert ask.meeting is not None
    assert ask.meeting.latest == date(2026, 12, 3)


def test_only_the_last_updates_are_shown_newest_first(database: Database) -> None:
    register = RegisterBuilder(database)
    ailsa = register.contact("Ailsa Reid", "U1")
    action = register.action("POV-01", officer=ailsa)
    for number in range(LAST_UPDATES + 2):
        register.say(action, MONDAY + timedelta(hours=number), f"word {number}", ailsa)

    words = [update.words for update in shown(register, ailsa).updates]

    assert words == ["word 6", "word 5", "word 4", "word 3", "word 2"]


def test_what_the_reader_may_say_follows_permission(database: Database) -> None:
    register = RegisterBuilder(database)
    nhs, police = register.body("NHS Inverlath"), register.body("Police")
    officer = register.contact("Ailsa Reid", "U1")
    contributor = register.contact("Rory Bell", "U2", nhs)
    other = register.contact("Isla Gunn", "U3", police)
    register.action("POV-01", officer=officer, bodies=[nhs])

    says = [shown(register, contact).say for contact in (officer, contributor, other)]

    assert says == [Say.STATUS, Say.WORDS, Say.NOTHING]


def test_only_a_second_person_is_offered_to_confirm(database: Database) -> None:
    register = RegisterBuilder(database)
    officer, deputy = register.contact("Ailsa Reid", "U1"), register.contact("Rory Bell", "U2")
    people: dict[str, Any] = {"officer": officer, "deputy": deputy}
    register.action("POV-01", **people, status="complete", heard=MONDAY)
    register.action("POV-02", **people, status="complete", heard=MONDAY, confirmed_by_id=deputy.id)
    register.action("POV-03", **people, status="on_track", heard=MONDAY)

    assert not shown(register, officer).may_confirm
    assert shown(register, deputy).may_confirm
    assert not shown(register, deputy, "POV-02").may_confirm
    assert not shown(register, deputy, "POV-03").may_confirm


def test_a_leaver_leaves_the_action_to_nobody(database: Database) -> None:
    register = RegisterBuilder(database)
    ailsa = register.contact("Ailsa Reid", "U1")
    register.action("POV-01", officer=register.contact("Rory Bell", left_on=date(2026, 10, 1)))

    assert shown(register, ailsa).officer is None


def test_an_unknown_code_comes_back_with_those_there_are_and_none_of_another_partnership(
    database: Database,
) -> None:
    register, other = RegisterBuilder(database), RegisterBuilder(database, code="cal")
    ailsa = register.contact("Ailsa Reid", "U1")
    register.action("POV-01")
    other.action("POV-02")

    assert show_action(database, register.ways, register.person(ailsa), "POV-02", MONDAY) == UnknownCode(
        "POV-02", ("POV-01",)
    )
