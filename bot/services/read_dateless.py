"""Read what has no date among the parts of actions and the Board's business: milestones, and log entries in words."""

from collections.abc import Iterable

from bot.rules.choosing import FINISHED
from bot.rules.dates import Due
from bot.rules.owed import Owed
from storage.records import LogEntry
from storage.records.glance import ActionGlance, MilestoneGlance
from storage.repositories import Register

_MEETING = "meeting"
"""What is due at a meeting to come has its date once the meeting does."""


def dateless(
    register: Register, actions: Iterable[ActionGlance], milestones: Iterable[MilestoneGlance]
) -> tuple[Owed, ...]:
    """The milestones not met of open actions that have no date, and the open log entries whose words are no date.

    `milestones` are those not met.
    """
    open_ = {action.id: action.code for action in actions if action.status not in FINISHED}
    found = [
        _line("milestones", each.id, open_[each.action_id], each.title, each.date_words)
        for each in milestones
        if each.latest is None and each.precision != _MEETING and each.action_id in open_
    ]
    return (*found, *_log_entries(register))


def _log_entries(register: Register) -> list[Owed]:
    return [
        _line("log_entries", row["id"], f"Action log {row['serial']}", row["words"], row["date_words"])
        for row in register.subjects.values(LogEntry, None, state="open")
        if row["latest"] is None and row["precision"] != _MEETING and row["date_words"]
    ]


def _line(table: str, row_id: int, whose: str, what: str, words: str | None) -> Owed:
    often = f"“{words}”" if words else "not said when"
    return Owed(table, row_id, whose, what, Due(None, None, "none", words or ""), often=often)
