"""The subjects of the register, said once: what each is called, its fields, and how a field is kept.

Forms, lists, register files, sheets and histories are all made from this table, so that a field added here is asked
for, imported, exported and told in the history alike.
"""

from bot.rules.subjects.acting import ACTING
from bot.rules.subjects.knowing import KNOWING
from bot.rules.subjects.meeting import MEETINGS
from bot.rules.subjects.planning import PLANNING
from bot.rules.subjects.shapes import WHEN_COLUMNS, Choices, Field, Kind, Subject, Tie
from bot.rules.subjects.structure import STRUCTURE

SUBJECTS: tuple[Subject, ...] = (*STRUCTURE, *PLANNING, *ACTING, *MEETINGS, *KNOWING)
"""Every subject."""

BY_TABLE = {subject.table: subject for subject in SUBJECTS}
"""Every subject, by its table."""

__all__ = ["BY_TABLE", "SUBJECTS", "WHEN_COLUMNS", "Choices", "Field", "Kind", "Subject", "Tie"]
