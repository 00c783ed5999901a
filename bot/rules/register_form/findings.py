"""What was not understood in a register file, row by row: a finding says where, what, and what to do about it.

What may live here: findings and the notebook they are written into while a file is read. Nothing is raised.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class Severity(StrEnum):
    """How much a finding matters."""

    ERROR = "error"
    """The file contradicts itself or the register; nothing of it is imported."""

    NOTE = "note"
    """Something was not understood; the rest of the row is imported."""


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
    """Findings as they are made."""

    findings: list[Finding] = field(default_factory=list)

    def error(self, where: str, not_understood: str, what_to_do: str) -> None:
        """Write down what stops the import."""
        self.findings.append(Finding(where, "", not_understood, what_to_do, Severity.ERROR))

    def note(self, where: str, not_understood: str, understood: str, what_to_do: str) -> None:
        """Write down what was not understood, and what was made of it."""
        self.findings.append(Finding(where, understood, not_understood, what_to_do))
