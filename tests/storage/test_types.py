"""Instants: in UTC, with their zone, on both databases; a time without a zone is refused."""

from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import create_engine, text
from sqlalchemy.exc import StatementError

from storage.engine import Database
from storage.records import Slot, id_of
from storage.types import UtcDateTime
from storage.unit_of_work import reading
from tests.builders import MONDAY, RegisterBuilder

SQLITE = create_engine("sqlite://").dialect


def _kept(database: Database, at: datetime) -> datetime:
    register = RegisterBuilder(database)
    slot = register.add(Slot(name="nudge 2026-W45", due_at=at, claimed_at=MONDAY))
    with reading(database) as look:
        kept = look.register(register.id).rows.get(Slot, id_of(slot))
        assert kept is not None
        return kept.due_at


def test_a_time_without_a_zone_is_refused(database: Database) -> None:
    with pytest.raises(StatementError, match="without a zone"):
        _kept(database, datetime(2026, 11, 2, 9))  # noqa: DTZ001  that is the point


def test_an_instant_comes_back_in_utc_with_its_zone(database: Database) -> None:
    summer_evening = datetime(2026, 7, 1, 20, 30, 0, 123456, tzinfo=ZoneInfo("Europe/London"))
    kept = _kept(database, summer_evening)
    assert kept == summer_evening
    assert kept.utcoffset() == timedelta(0)
    assert (kept.hour, kept.microsecond) == (19, 123456)


def test_an_instant_stands_in_utc_in_the_database_itself(database: Database) -> None:
    _kept(database, datetime(2026, 11, 2, 9, tzinfo=timezone(timedelta(hours=5))))
    with database.readers.connect() as connection:
        stored = str(connection.execute(text("SELECT due_at FROM slots")).scalar_one())
    assert stored.startswith("2026-11-02 04:00:00")


def test_the_hour_that_comes_twice_in_october_is_kept_apart(database: Database) -> None:
    twice = [datetime(2026, 10, 25, 1, 30, tzinfo=ZoneInfo("Europe/London"), fold=fold) for fold in (0, 1)]
    stored = [UtcDateTime().process_bind_param(at, SQLITE) for at in twice]
    assert stored[1] - stored[0] == timedelta(hours=1)
    assert _kept(database, twice[1]) == stored[1]


@given(st.datetimes(timezones=st.timezones(), min_value=datetime(1990, 1, 1), max_value=datetime(2090, 1, 1)))  # noqa: DTZ001
def test_every_instant_goes_in_as_utc_and_comes_out_the_same(at: datetime) -> None:
    column = UtcDateTime()
    stored = column.process_bind_param(at, SQLITE)
    assert stored.tzinfo is UTC
    # SQLite gives it back without a zone, PostgreSQL with one of its own.
    assert column.process_result_value(stored.replace(tzinfo=None), SQLITE) == at.astimezone(UTC)
    elsewhere = stored.astimezone(timezone(timedelta(hours=-3)))
    assert column.process_result_value(elsewhere, SQLITE) == at.astimezone(UTC)


def test_no_time_stays_no_time() -> None:
    assert UtcDateTime().process_bind_param(None, SQLITE) is None
    assert UtcDateTime().process_result_value(None, SQLITE) is None
