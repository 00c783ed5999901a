"""Bind a Slack workspace to the partnership whose register it may reach."""

from datetime import datetime

from bot.rules.outcomes import NotBound
from storage.engine import Database
from storage.records import Partnership, Workspace, id_of
from storage.records.glance import Team
from storage.unit_of_work import Author, DuplicateError, Work, working

BINDER = Author(None, by="the bot, starting in a workspace")


def bind_workspace(
    database: Database, team: Team, at: datetime, code: str | None = None, author: Author = BINDER
) -> Workspace | NotBound:
    """Bind the team to the partnership with this code, or to the only one there is.

    A team that is bound stays bound; its token, name and bot user are brought up to date, and it is
    installed again. Replicas that start together bind it once.
    """
    try:
        return _bind(database, team, at, code, author)
    except DuplicateError:
        return _bind(database, team, at, code, author)


def _bind(
    database: Database, team: Team, at: datetime, code: str | None, author: Author
) -> Workspace | NotBound:
    with working(database, author, at) as work:
        existing = work.everywhere.workspace(team.team_id)
        if existing is not None and code is None:
            _refresh(existing, team)
            work.commit()
            return existing
        partnership = _chosen(work, code)
        if isinstance(partnership, NotBound):
            return partnership
        if existing is not None and existing.partnership_id != partnership.id:
            return NotBound("bound_elsewhere")
        workspace = existing or work.register(id_of(partnership)).rows.add(_new(team))
        _refresh(workspace, team)
        work.commit()
        return workspace


def _chosen(work: Work, code: str | None) -> Partnership | NotBound:
    partnerships = work.everywhere.partnerships()
    codes = tuple(partnership.code for partnership in partnerships)
    if code is not None:
        named = next((partnership for partnership in partnerships if partnership.code == code), None)
        return named or NotBound("unknown", codes)
    if not partnerships:
        return NotBound("no_partnership")
    return partnerships[0] if len(partnerships) == 1 else NotBound("several", codes)


def _new(team: Team) -> Workspace:
    return Workspace(team_id=team.team_id, bot_user_id=team.bot_user_id, token_digest=team.token_digest)


def _refresh(workspace: Workspace, team: Team) -> None:
    workspace.name = team.name
    workspace.bot_user_id = team.bot_user_id
    workspace.bot_id = team.bot_id
    workspace.token_digest = team.token_digest
    workspace.state = "installed"
