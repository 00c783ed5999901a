"""A file dropped on the bot: answered at once, previewed, imported once and by whoever may, and never twice."""

from collections.abc import Iterator, Sequence
from copy import deepcopy

import pytest

from bot.practice import Message, unlimited
from bot.rehearsal import Rehearsal
from storage.records import Action, Change, Contact, Meeting, Update, id_of
from tests.bot.sheets.workbooks import saved
from tests.conftest import ENGINES
from tests.journeys.acting import NOT_ON_SLACK, Stage, labels, refused_payloads
from tests.journeys.conftest import MONDAY_MORNING, SampleTemplates, sample_copy
from tests.journeys.town import QUICK

SUPPORT, SECOND = "Catriona Muir", "Fergus Pirie"

HEADINGS = ("Ref", "Priority", "Action", "Lead", "Lead Officer", "Timescale", "Progress", "RAG", "Cost")
WIDTH = len(HEADINGS)
SKILLS = (
    "",
    "Poverty",
    "Teach cooking in three halls",
    "NHS Inverlath",
    "Ailsa Reid",
    "31/03/2027",
    "Rooms found",
    "G",
    "£3k",
)
BUSES = ("", "Poverty", "Evening buses to Lathmouth", "Bus Company", "J. Nobody", "in due course", "", "", "")


@pytest.fixture(scope="module", params=ENGINES)
def standing(
    request: pytest.FixtureRequest,
    sample_templates: SampleTemplates,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Stage]:
    """One bot whose channels need no rest. The journeys share its register: each has titles of its own."""
    with (
        sample_copy(request.param, sample_templates, tmp_path_factory.mktemp("one")) as url,
        Rehearsal.begin(
            url, "inv", MONDAY_MORNING, NOT_ON_SLACK, pace=unlimited(), timing=QUICK
        ) as rehearsal,
    ):
        rehearsal.slack.ack_seconds = 10
        yield Stage(rehearsal)
        refused = refused_payloads(rehearsal.slack)
    assert not refused


def of(title: str, *cells: str) -> tuple[str, ...]:
    """A row under Poverty with this title, and the cells after it."""
    row = ("", "Poverty", title, *cells)
    return (*row, *[""] * (WIDTH - len(row)))


def tracker(*rows: Sequence[str]) -> bytes:
    """A tracker as a CSV file; each row as long as its headings."""
    lines = [",".join(f'"{cell}"' for cell in row) for row in (HEADINGS, *rows)]
    return "\r\n".join(lines).encode("cp1252")


def drops(stage: Stage, name: str, file: str, content: bytes = b"PK", text: str = "") -> list[Message]:
    """Somebody drops a file on the bot; what it answers."""
    person = stage.person(name)
    before = len(stage.team.dm(person))
    stage.team.upload(person, None, file, content, text)
    stage.rehearsal.settle()
    return list(stage.team.dm(person)[before + 1 :])


def told(stage: Stage, name: str, file: str, content: bytes = b"PK", text: str = "") -> list[str]:
    """The same, as it is read."""
    return [message.readable for message in drops(stage, name, file, content, text)]


def previewed(stage: Stage, content: bytes, file: str = "tracker.csv") -> Message:
    """The preview of what the support officer drops."""
    return drops(stage, SUPPORT, file, content)[1]


def as_it_stands(stage: Stage, message: Message) -> Message:
    """A message as it reads by now."""
    return next(each for each in stage.team.dm(stage.person(SUPPORT)) if each.ts == message.ts)


def imports(stage: Stage, preview: Message) -> str:
    """Import is pressed; what the message says then."""
    stage.taps(SUPPORT, preview, "Import")
    return as_it_stands(stage, preview).readable


def titled(stage: Stage, title: str) -> list[Action]:
    actions: list[Action] = list(stage.look(lambda register: register.rows.all(Action)))
    return [action for action in actions if action.title == title]


def in_thread(stage: Stage, message: Message) -> Iterator[str]:
    """The text of the files below a message."""
    uploads = stage.team.workspace.uploads
    for each in stage.team.thread(message)[1:]:
        yield from ((uploads[file].content or b"").decode() for file in each.files)


# -- what was there before


def test_a_partner_is_told_who_imports_registers_and_that_words_are_enough(standing: Stage) -> None:
    (said,) = told(standing, "Ailsa Reid", "register.csv")
    assert "send it to the Community Planning Manager, Inverlath Council" in said
    (said,) = told(standing, "Ailsa Reid", "minutes.pdf")
    assert "What counts is your words" in said


