"""The buttons that say something of an action, wherever it is listed. Pure."""

import hashlib
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

from bot.views import verbs
from bot.views.blocks import Block, button, overflow
from storage.records.glance import MilestoneGlance

_LONGEST_KEY = 60
_SHOWN = " @"


def asking_key(list_name: str, submission_key: str, shown_at: datetime | None = None) -> str:
    """The key of one asking, such as `menu 1337.42`: what was answered to it twice counts once.

    A page turned makes a new asking out of an old one, so a long key is shortened to its digest. `shown_at` is when
    the list was read, for a list that is nowhere kept: what was said since is news to whoever presses its buttons.
    """
    if len(submission_key) > _LONGEST_KEY:
        submission_key = hashlib.sha256(submission_key.encode()).hexdigest()[:32]
    shown = f"{_SHOWN}{shown_at.timestamp():.6f}" if shown_at is not None else ""
    return f"{list_name} {submission_key}{shown}"


def shown_at(asking: str) -> datetime | None:
    """When the list of an asking was read; None where its key does not say."""
    said = asking.rpartition(_SHOWN)[2] if _SHOWN in asking else ""
    try:
        return datetime.fromtimestamp(float(said), UTC)
    except (ValueError, OverflowError, OSError):
        return None


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


def take_on_button(code: str, asked: str, words: str = "Take it on") -> Block:
    """What makes whoever presses it the coordinating officer of an action that nobody has."""
    return button(words, f"{verbs.TAKE_ON}:{code}", verbs.value(code=code, asked=asked))


def undo_handing_button(code: str, asked: str, handing_id: int) -> Block:
    """What gives an action back to whoever had it before the reader handed it on."""
    return button("Undo", verbs.UNDO_HANDING, verbs.value(code=code, asked=asked, h=handing_id))


def more_menu(
    code: str,
    asked: str,
    milestones: Sequence[MilestoneGlance] = (),
    unmet: Sequence[MilestoneGlance] = (),
    is_theirs: bool = True,
    may_snooze: bool = True,
) -> Block:
    """What else can be said of an action, beside its buttons: never more than five, and none of them twice.

    `milestones` are those the buttons ask after; else the menu has *Milestone met* and *New date* of the `unmet`
    (where there are several, a form asks which). `is_theirs`: the reader is asked because it is theirs to speak for.
    `may_snooze`: they may put the question off.
    """
    offered = [] if milestones else list(_of_milestones(code, asked, unmet))
    if milestones:
        offered.append(("Blocked…", verbs.option(verbs.BLOCKED, code=code, asked=asked)))
    if may_snooze:
        offered.append(("Snooze until…", verbs.option(verbs.SNOOZE, code=code, asked=asked)))
    if is_theirs:
        offered.append(("Not mine…", verbs.option(verbs.NOT_MINE, code=code, asked=asked)))
    offered.append(("Tell me more", verbs.option(verbs.SHOW, code=code, asked=asked)))
    return overflow(verbs.MORE, offered)


def _of_milestones(code: str, asked: str, unmet: Sequence[MilestoneGlance]) -> Iterator[tuple[str, str]]:
    if not unmet:
        return
    only = unmet[0].id if len(unmet) == 1 else None
    met = "Milestone met" if only else "Milestone met…"
    yield met, verbs.option(verbs.MET, code=code, asked=asked, m=only)
    yield "New date…", verbs.option(verbs.NEW_DATE, code=code, asked=asked, m=only)


def sorted_button(barrier_id: int, code: str, asked: str, update_id: int | None = None) -> Block:
    """[Sorted] beside a barrier; the words of the update say why, where one is named."""
    value = verbs.value(i=barrier_id, code=code, u=update_id, asked=asked)
    return button("Sorted", f"{verbs.BARRIER_SORTED}:{barrier_id}", value)
