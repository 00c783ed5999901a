"""Queries asked before it is known whose register is meant: partnerships, and a request's workspace."""

from collections.abc import Sequence

from sqlalchemy import bindparam
from sqlmodel import Session, col, select

from storage.records import Partnership, Workspace


class Everywhere:
    """What an installation holds, across partnerships. It reads no row of any register."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add_partnership(self, partnership: Partnership) -> Partnership:
        """Add a partnership and give it its id."""
        self._session.add(partnership)
        self._session.flush()
        return partnership

    def partnerships(self) -> Sequence[Partnership]:
        """Every partnership, in the order they came."""
        return self._session.exec(select(Partnership).order_by(col(Partnership.id))).all()

    def partnership(self, code: str) -> Partnership | None:
        """The partnership with this code."""
        return self._session.exec(select(Partnership).where(col(Partnership.code) == code)).first()

    def workspace(self, team_id: str) -> Workspace | None:
        """The workspace record of a Slack team."""
        return self._session.exec(select(Workspace).where(col(Workspace.team_id) == team_id)).first()

    def bound_workspace(self, team_id: str) -> tuple[Workspace, Partnership] | None:
        """An installed workspace and the partnership it is bound to, in one query."""
        row = self._session.exec(_BOUND_WORKSPACE, params={"team_id": team_id}).first()
        return (row[0], row[1]) if row else None

    def workspace_of_token(self, token_digest: str) -> Workspace | None:
        """The workspace a token was last seen to belong to; several tokens over time keep one row a team."""
        return self._session.exec(
            select(Workspace).where(col(Workspace.token_digest) == token_digest)
        ).first()

    def workspaces(self) -> Sequence[Workspace]:
        """Every workspace record."""
        return self._session.exec(select(Workspace).order_by(col(Workspace.id))).all()


# Asked with every request, so it is put together once.
_BOUND_WORKSPACE = (
    select(Workspace, Partnership)
    .join(Partnership, col(Partnership.id) == col(Workspace.partnership_id))
    .where(col(Workspace.team_id) == bindparam("team_id"), col(Workspace.state) == "installed")
)
