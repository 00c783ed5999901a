"""The workspace's people, as Slack knows them: the only place that asks Slack who somebody is."""

from collections.abc import Iterator
from typing import Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from storage.records.glance import Account

PAGE = 200


class Directory:
    """Looks people up. Needs the scopes `users:read` and `users:read.email`."""

    def __init__(self, client: WebClient, team_id: str | None = None) -> None:
        self._client = client
        self._team_id = team_id

    def account(self, slack_id: str) -> Account | None:
        """The account with this id; None for nobody, a bot, a deactivated account or another team's member."""
        try:
            answer = self._client.users_info(user=slack_id)
        except SlackApiError:
            return None
        member: dict[str, Any] = answer["user"]
        return self._account(member)

    def everybody(self) -> Iterator[Account]:
        """Every member of the workspace who can be written to, a page at a time."""
        cursor = None
        while True:
            answer = self._client.users_list(limit=PAGE, cursor=cursor)
            yield from filter(None, map(self._account, answer["members"]))
            cursor = (answer.get("response_metadata") or {}).get("next_cursor")
            if not cursor:
                return

    def _account(self, member: dict[str, Any]) -> Account | None:
        foreign = self._team_id is not None and member.get("team_id") != self._team_id
        if member.get("deleted") or member.get("is_bot") or member.get("is_stranger") or foreign:
            return None
        profile = member.get("profile") or {}
        email = profile.get("email")
        name = profile.get("real_name") or member.get("real_name") or member.get("name") or ""
        return Account(member["id"], name, email.lower() if email else None, member.get("tz"))
