"""What Slack says of the workspace itself: the app was removed, or a member changed."""

from typing import Any

from slack_bolt import App, BoltContext

from bot.services.match_people import match_one, unmatch
from bot.services.stop_sending import stop_sending
from bot.slack.directory import account_of
from bot.slack.identity import SPEAKER
from commands.asked import Deps


def register(app: App, deps: Deps) -> None:
    """Listen for removal, and for members who joined or changed."""

    @app.event("app_uninstalled")
    def uninstalled(context: BoltContext) -> None:
        stop_sending(deps.database, context.team_id or "", "uninstalled", deps.clock.now())

    @app.event("tokens_revoked")
    def revoked(context: BoltContext) -> None:
        stop_sending(deps.database, context.team_id or "", "uninstalled", deps.clock.now())

    @app.event("user_change")
    def changed(event: dict[str, Any], context: BoltContext) -> None:
        _look_at(event, context)

    @app.event("team_join")
    def joined(event: dict[str, Any], context: BoltContext) -> None:
        _look_at(event, context)

    def _look_at(event: dict[str, Any], context: BoltContext) -> None:
        """Match the member to a contact, or no longer.

        The event itself says how the member is now: Slack, asked again, might be too busy to tell.
        """
        partnership_id, at = context[SPEAKER].partnership_id, deps.clock.now()
        account = account_of(event["user"], context.team_id)
        if account is None:
            unmatch(deps.database, partnership_id, event["user"]["id"], at)
        else:
            match_one(deps.database, partnership_id, account, at)
