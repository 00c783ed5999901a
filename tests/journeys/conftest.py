"""A running bot in a practice workspace, on a copy of the sample register, for every journey; on both databases."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path

import pytest

from bot.rehearsal import Rehearsal
from bot.sample import SAMPLE_REGISTER
from bot.services.import_register import import_register
from bot.services.register_file import read_register_file
from storage.engine import Database
from storage.migrations import migrate
from storage.unit_of_work import Author
from tests import postgres
from tests.conftest import ENGINES
from tests.journeys.acting import NOT_ON_SLACK, Stage, refused_payloads
from tests.journeys.board_town import Open, towns_on
from tests.one_dialect import share

MONDAY_MORNING = datetime(2026, 11, 2, 8, 30, tzinfo=UTC)
"""Half an hour before the sample's first nudge."""


class SampleTemplates:
    """The sample register on each engine, imported once a process and copied for every journey."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @cached_property
    def sqlite(self) -> Path:
        path = self._folder / "sample.db"
        _import(f"sqlite:///{path}")
        # What still stands in the write-ahead log would be missing from a copy.
        with closing(sqlite3.connect(path)) as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return path

    @cached_property
    def postgresql(self) -> str:
        url = postgres.fresh_database()
        _import(url)
        return url


def _import(url: str) -> None:
    migrate(url)
    database = Database(url)
    import_register(
        database, read_register_file(SAMPLE_REGISTER), None, Author(None, by="the test"), MONDAY_MORNING
    )
    database.close()


@pytest.fixture(scope="session")
def sample_templates(tmp_path_factory: pytest.TempPathFactory) -> SampleTemplates:
    """What `sample_url` copies."""
    share()
    return SampleTemplates(tmp_path_factory.mktemp("sample"))


@contextmanager
def sample_copy(engine: str, templates: SampleTemplates, folder: Path) -> Iterator[str]:
    """The address of a copy of the sample register, for as long as this lasts."""
    if engine == "sqlite":
        path = folder / "loip.db"
        shutil.copyfile(templates.sqlite, path)
        yield f"sqlite:///{path}"
        return
    url = postgres.fresh_database(templates.postgresql)
    try:
        yield url
    finally:
        postgres.drop_database(url)


@contextmanager
def begin_on(url: str, mode: str = "socket") -> Iterator[Stage]:
    """A bot on this database, in a workspace of its own, for as long as this lasts."""
    with Rehearsal.begin(url, "inv", MONDAY_MORNING, NOT_ON_SLACK, mode) as rehearsal:
        yield Stage(rehearsal)


@pytest.fixture(params=ENGINES)
def sample_url(
    request: pytest.FixtureRequest, sample_templates: SampleTemplates, tmp_path: Path
) -> Iterator[str]:
    """The sample register in a database of the journey's own; the journey runs once on each engine."""
    with sample_copy(request.param, sample_templates, tmp_path) as url:
        yield url


@pytest.fixture
def stage(sample_url: str) -> Iterator[Stage]:
    """The bot over Socket Mode, on the sample's first Monday; whatever it sent was fit to be shown."""
    with begin_on(sample_url) as stage:
        yield stage
        refused = refused_payloads(stage.slack)
    assert not refused


@pytest.fixture
def http_stage(sample_url: str) -> Iterator[Stage]:
    """The same over signed HTTP."""
    with begin_on(sample_url, mode="http") as stage:
        yield stage
        refused = refused_payloads(stage.slack)
    assert not refused


@pytest.fixture(scope="module", params=ENGINES)
def standing(
    request: pytest.FixtureRequest,
    sample_templates: SampleTemplates,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Stage]:
    """One bot for a whole module, whose journeys leave the register as it is."""
    with ExitStack() as kept:
        url = kept.enter_context(sample_copy(request.param, sample_templates, tmp_path_factory.mktemp("one")))
        stage = kept.enter_context(begin_on(url)).unhurried()
        yield stage
        refused = refused_payloads(stage.slack)
    assert not refused


@pytest.fixture
def opened(database_url: str) -> Iterator[Open]:
    """Opens a town with a Board, on a database of the journey's own; once on each engine."""
    with towns_on(database_url) as open_one:
        yield open_one
