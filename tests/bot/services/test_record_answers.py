"""What somebody who is not on Slack answered: several actions in one transaction, in their own words."""

from datetime import date, timedelta

from bot.rules.outcomes import UnknownCode
from bot.services.list_calls import list_calls
from bot.services.record_answers import Answered, NotRecorded, Told, record_answers
from storage.records import Action, Contact, id_of
from storage.unit_of_work import reading, working
from tests.bot.services.inverlath import NOW, Inverlath
from tests.builders import CLERK

FRIDAY = date(2026, 11, 13)


def told(here: Inverlath, key: str = "view 1") -> Told:
    return Told(id_of(here.officer), "phone", FRIDAY, key)


def recorded(here: Inverlath, *answers: Answered, who: Contact | None = None, key: str = "view 1") -> object:
    person = here.person(who or here.support)
    return record_answers(here.database, here.register.ways, person, told(here, key), answers, NOW)


def test_each_is_in_their_words_by_their_route_of_their_day(here: Inverlath) -> None:
    here.register.action("POV-04", officer=here.officer)
    outcome = recorded(here, Answered("POV-04", words="nearly"), Answered("POV-03", "at_risk", "no funds"))
    assert isinstance(outcome, tuple)
    assert [each.action.code for each in outcome] == ["POV-03", "POV-04"]
    (update,) = here.updates
    assert (update.words, update.status, update.route, update.said_on) == (
        "no funds",
        "at_risk",
        "phone",
        FRIDAY,
    )
    assert update.on_behalf_of_id == here.officer.id
    assert here.glance.whose == update.whose
    assert here.glance.said_on == FRIDAY


def test_of_what_nothing_was_said_nothing_is_recorded(here: Inverlath) -> None:
    assert recorded(here, Answered("POV-03", words="  ")) == ()
    assert here.updates == []


def test_all_of_it_or_nothing(here: Inverlath) -> None:
    outcome = recorded(here, Answered("POV-03", words="first"), Answered("POV-99", words="second"))
    assert isinstance(outcome, NotRecorded)
    assert isinstance(outcome.refused, UnknownCode)
    assert here.updates == []


def test_the_same_form_twice_is_recorded_once(here: Inverlath) -> None:
    recorded(here, Answered("POV-03", words="first"))
    again = recorded(here, Answered("POV-03", words="first"))
    assert isinstance(again, tuple)
    assert len(here.updates) == 1


def test_only_a_support_officer_speaks_for_others(here: Inverlath) -> None:
    assert recorded(here, Answered("POV-03", words="mine"), who=here.officer) == NotRecorded()
    assert here.updates == []


# -- whom to ask


def off_slack(here: Inverlath) -> None:
    """The officer has no Slack account."""
    with working(here.database, CLERK, NOW) as work:
        contact = work.register(here.register.id).rows.get(Contact, id_of(here.officer))
        assert contact is not None
        contact.slack_id = None
        contact.phone = "01463 000000"
        work.commit()


def asked(here: Inverlath, days: int = 0) -> list[tuple[str, list[str]]]:
    with reading(here.database) as look:
        calls = list_calls(look.register(here.register.id), here.register.ways, NOW + timedelta(days=days))
    return [
        (each.call.phone or "", [entry.action.code for entry in each.call.entries if entry.action])
        for each in calls
    ]


def test_whoever_can_be_written_to_is_not_called(here: Inverlath) -> None:
    assert asked(here) == []
    off_slack(here)
    assert asked(here) == [("01463 000000", ["POV-03"])]


def test_what_was_answered_leaves_the_queue_until_it_is_due_again(here: Inverlath) -> None:
    off_slack(here)
    recorded(here, Answered("POV-03", words="all well"))
    assert asked(here) == []
    assert asked(here, days=40) == [("01463 000000", ["POV-03"])]


def test_a_passed_milestone_is_asked_after_once_a_week(here: Inverlath) -> None:
    off_slack(here)
    here.register.milestone(here.action, "Pilot agreed", NOW.date() - timedelta(days=3))
    assert asked(here) == [("01463 000000", ["POV-03"])]
    recorded(here, Answered("POV-03", words="not yet"))
    assert asked(here) == []
    assert asked(here, days=7) == [("01463 000000", ["POV-03"])]


def test_a_finished_action_is_not_asked_about(here: Inverlath) -> None:
    off_slack(here)
    with working(here.database, CLERK, NOW) as work:
        action = work.register(here.register.id).rows.get(Action, id_of(here.action))
        assert action is not None
        action.status = "closed"
        work.commit()
    assert asked(here) == []
