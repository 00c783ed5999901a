"""Who is calling: the workspace a request came from, the partnership bound to it, and the contact behind the account.

What may live here: identity, asked of the database once a request. What the person may do is decided elsewhere.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from slack_bolt.authorization import AuthorizeResult

from bot.clock import Clock
from bot.rules.ways import Ways, ways_of
from storage.engine import Database
from storage.records import Workspace
from storage.records.glance import Person
from storage.unit_of_work import reading

SPEAKER = "speaker"
"""Where a listener finds the speaker in Bolt's context."""

NOT_SET_UP = "not_set_up"
"""In Bolt's context: this token's own workspace reaches no register yet, so that there is no speaker."""


@dataclass(frozen=True, slots=True)
class Speaker:
    """Somebody writing from a bound workspace. `person` is None for a stranger: no contact has this account."""

    workspace: Workspace
    ways: Ways
    slack_id: str
    person: Person | None

    @property
    def partnership_id(self) -> int:
        """The partnership the workspace is bound to: the only one this speaker can reach."""
        return self.workspace.partnership_id


def token_digest(token: str) -> str:
    """A fingerprint that tells tokens apart and gives none away."""
    return hashlib.sha256(token.encode()).hexdigest()[:32]


def find_speaker(database: Database, team_id: str, slack_id: str, at: datetime) -> Speaker | None:
    """The speaker, or None where no installed workspace has this team id."""
    with reading(database) as look:
        bound = look.everywhere.bound_workspace(team_id)
        if bound is None:
            return None
        workspace, partnership = bound
        ways = ways_of(partnership)
        people = look.register(workspace.partnership_id).people
        return Speaker(workspace, ways, slack_id, people.person(slack_id, ways.day_of(at)))


def awaits_register(database: Database, team_id: str, own: str) -> bool:
    """Whether a workspace is still to be bound: neither it nor the token with this digest was ever seen before."""
    with reading(database) as look:
        everywhere = look.everywhere
        return everywhere.workspace(team_id) is None and everywhere.workspace_of_token(own) is None


def authorizer(database: Database, clock: Clock, token: str) -> Callable[..., AuthorizeResult]:
    """Bolt's `authorize`: runs for every request, asks Slack nothing, and leaves the speaker in the context.

    It refuses (None) an uninstalled team, and a team that is not this token's own: with `token=` Bolt would have
    served any team with this one's token. As long as the token belongs to no known workspace it lets them through
    without a speaker, for the one answer there is then: what is still to be set up.
    """
    own = token_digest(token)

    def authorize(context: Any, enterprise_id: str | None, team_id: str | None, user_id: str | None) -> Any:
        speaker = find_speaker(database, team_id or "", user_id or "", clock.now())
        if speaker is None and awaits_register(database, team_id or "", own):
            context[NOT_SET_UP] = True
            return AuthorizeResult(
                enterprise_id=enterprise_id, team_id=team_id, bot_token=token, user_id=user_id
            )
        if speaker is None:  # unless it was bound between the two looks, by the same form delivered twice
            speaker = find_speaker(database, team_id or "", user_id or "", clock.now())
        if speaker is None or speaker.workspace.token_digest != own:
            return None
        context[SPEAKER] = speaker
        return AuthorizeResult(
            enterprise_id=enterprise_id,
            team_id=team_id,
            bot_token=token,
            bot_id=speaker.workspace.bot_id,
            bot_user_id=speaker.workspace.bot_user_id,
            user_id=user_id,
        )

    return authorize
