"""Trackers as they are really kept: badly. Each is read as whoever keeps it would expect, or what was not is said."""

from dataclasses import replace
from datetime import date
from typing import Any

from openpyxl.comments import Comment
from openpyxl.formatting.rule import CellIsRule, FormulaRule

from bot.sheets.headings import KEPT, LEFT_OUT, Mapping, heading_of_sheet
from bot.sheets.known import Imported, Known, KnownAction
from bot.sheets.meeting_lists import read_meetings, time_of
from bot.sheets.proposal import ActionSaid, Proposal, Verb
from bot.sheets.reading import read_actions
from bot.sheets.sorting import parts_of
from tests.bot.sheets.workbooks import INVERLATH, Values, excel, fill, grid


def tracker(*rows: Values, known: Known = INVERLATH, finish: Any = None) -> Proposal[ActionSaid]:
    return read_actions(excel({"Tracker": rows}, finish), known)


def statuses(proposal: Proposal[ActionSaid]) -> list[str | None]:
    return [row.said.status for row in proposal.rows]


def test_letters_in_any_spacing_are_statuses_of_the_latest_quarter() -> None:
    found = tracker(
        ["Action", "Lead", "RAG Q1 25/26", "RAG Q2 25/26", "Timescale"],
        ["School breakfasts", "IC", "R ", " a", "Q2 25/26"],
        ["Bus passes", "IC", "", "N/S", "FY25/26"],
    )
    assert statuses(found) == ["at_risk", "not_started"]
    assert found.rows[0].said.kept == (("RAG Q1 25/26", "R"),)
    assert [str(row.said.due and row.said.due.latest) for row in found.rows] == ["2025-09-30", "2026-03-31"]
    assert {one.how for one in found.sheets[0].columns if one.field == "notes"} == {"spare"}


def test_a_month_with_two_figures_is_asked_about_and_not_guessed() -> None:
    found = tracker(["Action", "Due"], ["Larder", "by March 26"], ["Walks", "Dec-26"])
    assert found.rows[0].problems == (
        "“by March 26” may be a day or a year; write it as Dec 2026; kept as words, no date set",
    )
    due = found.rows[1].said.due
    assert due
    assert due.latest == date(2026, 12, 31)


def test_a_status_beside_a_rag_counts_where_it_says_more_than_green() -> None:
    found = tracker(
        ["Action", "Status", "RAG"],
        ["Walking groups", "In progress", "Amber"],
        ["Cooking", "Complete", "Green"],
        ["Books", "Complete", ""],
        ["Trees", "Not started", "Green"],
        ["Vans", "Complete", "Red"],
    )
    assert statuses(found) == ["at_risk", "complete", "complete", "not_started", "off_track"]
    assert [bool(row.problems) for row in found.rows] == [False, False, False, False, True]


def test_what_the_colours_were_taken_for_is_said_and_one_that_is_no_status_too() -> None:
    def finish(book: Any) -> None:
        for row, colour in enumerate(("00B050", "FFC000", "7030A0"), 2):
            book["Tracker"].cell(row=row, column=2).fill = fill(colour)

    found = tracker(["Action", "RAG"], ["One thing"], ["Another thing"], ["A third thing"], finish=finish)
    assert statuses(found) == ["on_track", "at_risk", None]
    assert found.rows[2].problems == ("a purple cell is no status of the key",)
    assert any(
        note == "2 statuses were read from the colour of the cell alone: green as On track, amber as At risk."
        for note in found.notes
    )


def test_colours_that_are_computed_from_a_number_or_a_word_are_read() -> None:
    def finish(book: Any) -> None:
        sheet = book["Tracker"]
        for mark, colour in (("3", "00B050"), ("2", "FFC000"), ("1", "FF0000")):
            rule = CellIsRule(operator="equal", formula=[mark], fill=fill(colour))  # type: ignore[no-untyped-call]
            sheet.conditional_formatting.add("C2:C20", rule)
        late = FormulaRule(formula=['$B2="Late"'], fill=fill("FF0000"))  # type: ignore[no-untyped-call]
        sheet.conditional_formatting.add("A2:C20", late)

    found = tracker(
        ["Action", "Where it is", "RAG status"],
        ["Open the hub", "", 3],
        ["Train the trainers", "", 2],
        ["Buy a van", "", 1],
        ["Find a hall", "Late", "?"],
        ["Print leaflets", "", "60%"],
        finish=finish,
    )
    assert statuses(found) == ["on_track", "at_risk", "off_track", "off_track", None]


