"""Somebody leaves and somebody else comes: what was coordinated is offered in one line of their next message."""

from collections.abc import Iterator
from datetime import date

import pytest

from storage.records import Action, id_of
from storage.unit_of_work import reading
from tests.journeys.acting import Stage, labels
from tests.journeys.town import Town

SUPPORT = "Catriona Muir"
NEW = "Isla Renwick"


@pytest.fixture
def town(database_url: str) -> Iterator[Town]:
    """A manager has left, with two actions that wait for somebody."""
    with Town.founded(database_url) as town:
        health = town.register.body("NHS Inverlath")
        gone = town.contact(
            "Ailsa Reid", slack=False, body=health, post="Health Manager", left_on=date(2026, 10, 30)
        )
        town.register.action("POV-03", "Cash First referral route", officer=gone)
        town.register.action("HWB-02", "Walking groups", officer=gone)
        town.contact(SUPPORT, post="Support Officer", roles=[("support", None)])
        yield town.open()


def officer(town: Town, code: str) -> int | None:
    with reading(town.database) as look:
        action = look.register(town.partnership_id).actions.by_code(code)
    assert isinstance(action, Action)
    return action.officer_id


def test_the_successor_is_asked_once_and_takes_one_on_with_a_tap(town: Town) -> None:
    stage = Stage(town.rehearsal)
    stage.later(days=1)
    town.rehearsal.team.add_person("U0ISLA", NEW, email="isla@inverlath.example.org")
    stage.told(SUPPORT, f"contact add {NEW}, Health Manager, NHS Inverlath, isla@inverlath.example.org")
    town.until(date(2026, 11, 4), 12)
    letter = stage.team.dm(stage.person(NEW))[-1]
    words = "Your predecessor (Health Manager, NHS Inverlath) had HWB-02 Walking groups and POV-03 Cash First"
    assert words in letter.readable.replace("*", "")
    assert [each for each in labels(letter) if each.startswith("Take on")] == [
        "Take on HWB-02",
        "Take on POV-03",
    ]
    stage.taps(NEW, letter, "Take on POV-03")
    assert officer(town, "POV-03") == id_of(stage.contact(NEW))
    assert "You have taken on POV-03" in letter.readable.replace("*", "")
    assert "Take on POV-03" not in labels(letter)
    assert "Take on HWB-02" in labels(letter)
    town.until(date(2026, 11, 5), 12)
    said = [each.readable for each in stage.team.dm(stage.person(NEW))]
    assert sum("Your predecessor" in each for each in said) == 1
