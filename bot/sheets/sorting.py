"""What each sheet of a workbook is: actions, people or meetings. A workbook that holds several is read as each is.

What may live here: telling sheets apart by their headings. What is on them is read elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Mapping as MappingOf
from dataclasses import replace

from bot.sheets.grid import Sheet, Workbook
from bot.sheets.headings import (
    EXACT,
    INSTEAD,
    LEFT_OUT,
    LIKELY,
    REMEMBERED,
    Mapping,
    Table,
    find_table,
    folded_heading,
    heading_of_sheet,
)
from bot.sheets.vocabulary import ACTIONS, BY_KIND, CONTACTS, MEETINGS

ORDER = (CONTACTS.kind, MEETINGS.kind, ACTIONS.kind)
"""In which order they are imported: actions find the people that come in with them."""

OTHER = "other"
"""A sheet that is a register, but of something else."""

_WEIGHT = {REMEMBERED: 3, EXACT: 2, LIKELY: 1, INSTEAD: 0}
_TELLING = {CONTACTS.kind: frozenset(("email", "phone", "first_name", "surname"))}
_OF_ACTIONS = frozenset(
    "action actions activity activities task tasks deliverable commitment intervention milestone".split()
)
_OF_OTHERS = frozenset(
    "likelihood probability inherent residual consequence mitigation mitigating controls baseline indicator kpi "
    "numerator".split()
)
"""Words in the headings of registers of risks or indicators: without a column of actions they are none."""

_OF_DECISIONS = ({"decision", "decisions"}, {"meeting", "board", "minute"})
"""Words of which a register of decisions has one each."""


def parts_of(book: Workbook, mappings: MappingOf[str, Mapping]) -> dict[str, Workbook]:
    """The workbook taken apart by what its sheets are, in the order they are imported. `mappings` are by kind.

    Sheets that are none of these, and what the workbook notes, go with the last part. There is always one. What is a
    register of something else is emptied, and a note names it.
    """
    said = {sheet.name: _said_of(sheet.name, mappings) for sheet in book.sheets}
    kinds = {sheet.name: kind_of(sheet, mappings) for sheet in book.sheets}
    present = [kind for kind in ORDER if kind in kinds.values()] or [ACTIONS.kind]
    last = present[-1]
    left_out = [name for name in kinds if said[name] == LEFT_OUT]
    others = [name for name in kinds if kinds[name] == OTHER and name not in left_out]
    told = (
        ("{}: a register of risks, measures or decisions, so not read.", others),
        ("Left out, as was said: {}.", left_out),
    )
    notes = tuple(words.format(", ".join(names)) for words, names in told if names)
    return {
        kind: replace(
            book,
            sheets=tuple(
                replace(sheet, rows=()) if kinds[sheet.name] == OTHER else sheet
                for sheet in book.sheets
                if kinds[sheet.name] == kind or (kind == last and kinds[sheet.name] not in present)
            ),
            notes=(*book.notes, *notes) if kind == last else (),
        )
        for kind in present
    }


def kind_of(sheet: Sheet, mappings: MappingOf[str, Mapping]) -> str | None:
    """What a sheet lists: the kind whose headings most of its columns have; `OTHER`, or None where it has no table.

    What a person has said of it counts: to leave it out, or to read it whatever it looks like.
    """
    said = _said_of(sheet.name, mappings)
    if said == LEFT_OUT:
        return OTHER
    tables = {
        kind: find_table(sheet, vocabulary, mappings.get(kind, Mapping()))
        for kind, vocabulary in BY_KIND.items()
    }
    found = {kind: table for kind, table in tables.items() if table is not None}
    actions = found.get(ACTIONS.kind)
    if actions is not None and _names_actions(actions):
        return ACTIONS.kind
    if said is None and any(_is_another_register(table) for table in found.values()):
        return OTHER
    return max(found, key=lambda kind: _fit(found[kind], kind)) if found else None


def _said_of(name: str, mappings: MappingOf[str, Mapping]) -> str | None:
    """What a person has said of a sheet of this name."""
    key = folded_heading(heading_of_sheet(name))
    return next((one.fields[key] for one in mappings.values() if key in one.fields), None)


def _names_actions(table: Table) -> bool:
    """Whether it is called a table of actions; "mitigating action" beside a risk is not its own name for one."""
    title = next(iter(table.of("title")))
    if title.how == REMEMBERED:
        return True
    named = not _OF_ACTIONS.isdisjoint(folded_heading(title.heading).split())
    return named and (title.how == EXACT or not _is_another_register(table))


def _is_another_register(table: Table) -> bool:
    words = {word for column in table.columns for word in folded_heading(column.heading).split()}
    return not _OF_OTHERS.isdisjoint(words) or all(words & some for some in _OF_DECISIONS)


def _fit(table: Table, kind: str) -> int:
    return sum(_weights(table, _TELLING.get(kind, frozenset())))


def _weights(table: Table, telling: frozenset[str]) -> Iterable[int]:
    for column in table.columns:
        yield _WEIGHT.get(column.how, 0) + (column.field in telling)
