"""Somebody who is no contact yet: matched by email if a contact has it, else told who runs the register."""

from datetime import datetime

from bot.services.match_people import match_one
from bot.services.put_message import put_message
from bot.services.who_may import support_post
from bot.slack.identity import Speaker, find_speaker
from bot.slack.team import SlackUnreachable
from bot.views import refusals
from bot.views.blocks import Block
from commands.asked import Deps
from storage.records import Outbox


def introduce(deps: Deps, speaker: Speaker, at: datetime) -> Speaker | None:
    """The speaker once more, matched to a contact by the email Slack has for them; None where nobody fits.

    Where Slack does not tell who they are, they are not introduced this time.
    """
    try:
        account = deps.directory.account(speaker.slack_id, speaker.workspace.team_id)
    except SlackUnreachable:
        return None
    if account is None or not match_one(deps.database, speaker.partnership_id, account, at):
        return None
    return find_speaker(deps.database, speaker.workspace.team_id, speaker.slack_id, at)


def turned_away(deps: Deps, speaker: Speaker, typed: str = "") -> Block:
    """What a stranger is told: who runs the register, and nothing that is in it. What they typed is theirs."""
    support = support_post(deps.database, speaker.partnership_id)
    return refusals.stranger(speaker.ways.partnership.name, support, typed)


def tell(deps: Deps, speaker: Speaker, message: Outbox, at: datetime) -> None:
    """Put what a stranger is told in the outbox of the workspace they tapped in."""
    put_message(deps.database, speaker.partnership_id, message, at)
