"""The priorities of a tracker, where the register has none yet: they come in with it.

A set of priorities is the Board's decision, so a file adds to none that is there: a name it does not have is kept in
words and listed. An empty register has no set yet, and the codes of its actions, which never change, begin with
a priority's letters.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from bot.rules.naming import Named
from bot.rules.register_form.codes import folded_name, prefixes_by_name
from bot.services.add_action import newest_set
from bot.sheets.known import Known
from bot.sheets.proposal import ActionSaid, PriorityRead, ProposedRow, Verb
from storage.records import Priority, id_of
from storage.repositories import Register

MOST = 20
"""As many names as a set of priorities can have; a column with more of them holds something else."""

Row = ProposedRow[ActionSaid]


def new_priorities(known: Known, rows: Iterable[Row], code_prefix: str) -> dict[str, str]:
    """The priorities an import would add, name and the letters its codes begin with, in the file's order."""
    if known.priorities:
        return {}
    said = [row.said.priority.words for row in rows if row.verb is not Verb.UNSURE and row.said.priority]
    names = {folded_name(name): name for name in reversed(said)}
    ordered = [names[key] for key in dict.fromkeys(map(folded_name, said))]
    if not 0 < len(ordered) <= MOST:
        return {}
    prefixes = prefixes_by_name(ordered, {}, [code_prefix])
    return {name: prefixes[folded_name(name)] for name in ordered}


def give_priorities(
    register: Register, known: Known, rows: Sequence[Row], prefixes: dict[int, str]
) -> list[Row]:
    """Add them, and give each row its own; `prefixes` learns theirs. Without any the rows are as they were."""
    names = new_priorities(known, rows, register.places.partnership().code_prefix)
    if not names:
        return list(rows)
    of_set = newest_set(register)
    register.flush()
    added = [
        register.rows.add(
            Priority(priority_set_id=id_of(of_set), name=name, prefix=prefix, position=position)
        )
        for position, (name, prefix) in enumerate(names.items(), 1)
    ]
    register.flush()
    prefixes |= {id_of(one): one.prefix for one in added}
    by_name = {folded_name(one.name): Named("priorities", id_of(one), one.name) for one in added}
    return [_with_priority(row, by_name) for row in rows]


def _with_priority(row: Row, by_name: dict[str, Named]) -> Row:
    said = row.said
    found = by_name.get(folded_name(said.priority.words)) if said.priority else None
    if said.priority is None or found is None:
        return row
    return replace(row, said=replace(said, priority=PriorityRead(said.priority.words, found)))
