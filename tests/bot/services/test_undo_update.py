"""Taking an update back: everything it changed goes back, and the history keeps it all."""

from datetime import date, timedelta

import pytest

from bot.rules.keeping import KeptRow
from bot.rules.outcomes import NotUndone, Recorded, Undone
from bot.services.also import nothing_else
from bot.services.change_milestone import Meeting, change_milestone
from bot.services.confirm_completion import confirm_completion
from bot.services.raise_ask import raise_ask
from bot.services.sort_barrier import reopen_barrier, sort_barrier
from bot.services.undo_update import undo_update
from storage.records import Contact, id_of
from storage.unit_of_work import reading
from tests.bot.services.inverlath import NOW, PILOT_DUE, Inverlath
from tests.builders import RegisterBuilder

MINUTE = timedelta(minutes=1)


def _undo(
    here: Inverlath,
    recorded: Recorded,
    who: Contact | None = None,
    key: str | None = None,
    after: timedelta = MINUTE,
) -> Undone | NotUndone:
    person = here.person(who or here.officer)
    update_id = id_of(recorded.update)
    return undo_update(here.database, person, update_id, key or f"undo {update_id}", NOW + after)


def test_status_words_and_when_it_was_heard_of_are_as_before(here: Inverlath) -> None:
    here.saved(here.officer, "draft out", at=NOW - timedelta(days=9))
    before = here.glance
    undone = _undo(here, here.saved(here.officer, "waiting on funding", status="at_risk"))
    assert isinstance(undone, Undone)
    assert undone.action == here.glance == before


def test_the_first_update_taken_back_leaves_an_action_nothing_was_heard_of(here: Inverlath) -> None:
    before = here.glance
    _undo(here, here.saved(here.officer, "waiting on funding", status="at_risk"))
    assert here.glance == before
    assert here.glance.heard_at is None


def test_milestones_barrier_and_ask_are_put_back(here: Inverlath) -> None:
    milestone = here.register.milestone(here.action, "Pilot agreed", PILOT_DUE)
    recorded = here.saved(
        here.officer,
        "agreed, but waiting on funding",
        milestones_met=(id_of(milestone),),
        barrier="funding",
        ask_kind="decide",
        ask_words="Who funds it?",
    )
    _undo(here, recorded)
    assert [row.met_on for row in here.milestones] == [None]
    assert here.open_barriers == []
    assert [ask.state for ask in here.asks] == ["withdrawn"]


def test_an_ask_raised_of_it_afterwards_is_withdrawn_too(here: Inverlath) -> None:
    recorded = here.saved(here.officer, "waiting on funding", status="at_risk")
    raise_ask(here.database, here.person(here.officer), id_of(recorded.update), "decide", "Who funds?", NOW)
    _undo(here, recorded)
    assert (here.open_barriers, [ask.state for ask in here.asks]) == ([], ["withdrawn"])


def test_a_barrier_sorted_in_its_words_by_a_tap_stands_again_and_any_other_stays_sorted(
    here: Inverlath,
) -> None:
    here.saved(here.officer, barrier="funding")
    here.saved(here.officer, barrier="data agreement")
    recorded = here.saved(here.officer, "the council funds it")
    for barrier, words in zip(sorted(recorded.barriers), (recorded.update.words, "Signed"), strict=True):
        sort_barrier(
            here.database, here.register.ways, here.person(here.officer), barrier.id, words, words, NOW + MINUTE,
            nothing_else,
        )  # fmt: skip
    assert here.open_barriers == []
    _undo(here, recorded, after=2 * MINUTE)
    assert here.open_barriers == ["funding"]


def test_a_barrier_stands_again_for_whoever_said_it_was_sorted_while_the_action_goes_on(
    here: Inverlath,
) -> None:
    here.saved(here.officer, barrier="funding")
    (barrier,) = here.saved(here.officer, "again").barriers

    def reopened(who: Contact) -> object:
        told = (barrier.id, "undo", NOW + MINUTE, nothing_else)
        return reopen_barrier(here.database, here.register.ways, here.person(who), *told)

    told = (barrier.id, "Sorted", "sorted", NOW, nothing_else)
    sort_barrier(here.database, here.register.ways, here.person(here.officer), *told)
    assert reopened(here.support) == "others"
    here.saved(here.support, status="complete")
    assert reopened(here.officer) == "finished"
    here.saved(here.support, status="on_track", at=NOW + MINUTE)
    assert isinstance(reopened(here.officer), KeptRow)
    assert here.open_barriers == ["funding"]


def test_an_older_barrier_stays(here: Inverlath) -> None:
    here.saved(here.officer, barrier="data agreement")
    _undo(here, here.saved(here.officer, barrier="funding"))
    assert here.open_barriers == ["data agreement"]


def test_a_confirmation_the_update_dropped_is_put_back(here: Inverlath) -> None:
    here.saved(here.officer, "done", status="complete")
    confirm_completion(here.database, here.person(here.support), "POV-03", NOW)
    _undo(here, here.saved(here.officer, "reopened", status="on_track"))
    assert (here.glance.status, here.glance.confirmed_by_id) == ("complete", here.support.id)


def test_a_milestone_called_met_is_not_met_again(here: Inverlath) -> None:
    milestone = here.register.milestone(here.action, "Pilot agreed", PILOT_DUE)
    person = here.person(here.officer)
    change_milestone(here.database, person, "POV-03", Meeting(id_of(milestone), PILOT_DUE), "met", NOW)
    [said] = here.updates
    undo_update(here.database, person, id_of(said), "undo", NOW)
    assert [row.met_on for row in here.milestones] == [None]


