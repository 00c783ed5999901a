"""What an import did, as values: counts, row lines and findings. How it is worded in full is a view's.

What may live here: the shapes of the report.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.rules.register_form.findings import Finding, Severity


@dataclass(frozen=True, slots=True)
class Count:
    """How many rows of a subject were added, changed and found as they were."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0


@dataclass(frozen=True, slots=True)
class RowLine:
    """One row that was added or changed. `detail` says what changed, empty for a new row."""

    verb: str
    subject: str
    name: str
    detail: str = ""

    def __str__(self) -> str:
        told = f"{self.verb} {self.subject} {self.name}"
        return f"{told}: {self.detail}" if self.detail else told


@dataclass(frozen=True, slots=True)
class PartnershipOutcome:
    """What the import made of one partnership. `counts` is by table, in the order they are written.

    `bound` are sentences on what became due at which meeting.
    """

    code: str
    name: str
    counts: Mapping[str, Count]
    rows: tuple[RowLine, ...]
    findings: tuple[Finding, ...]
    bound: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did, or would do (`dry_run`). `refused`: an error was found, so nothing was written."""

    partnerships: tuple[PartnershipOutcome, ...]
    findings: tuple[Finding, ...]
    dry_run: bool
    refused: bool

    @property
    def changed_nothing(self) -> bool:
        """Whether the register already said all of it."""
        return not any(
            count.added or count.changed for one in self.partnerships for count in one.counts.values()
        )

    def found(self, severity: Severity) -> tuple[Finding, ...]:
        """Every finding of a severity, the file's own first."""
        everything = [*self.findings, *(finding for one in self.partnerships for finding in one.findings)]
        return tuple(finding for finding in everything if finding.severity is severity)