def test_words_beside_a_file_are_recorded_and_answered_in_the_same_message(standing: Stage) -> None:
    (said,) = told(standing, "Ailsa Reid", "leaflet.pdf", text="POV-03 the leaflet is attached")
    assert standing.said("POV-03").words == "the leaflet is attached"
    assert "✅ Saved · POV-03" in said
    assert 'I have not opened or kept "leaflet.pdf".' in said


def test_a_question_beside_a_file_is_answered_too(standing: Stage) -> None:
    (said,) = told(standing, "Moira Galbraith", "map.png", text="show HWB-05")
    assert "HWB-05" in said
    assert '"map.png"' in said


def test_a_stranger_with_a_file_is_told_who_runs_the_register(standing: Stage) -> None:
    standing.team.add_person("UFILE", "Una File", email="file@elsewhere.example.org")
    (said,) = told(standing, "Una File", "register.xlsx")
    assert "I don't have you among its contacts yet" in said


# -- bad files


def test_a_bad_file_is_one_clear_line_and_changes_nothing(standing: Stage) -> None:
    first, said = told(standing, SUPPORT, "register.xlsx", b"PK")
    assert 'I\'m reading "register.xlsx"' in first
    assert said.startswith('"register.xlsx": ')
    assert "Nothing was changed." in said
    _, said = told(standing, SUPPORT, "minutes.csv", b"Minutes of the Board\r\nPresent: all\r\n")
    assert "No row of headings was found" in said


def test_a_file_slack_no_longer_has_is_asked_for_again(standing: Stage) -> None:
    standing.slack.fail("files.info", "error:file_deleted")
    _, said = told(standing, SUPPORT, "tracker.csv", tracker(SKILLS))
    assert "it is no longer in Slack. Please drop it here again." in said


# -- preview and import


def test_a_tracker_is_previewed_imported_once_and_then_changes_nothing(standing: Stage) -> None:
    preview = previewed(standing, tracker(SKILLS, BUSES))
    assert "2 actions read. 2 would be added." in preview.readable
    assert "Nothing has been written yet." in preview.readable
    assert "Lead Officer → lead officer" in preview.readable
    assert "Bus Company (1)" in preview.readable
    assert labels(preview) == ["Import", "Put a column right", "Cancel"]
    assert not titled(standing, SKILLS[2])

    said = imports(standing, preview)
    assert "imported: 2 added" in said
    assert "Catriona Muir, Community Planning Manager, Inverlath Council · Mon 2 Nov" in said
    assert "1 action has nobody yet" in said
    (skills,) = titled(standing, SKILLS[2])
    assert (skills.code[:4], skills.status, skills.date_words) == ("POV-", "on_track", "31/03/2027")
    assert skills.officer_id == standing.contact("Ailsa Reid").id
    updates: list[Update] = standing.look(lambda register: register.updates.latest(id_of(skills)))
    assert [(each.words, each.way, each.by) for each in updates] == [("Rooms found", "import", "tracker.csv")]
    changes: list[Change] = standing.look(lambda register: register.history.of("actions", id_of(skills)))
    assert changes[0].contact_id == standing.contact(SUPPORT).id
    assert changes[0].why == "imported from tracker.csv"

    standing.types("Ailsa Reid", f"update {skills.code} amber the hall is flooded")
    (again,) = drops(standing, SUPPORT, "tracker.csv", tracker(SKILLS, BUSES))[1:]
    assert "the register already says all of this" in again.readable
    assert not labels(again)
    assert standing.action(skills.code).status == "at_risk"


def test_what_the_file_changed_is_shown_and_is_all_that_is_written(standing: Stage) -> None:
    lead = ("NHS Inverlath", "Ailsa Reid")
    imports(standing, previewed(standing, tracker(of("Warm hubs", *lead, "31/03/2027", "Two open", "G"))))
    (action,) = titled(standing, "Warm hubs")
    standing.types("Ailsa Reid", f"update {action.code} amber the hall is flooded")
    preview = previewed(standing, tracker(of("Warm hubs", *lead, "30/06/2027", "Two open", "G")))
    assert f"{action.code} Warm hubs: due: 31/03/2027 -> Wed 30 Jun" in preview.readable
    assert "1 changed" in imports(standing, preview)
    now = standing.action(action.code)
    assert (now.status, now.date_words) == ("at_risk", "30/06/2027")


def test_pressing_twice_imports_once_and_others_are_told_whose_it_is(standing: Stage) -> None:
    preview = previewed(standing, tracker(of("Toy library")))
    before = deepcopy(preview)
    for _ in range(2):
        standing.team.press(standing.person(SUPPORT), preview, "sheet_import:go")
    standing.rehearsal.settle()
    assert len(titled(standing, "Toy library")) == 1
    assert "imported: 1 added" in as_it_stands(standing, preview).readable
    standing.taps("Ailsa Reid", before, "Import")
    assert (
        "Importing a file is for the Community Planning Manager" in standing.last_seen("Ailsa Reid").readable
    )


