"""What files said of each row when they were last imported, and how the headings of a file were read.

What may live here: keeping and finding again those two. What they are compared with is `bot.sheets`.
"""

import hashlib
import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from bot.rules.sheet_report import ACTIONS, CONTACTS, MEETINGS
from bot.sheets.grid import Workbook
from bot.sheets.headings import Mapping as HeadingMapping
from bot.sheets.headings import find_table, folded_heading, guessed_columns
from bot.sheets.known import Imported
from bot.sheets.vocabulary import BY_KIND
from storage.records import ImportedRow, SheetMapping
from storage.repositories import Register

SUBJECTS = {ACTIONS: "sheet_actions", CONTACTS: "sheet_contacts", MEETINGS: "sheet_meetings"}
"""Under which subject rows are remembered: apart from those of a register file, which has ids of its own."""


@dataclass(frozen=True, slots=True)
class Remembered:
    """What a file said of a row, the names in it that the register did not know then, by field, and what it `noted`."""

    subject_id: int
    said: Mapping[str, str]
    waiting: Mapping[str, Collection[str]] = field(default_factory=dict)
    noted: tuple[str, ...] = ()

    def imported(self, target: str, without: Collection[str] = ()) -> Imported:
        """As the reading takes it. Fields left out are read as if they were new."""
        said = {name: words for name, words in self.said.items() if name not in without}
        return Imported(target, said if without else self.said, self.noted)


def remembered(register: Register, kind: str) -> dict[str, Remembered]:
    """Every row of this kind that a file has said, by its source, in the order they were first said."""
    rows = register.subjects.values(ImportedRow, None, subject=SUBJECTS[kind])
    return {
        row["source"]: Remembered(
            row["subject_id"],
            row["fields"].get("said", {}),
            row["fields"].get("waiting", {}),
            tuple(row["fields"].get("noted", ())),
        )
        for row in rows
    }


class Memory:
    """Writes down what a file says of its rows, where it is not written down already."""

    def __init__(self, register: Register, kind: str) -> None:
        self._register = register
        self._subject = SUBJECTS[kind]
        # Of thousands of rows no more is held than tells whether one says something else now.
        self._held = {
            row["source"]: (row["id"], _digest(row["subject_id"], row["fields"]))
            for row in register.subjects.values(ImportedRow, None, subject=self._subject)
        }
        self._new: list[dict[str, Any]] = []

    def keep(
        self,
        source: str,
        subject_id: int,
        said: Mapping[str, str],
        waiting: Mapping[str, Collection[str]] | None = None,
        noted: Sequence[str] = (),
    ) -> None:
        """From now on the file is known to have said this of that row, once `write` is called."""
        row_id, digest = self._held.get(source, (None, b""))
        fields = {"said": dict(said), "waiting": dict(waiting or {}), "noted": list(noted)}
        if row_id is None:
            own = {"subject": self._subject, "source": source, "subject_id": subject_id}
            self._new.append(own | {"fields": fields})
        elif digest != _digest(subject_id, fields):
            known = self._register.rows.get(ImportedRow, row_id)
            if known is not None:
                known.subject_id, known.fields = subject_id, fields

    def write(self) -> None:
        """Write down what is new, all at once."""
        self._register.rows.remember(self._new)
        self._new = []


def _digest(subject_id: int, fields: object) -> bytes:
    return hashlib.sha256(f"{subject_id} {json.dumps(fields, sort_keys=True)}".encode()).digest()


def signature_of(workbook: Workbook, kind: str) -> str:
    """What tells files with the same headings: a digest of them, whatever their order. Any file has one a kind."""
    tables = (find_table(sheet, BY_KIND[kind], HeadingMapping()) for sheet in workbook.sheets)
    headings = {folded_heading(column.heading) for table in tables if table for column in table.columns}
    if not headings:
        guessed = (column for sheet in workbook.sheets for column in guessed_columns(sheet))
        headings = {folded_heading(column.heading) for column in guessed}
    return hashlib.sha256("\x1f".join((kind, *sorted(headings))).encode()).hexdigest()


def mapping_of(register: Register, signature: str) -> HeadingMapping:
    """How the headings were read before; nothing where they are new."""
    held = register.subjects.values(SheetMapping, None, signature=signature)
    return HeadingMapping.from_json(held[0]["columns"]) if held else HeadingMapping()


def keep_mapping(register: Register, signature: str, mapping: HeadingMapping, at: datetime) -> None:
    """Have the next file with these headings read alike."""
    columns = mapping.to_json()
    held = register.subjects.values(SheetMapping, None, signature=signature)
    if not held:
        register.rows.add(SheetMapping(signature=signature, columns=columns, at=at))
    elif held[0]["columns"] != columns:
        row = register.rows.get(SheetMapping, held[0]["id"])
        if row is not None:
            row.columns, row.at = columns, at
