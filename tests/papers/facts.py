"""Every fact a register file states, and whether the register still holds it: for tests that nothing is dropped.

A fact is a scalar of the file under a key. It is looked for near the row that states it: in that row, in the rows
made of what stands inside it, and in what those point at or are pointed at by.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from bot.rules.register_form.by_catalogue import ALSO
from bot.rules.subjects import BY_TABLE, Kind
from storage.records import ActionBody, ImportedRow, Leaning, MilestoneMove, Owned, Partnership, Update
from storage.repositories import Register

PROVENANCE = frozenset(("src", "id", "derived", "document", "file", "partnership"))
"""Where the file has something from: it stays in the file. So does that something was worked out (`…_derived`)."""

SAID_OTHERWISE = {
    "end of year": "year end",
    "'shadow' year": "shadow",
    "first Board meeting of the year": "meeting",
}
"""What the register has a word of its own for."""

SECTIONS = {"documents": ("documents", "reports")}
"""Sections whose rows may be kept among another's."""

OWN = ("status_key",)
"""Sections that stand in the partnership's own row."""

BETWEEN = ("roles", "meetings")
"""Through what two rows are linked: somebody's role in a group, the meeting a report was for."""


@dataclass(frozen=True)
class Fact:
    """One scalar of the file: where it stands, and the id of the row that states it or what its section is called."""

    path: str
    key: str
    value: object
    near: str


@dataclass
class Near:
    """What the register holds near a row: texts, other values by field, and the file's ids of what it is linked to."""

    texts: list[str] = field(default_factory=list)
    days: list[object] = field(default_factory=list)
    values: list[tuple[str, object]] = field(default_factory=list)
    linked: set[str] = field(default_factory=set)


def facts(value: object, path: str = "", key: str = "", near: str = "") -> Iterator[Fact]:
    """Every fact under a value of the file."""
    if isinstance(value, Mapping):
        own = str(value.get("id") or near)
        for name, child in value.items():
            if name not in PROVENANCE and not str(name).endswith("_derived"):
                yield from facts(child, f"{path}/{name}", str(name), own or str(name))
    elif isinstance(value, list):
        for number, child in enumerate(value):
            yield from facts(child, f"{path}[{number}]", key, near)
    elif value is not None and value != "":
        yield Fact(path, key, value, near)


def missing(stated: Mapping[str, Any], register: Register, partnership: Partnership) -> list[str]:
    """The facts of one partnership's part of a file that its register does not hold."""
    held = _Held(register, partnership)
    top = {name: value for name, value in stated.items() if not isinstance(value, (list, dict))}
    sections = {name: value for name, value in stated.items() if name not in top}
    # What stands on the partnership itself, and in a section of rows without ids, is looked for by section.
    found = [*facts(top | {"id": partnership.code})]
    for name in sections.keys() - PROVENANCE:
        listed = isinstance(sections[name], list)
        scalars = listed and not any(isinstance(each, Mapping) for each in sections[name])
        found += facts(sections[name], f"/{name}", name, partnership.code if scalars or name in OWN else name)
    return [f"{fact.path}: {fact.value}" for fact in found if not held.holds(fact)]


