"""Replace the priority set that stands by a new one: its priorities, and the succession from the old ones.

The replacing is over once every open action of the old set has been decided on (`decide_succession`).
"""

from collections.abc import Sequence
from datetime import datetime

from bot.rules.permission import is_support
from bot.rules.register_form.codes import folded_name, prefixes_by_name
from bot.rules.replacing import NewSet, NotReplaced, OldPriority, Replaceable, Walk, WhichSet
from bot.rules.subjects import BY_TABLE
from bot.rules.subjects.calling import call
from bot.rules.succession import CONTINUED, RENAMED, lines_of
from bot.services.also import Also, nothing_else
from bot.services.decide_succession import walk_of, walk_within
from bot.services.replacing_sets import finish, open_actions_of
from bot.services.speaking import author_of
from storage.engine import Database
from storage.records import Decision, Group, Meeting, Plan, Priority, PrioritySet, Succession, id_of
from storage.records.glance import Person
from storage.repositories import Register
from storage.unit_of_work import reading, working

_MEETINGS_OFFERED = 50


def read_replaceable(
    database: Database, person: Person, set_id: int | None = None
) -> Replaceable | WhichSet | Walk | NotReplaced:
    """The set that stands, with what can be chosen; or the replacing under way; or why neither.

    Where several stand, `set_id` says which is meant.
    """
    if not is_support(person):
        return NotReplaced("support_only")
    with reading(database) as look:
        register = look.register(person.partnership_id)
        walk = walk_within(register)
        if walk is not None and not walk.is_over:
            return walk
        return _of_those(register, standing_sets(register), set_id)


def _of_those(
    register: Register, standing: Sequence[PrioritySet], set_id: int | None
) -> Replaceable | WhichSet | NotReplaced:
    if set_id is None and len(standing) > 1:
        return WhichSet(tuple((id_of(each), each.label or f"set {each.id}") for each in standing))
    meant = next((each for each in standing if set_id in (None, each.id)), None)
    if meant is None:
        return NotReplaced("replaced_already" if set_id is not None else "no_set")
    return _replaceable(register, meant)


def replace_priorities(
    database: Database, person: Person, new: NewSet, at: datetime, also: Also[Walk] = nothing_else
) -> Walk | NotReplaced:
    """Write the new set and its succession, and say which open actions have to be decided on now."""
    if not is_support(person):
        return NotReplaced("support_only")
    with working(database, author_of(person, why=new.decision), at) as work:
        register = work.register(person.partnership_id)
        old_set = register.subjects.locked(PrioritySet, new.replaces_id)
        if old_set is None or not new.names:
            return NotReplaced("no_set")
        if old_set.replaced_by_id is not None:
            return walk_within(register) or NotReplaced("replaced_already")
        priorities = _write_set(register, old_set, new)
        _write_succession(register, new, priorities)
        finish(register, old_set, at)
        walk = walk_of(register, old_set)
        also(register, walk)
        work.commit()
        return walk


def standing_sets(register: Register) -> list[PrioritySet]:
    """The sets that have priorities and nothing has replaced, the newest first."""
    used = {each.priority_set_id for each in register.places.priorities()}
    sets = [each for each in register.rows.all(PrioritySet) if each.id in used]
    return [each for each in reversed(sets) if each.replaced_by_id is None]


def _replaceable(register: Register, standing: PrioritySet) -> Replaceable:
    every = register.places.priorities()
    old = sorted((each for each in every if each.priority_set_id == standing.id), key=_place)
    serving = [action.priority_ids for action in open_actions_of(register, {id_of(each) for each in old})]
    meetings = register.rows.all(Meeting)[-_MEETINGS_OFFERED:]
    groups = {("groups", id_of(each)): each.name for each in register.rows.all(Group)}
    return Replaceable(
        set_id=id_of(standing),
        label=standing.label or "",
        old=tuple(
            OldPriority(id_of(each), each.name, sum(each.id in served for served in serving)) for each in old
        ),
        plans=tuple((id_of(plan), plan.title or "") for plan in register.rows.all(Plan) if plan.title),
        meetings=tuple(
            (id_of(each), call(BY_TABLE["meetings"], each.model_dump(), groups))
            for each in reversed(meetings)
        ),
    )


def _place(priority: Priority) -> tuple[int, int]:
    return (priority.position or 0, id_of(priority))


def _write_set(register: Register, old_set: PrioritySet, new: NewSet) -> list[Priority]:
    """The new set and its priorities. One that goes on under its name keeps its prefix; codes never change."""
    new_set = register.rows.add(PrioritySet(label=new.label, plan_id=new.plan_id, agreed=new.agreed))
    register.flush()
    old_set.replaced_by_id = new_set.id
    known = register.places.priorities()
    held = {folded_name(each.name): each.prefix for each in known}
    prefixes = prefixes_by_name(new.names, held, [register.places.partnership().code_prefix])
    added = [
        register.rows.add(
            Priority(
                priority_set_id=id_of(new_set),
                position=place,
                name=name,
                prefix=prefixes[folded_name(name)],
            )
        )
        for place, name in enumerate(new.names, 1)
    ]
    register.flush()
    return added


def _write_succession(register: Register, new: NewSet, priorities: list[Priority]) -> None:
    """What became of each old priority; where one goes on alone, its lead group goes with it."""
    old = {id_of(each): each for each in register.places.priorities()}
    added = {id_of(each): each for each in priorities}
    ids = [id_of(each) for each in priorities]
    ended = {
        old_id: None if into is None else frozenset(ids[place] for place in into if place < len(ids))
        for old_id, into in ((each, new.into.get(each)) for each in old)
        if old[old_id].priority_set_id == new.replaces_id
    }
    decision_id = _decision(register, new)
    names = {key: each.name for key, each in old.items()}
    for line in lines_of(ended, names, {key: each.name for key, each in added.items()}):
        register.rows.add(
            Succession(from_id=line.from_id, to_id=line.to_id, kind=line.kind, decision_id=decision_id)
        )
        if line.to_id is not None and line.kind in (CONTINUED, RENAMED):
            added[line.to_id].lead_group_id = old[line.from_id].lead_group_id
    register.flush()


def _decision(register: Register, new: NewSet) -> int | None:
    if not new.decision:
        return None
    decision = Decision(words=new.decision, meeting_id=new.meeting_id, plan_id=new.plan_id)
    register.rows.add(decision)
    register.flush()
    return id_of(decision)
