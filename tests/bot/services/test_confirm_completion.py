"""Complete wants a second person: whoever said it, or whose words it was, does not confirm it."""

from bot.rules.outcomes import Confirmed, NotConfirmed
from bot.services.confirm_completion import confirm_completion
from storage.records import Contact, id_of
from storage.unit_of_work import reading
from tests.bot.services.inverlath import NOW, Inverlath
from tests.builders import RegisterBuilder


def _confirm(here: Inverlath, who: Contact) -> Confirmed | NotConfirmed:
    return confirm_completion(here.database, here.person(who), "POV-03", NOW)


def test_a_second_person_confirms_it_and_the_history_says_who(here: Inverlath) -> None:
    here.saved(here.officer, "all open", status="complete")
    confirmed = _confirm(here, here.lead_officer)
    assert isinstance(confirmed, Confirmed)
    assert not confirmed.already
    assert confirmed.action == here.glance
    assert here.glance.confirmed_by_id == here.lead_officer.id
    with reading(here.database) as look:
        change = look.register(here.register.id).history.of("actions", id_of(here.action))[-1]
    assert (change.field, change.before, change.after, change.by) == (
        "confirmed_by_id",
        None,
        here.lead_officer.id,
        "Superintendent",
    )


def test_whoever_said_it_does_not_confirm_it(here: Inverlath) -> None:
    here.saved(here.officer, "all open", status="complete")
    assert _confirm(here, here.officer) == NotConfirmed("not_yours", "POV-03")


def test_nor_does_whoever_said_it_after_others_have_spoken(here: Inverlath) -> None:
    here.saved(here.officer, "all open", status="complete")
    here.saved(here.contributor, "well done")
    here.saved(here.deputy, kind="no_change")
    assert _confirm(here, here.officer) == NotConfirmed("not_yours", "POV-03")
    assert isinstance(_confirm(here, here.deputy), Confirmed)


def test_nor_does_the_one_whose_words_somebody_else_recorded(here: Inverlath) -> None:
    here.saved(here.support, "all open", status="complete", on_behalf_of_id=here.officer.id, whose="Ailsa")
    assert _confirm(here, here.officer) == NotConfirmed("not_yours", "POV-03")
    assert _confirm(here, here.support) == NotConfirmed("not_yours", "POV-03")
    assert isinstance(_confirm(here, here.deputy), Confirmed)


def test_whoever_has_no_say_in_the_status_does_not_confirm_it(here: Inverlath) -> None:
    here.saved(here.officer, "all open", status="complete")
    for who in (here.contributor, here.stranger):
        assert _confirm(here, who) == NotConfirmed("not_yours", "POV-03")
    assert here.glance.confirmed_by_id is None


def test_what_is_not_complete_is_not_confirmed(here: Inverlath) -> None:
    here.saved(here.officer, "all open", status="complete")
    here.saved(here.officer, "no", status="on_track")
    assert _confirm(here, here.support) == NotConfirmed("not_complete", "POV-03")


def test_confirmed_once_is_confirmed(here: Inverlath) -> None:
    here.saved(here.officer, "all open", status="complete")
    _confirm(here, here.lead_officer)
    again = _confirm(here, here.support)
    assert isinstance(again, Confirmed)
    assert again.already
    assert here.glance.confirmed_by_id == here.lead_officer.id


def test_what_an_import_called_complete_anybody_with_a_say_confirms(here: Inverlath) -> None:
    here.register.action("POV-09", status="complete", officer=here.officer)
    outcome = confirm_completion(here.database, here.person(here.officer), "POV-09", NOW)
    assert isinstance(outcome, Confirmed)


def test_another_partnerships_action_is_not_there(here: Inverlath) -> None:
    RegisterBuilder(here.database, code=f"beside {here.register.id}").action("EMP-01", status="complete")
    outcome = confirm_completion(here.database, here.person(here.support), "EMP-01", NOW)
    assert outcome == NotConfirmed("not_complete", "EMP-01")