def test_of_two_support_officers_the_second_is_told_who_was_first_and_nothing_comes_in_twice(
    standing: Stage,
) -> None:
    preview = previewed(standing, tracker(of("Chess for beginners")))
    held = deepcopy(preview)
    imports(standing, preview)
    for label in ("Import", "Cancel"):
        standing.taps(SECOND, held, label)
        said = standing.last_seen(SECOND).readable
        assert "Community Planning Manager, Inverlath Council has pressed already" in said
    assert len(titled(standing, "Chess for beginners")) == 1
    assert "imported: 1 added" in as_it_stands(standing, preview).readable


def test_a_column_is_put_right_in_slack_and_read_so_the_next_time(standing: Stage) -> None:
    odd = ("Action", "Lead", "Checked with", "Spend to date", "RAG")

    def sheet(title: str) -> bytes:
        rows = (odd, (title, "NHS Inverlath", "Ailsa Reid", "31/03/2027", "G"))
        return "\r\n".join(",".join(row) for row in rows).encode()

    preview = previewed(standing, sheet("Seed swaps"))
    standing.taps(SUPPORT, preview, "Put a column right")
    form = standing.form(SUPPORT)
    assert form.readable.index("Checked with") < form.readable.index("A: Action")
    blocks = {
        block["label"]["text"].partition(": ")[2]: block["block_id"]
        for block in form.blocks
        if "label" in block
    }
    checked, spend = blocks["Checked with"], blocks["Spend to date"]
    answer = standing.submits(SUPPORT, **{checked: "officer", spend: "title"})
    assert answer.errors == {
        blocks["Action"]: "“Spend to date” is the action already. Which of the two is it?"
    }
    standing.submits(SUPPORT, **{checked: "officer", spend: "due"})
    preview = as_it_stands(standing, preview)
    assert "Checked with → lead officer" in preview.readable
    assert "1 added" in imports(standing, preview)
    (swaps,) = titled(standing, "Seed swaps")
    assert (swaps.officer_id, swaps.date_words) == (standing.contact("Ailsa Reid").id, "31/03/2027")
    assert "Checked with → lead officer" in previewed(standing, sheet("Repair café")).readable


def test_a_table_with_no_heading_i_know_is_read_once_somebody_says_what_its_columns_are(
    standing: Stage,
) -> None:
    rows = (("Bee", "Cee", "Dee"), ("Paint the bandstand", "Glen College", "01/05/2027"))
    content = "\r\n".join(",".join(row) for row in rows).encode()
    said = previewed(standing, content)
    standing.taps(SUPPORT, said, "Say what the columns are")
    standing.submits(SUPPORT, **{"column:0": "title", "column:1": "lead", "column:2": "due"})
    said = as_it_stands(standing, said)
    assert "1 action read. 1 would be added." in said.readable
    assert "1 added" in imports(standing, said)
    assert titled(standing, "Paint the bandstand")[0].date_words == "01/05/2027"


def test_a_workbook_of_actions_people_and_meetings_comes_in_at_once_each_as_what_it_is(
    standing: Stage,
) -> None:
    book = saved(
        {
            "Instructions": [("How to use this workbook",), ("Fill in one row for each action.",)],
            "Actions": [("Action", "Lead officer", "Due"), ("Swap shop", "Iain Calder", "May 2027")],
            "Contacts": [
                ("Name", "Job title", "Organisation", "Email"),
                ("Iain Calder", "Reuse Manager", "Lath Reuse", "iain@reuse.example.org"),
            ],
            "Dates 2027": [
                ("CPP Board meetings 2027",),
                ("Date", "Time", "Venue", "Papers due"),
                ("10/06/2027", "2pm", "Town Hall", "27/05/2027"),
            ],
        }
    )
    preview = previewed(standing, book, "everything.xlsx")
    assert "1 action, 1 person and 1 meeting read." in preview.readable
    assert 'Actions (on "Actions"): 1 would be added' in preview.readable
    assert "CPP Board, Thu 10 Jun 2027, 14:00" in preview.readable
    assert "Iain Calder (1)" not in preview.readable, "who comes in with the file is known to it"
    assert "actions: 1 added; people: 1 added; meetings: 1 added" in imports(standing, preview)
    (swap,) = titled(standing, "Swap shop")
    assert swap.officer_id == standing.contact("Iain Calder").id
    meetings: list[Meeting] = standing.look(lambda register: register.rows.all(Meeting))
    (june,) = [one for one in meetings if one.latest and one.latest.isoformat() == "2027-06-10"]
    assert (june.local_time, june.place, str(june.papers_due)) == ("14:00", "Town Hall", "2027-05-27")
    assert "already says all of this" in previewed(standing, book, "everything.xlsx").readable


