"""Read where a plan stands with the bodies that are asked to approve it, and the state it could be given."""

from collections.abc import Mapping
from typing import Any

from bot.rules.approving import Approval, PlanPage, standing_of, state_to_offer
from bot.rules.permission import is_support
from bot.rules.subjects.calling import when_words
from storage.engine import Database
from storage.records import Approval as ApprovalRow
from storage.records import Body, Group, Plan, id_of
from storage.records.glance import Person
from storage.repositories import Register
from storage.unit_of_work import reading

Names = Mapping[tuple[str, int], str]


def read_plan_standing(database: Database, person: Person, plan_id: int) -> PlanPage | None:
    """Where this plan stands; None where there is no such plan."""
    with reading(database) as look:
        register = look.register(person.partnership_id)
        plan = register.rows.get(Plan, plan_id)
        return _page(register, plan, person) if plan is not None else None


def plan_of_approval(database: Database, person: Person, approval_id: int) -> PlanPage | None:
    """Where the plan stands that an approval is of."""
    with reading(database) as look:
        register = look.register(person.partnership_id)
        row = register.rows.get(ApprovalRow, approval_id)
        plan = register.rows.get(Plan, row.plan_id) if row is not None else None
        return _page(register, plan, person) if plan is not None else None


def _page(register: Register, plan: Plan, person: Person) -> PlanPage:
    rows = register.subjects.values(ApprovalRow, None, plan_id=id_of(plan))
    names: dict[tuple[str, int], str] = {}
    if rows:
        names |= {("group", id_of(each)): each.name for each in register.rows.all(Group)}
        names |= {("body", id_of(each)): each.name for each in register.rows.all(Body)}
    standing = standing_of(_approval(row, names) for row in rows)
    may_set = is_support(person)
    offer = state_to_offer(standing, plan.state)
    return PlanPage(id_of(plan), standing, offer, may_set, plan.superseded_by_id is not None)


def _approval(row: Mapping[str, Any], names: Names) -> Approval:
    key, approver = _approver(row, names)
    return Approval(
        key=key,
        approver=approver,
        position=row["position"],
        decision=row["decision"],
        day=row["latest"],
        when=when_words(row),
        report_number=row["report_number"],
        condition=row["condition"],
    )


def _approver(row: Mapping[str, Any], names: Names) -> tuple[str, str]:
    """What tells whoever is asked from others, and what they are called."""
    for kind in ("group", "body"):
        if row[f"{kind}_id"] is not None:
            return f"{kind} {row[f'{kind}_id']}", names[kind, row[f"{kind}_id"]]
    words = " ".join((row["approver_words"] or row["note"] or "whoever it concerns").split())
    return f"words {words.casefold()}", words
