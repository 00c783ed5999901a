"""A priority set that is being replaced: what it was replaced by, and which open actions are still to be decided on.

What may live here: reading that, and saying that the replacing is over, in the caller's unit of work. Deciding on an
action is `decide_succession`'s.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.rules.choosing import FINISHED
from bot.rules.numbering import code_order
from bot.rules.succession import Open, undecided
from bot.rules.ways import ways_of
from storage.records import ActionPriority, PrioritySet, id_of
from storage.repositories import Register


@dataclass(frozen=True, slots=True)
class Replacing:
    """A set and the one that replaced it, their priorities by id, and their open actions; `left` are undecided."""

    old: PrioritySet
    new: PrioritySet
    old_names: Mapping[int, str]
    new_names: Mapping[int, str]
    actions: tuple[Open, ...]
    left: frozenset[int]


def under_way(register: Register) -> Replacing | None:
    """The newest replacing with open actions to decide on; with none, the newest that nobody has ended."""
    begun = reversed(_begun(register))
    found = [each for each in (replacing_of(register, old) for old in begun) if each is not None]
    return next((each for each in found if each.left), found[0] if found else None)


def replacing_of(register: Register, old: PrioritySet) -> Replacing | None:
    """How far the replacing of one set has come; None where nothing replaces it."""
    new = register.rows.get(PrioritySet, old.replaced_by_id or 0)
    if new is None:
        return None
    priorities = register.places.priorities()
    old_names = {id_of(each): each.name for each in priorities if each.priority_set_id == old.id}
    new_names = {id_of(each): each.name for each in priorities if each.priority_set_id == new.id}
    actions = tuple(open_actions_of(register, old_names.keys() | new_names.keys()))
    left = frozenset(undecided(actions, new_names))
    return Replacing(
        old, new, dict(sorted(old_names.items())), dict(sorted(new_names.items())), actions, left
    )


def open_actions_of(register: Register, priority_ids: Collection[int]) -> list[Open]:
    """The open actions that serve any of these priorities, by code."""
    serving: dict[int, set[int]] = {}
    for action_id, priority_id in register.actions.priority_pairs():
        serving.setdefault(action_id, set()).add(priority_id)
    mine = {action_id for action_id, served in serving.items() if served & set(priority_ids)}
    glances = register.actions.glances_of(mine)
    return [
        Open(action_id, frozenset(serving[action_id]))
        for action_id in sorted(mine, key=lambda each: code_order(glances[each].code))
        if glances[action_id].status not in FINISHED
    ]


def finish(register: Register, old: PrioritySet, at: datetime) -> None:
    """Once every open action was decided on, the old set is replaced."""
    replacing = replacing_of(register, old)
    if replacing is not None and not replacing.left and old.replaced_on is None:
        old.replaced_on = ways_of(register.places.partnership()).day_of(at)
        register.flush()


def finish_of(register: Register, priority_ids: Collection[int], at: datetime) -> None:
    """The same for the sets of these priorities, once an action that served them was decided on outside the walk."""
    begun = _begun(register) if priority_ids else []
    priorities = register.places.priorities() if begun else ()
    set_ids = {each.priority_set_id for each in priorities if each.id in priority_ids}
    for old in begun:
        if old.id in set_ids:
            finish(register, old, at)


def finish_with(register: Register, action_id: int, at: datetime) -> None:
    """The same for an action that was closed."""
    served = register.subjects.values(ActionPriority, None, action_id=action_id)
    finish_of(register, [each["priority_id"] for each in served], at)


def still_deciding(register: Register) -> list[PrioritySet]:
    """The sets that are being replaced and have open actions nobody has decided on."""
    found = ((old, replacing_of(register, old)) for old in _begun(register))
    return [old for old, replacing in found if replacing is not None and replacing.left]


def _begun(register: Register) -> list[PrioritySet]:
    return [each for each in register.rows.all(PrioritySet) if each.replaced_by_id and not each.replaced_on]
