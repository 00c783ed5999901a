"""One row of every table of a partnership, all tied to each other: what the tests of keeping apart walk over."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Table
from sqlmodel import SQLModel

from storage.engine import Database
from storage.records import (
    Action,
    ActionBody,
    ActionLocality,
    ActionPriority,
    Ask,
    Barrier,
    Body,
    Change,
    Contact,
    DigestHold,
    DigestNote,
    DigestSnapshot,
    Group,
    ImportedRow,
    Line,
    Locality,
    Meeting,
    Milestone,
    MilestoneMove,
    Outbox,
    Owned,
    Plan,
    Priority,
    PrioritySet,
    Question,
    Role,
    Slot,
    Snooze,
    Update,
    Workspace,
    id_of,
)
from storage.unit_of_work import working
from tests.builders import CLERK, MONDAY, RegisterBuilder

OWNED_TABLES: tuple[Table, ...] = tuple(
    table for table in SQLModel.metadata.sorted_tables if "partnership_id" in table.columns
)
"""Every table whose rows belong to a partnership."""

DAY = date(2026, 12, 3)


@dataclass(frozen=True)
class Whole:
    """A partnership with a row in every table: `ids` by the table's name, `mark` in all its keys."""

    register: RegisterBuilder
    mark: str
    ids: dict[str, int]


def one_of_each(database: Database, code: str) -> Whole:
    """Build it. `code` marks whatever has to be its own: codes, emails, accounts and keys."""
    register = RegisterBuilder(database, code=code)
    ids: dict[str, int] = {}
    with working(database, CLERK, MONDAY) as work:
        rows = work.register(register.id).rows

        def add(row: Owned) -> int:
            rows.add(row)
            work.flush()
            ids[str(row.__tablename__)] = id_of(row)
            return id_of(row)

        body = add(Body(name="College"))
        group = add(Group(name="Board", kind="board", digest=True, lead_body_id=body))
        locality = add(Locality(name="Northlands"))
        plan = add(Plan(title="Plan"))
        of_plan = add(PrioritySet(plan_id=plan))
        priority = add(Priority(name="Poverty", prefix="POV", priority_set_id=of_plan, lead_group_id=group))
        contact = add(
            Contact(
                name="Ailsa", post="Manager", body_id=body, email=f"{code}@example.org", slack_id=f"U{code}"
            )
        )
        add(Role(contact_id=contact, role="support", priority_id=priority))
        action = add(
            Action(
                code=f"{code}-01",
                title="An action",
                plan_id=plan,
                lead_body_id=body,
                lead_group_id=group,
                officer_id=contact,
                deputy_id=contact,
                confirmed_by_id=contact,
                status="complete",
                latest=DAY,
                heard_at=MONDAY,
            )
        )
        add(ActionPriority(action_id=action, priority_id=priority))
        add(ActionBody(action_id=action, body_id=body, contribution="Rooms"))
        add(ActionLocality(action_id=action, locality_id=locality))
        meeting = add(Meeting(group_id=group, earliest=DAY, latest=DAY, precision="day", state="held"))
        milestone = add(
            Milestone(title="Pilot", action_id=action, meeting_id=meeting, latest=DAY, precision="day")
        )
        add(MilestoneMove(milestone_id=milestone, moved_at=MONDAY, contact_id=contact))
        update = add(
            Update(
                action_id=action,
                at=MONDAY,
                contact_id=contact,
                on_behalf_of_id=contact,
                words="Under way.",
                status="complete",
                status_before="on_track",
                submission_key=f"{code} key",
            )
        )
        add(Barrier(action_id=action, update_id=update, words="funding", raised_at=MONDAY))
        add(
            Ask(
                action_id=action,
                update_id=update,
                meeting_id=meeting,
                raised_by_id=contact,
                words="Who funds it?",
                raised_at=MONDAY,
            )
        )
        add(DigestSnapshot(meeting_id=meeting, occasion=f"{code} digest", as_of=MONDAY, value={}))
        add(
            DigestHold(
                meeting_id=meeting, occasion=f"{code} digest", held=True, contact_id=contact, at=MONDAY
            )
        )
        add(
            DigestNote(
                meeting_id=meeting,
                occasion=f"{code} digest",
                words="Tea is at two",
                contact_id=contact,
                at=MONDAY,
                submission_key=f"{code} note",
            )
        )
        add(
            Snooze(
                action_id=action, contact_id=contact, until=DAY, at=MONDAY, submission_key=f"{code} snooze"
            )
        )
        add(
            Question(
                action_id=action,
                asker_id=contact,
                asked_id=contact,
                words="Who is on it?",
                at=MONDAY,
                outbox_key=f"{code} question",
                submission_key=f"{code} question",
            )
        )
        message = add(
            Outbox(
                key=f"{code} message",
                after_key=f"{code} before",
                contact_id=contact,
                channel=f"D{code}",
                not_before=MONDAY,
                created_at=MONDAY,
            )
        )
        add(
            Line(
                kind="nudge",
                subject=f"action {action}",
                occasion=f"{code} week",
                contact_id=contact,
                due_on=DAY,
                outbox_id=message,
            )
        )
        add(Slot(name=f"{code} slot", due_at=MONDAY, claimed_at=MONDAY))
        add(Workspace(team_id=f"T{code}", bot_user_id="UBOT", token_digest=code))
        add(ImportedRow(subject="actions", source=f"{code} row", subject_id=action))
        add(
            Change(
                subject="actions",
                subject_id=action,
                field="title",
                at=MONDAY,
                by="the test",
                contact_id=contact,
                update_id=update,
            )
        )
        work.commit()
    missing = {table.name for table in OWNED_TABLES} - ids.keys()
    assert not missing, f"one_of_each has no row of {missing}"
    return Whole(register, code, ids)
