"""What some subjects need besides their fields: codes and serial numbers, moves counted, barriers lifted, warnings.

What may live here: one small function a need, in tables by the subject's own table. Everything here happens in the
unit of work of `bot.services.keep_subject`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, cast

from bot.rules.group_kinds import WITH_DIGEST, kind_meant
from bot.rules.keeping_entries import folded
from bot.rules.numbering import prefix_for
from bot.rules.register_form.codes import Numbers
from bot.rules.subjects import Subject
from bot.rules.subjects.calling import Values
from bot.services.bind_to_meeting import bind_to_meetings, follow_day, in_words
from bot.services.keep_milestone import keep_move
from bot.services.letters_about import letters_about
from bot.services.offer_succession import offer_to_successors
from bot.services.welcome import welcome
from storage.records import (
    Action,
    ActionBody,
    Approval,
    Barrier,
    Contact,
    Group,
    Meeting,
    Owned,
    Plan,
    Priority,
    id_of,
)
from storage.records.glance import Person
from storage.repositories import Register

Ties = Mapping[str, list[int]]


@dataclass(frozen=True, slots=True)
class Moment:
    """The instant of a change, and the partnership's day of it."""

    at: datetime
    today: date


# --- before a row is added -------------------------------------------------------------------------------


def before_adding(
    register: Register, person: Person, subject: Subject, values: Values, ties: Ties, now: Moment
) -> dict[str, Any]:
    """The columns the register itself gives a new row."""
    give = _GIVEN.get(subject.table)
    return give(register, person, values, ties, now) if give else {}


def _code(register: Register, _: Person, __: Values, ties: Ties, ___: Moment) -> dict[str, Any]:
    """From the first priority; a number is never used twice."""
    first = register.rows.get(Priority, next(iter(ties.get("priorities", ())), 0))
    prefix = first.prefix if first else register.places.partnership().code_prefix
    return {"code": Numbers(register.actions.codes()).next(prefix)}


def _prefix(register: Register, _: Person, values: Values, __: Ties, ___: Moment) -> dict[str, Any]:
    taken = {each.prefix for each in register.places.priorities()}
    return {"prefix": prefix_for(values["name"], taken | {register.places.partnership().code_prefix})}


def _turn(register: Register, _: Person, values: Values, __: Ties, ___: Moment) -> dict[str, Any]:
    """Where no place in the order is said, an approval comes after those there are."""
    if values.get("position") is not None:
        return {}
    there = register.subjects.values(Approval, None, plan_id=values["plan_id"])
    return {"position": max((row["position"] for row in there), default=0) + 1}


def _serial(register: Register, _: Person, __: Values, ___: Ties, ____: Moment) -> dict[str, Any]:
    return {"serial": register.subjects.highest_serial() + 1}


def _raised(_: Register, __: Person, values: Values, ___: Ties, now: Moment) -> dict[str, Any]:
    return {"raised_at": now.at, "resolved_at": now.at if values.get("resolution") else None}


def _asked(_: Register, person: Person, __: Values, ___: Ties, now: Moment) -> dict[str, Any]:
    return {"raised_at": now.at, "raised_by_id": person.contact_id}


def _kind_of_group(_: Register, __: Person, values: Values, ___: Ties, ____: Moment) -> dict[str, Any]:
    kind = kind_meant(values.get("kind"))
    return {"kind": kind, "digest": values.get("digest", kind in WITH_DIGEST)}


def _own_contribution(_: Register, person: Person, values: Values, __: Ties, now: Moment) -> dict[str, Any]:
    own = person.body_id is not None and person.body_id == values.get("body_id")
    return {"confirmed_by_id": person.contact_id, "confirmed_on": now.today} if own else {}


_GIVEN: dict[str, Callable[[Register, Person, Values, Ties, Moment], dict[str, Any]]] = {
    "actions": _code,
    "groups": _kind_of_group,
    "priorities": _prefix,
    "log_entries": _serial,
    "approvals": _turn,
    "barriers": _raised,
    "asks": _asked,
    "action_bodies": _own_contribution,
}

# --- what will not do ------------------------------------------------------------------------------------

_ONCE: dict[str, tuple[tuple[str, ...], str]] = {
    "bodies": (("name",), "There is a body of this name already."),
    "groups": (("name",), "There is a group of this name already."),
    "localities": (("name",), "There is one of this name already."),
    "contacts": (("email",), "Somebody has this address already."),
    "action_bodies": (("body_id", "action_id"), "That body contributes to this action already."),
    "dependencies": (("needs_id", "action_id"), "That is noted already."),
    "leanings": (("plan_id", "action_id"), "That plan is noted already."),
    "successions": (("to_id", "from_id"), "That is noted already."),
}
"""What no two rows have in common, and what is said where they would."""

