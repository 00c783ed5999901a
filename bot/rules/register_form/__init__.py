"""The form of a register file, read: PURE, from plain YAML values to drafts of records and findings.

What may live here: reading the form. Files, sessions and the clock are others'.
"""

from bot.rules.register_form.drafts import ASPECT_COLUMNS, WHEN, Draft, Move, PartnershipForm, short_source
from bot.rules.register_form.findings import Finding, Severity
from bot.rules.register_form.reading import WRITING_ORDER, read_partnership
from bot.rules.register_form.report import Count, ImportReport, PartnershipOutcome, RowLine

__all__ = [
    "ASPECT_COLUMNS",
    "WHEN",
    "WRITING_ORDER",
    "Count",
    "Draft",
    "Finding",
    "ImportReport",
    "Move",
    "PartnershipForm",
    "PartnershipOutcome",
    "RowLine",
    "Severity",
    "read_partnership",
    "short_source",
]
