"""`/loip who`."""

from commands import who
from commands.answers import answer
from commands.requests import Who
from storage.engine import Database
from tests.builders import RegisterBuilder
from tests.commands.asking import asking, texts


def test_who_shows_whom_to_speak_to_at_a_body(database: Database) -> None:
    register = RegisterBuilder(database)
    college = register.body("Glen College")
    ailsa = register.contact(
        "Ailsa Reid", "U1", college, post="Student Support Manager", email="ailsa@example.org"
    )

    said = texts(who.answer(asking(register, ailsa), Who("glen college")))

    assert "Ailsa Reid, Student Support Manager, Glen College · ailsa@example.org" in said


def test_a_mistyped_body_is_asked_about(database: Database) -> None:
    register = RegisterBuilder(database)
    register.body("Glen College")

    said = texts(who.answer(asking(register, register.contact("Ailsa Reid", "U1")), Who("glen colege")))

    assert "[Glen College]" in said


def test_another_partnerships_people_are_never_shown(database: Database) -> None:
    register, other = RegisterBuilder(database), RegisterBuilder(database, code="cal")
    other.contact("Rory Bell", roles=[("chair", other.board())])
    register.board()

    assert "Rory" not in texts(who.answer(asking(register, register.contact("Ailsa Reid", "U1")), Who()))


def test_a_group_without_a_chair_is_said_to_have_none(database: Database) -> None:
    register = RegisterBuilder(database)
    group = register.group("Anti-Poverty Taskforce")
    ailsa = register.contact("Ailsa Reid", "U1", roles=[("lead_officer", group)])
    asked = asking(register, ailsa)
    none = answer(asked, "who chairs the Anti-Poverty Taskforce?")
    register.contact("Rory Adair", "U2", roles=[("chair", group)])
    one = answer(asked, "who chairs the Anti-Poverty Taskforce?")
    assert none is not None
    assert one is not None
    assert "No chair is entered in the register." in texts(none)
    assert "No chair" not in texts(one)
