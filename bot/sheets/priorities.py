"""Which priority the actions of a sheet serve, where no column says it: the sheet's name, or a title above its table.

What may live here: reading priorities from names and titles, and telling them from how important something is.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

from bot.sheets.action_rows import Reader
from bot.sheets.headings import KEPT, REMEMBERED, Table, folded_heading
from bot.sheets.proposal import PriorityRead

_NO_PRIORITY = frozenset(
    (
        "action actions all annual april archive archived august autumn board closed community complete completed "
        "copy cpp current dashboard data dec december delivery done draft export feb february final friday h1 h2 "
        "improvement jan january july june lcpp live log logs loip march master may meeting new november october "
        "of old ongoing open outstanding overview partnership plan plans progress q1 q2 q3 q4 rag register report "
        "reports september sheet spring status summary summer the tracker trackers update updates version winter "
        "work workplan year"
    ).split()
)
"""Words a sheet is called by that name no priority."""

_IMPORTANCE = frozenset(
    ("high", "medium", "low", "h", "m", "l", "urgent", "normal", "critical", "1", "2", "3", "4", "5")
)
_NAMES_ITSELF = re.compile(r"(?:strategic |local |loip )?(?:priority|theme|objective)\b.*\S", re.IGNORECASE)
_LONGEST_TITLE = 160


def priority_of_name(name: str, reader: Reader, several: bool) -> PriorityRead | None:
    """The priority a sheet is called after. A name the register does not have counts where there are several sheets."""
    found = reader.priority(name)
    if found is None or found.known:
        return found
    plain = folded_heading(name)
    if _names_nothing(plain) or not (several or _NAMES_ITSELF.match(name)):
        return None
    return found


def _names_nothing(name: str) -> bool:
    return all(word in _NO_PRIORITY or any(mark.isdigit() for mark in word) for word in name.split())


def priority_above(table: Table, reader: Reader) -> PriorityRead | None:
    """The priority of the register that a title above a table names."""
    for row in table.sheet.rows[: table.heading_row]:
        for cell in row:
            if cell.text and not cell.spread and len(cell.text) <= _LONGEST_TITLE:
                found = reader.priority(cell.text)
                if found and found.known:
                    return found
    return None


def without_importance(table: Table) -> Table:
    """The same table; a column of priorities that says high, medium and low is kept as notes."""
    columns = tuple(
        replace(column, field=KEPT, how="")
        if column.field == "priority" and column.how != REMEMBERED and _is_importance(table, column.number)
        else column
        for column in table.columns
    )
    return replace(table, columns=columns)


def _is_importance(table: Table, number: int) -> bool:
    said = Counter(
        row[number].text.casefold().strip()
        for row in table.sheet.rows[table.heading_row + 1 :]
        if number < len(row) and row[number].text
    )
    total = sum(said.values())
    return total > 0 and sum(said[word] for word in _IMPORTANCE) * 2 > total
