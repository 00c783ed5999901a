"""A register that is written out and put back is the same register, whatever was done to it before."""

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.rules.restoring import Restored
from bot.services.export_register import export_file
from bot.services.restore_register import restore_register
from storage.engine import Database
from tests.as_it_stood import copy_of, in_memory
from tests.bot.services.story import CLERK, DEEDS, FORM_DEEDS, Deed, Story

ALL_DEEDS = DEEDS + FORM_DEEDS * 3

_deeds = st.lists(st.tuples(st.sampled_from(ALL_DEEDS), st.integers(0, 60)), min_size=1, max_size=6)


@pytest.fixture(scope="module")
def empty() -> Iterator[Database]:
    """A register that holds nothing, to be copied."""
    database = in_memory()
    yield database
    database.close()


def written(database: Database, story: Story) -> bytes:
    return export_file(database, story.id, "json", story.at, with_details=True)


def put_back(story: Story, empty: Database) -> None:
    """Written out, put into an empty register and written out again: not a byte has changed."""
    first = written(story.database, story)
    other = copy_of(empty)
    try:
        outcome = restore_register(other, first, CLERK, story.at)
        assert isinstance(outcome, Restored), outcome
        assert not outcome.already
        assert written(other, story) == first
    finally:
        other.close()


@settings(max_examples=8, suppress_health_check=[HealthCheck.too_slow])
@given(deeds=_deeds)
def test_after_any_edits_what_is_written_out_comes_back_to_the_last_byte(
    empty: Database, deeds: list[tuple[Deed, int]]
) -> None:
    database = copy_of(empty)
    try:
        story = Story(database)
        for deed, number in deeds:
            story.goes_on(deed, number)
        put_back(story, empty)
    finally:
        database.close()


def test_after_one_of_everything_it_comes_back_from_either_engine(
    database: Database, empty: Database
) -> None:
    story = Story(database)
    for number, deed in enumerate(DEEDS + FORM_DEEDS * 4):
        story.goes_on(deed, number)
    put_back(story, empty)
