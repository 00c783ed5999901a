"""`loip outbox`: what waits to be sent, and what could not be.

What may live here: its commands, each a service and a line or a table.
"""

from typing import Annotated

import typer

from bot.cli.terminal import Chosen, author, chosen_partnership, opened
from bot.clock import SystemClock
from bot.rules.outbox import Moved, NoSuchMessage, WrongState
from storage.records import id_of

outbox_app = typer.Typer(help="What waits to be sent, and what could not be.", no_args_is_help=True)


@outbox_app.command("list", epilog="Example: loip outbox list")
def outbox_list(partnership: Chosen = None) -> None:
    """List what waits, what is on its way and what is parked, with the reason."""
    from bot.services.list_outbox import list_outbox
    from bot.views.outbox_table import outbox_lines

    with opened() as (_, database):
        entries = list_outbox(database, id_of(chosen_partnership(database, partnership)))
    for line in outbox_lines(entries):
        typer.echo(line)


@outbox_app.command("retry", epilog='Example: loip outbox retry "day 2026-11-16 contact 12"')
def outbox_retry(
    key: Annotated[str, typer.Argument(help="The message's key, as listed.")], partnership: Chosen = None
) -> None:
    """Send a parked message after all."""
    from bot.services.retry_message import retry_message

    with opened() as (_, database):
        partnership_id = id_of(chosen_partnership(database, partnership))
        outcome = retry_message(database, partnership_id, key, author(), SystemClock().now())
    _say_moved(outcome)


@outbox_app.command("drop", epilog='Example: loip outbox drop "day 2026-11-16 contact 12"')
def outbox_drop(
    key: Annotated[str, typer.Argument(help="The message's key, as listed.")], partnership: Chosen = None
) -> None:
    """Withdraw a message that waits or is parked."""
    from bot.services.drop_message import drop_message

    with opened() as (_, database):
        partnership_id = id_of(chosen_partnership(database, partnership))
        outcome = drop_message(database, partnership_id, key, author(), SystemClock().now())
    _say_moved(outcome)


def _say_moved(outcome: Moved | NoSuchMessage | WrongState) -> None:
    from bot.views.outbox_table import moved_line

    line, ok = moved_line(outcome)
    typer.echo(line, err=not ok)
    if not ok:
        raise typer.Exit(1)