_INSIDE = {"groups": "parent_id", "plans": "parent_id"}


def unfit(
    register: Register,
    subject: Subject,
    before: Values | None,
    after: Values,
    today: date,
    why: str | None = None,
) -> dict[str, str]:
    """What is wrong with a row as it would be, by field; empty where nothing is."""
    return (
        _twice(register, subject, before, after)
        or _still_here(subject, after, today)
        or _around(register, subject, after)
        or _unexplained(subject, before, after, why)
    )


def _twice(register: Register, subject: Subject, before: Values | None, after: Values) -> dict[str, str]:
    names, words = _ONCE.get(subject.table, ((), ""))
    if not names or not after.get(names[0]):
        return {}
    if before is not None and all(before.get(name) == after.get(name) for name in names):
        return {}
    wanted = tuple(_compared(after.get(name)) for name in names)
    rows = register.subjects.values(subject.record)
    same = any(
        tuple(_compared(row[name]) for name in names) == wanted and row["id"] != after.get("id")
        for row in rows
    )
    return {names[0]: words} if same else {}


def _still_here(subject: Subject, after: Values, today: date) -> dict[str, str]:
    """Whoever has left is asked nothing and may say nothing: so they are there until they have."""
    left_on = after.get("left_on")
    if subject.table != "contacts" or left_on is None or left_on <= today:
        return {}
    return {
        "left_on": "That day is still to come: note it once they have gone. A role may end on a day ahead."
    }


def _compared(value: object) -> object:
    return folded(value) if isinstance(value, str) and "@" not in value else value


def _around(register: Register, subject: Subject, after: Values) -> dict[str, str]:
    """Nothing stands inside itself, nor waits for itself."""
    if subject.table == "dependencies" and after["needs_id"] == after["action_id"]:
        return {"needs_id": "An action can't wait for itself."}
    field = _INSIDE.get(subject.table)
    if field is None or not after.get("id"):
        return {}
    above = {row["id"]: row[field] for row in register.subjects.values(subject.record)}
    above[after["id"]] = after.get(field)
    seen: set[int] = set()
    at = after.get(field)
    while at and at not in seen:
        if at == after["id"]:
            return {field: "It would stand inside itself. Please choose another."}
        seen.add(at)
        at = above.get(at)
    return {}


def _unexplained(subject: Subject, before: Values | None, after: Values, why: str | None) -> dict[str, str]:
    """A milestone that had a date keeps every move with its reason."""
    if subject.table != "milestones" or before is None or before["latest"] is None:
        return {}
    moved = (before["earliest"], before["latest"]) != (after["earliest"], after["latest"])
    return {"when": "Why did the date move? A few words under “Why”, please."} if moved and not why else {}


_MAY_FOLLOW = ("contacts", "roles")
"""What tells who follows somebody who has left."""

# --- once it is written ----------------------------------------------------------------------------------


def after_adding(register: Register, subject: Subject, row: Owned, now: Moment) -> tuple[str, ...]:
    """What follows from a new row: a new contact is welcomed. Returns what is to be said of it."""
    if subject.table == "contacts":
        welcome(register, id_of(row), now.at)
    if subject.table in _MAY_FOLLOW:
        offer_to_successors(register, now.at)
    return _bind(register, subject, row, None, now)


def _bind(
    register: Register,
    subject: Subject,
    row: Owned,
    before: Values | None,
    now: Moment,
    by_id: int | None = None,
) -> tuple[str, ...]:
    """What is due at the first meeting of a time takes that meeting's day, whichever of the two was kept last."""
    if subject.table not in _BOUND:
        return ()
    register.flush()
    meeting = row if isinstance(row, Meeting) else None
    moved = follow_day(register, meeting, before["latest"], now.at) if before and meeting else ()
    bindings = [*moved, *bind_to_meetings(register, now.at, by_id)]
    return tuple(in_words(register, bindings, meeting.id if meeting else None))


_BOUND = ("meetings", "milestones", "approvals", "actions", "duties")


