"""Reading a register file from the disk: safely, all of it or a clear line saying why not.

What may live here: the edge between a file and plain YAML values. What the values mean is `bot.rules.register_form`.
"""

from collections.abc import Hashable, Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

try:
    from yaml import CSafeLoader as _SafeLoader
except ImportError:  # PyYAML without its C library: the same values, ten times slower
    from yaml import SafeLoader as _SafeLoader  # type: ignore[assignment]

LARGEST = 20 * 1024 * 1024
"""Bytes a register file may have."""

SCHEMA = 1
"""The version of the form this reads."""

_KEYS = frozenset(("schema_version", "meta", "partnerships", "anomalies"))

PartnershipValues = Mapping[object, object]
"""One partnership's part of a file, as YAML has it."""


class RegisterFileError(Exception):
    """The file cannot be read as a register; the message is one clear line, the file's name in front."""


def read_register_file(path: Path) -> list[PartnershipValues]:
    """The partnerships of a register file, unread as yet, each with the papers `meta` says it is drawn from.

    Raises `RegisterFileError` for a file that is not there, too large, not YAML, or not of this form.
    """
    document = _loaded(path, _text(path))
    if not isinstance(document, Mapping):
        raise RegisterFileError(
            f"{path.name}: not a register: it has to begin with `schema_version: {SCHEMA}`"
        )
    if document.get("schema_version") != SCHEMA:
        said = document.get("schema_version", "none")
        raise RegisterFileError(f"{path.name}: schema_version has to be {SCHEMA}, not {said}")
    unknown = sorted(str(key) for key in document if key not in _KEYS)
    if unknown:
        raise RegisterFileError(f"{path.name}: no such part of a register: {', '.join(unknown)}")
    partnerships = document.get("partnerships")
    if not isinstance(partnerships, list) or not partnerships:
        raise RegisterFileError(f"{path.name}: `partnerships` has to be a list of at least one")
    for number, one in enumerate(partnerships, 1):
        if not isinstance(one, Mapping):
            raise RegisterFileError(f"{path.name}: partnership {number} has to be lines of `key: value`")
    papers = _papers(document.get("meta"), document.get("anomalies"))
    return [_with_papers(one, papers) for one in partnerships]


def _papers(meta: object, anomalies: object) -> list[Mapping[Any, Any]]:
    """The papers the whole file is drawn from, each with what the file says is odd about it."""
    listed = meta.get("documents") if isinstance(meta, Mapping) else None
    odd = [one for one in anomalies if isinstance(one, Mapping)] if isinstance(anomalies, list) else []
    return [
        {**paper, "document": name, "anomalies": [one.get("what") for one in odd if one.get("doc") == name]}
        for name, paper in (listed.items() if isinstance(listed, Mapping) else ())
        if isinstance(paper, Mapping)
    ]


def _with_papers(partnership: PartnershipValues, papers: Sequence[Mapping[Any, Any]]) -> PartnershipValues:
    own = [paper for paper in papers if paper.get("partnership") == partnership.get("id")]
    return {**partnership, "documents": own} if own else partnership


def _text(path: Path) -> str:
    try:
        with path.open("rb") as file:
            raw = file.read(LARGEST + 1)
    except OSError as error:
        raise RegisterFileError(f"{path}: {(error.strerror or 'cannot be read').lower()}") from error
    if len(raw) > LARGEST:
        raise RegisterFileError(f"{path.name}: larger than {LARGEST // (1024 * 1024)} MB")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise RegisterFileError(
            f"{path.name}, line {line}: not UTF-8 text; save the file as UTF-8"
        ) from error


def _loaded(path: Path, text: str) -> object:
    try:
        return yaml.load(text, _Loader)  # noqa: S506  the loader is a safe one
    except yaml.YAMLError as error:
        raise RegisterFileError(f"{path.name}{_place(error)}: {_cause(error, text)}") from error
    except (ValueError, RecursionError) as error:
        # A date of no calendar ("2026-02-30" without quotes), or lists in lists without end.
        raise RegisterFileError(f"{path.name}: {str(error).splitlines()[0]}") from error


class _Loader(_SafeLoader):
    """The safe loader, which also refuses a key given twice: YAML would keep the last and drop the rest."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        """A mapping, each key once."""
        values = super().construct_mapping(node, deep)
        if len(values) < len(node.value):
            raise yaml.constructor.ConstructorError(None, None, _twice(node), node.start_mark)
        return values


def _twice(node: yaml.MappingNode) -> str:
    keys = [str(key.value) for key, _ in node.value]
    repeated = sorted({key for key in keys if keys.count(key) > 1})
    return f"given twice in one row: {', '.join(repeated)}"


def _place(error: yaml.YAMLError) -> str:
    mark = getattr(error, "problem_mark", None)
    return f", line {mark.line + 1}" if mark else ""


def _cause(error: yaml.YAMLError, text: str) -> str:
    mark = getattr(error, "problem_mark", None)
    lines = text.splitlines()
    line = lines[mark.line] if mark and mark.line < len(lines) else ""
    if "\t" in line[: len(line) - len(line.lstrip())]:
        return "indented with a tab; YAML wants spaces"
    return " ".join(str(getattr(error, "problem", None) or error).split())
