"""What SQLAlchemy learns of a kind of database, learned once in a process and not anew in every test.

Each engine keeps its own translations of queries into SQL, and each test opens engines of its own: a fifth of a
journey went by in translating the same queries again. What is asked and answered stays what it is.
"""

from functools import cache
from typing import Any

from sqlalchemy import Connection, Engine, event
from sqlalchemy.util import LRUCache

QUERIES = 3000
"""Translations kept of each kind of database: more than the bot has queries."""


@cache
def share() -> None:
    """From now on every engine of a kind takes over what the first one that connected has learned."""
    learned: dict[type[Any], tuple[Any, LRUCache[Any, Any]]] = {}

    @event.listens_for(Engine, "engine_connect")
    def take_over(connection: Connection) -> None:
        # It has connected, so that its dialect knows the server it speaks to.
        known = learned.setdefault(type(connection.dialect), (connection.dialect, LRUCache(QUERIES)))
        connection.dialect = connection.engine.dialect = known[0]
        connection.engine._compiled_cache = known[1]
