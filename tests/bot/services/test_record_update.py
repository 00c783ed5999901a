"""Recording what somebody says of an action: kept exactly, once, and only as far as they have a say in it."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from threading import Barrier
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.rules.outcomes import MovedOn, NothingSaid, NotYours, Recorded, UnknownCode
from bot.services.record_update import Saying, record_update
from bot.services.undo_update import undo_update
from storage.engine import BusyError, Database
from storage.records import id_of
from storage.unit_of_work import reading
from tests.bot.services.inverlath import NOW, PILOT_DUE, Inverlath, inverlath
from tests.builders import RegisterBuilder
from tests.storage.at_once import in_two_processes, wait_for_the_other

MINUTE = timedelta(minutes=1)
AWKWARD = (
    "waiting on funding",
    "  two spaces in front,\n\na blank line\tand a tab  ",
    "“quoted” <!channel> & *bold* – naïve Gàidhlig 🟠 👩🏽‍⚕️ Ⅻ",
    "O'Neill; DROP TABLE updates; -- %s {} \\n",
    "ends in a newline\n",
)


@pytest.fixture
def unowned(common_database: Database) -> Inverlath:
    return inverlath(common_database, owned=False)


# -- what is kept


def test_words_are_kept_exactly_as_typed(here: Inverlath) -> None:
    for words in AWKWARD:
        here.saved(here.officer, words, raw=f"update POV-03 {words}")
    assert [update.words for update in here.updates] == list(AWKWARD)
    assert [update.raw for update in here.updates] == [f"update POV-03 {words}" for words in AWKWARD]


def test_any_words_a_person_can_type_come_back_the_same(sqlite_database_url: str) -> None:
    database = Database(sqlite_database_url)
    here = inverlath(database)
    typed = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1)

    @settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
    @given(typed.filter(lambda words: bool(words.strip())))
    def check(words: str) -> None:
        here.saved(here.officer, words, at=NOW)
        assert here.glance.words == words

    check()
    database.close()


def test_an_update_says_who_when_by_what_way_and_what_was_before(here: Inverlath) -> None:
    here.saved(here.officer, "waiting on funding", status="at_risk", way="form", evidence="Minute 4")
    [update] = here.updates
    assert (update.by, update.at, update.way) == ("Health Improvement Manager, NHS Inverlath", NOW, "form")
    assert (update.status_before, update.status, update.evidence) == ("on_track", "at_risk", "Minute 4")
    assert update.contact_id == here.officer.id


def test_the_answer_shows_the_action_with_the_update_standing(here: Inverlath) -> None:
    recorded = here.saved(here.officer, "waiting on funding", status="at_risk")
    assert recorded.action == here.glance
    assert (recorded.action.status, recorded.action.words) == ("at_risk", "waiting on funding")
    assert recorded.status_before == "on_track"
    assert (recorded.already_at, recorded.status_kept, recorded.who_may) == (None, False, None)


def test_words_without_a_status_leave_the_status(here: Inverlath) -> None:
    recorded = here.saved(here.officer, "a new lead has started")
    assert recorded.update.status is None
    assert here.glance.status == "on_track"
    assert here.glance.heard_at == NOW


def test_a_status_without_words_is_enough(here: Inverlath) -> None:
    assert here.saved(here.officer, status="at_risk").action.status == "at_risk"


def test_evidence_alone_is_enough(here: Inverlath) -> None:
    assert here.saved(here.officer, evidence="https://example.org/report").update.evidence is not None


def test_no_change_says_nothing_and_counts_as_hearing(here: Inverlath) -> None:
    recorded = here.saved(here.officer, kind="no_change", way="button")
    assert (recorded.action.status, recorded.action.heard_at) == ("on_track", NOW)


def test_saying_nothing_is_answered_and_not_recorded(here: Inverlath) -> None:
    assert here.say(here.officer, " \n ") == NothingSaid("POV-03")
    assert here.updates == []


def test_the_change_of_status_stands_in_the_history_with_its_update(here: Inverlath) -> None:
    recorded = here.saved(here.officer, "waiting on funding", status="at_risk")
    with reading(here.database) as look:
        history = look.register(here.register.id).history.of("actions", id_of(here.action))
    [change] = [change for change in history if change.field == "status"]
    assert (change.before, change.after, change.by) == ("on_track", "at_risk", "Health Improvement Manager")
    assert (change.update_id, change.contact_id, change.at) == (recorded.update.id, here.officer.id, NOW)


def test_anothers_words_are_kept_with_whose_by_what_route_and_which_day(here: Inverlath) -> None:
    said = date(2026, 11, 12)
    here.saved(
        here.support,
        "two tutors left",
        status="at_risk",
        way="on_behalf",
        whose="Superintendent",
        on_behalf_of_id=here.lead_officer.id,
        route="phone",
        said_on=said,
    )
    [update] = here.updates
    assert (update.whose, update.route, update.said_on) == ("Superintendent", "phone", said)
    assert (update.on_behalf_of_id, update.contact_id) == (here.lead_officer.id, here.support.id)
    assert update.by == "Support Officer"


def test_every_update_moves_the_version_that_forms_carry(here: Inverlath) -> None:
    here.saved(here.officer, "one")
    here.saved(here.officer, "two")
    with reading(here.database) as look:
        action = look.register(here.register.id).actions.by_code("POV-03")
        assert action is not None
        assert action.version == 3


# -- who may


def test_officer_deputy_lead_officer_and_support_change_the_status(here: Inverlath) -> None:
    people = (here.officer, here.deputy, here.lead_officer, here.support)
    for person, status in zip(people, ("at_risk", "off_track", "on_track", "paused"), strict=True):
        here.saved(person, "as I see it", status=status)
        assert here.glance.status == status


def test_a_contributors_words_are_kept_and_the_status_stays(here: Inverlath) -> None:
    recorded = here.saved(here.contributor, "our rooms are ready", status="off_track")
    assert here.glance.status == "on_track"
    assert (recorded.update.words, recorded.update.status) == ("our rooms are ready", None)
    assert recorded.status_kept
    assert recorded.who_may is not None
    assert recorded.who_may.officer == "Health Improvement Manager, NHS Inverlath"


def test_a_contributor_names_a_barrier(here: Inverlath) -> None:
    here.saved(here.contributor, barrier="no rooms", barrier_kind="resources")
    assert here.open_barriers == ["no rooms"]


def test_a_contributor_who_names_only_a_status_hears_who_may_change_it(here: Inverlath) -> None:
    refused = here.say(here.contributor, status="off_track")
    assert isinstance(refused, NotYours)
    assert here.updates == []


def test_a_contributor_does_not_call_a_milestone_met(here: Inverlath) -> None:
    milestone = here.register.milestone(here.action, "Pilot agreed", PILOT_DUE)
    assert isinstance(here.say(here.contributor, milestones_met=(id_of(milestone),)), NotYours)
    here.saved(here.contributor, "we agreed it", milestones_met=(id_of(milestone),))
    assert [row.met_on for row in here.milestones] == [None]


def test_a_refusal_names_who_may_by_post_and_records_nothing(here: Inverlath) -> None:
    refused = here.say(here.stranger, "I think it is late", status="off_track")
    assert isinstance(refused, NotYours)
    assert (refused.code, refused.title) == ("POV-03", "Cash First referral route")
    who = refused.who_may
    assert who.officer == "Health Improvement Manager, NHS Inverlath"
    assert who.deputy == "Planning Officer, NHS Inverlath"
    assert who.lead == "Anti-Poverty Taskforce"
    assert who.support == "Support Officer"
    assert here.updates == []


def test_while_nobody_has_it_contacts_of_the_lead_body_and_group_may(unowned: Inverlath) -> None:
    unowned.saved(unowned.officer, "we can take it", status="at_risk")
    assert unowned.glance.status == "at_risk"
    assert isinstance(unowned.say(unowned.stranger, "so could we"), NotYours)


def test_once_it_has_an_officer_the_lead_bodys_others_only_add_words(here: Inverlath) -> None:
    colleague = here.register.contact("Isla Tait", "UISLA", here.health, post="Nurse")
    recorded = here.saved(colleague, "seen at the clinic", status="off_track")
    assert recorded.status_kept
    assert here.glance.status == "on_track"


def test_permission_is_judged_when_it_is_said(here: Inverlath) -> None:
    speaker = here.person(here.officer)
    outsider = here.register.contact("Isla Tait", "UISLA", post="Nurse")
    from bot.services.assign_action import assign_action

    assign_action(here.database, here.person(here.support), "POV-03", outsider, NOW)
    assign_action(here.database, here.person(here.support), "POV-03", here.stranger, NOW)
    saying = Saying("POV-03", "a button sent last week", "still mine", "off_track", way="button")
    outcome = record_update(here.database, here.register.ways, speaker, saying, NOW)
    # The lead body's contact still has words to add, and no say in the status any more.
    assert isinstance(outcome, Recorded)
    assert (outcome.status_kept, here.glance.status) == (True, "on_track")


def test_an_unknown_code_is_answered_with_the_codes_there_are(here: Inverlath) -> None:
    assert here.say(here.officer, "words", code="POV-99") == UnknownCode("POV-99", ("POV-03",))


def test_another_partnerships_code_is_unknown(here: Inverlath) -> None:
    other = RegisterBuilder(here.database, code=f"beside {here.register.id}")
    other.action("EMP-01")
    assert here.say(here.support, "words", code="EMP-01") == UnknownCode("EMP-01", ("POV-03",))


# -- once


def test_the_same_submission_twice_is_one_update(here: Inverlath) -> None:
    first = here.saved(here.officer, "waiting on funding", key="trigger 1", status="at_risk")
    again = here.saved(
        here.officer, "waiting on funding", key="trigger 1", status="at_risk", at=NOW + 2 * MINUTE
    )
    assert (first.already_at, again.already_at) == (None, NOW)
    assert again.update.id == first.update.id
    assert len(here.updates) == 1


def test_the_same_submission_an_hour_later_is_still_one_update(here: Inverlath) -> None:
    here.saved(here.officer, kind="no_change", key="nudge 1 POV-03")
    again = here.saved(here.officer, kind="no_change", key="nudge 1 POV-03", at=NOW + 60 * MINUTE)
    assert again.already_at == NOW
    assert len(here.updates) == 1


def test_a_submission_taken_back_may_be_made_again(here: Inverlath) -> None:
    from bot.services.undo_update import undo_update

    for number in range(3):
        recorded = here.saved(here.officer, "well", key="nudge 1 POV-03", at=NOW + number * MINUTE)
        assert recorded.already_at is None
        undo_update(here.database, here.person(here.officer), id_of(recorded.update), f"undo {number}", NOW)
    here.saved(here.officer, "well", key="nudge 1 POV-03")
    assert here.saved(here.officer, "well", key="nudge 1 POV-03").already_at == NOW
    assert here.glance.words == "well"


def test_the_same_words_within_ten_minutes_are_answered_with_when_they_were_recorded(here: Inverlath) -> None:
    here.saved(here.officer, "waiting on funding", status="at_risk", key="1")
    again = here.saved(here.officer, "waiting on funding", status="at_risk", key="2", at=NOW + 10 * MINUTE)
    assert again.already_at == NOW
    assert len(here.updates) == 1


def test_the_same_words_after_eleven_minutes_are_recorded_again(here: Inverlath) -> None:
    here.saved(here.officer, "waiting on funding", key="1")
    assert here.saved(here.officer, "waiting on funding", key="2", at=NOW + 11 * MINUTE).already_at is None
    assert len(here.updates) == 2


def test_the_same_words_of_somebody_else_are_their_own(here: Inverlath) -> None:
    here.saved(here.officer, "waiting on funding")
    assert here.saved(here.deputy, "waiting on funding").already_at is None


def test_the_same_words_with_another_status_are_new(here: Inverlath) -> None:
    here.saved(here.officer, "waiting on funding")
    assert here.saved(here.officer, "waiting on funding", status="at_risk").already_at is None
    assert here.glance.status == "at_risk"


def test_the_same_again_after_saying_otherwise_is_not_lost(here: Inverlath) -> None:
    here.saved(here.officer, "waiting on funding", status="at_risk", key="1")
    here.saved(here.officer, "funding came", status="on_track", key="2", at=NOW + MINUTE)
    here.saved(here.officer, "waiting on funding", status="at_risk", key="3", at=NOW + 2 * MINUTE)
    assert here.glance.status == "at_risk"


def test_two_milestones_met_one_after_the_other_are_both_met(here: Inverlath) -> None:
    for number, title in enumerate(("Pilot agreed", "Staff trained")):
        milestone = here.register.milestone(here.action, title, PILOT_DUE)
        here.saved(here.officer, milestones_met=(id_of(milestone),), key=str(number), way="button")
    assert [row.met_on for row in here.milestones] == [NOW.date(), NOW.date()]


def test_the_same_words_with_an_ask_or_a_barrier_are_new(here: Inverlath) -> None:
    here.saved(here.officer, "waiting on funding", key="1")
    here.saved(here.officer, "waiting on funding", key="2", barrier="funding")
    here.saved(here.officer, "waiting on funding", key="3", ask_kind="decide", ask_words="Who funds it?")
    assert here.open_barriers == ["funding"]
    assert [ask.words for ask in here.asks] == ["Who funds it?"]


def test_the_same_words_for_two_people_are_both_recorded(here: Inverlath) -> None:
    here.saved(here.support, "no news", whose="Superintendent", route="phone")
    assert here.saved(here.support, "no news", whose="Analyst", route="phone").already_at is None


def test_the_same_submission_from_several_threads_is_one_update(here: Inverlath) -> None:
    ready = Barrier(4)
    speaker = here.person(here.officer)
    saying = Saying("POV-03", "trigger 1", "waiting on funding", "at_risk")

    def submit(_: int) -> object:
        ready.wait(10)
        return record_update(here.database, here.register.ways, speaker, saying, NOW)

    with ThreadPoolExecutor(4) as threads:
        outcomes = list(threads.map(submit, range(4)))
    fresh = [outcome for outcome in outcomes if isinstance(outcome, Recorded) and outcome.already_at is None]
    assert all(isinstance(outcome, Recorded) for outcome in outcomes)
    assert len(fresh) == 1
    assert len(here.updates) == 1


def test_the_same_submission_at_two_replicas_is_one_update(here: Inverlath, common_url: str) -> None:
    told = in_two_processes(submit_at_the_barrier, common_url, here.register.id)
    assert (len(told), set(told)) == (2, {None, NOW})
    assert [update.words for update in here.updates] == ["waiting on funding"]


def submit_at_the_barrier(url: str, partnership_id: int) -> datetime | None:
    """In a process of its own: when the update was already recorded, if it was."""
    from bot.rules.ways import ways_of

    database = Database(url)
    with reading(database) as look:
        register = look.register(partnership_id)
        ways, speaker = ways_of(register.places.partnership()), register.people.person("UAILSA", NOW.date())
    assert speaker is not None
    wait_for_the_other()
    saying = Saying("POV-03", "trigger 1", "waiting on funding", "at_risk")
    outcome = None
    for _ in range(10):
        # On a busy machine the other may hold the database for long; whoever is told so says it again.
        with suppress(BusyError):
            outcome = record_update(database, ways, speaker, saying, NOW)
            break
    database.close()
    assert isinstance(outcome, Recorded)
    return outcome.already_at


def test_five_taps_at_once_count_five(here: Inverlath) -> None:
    ready = Barrier(5)
    speaker = here.person(here.officer)

    def tap(number: int) -> object:
        ready.wait(10)
        saying = Saying("POV-03", f"tap {number}", kind="no_change", way="button")
        return record_update(here.database, here.register.ways, speaker, saying, NOW)

    with ThreadPoolExecutor(5) as threads:
        assert all(isinstance(outcome, Recorded) for outcome in threads.map(tap, range(5)))
    assert len(here.updates) == 5
    with reading(here.database) as look:
        action = look.register(here.register.id).actions.by_code("POV-03")
        assert action is not None
        assert action.version == 6


def test_a_database_held_too_long_is_a_fault_and_nothing_is_written(sqlite_database_url: str) -> None:
    database = Database(sqlite_database_url)
    here = inverlath(database)
    speaker = here.person(here.officer)
    saying = Saying("POV-03", "trigger 1", "waiting on funding", "at_risk")
    with database.writers.connect() as other, other.begin(), pytest.raises(BusyError):
        record_update(database, here.register.ways, speaker, saying, NOW)
    assert (here.updates, here.glance.status) == ([], "on_track")
    database.close()


def test_what_has_to_be_sent_is_written_with_it_or_not_at_all(here: Inverlath) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError

    speaker = here.person(here.officer)
    saying = Saying(
        "POV-03", "trigger 1", "waiting on funding", "at_risk", milestones_met=(1,), barrier="funding"
    )
    with pytest.raises(ZeroDivisionError):
        record_update(here.database, here.register.ways, speaker, saying, NOW, also=fail)
    assert (here.updates, here.open_barriers, here.glance.status) == ([], [], "on_track")


# -- complete, corrections, milestones, barriers and asks


def test_complete_is_to_be_confirmed(here: Inverlath) -> None:
    recorded = here.saved(here.officer, "all spaces open", status="complete", evidence="Report 7")
    assert (recorded.action.status, recorded.action.confirmed_by_id) == ("complete", None)


def test_a_change_of_status_drops_the_confirmation_and_words_do_not(here: Inverlath) -> None:
    from bot.services.confirm_completion import confirm_completion

    here.saved(here.officer, "done", status="complete")
    confirm_completion(here.database, here.person(here.support), "POV-03", NOW)
    here.saved(here.officer, "a report follows")
    assert here.glance.confirmed_by_id == here.support.id
    here.saved(here.officer, "reopened", status="on_track")
    assert here.glance.confirmed_by_id is None


def test_a_correction_starts_from_where_the_corrected_one_did(here: Inverlath) -> None:
    first = here.saved(here.officer, "green space audit done", status="at_risk")
    second = here.saved(
        here.officer, "green space audit done", kind="correction", corrects_id=first.update.id
    )
    assert (second.status_before, second.action.status) == ("on_track", "on_track")
    third = here.saved(
        here.officer, "late", status="off_track", kind="correction", corrects_id=second.update.id
    )
    assert (third.status_before, third.action.status) == ("on_track", "off_track")
    assert len(here.updates) == 3


def test_a_correction_with_an_ask_of_its_own_takes_back_the_one_it_corrects(here: Inverlath) -> None:
    asking: dict[str, Any] = {"barrier": "no money", "ask_kind": "decide", "ask_words": "who pays"}
    first = here.saved(here.officer, "late", **asking)
    put_right = asking | {"ask_words": "who pays after March"}
    here.saved(here.officer, "late", kind="correction", corrects_id=first.update.id, **put_right)
    with reading(here.database) as look:
        register = look.register(here.officer.partnership_id)
        asks = register.asks.of_action(here.glance.id)
        assert [(ask.words, ask.state) for ask in asks] == [
            ("who pays", "withdrawn"),
            ("who pays after March", "raised"),
        ]
        assert len(register.updates.open_barriers(here.glance.id)) == 1


def test_a_correction_of_what_is_no_longer_the_last_word_changes_nothing(here: Inverlath) -> None:
    first = here.saved(here.officer, "late", status="at_risk")
    here.saved(here.deputy, "very late", status="off_track")
    refused = here.say(here.officer, "a bit late", kind="correction", corrects_id=first.update.id)
    assert refused == MovedOn("POV-03")
    assert (here.glance.status, here.glance.words) == ("off_track", "very late")


def test_a_tap_that_says_no_words_does_not_keep_the_words_from_being_corrected(here: Inverlath) -> None:
    first = here.saved(here.officer, "late", status="at_risk")
    here.saved(here.officer, kind="no_change")
    corrected = here.saved(here.officer, "a bit late", kind="correction", corrects_id=first.update.id)
    assert (corrected.status_before, here.glance.words) == ("on_track", "a bit late")


def test_a_correction_stays_in_the_words_of_the_person_it_was_recorded_for(here: Inverlath) -> None:
    said: dict[str, Any] = {
        "whose": "Superintendent",
        "on_behalf_of_id": here.deputy.id,
        "route": "phone",
        "said_on": NOW.date(),
    }
    first = here.saved(here.support, "evidence is in", way="on_behalf", **said)
    put_right: dict[str, Any] = {"status": "complete", "kind": "correction", "corrects_id": first.update.id}
    corrected = here.saved(here.support, "evidence is in", **put_right).update
    assert {name: getattr(corrected, name) for name in said} == said


def test_what_stood_in_the_way_is_lifted_when_the_action_is_complete(here: Inverlath) -> None:
    here.saved(here.officer, "late", barrier="no money")
    done = here.saved(here.officer, "done", status="complete")
    with reading(here.database) as look:
        updates = look.register(here.officer.partnership_id).updates
        assert updates.open_barriers(here.glance.id) == []
    undo_update(here.database, here.person(here.officer), id_of(done.update), "undo", NOW)
    with reading(here.database) as look:
        updates = look.register(here.officer.partnership_id).updates
        assert [barrier.words for barrier in updates.open_barriers(here.glance.id)] == ["no money"]


def test_nothing_is_promised_of_the_next_question_where_none_is_asked(here: Inverlath) -> None:
    assert here.saved(here.officer, "resting", status="paused").ask_again_on is None
    assert here.saved(here.officer, "going again", status="on_track").ask_again_on is not None


def test_a_correction_by_somebody_without_a_say_in_the_status_leaves_it(here: Inverlath) -> None:
    first = here.saved(here.officer, "late", status="at_risk")
    here.saved(here.contributor, "ready", kind="correction", corrects_id=first.update.id)
    assert here.glance.status == "at_risk"


def test_milestones_are_met_on_the_day_it_was_said(here: Inverlath) -> None:
    milestone = here.register.milestone(here.action, "Pilot agreed", PILOT_DUE)
    recorded = here.saved(here.officer, "agreed", milestones_met=(id_of(milestone),))
    assert [row.met_on for row in recorded.milestones] == [NOW.date()]
    again = here.saved(here.officer, "yes", milestones_met=(id_of(milestone),), at=NOW + timedelta(days=2))
    assert [row.met_on for row in again.milestones] == [NOW.date()]


def test_a_milestone_is_met_on_the_partnerships_own_day(here: Inverlath) -> None:
    milestone = here.register.milestone(here.action, "Pilot agreed", PILOT_DUE)
    summer_night = datetime(2027, 7, 1, 23, 30, tzinfo=UTC)
    here.saved(here.officer, milestones_met=(id_of(milestone),), at=summer_night)
    assert [row.met_on for row in here.milestones] == [date(2027, 7, 2)]


def test_a_milestone_told_for_somebody_is_met_on_the_day_they_said(here: Inverlath) -> None:
    milestone = here.register.milestone(here.action, "Pilot agreed", PILOT_DUE)
    said = date(2026, 11, 12)
    here.saved(
        here.support, "agreed", whose="Superintendent", said_on=said, milestones_met=(id_of(milestone),)
    )
    assert [row.met_on for row in here.milestones] == [said]


def test_another_actions_milestone_is_left_alone(here: Inverlath) -> None:
    other = here.register.action("POV-04")
    milestone = here.register.milestone(other, "Elsewhere", PILOT_DUE)
    here.saved(here.officer, "done", milestones_met=(id_of(milestone), 404))
    with reading(here.database) as look:
        [row] = look.register(here.register.id).milestones.of_action(id_of(other))
    assert row.met_on is None


def test_a_barrier_and_an_ask_are_kept_with_the_update_they_came_with(here: Inverlath) -> None:
    here.saved(
        here.officer,
        "waiting on funding",
        barrier="funding after March",
        barrier_kind="resources",
        ask_kind="decide",
        ask_words="Who funds the worker after March?",
    )
    [ask] = here.asks
    assert (ask.kind, ask.words, ask.state, ask.code) == (
        "decide",
        "Who funds the worker after March?",
        "raised",
        "POV-03",
    )
    assert ask.update_words == "waiting on funding"
    assert here.open_barriers == ["funding after March"]


def test_blocked_leaves_the_status_alone(here: Inverlath) -> None:
    assert here.saved(here.officer, barrier="funding").action.status == "on_track"


# -- what the answer says of the time to come


def test_nobody_asks_again_before_the_last_nudge_within_the_limit(here: Inverlath) -> None:
    # Twenty-eight days after Monday 16 November is Monday 14 December; the nudge of the 21st would be too late.
    assert here.saved(here.officer, "well").ask_again_on == date(2026, 12, 14)


def test_a_board_that_the_word_would_be_too_old_for_is_asked_for_before_that(here: Inverlath) -> None:
    # Eighteen days before Thursday 17 December is a Sunday, and Monday 30 November St Andrew's Day.
    here.register.meeting(here.register.board(), date(2026, 12, 17))
    assert here.saved(here.officer, "well").ask_again_on == date(2026, 12, 1)


def test_a_milestone_to_come_is_asked_about_before_that(here: Inverlath) -> None:
    here.register.milestone(here.action, "Winter spaces open", date(2026, 12, 7))
    # A fortnight before is Monday 23 November.
    assert here.saved(here.officer, "well").ask_again_on == date(2026, 11, 23)


def test_the_answer_names_the_next_board(here: Inverlath) -> None:
    board = here.register.board()
    here.register.meeting(board, date(2026, 9, 10), state="held")
    here.register.meeting(board, date(2026, 11, 26), state="cancelled")
    coming = here.register.meeting(board, date(2026, 12, 3))
    here.register.meeting(board, date(2027, 3, 4))
    recorded = here.saved(here.officer, "well")
    assert recorded.next_board is not None
    assert recorded.next_board.id == coming.id
