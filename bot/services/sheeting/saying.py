"""Writing what a tracker says of how an action goes: an update in its words, its status, what stands in the way.

What may live here: updates and barriers of a spreadsheet. An update is added and never written over.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.rules.register_form.standing import Said, Standing, is_overtaken
from bot.rules.ways import Ways
from bot.services.record_update import FINISHED
from bot.sheets.proposal import ActionSaid
from storage.records import Action, Barrier, Update, id_of
from storage.repositories import Register

MIDDAY = 12
"""The hour that stands for a day on which something was said."""

_SAYING = frozenset(("status", "progress", "evidence"))


@dataclass(frozen=True, slots=True)
class Moment:
    """When a file is imported, by whose clock, and the file's name."""

    at: datetime
    ways: Ways
    file: str

    def of(self, said: ActionSaid) -> datetime:
        """When something was said: on the day the file gives, else at the import."""
        day = said.said_on
        return min(self.ways.at_hour(day, MIDDAY), self.at) if day else self.at


def add_words(register: Register, said: Sequence[tuple[ActionSaid, Action]], moment: Moment) -> None:
    """What the file says of actions just added: each one's first update, which stands, and its barrier."""
    told: list[tuple[Action, Update]] = []
    for one, action in said:
        if one.status or one.progress or one.evidence:
            told.append((action, register.rows.add(_update(one, _SAYING, action, "not_started", moment))))
    register.flush()
    updates = {action.id: update for action, update in told}
    barriers = [_barrier(one, action, updates.get(action.id), moment) for one, action in said if one.barrier]
    register.rows.add_many(Barrier, barriers)
    for action, update in told:
        action.latest_update_id, action.heard_at = id_of(update), update.at


def change_words(
    register: Register,
    action: Action,
    said: ActionSaid,
    changed: Collection[str],
    barrier_before: str | None,
    moment: Moment,
) -> None:
    """What the file says otherwise of a known action: an update of that alone. Older news stands below."""
    update = None
    if _SAYING & set(changed):
        update = _say(register, action, said, changed, moment)
    if "barrier" in changed and not _reworded(register, action, said, barrier_before):
        register.rows.add_many(Barrier, [_barrier(said, action, update, moment)])


def _say(
    register: Register, action: Action, said: ActionSaid, changed: Collection[str], moment: Moment
) -> Update:
    update = register.rows.add(_update(said, changed, action, action.status, moment))
    standing = Standing(action.status, heard_at=action.heard_at)
    if is_overtaken(standing, Said(update.status, None, update.at)):
        update.status_before = None
        register.flush()
        return update
    register.flush()
    if update.status and update.status != action.status:
        action.status = update.status
        action.confirmed_by_id = action.closing_reason = action.merged_into_id = None
        if action.status in FINISHED:
            for barrier in register.updates.open_barriers(id_of(action)):
                barrier.resolved_at = moment.at
    if update.words.strip() or action.latest_update_id is None:
        action.latest_update_id = update.id
    action.heard_at = update.at
    return update


def _update(said: ActionSaid, fields: Collection[str], action: Action, before: str, moment: Moment) -> Update:
    """The file's words, verbatim. Who said them is whoever the file names; else all that is known is the file."""
    return Update(
        action_id=id_of(action),
        at=moment.of(said),
        by=said.said_by or moment.file,
        way="import",
        words=(said.progress or "") if "progress" in fields else "",
        status=said.status if "status" in fields else None,
        status_before=before,
        evidence=said.evidence if "evidence" in fields else None,
    )


def _reworded(register: Register, action: Action, said: ActionSaid, before: str | None) -> bool:
    """Whether the file only words otherwise what stood in the way already."""
    held = [one for one in register.updates.open_barriers(id_of(action)) if before and one.words == before]
    for barrier in held[:1]:
        barrier.words = said.barrier or barrier.words
    return bool(held)


def _barrier(said: ActionSaid, action: Action, update: Update | None, moment: Moment) -> dict[str, Any]:
    """What stands in the way, as the row of a barrier; of what is finished, nothing does any more."""
    raised = moment.of(said)
    return {
        "action_id": id_of(action),
        "update_id": update.id if update else None,
        "words": said.barrier,
        "raised_at": raised,
        "resolved_at": raised if action.status in FINISHED else None,
    }
