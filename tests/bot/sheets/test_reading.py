"""A tracker read against a register: what would be added, changed, left, and what is not understood."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from bot.rules.dates import read_due
from bot.sheets.grid import Cell, Workbook
from bot.sheets.headings import Mapping
from bot.sheets.known import Imported, Known, KnownAction
from bot.sheets.opening import open_spreadsheet
from bot.sheets.proposal import ActionSaid, Change, Proposal, ProposedRow, Verb
from bot.sheets.reading import LEAVE_OUT, NEW, read_actions
from tests.bot.sheets.workbooks import INVERLATH, excel, fill, grid, tracker

HEADINGS = ["Ref", "Action", "Lead", "Due", "Progress", "RAG"]


def _knowing(*actions: KnownAction) -> Known:
    return replace(INVERLATH, actions=actions)


def _read(*rows: Sequence[str | Cell], known: Known = INVERLATH, **more: Any) -> Proposal[ActionSaid]:
    return read_actions(grid(HEADINGS, *rows), known, **more)


def _only(proposal: Proposal[ActionSaid]) -> ProposedRow[ActionSaid]:
    (row,) = proposal.rows
    return row


def _applied(proposal: Proposal[ActionSaid], known: Known) -> Known:
    """The register after a proposal, as whoever applies it would fill it: titles, and what is remembered."""
    codes = {row.source: row.target or f"NEW-{number:02d}" for number, row in enumerate(proposal.rows, 1)}
    held = {action.code: action for action in known.actions}
    held |= {codes[row.source]: KnownAction(codes[row.source], row.said.title) for row in proposal.rows}
    imported = {row.source: Imported(codes[row.source], row.saying) for row in proposal.rows}
    return replace(known, actions=tuple(held.values()), imported=imported)


def test_a_tracker_as_it_is_kept_is_read_whole() -> None:
    opened = open_spreadsheet(tracker(), "tracker.xlsx")
    assert isinstance(opened, Workbook)
    proposal = read_actions(opened, INVERLATH)
    first, second, third = (row.said for row in proposal.rows)
    assert proposal.sheets[0].heading_row == 4
    assert proposal.counts == {"add": 3, "change": 0, "leave": 0, "unsure": 0, "not_understood": 1}
    assert proposal.skipped_counts == {"section": 2, "heading": 1, "blank": 1, "total": 1, "note": 1}

    assert (first.reference, first.title, first.status) == ("1.1", "Cash First referral route", "at_risk")
    assert first.priority
    assert first.priority.known == INVERLATH.priorities[0]
    assert [(lead.person_words, lead.body and lead.body.name) for lead in first.leads] == [
        ("J. Smith", "NHS Inverlath"),
        ("", "Inverlath Council"),
    ]
    assert first.due
    assert (str(first.due.earliest), first.due.precision) == ("2027-03-01", "season")
    assert first.progress == "• Out\n• “Agreed”"

    assert second.status == "off_track"
    assert second.lead_words == first.lead_words
    assert second.due
    assert second.due.latest == date(2026, 12, 31)
    assert second.progress == "A second line of progress"
    assert second.kept == (("Cost", "5000"),)

    assert third.priority
    assert third.priority.known == INVERLATH.priorities[1]
    assert third.due
    assert (third.due.latest, third.due.precision) == (date(2027, 3, 31), "month")
    assert third.status is None
    assert ("Status", "In progress") in third.kept


def test_a_second_import_of_the_same_file_changes_nothing() -> None:
    opened = open_spreadsheet(tracker(), "tracker.xlsx")
    assert isinstance(opened, Workbook)
    known = _applied(read_actions(opened, INVERLATH), INVERLATH)
    again = read_actions(opened, known)
    assert again.changes_nothing
    assert again.counts["leave"] == 3


def test_what_partners_said_since_is_not_taken_back_by_the_same_file() -> None:
    first = _read(["1", "Walking groups", "", "", "Draft out", "R"])
    known = _applied(first, INVERLATH)
    since = KnownAction("NEW-01", "Walking groups", says={"status": "on_track", "progress": "Up and running"})
    assert _read(
        ["1", "Walking groups", "", "", "Draft out", "R"], known=replace(known, actions=(since,))
    ).changes_nothing


def test_only_what_the_file_says_differently_is_changed() -> None:
    known = _applied(_read(["1", "Walking groups", "NHSI", "May 2027", "Draft", "R"]), INVERLATH)
    row = _only(_read(["1", "Walking groups", "NHSI", "June 2027", "Draft", "R"], known=known))
    assert (row.verb, row.target) == (Verb.CHANGE, "NEW-01")
    assert [(change.field, change.after) for change in row.changes] == [("due", "Jun 2027")]


def test_a_change_says_what_was_and_what_will_be() -> None:
    due = read_due("May 2027", INVERLATH.today)
    held = KnownAction(
        "POV-03",
        "Walking groups",
        says={"status": "on_track", "lead": "NHS Inverlath", "progress": "Draft"},
        due=due,
    )
    row = _only(
        _read(["POV-03", "Walking groups", "NHSI", "31/5/2027", "Draft", "Amber"], known=_knowing(held))
    )
    assert row.changes == (Change("due", "May 2027", "Mon 31 May"), Change("status", "On track", "At risk"))


def test_what_the_register_says_already_in_its_own_words_is_left() -> None:
    held = KnownAction(
        "POV-03",
        "Walking groups",
        priority="Poverty",
        says={"status": "at_risk", "lead": "NHS Inverlath", "progress": "Draft"},
        due=read_due("Spring 2027", INVERLATH.today),
    )
    row = _only(
        _read(["pov 3", "Walking  groups", "NHSI", "spring 2027", "Draft", "A"], known=_knowing(held))
    )
    assert (row.verb, row.changes) == (Verb.LEAVE, ())


def test_an_empty_cell_clears_nothing() -> None:
    held = KnownAction(
        "POV-03", "Walking groups", says={"status": "at_risk", "lead": "IC", "progress": "Draft"}
    )
    assert _read(["POV-03", "Walking groups", "", "", "", ""], known=_knowing(held)).changes_nothing


def test_a_near_title_is_reported_and_not_merged() -> None:
    known = _knowing(KnownAction("POV-03", "Set up walking groups in Strathlea"))
    row = _only(_read(["", "Set up walking group in Strathlea", "", "", "", ""], known=known))
    assert (row.verb, row.near, row.target) == (Verb.UNSURE, ("POV-03",), None)


def test_a_person_decides_what_is_unsure() -> None:
    known = _knowing(KnownAction("POV-03", "Set up walking groups in Strathlea"))
    cells = ["", "Set up walking group in Strathlea", "", "", "", ""]
    source = _only(_read(cells, known=known)).source
    same = _only(_read(cells, known=known, decisions={source: "POV-03"}))
    assert (same.verb, same.target, same.changes[0].field) == (Verb.CHANGE, "POV-03", "title")
    assert _only(_read(cells, known=known, decisions={source: NEW})).verb is Verb.ADD
    left = _read(cells, known=known, decisions={source: LEAVE_OUT})
    assert (left.rows, left.skipped_counts) == ((), {"left out": 1})


def test_a_reference_used_for_something_else_is_not_taken_for_the_same() -> None:
    known = _knowing(KnownAction("POV-03", "Walking groups", reference="1"))
    row = _only(_read(["1", "Benefit checks in surgeries", "", "", "", ""], known=known))
    assert (row.verb, row.near) == (Verb.UNSURE, ("POV-03",))


def test_a_reference_with_nearly_the_same_words_is_the_same() -> None:
    known = _knowing(KnownAction("POV-03", "Walking groups in the north", reference="1."))
    assert (
        _only(_read(["1", "Walking groups in the north and south", "", "", "", ""], known=known)).target
        == "POV-03"
    )


def test_a_tracker_numbered_anew_moves_no_action_under_another() -> None:
    known = _applied(_read(["1", "Walking groups", "", "", "", ""]), INVERLATH)
    row = _only(_read(["1", "Benefit checks in surgeries", "", "", "", ""], known=known))
    assert (row.verb, row.target) == (Verb.ADD, None)


def test_a_title_changed_in_the_register_is_still_the_same_row() -> None:
    known = _applied(_read(["", "Walking groups", "", "", "", ""]), INVERLATH)
    known = replace(known, actions=(KnownAction("NEW-01", "Something else altogether"),))
    assert _read(["", "Walking groups", "", "", "", ""], known=known).changes_nothing


def test_a_decision_for_a_code_that_is_gone_is_asked_again() -> None:
    known = _knowing(KnownAction("POV-03", "Set up walking groups in Strathlea"))
    cells = ["", "Set up walking group in Strathlea", "", "", "", ""]
    source = _only(_read(cells, known=known)).source
    assert _only(_read(cells, known=known, decisions={source: "POV-99"})).verb is Verb.UNSURE


def test_one_code_on_two_rows_is_said() -> None:
    known = _knowing(KnownAction("POV-03", "Walking groups"))
    rows = ["POV-03", "Walking groups", "", "", "", ""], ["POV-03", "Running groups", "", "", "", ""]
    first, second = _read(*rows, known=known).rows
    assert first.target == "POV-03"
    assert (second.verb, second.near) == (Verb.UNSURE, ("POV-03",))
    assert "row 2 of Tracker" in second.problems[0]


def test_the_same_row_twice_is_two_rows_with_ids_of_their_own() -> None:
    first, second = _read(["", "Walk", "", "", "", ""], ["", "Walk", "", "", "", ""]).rows
    assert first.source != second.source


def test_one_sheet_a_priority_is_recognised_by_the_names_of_the_sheets() -> None:
    rows = [["Action", "Lead"], ["Walk", "NHSI"]]
    found = read_actions(
        excel({"Priority 1 - Poverty": rows, "Health and Wellbeing": rows, "Growing up": rows}), INVERLATH
    )
    known = [
        row.said.priority.known.name if row.said.priority and row.said.priority.known else None
        for row in found.rows
    ]
    assert known == ["Poverty", "Health & wellbeing", None]
    third = found.rows[2].said.priority
    assert third
    assert third.words == "Growing up"
    assert len({row.source for row in found.rows}) == 3


def test_a_sheet_called_by_what_it_is_names_no_priority() -> None:
    rows = [["Action", "Lead"], ["Walk", "NHSI"]]
    for name in ("Sheet1", "Action Plan", "LOIP tracker 2026-27", "Q3"):
        proposal = read_actions(excel({name: rows, "Actions": rows}), INVERLATH)
        assert all(row.said.priority is None for row in proposal.rows)


def test_a_title_above_the_table_names_its_priority() -> None:
    proposal = read_actions(grid(["Priority 1: Poverty"], ["Action", "Lead"], ["Walk", "NHSI"]), INVERLATH)
    priority = _only(proposal).said.priority
    assert priority
    assert priority.known


def test_high_and_low_are_no_priorities() -> None:
    proposal = read_actions(grid(["Action", "Priority"], ["Walk", "High"], ["Run", "Low"]), INVERLATH)
    assert [row.said.priority for row in proposal.rows] == [None, None]
    assert proposal.rows[0].said.kept == (("Priority", "High"),)


def test_sheets_without_a_table_are_named() -> None:
    proposal = read_actions(excel({"Key": [["Red", "Off track"]], "A": [HEADINGS, ["1", "Walk"]]}), INVERLATH)
    assert "No table of actions was found on: Key." in proposal.notes
    empty = read_actions(grid(["nothing here"]), INVERLATH)
    assert (empty.rows, empty.changes_nothing) == ((), True)
    assert "No row of headings was found" in empty.notes[0]


def test_only_the_colour_of_a_cell_is_a_status() -> None:
    def finish(book: Any) -> None:
        for number, colour in enumerate(("FF0000", "FFC000", "00B050", "0070C0"), 2):
            book["A"].cell(row=number, column=2).fill = fill(colour)

    rows = [["Action", "RAG"], *[[f"Action {letter}"] for letter in "abcde"]]
    proposal = read_actions(excel({"A": rows}, finish), INVERLATH)
    assert [row.said.status for row in proposal.rows] == [
        "off_track",
        "at_risk",
        "on_track",
        "complete",
        None,
    ]


def test_rows_under_a_merged_action_go_on_with_it() -> None:
    def finish(book: Any) -> None:
        book["A"].merge_cells("A2:A4")

    rows: list[list[object]] = [
        ["Action", "Milestones", "Timescale", "Lead"],
        ["Walking groups", "Leaders trained", "May 2027", "NHSI"],
        [None, "First walk", "June 2027", "IC"],
        [None, "Review", "TBC", None],
    ]
    said = _only(read_actions(excel({"A": rows}, finish), INVERLATH)).said
    assert [one.title for one in said.milestones] == ["Leaders trained", "First walk", "Review"]
    assert said.milestones[1].due.latest == date(2027, 6, 30)
    assert [lead.body and lead.body.name for lead in said.leads] == ["NHS Inverlath", "Inverlath Council"]


def test_milestones_in_one_cell_have_their_dates() -> None:
    rows = (
        ["Action", "Milestones"],
        ["Walk", "• Pilot agreed – March 2027\n• June 2027: first walk\n• Review"],
    )
    said = _only(read_actions(grid(*rows), INVERLATH)).said
    assert [(one.title, str(one.due.latest)) for one in said.milestones] == [
        ("Pilot agreed", "2027-03-31"),
        ("first walk", "2027-06-30"),
        ("Review", "None"),
    ]


def test_a_revised_date_counts_and_the_first_is_kept() -> None:
    rows = (
        ["Action", "Target date", "Revised date"],
        ["Walk", "May 2027", "July 2027"],
        ["Run", "May 2027", "n/a"],
    )
    first, second = read_actions(grid(*rows), INVERLATH).rows
    assert first.said.due
    assert first.said.due.latest == date(2027, 7, 31)
    assert first.said.kept == (("Before it was revised, due", "May 2027"),)
    assert second.said.due
    assert second.said.due.latest == date(2027, 5, 31)


def test_several_columns_of_progress_keep_their_headings() -> None:
    rows = ["Action", "Progress Q1", "Progress Q2"], ["Walk", "Drafted", "Agreed\n• twice"]
    assert (
        _only(read_actions(grid(*rows), INVERLATH)).said.progress
        == "Progress Q1: Drafted\n\nProgress Q2: Agreed\n• twice"
    )


def test_what_is_not_understood_is_said_and_kept_in_words() -> None:
    row = _only(_read(["1", "Walk", "", "when funding allows", "", "50%"]))
    assert row.said.due
    assert (row.said.due.latest, row.said.due.words) == (None, "when funding allows")
    assert row.said.kept == (("Status", "50%"),)
    assert len(row.problems) == 2


def test_hostile_cells_are_kept_as_the_words_they_are() -> None:
    words = "=cmd|' /C calc'!A0 <!channel> <@U1> *bold* &amp; " + "x" * 40_000
    row = _only(_read(["=1+1", words, "<!here>", "@SUM(A1)", words, "<script>"]))
    assert row.said.title == " ".join(words.split())
    assert row.said.progress == words
    assert row.said.lead_words == "<!here>"


def test_a_mapping_given_by_a_person_is_followed_and_remembered() -> None:
    mapping = Mapping().with_headings({"What": "title", "Bit": "barrier"})
    proposal = read_actions(grid(["What", "Bit", "Lead"], ["Walk", "No money", "IC"]), INVERLATH, mapping)
    assert _only(proposal).said.barrier == "No money"
    again = read_actions(
        grid(["What", "Bit", "Lead"], ["Walk", "No money", "IC"]), INVERLATH, proposal.mapping
    )
    assert again.rows == proposal.rows


def test_localities_and_yes_and_no_are_read() -> None:
    rows = (
        ["Action", "Locality", "Quick win", "Evidence"],
        ["Walk", "Strathlea, Nowhere", "Yes", "example.org"],
    )
    said = _only(read_actions(grid(*rows), INVERLATH)).said
    assert [(one.words, one.known is not None) for one in said.localities] == [
        ("Strathlea", True),
        ("Nowhere", False),
    ]
    assert (said.quick_win, said.evidence) == (True, "example.org")


def test_progress_is_told_while_many_rows_are_read() -> None:
    told: list[tuple[int, int]] = []
    rows = [["", f"Walk number {number}", "", "", "", ""] for number in range(600)]
    _read(*rows, tell=lambda done, total: told.append((done, total)))
    assert told == [(250, 601), (500, 601)]
