"""What help is fitted to."""

from bot.rules.screens import Newcomer
from bot.services.offer_help import offer_help
from storage.engine import Database
from tests.builders import RegisterBuilder


def test_the_example_is_an_action_of_the_readers_own(database: Database) -> None:
    register = RegisterBuilder(database)
    ailsa = register.contact("Ailsa Reid", "U1")
    register.action("CPP-01")
    register.action("POV-03", officer=ailsa)

    assert offer_help(database, register.person(ailsa)) == Newcomer("POV-03", is_support=False)


def test_without_one_it_is_any_action_of_the_register(database: Database) -> None:
    register = RegisterBuilder(database)
    rory = register.contact("Rory Bell", "U1", roles=[("support", None)])

    assert offer_help(database, register.person(rory)) == Newcomer(None, is_support=True)
    register.action("CPP-01")
    assert offer_help(database, register.person(rory)) == Newcomer("CPP-01", is_support=True)
