"""What lists and pages of any subject show, as values: a page of rows, one row with its parts, the row words mean.

What may live here: frozen values. Nothing is fetched and nothing is worded.
"""

from dataclasses import dataclass

from bot.rules.paging import Page
from bot.rules.subjects import Subject
from bot.rules.subjects.wording import Terms


@dataclass(frozen=True, slots=True)
class Line:
    """A row in a list: its id, what it is called, and a few facts."""

    id: int
    name: str
    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Listed:
    """A page of a subject's rows. `left_out` counts past ones; `near` are names where the words fit nothing.

    `matrix` counts risks by impact, the highest first, and within it by likelihood; empty for anything else.
    """

    subject: Subject
    terms: Terms
    words: str
    everything: bool
    page: Page
    lines: tuple[Line, ...]
    left_out: int
    may_add: bool
    near: tuple[str, ...] = ()
    matrix: tuple[tuple[int, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Parts:
    """What is part of a row: a subject, how many rows, the first of them, and whether another may be added."""

    subject: Subject
    pointing: str
    total: int
    lines: tuple[Line, ...]
    may_add: bool


@dataclass(frozen=True, slots=True)
class OneRow:
    """One row in words: (label, words) of every field that says something, what is part of it, what may be done."""

    subject: Subject
    terms: Terms
    row_id: int
    name: str
    fields: tuple[tuple[str, str], ...]
    facts: tuple[str, ...]
    parts: tuple[Parts, ...]
    may_edit: bool
    code: str | None = None
    may_take_on: bool = False
    may_confirm: bool = False
    may_take_away: bool = False


@dataclass(frozen=True, slots=True)
class Meant:
    """The row that words mean; or several, or none with the names near."""

    row_id: int | None
    among: tuple[Line, ...] = ()
    near: tuple[str, ...] = ()