def test_comments_are_kept_and_hidden_columns_are_named() -> None:
    def finish(book: Any) -> None:
        book["Tracker"]["B2"].comment = Comment("Waiting on the <lease> & keys", "Somebody")
        book["Tracker"].column_dimensions["C"].hidden = True

    found = tracker(["Action", "Update", "Internal score"], ["Cash first", "Going", 7], finish=finish)
    assert found.rows[0].said.kept == (
        ("Internal score", "7"),
        ("Comment on Update", "Waiting on the <lease> & keys"),
    )
    assert any(note.startswith("Hidden columns were read like any other: C.") for note in found.notes)


def test_a_priority_named_once_is_that_of_the_rows_below_it() -> None:
    headings = ["Priority", "Action", "Lead"]
    block: list[Values] = [
        ["Poverty", "Larder", "IC"],
        [None, "Cash first", "IC"],
        ["Health & wellbeing", "Walks", "IC"],
    ]
    found = tracker(headings, *block, [None, "Swims", "IC"])
    names = [
        row.said.priority.known.name for row in found.rows if row.said.priority and row.said.priority.known
    ]
    assert names == ["Poverty", "Poverty", "Health & wellbeing", "Health & wellbeing"]
    every = tracker(
        headings, ["Poverty", "Larder", "IC"], ["Poverty", "Cash first", "IC"], [None, "Swims", "IC"]
    )
    assert every.rows[2].said.priority is None, "who names it in every row leaves it out on purpose"


def test_a_column_a_month_is_progress_and_a_column_a_quarter_of_letters_is_the_status() -> None:
    months = tracker(["Action", "Lead", "Apr 2026", "May 2026"], ["Larder", "IC", "Begun", "Keys"])
    assert months.rows[0].said.progress == "Apr 2026: Begun\n\nMay 2026: Keys"
    quarters = tracker(
        ["Action", "Lead", "Q1", "Q2", "Q3"], ["Larder", "IC", "R", "A", None], ["Walks", "IC", "G", "G"]
    )
    assert statuses(quarters) == ["at_risk", "on_track"]
    assert quarters.rows[0].said.kept == (("Q1", "R"),)
    for q1, q2 in (("Q1", "Q2"), ("RAG Q1", "RAG Q2")):
        begun = tracker(["Action", "Lead", q1, q2], ["Larder", "IC", "R", "A"], ["Walks", "IC", "G", None])
        assert statuses(begun) == ["at_risk", "on_track"], (
            "a quarter nobody has filled in hides none before it"
        )


def test_the_same_action_on_two_sheets_is_one_and_where_they_differ_is_said() -> None:
    book = excel(
        {
            "All actions": [
                ["Theme", "Action", "Lead", "Status"],
                ["Poverty", "Open a larder", "IC", "Green"],
            ],
            "Poverty": [["Action", "Status", "Progress"], ["Open a larder", "Amber", "Keys lost"]],
            "Health & wellbeing": [["Action", "Status"], ["Open a larder", "Red"]],
            "Completed": [["Action", "Lead"], ["Street pantry", "IC"]],
        }
    )
    found = read_actions(book, INVERLATH)
    larder, of_health, pantry = found.rows
    assert (larder.said.status, larder.said.progress) == ("on_track", "Keys lost")
    assert larder.said.kept == (("Status on Poverty, row 2", "At risk"),)
    assert larder.problems == ("Poverty, row 2 has another status; this row counts",)
    assert of_health.said.status == "off_track", "another priority's action of that name is another"
    assert pantry.said.priority is None, "Completed is no priority"
    assert [(one.sheet, one.why) for one in found.skipped] == [("Poverty", "the same as All actions, row 2")]


def test_an_action_renamed_since_the_last_import_is_asked_about_and_one_left_out_is_named() -> None:
    titles = (
        "Set up a community larder",
        "Walking groups in parks",
        "Cash first referrals",
        "Benefit checks",
    )
    known = replace(
        INVERLATH,
        actions=tuple(KnownAction(f"POV-{number:02}", title) for number, title in enumerate(titles, 1)),
        imported={
            title: Imported(f"POV-{number:02}", {"title": title}) for number, title in enumerate(titles, 1)
        },
    )
    rows = [["Community larder and pantry set up"], [titles[1]], [titles[2]]]
    found = tracker(["Action", "Lead"], *rows, known=known)
    assert (found.rows[0].verb, found.rows[0].near) == (Verb.UNSURE, ("POV-01",))
    assert found.notes[-1].startswith(
        "In an earlier import and no longer in the file, so left as they are: POV-01"
    )
    assert "POV-04 Benefit checks" in found.notes[-1]
    other = tracker(["Action", "Lead"], ["Community larder and pantry set up"], known=known)
    assert other.rows[0].verb is Verb.ADD, "another tracker is not taken for this one"


