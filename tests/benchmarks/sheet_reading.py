"""A tracker of 10,000 actions read into a proposal, and imported, beside openpyxl reading the same file and no more.

Each in a process of its own, so that the memory is its own; the seconds are the processor's. It is meant to take less
than 20 s and 300 MB: both stand in the table. A workbook of a million empty rows is read as well, and left quickly.
"""

import gc
import json
import random
import resource
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from time import process_time

import openpyxl

from bot.collecting import COLLECT_EVERY
from bot.rules.naming import Named
from bot.rules.sheet_report import SheetReport
from bot.services.import_sheet import Sent, import_sheet
from bot.sheets.grid import Workbook
from bot.sheets.known import Known
from bot.sheets.opening import open_spreadsheet
from bot.sheets.reading import read_actions
from storage.engine import Database
from storage.migrations import migrate
from storage.records import Body, Contact, Partnership, id_of
from storage.unit_of_work import Author, working
from tests.benchmarks.measuring import Finding, Samples

CLERK = Author(None, by="the bench")
NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
ACTIONS, EMPTY_ROWS = 10_000, 1_000_000
ROUNDS = 5
HEADINGS = (
    "Ref", "Priority", "Action", "Lead", "Lead Officer", "Partners", "Timescale", "Progress", "RAG", "Outcome",
    "Milestones", "Barriers", "Locality", "Cost",
)  # fmt: skip
WORDS = "cash first referral route walking groups benefit checks digital skills winter spaces young carers".split()
DUE = ("Spring 2027", "2026/27", "31/03/2027", "in due course", "Q3 26/27", None)
PRIORITIES = ("Poverty", "Health", "Employment", "Digital", "Climate")


def measure(folder: Path) -> list[Finding]:
    """The ratios of time and memory."""
    tracker, empty = folder / "tracker.xlsx", folder / "empty.xlsx"
    _write_tracker(tracker)
    _write_empty(empty)
    ours, bare, left, written, again = [], [], [], [], []
    for number in range(ROUNDS):
        bare.append(_one_life("openpyxl", tracker))
        ours.append(_one_life("proposal", tracker))
        left.append(_one_life("proposal", empty))
        register = folder / f"register {number}.db"
        written.append(_one_life("import", tracker, register))
        again.append(_one_life("import", tracker, register))
    longest = max(seconds for seconds, _ in left)
    words = f"; a million empty rows {longest:.1f} s at the most"
    return [
        _finding(
            "A tracker of 10,000 actions read : openpyxl alone",
            4.5,
            ours,
            bare,
            0,
            "s, meant to be below 20 s",
            words,
        ),
        _finding("Memory of it : openpyxl alone", 2.5, ours, bare, 1, "MB, meant to be below 300 MB", ""),
        *_imported("The same tracker imported", written, bare, 15, 3),
        *_imported("Imported once more, changing nothing", again, bare, 7, 3),
    ]


def _imported(
    what: str, ours: list[tuple[float, float]], bare: list[tuple[float, float]], time: float, memory: float
) -> Iterator[Finding]:
    """Read, compared and written in one transaction, with all of its history."""
    yield _finding(f"{what} : openpyxl alone", time, ours, bare, 0, "s, meant to be below 20 s", "")
    yield _finding(
        f"Memory of that: {what[0].lower()}{what[1:]}",
        memory,
        ours,
        bare,
        1,
        "MB, meant to be below 300 MB",
        "",
    )


def _finding(
    what: str,
    aim: float,
    ours: list[tuple[float, float]],
    bare: list[tuple[float, float]],
    which: int,
    unit: str,
    more: str,
) -> Finding:
    subject, yardstick = (Samples(tuple(one[which] for one in lives)) for lives in (ours, bare))
    words = f"proposal {subject.median:.1f} {unit}; openpyxl {yardstick.median:.1f}{more}"
    return Finding(what, aim, subject, (yardstick,), words)


