"""One row of every table of a partnership, all tied to each other: what the tests of keeping apart walk over."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Table
from sqlmodel import SQLModel

from storage.engine import Database
from storage.records import (
    Action,
    ActionBody,
    ActionGroup,
    ActionLocality,
    ActionPriority,
    Approval,
    Ask,
    AuditRecommendation,
    Barrier,
    Body,
    Change,
    Consultation,
    Contact,
    CrossCutting,
    Decision,
    Dependency,
    DigestHold,
    DigestNote,
    DigestSnapshot,
    Duty,
    Engagement,
    Evidence,
    Finding,
    Group,
    ImportedRow,
    Indicator,
    Leaning,
    LearningPoint,
    Line,
    Locality,
    LogEntry,
    Measurement,
    Meeting,
    Milestone,
    MilestoneMove,
    Outbox,
    Owned,
    Plan,
    Priority,
    PrioritySet,
    Question,
    Recommendation,
    Report,
    ReportContact,
    Resource,
    Risk,
    Role,
    Seat,
    SheetMapping,
    Slot,
    Snooze,
    Submission,
    Succession,
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
        add(ActionGroup(action_id=action, group_id=group, part="decides"))
        add(Dependency(action_id=action, needs_id=action, words="the data first"))
        add(Resource(action_id=action, body_id=body, words="Rooms", amount="two a week"))
        add(Leaning(action_id=action, plan_id=plan, words="its chapter on food"))
        add(CrossCutting(name="Cost of living", plan_id=plan))
        add(Seat(group_id=group, kind="partner", number=5, body_id=body))
        add(ActionPriority(action_id=action, priority_id=priority))
        add(ActionBody(action_id=action, body_id=body, contribution="Rooms"))
        add(ActionLocality(action_id=action, locality_id=locality))
        meeting = add(Meeting(group_id=group, earliest=DAY, latest=DAY, precision="day", state="held"))
        add(Approval(plan_id=plan, group_id=group, body_id=body, meeting_id=meeting, decision="approved"))
        decision = add(
            Decision(meeting_id=meeting, group_id=group, words="Agreed.", action_id=action, plan_id=plan)
        )
        add(Succession(from_id=priority, to_id=priority, kind="continued", decision_id=decision))
        add(
            LogEntry(
                serial=1,
                meeting_id=meeting,
                decision_id=decision,
                owner_id=contact,
                group_id=group,
                words="Write to them",
            )
        )
        report = add(Report(meeting_id=meeting, number="G/21/99", title="An update"))
        add(ReportContact(report_id=report, contact_id=contact))
        add(Duty(group_id=group, to_group_id=group, meeting_id=meeting, cadence="six_monthly"))
        add(AuditRecommendation(source="Auditors", words="Do more", owner_id=contact, action_id=action))
        add(
            Risk(
                words="It may rain",
                owner_id=contact,
                group_id=group,
                action_id=action,
                priority_id=priority,
                plan_id=plan,
                likelihood=2,
                impact=5,
            )
        )
        indicator = add(
            Indicator(name="Children in poverty", priority_id=priority, action_id=action, plan_id=plan)
        )
        add(Measurement(indicator_id=indicator, value=21.5, words="21.5 %"))
        add(
            Engagement(
                title="Coffee morning",
                body_id=body,
                locality_id=locality,
                priority_id=priority,
                action_id=action,
            )
        )
        consultation = add(Consultation(title="First survey", plan_id=plan))
        add(Finding(consultation_id=consultation, words="Money to live on", priority_id=priority))
        add(Evidence(name="Assessment", plan_id=plan, action_id=action, locality_id=locality))
        add(LearningPoint(name="pragmatic", plan_id=plan, group_id=group))
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
        add(
            Barrier(
                action_id=action,
                update_id=update,
                words="funding",
                raised_at=MONDAY,
                owner_id=contact,
                group_id=group,
            )
        )
        ask = add(
            Ask(
                action_id=action,
                update_id=update,
                meeting_id=meeting,
                raised_by_id=contact,
                words="Who funds it?",
                raised_at=MONDAY,
            )
        )
        add(Recommendation(report_id=report, verb="Notes", words="the progress", ask_id=ask))
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
        add(Submission(key=f"{code} form", at=MONDAY, row_id=action))
        add(Workspace(team_id=f"T{code}", bot_user_id="UBOT", token_digest=code))
        add(SheetMapping(signature=f"{code} headings", columns={"Lead": "officer"}, at=MONDAY))
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
