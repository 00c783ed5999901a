"""Whatever people do, through the services they do it by: each moment as it stood is what was there then."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.services.look_back import Then, TooLarge, end_of, look_back
from storage.as_at import as_at
from storage.engine import Database
from storage.records import Partnership
from storage.unit_of_work import working
from tests.as_it_stood import dump, in_memory, loose_ends
from tests.bot.services.story import CLERK, DEEDS, Deed, Story
from tests.builders import MONDAY, RegisterBuilder


def check(story: Story) -> None:
    """Each moment as it stood is what was there then."""
    for instant, held in story.moments:
        with as_at(story.database, story.id, instant) as copy:
            assert dump(copy, story.id) == held
            assert loose_ends(copy) == []


_deeds = st.lists(st.tuples(st.sampled_from(DEEDS), st.integers(0, 60)), min_size=3, max_size=5)


@settings(max_examples=4, suppress_health_check=[HealthCheck.too_slow])
@given(deeds=_deeds)
def test_as_it_stood_is_what_was_there_whatever_people_did_since(deeds: list[tuple[Deed, int]]) -> None:
    database = in_memory()
    try:
        story = Story(database)
        for deed, number in deeds:
            story.does(deed, number)
        check(story)
    finally:
        database.close()


def test_as_it_stood_is_what_was_there_after_one_of_everything(database: Database) -> None:
    story = Story(database)
    for number in range(2 * len(DEEDS)):
        story.does(DEEDS[number % len(DEEDS)], number)
    story.moments = story.moments[::4] + story.moments[-1:]
    check(story)


# -- which instant a day is


@pytest.fixture
def register(sqlite_database_url: str) -> Any:
    opened = Database(sqlite_database_url)
    yield RegisterBuilder(opened)
    opened.close()


def test_a_day_is_shown_as_it_ended_and_today_as_it_stands(register: RegisterBuilder) -> None:
    now = MONDAY + timedelta(days=3)
    ended = end_of(register.ways, MONDAY.date(), now)
    assert ended == MONDAY.replace(hour=23, minute=59, second=59, microsecond=999999)
    assert end_of(register.ways, now.date(), now) == now


def test_a_day_in_summer_ends_by_the_partnership_s_own_clock(register: RegisterBuilder) -> None:
    ended = end_of(register.ways, date(2027, 6, 1), MONDAY + timedelta(days=300))
    assert (ended.day, ended.hour) == (1, 22)


def test_the_partnership_s_own_words_are_those_of_the_day(register: RegisterBuilder) -> None:
    with working(register.database, CLERK, MONDAY + timedelta(days=1)) as work:
        partnership: Partnership = work.register(register.id).places.partnership()
        partnership.priority_term = "theme"
        work.commit()
    now = MONDAY + timedelta(days=3)
    with look_back(register.database, register.ways, MONDAY.date(), now) as then:
        assert isinstance(then, Then)
        assert then.ways.partnership.priority_term == "priority"


def test_a_day_before_the_register_says_when_it_began(register: RegisterBuilder) -> None:
    before = MONDAY.date() - timedelta(days=1)
    with look_back(register.database, register.ways, before, MONDAY) as then:
        assert then == MONDAY.date()


def test_a_register_of_more_than_one_can_wait_for_says_how_much_there_is(register: RegisterBuilder) -> None:
    register.action("POV-01")
    with look_back(register.database, register.ways, MONDAY.date(), MONDAY, most=1) as then:
        assert isinstance(then, TooLarge)
        assert then.size == 2  # the partnership and the action, each a change
