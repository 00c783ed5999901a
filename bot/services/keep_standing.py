"""What a person is to a row of any subject: the register asked for what the table of permission decides by.

What may live here: following a row to its groups, bodies, priorities and action. Who may then do what is the table's.
"""

from collections.abc import Iterator, Mapping, Sequence

from bot.rules.group_kinds import EXECUTIVE
from bot.rules.permission import (
    MAY_KEEP,
    Kept,
    Part,
    Reach,
    Standing,
    may_add,
    may_keep,
    parts,
    parts_anywhere,
)
from bot.rules.subjects import BY_TABLE, SUBJECTS, Subject
from bot.rules.subjects.calling import Values
from bot.services.speaking import standings_of
from storage.records import Action
from storage.records.glance import Person
from storage.repositories import Register

Ties = Mapping[str, Sequence[int]]

_GROUP_FIELDS = ("group_id", "lead_group_id")
_BY_MEETING = ("reports", "decisions", "log_entries")
"""What belongs to the group whose meeting it was put to, or made by."""


def kept_by(register: Register, person: Person, subject: Subject, values: Values, ties: Ties) -> Kept:
    """The fields of a row the person may change; `ALL` for every one."""
    return may_keep(subject.table, parts_to(register, person, subject, values, ties))


def parts_to(
    register: Register, person: Person, subject: Subject, values: Values, ties: Ties
) -> frozenset[Part]:
    """Everything the person is to a row, as it stands or as it would be."""
    reach = _reach(register, person, subject, values, ties)
    return parts(person, reach, executive_ids(register))


def addable(register: Register, person: Person) -> tuple[Subject, ...]:
    """Every subject of which the person may add a row somewhere."""
    covers = (register.actions.of_officer(contact_id) for contact_id in person.covers)
    speaks = bool(register.actions.of_officer(person.contact_id)) or any(covers)
    found = parts_anywhere(person, executive_ids(register), speaks)
    return tuple(subject for subject in SUBJECTS if may_add(subject.table, found))


def executive_ids(register: Register) -> frozenset[int]:
    """The groups that settle things below the Board."""
    return frozenset(group.id or 0 for group in register.places.groups() if group.kind == EXECUTIVE)


def who_keeps(subject: Subject) -> tuple[str, ...]:
    """Who may add or change such a row, in words, the support officer left out."""
    return tuple(part.value for part in MAY_KEEP[subject.table] if part is not Part.SUPPORT)


def _reach(register: Register, person: Person, subject: Subject, values: Values, ties: Ties) -> Reach:
    parent = _belongs_with(register, subject, values)
    if parent is not None:
        return _reach(register, person, BY_TABLE[parent[0]], parent[1], {})
    own_id = int(values.get("id") or 0)
    groups: set[int | None] = {values.get(name) for name in _GROUP_FIELDS} | set(
        _groups_of(register, subject, values, own_id)
    )
    bodies = {values.get("body_id")}
    priorities = {values.get("priority_id"), *ties.get("priorities", ())}
    standings: frozenset[Standing] = frozenset()
    action_id = own_id if subject.table == "actions" else values.get("action_id")
    action = register.rows.get(Action, action_id) if action_id else None
    if action is not None:
        standings = standings_of(register, person, action)
        tied = register.actions.ties(int(action_id or 0))
        groups |= {action.lead_group_id}
        priorities |= set(tied.priority_ids)
        if subject.table == "action_bodies":  # what another body brings is not one's own to say
            standings -= {Standing.CONTRIBUTOR}
    if subject.table != "priorities":
        groups |= register.places.leading_groups(_real(priorities))
    owners = {values.get("owner_id"), values.get("raised_by_id")}
    return Reach(_real(groups), _real(bodies), _real(priorities), _real(owners), standings)


def _real(ids: set[int | None]) -> frozenset[int]:
    return frozenset(each for each in ids if each)


def _belongs_with(register: Register, subject: Subject, values: Values) -> tuple[str, Values] | None:
    """The row whose reach is this one's too: a reading's indicator, a recommendation's report."""
    field = {"measurements": "indicator_id", "recommendations": "report_id"}.get(subject.table)
    row_id = values.get(field) if field else None
    if field is None or not row_id:
        return None
    table = subject.field(field).of
    row = register.subjects.one(BY_TABLE[table].record, row_id)
    return (table, row) if row is not None else None


def _groups_of(register: Register, subject: Subject, values: Values, own_id: int) -> Iterator[int | None]:
    """The groups a row belongs to by other ways than a column that names one."""
    if subject.table == "groups":
        yield own_id
        yield values.get("parent_id")
    locality_id = own_id if subject.table == "localities" else values.get("locality_id")
    if locality_id and subject.table != "groups":
        yield from (group.id for group in register.places.groups() if group.locality_id == locality_id)
    if subject.table in _BY_MEETING and values.get("meeting_id"):
        meeting = register.subjects.one(BY_TABLE["meetings"].record, values["meeting_id"])
        yield (meeting or {}).get("group_id")
