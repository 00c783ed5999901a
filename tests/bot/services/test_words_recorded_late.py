"""Words written down for somebody on a later day: they count from the day they were said."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from bot.rules.outcomes import FormFacts, MovedOn, Recorded, Undone
from bot.services.read_last_said import read_last_said
from bot.services.read_update import to_correct
from bot.services.undo_update import undo_update
from bot.views import update_answer as answer
from storage.records import Contact, id_of
from storage.standing import said_at
from tests.bot.services.inverlath import NOW, Inverlath

TODAY = NOW.date()
DAY = timedelta(days=1)


def late(here: Inverlath, words: str, said_on: date, at: datetime = NOW, status: str = "at_risk") -> Recorded:
    """What the superintendent said on a day, written down by the support officer."""
    theirs: dict[str, Any] = {"whose": "Superintendent", "route": "phone", "said_on": said_on}
    return here.saved(here.support, words, status=status, way="on_behalf", at=at, **theirs)


def test_words_of_an_earlier_day_are_as_old_as_that_day(here: Inverlath) -> None:
    recorded = late(here, "two tutors left", TODAY - 30 * DAY)
    assert here.glance.heard_at == datetime.combine(TODAY - 30 * DAY, datetime.min.time(), UTC).replace(
        hour=12
    )
    assert (here.glance.words, here.glance.status, recorded.overtaken_by) == (
        "two tutors left",
        "at_risk",
        None,
    )


def test_words_of_today_are_heard_when_they_are_written_down(here: Inverlath) -> None:
    late(here, "two tutors left", TODAY)
    assert here.glance.heard_at == NOW


def test_words_older_than_what_stands_are_kept_and_displace_nothing(here: Inverlath) -> None:
    here.saved(here.officer, "all tutors are in post", status="on_track", at=NOW - 3 * DAY)
    recorded = late(here, "two tutors left", TODAY - 20 * DAY)
    assert recorded.overtaken_by == NOW - 3 * DAY
    assert (here.glance.words, here.glance.status) == ("all tutors are in post", "on_track")
    assert here.glance.heard_at == NOW - 3 * DAY
    assert [update.words for update in here.updates] == ["all tutors are in post", "two tutors left"]


def test_a_correction_of_late_words_stands_in_their_place(here: Inverlath) -> None:
    first = late(here, "two tutors left", TODAY - 20 * DAY)
    here.saved(here.support, "three tutors left", kind="correction", corrects_id=id_of(first.update))
    assert here.glance.words == "three tutors left"
    assert here.glance.heard_at == said_at(NOW, TODAY - 20 * DAY)


def taken_back(here: Inverlath, who: Contact, recorded: Recorded) -> None:
    person, at = here.person(who), NOW + timedelta(minutes=1)
    assert isinstance(undo_update(here.database, person, id_of(recorded.update), "undo", at), Undone)


def test_taking_back_what_displaced_nothing_leaves_what_stands(here: Inverlath) -> None:
    here.saved(here.officer, "all tutors are in post", status="on_track", at=NOW - 3 * DAY)
    taken_back(here, here.support, late(here, "two tutors left", TODAY - 20 * DAY))
    assert (here.glance.words, here.glance.heard_at) == ("all tutors are in post", NOW - 3 * DAY)


def test_late_words_stand_from_their_day_once_the_newer_ones_are_taken_back(here: Inverlath) -> None:
    late(here, "two tutors left", TODAY - 20 * DAY, at=NOW - DAY)
    late(here, "a tutor may leave", TODAY - 30 * DAY, at=NOW - timedelta(hours=1))
    taken_back(here, here.officer, here.saved(here.officer, "all tutors are in post"))
    assert (here.glance.words, here.glance.status) == ("two tutors left", "at_risk")
    assert here.glance.heard_at == said_at(NOW, TODAY - 20 * DAY)


def overtaken(here: Inverlath) -> tuple[Recorded, Recorded]:
    """What the officer said three days ago and stands, and what the superintendent had said long before."""
    newer = here.saved(here.officer, "all tutors are in post", status="on_track", at=NOW - 3 * DAY)
    return newer, late(here, "two tutors left", TODAY - 20 * DAY)


def corrected(here: Inverlath, who: Contact, recorded: Recorded, words: str, **fields: Any) -> object:
    known: dict[str, Any] = {"kind": "correction", "corrects_id": id_of(recorded.update), "way": "form"}
    return here.say(who, words, at=NOW + timedelta(minutes=1), **known, **fields)


def test_a_correction_of_what_displaced_nothing_displaces_nothing_either(here: Inverlath) -> None:
    newer, older = overtaken(here)
    again = corrected(here, here.support, older, "three tutors left", status="off_track")
    assert isinstance(again, Recorded)
    assert (again.overtaken_by, again.update.said_on) == (NOW - 3 * DAY, TODAY - 20 * DAY)
    assert (here.glance.words, here.glance.status) == ("all tutors are in post", "on_track")
    assert here.glance.heard_at == NOW - 3 * DAY
    assert isinstance(corrected(here, here.support, older, "four tutors left"), MovedOn)
    taken_back(here, here.support, again)
    assert isinstance(corrected(here, here.officer, older, "not theirs"), MovedOn)
    assert here.glance.words == newer.update.words


def test_the_form_that_corrects_late_words_begins_with_the_status_they_gave(here: Inverlath) -> None:
    newer, older = overtaken(here)
    facts = FormFacts(here.glance, ())
    assert to_correct(facts, newer.update) is facts
    assert to_correct(facts, older.update).action.status == "at_risk"
    silent = here.saved(
        here.support, "a tutor may leave", way="on_behalf", whose="Superintendent", said_on=TODAY - 9 * DAY
    )
    assert not to_correct(facts, silent.update).may_set_status


def test_no_change_is_not_answered_by_what_was_said_before_the_question(here: Inverlath) -> None:
    overtaken(here)
    shown: dict[str, Any] = {"kind": "no_change", "shown_at": NOW - DAY, "at": NOW + timedelta(minutes=1)}
    here.saved(here.officer, **shown)
    assert here.glance.heard_at == NOW + timedelta(minutes=1)


def test_what_stands_can_be_put_right_and_taken_back_under_late_words(here: Inverlath) -> None:
    newer = here.saved(here.officer, "all tutors are in post", status="off_track")
    late(here, "two tutors left", TODAY - 20 * DAY)
    last = read_last_said(here.database, here.person(here.officer), "POV-03", NOW)
    assert last is not None
    assert (last.may_undo, last.may_put_right) == (True, True)
    again = corrected(here, here.officer, newer, "most tutors are in post", status="off_track")
    assert isinstance(again, Recorded)
    assert here.glance.words == "most tutors are in post"
    taken_back(here, here.officer, again)
    assert here.glance.words == "all tutors are in post"


def test_taking_back_late_words_says_that_nothing_has_changed(here: Inverlath) -> None:
    _, older = overtaken(here)
    outcome = undo_update(here.database, here.person(here.support), id_of(older.update), "undo", NOW)
    assert isinstance(outcome, Undone)
    assert "It stands at 🟢 On track as before." in str(answer.taken_back(outcome, here.register.ways))


@given(
    st.integers(0, 60 * 24 * 800).map(lambda minutes: NOW + timedelta(minutes=minutes)),
    st.none() | st.dates(date(2023, 1, 1), date(2029, 1, 1)),
)
def test_nothing_is_said_after_it_was_written_down(at: datetime, said_on: date | None) -> None:
    said = said_at(at, said_on)
    assert said <= at
    assert said == at or said.date() == said_on
