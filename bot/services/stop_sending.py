"""Stop sending to a workspace: the app was removed from it, or its token taken back. Its rows are kept."""

from datetime import datetime

from storage.engine import Database
from storage.unit_of_work import Author, working

SLACK = Author(None, by="Slack, telling of the workspace")


def stop_sending(database: Database, team_id: str, state: str, at: datetime) -> bool:
    """Set the workspace's state (`paused` or `uninstalled`); False for a team that is not known."""
    with working(database, SLACK, at) as work:
        workspace = work.everywhere.workspace(team_id)
        if workspace is None:
            return False
        workspace.state = state
        work.commit()
        return True
