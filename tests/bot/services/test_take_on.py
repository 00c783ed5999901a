"""Taking on what nobody coordinates: who may, who was first, and how it goes back."""

from datetime import timedelta
from threading import Barrier, Thread

import pytest

from bot.rules.outcomes import GivenBack, NotGivenBack, NotTakenOn, TakenOn
from bot.services.take_on import give_back, take_on, takeable
from bot.services.undo_update import UNDO_WITHIN
from storage.engine import Database
from storage.records import Action, Contact, Line, Snooze, id_of
from storage.unit_of_work import reading, working
from tests.bot.services.inverlath import NOW, Inverlath
from tests.builders import CLERK, RegisterBuilder

TODAY = NOW.date()


def unowned(here: Inverlath, **fields: object) -> None:
    """POV-03 is nobody's; the health board leads it."""
    known = {"officer_id": None, "deputy_id": None, "lead_body_id": here.health.id} | fields
    with working(here.database, CLERK, NOW) as work:
        action = work.register(here.register.id).rows.get(Action, id_of(here.action))
        for name, value in known.items():
            setattr(action, name, value)
        work.commit()


def taken(here: Inverlath, who: Contact, minutes: int = 0) -> TakenOn | NotTakenOn:
    at = NOW + timedelta(minutes=minutes)
    return take_on(here.database, here.person(who), "POV-03", TODAY, at)


def lines(here: Inverlath) -> list[Line]:
    with reading(here.database) as look:
        return look.register(here.register.id).messages.lines_of_kind("handed")


def test_a_contact_of_the_lead_body_becomes_the_officer_and_the_support_officer_hears(
    here: Inverlath,
) -> None:
    unowned(here)
    assert isinstance(taken(here, here.officer), TakenOn)
    assert here.glance.officer_id == here.officer.id
    (line,) = lines(here)
    assert (line.contact_id, line.facts["to"], line.facts["taken"]) == (
        here.support.id,
        here.officer.id,
        True,
    )


def test_the_support_officer_is_told_nothing_of_what_they_did_themselves(here: Inverlath) -> None:
    unowned(here)
    assert isinstance(taken(here, here.support), TakenOn)
    assert lines(here) == []


def test_whoever_comes_second_is_told_who_was_first_and_when(here: Inverlath) -> None:
    unowned(here)
    taken(here, here.deputy)
    refused = taken(here, here.officer, minutes=3)
    assert isinstance(refused, NotTakenOn)
    assert (refused.why, refused.at) == ("taken", NOW)
    assert (here.deputy.post or "") in (refused.by or "")
    again = taken(here, here.deputy, minutes=3)
    assert isinstance(again, TakenOn)
    assert again.same


def test_whoever_leads_nothing_of_it_may_not(here: Inverlath) -> None:
    unowned(here)
    refused = taken(here, here.stranger)
    assert isinstance(refused, NotTakenOn)
    assert refused.why == "not_yours"
    assert here.health.name in str(refused.who_may and refused.who_may.anybody_of)


@pytest.mark.parametrize("status", ["complete", "closed"])
def test_what_is_finished_is_not_taken_on(here: Inverlath, status: str) -> None:
    unowned(here, status=status)
    refused = taken(here, here.officer)
    assert isinstance(refused, NotTakenOn)
    assert refused.why == "settled"


def test_of_two_who_tap_at_once_one_has_it(here: Inverlath) -> None:
    unowned(here)
    together, came = Barrier(2), []

    def tap(who: Contact) -> None:
        together.wait()
        came.append(taken(here, who))

    threads = [Thread(target=tap, args=(who,)) for who in (here.officer, here.deputy)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(10)
    assert sorted(type(each).__name__ for each in came) == ["NotTakenOn", "TakenOn"]
    (winner,) = [each.officer.id for each in came if isinstance(each, TakenOn)]
    assert here.glance.officer_id == winner


def test_it_goes_back_within_ten_minutes_once_and_as_it_was(here: Inverlath) -> None:
    unowned(here, deputy_id=here.deputy.id)
    taken(here, here.deputy)
    assert here.glance.deputy_id is None
    given = give_back(here.database, here.person(here.deputy), "POV-03", NOW + UNDO_WITHIN)
    assert isinstance(given, GivenBack)
    assert (here.glance.officer_id, here.glance.deputy_id) == (None, here.deputy.id)
    again = give_back(here.database, here.person(here.deputy), "POV-03", NOW + UNDO_WITHIN)
    assert again == NotGivenBack("moved_on", "POV-03")


def test_later_it_stays(here: Inverlath) -> None:
    unowned(here)
    taken(here, here.officer)
    late = give_back(
        here.database, here.person(here.officer), "POV-03", NOW + UNDO_WITHIN + timedelta(seconds=1)
    )
    assert late == NotGivenBack("late", "POV-03")


def test_what_was_assigned_to_somebody_is_not_theirs_to_give_back(here: Inverlath) -> None:
    given = give_back(here.database, here.person(here.officer), "POV-03", NOW)
    assert given == NotGivenBack("moved_on", "POV-03")
    assert here.glance.officer_id == here.officer.id


def test_a_snooze_of_somebody_else_ends(here: Inverlath) -> None:
    unowned(here)
    until = TODAY + timedelta(days=5)
    here.register.add(
        Snooze(
            action_id=id_of(here.action),
            contact_id=id_of(here.support),
            until=until,
            at=NOW,
            submission_key="s",
        )
    )
    taken(here, here.officer)
    with reading(here.database) as look:
        newest = look.register(here.register.id).snoozes.newest([id_of(here.action)])
    assert newest[id_of(here.action)].until == TODAY


def test_a_thousand_actions_cost_no_more_questions_than_one(common_database: Database) -> None:
    register = RegisterBuilder(common_database, code="many to take on")
    body, group = register.body("NHS"), register.group("Health")
    priority = register.priority("Health", "HWB", lead_group_id=group.id)
    me = register.contact("Ailsa", "UTAKE", body, [("representative", group)])
    led = register.action("HWB-01", priorities=[priority])
    by_body = register.action("HWB-02", lead_body_id=body.id)
    register.action("HWB-03")
    with reading(common_database) as look:
        found = look.register(register.id)
        actions = found.actions.glances()
        assert takeable(found, register.person(me), actions) == {led.id, by_body.id}
        assert takeable(found, register.person(me), []) == frozenset()
