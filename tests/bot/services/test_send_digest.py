"""Sending digests, against a register that stands in a database."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from bot.rules.digest_sending import SayCancelled, SayMoved, SendDigest, SendPreview
from bot.services.read_sittings import read_schedule
from bot.services.send_digest import carry_out, carry_out_now
from schedules.board_digest import plan
from storage.engine import Database
from storage.records import Meeting, id_of
from storage.unit_of_work import reading, working
from tests.builders import CLERK, RegisterBuilder

BOARD_DAY = date(2026, 12, 3)
NOW = datetime(2026, 11, 26, 9, tzinfo=UTC)
A_DAY = timedelta(days=1)


def a_register(database: Database) -> tuple[RegisterBuilder, Meeting]:
    """A Board with a chair on Slack, a deputy who is not, and a support officer."""
    register = RegisterBuilder(database, holidays="none")
    board = register.board()
    quiet = register.group("Locality Partnership", kind="locality_partnership")
    register.contact("Hamish", roles=[("deputy", board)], post="Superintendent")
    register.contact("Isla", "U1", roles=[("chair", board), ("chair", quiet)])
    register.contact("Kirsty", "U2", roles=[("support", None)])
    register.contact("Morag", "U3", roles=[("chair", board)], left_on=date(2026, 11, 1))
    register.meeting(quiet, BOARD_DAY)
    register.action("POV-01", status="off_track")
    return register, register.meeting(board, BOARD_DAY)


def run(register: RegisterBuilder, at: datetime) -> list[str]:
    """Plan and carry out; the keys of what was put in the outbox, and the kinds of decision before them."""
    with working(register.database, CLERK, at) as work:
        mine = work.register(register.id)
        schedule = read_schedule(mine, register.ways, at)
        before = {row.key for row in mine.messages.in_states("waiting")}
        decisions = plan(schedule.sittings, schedule.support, schedule.said, register.ways, at)
        counts = [carry_out(mine, register.ways, decision) for decision in decisions]
        after = [row.key for row in mine.messages.in_states("waiting") if row.key not in before]
        assert sum(counts) == len(after)
        work.commit()
    return [type(decision).__name__ for decision in decisions] + after


def change(register: RegisterBuilder, meeting: Meeting, **fields: object) -> None:
    with working(register.database, CLERK, NOW) as work:
        same = work.register(register.id).rows.get(Meeting, id_of(meeting))
        assert same is not None
        for name, value in fields.items():
            setattr(same, name, value)
        same.version += 1
        work.commit()


def test_a_digest_is_kept_and_put_in_the_outbox_once(database: Database) -> None:
    register, meeting = a_register(database)
    preview = f"preview meeting {meeting.id} 2026-12-03 contact 3 part 0"
    assert run(register, NOW - timedelta(minutes=1)) == [SendPreview.__name__, preview]
    assert run(register, NOW - timedelta(minutes=1)) == []
    start = f"digest meeting {meeting.id} 2026-12-03 contact"
    put = run(register, NOW)
    assert put == [SendDigest.__name__, f"{start} 2 part 0", f"{start} 2 part 1", f"{start} 1 part 0"]
    assert run(register, NOW + A_DAY) == []
    with reading(database) as look:
        mine = look.register(register.id)
        assert [each.occasion for each in mine.meetings.snapshots(id_of(meeting))] == [
            start.removesuffix(" contact")
        ]
        forwarded = mine.messages.with_key(f"{start} 1 part 0")
        assert forwarded is not None
        assert (forwarded.contact_id, forwarded.payload["file"]["name"]) == (
            3,
            "board-digest-2026-12-03.html",
        )


def test_a_move_after_the_digest_is_told_once_and_a_cancellation_after_that_once(database: Database) -> None:
    register, meeting = a_register(database)
    run(register, NOW)
    later = date(2026, 12, 10)
    change(register, meeting, state="moved", earliest=later, latest=later)
    assert [SayMoved.__name__, f"moved meeting {meeting.id} v2 contact 2 part 0"] == run(
        register, NOW + A_DAY
    )[:2]
    assert run(register, NOW + 9 * A_DAY) == []
    change(register, meeting, state="cancelled")
    assert run(register, NOW + 9 * A_DAY)[0] == SayCancelled.__name__
    assert run(register, NOW + 10 * A_DAY) == []


def test_a_move_before_the_digest_only_moves_it(database: Database) -> None:
    register, meeting = a_register(database)
    later = date(2026, 12, 10)
    change(register, meeting, state="moved", earliest=later, latest=later)
    assert run(register, NOW) == []
    assert run(register, NOW + 7 * A_DAY)[:2] == [
        SendDigest.__name__,
        f"digest meeting {meeting.id} 2026-12-10 contact 2 part 0",
    ]


def test_a_decision_somebody_else_carried_out_meanwhile_puts_nothing(database: Database) -> None:
    register, _ = a_register(database)
    with reading(database) as look:
        schedule = read_schedule(look.register(register.id), register.ways, NOW)
    decisions = plan(schedule.sittings, schedule.support, schedule.said, register.ways, NOW)
    run(register, NOW)
    with working(database, CLERK, NOW) as work:
        assert [carry_out(work.register(register.id), register.ways, each) for each in decisions] == [0]


def test_a_digest_that_is_asked_for_never_goes_for_a_cancelled_meeting_or_one_that_has_begun(
    database: Database,
) -> None:
    register, meeting = a_register(database)

    def sent(at: datetime) -> int:
        with working(database, CLERK, at) as work:
            put = carry_out_now(work.register(register.id), register.ways, id_of(meeting), at)
            work.commit()
            return put

    assert sent(datetime(2026, 12, 3, 14, tzinfo=UTC)) == 0
    change(register, meeting, state="cancelled")
    assert sent(NOW) == 0
    change(register, meeting, state="planned")
    assert sent(NOW) == 3


def test_a_chair_or_support_officer_on_leave_is_written_to_through_their_cover(database: Database) -> None:
    register = RegisterBuilder(database, holidays="none")
    board = register.board()
    cover = register.contact("Rory", "U4")
    away: dict[str, Any] = {"away_from": NOW.date(), "away_to": NOW.date() + 7 * A_DAY}
    register.contact("Isla", "U1", roles=[("chair", board)], cover_id=id_of(cover), **away)
    register.contact("Hamish", "U5", roles=[("deputy", board)], **away)
    register.contact("Kirsty", "U2", roles=[("support", None)], cover_id=id_of(cover), **away)
    register.meeting(board, BOARD_DAY)
    with reading(database) as look:
        schedule = read_schedule(look.register(register.id), register.ways, NOW)
        before = read_schedule(look.register(register.id), register.ways, NOW - A_DAY)
    assert [reader.name for reader in schedule.sittings[0].readers] == ["Rory"]
    assert schedule.support is not None
    assert schedule.support.name == "Rory"
    assert [reader.name for reader in before.sittings[0].readers] == ["Isla", "Hamish"]
