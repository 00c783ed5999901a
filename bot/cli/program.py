"""The program `loip`: every command, its options and an example. What it changes, the history records with who ran it.

What may live here: reading the command line and printing. What is done is assembly's, the services' or the schedules'.
"""

from pathlib import Path
from typing import Annotated

import typer

from bot.cli.importing import import_
from bot.cli.outbox import outbox_app
from bot.cli.terminal import (
    Chosen,
    DryRun,
    author,
    chosen_partnership,
    give_up,
    instant_of,
    opened,
    settings_and_log,
)
from bot.clock import SystemClock
from bot.collecting import loading
from bot.log import configure_log, without_secrets
from bot.settings import LAST_PORT, SettingsError, load_settings
from storage.engine import BadAddress, BusyError, Database
from storage.records import id_of

app = typer.Typer(
    help="LOIP bot: a community planning partnership's action register, in Slack.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
app.add_typer(outbox_app, name="outbox")


def main() -> None:
    """Run the program. A wrong setting or a database that does not answer is one line and exit 2."""
    try:
        app(standalone_mode=True)
    except SettingsError as error:
        give_up(str(error))
    except BadAddress as error:
        give_up(f"DATABASE_URL cannot be used: {error}.")
    except BusyError as error:
        why = without_secrets(str(error).strip().partition("\n")[0])
        give_up(
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
    with loading():
        from bot.assembly import build, run_until_stopped

    settings = settings_and_log()
    if mode not in (None, "socket", "http"):
        give_up("--mode has to be socket or http.")
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
        give_up(
            f"{name} is set: the practice workspace keeps away from a real Slack. Start it without, elsewhere."
        )
    configure_log(settings.loip_log if "loip_log" in settings.model_fields_set else "error")
    try:
        practise(port, opens, seconds, typer.echo)
    except PortTaken as error:
        give_up(f"Nothing can be served: {error} (--port).")


@app.command(epilog="Example: loip migrate")
def migrate() -> None:
    """Bring the database to this version. Take a backup first where it holds a register."""
    from storage.migrations import migrate as apply

    applied = apply(settings_and_log().database)
    typer.echo(f"Applied: {', '.join(applied)}" if applied else "Up to date: nothing to apply.")


app.command("import", epilog="Example: loip import tracker.xlsx --partnership inv --dry-run")(import_)


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
        give_up(f"--to wants a name that ends in .xlsx, .csv.zip or .json, not {to.name!r}.")
    with opened() as (_, database):
        partnership_id = id_of(chosen_partnership(database, partnership))
        content = export_file(database, partnership_id, form, SystemClock().now(), with_details=True)
    try:
        to.write_bytes(content)
    except OSError as error:
        give_up(f"{to} cannot be written: {error.strerror}.")
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

    with opened() as (settings, database):
        now = SystemClock().now()
        until = instant_of(database, at) if at else now
        if until > now and not settings.talks_to_itself and not dry_run:
            typer.echo(
                "That time is still to come, so this is a dry run: nothing is claimed and nothing is sent."
            )
            dry_run = True
        for line in tick_once(settings, database, until, dry_run, author()):
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
    with opened() as (_, database):
        chosen = chosen_partnership(database, partnership)
        lines, is_there = show_digest(database, chosen, meeting, now)
        for line in lines:
            typer.echo(line)
        if is_there and not dry_run:
            sent = send_digest(database, chosen, meeting, now, author())
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

    settings = settings_and_log()
    database = Database(settings.database)
    lines = list(checks.check(settings, database, SystemClock().now(), bind, author()))
    for line in lines:
        typer.echo(f"{'ok  ' if line.ok else 'TO DO'}  {line.what}")
        if line.to_do:
            typer.echo(f"       {line.to_do}")
    database.close()
    if not all(line.ok for line in lines):
        raise typer.Exit(1)
