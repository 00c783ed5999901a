"""Bringing in what the register numbers: the Board action log.

What may live here: the log in an import. The codes of actions are `bot.services.import_register`'s.
"""

from collections.abc import Sequence
from typing import Any

from bot.rules.register_form import Draft
from bot.services.importing.rows import Importing
from storage.records import LogEntry


def merge_log(importing: Importing, drafts: Sequence[Draft]) -> None:
    """Add and change entries of the log. A number is given once, and one that is taken gives way to the next."""
    held = {row.serial for row in importing.register.rows.all(LogEntry)}
    taken = set(held)

    def number(draft: Draft, values: dict[str, Any]) -> None:
        stated = draft.said["serial"]
        if not stated or stated in taken:
            values["serial"] = max(taken | wanted, default=0) + 1
        if stated in taken:
            told = f"number {stated} is another entry's"
            importing.note(f"log entry {draft.source}", told, f"number {values['serial']}", "leave it out")
        taken.add(values["serial"])

    wanted = {draft.said["serial"] or 0 for draft in drafts}
    importing.merge("log_entries", drafts, fresh=number)
