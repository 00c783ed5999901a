"""Whatever a file holds, it is read or refused, and never an error."""

from dataclasses import replace
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.sheets.contact_lists import read_contacts
from bot.sheets.grid import Cell, Refusal, Sheet, Workbook, clean
from bot.sheets.headings import Mapping
from bot.sheets.known import Imported, KnownAction
from bot.sheets.opening import open_spreadsheet
from bot.sheets.reading import read_actions
from tests.bot.sheets.workbooks import INVERLATH, saved, tracker

TRACKER = tracker()
SMALL = saved({"Actions": [["Action", "Lead", "RAG"], ["Walk", "NHSI", "R"]]})
HEADINGS = (
    "Ref Action Lead Officer Lead/Agency Timescale Progress RAG Outcome Priority Milestone Partners Locality Cost "
    "Name Email Organisation Post First Surname Update Revised date"
).split()
words = st.sampled_from(
    [
        *HEADINGS,
        *(
            "Poverty",
            "NHSI",
            "NHSI / IC",
            "J. Smith (IC)",
            "Total",
            "R",
            "Green",
            "TBC",
            "Spring 2027",
            "45383",
        ),
        *(
            "1.1",
            "POV-03",
            "Priority 1: Poverty",
            "• a\n• b",
            "=1+1",
            "<!channel>",
            "Mar-25",
            "2024-2027",
            "(",
            "&",
        ),
        *("jo@example.org", "Notes: x", "High", "N/A", "-", "50%", "a and b, c/d"),
    ]
)
cells = st.builds(
    Cell,
    st.just("") | words | st.text(max_size=30).map(clean),
    st.none() | st.dates(date(1900, 1, 1), date(9999, 12, 31)),
    st.sampled_from(["day", "month", "year"]),
    st.sampled_from([None, "red", "amber", "green", "blue", "grey", "purple"]),
    st.booleans(),
)
rows = st.lists(st.lists(cells, max_size=6).map(tuple), max_size=8)
headings = st.lists(st.sampled_from(HEADINGS).map(Cell), max_size=5).map(lambda row: (Cell("Action"), *row))
sheets = st.builds(
    Sheet,
    st.sampled_from(["Sheet1", "Poverty", "Priority 2", "Growing up"]),
    rows.map(tuple) | st.builds(lambda heading, below: (heading, *below), headings, rows),
)
grids = st.builds(Workbook, st.just("a.xlsx"), st.lists(sheets, max_size=3).map(tuple))
KNOWN = replace(
    INVERLATH,
    actions=(KnownAction("POV-03", "Walk", "1.1"), KnownAction("POV-04", "Action")),
    imported={"sheet-1": Imported("POV-03", {})},
)


@given(st.binary(max_size=300), st.sampled_from(["a.xlsx", "a.csv", "a.xls", "a", ""]))
def test_any_bytes_are_opened_or_refused(content: bytes, name: str) -> None:
    for begun in (content, b"PK\x03\x04" + content, bytes.fromhex("D0CF11E0A1B11AE1") + content):
        assert isinstance(open_spreadsheet(begun, name), (Workbook, Refusal))


@settings(max_examples=40)
@given(st.integers(0, len(SMALL) - 1), st.binary(min_size=1, max_size=8))
def test_a_workbook_with_any_bytes_changed_is_opened_or_refused(place: int, changed: bytes) -> None:
    content = SMALL[:place] + changed + SMALL[place + len(changed) :]
    assert isinstance(open_spreadsheet(content, "a.xlsx"), (Workbook, Refusal))


@given(st.text(max_size=400))
def test_any_text_is_opened_or_refused(text: str) -> None:
    content = text.encode("utf-8", "replace")
    assert isinstance(open_spreadsheet(content, "a.csv"), (Workbook, Refusal))


@given(
    grids, st.dictionaries(words, st.sampled_from(["title", "due", "status", "notes", "ignore"]), max_size=3)
)
def test_any_grid_is_read(workbook: Workbook, said: dict[str, str]) -> None:
    mapping = Mapping().with_headings(said)
    proposal = read_actions(workbook, KNOWN, mapping)
    assert len({row.source for row in proposal.rows}) == len(proposal.rows)
    assert all(row.said.title for row in proposal.rows)
    assert Mapping.from_json(proposal.mapping.to_json()) == proposal.mapping
    read_contacts(workbook, KNOWN, mapping)


@settings(max_examples=25)
@given(grids)
def test_whatever_was_imported_once_changes_nothing_a_second_time(workbook: Workbook) -> None:
    first = read_actions(workbook, INVERLATH)
    codes = {row.source: f"ACT-{number:02d}" for number, row in enumerate(first.rows, 1)}
    known = replace(
        INVERLATH,
        actions=tuple(KnownAction(codes[row.source], row.said.title) for row in first.rows),
        imported={row.source: Imported(codes[row.source], row.saying) for row in first.rows},
    )
    again = read_actions(workbook, known, first.mapping)
    assert again.changes_nothing, [(row.verb, row.changes, row.near) for row in again.rows]
