"""Milestones added, met and moved: a new date keeps the old one, and every change is said of the action."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest

from bot.rules.dates import Due, read_due
from bot.rules.outcomes import MilestoneChanged, MilestoneRefused
from bot.services.change_milestone import Adding, Meeting, Moving, change_milestone
from storage.records import Contact, id_of
from storage.records.glance import MilestoneGlance
from storage.unit_of_work import reading
from tests.bot.services.inverlath import NOW, PILOT_DUE, Inverlath

JANUARY = Due(date(2027, 1, 1), date(2027, 1, 31), "month", "Jan 2027")
FEBRUARY = Due(date(2027, 2, 1), date(2027, 2, 28), "month", "Feb 2027")


def _change(
    here: Inverlath, change: Adding | Meeting | Moving, who: Contact | None = None, key: str = "trigger 1"
) -> MilestoneChanged | MilestoneRefused:
    return change_milestone(here.database, here.person(who or here.officer), "POV-03", change, key, NOW)


def _changed(here: Inverlath, change: Adding | Meeting | Moving, key: str = "trigger 1") -> MilestoneChanged:
    outcome = _change(here, change, key=key)
    assert isinstance(outcome, MilestoneChanged), outcome
    return outcome


@pytest.fixture
def pilot(here: Inverlath) -> MilestoneGlance:
    here.register.milestone(here.action, "Pilot agreed", PILOT_DUE, date_words="13 Nov")
    here.register.milestone(here.action, "Staff trained", date(2027, 2, 1))
    return here.milestones[0]


def test_a_milestone_is_added_with_its_days_and_its_words(here: Inverlath) -> None:
    added = _changed(here, Adding("Winter spaces open", read_due("December", NOW.date())))
    assert (added.before, added.same, added.code) == (None, False, "POV-03")
    assert added.milestone == here.milestones[0]
    assert (added.milestone.earliest, added.milestone.latest) == (date(2026, 12, 1), date(2026, 12, 31))
    assert (added.milestone.precision, added.milestone.date_words) == ("month", "December")
    assert added.milestone.moves == 0


def test_a_milestone_added_twice_is_one(here: Inverlath) -> None:
    _changed(here, Adding("Winter spaces open", JANUARY))
    assert _changed(here, Adding("winter spaces open", JANUARY), key="trigger 2").same
    assert len(here.milestones) == 1


def test_a_milestone_for_a_board_that_has_its_day_takes_it_at_once_and_once(here: Inverlath) -> None:
    board = here.register.meeting(here.register.board(), date(2027, 6, 10))
    june = Adding("Plan signed", Due(date(2027, 6, 1), date(2027, 6, 30), "meeting", "June 2027 Board"))
    added = _changed(here, june).milestone
    assert (added.earliest, added.latest, added.precision) == (board.latest, board.latest, "meeting")
    assert _changed(here, june, key="trigger 2").same


def test_met_is_kept_with_its_day_and_said_of_the_action(here: Inverlath, pilot: MilestoneGlance) -> None:
    changed = _changed(here, Meeting(pilot.id, PILOT_DUE))
    assert (changed.milestone.met_on, changed.same) == (PILOT_DUE, False)
    assert changed.before == pilot
    [update] = here.updates
    assert (update.words, update.status, update.way) == ("Pilot agreed: met", None, "button")
    assert here.glance.heard_at == NOW


def test_met_a_second_time_changes_nothing(here: Inverlath, pilot: MilestoneGlance) -> None:
    _changed(here, Meeting(pilot.id, PILOT_DUE))
    again = _changed(here, Meeting(pilot.id, NOW.date()), key="trigger 2")
    assert again.same
    assert again.milestone.met_on == PILOT_DUE
    assert len(here.updates) == 1


def test_a_new_date_keeps_the_old_one_the_reason_and_who_agreed(
    here: Inverlath, pilot: MilestoneGlance
) -> None:
    changed = _changed(here, Moving(pilot.id, JANUARY, reason="no funding yet", agreed_by="the Taskforce"))
    now = changed.milestone
    assert (now.latest, now.precision, now.date_words) == (date(2027, 1, 31), "month", "Jan 2027")
    assert (now.moves, now.first_latest, now.first_words) == (1, PILOT_DUE, "13 Nov")
    assert now.last_moved_at == NOW
    [update] = here.updates
    assert update.words == "Pilot agreed: a new date, Jan 2027 (no funding yet)"
    from storage.records import MilestoneMove

    with reading(here.database) as look:
        [move] = look.register(here.register.id).rows.all(MilestoneMove)
    assert (move.from_latest, move.to_latest, move.reason, move.agreed_by) == (
        PILOT_DUE,
        date(2027, 1, 31),
        "no funding yet",
        "the Taskforce",
    )
    assert move.contact_id == here.officer.id


def test_a_second_move_still_remembers_where_it_began(here: Inverlath, pilot: MilestoneGlance) -> None:
    _changed(here, Moving(pilot.id, JANUARY), key="1")
    march = Due(date(2027, 3, 1), date(2027, 3, 31), "month", "March")
    moved = _changed(here, Moving(pilot.id, march), key="2").milestone
    assert (moved.moves, moved.first_latest, moved.latest) == (2, PILOT_DUE, date(2027, 3, 31))


def test_the_same_date_again_is_no_move(here: Inverlath, pilot: MilestoneGlance) -> None:
    _changed(here, Moving(pilot.id, JANUARY), key="1")
    assert _changed(here, Moving(pilot.id, JANUARY), key="1").same
    [moved] = [row for row in here.milestones if row.id == pilot.id]
    assert (moved.moves, len(here.updates)) == (1, 1)


def test_a_move_without_a_reason_says_none(here: Inverlath, pilot: MilestoneGlance) -> None:
    _changed(here, Moving(pilot.id, JANUARY))
    assert here.updates[0].words == "Pilot agreed: a new date, Jan 2027"


@pytest.mark.parametrize("typed", ["Pilot agreed", "pilot agreed", "pilto agreed", "Pilot agred", "pilot"])
def test_a_title_is_found_with_a_typo(here: Inverlath, pilot: MilestoneGlance, typed: str) -> None:
    assert _changed(here, Meeting(typed, NOW.date())).milestone.title == "Pilot agreed"
    assert here.updates[0].way == "command"


@pytest.mark.parametrize("typed", ["Website", "", "agreed and trained staff pilot"])
def test_a_title_that_could_mean_none_or_several_is_answered_with_those_there_are(
    here: Inverlath, pilot: MilestoneGlance, typed: str
) -> None:
    refused = _change(here, Meeting(typed, NOW.date()))
    assert refused == MilestoneRefused("no_milestone", "POV-03", ("Pilot agreed", "Staff trained"))
    assert here.updates == []


def test_a_title_that_stands_inside_another_is_found_by_itself(here: Inverlath) -> None:
    here.register.milestone(here.action, "Pilot agreed by the Board", PILOT_DUE)
    here.register.milestone(here.action, "Pilot agreed", PILOT_DUE)
    assert _changed(here, Meeting("pilot agreed", NOW.date())).milestone.title == "Pilot agreed"


def test_another_actions_milestone_is_not_found_by_its_id(here: Inverlath, pilot: MilestoneGlance) -> None:
    elsewhere = here.register.milestone(here.register.action("POV-04"), "Elsewhere", PILOT_DUE)
    assert isinstance(_change(here, Meeting(id_of(elsewhere), NOW.date())), MilestoneRefused)


def test_contributors_and_strangers_hear_who_may(here: Inverlath, pilot: MilestoneGlance) -> None:
    for who in (here.contributor, here.stranger):
        refused = _change(here, Moving(pilot.id, JANUARY), who)
        assert isinstance(refused, MilestoneRefused)
        assert refused.why == "not_yours"
        assert refused.who_may is not None
        assert refused.who_may.deputy == "Planning Officer, NHS Inverlath"
    assert here.milestones[0] == pilot


def test_an_unknown_action_is_answered_with_the_codes_there_are(here: Inverlath) -> None:
    person = here.person(here.officer)
    refused = change_milestone(here.database, person, "POV-99", Adding("x", JANUARY), "1", NOW)
    assert refused == MilestoneRefused("no_action", "POV-99", codes=("POV-03",))


def test_words_said_before_stand_beside_the_history_of_the_dates(
    here: Inverlath, pilot: MilestoneGlance
) -> None:
    here.saved(here.officer, "draft out", status="at_risk", at=NOW - timedelta(days=1))
    _changed(here, Moving(pilot.id, JANUARY))
    assert here.glance.status == "at_risk"
    assert [update.status_before for update in here.updates] == ["on_track", "at_risk"]


def test_a_new_date_submitted_again_after_somebody_else_moved_it_changes_nothing(
    here: Inverlath, pilot: MilestoneGlance
) -> None:
    _changed(here, Moving(pilot.id, JANUARY), key="view 1")
    _changed(here, Moving(pilot.id, FEBRUARY), key="view 2")
    again = _changed(here, Moving(pilot.id, JANUARY), key="view 1")
    assert again.same
    assert again.milestone.latest == FEBRUARY.latest
    assert len(here.updates) == 2


def test_a_new_date_submitted_twice_at_the_same_moment_is_moved_once(
    here: Inverlath, pilot: MilestoneGlance
) -> None:
    with ThreadPoolExecutor(4) as pool:
        moves = [pool.submit(_changed, here, Moving(pilot.id, JANUARY), "view 1") for _ in range(4)]
        assert sorted(move.result().same for move in moves) == [False, True, True, True]
    assert len(here.updates) == 1
