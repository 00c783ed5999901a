"""Somebody leaves and somebody else comes: offered what was coordinated, handed the rest with one tap."""

from collections.abc import Iterator
from datetime import date

import pytest

from bot.practice import View
from storage.records import Action, Role, id_of
from storage.unit_of_work import reading
from tests.journeys.acting import Stage, labels
from tests.journeys.board_town import home_of, press, the_form
from tests.journeys.town import Town

SUPPORT = "Catriona Muir"
NEW = "Isla Renwick"


@pytest.fixture
def town(database_url: str) -> Iterator[Town]:
    """A manager has left who coordinated two actions, deputised for a third and led a group."""
    with Town.founded(database_url) as town:
        health = town.register.body("NHS Inverlath")
        gone = town.contact(
            "Ailsa Reid",
            slack=False,
            body=health,
            post="Health Manager",
            left_on=date(2026, 10, 30),
            roles=[("lead_officer", town.register.group("Health Group"))],
        )
        town.register.action("POV-03", "Cash First referral route", officer=gone)
        town.register.action("HWB-02", "Walking groups", officer=gone)
        support = town.contact(SUPPORT, post="Support Officer", roles=[("support", None)])
        town.register.action("DIG-01", "Tablets on loan", officer=support, deputy=gone)
        yield town.open()


def action(town: Town, code: str) -> Action:
    with reading(town.database) as look:
        found = look.register(town.partnership_id).actions.by_code(code)
    assert isinstance(found, Action)
    return found


def comes(town: Town) -> Stage:
    """A day later somebody else is in the same post."""
    stage = Stage(town.rehearsal)
    stage.later(days=1)
    town.rehearsal.team.add_person("U0ISLA", NEW, email="isla@inverlath.example.org")
    stage.told(SUPPORT, f"contact add {NEW}, Health Manager, NHS Inverlath, isla@inverlath.example.org")
    return stage


def test_the_successor_is_asked_once_and_takes_one_on_with_a_tap(town: Town) -> None:
    stage = comes(town)
    town.until(date(2026, 11, 4), 12)
    letter = stage.team.dm(stage.person(NEW))[-1]
    words = "Your predecessor (Health Manager, NHS Inverlath) had HWB-02 Walking groups and POV-03 Cash First"
    assert words in letter.readable.replace("*", "")
    assert [each for each in labels(letter) if each.startswith("Take on")] == [
        "Take on HWB-02",
        "Take on POV-03",
    ]
    stage.taps(NEW, letter, "Take on POV-03")
    assert action(town, "POV-03").officer_id == id_of(stage.contact(NEW))
    assert "You have taken on POV-03" in letter.readable.replace("*", "")
    assert "Take on POV-03" not in labels(letter)
    assert "Take on HWB-02" in labels(letter)
    town.until(date(2026, 11, 5), 12)
    said = [each.readable for each in stage.team.dm(stage.person(NEW))]
    assert sum("Your predecessor" in each for each in said) == 1


def test_deputyships_and_roles_go_to_the_follower_with_one_tap_on_the_support_home(town: Town) -> None:
    stage = comes(town)
    follower = id_of(stage.contact(NEW))
    press(town, SUPPORT, home_of(town, SUPPORT), "List", near="Have left")
    queue = home_of(town, SUPPORT)
    assert "left Fri 30 Oct: DIG-01, HWB-02, POV-03; lead officer of Health Group" in queue.readable
    assert hands_over(town, queue) == "2 things are handed over"
    assert action(town, "DIG-01").deputy_id == follower
    assert action(town, "POV-03").officer_id != follower, "what was coordinated is offered, not handed over"
    roles = [each for each in stage.look(lambda register: register.rows.all(Role)) if each.group_id]
    assert [(each.contact_id == follower, each.ends_on) for each in roles] == [
        (False, date(2026, 10, 30)),
        (True, None),
    ]
    again = home_of(town, SUPPORT).readable
    assert "left Fri 30 Oct: HWB-02, POV-03" in again, "what is offered waits"
    assert "Hand over to" not in again, "and is not handed over"


def hands_over(town: Town, queue: View) -> str:
    """The tap, and what the window over Home says of it, up to who it is about."""
    press(town, SUPPORT, queue, "Hand over to Health Manager, NHS Inverlath")
    said = the_form(town, SUPPORT)
    town.rehearsal.team.close(town.person(SUPPORT), said)
    return said.readable.splitlines()[1].partition(" from ")[0]
