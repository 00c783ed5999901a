"""Giving an action its coordinating officer: by a support officer, to one contact who is here."""

from datetime import date

from bot.rules.outcomes import Assigned, NotAssigned
from bot.services.assign_action import assign_action
from storage.records import Contact, id_of
from storage.unit_of_work import reading
from tests.bot.services.inverlath import NOW, Inverlath
from tests.builders import RegisterBuilder


def _assign(
    here: Inverlath, wanted: Contact | str, who: Contact | None = None, code: str = "POV-03"
) -> Assigned | NotAssigned:
    return assign_action(here.database, here.person(who or here.support), code, wanted, NOW)


def test_the_officer_is_changed_and_the_one_before_is_named_by_post(here: Inverlath) -> None:
    assigned = _assign(here, here.contributor)
    assert isinstance(assigned, Assigned)
    assert assigned.action.officer_id == here.glance.officer_id == here.contributor.id
    assert assigned.officer.post == "Student Support Manager"
    assert (assigned.before, assigned.same) == ("Health Improvement Manager, NHS Inverlath", False)
    with reading(here.database) as look:
        change = look.register(here.register.id).history.of("actions", id_of(here.action))[-1]
    assert (change.field, change.before, change.after, change.by) == (
        "officer_id",
        here.officer.id,
        here.contributor.id,
        "Support Officer",
    )


def test_an_unowned_action_has_nobody_before(here: Inverlath) -> None:
    here.register.action("POV-09")
    assigned = _assign(here, here.officer, code="POV-09")
    assert isinstance(assigned, Assigned)
    assert assigned.before is None


def test_the_same_officer_again_changes_nothing(here: Inverlath) -> None:
    assigned = _assign(here, here.officer)
    assert isinstance(assigned, Assigned)
    assert assigned.same
    with reading(here.database) as look:
        assert len(look.register(here.register.id).history.of("actions", id_of(here.action))) == 1


def test_words_that_fit_one_contact_are_enough(here: Inverlath) -> None:
    for words in ("finn lowe", "student support", "Glen College", " Finn "):
        assigned = _assign(here, words)
        assert isinstance(assigned, Assigned), words
        assert assigned.officer.id == here.contributor.id


def test_words_that_fit_several_are_answered_with_their_posts(here: Inverlath) -> None:
    assert _assign(here, "nhs inverlath") == NotAssigned(
        "several", ("Health Improvement Manager, NHS Inverlath", "Planning Officer, NHS Inverlath")
    )
    assert here.glance.officer_id == here.officer.id


def test_words_that_fit_nobody_are_answered(here: Inverlath) -> None:
    assert _assign(here, "the Superintendant") == NotAssigned("no_contact")
    assert _assign(here, "  ") == NotAssigned("no_contact")


def test_somebody_who_has_left_is_not_assigned(here: Inverlath) -> None:
    leaver = here.register.contact("Isla Tait", "UISLA", left_on=date(2026, 10, 1))
    assert _assign(here, leaver) == NotAssigned("no_contact")
    assert _assign(here, "Isla Tait") == NotAssigned("no_contact")


def test_another_partnerships_contact_is_not_assigned(here: Inverlath) -> None:
    other = RegisterBuilder(here.database, code=f"beside {here.register.id}")
    assert _assign(here, other.contact("Isla Tait", "UISLA")) == NotAssigned("no_contact")


def test_only_a_support_officer_assigns(here: Inverlath) -> None:
    for who in (here.officer, here.lead_officer, here.stranger):
        assert _assign(here, here.contributor, who) == NotAssigned("support_only", support="Support Officer")
    assert here.glance.officer_id == here.officer.id


def test_an_unknown_action_is_answered_with_the_codes_there_are(here: Inverlath) -> None:
    assert _assign(here, here.officer, code="POV-99") == NotAssigned("no_action", codes=("POV-03",))
