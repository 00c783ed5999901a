"""The report of an import, as the command line prints it."""

from bot.rules.register_form import Count, Finding, ImportReport, PartnershipOutcome, RowLine, Severity
from bot.views.import_report import report_lines, rows_in_words

NOTE = Finding("inv: action map, status", "", "purple", "use one of: on_track")
TAKEN = Finding("inv: group cjp, state", "shadow", "'shadow' year", "")
ERROR = Finding("inv: action map, lead", "", "there is no body 'x'", "add it", Severity.ERROR)
ADDED = RowLine("added", "action", "POV-03 Cash First referral route")
CHANGED = RowLine("changed", "milestone", "Pilot agreed", "latest 2026-11-13 -> 2026-11-20")


def _report(
    *findings: Finding,
    rows: tuple[RowLine, ...] = (),
    count: Count | None = None,
    dry_run: bool = False,
    refused: bool = False,
) -> ImportReport:
    counts = {"milestone_moves": count} if count else {}
    outcome = PartnershipOutcome("inv", "Inverlath CPP", counts, rows, findings)
    return ImportReport((outcome,), (), dry_run, refused)


def test_counts_then_rows_then_findings_then_what_came_of_it() -> None:
    report = _report(NOTE, TAKEN, rows=(ADDED, CHANGED), count=Count(added=1200, changed=1))
    assert report_lines(report) == [
        "Inverlath CPP (inv)",
        "  milestone moves: 1,200 added, 1 changed",
        "  added action POV-03 Cash First referral route",
        "  changed milestone Pilot agreed: latest 2026-11-13 -> 2026-11-20",
        "  note: inv: action map, status: purple; use one of: on_track",
        "  note: inv: group cjp, state: 'shadow' year (taken as: shadow)",
        "",
        "Imported. 2 notes above.",
    ]


def test_a_second_import_says_that_it_changed_nothing() -> None:
    lines = report_lines(_report(count=Count(unchanged=44)))
    assert lines[-1] == "Nothing to change: the register already says all of this."
    assert "  milestone moves: 44 unchanged" in lines


def test_one_row_of_a_table_is_called_by_its_singular() -> None:
    tables = ("partnerships", "bodies", "priority_sets", "milestone_moves", "localities")
    said = ["partnership", "body", "priority set", "milestone move", "locality"]
    assert [rows_in_words(table, 1) for table in tables] == said
    assert [rows_in_words("bodies", number) for number in (0, 2)] == ["bodies", "bodies"]
    assert "  milestone move: 1 added" in report_lines(_report(count=Count(added=1)))


def test_many_new_rows_are_counted_and_every_changed_one_is_listed() -> None:
    added = tuple(RowLine("added", "action", f"POV-{number:02d}") for number in range(1, 6))
    lines = report_lines(_report(rows=(*added, *[CHANGED] * 4), count=Count(added=5, changed=4)), shown=2)
    assert lines[2:5] == ["  added action POV-01", "  added action POV-02", "  added action: 3 more"]
    assert lines.count(f"  {CHANGED}") == 4


def test_a_refused_import_says_so_and_claims_no_row() -> None:
    lines = report_lines(_report(NOTE, ERROR, rows=(ADDED,), count=Count(added=1), refused=True))
    assert lines == [
        "Inverlath CPP (inv)",
        "  error: inv: action map, lead: there is no body 'x'; add it",
        "  note: inv: action map, status: purple; use one of: on_track",
        "",
        "Nothing was imported: 1 error has to be put right.",
    ]


def test_a_dry_run_says_that_nothing_was_written() -> None:
    lines = report_lines(_report(rows=(ADDED,), count=Count(added=1), dry_run=True))
    assert lines[-1] == "Nothing was written: this was a dry run."


def test_what_is_wrong_with_the_file_itself_is_told_too() -> None:
    wrong = Finding("cal", "", "no such partnership in the file", "the file has inv", Severity.ERROR)
    lines = report_lines(ImportReport((), (wrong,), dry_run=False, refused=True))
    assert lines[0] == "error: cal: no such partnership in the file; the file has inv"
