"""Merging what an action is tied to: the file adds and takes away its own ties, and leaves everybody else's.

What may live here: the ties of actions to priorities, localities and contributing bodies.
"""

from collections.abc import Callable, Mapping
from typing import Any

from bot.rules.register_form import Draft
from storage.records import ActionBody, ActionLocality, ActionPriority
from storage.repositories import Register

_KINDS: dict[str, tuple[type[Any], str, str]] = {
    "priorities": (ActionPriority, "priority_id", "priorities"),
    "localities": (ActionLocality, "locality_id", "localities"),
    "contributors": (ActionBody, "body_id", "bodies"),
}
"""By kind: the table, its column that points away from the action, and the table that one points to."""

Tied = Mapping[str, str | None]
"""The file's ids of what an action is tied to, with words where a tie has any."""


class Ties:
    """The ties of a partnership's actions, read when first needed."""

    def __init__(self, register: Register, find_id: Callable[[str, str], int]) -> None:
        self._register = register
        self._find_id = find_id
        self._held: dict[str, dict[int, dict[int, Any]]] = {}

    def add(self, draft: Draft, action_id: int) -> None:
        """Tie a new action to all it names."""
        for kind, tied in draft.ties.items():
            for source in tied:
                self._add_one(kind, action_id, source, tied)

    def merge(self, draft: Draft, action_id: int, before: Mapping[str, Any]) -> list[str]:
        """Write what the file changed of an action's ties since it said `before`; each kind changed, in words."""
        told = []
        for kind, tied in draft.ties.items():
            last: Tied = before.get(kind) or {}
            if last != tied and self._merge_kind(kind, action_id, last, tied):
                told.append(f"{kind} {', '.join(last) or 'none'} -> {', '.join(tied) or 'none'}")
        return told

    def _merge_kind(self, kind: str, action_id: int, last: Tied, tied: Tied) -> bool:
        _, _, points_to = _KINDS[kind]
        held = self._held_by(kind).get(action_id, {})
        changed = False
        for source in last.keys() - tied.keys():
            tie = held.get(self._find_id(points_to, source))
            changed = self._take_away(tie) or changed
        for source in tied:
            tie = held.get(self._find_id(points_to, source))
            if tie is None:
                self._add_one(kind, action_id, source, tied)
                changed = True
            elif kind == "contributors" and last.get(source) != tied[source] != tie.contribution:
                tie.contribution = tied[source]
                changed = True
        return changed

    def _add_one(self, kind: str, action_id: int, source: str, tied: Tied) -> None:
        table, column, points_to = _KINDS[kind]
        more: dict[str, Any] = {}
        if kind == "priorities":
            more = {"position": list(tied).index(source) + 1}
        elif kind == "contributors":
            more = {"contribution": tied[source]}
        self._register.rows.add(
            table(action_id=action_id, **{column: self._find_id(points_to, source)}, **more)
        )

    def _take_away(self, tie: Any) -> bool:
        """Take a tie away; the history keeps what it was."""
        if tie is None:
            return False
        self._register.rows.delete(tie)
        return True

    def _held_by(self, kind: str) -> dict[int, dict[int, Any]]:
        """The ties of a kind, by action and by what they tie it to."""
        if kind not in self._held:
            table, column, _ = _KINDS[kind]
            ties: dict[int, dict[int, Any]] = {}
            for tie in self._register.rows.all(table):
                ties.setdefault(tie.action_id, {})[getattr(tie, column)] = tie
            self._held[kind] = ties
        return self._held[kind]
