"""A register as one JSON document: what it looks like, and what is refused of one that is read.

What may live here: the form of the document, purely. Rows are those of the tables, ids and history included, so that
what is read back is the same register to the last field.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

FORMAT = "loip register"
REVISION = "0004"
"""The schema the rows are of: the newest migration. A test holds it to that."""

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class RegisterDocument:
    """A register written out: the partnership's own row, and every table's rows as JSON."""

    partnership: Row
    tables: Mapping[str, Sequence[Row]]


@dataclass(frozen=True, slots=True)
class UnreadableDocument:
    """What is wrong with a document, and what to do about it."""

    what: str
    to_do: str


def write_document(document: RegisterDocument) -> bytes:
    """The document as UTF-8, a row a line, the same bytes for the same register."""
    lines = [f'{{"format": {json.dumps(FORMAT)}, "revision": {json.dumps(REVISION)},']
    lines += [f'"partnership": {_json(document.partnership)},', '"tables": {']
    tables = [
        f"{json.dumps(name)}: [" + ",".join(f"\n{_json(row)}" for row in rows) + "]"
        for name, rows in document.tables.items()
    ]
    return "\n".join([*lines, ",\n".join(tables), "}}", ""]).encode()


def read_document(content: bytes) -> RegisterDocument | UnreadableDocument:
    """The document, or what is wrong with it. Nothing is raised, whatever the bytes."""
    try:
        values = json.loads(content)
    except (ValueError, RecursionError):
        return UnreadableDocument("the file is not JSON", "use a file that `loip export` has written")
    if not isinstance(values, dict) or values.get("format") != FORMAT:
        return UnreadableDocument(
            "the file is JSON, but no register", "use a file that `loip export` has written"
        )
    if values.get("revision") != REVISION:
        return UnreadableDocument(
            f"the file was written by another version (its schema is {str(values.get('revision'))[:20]}, "
            f"this program's is {REVISION})",
            "import it with that version, then run loip migrate with this one",
        )
    return _checked(values.get("partnership"), values.get("tables"))


def _checked(partnership: Any, tables: Any) -> RegisterDocument | UnreadableDocument:
    whole = isinstance(partnership, dict) and isinstance(tables, dict)
    if whole and all(map(_is_rows, tables.values())) and _is_rows([partnership]) and "code" in partnership:
        return RegisterDocument(partnership, tables)
    return UnreadableDocument("the file is cut short or was changed", "export the register again")


def _is_rows(rows: Any) -> bool:
    return isinstance(rows, list) and all(
        isinstance(row, dict) and isinstance(row.get("id"), int) for row in rows
    )


def _json(row: Row) -> str:
    return json.dumps(row, ensure_ascii=False)
