"""`loip import`: each kind of file by how its name ends.

What may live here: reading what was asked for, and printing what came of it.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.terminal import DryRun, author, chosen_partnership, give_up, opened
from bot.clock import SystemClock
from storage.records import id_of


def import_(
    file: Annotated[
        Path,
        typer.Argument(
            help="A register (.yaml), a tracker of actions or a list of contacts (.xlsx, .csv), a calendar (.ics), "
            "or a .json that loip export wrote."
        ),
    ],
    partnership: Annotated[
        str | None,
        typer.Option(
            help="The partnership's code: of a register file this one only; of a spreadsheet whose it is."
        ),
    ] = None,
    dry_run: DryRun = False,
    column: Annotated[
        list[str] | None,
        typer.Option(
            help="How a column of a spreadsheet is to be read: 'Who=officer', 'Cost=notes', 'Old=ignore'."
        ),
    ] = None,
) -> None:
    """Import a file: all of it or nothing. A second import changes only what the file changed."""
    wanted = _Import(file, partnership, dry_run, dict(_headings(column or [])))
    IMPORTS.get(file.suffix.casefold(), _import_register)(wanted)


@dataclass(frozen=True)
class _Import:
    """What is to be imported, and how."""

    file: Path
    partnership: str | None
    dry_run: bool
    headings: dict[str, str]

    def content(self) -> bytes:
        """The bytes of the file; a line and exit 2 where it cannot be read, or is too large to be."""
        from bot.sheets.opening import LARGEST, TOO_LARGE

        try:
            if self.file.suffix.casefold() != ".json" and self.file.stat().st_size > LARGEST:
                give_up(f"{self.file.name}: {TOO_LARGE.line}")
            return self.file.read_bytes()
        except OSError as error:
            give_up(f"{self.file} cannot be read: {error.strerror}.")


def _headings(said: list[str]) -> Iterator[tuple[str, str]]:
    from bot.sheets.headings import FIELDS, KEPT, LEFT_OUT

    fields = {*FIELDS, KEPT, LEFT_OUT}
    for one in said:
        heading, _, name = one.rpartition("=")
        if not heading.strip() or name.strip() not in fields:
            give_up(f"--column wants HEADING=FIELD, not {one!r}. Fields: {', '.join(sorted(fields))}.")
        yield heading, name.strip()


def _import_register(wanted: _Import) -> None:
    """Import a register file."""
    from bot.services.import_register import import_register
    from bot.services.register_file import RegisterFileError, read_register_file
    from bot.views.import_report import report_lines

    with opened() as (_, database):
        try:
            values = read_register_file(wanted.file)
        except RegisterFileError as error:
            give_up(str(error))
        report = import_register(
            database, values, wanted.partnership, author(), SystemClock().now(), wanted.dry_run
        )
    for line in report_lines(report):
        typer.echo(line)
    if report.refused:
        raise typer.Exit(1)


def _import_sheet(wanted: _Import) -> None:
    """Import a spreadsheet or a calendar, and say row by row what was, or would be, done."""
    from bot.rules.sheet_report import NotRead
    from bot.services.import_sheet import Sent, import_sheet, plan_sheet
    from bot.views.sheet_report import report_lines

    sent = Sent(wanted.file.name, wanted.content(), headings=wanted.headings)
    with opened() as (_, database):
        partnership_id, at = id_of(chosen_partnership(database, wanted.partnership)), SystemClock().now()
        if wanted.dry_run:
            report = plan_sheet(database, partnership_id, sent, at, _progress)
        else:
            report = import_sheet(database, partnership_id, sent, author(), at, _progress)
    if isinstance(report, NotRead):
        give_up(f"{sent.name}: {report.line}")
    for line in report_lines(report):
        typer.echo(line)


LONG, SAID_EVERY = 2_000, 1_000
"""From how many rows on progress is told, and how often."""


def _progress(what: str, done: int, total: int) -> None:
    """How far a long file has come, on a line that does not stand in the way of the report."""
    if total >= LONG and (done % SAID_EVERY == 0 or done == total):
        typer.echo(f"{done:,} of {total:,} rows {what}", err=True)


def _restore_register(wanted: _Import) -> None:
    """Put back a register that `loip export` wrote as JSON."""
    from bot.rules.restoring import Restored
    from bot.services.restore_register import restore_register
    from bot.views.restore_report import restore_line

    content = wanted.content()
    with opened() as (_, database):
        outcome = restore_register(database, content, author(), SystemClock().now())
    if not isinstance(outcome, Restored):
        give_up(restore_line(outcome))
    typer.echo(restore_line(outcome))


IMPORTS: dict[str, Callable[[_Import], None]] = {
    ".json": _restore_register,
    ".yaml": _import_register,
    ".yml": _import_register,
    **dict.fromkeys((".xlsx", ".xlsm", ".xls", ".csv", ".tsv", ".tab", ".ics"), _import_sheet),
}
"""How a file is imported, by how its name ends; any other is read as a register file."""
