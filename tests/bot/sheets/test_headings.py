"""Headings in any wording, and the row they stand in."""

import json

import pytest

from bot.sheets.grid import Cell
from bot.sheets.headings import KEPT, LEFT_OUT, Mapping, Table, find_table, folded_heading
from bot.sheets.vocabulary import ACTIONS, CONTACTS
from tests.bot.sheets.workbooks import grid

NONE = Mapping()


def _table(*rows: list[str | Cell], mapping: Mapping = NONE) -> Table:
    found = find_table(grid(*rows).sheets[0], ACTIONS, mapping)
    assert found
    return found


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("Ref No.", "reference"),
        ("#", "reference"),
        ("Lead", "lead"),
        ("Lead Officer/Agency", "lead"),
        ("Lead Agency & Partners", "lead"),
        ("Owner", "lead"),
        ("Who's responsible?", "lead"),
        ("Lead Officer", "officer"),
        ("Name of lead officer", "officer"),
        ("Timescale(s)", "due"),
        ("TARGET DATE", "due"),
        ("Target Date for Completion", "due"),
        ("By when?", "due"),
        ("Revised timescale", "revised_due"),
        ("Progress to date\n(June 2025)", "progress"),
        ("Q2 Update", "progress"),
        ("Comments/Update", "progress"),
        ("Progess", "progress"),
        ("Status update", "progress"),
        ("RAG", "status"),
        ("BRAG (Q1)", "status"),
        ("RAG rating - current", "status"),
        ("Intended Outcomes", "outcome"),
        ("Theme", "priority"),
        ("LOIP Priority", "priority"),
        ("Key milestones", "milestone"),
        ("Barriers / Issues", "barrier"),
        ("Supporting evidence", "evidence"),
        ("Partners involved", "partners"),
        ("Locality", "locality"),
        ("Date of last update", "said_on"),
        ("Cost", KEPT),
        ("Board date", KEPT),
    ],
)
def test_a_heading_is_understood_in_any_wording(heading: str, field: str) -> None:
    # A name for the rows and one more make it a table whatever the third is.
    table = _table(["Action", "Evidence", heading], ["Walk", "x", "y"])
    column = table.columns[2]
    if field == "evidence":
        assert column.field == "evidence"
    else:
        assert (column.heading, column.field) == (heading, field)


def test_the_headings_stand_below_titles_and_the_row_with_most_of_them_counts() -> None:
    table = _table(
        ["Inverlath CPP"],
        ["Lead: Council", "Status: draft"],
        [],
        ["No.", "Action", "Lead", "Due", "RAG"],
        ["1", "Action on lead", "Lead", "May", "R"],
    )
    assert table.heading_row == 3
    assert table.fields == {"reference", "title", "lead", "due", "status"}


def test_a_sheet_without_headings_is_no_table() -> None:
    assert find_table(grid(["Red", "Off track"], ["Green", "On track"]).sheets[0], ACTIONS, NONE) is None
    assert find_table(grid().sheets[0], ACTIONS, NONE) is None


def test_where_nothing_is_called_action_the_description_takes_its_place() -> None:
    assert _table(["Description", "Lead"], ["Walk", "NHS"]).columns[0].field == "title"


def test_one_column_a_field_and_the_second_is_kept_as_notes() -> None:
    table = _table(["Action", "Timescale", "Deadline"], ["Walk", "May", "June"])
    assert [column.field for column in table.columns] == ["title", "due", KEPT]


def test_of_several_statuses_the_last_that_says_anything_counts() -> None:
    table = _table(
        ["Action", "RAG (Q1)", "RAG (Q2)", "RAG (Q3)"], ["Walk", "R", "A", ""], ["Run", "R", "G", ""]
    )
    assert [column.field for column in table.columns] == ["title", KEPT, "status", KEPT]


def test_what_stands_in_a_column_without_a_heading_is_kept() -> None:
    table = _table(["Action", "Lead", ""], ["Walk", "IC", "a remark"], ["Run", "IC", "", ""])
    assert [(column.number, column.field) for column in table.columns] == [
        (0, "title"),
        (1, "lead"),
        (2, KEPT),
    ]


def test_of_headings_in_two_rows_the_lower_one_counts() -> None:
    merged = Cell("Timescale"), Cell("Timescale", spread=True), Cell("Action"), Cell("Action", spread=True)
    table = _table([merged[2], merged[0], merged[1]], [merged[3], "Start", "End"], ["Walk", "May", "June"])
    assert table.heading_row == 1
    assert table.fields == {"title", "start", "due"}


def test_several_columns_of_progress_are_all_progress() -> None:
    table = _table(["Action", "Progress Q1", "Progress Q2"], ["Walk", "a", "b"])
    assert len(table.of("progress")) == 2


def test_a_mapping_is_remembered_as_json_and_overrides_the_wording() -> None:
    mapping = NONE.with_headings({"Who’s on it?": "officer", "Lead": "partners", "RAG": LEFT_OUT})
    again = Mapping.from_json(json.loads(json.dumps(mapping.to_json())))
    assert again == mapping
    table = _table(["Action", "who's ON it", "Lead", "RAG"], ["Walk", "Ailsa", "NHS", "R"], mapping=again)
    assert [(column.field, column.how) for column in table.columns[2:]] == [
        ("partners", "remembered"),
        (LEFT_OUT, "remembered"),
    ]


def test_what_only_stood_in_for_something_is_not_remembered() -> None:
    assert _table(["Description", "Lead", "Cost", "Lead"], ["a", "b", "c", "d"]).mapping == Mapping(
        {"lead": "lead"}
    )
    crowded = _table(["Action", "Due", "Deadline"], ["a", "b", "c"]).mapping
    assert crowded == Mapping({"action": "title", "due": "due"})


@pytest.mark.parametrize("value", [None, 3, [], {}, {"headings": 1}, {"headings": {"Lead": "no such field"}}])
def test_what_is_no_mapping_counts_as_none(value: object) -> None:
    assert Mapping.from_json(value) == NONE


def test_columns_are_named_by_letters_as_on_the_sheet() -> None:
    cells: list[str | Cell] = ["Action", "Lead", *[f"x{number}" for number in range(30)]]
    letters = [column.letter for column in _table(cells, ["a", "b"]).columns]
    assert (letters[0], letters[25], letters[26], letters[31]) == ("A", "Z", "AA", "AF")


def test_a_list_of_contacts_is_read_by_its_own_words() -> None:
    table = find_table(
        grid(["First name", "Surname", "Job Title", "E-mail", "Tel."], ["A"]).sheets[0], CONTACTS, NONE
    )
    assert table
    assert table.fields == {"first_name", "surname", "post", "email", "phone"}


def test_brackets_and_punctuation_do_not_matter() -> None:
    assert folded_heading("  Lead\nOfficer(s) / Agency: ") == "lead officer agency"
    assert folded_heading("(RAG)") == "rag"
