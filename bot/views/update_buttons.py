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


def update_buttons(code: str, asked: str, milestones: Sequence[MilestoneGlance] = ()) -> list[Block]:
    """Update, No change and Blocked; where a milestone is asked after, whether it is met and its new date.

    The first of the milestones is asked after. Then *No change* would be no answer, and what stands in the way
    is said with the new date or the update.
    """
    value = verbs.value(code=code, asked=asked)
    update = button("Update", verbs.UPDATE, value)
    if not milestones:
        return [update, button("No change", verbs.NO_CHANGE, value), button("Blocked", verbs.BLOCKED, value)]
    of_milestone = verbs.value(code=code, asked=asked, m=milestones[0].id)
    met = button("Yes, met", verbs.MET, of_milestone, style="primary")
    return [met, button("New date", verbs.NEW_DATE, of_milestone), update]
