"""Words written down for somebody on a later day: they count from the day they were said."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from bot.rules.outcomes import Recorded, Undone
from bot.services.undo_update import undo_update
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


@given(
    st.integers(0, 60 * 24 * 800).map(lambda minutes: NOW + timedelta(minutes=minutes)),
    st.none() | st.dates(date(2023, 1, 1), date(2029, 1, 1)),
)
def test_nothing_is_said_after_it_was_written_down(at: datetime, said_on: date | None) -> None:
    said = said_at(at, said_on)
    assert said <= at
    assert said == at or said.date() == said_on
