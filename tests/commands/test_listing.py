"""`/loip list`, and the page buttons of every list."""

from datetime import timedelta
from typing import Any

import pytest

from bot.views import verbs
from commands import listing, mine, who
from commands.answers import answer
from commands.requests import List, Mine, UpdateMenu, Who
from storage.engine import Database
from tests.bot.views.samples import assert_slack_takes
from tests.builders import MONDAY, RegisterBuilder
from tests.commands.asking import asking, buttons, texts


def pressed(message: dict[str, Any], label: str) -> dict[str, Any]:
    """What a button of the message carries."""
    return next(verbs.read(one["value"]) for one in buttons(message) if one["text"]["text"] == label)


def codes(message: dict[str, Any]) -> list[str]:
    return list(dict.fromkeys(str(verbs.read(one["value"]).get("code")) for one in buttons(message)))


def test_words_that_narrowed_nothing_are_said_back(database: Database) -> None:
    register = RegisterBuilder(database)
    poverty = register.priority("Poverty", "POV")
    register.action("POV-01", "Foodbanks", priorities=[poverty], quick_win=True)
    register.action("POV-02", "Vouchers", priorities=[poverty])
    asked = asking(register, register.contact("Ailsa Reid", "U1"))
    dropped, narrowed = (answer(asked, text) for text in ("asdf poverty", "quick wins in poverty"))
    assert dropped is not None
    assert narrowed is not None
    assert 'I didn\'t use: "asdf".' in texts(dropped)
    assert "POV-01" in texts(narrowed)
    assert "POV-02" not in texts(narrowed)
    assert "didn't use" not in texts(narrowed)


def test_next_shows_the_next_page_of_the_same_list(database: Database) -> None:
    register = RegisterBuilder(database)
    asked = asking(register, register.contact("Ailsa Reid", "U1"))
    for number in range(1, 14):
        register.action(f"CPP-{number:02d}", status="off_track" if number > 1 else "on_track")

    first = listing.answer(asked, List("red"))
    second = listing.page(asked, pressed(first, "Next"))

    assert "12 actions" in first["text"]
    assert codes(second)[:2] == ["CPP-12", "CPP-13"]
    assert_slack_takes(first)
    assert pressed(second, "Back") == {"list": "list", "page": 1, "words": "red"}


def test_a_suggested_name_is_one_tap_away(database: Database) -> None:
    register = RegisterBuilder(database)
    asked = asking(register, register.contact("Ailsa Reid", "U1"))
    register.action("POV-01", priorities=[register.priority("Poverty", "POV")])
    register.action("CPP-01")

    refused = listing.answer(asked, List("povrety"))
    shown = listing.page(asked, pressed(refused, "Poverty"))

    assert codes(shown) == ["POV-01"]


def test_hostile_titles_and_words_wake_nobody(database: Database) -> None:
    register = RegisterBuilder(database)
    asked = asking(register, register.contact("Ailsa Reid", "U1"))
    register.action("CPP-01", title="<!channel>", heard=MONDAY, words="<@U1> & <!here>")

    message = listing.answer(asked, List())

    assert_slack_takes(message)
    assert "&lt;!channel&gt;" in texts(message)
    assert_slack_takes(listing.answer(asked, List("<!channel>")))


@pytest.mark.parametrize("fields", [{}, {"list": "gone", "page": "x"}, {"list": "list", "page": -4}])
def test_a_button_of_an_older_form_shows_the_first_page(database: Database, fields: dict[str, Any]) -> None:
    register = RegisterBuilder(database)
    asked = asking(register, register.contact("Ailsa Reid", "U1"))
    register.action("CPP-01")

    assert codes(listing.page(asked, fields)) == ["CPP-01"]


def test_the_page_buttons_of_mine_the_menu_and_who_lead_back_to_their_own_lists(database: Database) -> None:
    register = RegisterBuilder(database)
    nhs = register.body("NHS Inverlath")
    ailsa = register.contact("Ailsa Reid", "U1", nhs)
    asked = asking(register, ailsa)
    for number in range(1, 21):
        register.action(f"CPP-{number:02d}", officer=ailsa, heard=MONDAY - timedelta(days=1))
        register.contact(f"Officer {number}", body=nhs)

    own = listing.page(asked, pressed(mine.answer(asked, Mine()), "Next"))
    menu = listing.page(asked, pressed(mine.answer(asked, UpdateMenu()), "Next"))
    contacts = listing.page(asked, pressed(who.answer(asked, Who("nhs")), "Next"))

    assert codes(own)[:10] == [f"CPP-{number}" for number in range(11, 21)]
    assert codes(menu)[:10] == [f"CPP-{number}" for number in range(11, 21)]
    assert "Officer 20" in texts(contacts)
