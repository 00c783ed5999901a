"""A training room for a whole module: what a test does in it is seen by those after it, unless it is reset."""

from collections.abc import Iterator

import pytest

from bot.training.room import TrainingRoom


@pytest.fixture(scope="module")
def room() -> Iterator[TrainingRoom]:
    """The sample's room, at its first moment."""
    with TrainingRoom() as room:
        yield room
