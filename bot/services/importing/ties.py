"""Merging what a row is tied to: the file adds and takes away its own ties, and leaves everybody else's.

What may live here: the ties of actions and reports to all they name.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from bot.rules.register_form import Draft
from bot.rules.subjects import SUBJECTS, Tie
from storage.records import ActionBody, Dependency, Leaning
from storage.repositories import Register


@dataclass(frozen=True, slots=True)
class _Kind:
    """How ties of a kind are kept: the table between, where they point to, and their column of words if any."""

    tie: Tie
    points_to: str
    words: str | None = None


_KINDS: dict[str, _Kind] = {
    field.name: _Kind(field.tie, field.of) for subject in SUBJECTS for field in subject.fields if field.tie
} | {
    "contributors": _Kind(Tie(ActionBody, "action_id", "body_id"), "bodies", "contribution"),
    "depends_on": _Kind(Tie(Dependency, "action_id", "needs_id"), "actions", "words"),
    "leans_on": _Kind(Tie(Leaning, "action_id", "plan_id"), "plans", "words"),
}
"""Every kind of tie, by the name a draft has it under."""

Tied = Mapping[str, str | None]
"""The file's ids of what a row is tied to, with words where a tie has any."""


class Ties:
    """The ties of a partnership's rows, read when first needed."""

    def __init__(self, register: Register, find_id: Callable[[str, str], int]) -> None:
        self._register = register
        self._find_id = find_id
        self._held: dict[str, dict[int, dict[int, Any]]] = {}

    def add(self, draft: Draft, row_id: int) -> None:
        """Tie a new row to all it names."""
        for kind, tied in draft.ties.items():
            for source in tied:
                self._add_one(kind, row_id, source, tied)

    def merge(self, draft: Draft, row_id: int, before: Mapping[str, Any]) -> list[str]:
        """Write what the file changed of a row's ties since it said `before`; each kind changed, in words."""
        told = []
        for kind, tied in draft.ties.items():
            last: Tied = before.get(kind) or {}
            if last != tied and self._merge_kind(kind, row_id, last, tied):
                told.append(f"{_plain(kind)} {', '.join(last) or 'none'} -> {', '.join(tied) or 'none'}")
        return told

    def _merge_kind(self, name: str, row_id: int, last: Tied, tied: Tied) -> bool:
        kind = _KINDS[name]
        held = self._held_by(name).get(row_id, {})
        changed = False
        for source in last.keys() - tied.keys():
            tie = held.get(self._find_id(kind.points_to, source))
            changed = self._take_away(tie) or changed
        for source in tied:
            tie = held.get(self._find_id(kind.points_to, source))
            if tie is None:
                self._add_one(name, row_id, source, tied)
                changed = True
            elif kind.words and last.get(source) != tied[source] != getattr(tie, kind.words):
                setattr(tie, kind.words, tied[source])
                changed = True
        return changed

    def _add_one(self, name: str, row_id: int, source: str, tied: Tied) -> None:
        kind = _KINDS[name]
        values: dict[str, Any] = dict(kind.tie.fixed) | {kind.tie.own: row_id}
        values[kind.tie.other] = self._find_id(kind.points_to, source)
        if kind.words:
            values[kind.words] = tied[source]
        if name == "priorities":
            values["position"] = list(tied).index(source) + 1
        self._register.rows.add(kind.tie.record(**values))

    def _take_away(self, tie: Any) -> bool:
        """Take a tie away; the history keeps what it was."""
        if tie is None:
            return False
        self._register.rows.delete(tie)
        return True

    def _held_by(self, name: str) -> dict[int, dict[int, Any]]:
        """The ties of a kind, by what is tied and by what it is tied to."""
        if name not in self._held:
            tie = _KINDS[name].tie
            ties: dict[int, dict[int, Any]] = {}
            for row in self._register.rows.all(tie.record):
                if all(getattr(row, column) == value for column, value in tie.fixed.items()):
                    ties.setdefault(getattr(row, tie.own), {})[getattr(row, tie.other)] = row
            self._held[name] = ties
        return self._held[name]


def _plain(name: str) -> str:
    return name.replace("_", " ")
