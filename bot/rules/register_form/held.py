"""The roles several sections of a register file give a person: with the person, a group, a priority or a place.

What may live here: collecting them, each once.
"""

from __future__ import annotations

from dataclasses import dataclass

from bot.rules.register_form.rows import Link, Row


@dataclass(frozen=True, slots=True)
class Held:
    """A role some section gives a person."""

    row: Row
    values: dict[str, object]
    links: dict[str, Link | None]

    @property
    def key(self) -> str:
        """Who holds which role where."""
        person = self.links.get("contact_id")
        return f"{person[1] if person else ''}/{self.values['role']}/{self.target[1] if self.target else ''}"

    @property
    def target(self) -> Link | None:
        """The group or priority it is held in; None for the whole partnership."""
        return self.links.get("group_id") or self.links.get("priority_id")


class Roles:
    """The roles as they are met, by who holds which where."""

    def __init__(self) -> None:
        self.by_key: dict[str, Held] = {}

    def add_listed(self, held: Held) -> None:
        """A role listed with a person; held before and again, it is two."""
        times = (
            sum(key.partition("#")[0] == held.key for key in self.by_key) if held.key in self.by_key else 0
        )
        self.by_key[f"{held.key}#{times + 1}" if times else held.key] = held

    def add(self, row: Row, role: str, person: Link | None, column: str, target: Link | None) -> None:
        """A role another section names, unless the person's own row lists it."""
        held = Held(row, {"role": role}, {"contact_id": person, "group_id": None, "priority_id": None})
        held.links[column] = target
        if person:
            self.by_key.setdefault(held.key, held)
