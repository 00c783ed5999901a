"""A database the stories of the services share, each in a partnership of its own: they never meet there."""

from collections.abc import Iterator
from itertools import count

import pytest

from storage.engine import Database
from tests import postgres
from tests.bot.services.inverlath import Inverlath, inverlath
from tests.bot.services.keeper import Keeper
from tests.builders import RegisterBuilder
from tests.conftest import ENGINES, MigratedTemplates


@pytest.fixture(scope="package", params=ENGINES)
def common_url(request: pytest.FixtureRequest, migrated_templates: MigratedTemplates) -> Iterator[str]:
    """A migrated database for the whole folder; once on each engine."""
    if request.param == "sqlite":
        path = migrated_templates.sqlite.with_name("services.db")
        path.write_bytes(migrated_templates.sqlite.read_bytes())
        yield f"sqlite:///{path}"
        return
    url = postgres.fresh_database(migrated_templates.postgresql)
    yield url
    postgres.drop_database(url)


@pytest.fixture(scope="package")
def common_database(common_url: str) -> Iterator[Database]:
    """The shared database, open."""
    database = Database(common_url)
    yield database
    database.close()


@pytest.fixture
def here(common_database: Database) -> Inverlath:
    """A partnership with one action, POV-03, and somebody in every standing to it."""
    return inverlath(common_database)


_TOWNS = count()


@pytest.fixture
def clerk(common_database: Database) -> Keeper:
    """The support officer of a partnership of the test's own, who keeps its register."""
    register = RegisterBuilder(common_database, code=f"town{next(_TOWNS)}")
    return Keeper(
        register, register.contact("Catriona Muir", "U1", roles=[("support", None)], post="Manager")
    )
