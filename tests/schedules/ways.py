"""A partnership's ways for tests of pure plans, without a database."""

from datetime import UTC, datetime
from typing import Any

from bot.rules.ways import Ways, ways_of
from storage.records import Partnership


def some_ways(**settings: Any) -> Ways:
    """The ways of a partnership that began long ago; by default Mondays at nine in Edinburgh."""
    named: dict[str, Any] = {
        "code": "inv",
        "name": "Inverlath",
        "created_at": datetime(2000, 1, 1, tzinfo=UTC),
    }
    return ways_of(Partnership(**named | settings))
