"""The workspace's people, as Slack knows them: the only place that asks Slack who somebody is."""

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.slack.team import SlackUnreachable
from storage.records.glance import Account

PAGE = 200

AT_ONCE, ASKED_WITHIN = 5, 2
"""How many people are asked about at the same time, and the seconds that all of them may take together."""

NOBODY = frozenset({"user_not_found", "users_not_found", "user_not_visible", "user_disabled"})
"""Slack's words for an account that is not there. Any other refusal says nothing of the person."""


class Directory:
    """Looks people up. Needs the scopes `users:read` and `users:read.email`.

    Only members of the team are found: the one asked about, or else the one given here. Somebody of another
    team in a shared channel is no `is_stranger` to Slack, so that only the team tells them apart.
    """

    def __init__(self, client: WebClient, team_id: str | None = None) -> None:
        self._client = client
        self._team_id = team_id

    def account(self, slack_id: str, team_id: str | None = None) -> Account | None:
        """The account with this id; None for nobody, a bot, a deactivated account or another team's member.

        Raises `SlackUnreachable` where Slack does not tell: it is busy, out of reach, or a scope is missing.
        """
        try:
            answer = self._client.users_info(user=slack_id)
        except SlackApiError as error:
            why = str(error.response.get("error", "refused"))
            if why in NOBODY:
                return None
            raise SlackUnreachable(why) from error
        except OSError as error:
            raise SlackUnreachable(type(error).__name__) from error
        return account_of(answer["user"], team_id or self._team_id)

    def accounts(self, slack_ids: Sequence[str], team_id: str | None = None) -> list[Account | None]:
        """The accounts with these ids, in their order, as `account` has each: a few people, while a form waits.

        Raises `SlackUnreachable` where Slack does not tell of one of them, or not in time.
        """
        pool = ThreadPoolExecutor(AT_ONCE)
        try:
            return list(pool.map(lambda each: self.account(each, team_id), slack_ids, timeout=ASKED_WITHIN))
        except TimeoutError as error:
            raise SlackUnreachable("too slow") from error
        finally:
            pool.shutdown(wait=False, cancel_futures=True)

    def everybody(self, team_id: str | None = None) -> Iterator[Account]:
        """Every member of the team who can be written to, a page at a time. Raises `SlackUnreachable`."""
        cursor = None
        while True:
            answer = self._page(cursor)
            members: list[dict[str, Any]] = answer["members"]
            yield from filter(None, (account_of(member, team_id or self._team_id) for member in members))
            cursor = (answer.get("response_metadata") or {}).get("next_cursor")
            if not cursor:
                return

    def _page(self, cursor: str | None) -> Any:
        try:
            return self._client.users_list(limit=PAGE, cursor=cursor)
        except SlackApiError as error:
            raise SlackUnreachable(str(error.response.get("error", "refused"))) from error
        except OSError as error:
            raise SlackUnreachable(type(error).__name__) from error


def account_of(member: dict[str, Any], team_id: str | None) -> Account | None:
    """A user as Slack writes them, in an answer or an event.

    None for a bot, a deactivated account or, where `team_id` is given, another team's member.
    """
    if member.get("deleted") or member.get("is_bot") or member.get("is_stranger"):
        return None
    if team_id is not None and team_id not in _teams(member):
        return None
    profile = member.get("profile") or {}
    email = profile.get("email")
    name = profile.get("real_name") or member.get("real_name") or member.get("name") or ""
    is_admin = bool(member.get("is_admin") or member.get("is_owner"))
    return Account(member["id"], name, email.lower() if email else None, member.get("tz"), is_admin)


def _teams(member: dict[str, Any]) -> list[str | None]:
    """The member's own team, and every other that an Enterprise Grid has them in."""
    grid = member.get("enterprise_user") or {}
    return [member.get("team_id"), *(grid.get("teams") or [])]
