"""Whatever falls due, nobody gets more than one message a day that they did not ask for."""

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import Any

import pytest

from bot.rules.ways import zone_of
from bot.services.compose_letter import compose
from schedules.gathering import turn_of
from schedules.tick import tick
from storage.engine import Database
from storage.records import Meeting, Outbox, id_of
from storage.unit_of_work import working
from tests.bot.rules.glances import contact
from tests.builders import CLERK, MONDAY, RegisterBuilder
from tests.schedules.ways import some_ways

BEFORE = MONDAY - timedelta(hours=1)
ZONES = ("Europe/London", "America/New_York", "Asia/Tokyo")


def a_busy_register(database: Database) -> RegisterBuilder:
    """Officers in three zones, each with silent actions and milestones; a Board with a chair who is one of them."""
    register = RegisterBuilder(database, at=BEFORE, ladder_days=3)
    group = register.group("Taskforce")
    board = register.board()
    people = [
        register.contact(
            f"Person {number}",
            f"U{number}",
            time_zone=ZONES[number % 3],
            roles=[("lead_officer", group)] if number == 1 else (),
            nudge_day=2 if number == 2 else None,
            quiet_from=9 if number == 4 else None,
            quiet_to=12 if number == 4 else None,
            post=f"Post {number}",
        )
        for number in range(1, 6)
    ]
    register.contact("Iain Muir", "U9", roles=[("support", None)], post="Support Officer")
    register.contact("Iona Blair", "U8", roles=[("chair", board), ("lead_officer", group)], post="Chair")
    for number, officer in enumerate(people):
        deputy = people[(number + 1) % len(people)]
        action = register.action(f"POV-{number:02d}", officer=officer, deputy=deputy, lead_group_id=group.id)
        for days in (3, 5, 17):
            register.milestone(action, f"Milestone {days}", MONDAY.date() + timedelta(days=days + number))
    register.meeting(board, date(2026, 11, 17), papers_due=date(2026, 11, 12))
    return register


def beats(seed: int, days: int = 19) -> Iterator[datetime]:
    """Several a day at odd hours; on some days the bot is down until the afternoon, or altogether."""
    random = Random(seed)
    for number in range(days):
        first = random.choice((9, 9, 9, 13, 16, 21, None))
        for hour in range(first, 24) if first is not None else ():
            midnight = datetime.combine(MONDAY.date() + timedelta(days=number), time(), tzinfo=UTC)
            yield midnight + timedelta(hours=hour, minutes=random.randrange(60) if hour > 9 else 0)


def send_what_is_due(register: RegisterBuilder, now: datetime) -> None:
    """As the courier would, and Slack never fails."""
    with working(register.database, CLERK, now) as work:
        its = work.register(register.id)
        for row in its.messages.in_states("waiting"):
            if row.not_before <= now:
                words = compose(its, row, now) if row.kind == "lines" else row.payload
                row.state, row.sent_at = ("sent", now) if words is not None else ("withdrawn", None)
        work.commit()


@pytest.mark.parametrize("seed", range(4))
def test_nobody_gets_two_messages_a_day_whatever_falls_due(sqlite_database_url: str, seed: int) -> None:
    database = Database(sqlite_database_url)
    register = a_busy_register(database)
    moved = False
    for now in beats(seed):
        tick(database, now)
        send_what_is_due(register, now)
        if not moved and now.date() > date(2026, 11, 11):
            moved = _the_board_moves(register, now)
    sent, zones = _sent(register)
    days = Counter((row.contact_id, row.sent_at.astimezone(zones[row.contact_id]).date()) for row in sent)
    assert len(sent) > 20
    assert {row.key.split(" ")[0] for row in sent} >= {"day", "digest", "moved"}
    assert not [key for key, number in days.items() if number > 1]
    database.close()


def _the_board_moves(register: RegisterBuilder, now: datetime) -> bool:
    with working(register.database, CLERK, now) as work:
        its = work.register(register.id)
        (meeting,) = its.rows.all(Meeting)
        meeting.earliest = meeting.latest = date(2026, 12, 8)
        meeting.state, meeting.version = "moved", meeting.version + 1
        work.commit()
    return True


def _sent(register: RegisterBuilder) -> tuple[list[Any], dict[int | None, Any]]:
    with working(register.database, CLERK, MONDAY) as work:
        its = work.register(register.id)
        people = its.people.glances()
        zones: dict[int | None, Any] = {
            each.id: zone_of(each.time_zone) or register.ways.zone for each in people
        }
        rows = [row for row in its.rows.all(Outbox) if row.state == "sent" and row.after_key is None]
    return rows, zones


def a_chair(database: Database) -> tuple[RegisterBuilder, int]:
    """Whoever chairs the Board, which meets on the 17th, so that its digest falls due on the 10th."""
    register = RegisterBuilder(database, at=BEFORE)
    board = register.board()
    iona = register.contact("Iona Blair", "U8", roles=[("chair", board)], post="Chair")
    register.meeting(board, date(2026, 11, 17))
    register.action("POV-01", officer=iona)
    return register, id_of(iona)


TUESDAY = datetime(2026, 11, 10, 9, tzinfo=UTC)


def rows(register: RegisterBuilder, beginning: str) -> list[Outbox]:
    with working(register.database, CLERK, MONDAY) as work:
        return list(work.register(register.id).messages.starting(beginning))


def test_a_letter_that_waits_gives_way_to_a_digest(database: Database) -> None:
    register, _ = a_chair(database)
    tick(database, TUESDAY - timedelta(hours=12))
    (letter,) = rows(register, "day ")
    assert letter.not_before == TUESDAY
    tick(database, TUESDAY)
    (letter,), (digest, *_) = rows(register, "day "), rows(register, "digest ")
    assert (digest.not_before, letter.not_before) == (TUESDAY, TUESDAY + timedelta(days=1))


def test_a_digest_waits_a_day_where_a_letter_has_gone(database: Database) -> None:
    register, iona = a_chair(database)
    early = TUESDAY - timedelta(minutes=5)
    register.add(message("day 2026-11-10 contact 0", contact_id=iona, state="sent", sent_at=early))
    tick(database, TUESDAY)
    (digest, *_) = rows(register, "digest ")
    assert digest.not_before == TUESDAY + timedelta(days=1)


def message(key: str, **fields: Any) -> Outbox:
    named: dict[str, Any] = {"kind": "lines", "contact_id": 1, "not_before": MONDAY, "created_at": MONDAY}
    return Outbox(key=key, **named | fields)


def test_what_is_due_joins_the_message_that_waits_whatever_day_that_was_begun() -> None:
    waiting = message("day 2026-10-30 contact 1")
    assert turn_of(some_ways(), contact(1), MONDAY, [waiting], MONDAY).waiting is waiting


def test_what_is_due_waits_where_a_message_or_a_digest_goes_that_day() -> None:
    sent = message("day 2026-11-02 contact 1", state="sent", sent_at=MONDAY)
    digest = message("digest meeting 1 2026-11-09 contact 1 part 0", kind="message")
    for other in (sent, digest):
        assert not turn_of(some_ways(), contact(1), MONDAY, [other], MONDAY).is_free
        assert turn_of(some_ways(), contact(2), MONDAY, [other], MONDAY).is_free
        assert turn_of(some_ways(), contact(1), MONDAY + timedelta(days=1), [sent], MONDAY).is_free


def test_what_somebody_set_off_is_no_message_of_the_clock() -> None:
    question = message("question 7", kind="message", state="sent", sent_at=MONDAY)
    assert turn_of(some_ways(), contact(1), MONDAY, [question], MONDAY).is_free