def after_changing(
    register: Register,
    person: Person,
    subject: Subject,
    row: Owned,
    before: Values,
    now: Moment,
    why: str | None,
) -> tuple[str, ...]:
    """What follows from a change: a move is counted or kept, a barrier lifted, a confirmation given or due anew.

    Returns what is to be said of it.
    """
    follow = _FOLLOWS.get(subject.table)
    if follow is not None:
        follow(register, person, row, before, now, why)
    if subject.table in _MAY_FOLLOW:
        offer_to_successors(register, now.at)
    return _bind(register, subject, row, before, now, person.contact_id)


def _of_action(_: Register, __: Person, row: Owned, ___: Values, ____: Moment, _____: str | None) -> None:
    cast(Action, row).version += 1


def _of_meeting(
    register: Register, _: Person, row: Owned, before: Values, now: Moment, __: str | None
) -> None:
    """Another day or time, a cancellation and its taking back are news; that a meeting was held is not."""
    meeting = cast(Meeting, row)
    moved = any(getattr(meeting, name) != before[name] for name in ("earliest", "latest", "local_time"))
    told = meeting.state != before["state"] and {meeting.state, before["state"]} & {"moved", "cancelled"}
    if moved or told:
        meeting.version += 1
        letters_about(register, id_of(meeting), f"v{meeting.version}", now.at)


def _of_milestone(
    register: Register, person: Person, row: Owned, before: Values, now: Moment, why: str | None
) -> None:
    keep_move(register, person, row, before, now.at, why)


def _of_barrier(_: Register, __: Person, row: Owned, before: Values, now: Moment, ___: str | None) -> None:
    barrier = cast(Barrier, row)
    if barrier.resolution != before["resolution"]:
        barrier.resolved_at = (before["resolved_at"] or now.at) if barrier.resolution else None


def _of_plan(_: Register, __: Person, row: Owned, before: Values, ___: Moment, ____: str | None) -> None:
    """What another plan takes the place of is superseded."""
    plan = cast(Plan, row)
    if plan.superseded_by_id and not before["superseded_by_id"] and plan.state != "withdrawn":
        plan.state = "superseded"


def _of_group(_: Register, __: Person, row: Owned, ___: Values, ____: Moment, _____: str | None) -> None:
    group = cast(Group, row)
    group.kind = kind_meant(group.kind)


def _of_contribution(
    _: Register, person: Person, row: Owned, before: Values, now: Moment, __: str | None
) -> None:
    """Said by the body itself it is confirmed; changed by others, what was confirmed no longer stands."""
    brings = cast(ActionBody, row)
    if (brings.contribution, brings.body_id) == (before["contribution"], before["body_id"]):
        return
    own = person.body_id == brings.body_id
    brings.confirmed_by_id = person.contact_id if own else None
    brings.confirmed_on = now.today if own else None


def _of_contact(_: Register, person: Person, row: Owned, before: Values, __: Moment, ___: str | None) -> None:
    """People are known to Slack by their address: with another one they are matched anew."""
    contact = cast(Contact, row)
    if before["email"] and contact.email != before["email"] and contact.id != person.contact_id:
        contact.slack_id = contact.time_zone = None


_FOLLOWS: dict[str, Callable[[Register, Person, Owned, Values, Moment, str | None], None]] = {
    "actions": _of_action,
    "groups": _of_group,
    "contacts": _of_contact,
    "meetings": _of_meeting,
    "milestones": _of_milestone,
    "barriers": _of_barrier,
    "action_bodies": _of_contribution,
    "plans": _of_plan,
}

ALSO_UNDER: dict[str, tuple[tuple[str, str], ...]] = {
    "groups": (("roles", "group_id"), ("meetings", "group_id"), ("risks", "group_id")),
    "actions": (
        ("milestones", "action_id"),
        ("asks", "action_id"),
        ("risks", "action_id"),
        ("indicators", "action_id"),
        ("engagements", "action_id"),
        ("evidence", "action_id"),
    ),
    "meetings": (
        ("reports", "meeting_id"),
        ("decisions", "meeting_id"),
        ("log_entries", "meeting_id"),
        ("asks", "meeting_id"),
    ),
    "priorities": (("indicators", "priority_id"), ("risks", "priority_id")),
    "plans": (("priority_sets", "plan_id"), ("plans", "parent_id")),
    "localities": (("groups", "locality_id"), ("engagements", "locality_id")),
    "bodies": (("contacts", "body_id"),),
    "decisions": (("log_entries", "decision_id"),),
}
"""What is shown under a row besides its parts, and the field it points with."""
