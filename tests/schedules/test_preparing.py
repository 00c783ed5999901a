"""What a message needs is made beside the sending of others, once, and whoever dies at it loses nothing."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from threading import Event

import pytest

from bot.clock import MovableClock, SystemClock
from bot.services.prepare_sheet import Hold, Payload
from bot.services.press_once import press_once
from schedules.preparing import Preparing
from storage.engine import Database
from storage.records import Outbox, id_of
from storage.unit_of_work import reading, working
from tests.builders import CLERK, RegisterBuilder

NOW = datetime(2026, 11, 2, 9, tzinfo=UTC)


@pytest.fixture
def built(database_url: str) -> Iterator[RegisterBuilder]:
    database = Database(database_url)
    yield RegisterBuilder(database)
    database.close()


def claimed(built: RegisterBuilder, seconds: float = 60) -> Outbox:
    """A message that wishes for something, leased."""
    row = Outbox(key="file", channel="D1", payload={"prepare": {}}, not_before=NOW, created_at=NOW)
    with working(built.database, CLERK, NOW) as work:
        messages = work.register(built.id).messages
        messages.put(row)
        found = messages.claim(NOW, SystemClock().now(), seconds, "me")
        work.commit()
    assert found is not None
    return found


def standing(built: RegisterBuilder) -> Outbox:
    with reading(built.database) as look:
        row = look.register(built.id).messages.with_key("file")
    assert row is not None
    return row


def making(built: RegisterBuilder, payload: Payload | None) -> Preparing:
    """Makes messages say this; None withdraws them."""

    def prepare(_: Outbox, hold: Hold) -> None:
        with working(built.database, CLERK, NOW) as work:
            hold(work.register(built.id), payload)
            work.commit()

    return Preparing(prepare, MovableClock(NOW + timedelta(days=400)), lambda: None)


def test_a_message_that_was_made_waits_to_be_sent_and_has_used_up_no_try(built: RegisterBuilder) -> None:
    preparing = making(built, {"text": "ready"})
    preparing.begin(claimed(built))
    assert preparing.wait()
    row = standing(built)
    assert (row.state, row.payload, row.attempts, row.lease_by) == ("waiting", {"text": "ready"}, 0, None)


def test_one_nobody_waits_for_any_more_is_withdrawn(built: RegisterBuilder) -> None:
    preparing = making(built, None)
    preparing.begin(claimed(built))
    preparing.wait()
    assert standing(built).state == "withdrawn"


def test_who_lost_the_lease_keeps_nothing(built: RegisterBuilder) -> None:
    row = claimed(built)
    row.lease_by = "somebody else"
    preparing = making(built, {"text": "too late"})
    preparing.begin(row)
    preparing.wait()
    assert standing(built).payload == {"prepare": {}}
    assert standing(built).state == "claimed"


def test_a_fault_leaves_the_message_to_its_lease(built: RegisterBuilder) -> None:
    def fails(_: Outbox, __: Hold) -> None:
        raise ValueError("nobody foresaw that")

    preparing = Preparing(fails, MovableClock(NOW), lambda: None)
    preparing.begin(claimed(built))
    preparing.wait()
    assert standing(built).state == "claimed"


def test_stopping_waits_a_moment_and_begins_nothing_more(built: RegisterBuilder) -> None:
    begun, go_on = Event(), Event()

    def slow(_: Outbox, __: Hold) -> None:
        begun.set()
        go_on.wait(10)

    preparing = Preparing(slow, MovableClock(NOW), lambda: None)
    row = claimed(built)
    preparing.begin(row)
    assert begun.wait(10)
    assert not preparing.stop(0.01)
    go_on.set()
    assert preparing.stop(10)
    preparing.begin(row)
    assert not preparing.wait() or preparing.stop(0)


def test_of_two_who_press_the_second_is_told_who_was_first(built: RegisterBuilder) -> None:
    body = built.body("Inverlath Council")
    first, second = (built.contact(name, f"U{name}", body, post="Planner") for name in ("Ann", "Bea"))
    people = [built.person(one, NOW.date()) for one in (first, second)]

    def row(contact_id: int) -> Outbox:
        return Outbox(
            key="sheet file", kind="edit", contact_id=contact_id, payload={}, not_before=NOW, created_at=NOW
        )

    assert press_once(built.database, people[0], row(id_of(first)), [], NOW) is None
    assert press_once(built.database, people[0], row(id_of(first)), [], NOW) is None
    assert press_once(built.database, people[1], row(id_of(second)), [], NOW) == "Planner, Inverlath Council"