def _one_life(how: str, *paths: Path) -> tuple[float, float]:
    """Seconds of processor and megabytes that one reading takes in a process of its own."""
    command = (sys.executable, "-m", "tests.benchmarks.sheet_reading", how, *map(str, paths))
    done = subprocess.run(command, capture_output=True, check=True, cwd=Path(__file__).parents[2])
    seconds, megabytes = json.loads(done.stdout)
    return seconds, megabytes


def _write_tracker(path: Path) -> None:
    chance = random.Random(1)

    def words(count: int) -> str:
        return " ".join(chance.choice(WORDS) for _ in range(count))

    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Tracker")
    for row in (["Inverlath LOIP tracker"], [], HEADINGS):
        sheet.append(row)
    for number in range(ACTIONS):
        bodies = [f"Body {chance.randrange(40)}" for _ in range(3)]
        sheet.append(
            [
                f"{number // 100}.{number % 100}",
                chance.choice(PRIORITIES),
                f"{words(8)} {number}",
                f"{bodies[0]}\nJ. Officer{number} ({bodies[1]})",
                f"Ailsa Reid{number % 60}",
                " / ".join(bodies),
                chance.choice(DUE),
                words(60),
                chance.choice("RAGB"),
                words(15),
                f"• {words(4)} – March 2027\n• {words(4)}",
                words(10),
                f"Place {number % 6}",
                number,
            ]
        )
    book.save(path)


def _write_empty(path: Path) -> None:
    """Two rows of a table and a million that are only formatted."""
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Tracker")
    sheet.append(["Action", "Lead"])
    sheet.append(["Walking groups", "Body 1"])
    for _ in range(EMPTY_ROWS):
        sheet.append([None])
    book.save(path)


def _known() -> Known:
    return Known(
        date(2026, 11, 23),
        people=tuple(Named("contacts", number, f"Ailsa Reid{number}") for number in range(60)),
        bodies=tuple(Named("bodies", number, f"Body {number}") for number in range(40)),
        priorities=tuple(Named("priorities", number, name) for number, name in enumerate(PRIORITIES)),
    )


def _read_by_us(path: Path) -> None:
    opened = open_spreadsheet(path.read_bytes(), path.name)
    assert isinstance(opened, Workbook), opened
    assert read_actions(opened, _known()).rows


def _read_by_openpyxl(path: Path) -> None:
    book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    assert [row for sheet in book.worksheets for row in sheet.iter_rows(values_only=True)]


def _import(path: Path, register: Path) -> None:
    sent = Sent(path.name, path.read_bytes())
    report = import_sheet(Database(f"sqlite:///{register}"), 1, sent, CLERK, NOW)
    assert isinstance(report, SheetReport), report
    assert len(report.rows) == ACTIONS


def _founded(register: Path) -> None:
    """A register with the bodies and people the tracker names, where there is none yet."""
    if register.exists():
        return
    migrate(f"sqlite:///{register}")
    database = Database(f"sqlite:///{register}")
    with working(database, CLERK, NOW) as work:
        partnership = work.everywhere.add_partnership(
            Partnership(code="inv", name="Inverlath", created_at=NOW)
        )
        rows = work.register(id_of(partnership)).rows
        for number in range(60):
            rows.add(Contact(name=f"Ailsa Reid{number}"))
        for number in range(40):
            rows.add(Body(name=f"Body {number}"))
        work.commit()
    database.close()


def _life(how: str, *paths: Path) -> None:
    for register in paths[1:]:
        _founded(register)
    gc.set_threshold(COLLECT_EVERY)
    begun = process_time()
    lives: dict[str, Callable[..., None]] = {
        "proposal": _read_by_us,
        "openpyxl": _read_by_openpyxl,
        "import": _import,
    }
    lives[how](*paths)
    held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps((process_time() - begun, held)))


if __name__ == "__main__":
    _life(sys.argv[1], *map(Path, sys.argv[2:]))

_: Callable[[Path], list[Finding]] = measure
