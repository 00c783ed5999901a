"""The report of an import as lines of text, for the command line.

What may live here: the wording of an import report.
"""

from collections import Counter
from collections.abc import Iterator, Sequence

from bot.rules.register_form import Count, Finding, ImportReport, PartnershipOutcome, RowLine, Severity

SHOWN = 10
"""How many new rows of one subject are listed; every changed row is."""


def report_lines(report: ImportReport, shown: int = SHOWN) -> list[str]:
    """The whole report. `shown` new rows of a subject are listed, then their number."""
    lines: list[str] = []
    for one in report.partnerships:
        lines += [*_of_partnership(one, report.refused, shown), ""]
    lines += [_finding(finding) for finding in report.findings]
    return [*lines, _conclusion(report)]


def rows_in_words(table: str, number: int) -> str:
    """What a number of a table's rows is called: `milestone moves`; of one, `milestone move`, `body`."""
    words = table.replace("_", " ")
    if number != 1:
        return words
    return f"{words.removesuffix('ies')}y" if words.endswith("ies") else words.removesuffix("s")


def _of_partnership(outcome: PartnershipOutcome, refused: bool, shown: int) -> list[str]:
    lines = [f"{outcome.name} ({outcome.code})"]
    if not refused:
        lines += [f"  {_count(table, count)}" for table, count in outcome.counts.items()]
        lines += [f"  {line}" for line in _rows(outcome.rows, shown)]
        lines += [f"  {line}" for line in outcome.bound]
    return lines + [f"  {line}" for line in _findings(outcome.findings)]


def _count(table: str, count: Count) -> str:
    told = [(count.added, "added"), (count.changed, "changed"), (count.unchanged, "unchanged")]
    rows = rows_in_words(table, count.added + count.changed + count.unchanged)
    return f"{rows}: {', '.join(f'{number:,} {word}' for number, word in told if number)}"


def _rows(rows: Sequence[RowLine], shown: int) -> Iterator[str]:
    added: Counter[str] = Counter(row.subject for row in rows if row.verb == "added")
    listed: Counter[str] = Counter()
    for row in rows:
        if row.verb != "added":
            yield str(row)
            continue
        listed[row.subject] += 1
        if listed[row.subject] <= shown:
            yield str(row)
        elif listed[row.subject] == added[row.subject]:
            yield f"added {row.subject}: {added[row.subject] - shown:,} more"


def _findings(findings: Sequence[Finding]) -> Iterator[str]:
    """What stops the import first, then what was not understood."""
    for severity in Severity:
        yield from (_finding(finding) for finding in findings if finding.severity is severity)


def _finding(finding: Finding) -> str:
    told = f"{finding.severity}: {finding.where}: {finding.not_understood}"
    taken = f" (taken as: {finding.understood})" if finding.understood else ""
    return f"{told}{taken}{f'; {finding.what_to_do}' if finding.what_to_do else ''}"


def _conclusion(report: ImportReport) -> str:
    errors, notes = len(report.found(Severity.ERROR)), len(report.found(Severity.NOTE))
    if report.refused:
        return (
            f"Nothing was imported: {errors} {'error has' if errors == 1 else 'errors have'} to be put right."
        )
    noted = f" {notes} {'note' if notes == 1 else 'notes'} above." if notes else ""
    if report.changed_nothing:
        return f"Nothing to change: the register already says all of this.{noted}"
    return f"{'Nothing was written: this was a dry run.' if report.dry_run else 'Imported.'}{noted}"
