"""What a file says of one row: validated by the record's own base class, with its references still by the file's ids.

What may live here: drafts and how they are made from a row being read. No section of the file is known here.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from bot.rules.register_form.codes import folded_name
from bot.rules.register_form.dating import When
from bot.rules.register_form.findings import Finding
from bot.rules.register_form.rows import Link, Row

WHEN = "when"
"""The aspect under which a file's date is remembered: it stands for the four columns of an honest date."""

ASPECT_COLUMNS = {WHEN: ("earliest", "latest", "precision", "date_words")}
"""Aspects that stand for several columns; any other is the column of its name."""

_SOURCE_LENGTH = 120

Base = TypeVar("Base", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Draft:
    """One row as the file says it. `record` holds its values, `links` its references by column.

    `said` is what the file says aspect by aspect, as JSON: only an aspect whose saying has changed since the
    last import is written again. `ties` are its many-to-many references, by field.
    """

    subject: str
    source: str
    label: str
    record: BaseModel
    said: dict[str, Any]
    links: Mapping[str, Link] = field(default_factory=dict)
    ties: Mapping[str, dict[str, str | None]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Move:
    """One re-dating a milestone's row lists."""

    source: str
    milestone: Link
    moved_at: datetime
    from_when: When
    to_when: When
    reason: str | None
    agreed_by: str | None
    by: Link | None


@dataclass(frozen=True, slots=True)
class PartnershipForm:
    """Everything a file says of one partnership: drafts by table, in the order they can be written."""

    code: str
    name: str
    settings: Draft | None
    drafts: Mapping[str, tuple[Draft, ...]]
    moves: tuple[Move, ...]
    findings: tuple[Finding, ...]


class Drafts:
    """The drafts of one partnership as they are made. No two of a table are of one source."""

    def __init__(self) -> None:
        self.tables: dict[str, list[Draft]] = {}
        self._sources: set[tuple[str, str]] = set()
        self._made: Counter[str] = Counter()

    def add(self, row: Row, draft: Draft | None) -> Draft | None:
        """Keep a draft of a row, if there is one; the id of another row of its table is an error."""
        if draft is None:
            return None
        if (draft.subject, draft.source) in self._sources:
            row.error("id", "the id is there twice", "give each row its own id")
            return None
        self._sources.add((draft.subject, draft.source))
        self.tables.setdefault(draft.subject, []).append(draft)
        return draft

    def of(self, table: str) -> list[Draft]:
        """The drafts of a table."""
        return self.tables.get(table, [])

    def names(self, table: str) -> dict[str, str]:
        """What the rows of a table are called, by the file's id."""
        return {draft.source: draft.label for draft in self.of(table)}

    def source(self, row: Row, under: str, words: str | None) -> str:
        """The file's id of a row, or one made of its words: a row without an id is known again by what it says."""
        if row.source:
            return row.source
        made = "/".join(filter(None, (under, row.section, folded_name(words or ""))))
        self._made[made] += 1
        return made if self._made[made] == 1 else f"{made}#{self._made[made]}"


def draft_of(
    row: Row,
    subject: str,
    base: type[BaseModel],
    values: Mapping[str, object],
    *,
    label: str | None = None,
    source: str | None = None,
    links: Mapping[str, Link | None] | None = None,
    when: When | None = None,
    said: Mapping[str, object] | None = None,
    ties: Mapping[str, dict[str, str | None]] | None = None,
) -> Draft | None:
    """A draft of a row, or None (with findings) where what it must have is missing.

    None among `values` means the file does not say: the record's own default stands. `said` adds to, or says
    differently, what the file is remembered to have said.
    """
    known = {column: link for column, link in (links or {}).items() if link}
    columns = dict(values) | (when.columns() if when else {})
    record = _validated(row, base, columns, frozenset(links or ()))
    if record is None:
        return None
    sayings: dict[str, Any] = {column: _as_json(value) for column, value in values.items()}
    sayings |= {column: known[column][1] if column in known else None for column in links or {}}
    sayings |= {kind: dict(tied) for kind, tied in (ties or {}).items()}
    sayings |= ({WHEN: when.said} if when else {}) | dict(said or {})
    named = label or str(values.get("title") or values.get("name") or row.source)
    return Draft(subject, short_source(source or row.source), named, record, sayings, known, ties or {})


def short_source(source: str) -> str:
    """An id that fits its column: the end of a longer one gives way to its digest."""
    if len(source) <= _SOURCE_LENGTH:
        return source
    return f"{source[:80]}~{hashlib.sha256(source.encode()).hexdigest()[:32]}"


def _validated(
    row: Row, base: type[Base], columns: Mapping[str, object], linked: frozenset[str]
) -> Base | None:
    """The values as the record's base class takes them; what it refuses is reported and left to its default."""
    given: dict[str, Any] = {name: value for name, value in columns.items() if value is not None}
    given |= {name: 0 for name in linked if base.model_fields[name].is_required()}
    try:
        return base.model_validate(given)
    except ValidationError as error:
        refused = {str(problem["loc"][0]): problem["msg"] for problem in error.errors() if problem["loc"]}
    missing = [name for name, field_of in base.model_fields.items() if field_of.is_required()]
    for name, message in refused.items():
        if name in missing:
            row.error(
                name, f"has no {name}" if name not in given else message, "every such row has to have one"
            )
        else:
            row.note(name, given.pop(name, ""), "", message)
    return None if set(missing) & refused.keys() else base.model_validate(given)


def _as_json(value: object) -> Any:
    return value.isoformat() if isinstance(value, (date, datetime)) else value
