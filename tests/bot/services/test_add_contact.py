"""Adding a contact: by a support officer, once an email."""

from bot.rules.outcomes import Added, NotAdded
from bot.services.add_contact import add_contact
from storage.records import Contact
from storage.unit_of_work import reading
from tests.bot.services.inverlath import NOW, Inverlath
from tests.builders import RegisterBuilder


def _add(
    here: Inverlath,
    email: str | None = "Isla.Tait@Example.org",
    body: str = "Glen College",
    who: Contact | None = None,
) -> Added | NotAdded:
    return add_contact(
        here.database, here.person(who or here.support), "Isla Tait", "Tutor", body, email, NOW
    )


def _bodies(here: Inverlath) -> list[str]:
    with reading(here.database) as look:
        return [body.name for body in look.register(here.register.id).places.bodies()]


def test_a_contact_is_added_to_the_body_that_is_known(here: Inverlath) -> None:
    before = _bodies(here)
    added = _add(here, body=" glen college ")
    assert isinstance(added, Added)
    assert (added.contact.name, added.contact.post, added.contact.body) == (
        "Isla Tait",
        "Tutor",
        "Glen College",
    )
    assert (added.new_body, added.already) == (False, False)
    assert _bodies(here) == before


def test_a_body_is_known_by_its_abbreviation_too(here: Inverlath) -> None:
    here.register.body("Voluntary Action Inverlath", abbreviation="VAI")
    added = _add(here, body="vai")
    assert isinstance(added, Added)
    assert added.contact.body == "Voluntary Action Inverlath"


def test_an_unknown_body_is_added_too_and_that_is_said(here: Inverlath) -> None:
    added = _add(here, body="Inverlath Foodbank")
    assert isinstance(added, Added)
    assert added.new_body
    assert _bodies(here)[-1] == "Inverlath Foodbank"


def test_an_email_is_kept_in_small_letters(here: Inverlath) -> None:
    added = _add(here)
    assert isinstance(added, Added)
    assert added.contact.email == "isla.tait@example.org"


def test_an_email_that_is_somebodys_already_adds_nobody(here: Inverlath) -> None:
    first = _add(here)
    again = _add(here, email="ISLA.TAIT@example.org", body="Somewhere new")
    assert isinstance(first, Added)
    assert isinstance(again, Added)
    assert again.already
    assert again.contact == first.contact
    assert "Somewhere new" not in _bodies(here)


def test_two_people_without_an_email_are_two_contacts(here: Inverlath) -> None:
    ids = {added.contact.id for added in (_add(here, None), _add(here, None)) if isinstance(added, Added)}
    assert len(ids) == 2


def test_another_partnership_may_know_the_same_person(here: Inverlath) -> None:
    other = RegisterBuilder(here.database, code=f"beside {here.register.id}")
    other.contact("Isla Tait", email="isla.tait@example.org")
    added = _add(here)
    assert isinstance(added, Added)
    assert not added.already


def test_only_a_support_officer_adds_contacts(here: Inverlath) -> None:
    for who in (here.officer, here.lead_officer, here.stranger):
        assert _add(here, who=who) == NotAdded("Support Officer")
