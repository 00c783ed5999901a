"""Steering a digest, two at once: it goes once, and whoever was second is told."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from threading import Barrier

from bot.rules.digest_preview import NotSteered, Steered
from bot.services.read_sittings import read_schedule
from bot.services.send_digest import carry_out
from bot.services.steer_digest import add_digest_line, hold_digest, let_digest_go, send_digest_now
from schedules.board_digest import plan
from storage.engine import Database
from storage.records import DigestNote, Meeting, Outbox, id_of
from storage.records.glance import Person
from storage.unit_of_work import reading, working
from tests.builders import CLERK, RegisterBuilder

PREVIEW = datetime(2026, 11, 24, 9, tzinfo=UTC)
DUE = datetime(2026, 11, 26, 9, tzinfo=UTC)
BOARD_DAY = date(2026, 12, 3)


def a_register(database: Database) -> tuple[RegisterBuilder, Meeting, Person, Person, Person]:
    """A Board with a chair, and two support officers."""
    register = RegisterBuilder(database, holidays="none")
    board = register.board()
    chair = register.contact("Isla", "U1", post="Convener", roles=[("chair", board)])
    support = [
        register.contact(name, f"U{name}", post=name, roles=[("support", None)])
        for name in ("Kirsty", "Rona")
    ]
    register.action("POV-01", status="off_track")
    one, other = map(register.person, support)
    return register, register.meeting(board, BOARD_DAY), one, other, register.person(chair)


def digest_rows(register: RegisterBuilder) -> list[str]:
    with reading(register.database) as look:
        rows = look.register(register.id).rows.all(Outbox)
    return [row.key for row in rows if row.key.startswith("digest ") and row.key.endswith("part 0")]


def at_once(*acts: Callable[[], object]) -> list[object]:
    """Do them at the same moment, each in a thread of its own."""
    start = Barrier(len(acts))

    def act(what: Callable[[], object]) -> object:
        start.wait()
        return what()

    with ThreadPoolExecutor(len(acts)) as threads:
        return list(threads.map(act, acts))


def test_of_two_officers_sending_it_at_once_one_does_and_it_goes_once(database: Database) -> None:
    register, meeting, one, other, _ = a_register(database)

    def send(person: Person) -> Callable[[], object]:
        return lambda: send_digest_now(database, register.ways, person, id_of(meeting), PREVIEW)

    outcomes = at_once(send(one), send(other))
    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["NotSteered", "Steered"]
    (refused,) = [outcome for outcome in outcomes if isinstance(outcome, NotSteered)]
    assert refused.why == "went"
    assert len(digest_rows(register)) == 1


def test_a_hold_while_the_clock_is_about_to_send_it_wins_or_is_told_it_went(database: Database) -> None:
    register, meeting, one, _, _ = a_register(database)
    with reading(database) as look:
        schedule = read_schedule(look.register(register.id), register.ways, DUE)
    (decision,) = plan(schedule.sittings, schedule.support, schedule.said, register.ways, DUE)

    def clock() -> int:
        with working(database, CLERK, DUE) as work:
            put = carry_out(work.register(register.id), register.ways, decision)
            work.commit()
            return put

    held, _ = at_once(lambda: hold_digest(database, register.ways, one, id_of(meeting), DUE), clock)
    assert len(digest_rows(register)) == (0 if isinstance(held, Steered) else 1)


def test_letting_go_before_its_time_leaves_it_to_the_clock_and_after_it_sends_at_once(
    database: Database,
) -> None:
    register, meeting, one, other, chair = a_register(database)
    of_meeting = (database, register.ways)
    held = hold_digest(*of_meeting, one, id_of(meeting), PREVIEW)
    released = let_digest_go(*of_meeting, one, id_of(meeting), PREVIEW)
    assert isinstance(held, Steered)
    assert isinstance(released, Steered)
    assert (held.preview.state, released.preview.state, released.did) == ("held", "waiting", "let_go")
    assert digest_rows(register) == []
    again = let_digest_go(*of_meeting, other, id_of(meeting), PREVIEW)
    assert isinstance(again, Steered)
    assert again.same
    hold_digest(*of_meeting, other, id_of(meeting), PREVIEW)
    assert let_digest_go(*of_meeting, chair, id_of(meeting), DUE) == NotSteered(
        "support_only", support="Kirsty"
    )
    late = let_digest_go(*of_meeting, one, id_of(meeting), DUE)
    assert isinstance(late, Steered)
    assert late.did == "sent"
    assert len(digest_rows(register)) == 1


def test_one_submission_adds_one_line_and_a_blank_one_none(database: Database) -> None:
    register, meeting, one, _, chair = a_register(database)
    for _ in range(2):
        added = add_digest_line(
            database, register.ways, one, id_of(meeting), "Item 4 first", "view 1", PREVIEW
        )
        assert isinstance(added, Steered)
    for person, words in ((one, "  "), (chair, "Mine too")):
        refused = add_digest_line(database, register.ways, person, id_of(meeting), words, "view 2", PREVIEW)
        assert isinstance(refused, NotSteered)
    with reading(database) as look:
        assert [note.words for note in look.register(register.id).rows.all(DigestNote)] == ["Item 4 first"]
