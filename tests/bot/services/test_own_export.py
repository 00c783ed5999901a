"""The register's own workbook, edited and dropped back: what was edited comes in, and nothing else is touched."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import openpyxl
import pytest

from bot.rules.sheet_report import SheetReport
from bot.sample import SAMPLE_REGISTER
from bot.services.export_register import export_file
from bot.services.import_register import import_register
from bot.services.import_sheet import Sent, import_sheet, plan_sheet
from bot.services.register_file import read_register_file
from storage.engine import Database
from storage.records import Action, ImportedRow, id_of
from storage.unit_of_work import Author, reading, working
from tests.conftest import MigratedTemplates

MONDAY = datetime(2026, 11, 23, 9, tzinfo=UTC)
LATER = MONDAY + timedelta(hours=2)
CLERK = Author(None, by="the test")


@pytest.fixture(scope="module")
def sample(
    migrated_templates: MigratedTemplates, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Database]:
    """The sample register, shared: a test that writes takes an action of its own."""
    path = tmp_path_factory.mktemp("own") / "sample.db"
    path.write_bytes(migrated_templates.sqlite.read_bytes())
    opened = Database(f"sqlite:///{path}")
    import_register(opened, read_register_file(SAMPLE_REGISTER), None, CLERK, MONDAY - timedelta(days=7))
    yield opened
    opened.close()


@pytest.fixture
def partnership(sample: Database) -> int:
    with reading(sample) as look:
        return id_of(look.everywhere.partnerships()[0])


@pytest.fixture(scope="module")
def whole(sample: Database) -> bytes:
    """The workbook as it was written out."""
    return export_file(sample, 1, "xlsx", MONDAY, with_details=True)


@pytest.fixture(scope="module")
def content(whole: bytes) -> bytes:
    """The same with its sheet of actions alone, which is quicker to edit."""

    def alone(sheet: Any) -> None:
        for other in sheet.parent.sheetnames[1:]:
            del sheet.parent[other]

    return edited(whole, alone)


def edited(content: bytes, edit: Callable[[Any], None]) -> bytes:
    """The workbook with something done to its sheet of actions, saved again as a spreadsheet program saves it."""
    book = openpyxl.load_workbook(BytesIO(content))
    edit(book["Actions"])
    written = BytesIO()
    book.save(written)
    return written.getvalue()


def put(sheet: Any, code: str, heading: str, value: object) -> None:
    """Type something into a cell."""
    column = next(cell.column for cell in sheet[1] if cell.value == heading)
    row = next(cells[0].row for cells in sheet.iter_rows() if cells[0].value == code)
    sheet.cell(row, column).value = value


def planned(sample: Database, partnership: int, content: bytes, name: str = "register.xlsx") -> SheetReport:
    report = plan_sheet(sample, partnership, Sent(name, content), LATER)
    assert isinstance(report, SheetReport), report
    return report


def changes(report: SheetReport) -> list[tuple[str, str, str, str]]:
    return [
        (row.name.split()[0], one.field, one.before, one.after) for row in report.rows for one in row.changes
    ]


def test_the_registers_own_workbook_changes_nothing(sample: Database, partnership: int, whole: bytes) -> None:
    report = planned(sample, partnership, whole)
    assert report.changes_nothing
    assert not report.of("unsure")
    assert (len(report.of("leave")), report.unread, report.unknown) == (28, (), {})
    assert [one for one in report.notes if "Left alone: Milestones, Asks" in one]
    assert not [one for one in report.notes if "can’t tell when" in one]


def test_so_does_the_sheet_of_its_csv(sample: Database, partnership: int) -> None:
    files = ZipFile(BytesIO(export_file(sample, partnership, "csv", MONDAY, with_details=True)))
    report = planned(sample, partnership, files.read("actions.csv"), "actions.csv")
    assert report.counts == {"leave": 28}
    assert [one for one in report.notes if "can’t tell when this was exported" in one]


def test_an_edited_cell_is_one_change_whatever_slack_has_said_since(
    sample: Database, partnership: int, content: bytes
) -> None:
    with working(sample, CLERK, LATER) as work:
        register = work.register(partnership)
        action = next(one for one in register.rows.all(Action) if one.code == "HWB-02")
        action.title = "Walking groups in all four towns"
        work.commit()

    def edit(sheet: Any) -> None:
        put(sheet, "HWB-02", "Due", "Summer 2027")
        put(sheet, "HWB-02", "Latest words", "Two halls found.")
        put(sheet, "DIG-01", "Led by the body", "Inverlath Council")
        put(sheet, "POV-02", "Status", "At risk")
        put(sheet, "POV-03", "Note", "Not for a spreadsheet")
        put(sheet, "POV-03", "Status", None)

    sent = Sent("register.xlsx", edited(content, edit))
    report = planned(sample, partnership, sent.content)
    assert [(code, name, after) for code, name, _, after in changes(report)] == [
        ("POV-02", "status", "At risk"),
        ("HWB-02", "due", "Summer 2027"),
        ("HWB-02", "progress", "Two halls found."),
    ]
    assert [
        one for one in report.notes if one.endswith("left as it was: POV-03 Note, DIG-01 Led by the body.")
    ]
    assert not report.unread
    assert [one for one in report.notes if one.endswith("clears nothing: POV-03 Status.")]
    import_sheet(sample, partnership, sent, CLERK, LATER)
    assert planned(sample, partnership, sent.content).changes_nothing
    # A copy in which nobody edited that row takes nothing back.
    assert planned(sample, partnership, content).changes_nothing
    with reading(sample) as look:
        register = look.register(partnership)
        action = next(one for one in register.rows.all(Action) if one.code == "HWB-02")
        assert (action.title, action.date_words) == ("Walking groups in all four towns", "Summer 2027")
        assert len(register.rows.all(ImportedRow)) >= 1


def test_a_new_row_is_a_new_action(sample: Database, partnership: int, content: bytes) -> None:

    def edit(sheet: Any) -> None:
        said = {"What will be done": "Bicycle library", "Note": "Ask the school"}
        sheet.append([said.get(cell.value) for cell in sheet[1]])

    report = planned(sample, partnership, edited(content, edit))
    assert [row.name for row in report.of("add")] == ["Bicycle library"]
    assert [one for one in report.notes if one.endswith("left as it was: Bicycle library Note.")]
    assert not changes(report)


def test_anothers_workbook_and_one_without_its_columns_are_refused(
    sample: Database, partnership: int, content: bytes
) -> None:
    with reading(sample) as look:
        other = id_of(look.everywhere.partnerships()[1])
    refused = plan_sheet(sample, other, Sent("register.xlsx", content), LATER)
    assert "another partnership" in getattr(refused, "line", "")
    changed = edited(content, lambda sheet: put(sheet, "Code", "Code", "Number"))
    refused = plan_sheet(sample, partnership, Sent("register.xlsx", changed), LATER)
    assert "workbook I exported" in getattr(refused, "line", "")
