"""The papers' register, imported once on each engine: the tests here only look at it."""

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.rules.register_form import ImportReport
from bot.services.import_register import import_register
from bot.services.register_file import read_register_file
from storage.engine import Database
from storage.repositories import Register
from storage.unit_of_work import Author, reading
from tests import postgres
from tests.conftest import ENGINES, MigratedTemplates

PAPERS = Path(__file__).with_name("register.yaml")
AT = datetime(2026, 11, 2, 9, tzinfo=UTC)
TESTER = Author(None, "the test")


@pytest.fixture(scope="session", params=ENGINES)
def imported(
    request: pytest.FixtureRequest,
    migrated_templates: MigratedTemplates,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[tuple[Database, ImportReport]]:
    """The database the papers came into, and the report of that."""
    if request.param == "sqlite":
        path = tmp_path_factory.mktemp("papers") / "loip.db"
        shutil.copyfile(migrated_templates.sqlite, path)
        url = f"sqlite:///{path}"
    else:
        url = postgres.fresh_database(migrated_templates.postgresql)
    database = Database(url)
    yield database, import_register(database, read_register_file(PAPERS), None, TESTER, AT)
    database.close()
    if request.param != "sqlite":
        postgres.drop_database(url)


@pytest.fixture
def papers(imported: tuple[Database, ImportReport]) -> Database:
    """The database the papers came into."""
    return imported[0]


@pytest.fixture
def report(imported: tuple[Database, ImportReport]) -> ImportReport:
    """What the import of the papers reported."""
    return imported[1]


@pytest.fixture
def perth(papers: Database) -> Iterator[Register]:
    """The register of the partnership of four of the papers."""
    yield from _register(papers, "pk")


@pytest.fixture
def borders(papers: Database) -> Iterator[Register]:
    """The register of the other paper's partnership."""
    yield from _register(papers, "sb")


def _register(database: Database, code: str) -> Iterator[Register]:
    with reading(database) as look:
        partnership = look.everywhere.partnership(code)
        assert partnership is not None
        assert partnership.id is not None
        yield look.register(partnership.id)
