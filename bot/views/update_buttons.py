"""The buttons that say something of an action, wherever it is listed. Pure."""

import hashlib
from collections.abc import Sequence

from bot.views import verbs
from bot.views.blocks import Block, button
from storage.records.glance import MilestoneGlance

_LONGEST_KEY = 80


def asking_key(list_name: str, submission_key: str) -> str:
    """The key of one asking, such as `menu 1337.42`: what was answered to it twice counts once.

    A page turned makes a new asking out of an old one, so a long key is shortened to its digest.
    """
    if len(submission_key) > _LONGEST_KEY:
        submission_key = hashlib.sha256(submission_key.encode()).hexdigest()[:32]
    return f"{list_name} {submission_key}"


def update_buttons(code: str, asked: str, passed: Sequence[MilestoneGlance] = ()) -> list[Block]:
    """Update, No change and Blocked; instead of No change, the milestone whose day has passed is asked after."""
    value = verbs.value(code=code, asked=asked)
    blocked = button("Blocked", verbs.BLOCKED, value)
    if not passed:
        return [button("Update", verbs.UPDATE, value), button("No change", verbs.NO_CHANGE, value), blocked]
    of_milestone = verbs.value(code=code, asked=asked, m=passed[0].id)
    return [
        button("Yes, met", verbs.MET, of_milestone),
        button("New date", verbs.NEW_DATE, of_milestone),
        button("Update", verbs.UPDATE, value),
        blocked,
    ]