def test_what_was_changed_again_since_is_left_as_it_is(here: Inverlath) -> None:
    milestone = here.register.milestone(here.action, "Pilot agreed", PILOT_DUE)
    recorded = here.saved(here.officer, "agreed", milestones_met=(id_of(milestone),))
    from storage.records import Milestone
    from storage.unit_of_work import working
    from tests.builders import CLERK

    with working(here.database, CLERK, NOW) as work:
        row = work.register(here.register.id).rows.get(Milestone, id_of(milestone))
        assert row is not None
        row.met_on = date(2026, 11, 1)
        work.commit()
    _undo(here, recorded)
    assert [row.met_on for row in here.milestones] == [date(2026, 11, 1)]


def test_only_ones_own_update_can_be_taken_back(here: Inverlath) -> None:
    recorded = here.saved(here.officer, "waiting on funding", status="at_risk")
    for other in (here.deputy, here.support, here.stranger):
        assert _undo(here, recorded, other) == NotUndone("others", "POV-03")
    assert here.glance.status == "at_risk"


@pytest.mark.parametrize(("after", "is_undone"), [(10 * MINUTE, True), (10 * MINUTE + MINUTE / 60, False)])
def test_an_update_can_be_taken_back_for_ten_minutes(
    here: Inverlath, after: timedelta, is_undone: bool
) -> None:
    outcome = _undo(here, here.saved(here.officer, "late", status="at_risk"), after=after)
    assert isinstance(outcome, Undone) == is_undone
    assert is_undone or outcome == NotUndone("late", "POV-03")
    assert here.glance.status == ("on_track" if is_undone else "at_risk")


def test_it_stays_once_somebody_has_spoken_since(here: Inverlath) -> None:
    recorded = here.saved(here.officer, "late", status="at_risk")
    here.saved(here.deputy, "very late", status="off_track")
    assert _undo(here, recorded) == NotUndone("moved_on", "POV-03")
    assert here.glance.status == "off_track"


def test_it_stays_once_somebody_has_tapped_no_change_since(here: Inverlath) -> None:
    recorded = here.saved(here.officer, "late", status="at_risk")
    here.saved(here.deputy, kind="no_change", way="button")
    assert _undo(here, recorded) == NotUndone("moved_on", "POV-03")


def test_a_corrected_update_is_not_the_one_to_take_back(here: Inverlath) -> None:
    first = here.saved(here.officer, "late", status="at_risk")
    here.saved(here.officer, "a bit late", status="at_risk", kind="correction", corrects_id=first.update.id)
    assert _undo(here, first) == NotUndone("moved_on", "POV-03")


def test_a_correction_taken_back_leaves_what_it_corrected_standing(here: Inverlath) -> None:
    here.saved(here.officer, "draft out")
    first = here.saved(here.officer, "late", status="at_risk")
    second = here.saved(
        here.officer, "very late", status="off_track", kind="correction", corrects_id=first.update.id
    )
    _undo(here, second)
    assert (here.glance.status, here.glance.words) == ("at_risk", "late")
    _undo(here, first)
    assert (here.glance.status, here.glance.words) == ("on_track", "draft out")


def test_words_stay_standing_under_a_tap_taken_back(here: Inverlath) -> None:
    here.saved(here.officer, "draft out", at=NOW - MINUTE)
    _undo(here, here.saved(here.officer, kind="no_change", way="button"))
    assert (here.glance.words, here.glance.heard_at) == ("draft out", NOW - MINUTE)


def test_twice_undoes_once(here: Inverlath) -> None:
    here.saved(here.officer, "one", status="at_risk", at=NOW - MINUTE)
    recorded = here.saved(here.officer, "two", status="off_track")
    for key in ("undo", "undo", "another undo"):
        outcome = _undo(here, recorded, key=key)
        assert isinstance(outcome, Undone)
        assert outcome.update.words == "two"
    assert (here.glance.status, here.glance.words) == ("at_risk", "one")
    assert len(here.updates) == 3


def test_the_history_keeps_the_update_its_undoing_and_both_changes(here: Inverlath) -> None:
    recorded = here.saved(here.officer, "late", status="at_risk")
    _undo(here, recorded)
    assert [(update.kind, update.words) for update in here.updates] == [("update", "late"), ("undo", "")]
    with reading(here.database) as look:
        history = look.register(here.register.id).history.of("actions", id_of(here.action))
    changes = [change for change in history if change.field == "status"]
    assert [(change.before, change.after, change.why) for change in changes] == [
        ("on_track", "at_risk", None),
        ("at_risk", "on_track", "undone"),
    ]
    assert [change.update_id for change in changes] == [update.id for update in here.updates]


def test_an_undoing_is_not_undone(here: Inverlath) -> None:
    _undo(here, here.saved(here.officer, "late", status="at_risk"))
    undoing = here.updates[-1]
    outcome = undo_update(here.database, here.person(here.officer), id_of(undoing), "again", NOW)
    assert outcome == NotUndone("moved_on", "POV-03")


def test_an_update_of_another_partnership_is_not_there(here: Inverlath) -> None:
    other = RegisterBuilder(here.database, code=f"beside {here.register.id}")
    theirs = other.action("POV-03", heard=NOW)
    outcome = undo_update(here.database, here.person(here.officer), theirs.latest_update_id or 0, "undo", NOW)
    assert outcome == NotUndone("moved_on", "")