def test_each_sheet_is_read_as_what_it_is() -> None:
    book = excel(
        {
            "Instructions": [["How to complete this"], ["Column", "What to put"], ["Action", "As agreed"]],
            "Plan": [
                ["Ref", "Action", "Lead officer", "Email"],
                ["1", "Larder", "Ailsa Reid", "a@example.org"],
            ],
            "Who": [
                ["Name", "Title", "Organisation", "Email"],
                ["Iona Tait", "Librarian", "IC", "i@example.org"],
            ],
            "Board dates": [["Date", "Time", "Venue"], ["3/12/2026", "10am", "Town Hall"]],
            "Risks": [["Risk", "Likelihood", "Impact", "Owner"], ["No money", 4, 5, "IC"]],
            "Measures": [["Measure", "Baseline", "Target", "Lead"], ["Child poverty", "24%", "18%", "IC"]],
            "Risk log": [
                ["Ref", "Risk description", "Likelihood", "Impact", "Mitigating action", "Owner"],
                ["R1", "No money", 4, 5, "Ask for more", "IC"],
            ],
            "Decisions": [
                ["Ref", "Decision", "Meeting", "Date", "Owner", "Status"],
                ["D1", "Approve the plan", "Board", "3/12/2026", "IC", "Done"],
            ],
        }
    )
    parts = parts_of(book, {})
    told = {kind: [sheet.name for sheet in part.sheets if sheet.rows] for kind, part in parts.items()}
    assert told["contacts"] == ["Who"]
    assert told["meetings"] == ["Board dates"]
    assert told["actions"] == ["Instructions", "Plan"]
    assert (
        "Risks, Measures, Risk log, Decisions: a register of risks, measures or decisions, so not read."
    ) in parts["actions"].notes


def test_meetings_are_named_by_what_stands_above_them_and_dated_by_no_guess() -> None:
    found = read_meetings(
        grid(
            ["Board meetings 2027"],
            ["Date", "Time", "Papers due", "Notes"],
            ["11/03/2027", "2.30pm – 4pm", "25/02/2027", "Budget"],
            ["10/06/2027", "", "two weeks before", ""],
            ["Autumn 2027", "", "", ""],
            name="Sheet1",
        ),
        INVERLATH,
    )
    march, june = (row.said for row in found.rows)
    assert (march.name, march.day, march.time, march.papers_due) == (
        "Board", date(2027, 3, 11), "14:30", date(2027, 2, 25),
    )  # fmt: skip
    assert (march.group and march.group.id, march.note) == (2, "Notes: Budget")
    assert (june.papers_due, june.note) == (None, "Papers due: two weeks before")
    assert found.rows[1].problems == ("“two weeks before” is not a day; kept as words",)
    assert [(one.why, one.words) for one in found.skipped] == [("no day", "Autumn 2027")]


def test_a_time_is_read_as_people_write_it() -> None:
    said = ("10am", "2.30pm – 4pm", "14:00", "12 noon", "Room 4", "9:15 for 9:30", "12am")
    assert [time_of(one) for one in said] == ["10:00", "14:30", "14:00", "12:00", None, "09:15", "00:00"]


def test_a_row_without_a_name_but_with_a_number_or_status_of_its_own_is_named_and_left_out() -> None:
    found = tracker(
        ["Ref", "Action", "Lead", "Progress", "RAG"],
        ["1", "Larder", "IC", "Open", "G"],
        ["", "", "", "and stocked", ""],
        ["2", "", "IC", "Two halls found", "R"],
        ["", "", "", "and keys", ""],
        ["3", "Walking groups", "IC", "", "A"],
    )
    assert [row.said.progress for row in found.rows] == ["Open\nand stocked", None]
    assert [(one.row, one.why) for one in found.skipped] == [(4, "no action named"), (5, "note")]


def test_what_a_person_said_of_a_sheet_counts_whatever_it_looks_like() -> None:
    book = excel(
        {
            "Plan": [["Action", "Lead"], ["Larder", "IC"]],
            "Old plan": [["Action", "Lead"], ["Soup", "IC"]],
            "Risks": [["Risk", "Likelihood", "Mitigating action", "Owner"], ["No money", 4, "Ask", "IC"]],
        }
    )
    said = Mapping().with_headings({heading_of_sheet("Old plan"): LEFT_OUT, heading_of_sheet("Risks"): KEPT})
    (actions,) = parts_of(book, {"actions": said}).values()
    assert [sheet.name for sheet in actions.sheets if sheet.rows] == ["Plan", "Risks"]
    assert actions.notes == ("Left out, as was said: Old plan.",)
