"""Somebody covers for a colleague on leave: what they may do meanwhile, what they see, and what they are told after."""

from collections.abc import Iterator

import pytest

from bot.practice import Message
from storage.records import Update
from tests.journeys.acting import labels
from tests.journeys.board_town import home_of
from tests.journeys.town import Town, november

SUPPORT, COVER, OFFICER = "Catriona Muir", "Rory Adair", "Ailsa Reid"
FOR_HER = 'for "Superintendent" by phone on 9 Nov POV-01 on track shelves are up'


@pytest.fixture
def town(database_url: str) -> Iterator[Town]:
    with Town.founded(database_url) as founded:
        nhs = founded.register.body("NHS Inverlath")
        ailsa = founded.contact(OFFICER, body=nhs, post="Health Improvement Manager")
        founded.contact(COVER, post="Planning Officer")
        founded.contact(SUPPORT, post="Planning Manager", roles=[("support", None)])
        away = founded.contact("Isla Renwick", slack=False, post="Superintendent")
        founded.register.action("POV-01", "Foodbanks", officer=away)
        founded.register.action("POV-02", "Nobody has it")
        founded.register.action("POV-03", "Cash First", officer=ailsa)
        yield founded.open()


def told(town: Town, name: str, text: str) -> str:
    return town.types(name, text).readable


def covered_from_the_ninth(town: Town, whose: str) -> None:
    told(town, whose, f"away 9-13 Nov cover <@{town.person(COVER).id}>")


def test_whoever_covers_for_the_support_officer_may_do_what_she_may_while_the_leave_lasts(town: Town) -> None:
    covered_from_the_ninth(town, SUPPORT)
    assert "is for the support officer (Planning Manager)" in told(town, COVER, FOR_HER)
    assert "The register" not in home_of(town, COVER).readable

    town.until(november(9), 10)
    assert "✅" in told(town, COVER, FOR_HER)
    (said,) = town.look(lambda register: list(register.rows.all(Update)))
    assert (said.words, said.route, said.by) == ("shelves are up", "phone", "Planning Officer")
    assert "Nobody has taken on: 1" in home_of(town, COVER).readable
    assert "POV-02" in told(town, COVER, "assign POV-02 Health Improvement Manager")
    assert "is away Mon 16 Nov" in told(town, COVER, 'away for "Health Improvement Manager" 16-17 Nov')
    assert "`/loip for " in told(town, COVER, "help")

    town.until(november(16), 10)
    over = told(town, COVER, "assign POV-01 Health Improvement Manager")
    assert "Planning Manager, who has been back since Sat 14 Nov: thank you for covering" in over
    assert "The register" not in home_of(town, COVER).readable


def test_an_early_return_ends_it_at_once_and_thanks(town: Town) -> None:
    covered_from_the_ninth(town, SUPPORT)
    covered_from_the_ninth(town, OFFICER)
    town.until(november(11), 10)
    assert "✅ Saved · POV-03" in told(town, COVER, "update POV-03 green first draft is out")
    told(town, SUPPORT, "back")
    told(town, OFFICER, "back")
    assert "who has been back since Wed 11 Nov: thank you for covering" in told(town, COVER, FOR_HER)
    refused = told(town, COVER, "update POV-03 amber hm")
    assert (
        "Health Improvement Manager, NHS Inverlath, who has been back since Wed 11 Nov: thank you" in refused
    )
    assert "thank you for covering" not in told(town, OFFICER, "update POV-01 amber hm"), "she never covered"


def test_an_old_letter_that_asked_the_cover_thanks_whoever_would_still_snooze_it_or_hand_it_on(
    town: Town,
) -> None:
    covered_from_the_ninth(town, OFFICER)
    town.until(november(9), 9, 30)
    letter = town.messages(COVER)[-1]
    town.until(november(16), 10)
    for option in ("Snooze until…", "Not mine…"):
        picks(town, COVER, letter, option, "POV-03")
        seen = town.rehearsal.team.seen_by(town.person(COVER))[-1].readable
        assert "who has been back since Sat 14 Nov: thank you for covering" in seen, seen


def picks(town: Town, name: str, message: Message, option: str, code: str) -> None:
    """Somebody picks something in the menu beside an action's buttons."""
    menus = [
        (block["block_id"], element["action_id"])
        for block in message.blocks
        for element in block.get("elements", ())
        if element["type"] == "overflow" and f'"{code}"' in str(element["options"])
    ]
    ((block_id, action_id),) = menus
    town.rehearsal.team.choose(town.person(name), message, action_id, option, block_id=block_id)
    town.rehearsal.settle()


def test_what_one_covers_is_listed_and_says_for_whom_until_when(town: Town) -> None:
    covered_from_the_ninth(town, OFFICER)
    assert "POV-03" not in told(town, COVER, "mine")
    town.until(november(10), 10)
    marked = "POV-03 Cash First · for the Health Improvement Manager, NHS Inverlath, away until Fri 13 Nov"
    assert marked in told(town, COVER, "mine")
    shown = home_of(town, COVER)
    assert marked in shown.readable
    assert {"Update", "No change"} <= set(labels(shown))
    town.until(november(14), 10)
    assert "POV-03" not in told(town, COVER, "mine")
