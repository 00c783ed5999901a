"""A spreadsheet comes in all at once or not at all, and again only in what the file itself has changed."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any

import pytest

from bot.rules.sheet_report import NotRead, SheetReport
from bot.services.import_sheet import Sent, import_sheet, plan_sheet
from bot.services.sheet_columns import columns_of, headings_for, put_right
from storage.engine import Database
from storage.records import (
    Action,
    ActionBody,
    ActionPriority,
    Barrier,
    Contact,
    ImportedRow,
    Meeting,
    Milestone,
    MilestoneMove,
    Priority,
    Role,
    SheetMapping,
    Update,
    id_of,
)
from storage.repositories import Register
from storage.unit_of_work import Author, reading, working
from tests.bot.sheets.workbooks import saved
from tests.builders import RegisterBuilder

NOW = datetime(2026, 11, 16, 9, 42, tzinfo=UTC)
CLERK = Author(None, by="the test", why="imported")

HEADINGS = "Ref,Priority,Action,Lead,Lead officer,Partners,Timescale,Progress,RAG,Milestones,Issues,Outcome,Cost".split(
    ","
)
CODES = iter(range(1, 10_000))


@pytest.fixture
def built(common_database: Database) -> RegisterBuilder:
    """A partnership with a priority, some bodies and one officer."""
    built = RegisterBuilder(common_database, f"sheet{next(CODES)}")
    built.priority("Poverty", "POV")
    for name in ("NHS Inverlath", "Glen College"):
        built.body(name)
    built.contact("Ailsa Reid", post="Health Improvement Manager", email=f"ailsa{built.id}@example.org")
    return built


def csv(*rows: Sequence[str], headings: Sequence[str] = HEADINGS) -> bytes:
    """A CSV file; rows are filled up to the headings."""
    filled = [(*row, *[""] * (len(headings) - len(row))) for row in (headings, *rows)]
    return "\r\n".join(",".join(f'"{cell}"' for cell in row) for row in filled).encode()


def row(**cells: str) -> tuple[str, ...]:
    """A row of a tracker by its headings, in small letters; under Poverty where it does not say."""
    said = {"priority": "Poverty", "action": "Walking groups"} | cells
    return tuple(said.get(heading.lower().replace(" ", "_"), "") for heading in HEADINGS)


def put(
    built: RegisterBuilder, content: bytes, name: str = "tracker.csv", at: datetime = NOW, **more: Any
) -> SheetReport:
    """Import it; it has to be read."""
    report = import_sheet(built.database, built.id, Sent(name, content, **more), CLERK, at)
    assert isinstance(report, SheetReport), report
    return report


def every(built: RegisterBuilder, kind: type[Any]) -> list[Any]:
    with reading(built.database) as look:
        return list(look.register(built.id).rows.all(kind))


def change(built: RegisterBuilder, kind: type[Any], row_id: int, **fields: Any) -> None:
    with working(built.database, CLERK, NOW) as work:
        found = work.register(built.id).rows.get(kind, row_id)
        for name, value in fields.items():
            setattr(found, name, value)
        work.commit()


WHOLE = row(
    ref="1.2",
    lead="NHS Inverlath",
    lead_officer="Ailsa Reid",
    partners="Glen College; Foodbank",
    timescale="Spring 2027",
    progress="Two halls found,\nand keys.",
    rag="Amber",
    milestones="Pilot agreed – March 2027",
    issues="No driver",
    outcome="More walking",
    cost="£3k",
)


def test_a_row_is_written_whole_and_in_its_own_words(built: RegisterBuilder) -> None:
    report = put(built, csv(WHOLE))
    (action,), (update,), (milestone,) = (every(built, kind) for kind in (Action, Update, Milestone))
    assert (action.code, action.title, action.paper_reference) == ("POV-01", "Walking groups", "1.2")
    assert (action.status, action.latest_update_id, action.heard_at) == ("at_risk", update.id, NOW)
    assert (action.earliest, action.latest, action.precision, action.date_words) == (
        date(2027, 3, 1), date(2027, 5, 31), "season", "Spring 2027",
    )  # fmt: skip
    assert (update.words, update.way, update.by) == ("Two halls found,\nand keys.", "import", "tracker.csv")
    assert (milestone.title, milestone.latest, milestone.date_words) == (
        "Pilot agreed",
        date(2027, 3, 31),
        "March 2027",
    )
    assert [one.words for one in every(built, Barrier)] == ["No driver"]
    assert len(every(built, ActionPriority)) == len(every(built, ActionBody)) == 1
    assert action.note == "Outcome: More walking\nPartners: Foodbank\nCost: £3k"
    assert report.unknown == {"Foodbank": 1}
    assert report.rows[0].name == "POV-01 Walking groups"
    with reading(built.database) as look:
        (made, *_) = look.register(built.id).history.of("actions", id_of(action))
    assert (made.by, made.why, made.at) == ("the test", "imported", NOW)


def test_a_dry_run_says_the_same_and_writes_nothing(built: RegisterBuilder) -> None:
    report = plan_sheet(built.database, built.id, Sent("tracker.csv", csv(WHOLE)), NOW)
    assert isinstance(report, SheetReport)
    assert (report.counts["add"], report.written, report.unowned) == (1, False, 0)
    assert not every(built, Action) + every(built, ImportedRow) + every(built, SheetMapping)


def test_the_same_file_again_changes_nothing_whatever_people_have_said_since(built: RegisterBuilder) -> None:
    put(built, csv(WHOLE))
    (action,) = every(built, Action)
    change(built, Action, id_of(action), status="off_track", title="Walking groups for all", officer_id=None)
    (milestone,) = every(built, Milestone)
    change(built, Milestone, id_of(milestone), latest=date(2027, 6, 30), date_words="June")
    report = put(built, csv(WHOLE))
    assert report.changes_nothing
    (now,) = every(built, Action)
    assert (now.status, now.title, now.officer_id) == ("off_track", "Walking groups for all", None)
    assert [one.date_words for one in every(built, Milestone)] == ["June"]
    assert len(every(built, Update)) == 1


def test_only_what_the_file_changed_is_written(built: RegisterBuilder) -> None:
    put(built, csv(WHOLE))
    (action,) = every(built, Action)
    change(built, Action, id_of(action), status="off_track", date_words="Summer 2027")
    changed = list(WHOLE)
    changed[HEADINGS.index("Progress")] = "A third hall."
    changed[HEADINGS.index("Milestones")] = "Pilot agreed – April 2027; Ten walks – May 2027".replace(
        "; ", "\n"
    )
    changed[HEADINGS.index("Partners")] = "Foodbank"
    changed[HEADINGS.index("Issues")] = "No driver yet"
    report = put(built, csv(changed))
    assert {one.field for one in report.rows[0].changes} == {"progress", "milestone", "partners", "barrier"}
    (now,) = every(built, Action)
    assert (now.status, now.date_words) == ("off_track", "Summer 2027")
    assert [one.words for one in every(built, Update)] == ["Two halls found,\nand keys.", "A third hall."]
    assert every(built, Update)[-1].status is None
    assert [(one.title, one.date_words) for one in every(built, Milestone)] == [
        ("Pilot agreed", "April 2027"),
        ("Ten walks", "May 2027"),
    ]
    assert [(one.from_words, one.to_words) for one in every(built, MilestoneMove)] == [
        ("March 2027", "April 2027")
    ]
    assert not every(built, ActionBody)
    assert [one.words for one in every(built, Barrier)] == ["No driver yet"]


def test_what_people_write_in_a_note_stays_and_the_files_own_words_give_way_to_its_new_ones(
    built: RegisterBuilder,
) -> None:
    put(built, csv(WHOLE))
    (action,) = every(built, Action)
    change(built, Action, id_of(action), note=f"{action.note}\nAsk the church about keys.")
    dearer = list(WHOLE)
    dearer[HEADINGS.index("Cost")] = "£5k"
    report = put(built, csv(dearer))
    assert [(one.before, one.after) for one in report.rows[0].changes] == [("Cost: £3k", "Cost: £5k")]
    (now,) = every(built, Action)
    assert now.note.split("\n") == [
        "Outcome: More walking",
        "Partners: Foodbank",
        "Cost: £5k",
        "Ask the church about keys.",
    ]
    built.body("Foodbank")
    put(built, csv(dearer))
    assert "Foodbank" not in every(built, Action)[0].note
    assert put(built, csv(dearer)).changes_nothing


def test_names_that_come_in_later_are_found_by_the_same_file_and_then_it_rests(
    built: RegisterBuilder,
) -> None:
    tracker = csv(
        row(lead="Foodbank", lead_officer="Rory Blair", priority="Climate", partners="Big Bus; Glen College")
    )
    first = put(built, tracker)
    assert set(first.unknown) == {"Climate", "Foodbank", "Rory Blair", "Big Bus"}
    assert [one.code for one in every(built, Action)] == ["CPP-01"], (
        "no priority is made of a name it does not have"
    )
    assert put(built, tracker).changes_nothing
    built.body("Foodbank")
    rory = built.contact("Rory Blair", post="Superintendent")
    assert put(built, tracker).counts["change"] == 1
    (action,) = every(built, Action)
    assert (action.officer_id, action.lead_words) == (rory.id, None)
    assert put(built, tracker).changes_nothing
    change(built, Action, id_of(action), officer_id=None)
    assert put(built, tracker).changes_nothing, "whoever gave it back has given it back"


def test_codes_of_the_file_are_kept_where_they_are_free_and_of_this_register(built: RegisterBuilder) -> None:
    built.action("POV-02", "There already")
    put(built, csv(row(ref="POV-07", action="Seven"), row(ref="XX-3", action="Three"), row(action="Next")))
    codes = {one.title: (one.code, one.paper_reference) for one in every(built, Action)}
    assert codes["Seven"] == ("POV-07", None)
    assert codes["Three"] == ("POV-08", "XX-03")
    assert codes["Next"] == ("POV-09", None)


def test_a_code_of_the_file_finds_its_action_and_older_news_does_not_overtake_what_stands(
    built: RegisterBuilder,
) -> None:
    heard = datetime(2026, 11, 2, 9, tzinfo=UTC)
    built.action("POV-03", "Cash First", heard=heard, words="Newer.", status="on_track")
    old = csv(
        ("POV-03", "Cash First", "Older words", "Red", "1 October 2026"),
        headings=("Ref", "Action", "Progress", "RAG", "Date of update"),
    )
    assert put(built, old).counts["change"] == 1
    (action,) = every(built, Action)
    assert (action.status, action.heard_at) == ("on_track", heard)
    said = {one.words: one for one in every(built, Update)}
    assert said["Older words"].status == "off_track"
    assert action.latest_update_id == said["Newer."].id


def test_an_unsure_row_waits_until_it_is_said_what_it_is(built: RegisterBuilder) -> None:
    built.action("POV-03", "Cash First referral route")
    tracker = csv(row(action="Cash First referral routes", progress="Begun"))
    report = put(built, tracker)
    (unsure,) = report.of("unsure")
    assert unsure.near == (("POV-03", "POV-03 Cash First referral route"),)
    assert len(every(built, Action)) == 1
    assert put(built, tracker, decisions={unsure.source: "POV-03"}).counts["change"] == 1
    assert [one.title for one in every(built, Action)] == ["Cash First referral routes"]
    assert put(built, tracker).changes_nothing


def test_a_register_without_priorities_takes_the_files(common_database: Database) -> None:
    empty = RegisterBuilder(common_database, f"sheet{next(CODES)}")
    report = put(empty, csv(row(priority="Poverty"), row(priority="Health & wellbeing", action="Walks")))
    assert [one.code for one in every(empty, Action)] == ["POV-01", "HWB-01"]
    assert [(one.name, one.position) for one in every(empty, Priority)] == [
        ("Poverty", 1),
        ("Health & wellbeing", 2),
    ]
    assert "Poverty (POV), Health & wellbeing (HWB)" in report.beside[0]
    assert put(
        empty, csv(row(priority="Poverty"), row(priority="Health & wellbeing", action="Walks"))
    ).changes_nothing


def test_a_fault_in_the_middle_leaves_nothing_behind(built: RegisterBuilder) -> None:
    def breaks(_: Register, __: SheetReport) -> None:
        raise OSError("the machine went away")

    with pytest.raises(OSError, match="went away"):
        import_sheet(built.database, built.id, Sent("tracker.csv", csv(WHOLE)), CLERK, NOW, also=breaks)
    assert not every(built, Action) + every(built, Update) + every(built, ImportedRow)


def test_how_a_column_was_read_is_remembered_once_a_person_put_it_right(built: RegisterBuilder) -> None:
    headings = ("Action", "Who has it", "Due")
    tracker = csv(("Walks", "Ailsa Reid", "2027"), headings=headings)
    put(built, tracker, headings={"Who has it": "officer"})
    (action,) = every(built, Action)
    assert action.officer_id == every(built, Contact)[0].id
    report = put(built, csv(("Talks", "Ailsa Reid", "2027"), headings=headings))
    assert [(one.field, one.how) for one in report.sheets[0].columns][1] == ("officer", "remembered")


def test_what_is_no_list_of_anything_is_one_line(built: RegisterBuilder) -> None:
    said = plan_sheet(built.database, built.id, Sent("minutes.csv", b"Minutes\r\nPresent: all"), NOW)
    assert isinstance(said, NotRead)
    assert said.line.startswith("No row of headings was found")


PEOPLE = ("Name", "Job title", "Organisation", "Email", "Phone", "Group", "Role", "Likes")


def test_people_come_in_with_their_organisation_and_seat_and_are_known_by_their_email(
    built: RegisterBuilder,
) -> None:
    board = built.board()
    iona = (
        "Iona Tait",
        "Librarian",
        "Lath Libraries",
        f"Iona{built.id}@Example.org",
        "01",
        "Board",
        "Vice Chair",
        "Tea",
    )
    report = put(built, csv(iona, headings=PEOPLE), "people.csv")
    assert report.kind == "contacts"
    (contact,) = [one for one in every(built, Contact) if one.name == "Iona Tait"]
    assert (contact.email, contact.post, contact.note) == (
        f"iona{built.id}@example.org",
        "Librarian",
        "Likes: Tea",
    )
    (role,) = every(built, Role)
    assert (role.contact_id, role.role, role.group_id, role.starts_on) == (
        contact.id,
        "deputy",
        board.id,
        NOW.date(),
    )
    change(built, Contact, id_of(contact), post="Head Librarian")
    assert put(built, csv(iona, headings=PEOPLE), "people.csv").changes_nothing
    moved = (*iona[:4], "02", *iona[5:])
    assert put(built, csv(moved, headings=PEOPLE), "people.csv").counts["change"] == 1
    (now,) = [one for one in every(built, Contact) if one.name == "Iona Tait"]
    assert (now.phone, now.post) == ("02", "Head Librarian")
    assert len(every(built, Role)) == 1


def calendar(start: str, more: str = "") -> bytes:
    return (
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VEVENT\r\nUID:1\r\n"
        f"DTSTART;TZID=Europe/London:{start}\r\nSUMMARY:Board\r\n{more}END:VEVENT\r\nEND:VCALENDAR\r\n"
    ).encode()


def test_a_meeting_comes_in_and_its_move_and_cancellation_are_counted(built: RegisterBuilder) -> None:
    board = built.board()
    put(built, calendar("20270311T140000"), "board.ics")
    (meeting,) = every(built, Meeting)
    assert (meeting.group_id, meeting.name, meeting.latest) == (board.id, None, date(2027, 3, 11))
    assert (meeting.local_time, meeting.version) == ("14:00", 1)
    assert put(built, calendar("20270311T140000"), "board.ics").changes_nothing
    put(built, calendar("20270318T140000"), "board.ics")
    put(built, calendar("20270318T140000", "STATUS:CANCELLED\r\n"), "board.ics")
    (meeting,) = every(built, Meeting)
    assert (meeting.latest, meeting.state, meeting.version) == (date(2027, 3, 18), "cancelled", 3)


def test_the_report_says_what_became_due_at_which_meeting(built: RegisterBuilder) -> None:
    built.board()
    words = "the first meeting in 2027"
    waiting: dict[str, Any] = {
        "earliest": date(2027, 1, 1),
        "latest": date(2027, 12, 31),
        "precision": "meeting",
    }
    built.add(Milestone(title="Sign-off", date_words=words, **waiting))
    report = put(built, calendar("20270311T140000"), "board.ics")
    assert report.beside == (f"Due at Board, Thu 11 Mar 2027 now: Sign-off (“{words}”).",)
    assert not put(built, calendar("20270311T140000"), "board.ics").beside
    held = put(built, calendar("20270311T140000", "STATUS:CANCELLED\r\n"), "board.ics").beside
    assert held == (f"No longer due at a meeting, as it was cancelled: Sign-off (“{words}”).",)


def test_a_sheet_may_be_left_out_and_is_offered_to_be_read_again(built: RegisterBuilder) -> None:
    table = [["Action", "Lead"], ["Larder", "Glen College"]]
    content = saved({"Plan": table, "Old plan": [table[0], ["Soup", "Glen College"]]})
    sheet = {"kind": "sheet", "heading": "The sheet Old plan"}

    def planned(**headings: str) -> SheetReport:
        report = plan_sheet(built.database, built.id, Sent("plan.xlsx", content, headings=headings), NOW)
        assert isinstance(report, SheetReport)
        return report

    (offered,) = [one for one in columns_of(planned()) if sheet.items() <= one.items()]
    said, crossed = put_right([offered], ["ignore"])
    assert (said, crossed) == ({"The sheet Old plan": "ignore"}, {})
    report = planned(**said)
    assert [row.name for row in report.rows] == ["Larder"]
    assert [one["field"] for one in columns_of(report) if sheet.items() <= one.items()] == ["ignore"]


def test_one_heading_means_what_was_said_of_it_on_each_kind_of_sheet() -> None:
    columns = [
        {"kind": kind, "heading": "Name", "field": "", "letter": "A"} for kind in ("actions", "contacts")
    ]
    said, crossed = put_right(columns, ["title", "name"])
    assert (headings_for("actions", said), headings_for("contacts", said)) == (
        {"Name": "title"},
        {"Name": "name"},
    )
    assert (headings_for("meetings", said), headings_for("meetings", {"Day": "date"})) == (
        {},
        {"Day": "date"},
    )
    assert not crossed


def test_a_new_lead_and_new_partners_of_a_known_action_are_tied_once(built: RegisterBuilder) -> None:
    put(built, csv(row(ref="1")))
    changed = row(ref="1", lead="NHS Inverlath", partners="Glen College; Foodbank")
    assert put(built, csv(changed)).counts["change"] == 1
    assert len(every(built, ActionBody)) == 1
    assert put(built, csv(changed)).changes_nothing
