"""What Slack says a token is: its team, its bot and its scopes."""

from dataclasses import dataclass

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.slack.identity import token_digest
from storage.records.glance import Team


@dataclass(frozen=True, slots=True)
class Checked:
    """The team of a token and the scopes it has, as `auth.test` tells them."""

    team: Team
    scopes: frozenset[str]


class TokenRefused(Exception):
    """Slack knows the token no more, or never did; the message is Slack's own word for it."""


class SlackUnreachable(Exception):
    """Slack could not be asked, or does not tell; the message is its own word for it, or what went wrong."""


def check_token(client: WebClient, token: str) -> Checked:
    """Ask Slack about the token. Raises `TokenRefused` or `SlackUnreachable`."""
    try:
        answer = client.auth_test()
    except SlackApiError as error:
        raise TokenRefused(str(error.response.get("error", "refused"))) from error
    except OSError as error:
        raise SlackUnreachable(type(error).__name__) from error
    scopes = str(answer.headers.get("x-oauth-scopes") or answer.headers.get("X-OAuth-Scopes") or "")
    team = Team(
        team_id=answer["team_id"],
        name=answer.get("team") or "",
        bot_user_id=answer["user_id"],
        bot_id=answer.get("bot_id"),
        token_digest=token_digest(token),
    )
    return Checked(team, frozenset(scope.strip() for scope in scopes.split(",") if scope.strip()))
