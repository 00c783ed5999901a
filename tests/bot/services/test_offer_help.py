"""What help is fitted to."""

from bot.services.offer_help import offer_help
from storage.engine import Database
from storage.records import Contact, id_of
from tests.builders import RegisterBuilder


def test_the_example_is_an_action_of_the_readers_own(database: Database) -> None:
    register = RegisterBuilder(database)
    ailsa = register.contact("Ailsa Reid", "U1")
    register.action("CPP-01")
    register.action("POV-03", officer=ailsa)

    fitted = offer_help(database, register.person(ailsa))
    assert (fitted.code, fitted.is_support, fitted.has_own, fitted.may_say) == ("POV-03", False, True, True)
    assert fitted.adds is not None
    assert "risks" in fitted.adds
    assert "decisions" not in fitted.adds


def test_without_one_it_is_any_action_of_the_register(database: Database) -> None:
    register = RegisterBuilder(database)
    rory = register.contact("Rory Bell", "U1", roles=[("support", None)])

    assert _fitted(database, register, rory) == (None, True, True)
    register.action("CPP-01")
    assert _fitted(database, register, rory) == ("CPP-01", True, True)


def test_whoever_has_none_is_shown_one_they_may_speak_of_before_any_other(database: Database) -> None:
    register = RegisterBuilder(database)
    nhs, college = register.body("NHS Inverlath"), register.body("Glen College")
    ailsa = register.contact("Ailsa Reid", "U1", body=nhs)
    rory = register.contact("Rory Bell", "U2", body=college)
    register.action("CPP-01", officer=register.contact("Una Orr", "U3"))
    assert _fitted(database, register, rory) == ("CPP-01", False, False), "the code is only to look at"
    register.action("POV-03", officer=ailsa, lead_body_id=id_of(nhs))
    register.action("POV-04", officer=ailsa, bodies=[college])
    assert _fitted(database, register, rory) == ("POV-04", False, True)


def _fitted(database: Database, register: RegisterBuilder, contact: Contact) -> tuple[str | None, bool, bool]:
    fitted = offer_help(database, register.person(contact))
    return fitted.code, fitted.is_support, fitted.may_say
