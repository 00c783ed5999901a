"""Writing the register out and putting it back: the same register, to the last field."""

import json
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook

from bot.rules.register_json import REVISION, UnreadableDocument
from bot.rules.restoring import HeldOtherwise, IdsTaken, Restored
from bot.services.export_register import export_file, format_of
from bot.services.restore_register import restore_register
from bot.views.restore_report import restore_line
from storage.engine import Database
from storage.migrations import _known
from storage.records import Action
from storage.unit_of_work import reading, working
from tests.builders import CLERK, MONDAY, RegisterBuilder
from tests.conftest import MigratedTemplates
from tests.storage.one_of_each import one_of_each


def _json(database: Database, register: RegisterBuilder) -> bytes:
    return export_file(database, register.id, "json", MONDAY, with_details=True)


@pytest.fixture
def another(sqlite_database_url: str, tmp_path: Any, migrated_templates: MigratedTemplates) -> Any:
    """A second, empty database."""
    path = tmp_path / "another.db"
    path.write_bytes(migrated_templates.sqlite.read_bytes())
    opened = Database(f"sqlite:///{path}")
    yield opened
    opened.close()


def test_what_is_written_out_is_put_back_to_the_last_field(database: Database, another: Database) -> None:
    register = one_of_each(database, "INV").register
    written = _json(database, register)
    outcome = restore_register(another, written, CLERK, MONDAY)
    assert isinstance(outcome, Restored)
    assert not outcome.already
    assert _json(another, register) == written
    with reading(another) as look:
        assert look.register(register.id).whole.values().keys() == json.loads(written)["tables"].keys()


def test_a_register_goes_on_counting_where_it_was(database_url: str, another: Database) -> None:
    register = RegisterBuilder(another)
    register.action("POV-01")
    written = _json(another, register)
    elsewhere = Database(database_url)
    restore_register(elsewhere, written, CLERK, MONDAY)
    with working(elsewhere, CLERK, MONDAY) as work:
        work.register(register.id).rows.add(Action(code="POV-02", title="The next one"))
        work.commit()
    with reading(elsewhere) as look:
        assert look.register(register.id).actions.codes() == ["POV-01", "POV-02"]
    elsewhere.close()


def test_putting_it_back_twice_changes_nothing(database: Database) -> None:
    register = one_of_each(database, "INV").register
    outcome = restore_register(database, _json(database, register), CLERK, MONDAY)
    assert isinstance(outcome, Restored)
    assert outcome.already
    assert "Nothing was changed" in restore_line(outcome)


def test_a_register_that_went_on_is_not_written_over(database: Database) -> None:
    register = one_of_each(database, "INV").register
    written = _json(database, register)
    register.action("POV-77")
    outcome = restore_register(database, written, CLERK, MONDAY)
    assert outcome == HeldOtherwise("INV")
    assert "empty database" in restore_line(outcome)


def test_another_partnerships_rows_are_not_touched(database: Database, another: Database) -> None:
    written = _json(database, one_of_each(database, "INV").register)
    theirs = one_of_each(another, "OTH").register
    before = _json(another, theirs)
    assert restore_register(another, written, CLERK, MONDAY) == IdsTaken("INV")
    assert _json(another, theirs) == before


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xfe",
        b"[" * 100_000,
        b'{"format": "something else"}',
        b'{"format": "loip register", "revision": "0001"}',
        json.dumps(
            {"format": "loip register", "revision": REVISION, "partnership": 3, "tables": []}
        ).encode(),
        json.dumps(
            {
                "format": "loip register",
                "revision": REVISION,
                "partnership": {"id": 1, "code": "x"},
                "tables": {},
            }
        ).encode(),
    ],
)
def test_what_is_no_register_is_refused_in_a_line(another: Database, content: bytes) -> None:
    outcome = restore_register(another, content, CLERK, MONDAY)
    assert isinstance(outcome, UnreadableDocument)
    assert restore_line(outcome).startswith("Nothing was changed: ")
    with reading(another) as look:
        assert not look.everywhere.partnerships()


def test_the_document_names_the_newest_schema() -> None:
    assert _known()[-1] == REVISION


def test_a_workbook_has_a_sheet_a_subject_in_the_partnerships_words(another: Database) -> None:
    register = one_of_each(another, "INV").register
    book = load_workbook(BytesIO(export_file(another, register.id, "xlsx", MONDAY, with_details=True)))
    assert {"Actions", "Risks", "Board action log", "Contacts", "Updates"} <= set(book.sheetnames)
    actions = [[cell.value for cell in row] for row in book["Actions"].iter_rows()]
    by_heading = dict(zip(actions[0], actions[1], strict=True))
    assert by_heading["Code"] == "INV-01"
    assert by_heading["Status"] == "🔵 Complete"
    assert book["Actions"].auto_filter.ref
    assert book["Actions"].freeze_panes == "A2"


def test_how_people_are_reached_is_left_out_for_all_but_the_support_officer(another: Database) -> None:
    register = one_of_each(another, "INV").register
    for form in ("xlsx", "csv"):
        content = export_file(another, register.id, form, MONDAY, with_details=False)
        text = b"".join(ZipFile(BytesIO(content)).read(name) for name in ZipFile(BytesIO(content)).namelist())
        assert b"INV@example.org" not in text


def test_nothing_a_cell_holds_is_a_formula(another: Database) -> None:
    register = RegisterBuilder(another)
    register.action("POV-01", title="=HYPERLINK(1)", why="+1\x07 @x")
    book = load_workbook(BytesIO(export_file(another, register.id, "xlsx", MONDAY, with_details=True)))
    cells = [cell for row in book["Actions"].iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f"]
    assert "=HYPERLINK(1)" in [cell.value for cell in cells]
    files = ZipFile(BytesIO(export_file(another, register.id, "csv", MONDAY, with_details=True)))
    assert "'=HYPERLINK(1)" in files.read("actions.csv").decode("utf-8-sig")


def test_a_files_name_says_its_format() -> None:
    assert [format_of(name) for name in ("a.xlsx", "B.JSON", "c.csv.zip", "d.csv", "e")] == [
        "xlsx",
        "json",
        "csv",
        None,
        None,
    ]
