"""Composing, freezing and showing digests of a register that stands in a database."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from bot.rules.digest_value import Changes, Digest, Thanks, from_json
from bot.services.compose_digest import compose_digest
from bot.services.freeze_digest import freeze_digest
from bot.services.show_board import show_board
from storage.engine import Database
from storage.records import Action, Meeting, MilestoneMove, Update, id_of
from storage.unit_of_work import DuplicateError, reading, working
from tests.builders import CLERK, MONDAY, RegisterBuilder

BOARD_DAY = date(2026, 12, 3)
HELD = date(2026, 9, 10)
NOW = datetime(2026, 11, 26, 9, tzinfo=UTC)


def composed(register: RegisterBuilder, meeting: Meeting, at: datetime = NOW) -> Digest:
    with reading(register.database) as look:
        return compose_digest(look.register(register.id), register.ways, meeting, at)


def change(register: RegisterBuilder, action: Action, at: datetime, **fields: Any) -> None:
    """Change the action as a service would, so that history tells of it."""
    with working(register.database, CLERK, at) as work:
        same = work.register(register.id).rows.get(Action, id_of(action))
        assert same is not None
        for name, value in fields.items():
            setattr(same, name, value)
        work.commit()


def freeze(register: RegisterBuilder, digest: Digest, occasion: str = "digest meeting 1 2026-12-03") -> int:
    with working(register.database, CLERK, NOW) as work:
        snapshot = freeze_digest(work.register(register.id), digest, occasion)
        work.commit()
        return id_of(snapshot)


def test_a_digest_is_read_from_the_whole_register(database: Database) -> None:
    register = RegisterBuilder(database, short_name="CPP")
    board = register.group("CPP Board", kind="board", digest=True)
    register.group("CPP Executive Officer Group", kind="executive_group")
    college, foodbank = register.body("Glen College"), register.body("Inverlath Foodbank")
    officer = register.contact("Robin Secret", body=college, post="Tutor Lead")
    poverty = register.priority("Poverty", "POV")
    meeting = register.meeting(board, BOARD_DAY)
    red = register.action(
        "POV-01",
        officer=officer,
        status="off_track",
        heard=MONDAY,
        words="two tutors left",
        lead_body_id=college.id,
        priorities=[poverty],
        bodies=[foodbank],
    )
    register.barrier(red, "no room")
    register.milestone(red, "winter spaces open", date(2026, 12, 7))
    register.ask("who pays", action=red, state="on_agenda", meeting_id=id_of(meeting), item="4")
    register.ask("who else", state="raised")

    digest = composed(register, meeting)
    detail = digest.details[0].actions[0]
    assert (digest.meeting.called, digest.meeting.on, digest.elsewhere) == (
        "Board",
        BOARD_DAY,
        "Executive Officer Group",
    )
    assert [(line.words, line.code, line.item) for line in digest.asks] == [("who pays", "POV-01", "4")]
    assert digest.asks_elsewhere == 1
    assert [(each.body, each.words) for each in digest.off_track] == [("Glen College", "two tutors left")]
    assert (digest.details[0].name, detail.partners, detail.held_up) == (
        "Poverty",
        ("Inverlath Foodbank",),
        "no room",
    )
    assert detail.post == "Tutor Lead, Glen College"
    assert digest.next_milestone is not None
    assert digest.next_milestone.title == "winter spaces open"


def test_the_executive_group_is_told_what_partners_raised(database: Database) -> None:
    register = RegisterBuilder(database)
    officers = register.group("Executive Officer Group", kind="executive_group", digest=True)
    meeting = register.meeting(officers, BOARD_DAY)
    register.ask("who pays", action=register.action("POV-01"), state="raised")
    register.ask("who leads", state="on_agenda")

    digest = composed(register, meeting)
    assert [(line.words, line.code) for line in digest.raised] == [("who pays", "POV-01")]
    assert digest.asks_elsewhere == 0


def test_what_changed_is_counted_since_the_last_held_meeting_of_the_same_group(database: Database) -> None:
    register = RegisterBuilder(database)
    board, other = (
        register.board(),
        register.group("Executive Officer Group", kind="executive_group", digest=True),
    )
    meeting = register.meeting(board, BOARD_DAY)
    register.meeting(board, HELD, state="held")
    register.meeting(board, date(2026, 10, 22), state="cancelled")
    register.meeting(other, date(2026, 11, 10), state="held")
    before, after = (register.action(code, status="at_risk") for code in ("POV-01", "POV-02"))
    done = register.action("POV-03", lead_body_id=register.body("Glen College").id)
    someone = register.contact("Isla")
    change(register, before, datetime(2026, 9, 10, 12, 59, tzinfo=UTC), status="on_track")
    change(register, after, datetime(2026, 9, 10, 13, 1, tzinfo=UTC), status="on_track")
    change(register, done, NOW - timedelta(days=2), status="complete")
    change(register, done, NOW - timedelta(days=1), confirmed_by_id=someone.id)

    digest = composed(register, meeting)
    assert digest.since == datetime(2026, 9, 10, 13, tzinfo=UTC)
    assert digest.changes == Changes(improved=1, done=1)
    assert digest.thanks == (Thanks("Glen College", ("POV-03",)),)


def test_changes_told_by_imported_updates_count_though_history_never_saw_them(database: Database) -> None:
    register = RegisterBuilder(database)
    board = register.board()
    meeting = register.meeting(board, BOARD_DAY)
    register.meeting(board, HELD, state="held")
    action = register.action("POV-01", status="off_track")
    fields: dict[str, Any] = {"action_id": id_of(action), "way": "import", "words": "x"}
    for day, before, after in (
        (1, "not_started", "on_track"),
        (20, "on_track", "at_risk"),
        (25, "at_risk", "off_track"),
    ):
        said = datetime(2026, 9, day, 10, tzinfo=UTC)
        register.add(Update(at=said, status_before=before, status=after, **fields))
    assert composed(register, meeting).changes == Changes(worsened=1)
    assert composed(register, meeting).details[0].actions[0].was == "on_track"


def test_a_slip_counts_when_it_was_moved_after_the_last_held_meeting(database: Database) -> None:
    register = RegisterBuilder(database)
    board = register.board()
    meeting = register.meeting(board, BOARD_DAY)
    register.meeting(board, HELD, state="held")
    action = register.action("POV-01", heard=MONDAY)
    milestone = register.milestone(action, "first session", date(2027, 1, 29))
    register.add(
        MilestoneMove(
            milestone_id=id_of(milestone),
            moved_at=MONDAY,
            from_latest=date(2026, 10, 30),
            to_latest=date(2027, 1, 29),
        )
    )
    assert [(slip.code, slip.first, slip.moves) for slip in composed(register, meeting).redated] == [
        ("POV-01", date(2026, 10, 30), 1)
    ]


def test_another_partnerships_register_is_not_in_it(database: Database) -> None:
    register, other = RegisterBuilder(database), RegisterBuilder(database, code="cal")
    other.action("POV-01", status="off_track")
    other.ask("theirs", state="raised")
    digest = composed(register, register.meeting(register.board(), BOARD_DAY))
    assert (digest.total, digest.off_track, digest.asks_elsewhere) == (0, (), 0)


def test_a_meeting_of_no_group_has_no_digest(database: Database) -> None:
    register = RegisterBuilder(database)
    with pytest.raises(ValueError, match="no group's"):
        composed(register, register.meeting(None, BOARD_DAY))


def test_a_frozen_digest_is_kept_once_and_read_back_as_it_was(database: Database) -> None:
    register = RegisterBuilder(database)
    action = register.action("POV-01", status="off_track")
    meeting = register.meeting(register.board(), BOARD_DAY)
    digest = composed(register, meeting)
    first = freeze(register, digest)
    change(register, action, NOW, status="on_track")
    assert freeze(register, composed(register, meeting)) == first
    with reading(database) as look:
        kept = look.register(register.id).meetings.snapshots(id_of(meeting))
    assert [from_json(each.value) for each in kept] == [digest]
    assert (kept[0].as_of, kept[0].meeting_on) == (NOW, BOARD_DAY)


def test_two_that_freeze_the_same_occasion_at_once_keep_one(postgresql_database_url: str) -> None:
    # SQLite lets one writer in at a time, so there the second sees what the first kept.
    database = Database(postgresql_database_url)
    register = RegisterBuilder(database)
    digest = composed(register, register.meeting(register.board(), BOARD_DAY))

    def overtaken() -> None:
        with working(database, CLERK, NOW) as late:
            freeze_digest(late.register(register.id), digest, "same")
            freeze(register, digest, "same")
            late.commit()

    with pytest.raises(DuplicateError):
        overtaken()
    with reading(database) as look:
        assert len(look.register(register.id).meetings.snapshots(digest.meeting.id)) == 1
    database.close()


def test_the_board_is_shown_with_its_next_meeting_and_its_last_digest(database: Database) -> None:
    register = RegisterBuilder(database, holidays="none")
    board = register.board()
    action = register.action("POV-01", status="on_track")
    past = register.meeting(board, BOARD_DAY)
    freeze(register, composed(register, past))
    change(register, action, NOW + timedelta(hours=1), status="at_risk")
    coming = register.meeting(board, date(2027, 2, 25))
    register.ask("who pays", state="on_agenda", meeting_id=id_of(coming))

    now = show_board(database, register.ways, datetime(2026, 12, 7, 9, tzinfo=UTC))
    assert now.coming is not None
    assert [line.words for line in now.coming.asks] == ["who pays"]
    assert now.digest_due == date(2027, 2, 18)
    assert now.last is not None
    assert now.last.digest.meeting.on == BOARD_DAY
    assert [(each.code, each.before, each.after) for each in now.last.changed] == [
        ("POV-01", "on_track", "at_risk")
    ]


def test_a_board_without_a_meeting_or_a_digest_is_shown_as_that(database: Database) -> None:
    register = RegisterBuilder(database)
    now = show_board(database, register.ways, NOW)
    assert (now.coming, now.digest_due, now.last) == (None, None, None)


def test_a_digest_that_has_gone_out_is_not_announced_again(database: Database) -> None:
    register = RegisterBuilder(database)
    meeting = register.meeting(register.board(), BOARD_DAY)
    freeze(register, composed(register, meeting))
    assert show_board(database, register.ways, NOW).digest_due is None
