"""Bringing in priority sets, which replace each other, and what became of their priorities.

What may live here: those two in an import.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from bot.rules.register_form import Draft
from bot.services.importing.rows import Importing
from storage.records import PrioritySet, Succession, id_of

_REPLACED_BY = "replaced_by_id"


def merge_sets(importing: Importing, drafts: Sequence[Draft]) -> None:
    """Add and change sets. New ones keep the file's order, for the newest set is the one that was added last."""
    fresh = [draft for draft in drafts if not importing.is_imported(draft)]
    known = [draft for draft in drafts if importing.is_imported(draft)]
    importing.merge("priority_sets", [_alone(draft) for draft in fresh])
    importing.merge("priority_sets", known)
    replaced = {
        importing.id_of(draft.subject, draft.source): draft.links[_REPLACED_BY]
        for draft in fresh
        if _REPLACED_BY in draft.links
    }
    rows: dict[int, Any] = importing.rows_of(PrioritySet, list(replaced))
    for row_id, by in replaced.items():
        rows[row_id].replaced_by_id = importing.id_of(*by)


def _alone(draft: Draft) -> Draft:
    return replace(draft, links={name: to for name, to in draft.links.items() if name != _REPLACED_BY})


def merge_successions(importing: Importing, drafts: Sequence[Draft]) -> None:
    """Add and change what became of priorities. A line people have drawn in Slack is the same line."""
    drawn = {(row.from_id, row.to_id): id_of(row) for row in importing.register.rows.all(Succession)}
    for draft in drafts:
        if not importing.is_imported(draft):
            values = importing.values(draft)
            row_id = drawn.get((values["from_id"], values["to_id"]))
            if row_id is not None:
                importing.remember(draft, row_id)
    importing.merge("successions", drafts)
