"""`/loip mine` and `/loip update`."""

from bot.views import verbs
from bot.views.update_buttons import asking_key
from commands import mine
from commands.requests import Mine, UpdateMenu
from storage.engine import Database
from tests.builders import MONDAY, RegisterBuilder
from tests.commands.asking import asking, buttons, later, texts


def test_mine_says_what_needs_a_word_and_why(database: Database) -> None:
    register = RegisterBuilder(database)
    ailsa = register.contact("Ailsa Reid", "U1")
    register.action("POV-03", title="Cash First", officer=ailsa)

    message = mine.answer(asking(register, ailsa), Mine())

    assert message["text"] == "1 needs a word from you."
    assert "*POV-03* Cash First\n⚪ Not started · nothing heard yet\nA first word would be welcome." in texts(
        message
    )


def test_the_menus_buttons_belong_to_this_asking_alone(database: Database) -> None:
    register = RegisterBuilder(database)
    ailsa = register.contact("Ailsa Reid", "U1")
    register.action("POV-03", officer=ailsa)
    asked = asking(register, ailsa, key="trigger 1")

    first = mine.answer(asked, UpdateMenu())
    again = mine.answer(later(asked, MONDAY, "trigger 2"), UpdateMenu())

    keys = [{verbs.read(one["value"])["asked"] for one in buttons(message)} for message in (first, again)]
    assert keys == [{asking_key("menu", key, MONDAY)} for key in ("trigger 1", "trigger 2")]


def test_nobody_sees_anothers_actions_as_their_own(database: Database) -> None:
    register = RegisterBuilder(database)
    ailsa, rory = register.contact("Ailsa Reid", "U1"), register.contact("Rory Bell", "U2")
    register.action("POV-03", officer=rory)

    assert "You have no actions" in texts(mine.answer(asking(register, ailsa), Mine()))
