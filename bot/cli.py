"""The program `loip`: every command, its options and an example. What it changes, the history records with who ran it.

What may live here: reading the command line and printing. What is done is assembly's, the services' or the schedules'.
"""

import getpass
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, NoReturn
from zoneinfo import ZoneInfo

import typer

from bot.clock import SystemClock
from bot.log import configure_log, without_secrets
from bot.rules.outbox import Moved, NoSuchMessage, WrongState
from bot.settings import LAST_PORT, Settings, SettingsError, load_settings
from storage.engine import BadAddress, BusyError, Database
from storage.records import Partnership, id_of
from storage.unit_of_work import Author

app = typer.Typer(
    help="LOIP bot: a community planning partnership's action register, in Slack.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
outbox_app = typer.Typer(help="What waits to be sent, and what could not be.", no_args_is_help=True)
app.add_typer(outbox_app, name="outbox")

YEARS = range(2000, 2200)
"""The years a time on the command line may lie in."""

DryRun = Annotated[bool, typer.Option("--dry-run", help="Say what would be done, and do nothing.")]
Chosen = Annotated[
    str | None, typer.Option("--partnership", help="The partnership's code; needed where there are several.")
]


def main() -> None:
    """Run the program. A wrong setting or a database that does not answer is one line and exit 2."""
    try:
        app(standalone_mode=True)
    except SettingsError as error:
        _give_up(str(error))
    except BadAddress as error:
        _give_up(f"DATABASE_URL cannot be used: {error}.")
    except BusyError as error:
        why = without_secrets(str(error).strip().partition("\n")[0])
        _give_up(
            f"The database did not answer{f' ({why})' if why else ' in time'}. "
            "Nothing was changed; check DATABASE_URL and try again."
        )


@app.command(epilog="Example: loip run --mode socket")
def run(
    mode: Annotated[
        str | None, typer.Option(help="socket or http; by default socket where SLACK_APP_TOKEN is set.")
    ] = None,
    schedules: Annotated[
        bool,
        typer.Option("--schedules/--no-schedules", help="Without: only answer; another replica keeps time."),
    ] = True,
) -> None:
    """Answer Slack, keep time and send, until told to stop (SIGTERM or Ctrl-C)."""
    from bot.assembly import build, run_until_stopped

    settings = _settings()
    if mode not in (None, "socket", "http"):
        _give_up("--mode has to be socket or http.")
    run_until_stopped(build(settings, mode=mode, schedules=schedules, sends=True))


@app.command(epilog="Example: loip practice --port 8700")
def practice(
    port: Annotated[int, typer.Option(min=0, max=LAST_PORT, help="Where the page is served.")] = 8700,
    opens: Annotated[
        bool, typer.Option("--open/--no-open", help="Whether to open the page in a browser.")
    ] = True,
    seconds: Annotated[
        float | None, typer.Option("--for", min=0, help="End by itself after so many seconds.")
    ] = None,
) -> None:
    """Practise with the bot in the browser: the sample register, everybody in it, and a clock to move."""
    from bot.practice.page.serving import PortTaken
    from bot.training.running import practise

    settings = load_settings()
    if settings.slack_bot_token or settings.slack_app_token:
        name = "SLACK_BOT_TOKEN" if settings.slack_bot_token else "SLACK_APP_TOKEN"
        _give_up(
            f"{name} is set: the practice workspace keeps away from a real Slack. Start it without, elsewhere."
        )
    configure_log(settings.loip_log if "loip_log" in settings.model_fields_set else "error")
    try:
        practise(port, opens, seconds, typer.echo)
    except PortTaken as error:
        _give_up(f"Nothing can be served: {error} (--port).")


@app.command(epilog="Example: loip migrate")
def migrate() -> None:
    """Bring the database to this version. Take a backup first where it holds a register."""
    from storage.migrations import migrate as apply

    applied = apply(_settings().database)
    typer.echo(f"Applied: {', '.join(applied)}" if applied else "Up to date: nothing to apply.")


@app.command("import", epilog="Example: loip import tracker.xlsx --partnership inv --dry-run")
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
                _give_up(f"{self.file.name}: {TOO_LARGE.line}")
            return self.file.read_bytes()
        except OSError as error:
            _give_up(f"{self.file} cannot be read: {error.strerror}.")


def _headings(said: list[str]) -> Iterator[tuple[str, str]]:
    from bot.sheets.headings import KEPT, LEFT_OUT
    from bot.sheets.vocabulary import ACTIONS, CONTACTS

    fields = {*ACTIONS.phrases, *CONTACTS.phrases, KEPT, LEFT_OUT}
    for one in said:
        heading, _, name = one.rpartition("=")
        if not heading.strip() or name.strip() not in fields:
            _give_up(f"--column wants HEADING=FIELD, not {one!r}. Fields: {', '.join(sorted(fields))}.")
        yield heading, name.strip()


def _import_register(wanted: _Import) -> None:
    """Import a register file."""
    from bot.services.import_register import import_register
    from bot.services.register_file import RegisterFileError, read_register_file
    from bot.views.import_report import report_lines

    with _database() as (_, database):
        try:
            values = read_register_file(wanted.file)
        except RegisterFileError as error:
            _give_up(str(error))
        report = import_register(
            database, values, wanted.partnership, _author(), SystemClock().now(), wanted.dry_run
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
    with _database() as (_, database):
        partnership_id, at = id_of(_partnership(database, wanted.partnership)), SystemClock().now()
        if wanted.dry_run:
            report = plan_sheet(database, partnership_id, sent, at, _progress)
        else:
            report = import_sheet(database, partnership_id, sent, _author(), at, _progress)
    if isinstance(report, NotRead):
        _give_up(f"{sent.name}: {report.line}")
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
    _restore(wanted.file)


IMPORTS: dict[str, Callable[[_Import], None]] = {
    ".json": _restore_register,
    ".yaml": _import_register,
    ".yml": _import_register,
    **dict.fromkeys((".xlsx", ".xlsm", ".xls", ".csv", ".tsv", ".tab", ".ics"), _import_sheet),
}
"""How a file is imported, by how its name ends; any other is read as a register file."""


def _restore(file: Path) -> None:
    """Put back a register that `loip export` wrote as JSON."""
    from bot.rules.restoring import Restored
    from bot.services.restore_register import restore_register
    from bot.views.restore_report import restore_line

    try:
        content = file.read_bytes()
    except OSError as error:
        _give_up(f"{file} cannot be read: {error.strerror}.")
    with _database() as (_, database):
        outcome = restore_register(database, content, _author(), SystemClock().now())
    if not isinstance(outcome, Restored):
        _give_up(restore_line(outcome))
    typer.echo(restore_line(outcome))


@app.command(epilog="Example: loip export --to register.xlsx")
def export(
    to: Annotated[
        Path,
        typer.Option(
            help="The file to write: .xlsx, .csv.zip for CSV files in one .zip, or .json to put back."
        ),
    ],
    partnership: Chosen = None,
) -> None:
    """Write the register out: a workbook, CSV files, or JSON that imports back to the last field."""
    from bot.services.export_register import export_file, format_of

    form = format_of(to.name)
    if form is None:
        _give_up(f"--to wants a name that ends in .xlsx, .csv.zip or .json, not {to.name!r}.")
    with _database() as (_, database):
        partnership_id = id_of(_partnership(database, partnership))
        content = export_file(database, partnership_id, form, SystemClock().now(), with_details=True)
    try:
        to.write_bytes(content)
    except OSError as error:
        _give_up(f"{to} cannot be written: {error.strerror}.")
    typer.echo(
        f"Wrote {to}: {len(content):,} bytes. It holds personal data; keep it as you keep the register."
    )


@app.command(epilog="Example: loip tick --at 2026-11-16T09:00 --dry-run")
def tick(
    at: Annotated[
        str | None, typer.Option(help="Up to this time, the first partnership's own where it names no zone.")
    ] = None,
    dry_run: DryRun = False,
) -> None:
    """Plan and send everything due by now, or by a time. A time still to come is only tried out."""
    from bot.assembly import tick_once

    with _database() as (settings, database):
        now = SystemClock().now()
        until = _instant(database, at) if at else now
        if until > now and not settings.talks_to_itself and not dry_run:
            typer.echo(
                "That time is still to come, so this is a dry run: nothing is claimed and nothing is sent."
            )
            dry_run = True
        for line in tick_once(settings, database, until, dry_run, _author()):
            typer.echo(line)


@app.command(epilog="Example: loip digest --meeting 7 --dry-run")
def digest(
    meeting: Annotated[int, typer.Option(help="The meeting's id; `loip digest --meeting 0` lists them.")],
    partnership: Chosen = None,
    dry_run: DryRun = False,
) -> None:
    """Show a meeting's digest as it stands now; without --dry-run it is kept and sent as well, once."""
    from schedules.digest_on_demand import send_digest, show_digest

    now = SystemClock().now()
    with _database() as (_, database):
        chosen = _partnership(database, partnership)
        lines, is_there = show_digest(database, chosen, meeting, now)
        for line in lines:
            typer.echo(line)
        if is_there and not dry_run:
            sent = send_digest(database, chosen, meeting, now, _author())
            typer.echo(
                f"Put in the outbox: {sent}"
                if sent
                else "Nothing was sent: it has gone out, has no readers, or its meeting is cancelled or over."
            )


@app.command(epilog="Example: loip check --bind inv")
def check(
    bind: Annotated[
        str | None, typer.Option(help="Bind this token's workspace to the partnership with this code.")
    ] = None,
) -> None:
    """Look whether everything is in place, and say what to do where it is not."""
    from bot import checks

    settings = _settings()
    database = Database(settings.database)
    lines = list(checks.check(settings, database, SystemClock().now(), bind, _author()))
    for line in lines:
        typer.echo(f"{'ok  ' if line.ok else 'TO DO'}  {line.what}")
        if line.to_do:
            typer.echo(f"       {line.to_do}")
    database.close()
    if not all(line.ok for line in lines):
        raise typer.Exit(1)


@outbox_app.command("list", epilog="Example: loip outbox list")
def outbox_list(partnership: Chosen = None) -> None:
    """List what waits, what is on its way and what is parked, with the reason."""
    from bot.services.list_outbox import list_outbox
    from bot.views.outbox_table import outbox_lines

    with _database() as (_, database):
        entries = list_outbox(database, id_of(_partnership(database, partnership)))
    for line in outbox_lines(entries):
        typer.echo(line)


@outbox_app.command("retry", epilog='Example: loip outbox retry "day 2026-11-16 contact 12"')
def outbox_retry(
    key: Annotated[str, typer.Argument(help="The message's key, as listed.")], partnership: Chosen = None
) -> None:
    """Send a parked message after all."""
    from bot.services.retry_message import retry_message

    with _database() as (_, database):
        partnership_id = id_of(_partnership(database, partnership))
        outcome = retry_message(database, partnership_id, key, _author(), SystemClock().now())
    _say_moved(outcome)


@outbox_app.command("drop", epilog='Example: loip outbox drop "day 2026-11-16 contact 12"')
def outbox_drop(
    key: Annotated[str, typer.Argument(help="The message's key, as listed.")], partnership: Chosen = None
) -> None:
    """Withdraw a message that waits or is parked."""
    from bot.services.drop_message import drop_message

    with _database() as (_, database):
        partnership_id = id_of(_partnership(database, partnership))
        outcome = drop_message(database, partnership_id, key, _author(), SystemClock().now())
    _say_moved(outcome)


def _say_moved(outcome: Moved | NoSuchMessage | WrongState) -> None:
    from bot.views.outbox_table import moved_line

    line, ok = moved_line(outcome)
    typer.echo(line, err=not ok)
    if not ok:
        raise typer.Exit(1)


def _settings() -> Settings:
    """The settings, and a log that tells none of their secrets."""
    settings = load_settings()
    configure_log(settings.loip_log)
    return settings


@contextmanager
def _database() -> Iterator[tuple[Settings, Database]]:
    """The settings and the database, at this version's schema."""
    from storage.migrations import pending

    settings = _settings()
    database = Database(settings.database)
    try:
        if pending(database):
            _give_up("The database is not at this version. Run: loip migrate")
        yield settings, database
    finally:
        database.close()


def _partnership(database: Database, code: str | None) -> Partnership:
    from bot.services.choose_partnership import choose_partnership

    chosen = choose_partnership(database, code)
    if isinstance(chosen, tuple):
        known = ", ".join(chosen) or "none yet: run loip import FILE"
        _give_up(f"Name the partnership with --partnership CODE. There are: {known}")
    return chosen


def _instant(database: Database, text: str) -> datetime:
    """A time from the command line; without a zone it is the first partnership's."""
    from storage.unit_of_work import reading

    try:
        instant = datetime.fromisoformat(text)
    except ValueError:
        instant = None
    if instant is None or instant.year not in YEARS:
        _give_up(f"--at wants a time such as 2026-11-16T09:00, not {text!r}.")
    if instant.tzinfo is not None:
        return instant.astimezone(UTC)
    with reading(database) as look:
        partnerships = look.everywhere.partnerships()
    zone = ZoneInfo(partnerships[0].time_zone) if partnerships else UTC
    return instant.replace(tzinfo=zone).astimezone(UTC)


def _author() -> Author:
    """Whom the history names: the command line, and who ran it."""
    try:
        user = getpass.getuser()
    except (KeyError, OSError):  # a container's user may be a number without a name
        user = f"user {os.getuid()}"
    return Author(None, by=f"command line ({user})")


def _give_up(line: str) -> NoReturn:
    """One line, and exit 2."""
    typer.echo(line, err=True)
    sys.exit(2)
