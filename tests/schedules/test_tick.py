"""A beat of the clock on a real register: what is claimed, what is written, and that it is written once."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from bot.services.compose_letter import compose
from schedules.tick import TickReport, tick
from storage.engine import Database
from storage.records import Action, Line, Outbox, Slot, id_of
from storage.unit_of_work import reading, working
from tests import processes
from tests.builders import CLERK, MONDAY, RegisterBuilder

BEFORE = MONDAY - timedelta(hours=1)
TUESDAY = MONDAY + timedelta(days=1)


@pytest.fixture
def register(database: Database) -> RegisterBuilder:
    """A partnership that began at eight on a Monday; its nudge comes at nine."""
    return RegisterBuilder(database, at=BEFORE)


def rows(register: RegisterBuilder, kind: Any = Outbox) -> Sequence[Any]:
    with reading(register.database) as look:
        return look.register(register.id).rows.all(kind)


def payload(register: RegisterBuilder, row: Outbox, at: datetime | None = None) -> dict[str, Any] | None:
    with reading(register.database) as look:
        return compose(look.register(register.id), row, at)


def said(register: RegisterBuilder, row: Outbox, at: datetime | None = None) -> str:
    return repr(payload(register, row, at))


def names(report: TickReport) -> list[str]:
    return [ran.run.slot.name for ran in report.ran]


def settle(register: RegisterBuilder, state: str) -> None:
    """As if the courier had seen to every message."""
    with working(register.database, CLERK, register.at) as work:
        for row in work.register(register.id).rows.all(Outbox):
            row.state, row.sent_at = state, register.at
        work.commit()


def test_an_officer_gets_one_message_for_everything_of_the_day(register: RegisterBuilder) -> None:
    ailsa = register.contact("Ailsa Reid", "U1")
    register.action("POV-01", "Cash First", officer=ailsa)
    pilot = register.action("POV-02", "Foodbanks", officer=ailsa, heard=BEFORE)
    register.milestone(pilot, "Pilot agreed", MONDAY.date() + timedelta(days=3))
    report = tick(register.database, MONDAY)
    (row,) = rows(register)
    assert (row.key, row.kind, row.channel) == (f"day 2026-11-02 contact {ailsa.id}", "lines", "U1")
    assert row.not_before == MONDAY
    assert [line.kind for line in rows(register, Line)] == ["milestone", "nudge"]
    assert (report.messages, names(report)) == (
        1,
        ["milestones 2026-11-02", "nudge 2026-W45", "ladder 2026-11-02", "digests 2026-11-02"],
    )
    words = said(register, row)
    assert "POV-01 Cash First" in words
    assert '"Pilot agreed" is due Thu 5 Nov.' in words


def test_the_same_beat_again_says_nothing_more(register: RegisterBuilder) -> None:
    register.action("POV-01", officer=register.contact("Ailsa Reid", "U1"))
    tick(register.database, MONDAY)
    again = tick(register.database, MONDAY + timedelta(minutes=1))
    assert (again.ran, again.messages, len(rows(register)), len(rows(register, Line))) == ([], 0, 1, 1)


def test_nothing_is_due_before_nine(register: RegisterBuilder) -> None:
    register.action("POV-01", officer=register.contact("Ailsa Reid", "U1"))
    assert tick(register.database, MONDAY - timedelta(seconds=1)).ran == []


def test_somebody_in_another_zone_is_written_to_in_the_persons_own_working_hours(
    register: RegisterBuilder,
) -> None:
    register.action("POV-01", officer=register.contact("Ailsa Reid", "U1", time_zone="America/New_York"))
    tick(register.database, MONDAY)
    assert rows(register)[0].not_before == datetime(2026, 11, 2, 14, tzinfo=UTC)


def test_a_beat_in_the_evening_leaves_the_message_for_the_morning(register: RegisterBuilder) -> None:
    register.action("POV-01", officer=register.contact("Ailsa Reid", "U1"))
    tick(register.database, datetime(2026, 11, 2, 21, tzinfo=UTC))
    assert rows(register)[0].not_before == datetime(2026, 11, 3, 9, tzinfo=UTC)


def test_people_not_on_slack_are_asked_by_the_support_officer(register: RegisterBuilder) -> None:
    foodbank = register.body("Inverlath Foodbank")
    morag = register.contact("Morag Bain", None, foodbank, post="Outreach Lead", phone="01234 567890")
    clerk = register.contact("Iain Muir", "U9", roles=[("support", None)], post="Support Officer")
    winter = register.action("POV-01", "Winter food network", officer=morag)
    register.milestone(winter, "Spaces open", MONDAY.date() + timedelta(days=3))
    tick(register.database, MONDAY)
    (row,) = rows(register)
    assert row.contact_id == clerk.id
    words = said(register, row)
    assert "Outreach Lead, Inverlath Foodbank* · 01234 567890" in words
    assert words.count("Hello Morag, could you let the Board know how POV-01 Winter food network") == 1


def test_nobody_to_ask_by_phone_is_reported(register: RegisterBuilder) -> None:
    register.action("POV-01", officer=register.contact("Morag Bain", None))
    report = tick(register.database, MONDAY)
    assert sum(ran.out_of_reach for ran in report.ran) == 1
    assert rows(register, Line) == []


def test_many_people_to_call_are_told_in_several_messages(register: RegisterBuilder) -> None:
    register.contact("Iain Muir", "U9", roles=[("support", None)])
    for number in range(1, 18):
        register.action(f"POV-{number:02d}", officer=register.contact(f"Person {number}", None))
    tick(register.database, MONDAY)
    keys = [row.key.partition(" contact ")[2].partition(" ")[2] for row in rows(register)]
    assert keys == ["", "part 2"]
    in_all = said(register, rows(register)[0]) + said(register, rows(register)[1])
    assert all(f"POV-{number:02d}" in in_all for number in range(1, 18))


def test_lines_that_come_after_the_days_message_went_wait_for_the_next_working_day(
    register: RegisterBuilder,
) -> None:
    ailsa = register.contact("Ailsa Reid", "U1")
    register.action("POV-01", officer=ailsa)
    tick(register.database, MONDAY)
    settle(register, "sent")
    late: dict[str, Any] = {"facts": {"offset": -3, "latest": "2026-11-05"}, "due_on": MONDAY.date()}
    milestone = register.milestone(None, "Spaces open", date(2026, 11, 5))
    register.add(
        Line(
            kind="milestone",
            subject=f"milestone {milestone.id}",
            occasion="x",
            contact_id=id_of(ailsa),
            **late,
        )
    )
    tick(register.database, MONDAY + timedelta(hours=1))
    assert [line.due_on for line in rows(register, Line)][-1] == TUESDAY.date()
    tick(register.database, TUESDAY)
    assert [row.key for row in rows(register)][-1] == f"day 2026-11-03 contact {ailsa.id}"


def test_lines_join_a_message_that_is_still_waiting(register: RegisterBuilder) -> None:
    ailsa = register.contact("Ailsa Reid", "U1")
    register.action("POV-01", officer=ailsa)
    tick(register.database, MONDAY)
    facts: dict[str, Any] = {"facts": {"offset": -3, "latest": "2026-11-05"}, "due_on": MONDAY.date()}
    register.add(
        Line(kind="milestone", subject="milestone 1", occasion="x", contact_id=id_of(ailsa), **facts)
    )
    tick(register.database, MONDAY + timedelta(minutes=1))
    (row,) = rows(register)
    assert {line.outbox_id for line in rows(register, Line)} == {row.id}


def test_of_several_missed_nudges_one_is_said_and_says_that_it_is_late(register: RegisterBuilder) -> None:
    register.action("POV-01", officer=register.contact("Ailsa Reid", "U1"))
    wednesday = datetime(2026, 11, 11, 10, tzinfo=UTC)
    report = tick(register.database, wednesday)
    notes = {slot.name: slot.note for slot in rows(register, Slot) if slot.name.startswith("nudge")}
    assert notes == {
        "nudge 2026-W45": "superseded by nudge 2026-W46",
        "nudge 2026-W46": "late since 2026-11-09",
    }
    (row,) = rows(register)
    assert "This is late: it should have come on Mon 9 Nov." in said(register, row)
    assert report.messages == 1


def test_a_late_nudge_asks_nobody_sooner_than_they_were_told(register: RegisterBuilder) -> None:
    # On Monday 9 November the word is 21 days old, which the nudge of the 16th is soon enough for.
    told = datetime(2026, 10, 19, 10, tzinfo=UTC)
    register.action("POV-01", officer=register.contact("Ailsa Reid", "U1"), heard=told)
    tick(register.database, datetime(2026, 11, 11, 10, tzinfo=UTC))
    assert rows(register) == []
    tick(register.database, datetime(2026, 11, 16, 10, tzinfo=UTC))
    (row,) = rows(register)
    assert "One needs a word from you." in said(register, row)


def test_missed_milestone_days_are_caught_up_with_one_reminder_a_milestone(register: RegisterBuilder) -> None:
    pilot = register.action("POV-01", officer=register.contact("Ailsa Reid", "U1"), heard=BEFORE)
    register.milestone(pilot, "Pilot agreed", date(2026, 11, 6))
    tick(register.database, datetime(2026, 11, 10, 10, tzinfo=UTC))
    reminders = [line for line in rows(register, Line) if line.kind == "milestone"]
    assert [(line.occasion, line.facts["late_since"]) for line in reminders] == [
        ("1 after 2026-11-06", "2026-11-09")
    ]


def test_a_milestone_reminds_a_fortnight_and_three_days_before_and_the_day_after(
    register: RegisterBuilder,
) -> None:
    pilot = register.action("POV-01", officer=register.contact("Ailsa Reid", "U1"), heard=BEFORE)
    register.milestone(pilot, "Pilot agreed", date(2026, 11, 19))
    for day in range(2, 28):
        tick(register.database, datetime(2026, 11, day, 9, tzinfo=UTC))
    occasions = [line.occasion for line in rows(register, Line) if line.kind == "milestone"]
    assert occasions == ["14 before 2026-11-19", "3 before 2026-11-19", "1 after 2026-11-19"]


def test_a_milestone_of_an_unowned_action_reminds_its_lead_officer(register: RegisterBuilder) -> None:
    group = register.group("Health & Wellbeing")
    lead = register.contact("Rhona Lindsay", "U4", roles=[("lead_officer", group)])
    unowned = register.action("POV-01", heard=BEFORE, lead_group_id=group.id)
    register.milestone(unowned, "Pilot agreed", date(2026, 11, 5))
    tick(register.database, MONDAY)
    (row,) = rows(register)
    assert row.contact_id == lead.id
    assert "Nobody coordinates it yet." in said(register, row)


def test_a_lead_officer_sees_the_group_with_whom_to_speak_to(register: RegisterBuilder) -> None:
    college = register.body("Glen College")
    group = register.group("Health & Wellbeing")
    rhona = register.contact("Rhona Lindsay", "U4", roles=[("lead_officer", group)])
    tutor = register.contact("Calum Orr", "U5", college, post="Student Support Manager")
    old = datetime(2026, 9, 2, 12, tzinfo=UTC)
    register.action("HWB-05", officer=tutor, heard=old, lead_group_id=group.id)
    tick(register.database, MONDAY)
    (row,) = [row for row in rows(register) if row.contact_id == rhona.id]
    words = said(register, row)
    assert "In your group (Health &amp; Wellbeing)" in words
    assert "HWB-05: no word since 2 Sep. Speak to: Student Support Manager, Glen College" in words
    assert "Calum" not in words


def test_a_dry_run_says_what_would_be_said_and_leaves_no_trace(register: RegisterBuilder) -> None:
    register.action("POV-01", "Cash First", officer=register.contact("Ailsa Reid", "U1", post="Manager"))
    report = tick(register.database, MONDAY, dry_run=True)
    assert names(report) == [
        "milestones 2026-11-02",
        "nudge 2026-W45",
        "ladder 2026-11-02",
        "digests 2026-11-02",
    ]
    ((to, words),) = [(said.to, said.payload["text"]) for said in report.said]
    assert (to, words) == ("Manager", "1 action needs a word")
    assert (rows(register), rows(register, Line), rows(register, Slot)) == ([], [], [])


def test_the_digest_of_a_board_is_put_out_and_kept_once(register: RegisterBuilder) -> None:
    board = register.board()
    register.contact("Fiona Weir", "U7", roles=[("chair", board)])
    register.meeting(board, date(2026, 11, 9))
    tick(register.database, MONDAY)
    tick(register.database, TUESDAY)
    keys = [row.key for row in rows(register)]
    assert keys
    assert all(key.startswith("digest meeting") for key in keys)
    assert len({slot.name for slot in rows(register, Slot) if slot.name.startswith("digest meeting")}) == 1


def test_people_are_matched_once_a_day_and_before_anybody_is_written_to(register: RegisterBuilder) -> None:
    ailsa = register.contact("Ailsa Reid", None)
    register.action("POV-01", officer=ailsa)
    matched: list[int] = []

    def match(partnership_id: int, _at: datetime) -> None:
        matched.append(partnership_id)
        with working(register.database, CLERK, MONDAY) as work:
            contact = work.register(partnership_id).rows.get(type(ailsa), ailsa.id or 0)
            assert contact is not None
            contact.slack_id = "U1"
            work.commit()

    tick(register.database, MONDAY, match)
    tick(register.database, MONDAY, match)
    assert (matched, len(rows(register))) == ([register.id], 1)


def test_a_fault_in_one_partnership_leaves_the_others_their_nudge(database: Database) -> None:
    broken = RegisterBuilder(database, code="odd", at=BEFORE, holidays="XX-NOWHERE")
    well = RegisterBuilder(database, code="inv", at=BEFORE)
    well.action("POV-01", officer=well.contact("Ailsa Reid", "U1"))
    report = tick(database, MONDAY)
    assert (report.faulty, len(rows(well)), rows(broken)) == (["odd"], 1, [])


def test_one_partnership_never_sees_anothers_actions(database: Database) -> None:
    one, other = (RegisterBuilder(database, code=code, at=BEFORE) for code in ("one", "other"))
    one.action("POV-01", "Ours", officer=one.contact("Ailsa Reid", "U1"))
    other.action("POV-01", "Theirs", officer=other.contact("Ailsa Reid", "U1"))
    tick(database, MONDAY)
    assert "Ours" in said(one, rows(one)[0])
    assert "Theirs" not in said(one, rows(one)[0])


def test_a_settled_action_reminds_of_no_milestone(register: RegisterBuilder) -> None:
    done = register.action("POV-01", officer=register.contact("Ailsa Reid", "U1"), status="complete")
    register.milestone(done, "Pilot agreed", date(2026, 11, 5))
    tick(register.database, MONDAY)
    assert rows(register, Line) == []


def _tick_away(url: str, at: datetime, start: Any) -> None:
    database = Database(url)
    start.wait()
    for minute in range(3):
        tick(database, at + timedelta(minutes=minute))
    database.close()


def test_two_replicas_that_tick_at_once_say_everything_once(
    register: RegisterBuilder, database_url: str
) -> None:
    for number in range(1, 21):
        officer = register.contact(f"Person {number}", f"U{number}")
        action = register.action(f"POV-{number:02d}", officer=officer)
        register.milestone(action, "Pilot agreed", date(2026, 11, 5))
    apart = processes.context()
    start = apart.Barrier(2)
    replicas = [apart.Process(target=_tick_away, args=(database_url, MONDAY, start)) for _ in range(2)]
    for replica in replicas:
        replica.start()
    for replica in replicas:
        replica.join(60)
    assert [replica.exitcode for replica in replicas] == [0, 0]
    lines, messages = rows(register, Line), rows(register)
    assert (len(lines), len(messages)) == (40, 20)
    assert {row.id for row in messages} == {line.outbox_id for line in lines}
    assert len(rows(register, Action)) == 20
    assert len([slot for slot in rows(register, Slot) if slot.name == "nudge 2026-W45"]) == 1
