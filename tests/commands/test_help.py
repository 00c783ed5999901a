"""`/loip help`."""

from commands import help as help_command
from commands.requests import Help
from storage.engine import Database
from tests.builders import RegisterBuilder
from tests.commands.asking import asking, texts


def test_a_partner_is_shown_a_code_of_their_own(database: Database) -> None:
    register = RegisterBuilder(database)
    ailsa = register.contact("Ailsa Reid", "U1")
    register.action("CPP-01")
    register.action("POV-03", officer=ailsa)

    said = texts(help_command.answer(asking(register, ailsa), Help()))

    assert "/loip update POV-03 amber" in said
    assert "/loip assign" not in said


def test_a_support_officer_is_shown_what_runs_the_register(database: Database) -> None:
    register = RegisterBuilder(database)
    rory = register.contact("Rory Bell", "U2", roles=[("support", None)])

    assert "/loip assign CODE @person" in texts(help_command.answer(asking(register, rory), Help()))


def test_help_of_one_verb_says_more(database: Database) -> None:
    register = RegisterBuilder(database)
    ailsa = register.contact("Ailsa Reid", "U1")

    assert "Status key" in texts(help_command.answer(asking(register, ailsa), Help("update")))
