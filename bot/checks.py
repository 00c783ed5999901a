"""`loip check`: is everything in place, line by line, and what to do where it is not.

What may live here: looking, and saying what was found. The one thing it changes is the binding it is asked for.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from bot.log import without_secrets
from bot.rules.outcomes import NotBound
from bot.services.bind_workspace import bind_workspace
from bot.services.match_people import match_people
from bot.settings import Settings, SettingsError
from bot.slack.app import SCOPES, build_client
from bot.slack.directory import Directory
from bot.slack.team import Checked, SlackUnreachable, TokenRefused, check_token
from storage.engine import BusyError, Database
from storage.migrations import pending
from storage.records import Workspace
from storage.unit_of_work import Author, reading


@dataclass(frozen=True, slots=True)
class Line:
    """One thing looked at: in order or not, what was found, and what to do where it is not in order."""

    ok: bool
    what: str
    to_do: str = ""


def check(
    settings: Settings, database: Database, at: datetime, bind: str | None, author: Author
) -> Iterator[Line]:
    """Look at each thing in turn; what cannot be looked at without an earlier one is left out."""
    yield Line(True, f"Settings: log level {settings.loip_log}, Slack at {settings.slack_api_url}")
    try:
        missing = pending(database)
    except BusyError as error:
        why = without_secrets(str(error).strip().partition("\n")[0]) or "it did not answer in time"
        yield Line(False, f"Database: {why}", "Check DATABASE_URL and that the database is running.")
        return
    yield Line(True, f"Database: {'SQLite' if database.is_sqlite else 'PostgreSQL'} answers")
    if missing:
        yield Line(False, f"Migrations: {len(missing)} to apply", "Run: loip migrate")
        return
    yield Line(True, "Migrations: up to date")
    yield from _partnerships(database)
    yield from _slack(settings, database, at, bind, author)


def _partnerships(database: Database) -> Iterator[Line]:
    with reading(database) as look:
        codes = [partnership.code for partnership in look.everywhere.partnerships()]
    if codes:
        yield Line(True, f"Partnerships: {', '.join(codes)}")
    else:
        yield Line(False, "Partnerships: none yet", "Run: loip import FILE")


def _slack(
    settings: Settings, database: Database, at: datetime, bind: str | None, author: Author
) -> Iterator[Line]:
    try:
        token = settings.bot_token
        client = build_client(token, settings.slack_api_url)
        checked = check_token(client, token)
    except SettingsError as error:
        yield Line(False, "Token: not set", str(error))
        return
    except TokenRefused as error:
        yield Line(
            False, f"Token: Slack says {error}", "Copy SLACK_BOT_TOKEN again from OAuth & Permissions."
        )
        return
    except SlackUnreachable as error:
        yield Line(False, f"Token: Slack cannot be reached ({error})", "Check the network and SLACK_API_URL.")
        return
    yield Line(True, f"Token: {checked.team.name} ({checked.team.team_id})")
    yield _scopes(checked)
    yield _way_in(settings)
    bound = bind_workspace(database, checked.team, at, bind, author)
    yield _binding(bound)
    if isinstance(bound, Workspace):
        directory = Directory(client, bound.team_id)
        yield _people(database, bound, directory, settings, at, author)


def _scopes(checked: Checked) -> Line:
    missing = SCOPES - checked.scopes
    if missing:
        return Line(False, f"Scopes: {', '.join(sorted(missing))} missing", "Add them and reinstall the app.")
    return Line(True, "Scopes: all there")


def _way_in(settings: Settings) -> Line:
    if settings.slack_app_token:
        return Line(True, "Way in: Socket Mode")
    if settings.slack_signing_secret:
        return Line(True, f"Way in: HTTP on {settings.loip_host}:{settings.loip_port}, POST /slack/events")
    return Line(
        False,
        "Way in: neither SLACK_APP_TOKEN nor SLACK_SIGNING_SECRET is set",
        "Set SLACK_APP_TOKEN for Socket Mode, or SLACK_SIGNING_SECRET for HTTP.",
    )


def _binding(bound: Workspace | NotBound) -> Line:
    if isinstance(bound, Workspace):
        return Line(True, f"Partnership: bound to {bound.name}, {bound.state}")
    codes = ", ".join(bound.codes)
    to_do = {
        "no_partnership": "Run: loip import FILE",
        "several": f"Choose one: loip check --bind CODE, of {codes}",
        "unknown": f"There is no such partnership; there are {codes or 'none'}.",
        "bound_elsewhere": "This workspace is bound to another partnership and stays with it.",
    }
    return Line(False, "Partnership: not bound to this workspace", to_do[bound.why])


def _people(
    database: Database,
    bound: Workspace,
    directory: Directory,
    settings: Settings,
    at: datetime,
    author: Author,
) -> Line:
    try:
        accounts = list(directory.everybody())
    except SlackUnreachable as error:
        return Line(False, f"People: Slack does not tell who they are ({error})", "Try again in a minute.")
    matched = match_people(database, bound.partnership_id, accounts, settings.admins, at, author)
    if not matched.matched:
        return Line(
            False, "People: nobody matched", "Give contacts the email they use on Slack, or set LOIP_ADMINS."
        )
    rest = f"; not on Slack: {', '.join(matched.unmatched)}" if matched.unmatched else ""
    return Line(True, f"People: {matched.matched} matched by email{rest}")
