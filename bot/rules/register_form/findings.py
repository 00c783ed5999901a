"""What was not understood in a register file, row by row: a finding says where, what, and what to do about it.

What may live here: findings and the notebook they are written into while a file is read. Nothing is raised.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum


class Severity(StrEnum):
    """How much a finding matters."""

    ERROR = "error"
    """The file contradicts itself or the register; nothing of it is imported."""

    NOTE = "note"
    """Something was not understood; the rest of the row is imported."""

    KEPT = "kept"
    """Information: the file holds something the register does not hold yet."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing not understood. `understood` is what was made of it, empty where nothing was."""

    where: str
    understood: str
    not_understood: str
    what_to_do: str
    severity: Severity = Severity.NOTE


@dataclass(slots=True)
class Notebook:
    """Findings as they are made, and how often each thing not held was met."""

    findings: list[Finding] = field(default_factory=list)
    kept: Counter[tuple[str, str]] = field(default_factory=Counter)

    def error(self, where: str, not_understood: str, what_to_do: str) -> None:
        """Write down what stops the import."""
        self.findings.append(Finding(where, "", not_understood, what_to_do, Severity.ERROR))

    def note(self, where: str, not_understood: str, understood: str, what_to_do: str) -> None:
        """Write down what was not understood, and what was made of it."""
        self.findings.append(Finding(where, understood, not_understood, what_to_do))

    def keep(self, section: str, key: str, rows: int = 1) -> None:
        """Count what the register does not hold yet: a key of a section's rows, or (key empty) the section."""
        self.kept[section, key] += rows

    def kept_findings(self, partnership: str) -> list[Finding]:
        """One finding a section of what stays in the file."""
        whole = {
            section: f"{_plain(section)} ({count})" for (section, key), count in self.kept.items() if not key
        }
        parts: dict[str, list[str]] = {}
        for (section, key), count in self.kept.items():
            if key:
                parts.setdefault(section, []).append(f"{_plain(key)} ({count})")
        worded = whole | {section: f"{_plain(section)}: {', '.join(keys)}" for section, keys in parts.items()}
        return [_kept(partnership, section, words) for section, words in worded.items()]


def _kept(partnership: str, section: str, words: str) -> Finding:
    where = f"{partnership}: {_plain(section)}"
    return Finding(where, "kept in the file, not held in the register yet", words, "", Severity.KEPT)


def _plain(key: str) -> str:
    return key.replace("_", " ")
