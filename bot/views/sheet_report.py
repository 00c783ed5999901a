"""What a file brings to the register as lines of text: for the command line, and for the file beside a long preview.

What may live here: the wording of the report, and of its parts for whoever shows less of it. Pure.
"""

from collections.abc import Iterator

from bot.rules.sheet_report import (
    ACTIONS,
    ADD,
    CHANGE,
    CONTACTS,
    KEPT,
    LEAVE,
    MEETINGS,
    UNSURE,
    Changed,
    ColumnRead,
    RowRead,
    SheetReport,
)
from bot.views.action_words import counted

NOUNS = {ACTIONS: ("action", "actions"), CONTACTS: ("person", "people"), MEETINGS: ("meeting", "meetings")}
"""What one row of a kind is called, and several."""

FIELD_WORDS = {
    "said_on": "date of the update", "said_by": "who gave the update", "cross_cutting": "cross-cutting issue",
    "quick_win": "quick win", "revised_due": "revised date", "first_name": "first name", "title": "action",
    "body": "organisation", "officer": "lead officer", "milestone": "milestones", "barrier": "what stands in the way",
    "ignore": "left out", "state": "status", "day": "date", "papers_due": "papers due", KEPT: "kept in words",
}  # fmt: skip
"""What a field is called where its own name will not do."""

DONE = {
    False: {
        ADD: "would be added",
        CHANGE: "would be changed",
        LEAVE: "left as it is",
        UNSURE: "unsure, left out",
    },
    True: {ADD: "added", CHANGE: "changed", LEAVE: "left as it was", UNSURE: "unsure, left out"},
}
"""What is said of a row, before it is written and after."""

_HOW = {
    "likely": "probably",
    "remembered": "as before",
    "instead": "for want of a better one",
    "spare": "beside another",
}


def report_lines(report: SheetReport) -> list[str]:
    """The whole report: how each column was read, then every row, then what it comes to. One line each, as said."""
    return [_plain(line) for line in _lines(report)]


def _plain(line: str) -> str:
    """A line that a terminal only shows: a cell may hold anything, commands to it among them."""
    return "".join(mark if mark.isprintable() else " " for mark in line)


def _lines(report: SheetReport) -> list[str]:
    return [
        *columns_lines(report),
        *(line for row in report.rows for line in row_lines(row, report.written)),
        *(
            f"{one.where}: passed over ({one.why}){f': {one.words}' if one.words else ''}"
            for one in report.passed
        ),
        *(f"Note: {note}" for note in report.notes),
        *(f"Note: {line}" for line in report.beside),
        *unknown_lines(report),
        conclusion(report),
    ]


def columns_lines(report: SheetReport) -> Iterator[str]:
    """How each sheet and each of its columns was read."""
    for sheet in report.sheets:
        if sheet.heading_row is None:
            yield f"{sheet.name}: no table found"
            continue
        under = f", under {sheet.priority}" if sheet.priority else ""
        yield f"{sheet.name}: {sheet.kind}, headings in row {sheet.heading_row}{under}"
        yield from (f"  {_column(column)}" for column in sheet.columns)


def _column(column: ColumnRead) -> str:
    how = f" ({_HOW[column.how]})" if column.how in _HOW else ""
    return f"{column.letter} {heading_of(column)} -> {field_words(column.field)}{how}"


def heading_of(column: ColumnRead) -> str:
    """A column's heading on one line."""
    return " ".join(column.heading.split())[:60] or "(no heading)"


def field_words(name: str) -> str:
    """A field as people say it."""
    return FIELD_WORDS.get(name, name.replace("_", " "))


def row_lines(row: RowRead, is_written: bool) -> Iterator[str]:
    """A row: what is done with it, each field that changes, what was not understood, whom it may be."""
    yield f"{row.where}: {DONE[is_written][row.verb]}: {one_row(row.name)}"
    if row.says:
        yield f"    {one_row(row.says)}"
    yield from (f"    {change_words(change)}" for change in row.changes)
    if row.near:
        yield f"    may be: {'; '.join(one_row(name) for _, name in row.near)}"
    yield from (f"    not understood: {problem}" for problem in row.problems)


def change_words(change: Changed, limit: int = 200) -> str:
    """A change in words: `due: Spring 2026 -> Summer 2026`."""
    before, after = (one_row(value, limit) or "nothing" for value in (change.before, change.after))
    return f"{field_words(change.field)}: {before} -> {after}"


def one_row(text: str, limit: int = 200) -> str:
    """Words on one line, cut where they are long."""
    flat = " ".join(text.split())
    return flat if len(flat) <= limit else f"{flat[: limit - 1].rstrip()}…"


def unknown_lines(report: SheetReport) -> Iterator[str]:
    """The names the register does not have, most often named first."""
    if report.unknown:
        yield "Not in the register, kept in words:"
        yield from (f"  {one_row(name)} ({number:,})" for name, number in report.unknown.items())


def read_words(report: SheetReport) -> str:
    """What was read: "36 actions", "36 actions, 8 people and 3 meetings"."""
    said = [_numbered(part) for part in report.parts]
    return f"{', '.join(said[:-1])} and {said[-1]}" if len(said) > 1 else said[0]


def _numbered(report: SheetReport) -> str:
    number = len(report.rows)
    return f"{number:,} {NOUNS[report.kind][number != 1]}"


def counts_words(report: SheetReport) -> str:
    """How many rows there are of each: "36 would be added, 3 left as they are"; of several kinds, kind by kind."""
    if len(report.parts) > 1:
        return "; ".join(f"{NOUNS[part.kind][1]}: {_counted(part)}" for part in report.parts)
    return _counted(report)


def _counted(report: SheetReport) -> str:
    counts = report.counts
    would = "" if report.written else "would be "
    said = [
        (counts[ADD], f"{would}added"),
        (counts[CHANGE], f"{would}changed"),
        (counts[LEAVE], "left as they were" if report.written else "left as they are"),
        (counts[UNSURE], "left out, being unsure"),
    ]
    return ", ".join(f"{number:,} {words}" for number, words in said if number) or "nothing to import"


def conclusion(report: SheetReport) -> str:
    """The last line: what it comes to."""
    read = f"{report.file}: {read_words(report)} read: {counts_words(report)}."
    unread = len(report.unread)
    if unread:
        read += f" Of {counted(unread, 'row')} something was not understood, and is kept in words."
    if report.changes_nothing:
        return f"{read} Nothing to change: the register already says all of this."
    return f"{read} {'Imported.' if report.written else 'Nothing was written: this was a dry run.'}"