class _Held:
    """A register as `missing` looks into it."""

    def __init__(self, register: Register, partnership: Partnership) -> None:
        memory = register.rows.all(ImportedRow)
        self._rows: dict[str, tuple[str, Any]] = {}
        self._source: dict[tuple[str, int], str] = {}
        kinds: dict[str, type[Owned]] = {table: one.record for table, one in BY_TABLE.items()} | {
            "updates": Update,
            "milestone_moves": MilestoneMove,
        }
        rows = {table: {row.id: row for row in register.rows.all(kind)} for table, kind in kinds.items()}  # type: ignore[attr-defined]
        for one in memory:
            self._source[one.subject, one.subject_id] = one.source
            row = (
                partnership
                if one.subject == "partnerships"
                else rows.get(one.subject, {}).get(one.subject_id)
            )
            if row is not None:
                self._rows[one.source] = (one.subject, row)
        self._links = {source: set[str]() for source in self._rows}
        self._words: dict[str, list[str]] = {}
        for source, (table, row) in self._rows.items():
            self._link(source, table, row)
        for tie in _ties():
            for row in register.rows.all(tie[0]):
                self._say(self._source.get((tie[1], getattr(row, tie[2]))), row.model_dump())
                self._tie(
                    self._source.get((tie[1], getattr(row, tie[2]))),
                    self._source.get((tie[3], getattr(row, tie[4]))),
                )

    def holds(self, fact: Fact) -> bool:
        """Whether a fact is held near the row that states it."""
        near = self._near(fact.near)
        if isinstance(fact.value, (bool, int, float)):
            return any(_is_field(name, fact.key) and value == fact.value for name, value in near.values)
        said = str(fact.value)
        if said in self._rows:
            return self._refers(near, said)
        return _is_said(near, said)

    def _refers(self, near: Near, source: str) -> bool:
        _, row = self._rows[source]
        called = [getattr(row, name, None) for name in ("name", "title", "post")]
        return source in near.linked or any(_is_said(near, name) for name in (*called, source) if name)

    def _near(self, of: str) -> Near:
        near = Near()
        for source, (_, row) in self._rows.items():
            if any(_is_of(source, name) for name in SECTIONS.get(of, (of,))):
                _gather(row.model_dump(), near)
                near.texts += self._words.get(source, ())
                for one in self._links[source]:
                    near.linked |= {one, *(self._links[one] if self._rows[one][0] in BETWEEN else ())}
        return near

    def _link(self, source: str, table: str, row: Any) -> None:
        for each in BY_TABLE[table].fields if table in BY_TABLE else ():
            if each.kind is Kind.ONE and getattr(row, each.name) is not None:
                self._tie(source, self._source.get((each.of, getattr(row, each.name))))

    def _say(self, source: str | None, tie: Mapping[str, object]) -> None:
        said = [tie.get(name) for name in ("contribution", "words")]
        self._words.setdefault(source or "", []).extend(_plain(str(words)) for words in said if words)

    def _tie(self, one: str | None, other: str | None) -> None:
        if one in self._links and other in self._links:
            self._links[one].add(other)
            self._links[other].add(one)


def _is_of(source: str, name: str) -> bool:
    return source == name or source.startswith(f"{name}/") or f"/{name}/" in source


def _ties() -> Iterator[tuple[type[Owned], str, str, str, str]]:
    for subject in BY_TABLE.values():
        for each in subject.fields:
            if each.tie:
                yield each.tie.record, subject.table, each.tie.own, each.of, each.tie.other
    yield ActionBody, "actions", "action_id", "bodies", "body_id"
    yield BY_TABLE["dependencies"].record, "actions", "action_id", "actions", "needs_id"
    yield Leaning, "actions", "action_id", "plans", "plan_id"


def _gather(values: Mapping[str, object], near: Near) -> None:
    if values.get("earliest") == values.get("latest"):
        near.days.append(values.get("latest"))
    for name, value in values.items():
        for one in value if isinstance(value, list) else [value]:
            if isinstance(one, (date, datetime)):
                near.texts.append(one.isoformat())
            elif isinstance(one, (str, dict)):
                near.texts.append(_plain(str(one)))
            near.values.append((name, one))


def _is_field(column: str, key: str) -> bool:
    """Whether a column is what a key of the file is about."""
    others = {name for (_, name), keys in ALSO.items() if key in keys}
    return column.removesuffix("_id") in {key, *(name.removesuffix("_id") for name in others)}


def _is_said(near: Near, said: str) -> bool:
    words = _plain(SAID_OTHERWISE.get(said, said))
    if words == "day":
        return any(near.days)
    return any(words in text for text in near.texts)


def _plain(text: str) -> str:
    return " ".join(text.casefold().replace("_", " ").split())