def test_cancel_leaves_the_register_alone_says_who_and_cannot_be_undone_by_an_old_button(
    standing: Stage,
) -> None:
    preview = previewed(standing, tracker(of("Never to be")))
    before = deepcopy(preview)
    standing.taps(SUPPORT, preview, "Cancel")
    said = as_it_stands(standing, preview).readable
    assert 'Nothing was imported from "tracker.csv"' in said
    assert "Catriona Muir" in said
    standing.taps(SUPPORT, before, "Import")
    assert not titled(standing, "Never to be")


def test_an_unsure_row_is_left_out_unless_it_is_said_what_it_is(standing: Stage) -> None:
    code, title = "POV-03", standing.action("POV-03").title
    near = of(f"{title}s", "", "", "", "", "R")
    preview = previewed(standing, tracker(near, of("Something else altogether")))
    assert "1 left out, being unsure" in preview.readable
    assert f"Same as {code}" in labels(preview)
    standing.taps(SUPPORT, preview, f"Same as {code}")
    preview = as_it_stands(standing, preview)
    assert "1 would be added, 1 would be changed" in preview.readable
    assert "1 changed" in imports(standing, preview)
    assert standing.action(code).status == "off_track"
    assert standing.action(code).title == f"{title}s"


def test_a_file_that_changed_since_is_not_imported(standing: Stage) -> None:
    preview = previewed(standing, tracker(of("Here today")))
    upload = max(standing.team.workspace.uploads.values(), key=lambda each: each.id)
    upload.content = tracker(of("Gone tomorrow"))
    upload.length = len(upload.content)
    assert "has changed since I showed it" in imports(standing, preview)
    assert not titled(standing, "Gone tomorrow")


def test_hostile_cells_wake_nobody_and_break_nothing(standing: Stage) -> None:
    hostile = (
        "",
        "<!channel>",
        "<!everyone> & <https://x.example|here>",
        "<@U1>",
        "*_~`",
        "=1+1",
        "<!here>",
        "?",
        "&lt;",
    )
    preview = previewed(standing, tracker(hostile, SKILLS), "<!channel> tracker.csv")
    assert "<!everyone>" not in str(preview.blocks)
    shown = [block for block in preview.blocks if block["type"] != "actions"]
    assert "<!channel>" not in str(shown) + preview.text
    assert "&lt;!everyone&gt;" in str(preview.blocks)


def test_a_long_tracker_is_shown_in_part_with_the_whole_report_below(standing: Stage) -> None:
    rows = [of(f"Something quite new, number {number} of many") for number in range(40)]
    preview = previewed(standing, tracker(*rows))
    assert "40 would be added" in preview.readable
    assert "+35 more" in preview.readable
    (report,) = in_thread(standing, preview)
    assert report.count("would be added: Something quite new") == 40


def test_people_and_meetings_come_in_by_file_too(standing: Stage) -> None:
    people = saved(
        {
            "People": [
                ("Name", "Job title", "Organisation", "Email", "Group", "Role"),
                (
                    "Iona Tait",
                    "Librarian",
                    "Lath Libraries",
                    "iona@libraries.example.org",
                    "CPP Board",
                    "Member",
                ),
            ]
        }
    )
    preview = previewed(standing, people, "people.xlsx")
    assert "1 person read. 1 would be added." in preview.readable
    assert (
        "Organisations the register does not have come in with their people: Lath Libraries"
        in preview.readable
    )
    assert "imported: 1 added" in imports(standing, preview)
    contacts: list[Contact] = standing.look(lambda register: register.rows.all(Contact))
    assert [one.post for one in contacts if one.email == "iona@libraries.example.org"] == ["Librarian"]
    calendar = (
        b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTART;TZID=Europe/London:20270311T140000\r\n"
        b"SUMMARY:CPP Board\r\nLOCATION:Town Hall\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    )
    preview = previewed(standing, calendar, "board.ics")
    assert "CPP Board, Thu 11 Mar 2027, 14:00" in preview.readable
    assert "imported: 1 added" in imports(standing, preview)
    meetings: list[Meeting] = standing.look(lambda register: register.rows.all(Meeting))
    assert (meetings[-1].local_time, meetings[-1].place, meetings[-1].precision) == (
        "14:00",
        "Town Hall",
        "day",
    )
