"""What every command shares: its settings and database, whom it is for, who ran it, and giving up.

What may live here: what stands between the command line and the services. No command.
"""

import getpass
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Annotated, NoReturn
from zoneinfo import ZoneInfo

import typer

from bot.log import configure_log
from bot.settings import Settings, load_settings
from storage.engine import Database
from storage.records import Partnership
from storage.unit_of_work import Author

YEARS = range(2000, 2200)
"""The years a time on the command line may lie in."""

DryRun = Annotated[bool, typer.Option("--dry-run", help="Say what would be done, and do nothing.")]
Chosen = Annotated[
    str | None, typer.Option("--partnership", help="The partnership's code; needed where there are several.")
]


def settings_and_log() -> Settings:
    """The settings, and a log that tells none of their secrets."""
    settings = load_settings()
    configure_log(settings.loip_log)
    return settings


@contextmanager
def opened() -> Iterator[tuple[Settings, Database]]:
    """The settings and the database, at this version's schema."""
    from storage.migrations import pending

    settings = settings_and_log()
    database = Database(settings.database)
    try:
        if pending(database):
            give_up("The database is not at this version. Run: loip migrate")
        yield settings, database
    finally:
        database.close()


def chosen_partnership(database: Database, code: str | None) -> Partnership:
    """The partnership with this code, or the only one; a line and exit 2 where that names none."""
    from bot.services.choose_partnership import choose_partnership

    chosen = choose_partnership(database, code)
    if isinstance(chosen, tuple):
        known = ", ".join(chosen) or "none yet: run loip import FILE"
        give_up(f"Name the partnership with --partnership CODE. There are: {known}")
    return chosen


def instant_of(database: Database, text: str) -> datetime:
    """A time from the command line; without a zone it is the first partnership's."""
    from storage.unit_of_work import reading

    try:
        instant = datetime.fromisoformat(text)
    except ValueError:
        instant = None
    if instant is None or instant.year not in YEARS:
        give_up(f"--at wants a time such as 2026-11-16T09:00, not {text!r}.")
    if instant.tzinfo is not None:
        return instant.astimezone(UTC)
    with reading(database) as look:
        partnerships = look.everywhere.partnerships()
    zone = ZoneInfo(partnerships[0].time_zone) if partnerships else UTC
    return instant.replace(tzinfo=zone).astimezone(UTC)


def author() -> Author:
    """Whom the history names: the command line, and who ran it."""
    try:
        user = getpass.getuser()
    except (KeyError, OSError):  # a container's user may be a number without a name
        user = f"user {os.getuid()}"
    return Author(None, by=f"command line ({user})")


def give_up(line: str) -> NoReturn:
    """One line, and exit 2."""
    typer.echo(line, err=True)
    sys.exit(2)
